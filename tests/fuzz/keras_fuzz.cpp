// libFuzzer: whatever bytes come in, a Keras file is read or refused, and what was read can be evaluated and listed.
//
//     clang++-19 -std=c++20 -g -O1 -Iinclude -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=undefined
//         tests/fuzz/keras_fuzz.cpp -o keras_fuzz
//     ./keras_fuzz -dict=tests/fuzz/keras.dict -max_total_time=60 -max_len=8192 new_inputs tests/keras/corpus
#include <nns/import/keras_file.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const nns::keras_file file{std::string(reinterpret_cast<const char*>(data), size), {.assume_zero = {"Fancy"}}};
  if (!file) {
    if (file.error().line < 1 || file.error().column < 1 || file.error().message.empty()) std::abort();
    return 0;
  }
  std::int64_t parameters = 0;
  for (const nns::layer_summary& row : file.summary().layers) {
    if (row.name.empty() || row.kind.empty()) std::abort();
    if (row.parameters < 0) return 0;  // not known
    if (__builtin_add_overflow(parameters, row.parameters, &parameters)) std::abort();
  }
  if (file.summary().total.parameters != parameters) std::abort();
  return 0;
}
