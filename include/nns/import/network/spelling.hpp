// A layer from its C++ spelling, at run time: dense<10, relu>, conv2d<8, kernel<3>, strides<2>, same>, flatten. A
// command line uses it for classes that a file's reader does not know. Not here: wrappers, compositions, layers of your
// own.
#pragma once

#include <nns/detail/builtin.hpp>
#include <nns/import/network/known.hpp>
#include <nns/layers/families.hpp>

namespace nns::detail {

struct spelled_activation {
  text name;
  activation_kind kind;
};
inline constexpr spelled_activation spelled_activations[] = {
    {"linear", activation_kind::linear},
    {"relu", activation_kind::relu},
    {"relu6", activation_kind::relu6},
    {"sigmoid", activation_kind::sigmoid},
    {"tanh_", activation_kind::tanh_},
    {"softmax", activation_kind::softmax},
    {"gelu", activation_kind::gelu},
    {"silu", activation_kind::silu},
    {"hard_sigmoid", activation_kind::hard_sigmoid},
    {"hard_silu", activation_kind::hard_silu},
    {"elu", activation_kind::elu},
    {"selu", activation_kind::selu},
    {"softplus", activation_kind::softplus},
};

/// An option, how many numbers it takes (-1: any from 1 to 3; true is 1, false 0), and what it sets.
struct spelled_option {
  text name;
  option entry;
  int least;
  int most;
  void (*set)(options&, const shape&);
};
inline constexpr spelled_option spelled_options[] = {
    {"kernel", option::kernel, 1, 3, [](options& o, const shape& n) { o.kernel = axis_numbers(n); }},
    {"strides", option::strides, 1, 3, [](options& o, const shape& n) { o.strides = axis_numbers(n); }},
    {"dilation", option::dilation, 1, 3, [](options& o, const shape& n) { o.dilation = axis_numbers(n); }},
    {"groups", option::groups, 1, 1, [](options& o, const shape& n) { o.groups = n[0]; }},
    {"same", option::padding, 0, 0, [](options& o, const shape&) { o.padding = padding_mode::same; }},
    {"valid", option::padding, 0, 0, [](options& o, const shape&) { o.padding = padding_mode::valid; }},
    {"causal", option::padding, 0, 0, [](options& o, const shape&) { o.padding = padding_mode::causal; }},
    {"padding", option::padding, 1, 3,
     [](options& o, const shape& n) { o.padding = padding_mode::explicit_, o.pads = axis_numbers(n); }},
    {"output_padding", option::output_padding, 1, 3,
     [](options& o, const shape& n) { o.output_padding = axis_numbers(n); }},
    {"no_bias", option::bias, 0, 0, [](options& o, const shape&) { o.bias = false; }},
    {"no_query_bias", option::query_bias, 0, 0, [](options& o, const shape&) { o.query_bias = false; }},
    {"no_key_bias", option::key_bias, 0, 0, [](options& o, const shape&) { o.key_bias = false; }},
    {"no_value_bias", option::value_bias, 0, 0, [](options& o, const shape&) { o.value_bias = false; }},
    {"no_output_bias", option::output_bias, 0, 0, [](options& o, const shape&) { o.output_bias = false; }},
    {"two_biases", option::two_biases, 0, 0, [](options& o, const shape&) { o.two_biases = true; }},
    {"projection", option::projection, 1, 1, [](options& o, const shape& n) { o.projection = n[0]; }},
    {"lora_rank", option::lora_rank, 1, 1, [](options& o, const shape& n) { o.lora_rank = n[0]; }},
    {"use_bias", option::bias, 1, 1, [](options& o, const shape& n) { o.bias = n[0] != 0; }},
    {"ceil_mode", option::ceil_mode, 0, 0, [](options& o, const shape&) { o.ceil_mode = true; }},
    {"channels_first", option::channels_first, 0, 0, [](options& o, const shape&) { o.channels_first = true; }},
    {"depth_multiplier", option::depth_multiplier, 1, 1,
     [](options& o, const shape& n) { o.depth_multiplier = n[0]; }},
    {"keepdims", option::keepdims, 0, 0, [](options& o, const shape&) { o.keepdims = true; }},
    {"return_sequences", option::return_sequences, 0, 0, [](options& o, const shape&) { o.return_sequences = true; }},
    {"return_state", option::return_state, 0, 0, [](options& o, const shape&) { o.return_state = true; }},
    {"reset_after", option::reset_after, 0, 1,
     [](options& o, const shape& n) { o.reset_after = n.used == 0 || n[0] != 0; }},
    {"no_scale", option::scale, 0, 0, [](options& o, const shape&) { o.scale = false; }},
    {"no_center", option::center, 0, 0, [](options& o, const shape&) { o.center = false; }},
    {"axis", option::axis, 1, shape::max_rank, [](options& o, const shape& n) { o.axis = n[0], o.axes = n; }},
    {"shared_axes", option::shared_axes, 1, shape::max_rank, [](options& o, const shape& n) { o.shared_axes = n; }},
    {"value_dim", option::value_dim, 1, 1, [](options& o, const shape& n) { o.value_dim = n[0]; }},
    {"output_dim", option::output_dim, 1, 1, [](options& o, const shape& n) { o.output_dim = n[0]; }},
    {"count_masked", option::count_masked, 0, 1,
     [](options& o, const shape& n) { o.count_masked = n.used == 0 || n[0] != 0; }},
    {"cached", option::cached, 1, 1, [](options& o, const shape& n) { o.cached = n[0]; }},
    {"window", option::window, 1, 1, [](options& o, const shape& n) { o.window = n[0]; }},
    {"query_latent", option::query_latent, 1, 1, [](options& o, const shape& n) { o.query_latent = n[0]; }},
    {"attention_sinks", option::attention_sinks, 0, 0, [](options& o, const shape&) { o.attention_sinks = true; }},
    {"position_buckets", option::position_buckets, 1, 1,
     [](options& o, const shape& n) { o.position_buckets = n[0]; }},
    {"use_scale", option::use_scale, 0, 0, [](options& o, const shape&) { o.use_scale = true; }},
    {"relative_positions", option::relative_positions, 0, 0,
     [](options& o, const shape&) { o.relative_positions = true; }},
    {"key_value_strides", option::key_value_strides, 1, 3,
     [](options& o, const shape& n) { o.key_value_strides = axis_numbers(n); }},
};

/// A layer, or the word that is wrong and why.
struct spelled_layer {
  const family* kind = nullptr;
  shape numbers{};
  options given{};
  text word{};
  text why{};

