// libFuzzer: whatever bytes come in, an .onnx is read or refused, and what was read can be summed up and planned. With
// -DNNS_DAMAGE it is a program instead: every truncation of the files given, and random changes of them, are read.
//
//     clang++-19 -std=c++20 -g -O1 -Iinclude -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=undefined
//         tests/fuzz/onnx_fuzz.cpp -o onnx_fuzz
//     ./onnx_fuzz -max_total_time=60 -max_len=8192 new_inputs graphs
//     onnx_damage 3 100000 FILE...      of the first three files every truncation, and 100,000 changes of any
#include <nns/import/onnx_file.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

bool read(std::string bytes) {
  const nns::onnx_file file(std::move(bytes));
  if (!file) {
    if (file.error().position < 0 || file.error().message.empty()) std::abort();
    return false;
  }
  for (const nns::layer_summary& row : file.summary().layers)
    if (row.kind.empty() || (row.forward.count < 0 && file.summary().total.forward.count >= 0)) std::abort();
  if (file.batch() < 1 || file.nodes().size() > file.summary().layers.size()) std::abort();
  const nns::recorded_memory plan = file.memory();
  for (const nns::memory_buffer& b : plan.buffers)
    if (b.offset < 0 || b.offset + b.bytes.count > plan.height.count) std::abort();
  return true;
}

}  // namespace

#if defined(NNS_DAMAGE)
#include <fstream>
#include <iostream>
#include <iterator>
#include <random>
#include <vector>

int main(int count, char** arguments) {
  std::vector<std::string> files;
  for (int i = 3; i < count; ++i) {
    std::ifstream in(arguments[i], std::ios::binary);
    files.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    read(files.back());
  }
  if (files.empty()) return 1;
  std::int64_t cut = 0, cut_read = 0, changed = 0, changed_read = 0;
  for (std::size_t f = 0; f < files.size() && f < std::strtoul(arguments[1], nullptr, 10); ++f)
    for (std::size_t n = 0; n != files[f].size(); ++n, ++cut) cut_read += read(files[f].substr(0, n));
  std::mt19937 random(1);
  for (unsigned long n = std::strtoul(arguments[2], nullptr, 10); changed != static_cast<std::int64_t>(n); ++changed) {
    std::string bytes = files[random() % files.size()];
    for (std::uint32_t i = 0, times = 1 + random() % 4; i != times && !bytes.empty(); ++i)
      bytes[random() % bytes.size()] = random() % 3 == 0 ? '\xff' : static_cast<char>(random());
    changed_read += read(std::move(bytes));
  }
  std::cout << cut << " truncations (" << cut_read << " read), " << changed << " changes (" << changed_read << " read)\n";
}
#else
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  read(std::string(reinterpret_cast<const char*>(data), size));
  return 0;
}
#endif
