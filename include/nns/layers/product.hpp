// Products along chosen axes: dot of two tensors, and einsum_dense, a product with weights by an equation.
#pragma once

#include <nns/layers/axes.hpp>
#include <nns/layers/dense.hpp>

namespace nns::detail {

constexpr void dot_work(machine& m) {
  const shape a = m.input(0);
  const shape b = m.input(1);
  if (m.numbers.used < 1 || m.numbers.used > 2) return m.fail(rule::wrong_count_of_numbers, 2, m.numbers.used);
  const int i = index_below(m, m.numbers[0], a.rank());
  const int j = m.bad ? -1 : index_below(m, m.numbers[m.numbers.used - 1], b.rank());
  if (m.bad) return;
  if (a[i] != b[j]) return m.fail(rule::widths_differ, a[i], b[j]);
  if (a.rank() + b.rank() - 2 > shape::max_rank) return m.fail(rule::rank_above_eight, a.rank() + b.rank() - 2);
  m.x = {};
  for (int n = 0; n != a.rank(); ++n)
    if (n != i) m.x.push_back(a[n]);
  for (int n = 0; n != b.rank(); ++n)
    if (n != j) m.x.push_back(b[n]);
  if (m.x.rank() == 0) m.x = {1};
  m.found.forward = count{m.x.elements()} * a[i];
}

/// An equation as einsum_dense's, "abc,cd->abd": letters name axes, the first one the batch, and "..." in the input and
/// the output stands for any axes.
struct einsum {
  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  /// The letters of one operand, and how many come before its ellipsis.
  struct operand {
    text letters{};
    std::size_t ellipsis = none;

    [[nodiscard]] constexpr int size() const {
      return static_cast<int>(letters.size() - (ellipsis == none ? 0 : 3));
    }
    [[nodiscard]] constexpr char operator[](int i) const {
      const auto at = static_cast<std::size_t>(i);
      return letters[at < ellipsis ? at : at + 3];
    }
    [[nodiscard]] constexpr bool has(char c) const {
      for (int i = 0; i != size(); ++i)
        if ((*this)[i] == c) return true;
      return false;
    }
    constexpr bool read(text from) {
      letters = from;
      for (std::size_t i = 0; i != from.size(); ++i) {
        const char c = from[i];
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) continue;
        if (ellipsis != none || from.size() < i + 3 || from[i] != '.' || from[i + 1] != '.' || from[i + 2] != '.')
          return false;
        ellipsis = i;
        i += 2;
      }
      return true;
    }
  };

  operand in{};
  operand weights{};
  operand out{};
  std::int64_t extent[128]{};  // by letter; 0 if it is not known
  shape elided{};              // what the ellipsis stands for

  constexpr std::int64_t& of(char letter) { return extent[static_cast<unsigned char>(letter)]; }

  constexpr bool parse(text equation) {
    std::size_t comma = none;
    std::size_t arrow = none;
    for (std::size_t i = 0; i != equation.size(); ++i) {
      if (equation[i] == ',' && comma == none) comma = i;
      if (equation[i] == '-' && arrow == none) arrow = i;
    }
    if (comma == none || arrow == none || comma > arrow) return false;
    if (arrow + 1 >= equation.size() || equation[arrow + 1] != '>') return false;
    return in.read({equation.data(), comma}) &&
           weights.read({equation.data() + comma + 1, arrow - comma - 1}) && weights.ellipsis == none &&
           out.read({equation.data() + arrow + 2, equation.size() - arrow - 2}) &&
           (in.ellipsis == none) == (out.ellipsis == none) && in.size() != 0;
  }

  /// The input's letters take their extents; the batch is one instance.
  constexpr bool arrive(const shape& x) {
    const int before = in.ellipsis == none ? in.size() : static_cast<int>(in.ellipsis);
    const int hidden = x.rank() + 1 - in.size();
    if (hidden < 0 || (in.ellipsis == none && hidden != 0) || (before == 0 && hidden == 0)) return false;
    for (int i = 0; i != x.rank() + 1; ++i) {
      const std::int64_t e = i == 0 ? 1 : x[i - 1];
      if (i >= before && i < before + hidden) {
        elided.push_back(e);
      } else if (!set(in[i < before ? i : i - hidden], e)) {
        return false;
      }
    }
    return true;
  }

  constexpr bool set(char letter, std::int64_t e) {
    std::int64_t& known = of(letter);
    if (known == 0 || known == shape::unknown) known = e;
    return known == e || e == shape::unknown;
  }

  /// The output's letters: as declared, without the batch; -1 is what arrived.
  constexpr bool declare(const shape& target) {
    const int skipped = out.ellipsis == 0 ? 0 : 1;
    if (target.rank() != out.size() - skipped) return false;
    for (int i = 0; i != target.rank(); ++i) {
      const char letter = out[i + skipped];
      if (target[i] == -1 ? of(letter) == 0 : target[i] < 1 || !set(letter, target[i])) return false;
    }
    for (int i = 0; i != out.size(); ++i)
      if (of(out[i]) == 0 || (!in.has(out[i]) && !weights.has(out[i]))) return false;
    for (int i = 0; i != weights.size(); ++i)
      if (of(weights[i]) == 0) return false;
    return true;
  }

