// A convention by weights: how much an operation of each kind counts, and a table of the layers that a tool counts in
// its own way, each row with its source. Almost every other header of this folder is one such convention.
#pragma once

#include <nns/detail/kind_counts.hpp>
#include <nns/detail/peers.hpp>

#include <cstdint>

namespace nns {

/// Counts by kind of operation. They are checked for overflow, and may be unknown.
using counted_operations = detail::operations_found;

/// A layer whose cost has been found, as the rules of a convention see it. Shapes are channels last, without the batch.
class layer_at_work {
 public:
  constexpr explicit layer_at_work(const detail::machine& m) : m_(m) {}

  [[nodiscard]] constexpr text kind() const { return m_.kind->kind; }
  [[nodiscard]] constexpr const detail::machine& machine() const { return m_; }
  [[nodiscard]] constexpr int inputs() const { return m_.inputs(); }
  [[nodiscard]] constexpr const shape& input(int i = 0) const { return m_.input_of(i); }
  [[nodiscard]] constexpr const shape& output() const { return m_.x; }
  /// Elements of the first input, and of the first output.
  [[nodiscard]] constexpr detail::count in() const { return input().elements(); }
  [[nodiscard]] constexpr detail::count out() const { return output().elements(); }
  /// Multiply-adds by the standard convention, and parameters, those that are not trained included.
  [[nodiscard]] constexpr detail::count multiply_adds() const { return m_.found.forward; }
  [[nodiscard]] constexpr detail::count parameters() const { return m_.found.trainable + m_.found.fixed; }
  /// The layer's positional number with that index, and its options.
  [[nodiscard]] constexpr detail::count number(int i) const { return i < m_.numbers.used ? m_.numbers[i] : 0; }
  [[nodiscard]] constexpr const detail::options& given() const { return *m_.given; }
  [[nodiscard]] constexpr bool has_bias() const { return m_.given->bias; }
  /// Whether a normalisation scales or shifts.
  [[nodiscard]] constexpr bool is_affine() const { return m_.given->scale || m_.given->center; }
  /// Whether it is called as a function: it is inside functional<...>.
  [[nodiscard]] constexpr bool is_function() const { return m_.functional; }

  /// Of a window: how many axes it slides along, its taps, and the positions of the input and of the output.
  [[nodiscard]] constexpr int axes() const { return input().rank() - 1; }
  [[nodiscard]] constexpr detail::count channels() const { return input()[channel()]; }
  [[nodiscard]] constexpr detail::count filters() const { return output()[channel()]; }
  [[nodiscard]] constexpr detail::count in_positions() const { return spatial(input()); }
  [[nodiscard]] constexpr detail::count out_positions() const { return spatial(output()); }
  [[nodiscard]] constexpr detail::count taps() const { return product(m_.given->kernel); }
  [[nodiscard]] constexpr detail::count strides() const { return product(m_.given->strides); }
  /// Of a pool: its window's extents, which are its numbers.
  [[nodiscard]] constexpr detail::count window(int i) const { return m_.numbers.used == 1 ? m_.numbers[0] : m_.numbers[i]; }
  [[nodiscard]] constexpr detail::count window() const {
    detail::count all = 1;
    for (int i = 0; i != axes(); ++i) all *= window(i);
    return all;
  }

  /// What the layer does, by kind of operation: its multiply-adds, and what it declares besides.
  [[nodiscard]] constexpr counted_operations operations() const {
    return detail::operations_at_work(m_);
  }

 private:
  const detail::machine& m_;

  [[nodiscard]] constexpr int channel() const { return m_.given->channels_first ? 0 : axes(); }
  [[nodiscard]] constexpr detail::count spatial(const shape& s) const {
    const int first = m_.given->channels_first ? 1 : 0;
    return s.product(first, first + axes());
  }
  [[nodiscard]] constexpr detail::count product(const detail::axis_numbers& n) const {
    detail::count all = 1;
    for (int i = 0; i != axes(); ++i) all *= n[i];
    return all;
  }
};

/// One row of a convention's table: how layers of this kind are counted.
struct layer_rule {
  text kind{};                                          // "conv2d"; of a composition's rows, too
  counted_operations (*counts)(const layer_at_work&) = nullptr;
  text says{};                                          // the same in words, for people
  text source{};                                        // the place in the tool's source that does it
  unsigned char place = detail::place_of_kind(kind);
};

/// Layers of this kind count nothing: the tool does not see them.
constexpr counted_operations counts_nothing(const layer_at_work&) { return {}; }

/// A convention by weights.
struct convention_rules {
  text version{};  // of the tool that it describes
  /// How much an operation of each kind counts, in layers without a row.
  operation_counts weights{};
  const layer_rule* rows = nullptr;
  int row_count = 0;
  /// Whether the tool sees layers that are called as functions (functional<...>) and not as modules. They may have a
  /// table of their own, `functions`; a layer without a row in it counts nothing.
  bool sees_functions = true;
  /// What an activation counts, as a layer and as an option of dense layers and convolutions, for a number of elements
  /// in groups of `size` along the last axis. Null: what the weights say.
  counted_operations (*activation)(detail::activation_kind, detail::count elements, detail::count size) = nullptr;
  const layer_rule* functions = nullptr;
  int function_count = 0;
  counted_operations (*function_activation)(detail::activation_kind, detail::count elements, detail::count size) = nullptr;
  /// A multiply-add is a multiplication and an addition: the tool counts floating-point operations.
  bool splits_multiply_adds = false;
  /// The only kind of operation to count, in the order of operation_counts, to see what a number is made of; -1: all.
  int only = -1;
};

namespace detail {

/// The widths of the projections of multi-head attention, which are the numbers of their biases.
struct projection_sizes {
  count queries = 0;
  count keys = 0;
  count values = 0;
  count output = 0;