  [[nodiscard]] constexpr bool good() const { return why.empty(); }
};

struct layer_speller {
  text all;
  spelled_layer found{};
  std::size_t at = 0;

  constexpr bool run() {
    const text name = word();
    found.kind = family_of_kind(name);
    if (found.kind == nullptr) return fail(name, "is not a layer of this library");
    if (found.kind == &bidirectional_family || found.kind == &time_distributed_family || found.kind == &rnn_family ||
        found.kind == &training_only_family)
      return fail(name, "wraps other layers: wrappers cannot be given on the command line");
    if (is('<') && !arguments(&layer_speller::part)) return false;
    space();
    if (at != all.size()) return fail(rest(), "comes after the layer");
    if (found.kind->numbers >= 0 && found.kind->numbers != found.numbers.used)
      return fail(name, "was given too many or too few numbers");
    if ((found.given.given & ~found.kind->accepts) != 0 && found.kind != &activation_family)
      return fail(name, "does not take one of these options, or it is given twice");
    return true;
  }

 private:
  constexpr bool fail(text wrong, text why) {
    if (found.why.empty()) found.word = wrong, found.why = why;
    return false;
  }
  constexpr void space() {
    while (at != all.size() && all[at] == ' ') ++at;
  }
  constexpr bool is(char c) {
    space();
    if (at == all.size() || all[at] != c) return false;
    ++at;
    return true;
  }
  [[nodiscard]] constexpr text rest() const { return {all.characters + at, all.length - at}; }

