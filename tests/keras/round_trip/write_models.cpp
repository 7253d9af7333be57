// Writes models of the zoo as Keras' JSON, each into a file: what the compiler then reads (read_again.cpp).
#include <nns/export/keras.hpp>
#include <nns/zoo/keras.hpp>
#include <nns/zoo/mlperf_tiny.hpp>

#include <fstream>
#include <string>

namespace {

template <class M>
bool write(const std::string& file) {
  std::ofstream out(file);
  out << nns::to_keras_json<M>();
  return static_cast<bool>(out.flush());
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) return 2;
  const std::string folder = arguments[1];
  return write<nns::zoo::mlperf_tiny::image_classification>(folder + "/image_classification.json") &&
                 write<nns::zoo::keras::resnet50>(folder + "/resnet50.json")
             ? 0
             : 1;
}
