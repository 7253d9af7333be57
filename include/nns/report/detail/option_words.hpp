// How a layer was declared, in words: "kernel 5, same, tanh". What the output already shows (units, filters) is left
// out, and so are options at their defaults.
#pragma once

#include <nns/detail/seen.hpp>
#include <nns/detail/wrapping.hpp>
#include <nns/report/detail/writer.hpp>
#include <nns/report/view.hpp>

#include <cstddef>
#include <cstdint>

namespace nns::report {

// Templates, so that only a file that asks for the words pays for them.

/// Writes words with commas between them.
template <class Writer>
struct word_list {
  Writer& w;
  bool first = true;

  constexpr explicit word_list(Writer& to) : w(to) {}

  constexpr void next() {
    if (!first) w.put(", ");
    first = false;
  }
  constexpr void say(text word) {
    next();
    w.put(word);
  }
  constexpr void say(text word, std::int64_t number) {
    say(word);
    w.put(' ');
    put_integer(w, number);
  }
  /// kernel 5, or kernel 3x5.
  constexpr void say(text word, const detail::axis_numbers& n) {
    next();
    w.put(word);
    w.put(' ');
    bool equal = true;
    for (int i = 1; i < n.used; ++i) equal = equal && n[i] == n[0];
    for (int i = 0; i == 0 || (i < n.used && !equal); ++i) put_in_row(n[i], i, 'x');
  }
  constexpr void say(text word, const extents& n, char between) {
    next();
    w.put(word);
    if (!word.empty()) w.put(' ');
    for (int i = 0; i != n.used; ++i) put_in_row(n[i], i, between);
  }

 private:
  constexpr void put_in_row(std::int64_t number, int place, char between) {
    if (place != 0) w.put(between);
    put_integer(w, number);
  }
};

constexpr text name_of(detail::activation_kind a) {
  constexpr text names[] = {"",     "linear", "relu",         "relu6",     "sigmoid", "tanh", "softmax",
                            "gelu", "silu",   "hard_sigmoid", "hard_silu", "elu",     "selu", "softplus",
                            "another activation"};
  return names[static_cast<int>(a)];
}

constexpr bool contains(text whole, text part) {
  for (std::size_t i = 0; i + part.size() <= whole.size(); ++i)
    if (text{whole.data() + i, part.size()} == part) return true;
  return false;
}

/// What the positional numbers of a kind mean. Units and filters are in the output.
template <class Words>
constexpr void say_numbers(Words& to, const detail::family& kind, const shape& numbers) {
  const text k = kind.kind;
  if (numbers.empty() || kind.begins) return;
  const bool pools = contains(k, "pooling") && !contains(k, "adaptive");
  if (pools || contains(k, "up_sampling")) {
    extents all;
    for (const std::int64_t n : numbers) all.push_back(n);
    return to.say(pools ? text{"window"} : text{"times"}, detail::axis_numbers(all));
  }
  if (k == "multi_head_attention") {
    to.say("heads", numbers[0]);
    return to.say("key size", numbers[1]);
  }
  if (k == "grouped_query_attention") {
    to.say("heads", numbers[1]);
    to.say("key heads", numbers[2]);
    return to.say("head size", numbers[0]);
  }
  if (k == "group_normalization") return to.say("groups", numbers[0]);
  if (k == "maxout_dense") return to.say("pieces", numbers[1]);
  if (k == "embedding") return to.say("of", numbers[0]);
  if (k == "permute") return to.say("axes", numbers, ' ');
  if (contains(k, "padding") || contains(k, "cropping")) return to.say("by", numbers, ' ');
  if (k == "dot") return to.say("axes", numbers, ' ');
}

template <class Words>
constexpr void say_padding(Words& to, const detail::options& o) {
  switch (o.padding) {
    case detail::padding_mode::valid: return;
    case detail::padding_mode::same: return to.say("same");
    case detail::padding_mode::causal: return to.say("causal");
    case detail::padding_mode::explicit_: return to.say("padding", o.pads);
  }
}

template <class Words>
constexpr void say_merge(Words& to, detail::merge_mode merge) {
  constexpr text words[] = {"", "sum", "product", "average", "two outputs"};
  if (merge != detail::merge_mode::concat) to.say(words[static_cast<int>(merge)]);
}

/// The options that were given, and differ from the defaults.
template <class Words>
constexpr void say_options(Words& to, const detail::options& o) {
  using detail::option;
  const auto is = [&](option which, bool unlike_default) { return o.has(which) && unlike_default; };
  const auto unlike_one = [](const detail::axis_numbers& n) { return n[0] != 1 || n[1] != 1 || n[2] != 1; };
  if (o.has(option::kernel)) to.say("kernel", o.kernel);
  if (o.has(option::strides)) to.say("strides", o.strides);
  if (is(option::dilation, unlike_one(o.dilation))) to.say("dilation", o.dilation);
  if (is(option::groups, o.groups != 1)) to.say("groups", o.groups);
  if (is(option::depth_multiplier, o.depth_multiplier != 1)) to.say("multiplier", o.depth_multiplier);
  if (o.has(option::padding)) say_padding(to, o);
  if (o.has(option::output_padding)) to.say("output padding", o.output_padding);
  if (o.ceil_mode) to.say("ceil mode");
  if (o.channels_first) to.say("channels first");
  if (o.has(option::axis)) to.say("axis", o.axes.used == 0 ? extents{o.axis} : o.axes, ' ');
  if (o.has(option::shared_axes)) to.say("shared axes", o.shared_axes, ' ');
  if (o.has(option::value_dim)) to.say("value size", o.value_dim);
  if (o.has(option::output_dim)) to.say("output size", o.output_dim);
  if (o.has(option::key_value_strides)) to.say("key and value strides", o.key_value_strides);
  if (o.continuous_position_bias != 0) to.say("position bias by", o.continuous_position_bias);
  if (o.relative_positions) to.say("relative positions");
  if (o.has(option::cached)) to.say("cached", o.cached);
  if (o.has(option::window)) to.say("window", o.window);
  if (o.has(option::query_latent)) to.say("latent queries", o.query_latent);
  if (o.attention_sinks) to.say("sinks");
  if (o.has(option::position_buckets)) to.say("buckets of distances", o.position_buckets);
  if (o.use_scale) to.say("scaled");
  if (!o.count_masked) to.say("masked products not counted");
  if (!o.equation.empty()) to.say(o.equation);
  if (!o.bias_axes.empty()) {
    to.say("bias along");
    to.w.put(' ');
    to.w.put(o.bias_axes);
  }
  if (o.has(option::merge)) say_merge(to, o.merge);
  if (o.keepdims) to.say("keeps its axes");
  if (o.return_sequences) to.say("sequences");
  if (o.return_state) to.say("state");
  if (!o.reset_after) to.say("reset before");
  if (!o.scale) to.say("no scale");
  if (!o.center) to.say("no center");
  if (o.has(option::lora_rank)) to.say("adapter of rank", o.lora_rank);
  if (o.has(option::projection)) to.say("projection", o.projection);
  if (o.has(option::query_key_normalization)) to.say("normalised queries and keys");
  if (o.renorm) to.say("renorm");
  if (o.two_biases) to.say("two biases");
  if (!o.query_bias) to.say("no query bias");
  if (!o.key_bias) to.say("no key bias");
  if (!o.value_bias) to.say("no value bias");
  if (!o.output_bias) to.say("no output bias");
  if (o.return_attention_scores) to.say("scores");
  if (!o.bias) to.say("no bias");
  if (o.has(option::recurrent_activation)) {
    to.say("recurrent");
    to.w.put(' ');
    to.w.put(name_of(o.recurrent_activation));
  }
  if (o.has(option::activation) && o.activation != detail::activation_kind::unset)
    to.say(name_of(o.activation));
}

template <class Words>
constexpr void say_wrapped(Words& to, const detail::machine& wrapper, const shape& arrives);

/// A layer that a machine has just run. `arrived` is its first input, if known; wrapped layers also say what they are,
/// and how many units they have.
template <class Words>
constexpr void say_layer(Words& to, const detail::machine& m, const shape& arrived, bool wrapped) {
  if (m.kind->begins || m.kind->states) return;
  if (wrapped) {
    to.say(m.kind->kind);
    if (m.kind->numbers != 0 && !m.numbers.empty()) {
      to.w.put(' ');
      put_integer(to.w, m.numbers[0]);
    }
  } else if (m.kind->numbers != 0) {
    say_numbers(to, *m.kind, m.numbers);
  }
  if (m.kind->wraps && !arrived.empty()) say_wrapped(to, m, arrived);
  say_options(to, *m.given);
}

/// Says what a wrapper contains.
template <class Words>
struct wrapped_reader final : detail::observer {
  Words& to;
  shape arrived;

