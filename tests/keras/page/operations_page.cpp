// examples/keras_operations.md, from the tables that the reader of files looks into.
//
//     operations_page              prints it
//     operations_page --check FILE exit status 0 if the file says the same
#include <nns/import/keras/operations.hpp>

#include <cstddef>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>

namespace {

using nns::detail::operation_cost;
using nns::detail::operation_entry;
using nns::detail::operation_rule;

constexpr std::string_view intro = R"(# Operations in Keras files

Keras 3 writes functions of tensors (`keras.ops`) among a model's layers, and so does tf.keras, as `TFOpLambda`, `SlicingOpLambda` and
`TensorFlowOpLayer`. These tables list every function that the reader knows; `tests/keras/page/operations_page.cpp` prints them from the
code. A function costs nothing only if it is known to multiply nothing. **A function that is in none of the tables is refused**,
whatever shape the file gives, and so is a function whose cost does not follow from its arguments. For these,
`nns::known_as<"Class", layer>` says which layer it is, and `nns::assume_zero<"Class", nns::shape{...}>` says that it costs nothing and
which shape it returns ([Keras models](keras.md)).

- A function is counted by what it does, not by how a framework implements it: cutting an image into patches moves elements, although
  Keras uses a convolution for it. Element-wise products and sums are not multiply-adds, as in layers.
- Constant arrays among the arguments are read for their shape. They are not parameters.
- A product of more than two operands (`einsum`) is computed from left to right, two at a time, as frameworks do without an optimizer;
  letters that neither the result nor a later operand has are summed over at once. Each step counts the product of the extents of all its
  letters. `einsum` of one tensor multiplies nothing.
- Counts are for one instance. An operation that moves the batch, sums over it, or multiplies it by itself is refused, because the cost
  and the shape of one instance are not certain then; unless the file gives a result with the batch in front.
- TensorFlow's functions are named as in Python, without `tf.`; a prefix `compat.v1.` makes no difference, and `raw_ops.` refers to the
  nodes.
)";

template <std::size_t N>
std::string names_of(const operation_entry (&table)[N], operation_rule rule) {
  std::string all;
  for (const operation_entry& e : table)
    if (e.rule == rule) all += (all.empty() ? "`" : " ") + std::string(e.name);
  return all.empty() ? all : all + '`';
}

void add_table(std::string& page, operation_cost cost) {
  constexpr std::string_view names[] = {
#define NNS_OPERATION_RULE(name, cost, sentence) #name,
      NNS_OPERATION_RULES(NNS_OPERATION_RULE)
#undef NNS_OPERATION_RULE
  };
  constexpr std::string_view sentences[] = {
#define NNS_OPERATION_RULE(name, cost, sentence) sentence,
      NNS_OPERATION_RULES(NNS_OPERATION_RULE)
#undef NNS_OPERATION_RULE
  };
  page += "\n| | Keras 3's operations, TensorFlow's nodes | TensorFlow's functions |\n|---|---|---|\n";
  for (int i = 0; i != nns::detail::operation_rule_count; ++i) {
    const auto rule = static_cast<operation_rule>(i);
    if (nns::detail::cost_of(rule) != cost) continue;
    page += "| **" + std::string(names[i]) + "**: " + std::string(sentences[i]) + " | " +
            names_of(nns::detail::operation_classes, rule) + " | " + names_of(nns::detail::operation_functions, rule) +
            " |\n";
  }
}

std::string page() {
  std::string all(intro);
  all +=
    "\n## Free\n\nThey multiply nothing. If their arguments do not determine the shape of the result, the "
    "shape in the file is used; if the file has none, they are refused.\n";
  add_table(all, operation_cost::free);
  all += "\n## Free by their arguments\n\nThey multiply nothing if their arguments show it; otherwise they are refused.\n";
  add_table(all, operation_cost::certain);
  all +=
    "\n## Counted\n\nIn the formulas, P and Q are the positions of the output and of the input, C "
    "channels, K filters, g groups, m the depth multiplier, and k the product of the kernel's extents.\n";
  add_table(all, operation_cost::costed);
  all += "\n## Refused by name\n";
  add_table(all, operation_cost::refused);
  return all;
}

}  // namespace

int main(int count, char** words) {
  if (count == 1) {
    std::cout << page();
    return 0;
  }
  std::ifstream file(words[count - 1], std::ios::binary);
  const std::string written{std::istreambuf_iterator<char>(file), {}};
  if (written == page()) return 0;
  std::cerr << words[count - 1] << " is not what the tables say: write it anew with " << words[0] << '\n';
  return 1;
}
