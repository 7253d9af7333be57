// Prints what is read in .tflite files, a line of JSON each, for models.py: measure FILE...
#include <nns/import/tflite_file.hpp>

#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

namespace {

void print_plan(const char* name, const nns::tflm::file_plan& p) {
  std::cout << ", \"" << name << "\": {\"height\": " << p.height << ", \"bound\": " << p.bound << ", \"best\": " << p.best
            << ", \"buffers\": [";
  const char* between = "";
  for (const nns::tflm::planned_buffer& b : p.buffers) {
    std::cout << between << "[" << (b.scratch ? "\"scratch\"" : "\"tensor\"") << ", " << b.subgraph << ", " << b.number
              << ", " << b.bytes << ", " << b.first << ", " << b.last << ", " << b.offset << "]";
    between = ", ";
  }
  std::cout << "]}";
}

void print_arena(const char* name, const nns::tflm::file_arena& a) {
  std::cout << ", \"" << name << "\": {\"head\": " << a.head << ", \"used\": " << a.used << ", \"smallest\": " << a.smallest
            << "}";
}

}  // namespace

int main(int count, char** names) {
  for (int i = 1; i < count; ++i) {
    std::ifstream in(names[i], std::ios::binary);
    const nns::tflite_file file(std::string(std::istreambuf_iterator<char>(in), {}));
    std::cout << "{\"file\": \"" << names[i] << "\", \"error\": \"" << file.error().message << "\"";
    if (file) {
      const nns::layer_summary& total = file.summary().total;
      std::cout << ", \"macs\": " << total.forward.count << ", \"parameters\": " << total.parameters
                << ", \"constant_bytes\": " << file.constant_bytes() << ", \"refused\": \"" << file.refused_by_tflm() << "\"";
      print_plan("plan", file.plan());
      print_arena("x86_64", file.arena(nns::tflm::x86_64));
      print_arena("arm32", file.arena(nns::tflm::cortex_m));
      print_arena("esp32", file.arena(nns::tflm::esp32));
      print_arena("plain", file.arena(nns::tflm::cortex_m, nns::tflm::cmsis_nn));
      print_arena("dsp", file.arena(nns::tflm::cortex_m, nns::tflm::cmsis_nn_dsp));
      print_arena("mve", file.arena(nns::tflm::cortex_m, nns::tflm::cmsis_nn_mve));
      const nns::tflm::better_plan offline = file.better_plan();
      std::cout << ", \"offered\": " << offline.height;
    }
    std::cout << "}\n";
  }
}
