// libFuzzer: whatever bytes come in, a .tflite is read or refused, and what was read can be summed up and planned. With
// -DNNS_DAMAGE it is a program instead: every truncation of the files given, and random changes of them, are read.
//
//     clang++-19 -std=c++20 -g -O1 -Iinclude -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=undefined
//         tests/fuzz/tflite_fuzz.cpp -o tflite_fuzz
//     ./tflite_fuzz -max_total_time=60 -max_len=65536 new_inputs models
#include <nns/import/tflite_file.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

bool read(std::string bytes) {
  const nns::tflite_file file(std::move(bytes));
  if (!file) {
    if (file.error().position < 0 || file.error().message.empty()) std::abort();
    return false;
  }
  for (const nns::layer_summary& row : file.summary().layers)
    if (row.kind.empty() || (row.forward.count < 0 && file.summary().total.forward.count >= 0)) std::abort();
  const nns::tflm::file_plan plan = file.plan();
  for (const nns::tflm::planned_buffer& b : plan.buffers)
    if (b.offset < 0 || b.offset + b.bytes > plan.height) std::abort();
  if (plan.bound > plan.best) std::abort();
  if (file.better_plan().height > plan.height) std::abort();
  for (const nns::tflm::kernels k : {nns::tflm::reference, nns::tflm::cmsis_nn_mve}) {
    const nns::tflm::file_arena a = file.arena(nns::tflm::cortex_m, k);
    if (a.unknown.empty() ? a.smallest < a.used : a.used >= 0) std::abort();
  }
  static_cast<void>(file.refused_by_tflm());
  static_cast<void>(file.constant_bytes());
  return true;
}

}  // namespace

#if defined(NNS_DAMAGE)
#include "damage.hpp"

int main(int count, char** arguments) {
  // Tables stand at both ends; between them are weights, which nobody reads.
  return damage(count, arguments, true, &read, [](std::size_t size, std::mt19937& random) {
    const std::size_t reach = size < 4096 || random() % 4 == 0 ? size : 4096;
    const std::size_t at = random() % reach;
    return random() % 2 == 0 ? size - 1 - at : at;
  });
}
#else
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  read(std::string(reinterpret_cast<const char*>(data), size));
  return 0;
}
#endif
