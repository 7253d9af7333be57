// The same model at other shapes: nns::at<M>(shape...) is a value, in constant expressions and at run time, whether the
// model takes the shapes or not. nns::cost_of<L>(shape...) asks one layer. Rows are a summary's (nns/summary.hpp).
#pragma once

#include <nns/detail/answered.hpp>
#include <nns/detail/place.hpp>
#include <nns/summary.hpp>

namespace nns {

/// Why a model refuses the shapes that it was asked about: the message that the compiler would print, and where. False
/// and empty if the model accepts them.
struct refusal : text {
  int row = 0;                 ///< of the layer, where the summary has rows; the input is row 0
  shape arrived{};             ///< what reached the layer
  std::int64_t numbers[2]{};   ///< the rule's, in the order in which the compiler prints them
  detail::place_name place{};

  /// The layer's name (or its kind, if it has none), preceded by the names of the compositions around it. It does not
  /// tell copies in a repeat<...> apart; the row does.
  [[nodiscard]] constexpr text layer() const { return place.view(); }

  constexpr operator bool() const { return length != 0; }
};

/// The answers of a model, or of a layer, for the shapes that it was asked about. If it refuses them, `refused` says
/// why, and the numbers have no value: every comparison with one is false (!= is true), what is computed from one has
/// no value either, nns::within and nns::equals print the model's message, and converted to a plain integer it is
/// nns::unknown.
struct answer {
  answered<shape> output{};  ///< the first one
  int output_count = 0;
  shapes outputs{};  ///< of which these are the first 16
  answered<macs> forward{};
  answered<macs> backward{};
  answered<macs> training{};
  answered<std::int64_t> parameters{};
  answered<std::int64_t> trainable_parameters{};
  answered<std::int64_t> activations{};
  refusal refused{};

  /// The same as a cost, for the cost(...) of a layer that is made of other layers.
  constexpr operator cost() const {
    return {macs{forward.count}, macs{backward.count}, parameters.count, trainable_parameters.count, activations.count};
  }
};

/// The same by a convention that counts more than multiply-adds. Converted to an answer, it has only the multiply-adds.
struct operations_answer : answer {
  answered<ops> forward{};
  answered<ops> backward{};
  answered<ops> training{};
};

namespace detail {

/// The answer of a model that refuses the shapes.
constexpr answer decline(const machine& m, const place_finder& found, const model_mark* model) {
  const fault& bad = m.bad;
  answer a;
  refusal& r = a.refused;
  const text sentence = has_own_words(bad.broken) ? as_text(bad.said) : sentence_of(bad.broken);
  static_cast<text&>(r) = sentence;
  r.row = bad.row;
  r.arrived = bad.arrived;
  r.numbers[0] = bad.first;
  r.numbers[1] = bad.second;
  r.place = found.place;
  reason why;
  why.broken = bad.broken;
  why.row = bad.row;
  why.first = bad.first;
  why.second = bad.second;
  why.arrived = bad.arrived;
  why.place = packed_text{found.place.view()};
  why.model = model;
  if (has_own_words(bad.broken)) why.said = packed_text{sentence};
  a.output.because = a.forward.because = a.backward.because = a.training.because = a.parameters.because =
      a.trainable_parameters.because = a.activations.because = why;
  a.forward.count = a.backward.count = a.training.count = a.parameters.count = a.trainable_parameters.count =
      a.activations.count = unknown;
  return a;
}

constexpr answer accept(const machine& m) {
  answer a;
  a.output_count = m.inputs();
  for (int i = 0; i != m.inputs() && i != shapes::most; ++i) a.outputs.push_back(m.input(i));
  static_cast<shape&>(a.output) = m.x;
  a.forward.count = m.sum.forward.value;
  a.backward.count = m.sum.backward().value;
  a.training.count = (m.sum.forward + m.sum.backward()).value;
  a.parameters.count = (m.sum.trainable + m.sum.fixed).value;
  a.trainable_parameters.count = m.sum.trainable.value;
  a.activations.count = m.sum.activations.value;
  return a;
}

template <class List>
concept list_of_shapes = requires(const List& all, const shape*& first) { first = all.data(), all.size(); };

/// A question to a model, or to a layer, at which the shapes then arrive.
struct question {
  step asked;
  const model_mark* mark;
  const shape* shapes;
  int count;  // -1: those that the model declares
  counting how;
  bool of_a_layer;

  constexpr void run(machine& m) const {
    m.how = how;
    shelf arriving(of_a_layer ? count : 1);
    if (of_a_layer) {
      for (int i = 0; i != count; ++i) arriving.values[i].dims = shapes[i];
      m.arrive(arriving.values, count - 1);
    } else {
      m.take_shapes(shapes, count);
    }
    asked(m);
    conclude(m);
    if (!m.bad && !of_a_layer && count >= 0 && m.declared != count) m.fail(rule::other_count_of_shapes, count);
  }