  /// Letters, digits and underscores, without nns:: and layers:: in front.
  constexpr text word() {
    space();
    std::size_t first = at;
    for (; at != all.size(); ++at) {
      const char c = all[at];
      const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
      if (!letter && c != ':') break;
      if (c == ':') first = at + 1;
    }
    return {all.characters + first, at - first};
  }
  [[nodiscard]] constexpr bool at_number() const {
    const char c = at == all.size() ? '\0' : all[at];
    return c == '-' || (c >= '0' && c <= '9');
  }
  constexpr bool number(std::int64_t& n) {
    const std::size_t first = at;
    const bool negative = all[at] == '-';
    if (negative) ++at;
    const std::size_t digits = at;
    n = 0;
    for (; at != all.size() && ((all[at] >= '0' && all[at] <= '9') || all[at] == '\''); ++at)
      if (all[at] != '\'' && (NNS_BUILTIN(mul_overflow)(n, std::int64_t{10}, &n) ||
                              NNS_BUILTIN(add_overflow)(n, std::int64_t{all[at]} - '0', &n)))
        return fail({all.characters + first, all.length - first}, "does not fit in 63 bits");
    if (at == digits) return fail({all.characters + first, all.length - first}, "is not a number");
    if (negative) n = -n;
    return true;
  }
  constexpr bool add(shape& to, std::int64_t n) {
    if (to.used == shape::max_rank) return fail(all, "has more numbers than a shape can have extents");
    to.push_back(n);
    return true;
  }

  /// Up to the closing bracket, with a comma between two.
  constexpr bool arguments(bool (layer_speller::*each)()) {
    if (is('>')) return true;
    do
      if (!(this->*each)()) return false;
    while (is(','));
    return is('>') || fail(rest(), "is not the expected comma or >");
  }
  /// extents{3, 2}, sides{{0, 1}, {2, 3}}: the numbers, one after another.
  constexpr bool braces(shape& to) {
    if (is('}')) return true;
    do {
      space();
      std::int64_t n = 0;
      if (is('{')) {
        if (!braces(to)) return false;
      } else if (!at_number() || !number(n) || !add(to, n)) {
        return fail(rest(), "is not the expected number");
      }
    } while (is(','));
    return is('}') || fail(rest(), "is not the expected comma or }");
  }

  constexpr bool part() {
    space();
    std::int64_t n = 0;
    if (at_number()) return number(n) && add(found.numbers, n);
    const text name = word();
    if (name.empty()) return fail(rest(), "is neither a number nor an option");
    if (is('{')) return braces(found.numbers);
    for (const spelled_activation& a : spelled_activations)
      if (a.name == name) {
        found.given.take(option::activation);
        found.given.activation = a.kind;
        return true;
      }
    if (name == text{"recurrent_activation"}) return gates();
    if (name.length > 6 && text{name.characters, 6} == text{"merge_"}) return merge(name);
    for (const spelled_option& o : spelled_options)
      if (o.name == name) return take(o);
    return fail(name, "is not an option of a layer");
  }
  constexpr bool gates() {
    if (!is('<')) return fail(rest(), "is not the expected <");
    const text name = word();
    for (const spelled_activation& a : spelled_activations)
      if (a.name == name) {
        found.given.take(option::recurrent_activation);
        found.given.recurrent_activation = a.kind;
        return is('>') || fail(rest(), "is not the expected >");
      }
    return fail(name, "is not an activation");
  }
  constexpr bool merge(text name) {
    constexpr text names[] = {"merge_concat", "merge_sum", "merge_mul", "merge_ave", "merge_none"};
    for (int i = 0; i != 5; ++i)
      if (name == names[i]) {
        found.given.take(option::merge);
        found.given.merge = static_cast<merge_mode>(i);
        return true;
      }
    return fail(name, "is not an option of a layer");
  }
  constexpr bool take(const spelled_option& o) {
    shape numbers;
    if (is('<') && !is('>')) {
      do {
        space();
        std::int64_t n = 0;
        if (at_number()) {
          if (!number(n)) return false;
        } else {
          const text truth = word();
          if (truth != text{"true"} && truth != text{"false"}) return fail(o.name, "takes numbers, true or false");
          n = truth == text{"true"} ? 1 : 0;
        }
        if (!add(numbers, n)) return false;
      } while (is(','));
      if (!is('>')) return fail(rest(), "is not the expected comma or >");
    }
    if (numbers.used < o.least || numbers.used > o.most) return fail(o.name, "was given too many or too few numbers");
    found.given.take(o.entry);
    o.set(found.given, numbers);
    return true;
  }
};

/// dense<10, relu>
constexpr spelled_layer layer_spelled(text all) {
  layer_speller s{all};
  s.run();
  return s.found;
}

}  // namespace nns::detail
