// Writes a few small .tflite files into a folder, for the fuzzer to start from: write_some FOLDER
#include "tflite/writer.hpp"

#include <fstream>
#include <string>

using namespace tflite_writer;

int main(int, char** arguments) {
  const auto save = [&](const char* name, const table& m) {
    std::ofstream(std::string(arguments[1]) + "/" + name + ".tflite", std::ios::binary) << write(m);
  };
  const auto pair = [](int type) { return std::vector<table>{tensor("a", {4, 4, 4, 4}, type, 0, 1), tensor("b", {4, 4, 4, 4}, type, 0, 1)}; };
  for (const int builtin : {0, 3, 4, 9, 17, 18, 22, 25, 27, 40, 44, 67, 100, 106, 126})
    save(("operator_" + std::to_string(builtin)).c_str(),
         model({code(builtin)}, {subgraph(pair(9), {0}, {1}, {node(0, {0, 0, -1}, {1}, 1, {{0, byte(1)}, {1, number(2)}})})}, {64}));
  for (const int builtin : {31, 118, 119, 129})
    save(("calls_" + std::to_string(builtin)).c_str(),
         model({code(builtin), code(0)},
               {subgraph(pair(0), {0}, {1}, {node(0, {0}, {1}, 92, {{0, number(1)}, {1, number(1)}})}),
                subgraph(pair(0), {0}, {1}, {node(1, {0, 0}, {1}, 11)})},
               {}));
  // A variable's handle is told by two texts.
  save("operator_142", model({code(142)}, {subgraph({tensor("handle", {}, 13)}, {}, {0},
                                                    {node(0, {}, {0}, 111, {{0, bytes("box")}, {1, bytes("state")}})})}, {}));
  save("custom", model({custom("SignalRfft")}, {subgraph(pair(7), {0}, {1}, {node(0, {0}, {1})})}, {}));
}