  /// Shapes that fit pay nothing for names: only the second run has an observer.
  [[nodiscard]] constexpr answer ask() const {
    {
      machine m;
      run(m);
      if (!m.bad) return accept(m);
    }
    machine m;
    place_finder finder;
    m.let_see(finder);
    run(m);
    return decline(m, finder, mark);
  }

  template <counting How>
  [[nodiscard]] constexpr auto ask_by() const {
    if constexpr (How->counts_more) {
      question products = *this;
      products.how = How->multiply_adds;
      return all_operations(ask(), products.ask());
    } else {
      return ask();
    }
  }

 private:
  static constexpr answered<ops> together(const answered<macs>& all, const answered<macs>& products) {
    return {{ops{all.count, products.count}}, {}, all.because};
  }
  static constexpr operations_answer all_operations(const answer& all, const answer& products) {
    return {all.refused ? all : products, together(all.forward, products.forward),
            together(all.backward, products.backward), together(all.training, products.training)};
  }
};

}  // namespace detail

/// at<M>(nns::shape{192, 192, 3}): the model M with inputs of these shapes in place of the declared ones, one for each
/// input, in the order of input_shapes<M>. Without arguments, the declared shapes are used; more than three are given
/// in a container, nns::shapes{...} or std::vector<nns::shape>. Models inside M that declare an input accept whatever
/// arrives.
template <class M, counting How = convention::standard>
constexpr auto at(const shape& input) {
  return detail::question{detail::step_of<M>, &detail::mark<M>::of_it, &input, 1, How, false}.ask_by<How>();
}
template <class M, counting How = convention::standard>
constexpr auto at() {
  return detail::question{detail::step_of<M>, &detail::mark<M>::of_it, nullptr, -1, How, false}.ask_by<How>();
}
template <class M, counting How = convention::standard, detail::list_of_shapes List>
constexpr auto at(const List& inputs) {
  return detail::question{detail::step_of<M>, &detail::mark<M>::of_it, inputs.data(), static_cast<int>(inputs.size()), How, false}.ask_by<How>();
}
template <class M, counting How = convention::standard>
constexpr auto at(const shape& first, const shape& second) {
  return at<M, How>(shapes{first, second});
}
template <class M, counting How = convention::standard>
constexpr auto at(const shape& first, const shape& second, const shape& third) {
  return at<M, How>(shapes{first, second, third});
}

/// cost_of<L>(shape...): what one layer or composition costs for inputs of these shapes. Activations are those of the
/// layer itself, without its input.
template <class L, counting How = convention::standard>
constexpr auto cost_of(const shape& arrives) {
  return detail::question{detail::step_of<L>, &detail::mark<L>::of_it, &arrives, 1, How, true}.ask_by<How>();
}
template <class L, counting How = convention::standard, detail::list_of_shapes List>
constexpr auto cost_of(const List& arrive) {
  return detail::question{detail::step_of<L>, &detail::mark<L>::of_it, arrive.data(), static_cast<int>(arrive.size()), How, true}.ask_by<How>();
}
template <class L, counting How = convention::standard>
constexpr auto cost_of(const shape& first, const shape& second) {
  return cost_of<L, How>(shapes{first, second});
}
template <class L, counting How = convention::standard>
constexpr auto cost_of(const shape& first, const shape& second, const shape& third) {
  return cost_of<L, How>(shapes{first, second, third});
}

/// The largest number from `low` to `high` for which the predicate holds, if it holds up to some number and not beyond;
/// low - 1 if it holds for none. Works in constant expressions and at run time; calls the predicate log2(high - low)
/// times.
template <auto Predicate>
constexpr std::int64_t largest(std::int64_t low, std::int64_t high) {
  std::int64_t holds = low - 1;
  while (holds < high) {
    const std::int64_t middle = high - (high - holds) / 2;
    if (Predicate(middle))
      holds = middle;
    else
      high = middle - 1;
  }
  return holds;
}

namespace detail {

template <auto Predicate, std::int64_t Holds, std::int64_t High>
consteval std::int64_t search() {
  if constexpr (Holds >= High) {
    return Holds;
  } else {
    constexpr std::int64_t middle = High - (High - Holds) / 2;
    if constexpr (Predicate(std::integral_constant<std::int64_t, middle>{}))
      return search<Predicate, middle, High>();
    else
      return search<Predicate, Holds, middle - 1>();
  }
}

}  // namespace detail

/// The same over types: the predicate is called with a std::integral_constant, whose value can be a template argument.
///
///     constexpr auto fits = [](auto n) { return nns::forward<mobilenet_v2<width<n, 100>>> <= 100_MMAC; };
///     using widest = mobilenet_v2<width<nns::largest_of<fits, 25, 140>, 100>>;
template <auto Predicate, std::int64_t Low, std::int64_t High>
inline constexpr std::int64_t largest_of = detail::search<Predicate, Low - 1, High>();

}  // namespace nns
