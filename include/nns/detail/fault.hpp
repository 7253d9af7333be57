// The rules that a model can break, each with the sentence that its author reads, and the first fault of an evaluation.
#pragma once

#include <nns/shape.hpp>

#include <cstdint>

namespace nns::detail {

// A rule's name appears in the compiler's message with the fault's two numbers behind it, so it names them.
#define NNS_RULES(RULE)                                                                                              \
  RULE(empty_model, "a model needs layers: this one, or a branch of it, has none")                                   \
  RULE(no_input, "a model begins with input<...>: a layer stands before any input")                                  \
  RULE(second_input, "an input<...> stands behind other layers; a model has one, in front (several: use a graph)")   \
  RULE(input_differs, "a model inside another one declares an input<...> of another shape than the one that arrives") \
  RULE(extent_not_positive, "every extent, size, stride and count must be at least 1 (axis, value)")                 \
  RULE(wrong_rank, "the layer takes a shape of another rank (needed, arrived)")                                      \
  RULE(rank_too_small, "the layer takes a shape of a higher rank (needed at least, arrived)")                        \
  RULE(rank_above_eight, "the layer would make a shape of more than eight extents (rank)")                           \
  RULE(kernel_missing, "the layer needs its kernel<...>")                                                            \
  RULE(kernel_larger_than_padded_input, "the kernel (dilated) is larger than the padded input (kernel, input)")      \
  RULE(one_number_or_one_per_axis, "give one number, or one for each spatial axis (axes, given)")                    \
  RULE(channels_not_divisible_by_groups, "the input's channels are not divisible by the groups (channels, groups)")  \
  RULE(filters_not_divisible_by_groups, "the filters are not divisible by the groups (filters, groups)")             \
  RULE(causal_is_for_one_dimension, "causal padding is for conv1d only")                                             \
  RULE(padding_above_half_the_window, "a pool's padding is at most half its window (padding, window)")               \
  RULE(output_padding_not_below_stride, "the output padding must be smaller than the stride (padding, stride)")       \
  RULE(shapes_differ, "the branches' shapes do not meet (their extents there)")                                      \
  RULE(ranks_differ, "the branches' ranks differ (first, other)")                                                    \
  RULE(extents_differ_outside_the_axis, "concatenated shapes may differ along the axis only (first, other)")         \
  RULE(axis_out_of_range, "there is no such axis; axes count from 1, the batch being 0, or from -1 (axis, rank)")    \
  RULE(one_axis_only, "the layer works along one axis (axes given)")                                                 \
  RULE(axis_given_twice, "an axis is given twice (axis)")                                                            \
  RULE(reshape_changes_elements, "a reshape keeps the number of elements (elements, target)")                        \
  RULE(two_inferred_extents, "only one extent of a reshape can be inferred (-1)")                                    \
  RULE(not_a_permutation, "permute<...> names each axis from 1 to the rank once (number, rank)")                     \
  RULE(cropped_away, "more is cropped than is there (extent, cropped)")                                              \
  RULE(no_time_axis, "the layer runs over a time axis: its input is (time, features) (rank needed, arrived)")        \
  RULE(not_recurrent, "bidirectional<...> wraps one recurrent layer: simple_rnn, lstm, gru, rnn or conv_lstm")       \
  RULE(not_a_cell, "rnn<...> takes cells: simple_rnn_cell, lstm_cell, gru_cell")                                     \
  RULE(cell_outside_rnn, "a cell is no layer: wrap it in rnn<...>")                                                  \
  RULE(no_cells, "rnn<...> needs a cell")                                                                            \
  RULE(inner_layer_needs_one_input, "a wrapped layer takes one input and yields one output")                         \
  RULE(too_few_inputs, "the layer needs more inputs (needed, arrived)")                                              \
  RULE(too_many_inputs, "more inputs arrive than the layer takes (taken, arrived)")                                  \
  RULE(option_given_twice, "an option is given twice (or two that exclude each other, as same and valid)")           \
  RULE(option_not_known_to_the_layer, "the layer does not know one of its options")                                  \
  RULE(not_an_option, "something among the options is not an option of nns")                                         \
  RULE(not_a_number, "the layer's numbers are integers, nns::extents or nns::sides")                                 \
  RULE(wrong_count_of_numbers, "the layer takes another count of numbers (needed, given)")                           \
  RULE(not_a_layer, "this type is no layer: it has no output(shape), and no nns::layer_traits")                      \
  RULE(layer_without_cost, "this layer has no cost(shape, shape): a cost that is not known is not zero")             \
  RULE(count_overflows_63_bits, "a count of this layer, or a total up to it, does not fit in 63 bits")               \
  RULE(cost_is_negative, "a layer's own cost(...) or output(...) gave a negative number")                            \
  RULE(heads_do_not_divide, "the heads do not divide what they share (size, heads)")                                 \
  RULE(value_and_key_lengths_differ, "keys and values have different lengths (keys, values)")                        \
  RULE(widths_differ, "two inputs that are multiplied have different widths (first, other)")                         \
  RULE(not_divisible, "the extent is not divisible into equal parts (extent, parts)")                                \
  RULE(longer_than_its_table, "the input is longer than the learned positions reach (length, positions)")            \
  RULE(squeezed_extent_not_one, "only axes of extent 1 can be squeezed (axis, extent)")                              \
  RULE(parts_do_not_fill, "the parts of a split do not add up to the extent (extent, parts)")                        \
  RULE(out_of_range, "an index or a range lies outside the input (index, extent)")                                   \
  RULE(equation_not_understood, "the einsum equation is not of the form ab,bc->ac, or does not fit its shapes")      \
  RULE(too_many_outputs, "a layer can have at most 16 outputs (outputs)")                                            \
  RULE(name_used_twice, "a name is used twice")                                                                      \
  RULE(name_not_known, "an input names a node that is not there")                                                    \
  RULE(output_not_there, "an input names an output that its node does not have (output, outputs there)")             \
  RULE(cycle, "the graph has a cycle through this node")                                                             \
  RULE(node_not_used, "a node's output is used by nobody, and outputs<...> does not name it")                        \
  RULE(node_without_inputs, "a node needs the names of its inputs; only input<...> nodes have none")                 \
  RULE(input_node_with_inputs, "an input<...> node has no inputs")                                                   \
  RULE(inputs_do_not_match, "a graph inside another model takes as many inputs as it declares (declared, arrived)")  \
  RULE(shared_weights_differ, "a shared layer's second input would need other weights (parameters first, now)")      \
  RULE(share_of_a_share, "shared<...> names a node with a layer of its own")                                         \
  RULE(too_many_rows, "the copies make more rows than a summary can hold (n)")                                       \
  RULE(repeat_count_negative, "repeat<n, ...> needs n of at least 1 (n)")

enum class rule : std::uint8_t {
  none,
#define NNS_RULE_NAME(name, sentence) name,
  NNS_RULES(NNS_RULE_NAME)
#undef NNS_RULE_NAME
};

/// The first rule that an evaluation broke, and where. `path` leads from the model to the layer, innermost first.
struct fault {
  static constexpr int max_depth = 16;

  rule broken = rule::none;
  int row = 0;
  int depth = 0;
  int path[max_depth]{};
  std::int64_t first = 0;   // the rule's numbers
  std::int64_t second = 0;
  shape arrived{};

  constexpr explicit operator bool() const { return broken != rule::none; }
  constexpr void leave(int index) {
    if (depth < max_depth) path[depth++] = index;
  }
};

}  // namespace nns::detail
