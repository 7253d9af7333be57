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

}  // namespace

std::unique_ptr<model> open(const std::string& path, const arguments& how) {
  std::string bytes;
  if (!read_bytes(path, bytes)) return {};
  std::string wrong;
  if (is_archive(bytes) ? !take_from_archive(bytes, wrong) : is_hdf5(bytes) && !take_from_hdf5(path, bytes, wrong))
    return refuse(path, wrong), nullptr;

  auto opened = std::make_unique<model>();
  nns::keras_options options;
  options.inputs = how.inputs;
  options.assume_zero = how.assume_zero;
  options.known_as = how.known_as;
  options.how = how.counted();
  opened->keras = std::make_unique<nns::keras_file>(std::move(bytes), options);
  if (*opened->keras) return opened;
  const nns::keras_error& e = opened->keras->error();
  std::cerr << path << ':' << e.line << ':' << e.column << ": " << in_options(e.message) << '\n';
  return {};
}

}  // namespace tool