  [[nodiscard]] constexpr count product(const operand& letters) {
    count result = 1;
    for (int i = 0; i != letters.size(); ++i) result *= of(letters[i]);
    return result;
  }

  [[nodiscard]] constexpr count multiply_adds() {
    count result = elided.product(0, elided.rank());
    for (const std::int64_t e : extent)
      if (e != 0) result *= e;
    return result;
  }

  /// The output's shape, without the batch.
  [[nodiscard]] constexpr bool result(shape& x) {
    if (out.size() + elided.rank() - 1 > shape::max_rank) return false;
    x = {};
    bool batch = true;
    for (int i = 0; i <= out.size(); ++i) {
      if (static_cast<std::size_t>(i) == out.ellipsis)
        for (const std::int64_t e : elided) put(x, e, batch);
      if (i != out.size()) put(x, of(out[i]), batch);
    }
    return true;
  }

 private:
  static constexpr void put(shape& x, std::int64_t e, bool& batch) {
    if (!batch) x.push_back(e);
    batch = false;
  }
};

constexpr void einsum_dense_work(machine& m) {
  einsum e;
  if (!e.parse(m.given->equation) || !e.arrive(m.x) || !e.declare(m.numbers))
    return m.fail(rule::equation_not_understood);
  einsum::operand biases;
  if (!biases.read(m.given->bias_axes) || biases.ellipsis != einsum::none) return m.fail(rule::equation_not_understood);
  for (int i = 0; i != biases.size(); ++i)
    if (!e.out.has(biases[i])) return m.fail(rule::equation_not_understood);
  if (!e.result(m.x)) return m.fail(rule::rank_above_eight, shape::max_rank + 1);
  m.found.forward = e.multiply_adds();
  m.found.trainable = e.product(e.weights);
  const bool biased = m.given->has(option::bias_axes);
  if (biased) m.found.trainable += e.product(biases);
  if (m.given->has(option::lora_rank))
    adapt(m, e.product(e.weights), e.weights.size() == 0 ? 1 : e.of(e.weights[e.weights.size() - 1]));
  m.found.copies = m.activated() ? 2 : 1;
  m.found.element_wise = count{m.x.elements()} * (std::int64_t{biased} + std::int64_t{m.activated()});
}

constexpr void einsum_dense_operations(const machine& m, operations_found& o) {
  const count elements = m.x.elements();
  if (m.given->has(option::bias_axes)) o.additions += elements;
  add_activation(o, m.given->activation, elements, m.x.back());
}

inline constexpr family dot_family{.kind = "dot", .work = &dot_work, .numbers = -1, .inputs = 2, .least_inputs = 2,
                                   .keeps = in_training::unless_constant};
inline constexpr family einsum_dense_family{.kind = "einsum_dense",
                                            .work = &einsum_dense_work,
                                            .accepts = set_of(option::bias_axes, option::activation, option::lora_rank),
                                            .numbers = -1,
                                            .keeps = in_training::for_weights,
                                            .operations = &einsum_dense_operations};

/// The equation among the options.
template <fixed_string Equation>
struct equation_is {
  static constexpr auto nns_equation = Equation;
  static constexpr void nns_set(options& o) { o.equation = nns_equation.view(); }
};

}  // namespace nns::detail

namespace nns::inline layers {

/// dot<axis> or dot<axis of the first, axis of the second>: the sum of products of two inputs along these axes, which
/// are removed. The output has the remaining axes of the first, then those of the second, or is (1) if none remain.
/// Axes count from 1, or from -1.
/// Multiply-adds: the contracted extent times the free ones of both. Error: axes of different extents.
/// Source: Keras' Dot.
template <std::int64_t... Axes>
struct dot {
  NNS_LEAF(dot)
  static constexpr void NNS_STEP(detail::machine& m) {
    m.run(detail::dot_family, shape{Axes...}, detail::no_options);
  }
  NNS_STEP_AS_DATA
};

/// einsum_dense<"abc,cd->abd", nns::extents{-1, 64}, bias_axes<"d">, activation>: the input times a kernel, by an
/// equation whose first letter is the batch. The output's extents are given without the batch, and without what "..."
/// stands for; -1 is taken from the input.
/// Multiply-adds: the product of the extents of all letters. Parameters: the product of the kernel's letters, and of
/// the bias' letters; with lora_rank<r> the kernel is fixed, and an adapter is trained. Not counted: bias and activation. Error: an equation that does not fit its shapes.
/// Source: Keras' EinsumDense.
template <fixed_string Equation, auto Output, class... Options>
struct einsum_dense {
  NNS_LEAF(einsum_dense)
  static constexpr void NNS_STEP(detail::machine& m) {
    m.run(detail::einsum_dense_family, detail::number(Output),
          detail::options_of<detail::equation_is<Equation>, Options...>);
  }
  NNS_STEP_AS_DATA
};

}  // namespace nns::inline layers
