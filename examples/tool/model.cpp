// Which format a file is of, by its content.
#include "model.hpp"

#include "archive.hpp"
#include "registry.hpp"

#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>

namespace tool {

int refuse(const std::string& path, const std::string& why) {
  std::cerr << path << ": " << why << '\n';
  return bad_file;
}

std::string name_of(const std::string& path) {
  const std::string file = path.substr(path.find_last_of("/\\") + 1);
  const std::string name = file.substr(0, file.find_last_of('.'));
  return path == "-" || name.empty() ? "model" : name;
}

bool may_be_missing(const std::string& name, const arguments& how) {
  static std::vector<std::string> missed;  // by a file before
  if (how.files.size() < 2 || std::find(missed.begin(), missed.end(), name) != missed.end()) return false;
  missed.push_back(name);
  return true;
}

void leave_out(const std::string& name, arguments& how) {
  std::erase_if(how.bind, [&](const auto& b) { return b.first == name; });
  std::erase_if(how.assume_zero, [&](const nns::zero_class& c) { return c.class_name == name; });
  std::erase_if(how.known_as, [&](const nns::class_known_as& c) { return c.class_name == name; });
}

namespace {

/// The whole of a file, or of the standard input (-). False, and a message, if it cannot be read.
bool read_bytes(const std::string& path, std::string& into) {
  if (path == "-") {
    into.assign(std::istreambuf_iterator<char>(std::cin), {});
    return true;
  }
  std::ifstream file(path, std::ios::binary);
  if (!file.is_open()) return refuse(path, "cannot be read"), false;
  char block[1 << 16];
  while (file.read(block, sizeof block) || file.gcount() != 0) into.append(block, static_cast<std::size_t>(file.gcount()));
  return !file.bad() || (refuse(path, "cannot be read"), false);
}

}  // namespace

namespace {

constexpr std::streamoff large = 1 << 20;

/// The format that reads a large file in place, if it is of one, and of none that is asked before: a .tflite may begin
/// with the same bytes as an ONNX file.
const format* in_place(std::istream& file) {
  if (!file.seekg(0, std::ios::end) || file.tellg() < large || !file.seekg(0)) return nullptr;
  std::string head(4096, '\0');
  file.read(head.data(), static_cast<std::streamsize>(head.size()));
  for (const format* f = format::first(); f != nullptr; f = f->next) {
    file.clear();
    file.seekg(0);
    if (f->is_in_place != nullptr && f->is_in_place(file)) return f;
    if (f->is_in_place == nullptr && f->is(head)) return nullptr;
  }
  return nullptr;
}

}  // namespace

std::unique_ptr<model> open(const std::string& path, const arguments& how) {
  if (path != "-") {
    std::ifstream parts(path, std::ios::binary);
    if (const format* const f = in_place(parts)) {
      parts.clear();
      parts.seekg(0);
      return f->open_in_place(path, parts, how);
    }
  }
  content file{path, {}};
  if (!read_bytes(path, file.bytes)) return {};
  std::string wrong;
  if (is_archive(file.bytes) ? !take_from_archive(file.bytes, wrong)
                             : is_hdf5(file.bytes) && !take_from_hdf5(path, file.bytes, wrong))
    return refuse(path, wrong), nullptr;
  for (const format* f = format::first(); f != nullptr; f = f->next)
    if (f->is(file.bytes)) return f->open(std::move(file), how);
  return refuse(path, "this is not a file that nns can read"), nullptr;
}

}  // namespace tool
