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

constexpr std::string_view intro = R"(# Operations in Keras' files

Keras 3 writes functions of tensors (`keras.ops`) among a model's layers, and so does tf.keras, as `TFOpLambda`,
`SlicingOpLambda` and `TensorFlowOpLayer`. Only what is known to multiply nothing is free: each function that the reader knows
is in one of these tables, which `tests/keras/page/operations_page.cpp` prints from the code. **A function that is in
none of them is refused**, whatever shape the file gives; so is one whose cost does not follow from its arguments.
`nns::known_as<"Class", layer>` says what such a function is, `nns::assume_zero<"Class", nns::shape{...}>` that it costs nothing,
and what shape it makes ([the page on Keras' files](keras.md)).

- A function counts by what it is, not by how a framework does it: to cut an image into patches moves elements, though Keras has
  a convolution do it. Products and sums of single elements are no multiply-adds, as in a layer.
- Arrays among the arguments are read by their shape. They are no parameters.
- A product of more than two operands (`einsum`) is worked out from left to right, two at a time, as frameworks do without an
  optimizer; what neither the result nor a later operand has is summed over at once. Each step counts the extents of all letters
  that meet in it, multiplied. `einsum` of one tensor multiplies nothing.
- The count is that of one instance. An operation that moves the batch, sums over it, or multiplies it by itself is refused: what
  one instance costs, and makes, is not certain then. Where the file says all the same that the result is an instance, its
  batch in front, the file is trusted.
- TensorFlow's functions are called as in Python, without `tf.`; `compat.v1.` in front makes no difference, and `raw_ops.` names
  the nodes.
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
  all += "\n## Free\n\nThey multiply nothing. Where their arguments do not settle what shape they make, it is the one that the file "
         "says; where it says none, they are refused.\n";
  add_table(all, operation_cost::free);
  all += "\n## Free by their arguments\n\nThey multiply nothing where their arguments say so; else they are refused.\n";
  add_table(all, operation_cost::certain);
  all += "\n## Counted\n\nIn the formulas, P and Q are the positions of the output and of the input, C channels, K filters, g groups, m "
         "the depth multiplier, k the kernel's extents multiplied.\n";
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