  constexpr explicit projection_sizes(const layer_at_work& l)
      : queries(l.number(0) * l.number(1)),
        keys(queries),
        values(l.given().has(option::value_dim) ? l.number(0) * l.given().value_dim : queries),
        output(l.given().has(option::output_dim) ? count{l.given().output_dim} : count{l.input().back()}) {}
};

/// What the biases of multi-head or grouped-query attention add: all but the sums of softmax, which have one addition
/// less than scores for each query and head.
constexpr count biases_of_attention(const layer_at_work& l) {
  const counted_operations o = l.operations();
  const count heads = l.number(l.machine().kind->numbers == 3 ? 1 : 0);
  return o.additions - (o.exponentials - l.input().product(0, l.input().rank() - 1) * heads);
}

/// The row of a table that is about a kind; null: none.
constexpr const layer_rule* find_rule(const layer_rule* rows, int count, const family& f) {
  for (int i = 0; i != count; ++i)
    if (rows[i].place == f.place && rows[i].kind == f.kind) return rows + i;
  return nullptr;
}

/// The row of a convention that says how the layer is counted; null: by its weights.
constexpr const layer_rule* rule_of(const convention_rules& rules, const machine& m) {
  return m.functional && rules.functions != nullptr ? find_rule(rules.functions, rules.function_count, *m.kind)
                                                    : find_rule(rules.rows, rules.row_count, *m.kind);
}

constexpr counted_operations weighed(const counted_operations& o, const operation_counts& w) {
  return {o.multiply_adds * w.multiply_adds, o.additions * w.additions,       o.multiplications * w.multiplications,
          o.comparisons * w.comparisons,     o.divisions * w.divisions,       o.exponentials * w.exponentials,
          o.moves * w.moves};
}

/// The activation of an activation layer; unset for any other layer.
constexpr activation_kind activation_that_is(const machine& m) {
  if (m.kind->kind == "activation") return m.given->activation;
  constexpr text names[] = {"relu",         "relu6",     "sigmoid", "tanh_", "softmax", "gelu", "silu",
                            "hard_sigmoid", "hard_silu", "elu",     "selu",  "softplus"};
  for (int i = 0; i != 12; ++i)
    if (m.kind->kind == names[i]) return static_cast<activation_kind>(static_cast<int>(activation_kind::relu) + i);
  return activation_kind::unset;
}

/// For a node whose options are not known: its multiply-adds, if nothing else counts. Kinds without options and numbers
/// are known by their shapes, and do not come here.
constexpr counted_operations operations_by_kind(const convention_rules& rules, const machine& m,
                                                        const layer_rule* row) {
  if (row != nullptr) return row->counts == &counts_nothing ? counted_operations{} : nothing_known;
  const operation_counts& w = rules.weights;
  const bool others =
      (w.additions | w.multiplications | w.comparisons | w.divisions | w.exponentials | w.moves) != 0;
  counted_operations o = operations_without_options(m, others);
  if (!m.kind->wraps) o.multiply_adds = o.multiply_adds * w.multiply_adds;
  return o;
}

/// Counted by its row, or by the weights; an activation among its options is added.
constexpr counted_operations operations_of_layer(const convention_rules& rules, const machine& m) {
  const bool as_function = m.functional && rules.functions != nullptr;
  const auto activation = as_function ? rules.function_activation : rules.activation;
  const count size = m.x.used == 0 ? 1 : m.x.values[m.x.used - 1];
  const layer_rule* const row = rule_of(rules, m);
  if (row == nullptr && activation != nullptr)
    if (const activation_kind is = activation_that_is(m); is != activation_kind::unset)
      return activation(is, m.x.elements(), size);
  if (hides_options(m)) return operations_by_kind(rules, m, row);
  counted_operations o;
  if (row != nullptr)
    o = row->counts(layer_at_work(m));
  else if (!as_function)
    o = weighed(layer_at_work(m).operations(), rules.weights);
  if (activation != nullptr && m.activated() && (m.kind->memory & in_memory::takes_activation) != 0)
    o.add(activation(m.given->activation, m.x.elements(), size));
  return o;
}

/// What a convention counts for the current layer, by kind; for a wrapper, the layers inside it are in found.forward.
constexpr counted_operations operations_by(const convention_rules& rules, const machine& m) {
  if (m.functional && !rules.sees_functions && !m.kind->wraps) return {};
  counted_operations o = operations_of_layer(rules, m);
  if (rules.splits_multiply_adds) {
    o.multiplications += o.multiply_adds;
    o.additions += o.multiply_adds;
    o.multiply_adds = 0;
  }
  return o;
}

/// The rules of how many multiply-adds are among what a convention counts.
constexpr convention_rules multiply_adds_of(convention_rules rules) {
  rules.only = 0;
  return rules;
}

/// The same as one number: what counting_rules::forward of a convention by weights is.
constexpr count weigh(const machine& m) {
  const convention_rules& rules = *m.how->rules;
  const counted_operations o = operations_by(rules, m);
  const count inside = m.kind->wraps ? m.found.forward : count{0};
  if (rules.only >= 0) return inside + count_of_kind(o, rules.only);
  return inside + o.multiply_adds + o.besides_multiply_adds() + o.moves;
}

}  // namespace detail

/// For counting_rules::forward of a convention of your own: it counts by its weights and its table of rules.
inline constexpr auto by_rules = &detail::weigh;

}  // namespace nns
