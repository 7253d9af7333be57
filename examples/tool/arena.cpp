// nns arena FILE.tflite: the arena that TensorFlow Lite Micro needs, and what lies in it.
#include "model.hpp"
#include "registry.hpp"

#include <nns/import/tflite_file.hpp>
#include <nns/report/json.hpp>

#include <iostream>

namespace tool {

namespace {

std::string in_bytes(std::int64_t n) { return n < 0 ? "not known" : std::to_string(n); }
std::string in_json(std::int64_t n) { return n < 0 ? "null" : std::to_string(n); }
/// A sentence, or null if there is none.
std::string in_json(const std::string& words) {
  if (words.empty()) return "null";
  const nns::text all{words.data(), words.size()};
  return nns::report::to_string([&](nns::report::writer& w) { nns::report::put_json_string(w, all); });
}

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
              << in_json(a.used) << ",\n  \"smallest_arena\": " << in_json(a.smallest)
              << ",\n  \"unknown\": " << in_json(a.unknown) << ",\n  \"refused\": " << in_json(refused) << "\n}\n";
    return kept;
  }
  if (a.smallest < 0)
    std::cout << asked.files[0] << ": the smallest arena that works is not known\n\n";
  else
    std::cout << asked.files[0] << ": " << a.smallest << " bytes are the smallest arena that works\n\n";
  std::cout << "head, the plan of the tensors       " << in_bytes(a.head) << '\n'
            << "tail, what the interpreter keeps    " << in_bytes(a.tail) << '\n'
            << "arena_used_bytes() will say         " << in_bytes(a.used) << '\n';
  if (!a.unknown.empty()) std::cout << "\nWhat " << a.unknown << " keeps is not known.\n";
  if (!refused.empty()) std::cout << "\nThis file does not run: " << refused << ".\n";
  return kept;
}

const verb entry{30,
                 {"arena", "FILE.tflite", 1, "text json", "--abi --kernels", "the arena that TensorFlow Lite Micro needs",
                  &arena}};

}  // namespace

}  // namespace tool
