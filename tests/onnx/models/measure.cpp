// Prints what is read in .onnx files, a line of JSON each, for models.py: measure FILE [name=extent...] FILE ...
#include <nns/import/onnx_file.hpp>

#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

namespace {

std::string escaped(std::string_view plain) {
  std::string out;
  for (const char c : plain) {
    if (c == '"' || c == '\\') out += '\\';
    out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  }
  return out;
}

void print(const nns::onnx_evaluated_node& n) {
  std::cout << "{\"name\": \"" << escaped(n.name) << "\", \"op\": \"" << n.op_type << "\", \"macs\": " << n.forward
            << ", \"params\": " << n.parameters << ", \"out\": [";
  for (std::size_t i = 0; i != n.outputs.size(); ++i) {
    std::cout << (i == 0 ? "" : ", ");
    if (!n.ranked[i]) {
      std::cout << "null";
      continue;
    }
    std::cout << '[';
    for (int a = 0; a != n.outputs[i].rank(); ++a) std::cout << (a == 0 ? "" : ", ") << n.outputs[i][a];
    std::cout << ']';
  }
  std::cout << "]}";
}

}  // namespace

int main(int count, char** words) {
  for (int i = 1; i < count; ++i) {
    const std::string name = words[i];
    nns::onnx_options options;
    for (; i + 1 < count; ++i) {
      const std::string word = words[i + 1];
      const std::size_t end = word.rfind('=');
      if (end == std::string::npos) break;
      options.bind.push_back({word.substr(0, end), std::stoll(word.substr(end + 1))});
    }
    std::ifstream in(name, std::ios::binary);
    const nns::onnx_file file(std::string(std::istreambuf_iterator<char>(in), {}), options);
    std::cout << "{\"file\": \"" << escaped(name) << "\", \"error\": \"" << escaped(file.error().message) << "\", \"macs\": "
              << file.summary().total.forward.count << ", \"params\": " << file.summary().total.parameters
              << ", \"rows\": " << file.summary().layers.size() << ", \"parameter_bytes\": " << file.parameter_bytes()
              << ", \"nodes\": [";
    const char* between = "";
    if (file)
      for (const nns::onnx_evaluated_node& n : file.nodes()) {
        std::cout << between;
        print(n);
        between = ", ";
      }
    std::cout << "]}\n";
  }
}
