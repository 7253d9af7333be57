// The library's answer at run time for a layer that is made of values, and its comparison with what the reference
// executed.
#pragma once

#include "layer.hpp"
#include "random.hpp"

#include <nns/nns.hpp>

#include <string>
#include <utility>
#include <vector>

namespace proof {

namespace detail = nns::detail;

/// A layer as values: what a declaration says.
struct setting {
  const detail::family* kind = nullptr;
  nns::shape numbers{};
  detail::options given{};
  std::vector<setting> inner{};
  std::string words{};  // the options, as they would be written
};

inline std::string text_of(const nns::shape& s) {
  std::string text;
  for (const std::int64_t extent : s) text += (text.empty() ? "" : ", ") + std::to_string(extent);
  return text;
}

inline std::string text_of(const setting& s) {
  std::string parts;
  const auto part = [&parts](const std::string& t) { parts += (parts.empty() ? "" : ", ") + t; };
  if (s.numbers.used == 1) part(text_of(s.numbers));
  if (s.numbers.used > 1) part("nns::extents{" + text_of(s.numbers) + "}");
  for (const setting& i : s.inner) part(text_of(i));
  if (!s.words.empty()) part(s.words);
  return std::string(s.kind->kind.data(), s.kind->kind.size()) + "<" + parts + ">";
}

/// Gives an option, and notes how it is written.
inline void note(setting& s, detail::option o, const std::string& written) {
  s.given.take(o);
  s.words += (s.words.empty() ? "" : ", ") + written;
}

inline void run_setting(detail::machine& m, const setting& s);

inline void run_inner_settings(detail::machine& m, const detail::layer_value* values) {
  for (const setting& s : *reinterpret_cast<const std::vector<setting>*>(values)) {
    run_setting(m, s);
    if (m.bad) return;
  }
}

inline void run_setting(detail::machine& m, const setting& s) {
  m.inner = nullptr;
  m.inner_values = reinterpret_cast<const detail::layer_value*>(&s.inner);
  m.run_values = &run_inner_settings;
  m.run(*s.kind, s.numbers, s.given);
}

/// What the library says of a layer.
struct answer {
  detail::rule broken = detail::rule::none;
  nns::shape output{};
  detail::totals sum{};
};

inline answer ask(const setting& s, const std::vector<nns::shape>& inputs,
                  nns::counting how = nns::convention::standard) {
  std::vector<detail::tensor> more;
  for (std::size_t i = 1; i < inputs.size(); ++i) more.push_back({inputs[i], -1});
  detail::machine m;
  m.how = how;
  m.x = inputs[0];
  m.more = more.data();
  m.extra = static_cast<int>(more.size());
  run_setting(m, s);
  detail::conclude(m);
  return {m.bad.broken, m.x, m.sum};
}

/// The same of a layer of one input, prepared from its options: the machine counts it in one step where it can.
inline answer ask_prepared(const setting& s, const nns::shape& input) {
  const detail::prepared ready = detail::prepare(*s.kind, s.given);
  detail::machine m;
  m.arrive({input});
  m.inner_values = reinterpret_cast<const detail::layer_value*>(&s.inner);
  m.run_values = &run_inner_settings;
  if (s.numbers.used == 1)
    m.run_units(ready, s.numbers[0]);
  else
    m.run(ready);
  detail::conclude(m);
  return {m.bad.broken, m.x, m.sum};
}

/// Collects what differs.
struct difference {
  std::string text;
  void expect(const char* what, std::int64_t library, std::int64_t executed) {
    if (library == executed) return;
    text += std::string("\n  ") + what + ": " + std::to_string(library) + ", executed " + std::to_string(executed);
  }
  void expect(const char* what, const nns::shape& library, const nns::shape& executed) {
    if (library == executed) return;
    text += std::string("\n  ") + what + ": (" + text_of(library) + "), executed (" + text_of(executed) + ")";
  }
};

inline std::string describe(std::uint64_t seed, const setting& s, const std::vector<nns::shape>& inputs) {
  std::string text = "seed " + std::to_string(seed) + ": " + text_of(s) + " on";
  for (const nns::shape& in : inputs) text += " (" + text_of(in) + ")";
  return text;
}

/// One drawn configuration: the library's layer, the inputs, and the reference that executes it. Without a reference
/// the library must refuse it, by this rule.
struct drawn {
  setting layer;
  std::vector<nns::shape> inputs;
  reference_ptr reference;
  detail::rule refused = detail::rule::none;
  bool compare_kept = true;
};

/// Executes forward and backward, asks the library in both conventions, and says what differs; empty if nothing does.
inline std::string disagreement(std::uint64_t seed, drawn& d) {
  difference found;
  const answer says = ask(d.layer, d.inputs);
  const bool has_a_short_way = d.layer.kind->prepare != &detail::has_no_short_way;
  const answer at_once = has_a_short_way ? ask_prepared(d.layer, d.inputs[0]) : says;
  if (d.reference == nullptr) {
    found.expect("the broken rule", static_cast<int>(says.broken), static_cast<int>(d.refused));
    found.expect("the broken rule, prepared", static_cast<int>(at_once.broken), static_cast<int>(d.refused));
  } else if (says.broken != detail::rule::none) {
    found.expect("refused by rule", static_cast<int>(says.broken), 0);
  } else {
    std::uint64_t state = seed;
    array x{d.inputs[0]};
    fill(x, state);
    for (std::size_t i = 1; i != d.inputs.size(); ++i) {
      d.reference->more.emplace_back(d.inputs[i]);
      fill(d.reference->more.back(), state);
    }
    const array y = d.reference->forward(x);
    array dy = zeros_like(y);
    fill(dy, state);
    const array dx = d.reference->backward(dy);
    const bill& spent = d.reference->spent;
    found.expect("output", says.output, y.dims);
    found.expect("the input's gradient", d.inputs[0], dx.dims);
    for (std::size_t i = 1; i != d.inputs.size(); ++i)
      found.expect("a further input's gradient", d.inputs[i], d.reference->to_more.at(i - 1).dims);
    found.expect("forward", says.sum.forward.value, spent.forward.all);
    found.expect("backward", says.sum.backward().value, spent.to_inputs.all + spent.to_weights.all);
    found.expect("trainable parameters", says.sum.trainable.value, d.reference->trainable());
    found.expect("other parameters", says.sum.fixed.value, d.reference->fixed());
    if (d.compare_kept) found.expect("activations", says.sum.activations.value, d.reference->kept);
    found.expect("output, prepared", at_once.output, y.dims);
    found.expect("forward, prepared", at_once.sum.forward.value, spent.forward.all);
    found.expect("trainable parameters, prepared", at_once.sum.trainable.value, d.reference->trainable());
    found.expect("other parameters, prepared", at_once.sum.fixed.value, d.reference->fixed());
    if (d.compare_kept) found.expect("activations, prepared", at_once.sum.activations.value, d.reference->kept);
    const answer inside = ask(d.layer, d.inputs, nns::convention::in_bounds);
    found.expect("forward in bounds", inside.sum.forward.value, spent.forward.in_bounds);
    found.expect("backward in bounds", inside.sum.backward().value,
                 spent.to_inputs.in_bounds + spent.to_weights.in_bounds);
  }
  return found.text.empty() ? std::string{} : describe(seed, d.layer, d.inputs) + found.text;
}

/// Draws n configurations; the first disagreement.
template <class Draw>
std::string first_disagreement(std::uint64_t first_seed, int n, Draw draw) {
  for (std::uint64_t seed = first_seed; seed != first_seed + static_cast<std::uint64_t>(n); ++seed) {
    random r{seed};
    drawn d = draw(r);
    std::string found = disagreement(seed, d);
    if (!found.empty()) return found;
  }
  return {};
}

inline double inner_product(const array& a, const array& b) {
  double sum = 0;
  for (std::size_t i = 0; i != a.values.size(); ++i) sum += a.values[i].value * b.values[i].value;
  return sum;
}

}  // namespace proof
