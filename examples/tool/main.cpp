// nns: what a neural network costs, from its file.
//
//     nns summary resnet50.json --format markdown --batch 32
//     nns check detector.keras --max-macs 10M --max-params 250k
//
// `nns --help` lists what it does. A file that is wrong is refused with its place and the reason, on the standard error,
// and nothing is printed. One call builds the tool: c++ -std=c++20 -I include examples/tool/*.cpp -o nns
#include "registry.hpp"

#include <iostream>
#include <stdexcept>

int main(int count, char** words) {
  tool::arguments asked;
  std::string wrong;
  if (!tool::read(count, words, asked, wrong)) {
    std::cerr << "nns: " << wrong << "\nusage: " << tool::usage() << '\n';
    return tool::wrong_usage;
  }
  if (asked.help) {
    std::cout << tool::help_of(asked.verb);
    return 0;
  }
  try {
    const tool::verb* v = tool::verb::first();
    while (v->name != asked.verb) v = v->next;
    const int status = v->run(asked);
    if (std::cout.flush()) return status;
    std::cerr << "nns: the output cannot be written\n";
    return tool::bad_file;
  } catch (const std::invalid_argument& e) {  // a column that no report has
    std::cerr << e.what() << '\n';
    return tool::wrong_usage;
  }
}
