// Reports: one summary, many formats, all with the same columns; and pictures. Each is a string.
#include <nns/nns.hpp>
#include <nns/report/csv.hpp>
#include <nns/report/json.hpp>
#include <nns/report/markdown.hpp>
#include <nns/report/mermaid.hpp>
#include <nns/report/static_text.hpp>
#include <nns/report/stream.hpp>

#include <iostream>

using namespace nns::layers;

struct xor_net : nns::sequential<input<2>, dense<2, tanh_>, dense<1, sigmoid>> {};

// Made by the compiler: nothing runs, and nothing but the text is in the binary.
static_assert(nns::static_text<xor_net> == R"(xor_net
name     kind   output  forward MACs   share  parameters  activations
---------------------------------------------------------------------
input    input  2                  -       -           -            2
dense    dense  2                  4   66.7%           6            4
dense_1  dense  1                  2   33.3%           3            2
---------------------------------------------------------------------
total           1                  6  100.0%           9            8
)");

int main() {
  constexpr const auto& summary = nns::summary<xor_net>;
  std::cout << summary << '\n'                        // text, as a stream writes it
            << nns::to_markdown(summary) << '\n'      // for a pull request
            << nns::to_csv(summary) << '\n'           // for a spreadsheet
            << nns::to_json(summary) << '\n'          // for a tool
            << nns::to_mermaid(summary) << '\n';      // a picture where Markdown is shown

  // Or take the values themselves: they are plain numbers.
  for (const nns::layer_summary& layer : summary.layers)
    std::cout << std::string(layer.name) << " makes " << layer.output << " of " << layer.forward << '\n';
}
