// Which reader a file is for, by its content.
#include "model.hpp"

#include "archive.hpp"

#include <fstream>
#include <iostream>
#include <iterator>

namespace tool {

int refuse(const std::string& path, const std::string& why) {
  std::cerr << path << ": " << why << '\n';
  return bad_file;
}

bool read_bytes(const std::string& path, std::string& into) {
  if (path == "-") {
    into.assign(std::istreambuf_iterator<char>(std::cin), {});
    return true;
  }
  std::ifstream file(path, std::ios::binary);
  into.assign(std::istreambuf_iterator<char>(file), {});
  return file.is_open() || (refuse(path, "cannot be read"), false);
}

namespace {

/// The library's sentences name what stands in a program; here, the options that say the same.
std::string in_options(std::string message) {
  constexpr std::string_view words[][2] = {
      {"nns::assume_zero<\"Class\", nns::shape{...}>", "--assume-zero Class=1,2,3"},
      {"nns::assume_zero<...>", "--assume-zero Class[=1,2,3]"},
      {"nns::known_as<...>", "--known-as \"Class=dense<1>\""},
      {"nns::input<...>", "--input 224x224x3"},
  };
  for (const auto& [program, option] : words)
    for (std::size_t at = message.find(program); at != std::string::npos; at = message.find(program, at))
      message.replace(at, program.size(), option);
  return message;
}

bool is_tflite(const std::string& bytes) { return bytes.size() >= 8 && bytes.compare(4, 4, "TFL3") == 0; }

/// What a report wrote: CSV begins with the names of its columns, and JSON has totals, which no model file has.
bool is_report(const std::string& bytes) {
  const std::string_view head = std::string_view(bytes).substr(0, bytes.find('\n'));
  const bool is_csv = head.find('{') == std::string_view::npos && head.find("name,") != std::string_view::npos;
  const bool is_json = bytes.find("\"total\"") != std::string::npos && bytes.find("\"class_name\"") == std::string::npos;
  return is_csv || is_json;
}

std::unique_ptr<model> open_report(std::unique_ptr<model> opened, const std::string& bytes, const arguments& how) {
  if (how.verb != "diff")
    return refuse(opened->path, "this is a report, not a model: nns diff compares it with one"), nullptr;
  opened->report = std::make_unique<nns::recorded>(bytes);
  if (*opened->report) return opened;
  return refuse(opened->path, opened->report->error()), nullptr;
}

std::unique_ptr<model> open_tflite(std::unique_ptr<model> opened, std::string bytes, const arguments& how) {
  if (!how.inputs.empty())
    return refuse(opened->path, "a .tflite says the shapes of its inputs: --input is for files that do not"), nullptr;
  opened->tflite = std::make_unique<nns::tflite_file>(std::move(bytes), how.counted());
  if (*opened->tflite) return opened;
  return refuse(opened->path, opened->tflite->error().message), nullptr;
}

std::unique_ptr<model> open_keras(std::unique_ptr<model> opened, std::string text, const arguments& how) {
  nns::keras_options options;
  options.inputs = how.inputs;
  options.assume_zero = how.assume_zero;
  options.known_as = how.known_as;
  options.how = how.counted();
  opened->keras = std::make_unique<nns::keras_file>(std::move(text), options);
  if (*opened->keras) return opened;
  const nns::keras_error& e = opened->keras->error();
  std::cerr << opened->path << ':' << e.line << ':' << e.column << ": " << in_options(e.message) << '\n';
  return nullptr;
}

}  // namespace

std::unique_ptr<model> open(const std::string& path, const arguments& how) {
  std::string bytes;
  if (!read_bytes(path, bytes)) return {};
  std::string wrong;
  if (is_archive(bytes) ? !take_from_archive(bytes, wrong) : is_hdf5(bytes) && !take_from_hdf5(path, bytes, wrong))
    return refuse(path, wrong), nullptr;

  auto opened = std::make_unique<model>();
  opened->path = path;
  if (is_report(bytes)) return open_report(std::move(opened), bytes, how);
  return is_tflite(bytes) ? open_tflite(std::move(opened), std::move(bytes), how)
                          : open_keras(std::move(opened), std::move(bytes), how);
}

memory_of_model plan(const model& m, const arguments& how) {
  memory_of_model found;
  if (m.keras) {
    nns::recorded_memory planned = m.keras->memory(how.memory());
    found.buffers = std::move(planned.buffers);
    found.height = found.best = planned.height.count;
    found.bound = planned.bound.count;
    found.parameter_bytes = planned.parameter_bytes.count;
    found.state_bytes = planned.state_bytes.count;
    return found;
  }
  found.kept = m.tflite->plan();
  const nns::tflm::file_plan& p = found.kept;
  found.height = p.height, found.bound = p.bound, found.best = p.best;
  found.parameter_bytes = m.tflite->constant_bytes();
  if (!p.unknown.empty()) found.notes = "what the kernel of " + p.unknown + " keeps is not known, and not in the plan";
  for (const nns::tflm::planned_buffer& b : p.buffers)
    found.buffers.push_back({.name = {b.name.data(), b.name.size()},
                             .bytes = nns::bytes{b.bytes},
                             .first = b.first,
                             .last = b.last,
                             .offset = b.offset});
  return found;
}

}  // namespace tool