  constexpr wrapped_reader(Words& words, const shape& first) : to(words), arrived(first) {}

  constexpr void see(detail::machine& m, detail::event e) override {
    if (e != detail::event::layer) return;
    say_layer(to, m, arrived, true);
    arrived = m.x;
  }
};

template <class Words>
constexpr void say_wrapped(Words& to, const detail::machine& wrapper, const shape& arrives) {
  shape inside = arrives;
  if (detail::runs_each_step(*wrapper.kind)) {
    inside = {};
    for (int i = 1; i != arrives.rank(); ++i) inside.push_back(arrives[i]);
  }
  wrapped_reader reader(to, inside);
  detail::machine m;
  m.inside_rnn = detail::runs_cells(*wrapper.kind);
  m.let_see(reader);
  const bool differ = detail::runs_both_ways(*wrapper.kind) && wrapper.inner_count() == 2;
  for (int way = 0; way != (differ ? 2 : 1); ++way) {
    m.arrive({inside});
    wrapper.run_wrapped(m, differ ? way : -1);
  }
}

/// Writes the words of each row of a model one after another, and where they end to `ends` if there is room.
template <class Rows>
struct option_reader final : detail::observer {
  writer& w;
  Rows rows;
  std::size_t* ends = nullptr;
  std::size_t row = 0;

  constexpr option_reader(writer& to, const Rows& of, std::size_t* where) : w(to), rows(of), ends(where) {}

  constexpr void see(detail::machine& m, detail::event e) override {
    if (e != detail::event::layer || row == rows.size()) return;
    word_list to(w);
    const bool is_known = m.source >= 0 && m.output == 0 && static_cast<std::size_t>(m.source) < rows.size();
    say_layer(to, m, is_known ? rows[static_cast<std::size_t>(m.source)].output : shape{}, false);
    if (ends != nullptr) ends[row] = w.size;
    ++row;
  }
};

/// Runs a model once more, to find how its layers were declared.
template <class View>
constexpr void write_options(writer& w, const View& s, std::size_t* ends) {
  option_reader reader(w, s.layers, ends);
  detail::machine m;
  m.let_see(reader);
  s.again(m);
}

}  // namespace nns::report
