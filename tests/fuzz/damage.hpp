// The program that -DNNS_DAMAGE makes of a fuzzer: every truncation of the first files given, and random changes of any.
//
//     onnx_damage 3 100000 FILE...      of the first three files every truncation, and 100,000 changes of any
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <random>
#include <string>
#include <utility>
#include <vector>

/// `read` is true of what it reads; `place(size, random)` is where a byte of so many is changed. All files are to be read
/// as they stand, where `whole_files` says so.
template <class Place>
int damage(int count, char** arguments, bool whole_files, bool (*read)(std::string), Place place) {
  std::vector<std::string> files;
  for (int i = 3; i < count; ++i) {
    std::ifstream in(arguments[i], std::ios::binary);
    files.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    if (!read(files.back()) && whole_files) return std::cout << arguments[i] << " is not read\n", 1;
  }
  if (files.empty()) return 1;
  std::int64_t cut = 0, cut_read = 0, changed = 0, changed_read = 0;
  for (std::size_t f = 0; f < files.size() && f < std::strtoul(arguments[1], nullptr, 10); ++f)
    for (std::size_t n = 0; n != files[f].size(); ++n, ++cut) cut_read += read(files[f].substr(0, n));
  std::mt19937 random(1);
  for (unsigned long n = std::strtoul(arguments[2], nullptr, 10); changed != static_cast<std::int64_t>(n); ++changed) {
    std::string bytes = files[random() % files.size()];
    for (std::uint32_t i = 0, times = 1 + random() % 4; i != times && !bytes.empty(); ++i) {
      const std::size_t at = place(bytes.size(), random);
      bytes[at] = random() % 3 == 0 ? '\xff' : static_cast<char>(random());
    }
    changed_read += read(std::move(bytes));
  }
  std::cout << cut << " truncations (" << cut_read << " read), " << changed << " changes (" << changed_read << " read)\n";
  return 0;
}
