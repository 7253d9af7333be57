// libFuzzer: whatever bytes come in, an .onnx is read or refused, and what was read can be summed up, planned, put in tables
// and explained. With -DNNS_DAMAGE it is a program instead (damage.hpp).
//
//     clang++-19 -std=c++20 -g -O1 -Iinclude -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=undefined
//         tests/fuzz/onnx_fuzz.cpp -o onnx_fuzz
//     ./onnx_fuzz -max_total_time=60 -max_len=8192 new_inputs graphs
#include <nns/conventions/onnx_tool.hpp>
#include <nns/import/onnx_file.hpp>
#include <nns/report/csv.hpp>
#include <nns/report/explain.hpp>

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
  const std::string table = nns::to_csv(file.summary(), {.columns = "name options bytes additions divisions receptive_size receptive_offset"});
  const std::string why = nns::to_text(nns::explain(file.summary(), nns::convention::standard, nns::convention::onnx_tool));
  if (table.empty() || why.empty()) std::abort();
  return true;
}

}  // namespace

#if defined(NNS_DAMAGE)
#include "damage.hpp"

int main(int count, char** arguments) {
  return damage(count, arguments, false, &read, [](std::size_t size, std::mt19937& random) { return random() % size; });
}
#else
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  read(std::string(reinterpret_cast<const char*>(data), size));
  return 0;
}
#endif
