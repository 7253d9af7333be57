// nns arena FILE.tflite: the arena that TensorFlow Lite Micro needs, and what lies in it.
#include "model.hpp"
#include "registry.hpp"

#include <nns/import/tflite_file.hpp>

#include <iostream>

namespace tool {

namespace {

std::string in_bytes(std::int64_t n) { return n < 0 ? "not known" : std::to_string(n); }
std::string in_json(std::int64_t n) { return n < 0 ? "null" : std::to_string(n); }

int arena(const arguments& asked) {
  const auto model = open(asked.files[0], asked);
  if (!model) return bad_file;
  if (model->tflite() == nullptr) return refuse(asked.files[0], "this is not a .tflite: TensorFlow Lite Micro runs nothing else");
  const nns::tflm::abi& abi = asked.abi == "x86_64"  ? nns::tflm::x86_64
                              : asked.abi == "esp32" ? nns::tflm::esp32
                                                     : nns::tflm::cortex_m;
  const nns::tflm::kernels kernels = asked.kernels == "cmsis_nn"       ? nns::tflm::cmsis_nn
                                     : asked.kernels == "cmsis_nn_dsp" ? nns::tflm::cmsis_nn_dsp
                                     : asked.kernels == "cmsis_nn_mve" ? nns::tflm::cmsis_nn_mve
                                                                       : nns::tflm::reference;
  const nns::tflm::file_arena a = model->tflite()->arena(abi, kernels);
  const std::string refused = model->tflite()->refused_by_tflm();
  if (asked.format == "json") {
    std::cout << "{\n  \"head\": " << in_json(a.head) << ",\n  \"tail\": " << in_json(a.tail) << ",\n  \"arena_used\": "
              << in_json(a.used) << ",\n  \"smallest_arena\": " << in_json(a.smallest) << "\n}\n";
    return kept;
  }
  std::cout << asked.files[0] << ": " << in_bytes(a.smallest) << " bytes are the smallest arena that works\n\n"
            << "head, the plan of the tensors       " << in_bytes(a.head) << '\n'
            << "tail, what the interpreter keeps    " << in_bytes(a.tail) << '\n'
            << "arena_used_bytes() will say         " << in_bytes(a.used) << '\n';
  if (!a.unknown.empty()) std::cout << "\nWhat " << a.unknown << " keeps is not known.\n";
  if (!refused.empty()) std::cout << "\nTensorFlow Lite Micro refuses this file: " << refused << ".\n";
  return kept;
}

const verb entry{30,
                 {"arena", "FILE.tflite", 1, "text json", "--abi --kernels", "the arena that TensorFlow Lite Micro needs",
                  &arena}};

}  // namespace

}  // namespace tool
