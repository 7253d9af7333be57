// Control flow, sequences and optional values: control flow that depends on data is refused; of an If whose condition
// is known, that branch runs. Sequences have no shape of their own. Strings cost nothing.
#pragma once

#include <nns/import/onnx/operators/extents.hpp>

namespace nns::detail {

constexpr void if_rule(onnx_node& n) {
  n.fail("which branch it takes is not known before the network runs, and the branches may cost different amounts");
}
constexpr void loop_rule(onnx_node& n) {
  n.fail("how often it runs its body is not known: unroll it, or count its body alone");
}
constexpr void map_rule(onnx_node& n) {
  n.fail("it runs its body for each tensor of a sequence, and their number is not known");
}

/// Its outputs have no shape, or an unknown one.
constexpr void shapeless_rule(onnx_node& n) {
  for (int k = 0; k != n.outputs; ++k) n.made[k].ranked = false;
}
constexpr void single_number_rule(onnx_node& n) { n.set(0, onnx_type::int64, {}); }
constexpr void single_truth_rule(onnx_node& n) { n.set(0, onnx_type::bool_, {}); }

/// Splits words into parts, whose number depends on the words.
constexpr void string_split_rule(onnx_node& n) {
  const onnx_tensor& x = n.in(0);
  if (!x.ranked) return;
  shape y = x.dims;
  if (y.used == shape::max_rank) return n.fail("its output has more than eight axes");
  y.push_back(shape::unknown);
  n.set(0, onnx_type::string, y);
  n.set(1, onnx_type::int64, x.dims);
}
/// Removes stop words.
constexpr void string_normalizer_rule(onnx_node& n) {
  const onnx_tensor& x = n.in(0);
  if (!x.ranked || x.rank() < 1) return;
  shape y = x.dims;
  if (const onnx_attribute* const a = n.attribute("stopwords"); a != nullptr && a->count != 0)
    y.values[y.used - 1] = shape::unknown;
  n.set(0, onnx_type::string, y);
}
/// Counts of n-grams, one for each that the vocabulary has.
constexpr void tf_idf_rule(onnx_node& n) {
  const onnx_tensor& x = n.in(0);
  const onnx_attribute* const indices = n.attribute("ngram_indexes");
  if (!x.ranked || indices == nullptr) return;
  std::int64_t most = -1;
  for (int i = 0; i != indices->count; ++i)
    if (n.integer_at(*indices, i) > most) most = n.integer_at(*indices, i);
  shape y = leading(x.dims, x.rank() - 1);
  if (x.rank() == 0) y = {};
  y.push_back(most + 1);
  n.set(0, onnx_type::float32, y);
}

inline constexpr onnx_operator onnx_sequence_operators[] = {
    {.name = "ConcatFromSequence", .since = 11, .kind = onnx_kind("concatenate"), .rule = &shapeless_rule},
    {.name = "If", .cost = onnx_cost::refused, .kind = onnx_kind("if"), .rule = &if_rule},
    {.name = "Loop", .cost = onnx_cost::refused, .kind = onnx_kind("loop"), .rule = &loop_rule},
    {.name = "Optional", .since = 15, .kind = onnx_kind("optional"), .rule = &shapeless_rule},
    {.name = "OptionalGetElement", .since = 15, .kind = onnx_kind("optional"), .rule = &shapeless_rule},
    {.name = "OptionalHasElement", .since = 15, .kind = onnx_kind("optional"), .rule = &single_truth_rule},
    {.name = "Scan", .since = 8, .cost = onnx_cost::refused, .kind = onnx_kind("scan"), .rule = &loop_rule},
    {.name = "SequenceAt", .since = 11, .kind = onnx_kind("sequence"), .rule = &shapeless_rule},
    {.name = "SequenceConstruct", .since = 11, .kind = onnx_kind("sequence"), .rule = &shapeless_rule},
    {.name = "SequenceEmpty", .since = 11, .kind = onnx_kind("sequence"), .rule = &shapeless_rule},
    {.name = "SequenceErase", .since = 11, .kind = onnx_kind("sequence"), .rule = &shapeless_rule},
    {.name = "SequenceInsert", .since = 11, .kind = onnx_kind("sequence"), .rule = &shapeless_rule},
    {.name = "SequenceLength", .since = 11, .kind = onnx_kind("sequence"), .rule = &single_number_rule},
    {.name = "SequenceMap",
     .since = 17,
     .cost = onnx_cost::refused,
     .kind = onnx_kind("map"),
     .rule = &map_rule},
    {.name = "SplitToSequence", .since = 11, .kind = onnx_kind("split"), .rule = &shapeless_rule},
    {.name = "StringNormalizer", .since = 10, .kind = onnx_kind("string_normalizer"), .rule = &string_normalizer_rule},
    {.name = "StringSplit", .since = 20, .kind = onnx_kind("string_split"), .rule = &string_split_rule},
    {.name = "TfIdfVectorizer", .since = 9, .kind = onnx_kind("tf_idf"), .rule = &tf_idf_rule},
};

}  // namespace nns::detail
