// The words of C++ for layers and their options, the headers that declare them, and names that nobody has taken.
#include "spelling.hpp"

#include "reserved.hpp"

#include <nns/layers/families.hpp>

#include <cctype>
#include <sstream>

namespace tool {

using nns::detail::option;
using nns::detail::options;

namespace {

std::string name_of(nns::detail::activation_kind kind) {
  constexpr const char* names[] = {"linear", "linear", "relu",         "relu6",     "sigmoid", "tanh_", "softmax",
                                   "gelu",   "silu",   "hard_sigmoid", "hard_silu", "elu",     "selu",  "softplus"};
  const auto index = static_cast<std::size_t>(kind);
  return index < std::size(names) ? names[index] : "softplus /* some other */";
}

/// The positional numbers, as the kind writes them.
std::vector<std::string> numbers_of(const nns::detail::family& f, const nns::shape& n, const options& given) {
  const std::string kind(f.kind);
  const bool margins = kind.starts_with("zero_padding") || kind.starts_with("cropping");
  const bool extents = margins || kind.starts_with("up_sampling") || kind == "split" ||
                       (kind.find("_pooling") != std::string::npos);
  if (n.used == 0) return {};
  if (extents && n.used == 1) return {std::to_string(n[0])};
  if (margins && n.used == 2 * (kind.back() == 'd' ? kind[kind.size() - 2] - '0' : 1)) {
    std::string pairs;
    for (int i = 0; i != n.used; i += 2)
      pairs += (i == 0 ? "{" : ", {") + std::to_string(n[i]) + ", " + std::to_string(n[i + 1]) + "}";
    return {"nns::sides{" + pairs + "}"};
  }
  if (extents) return {"nns::extents{" + list_of(n) + "}"};
  if (kind == "window_attention" || kind == "pooled_attention") {  // heads, then extents
    nns::shape rest;
    for (int i = 1; i < n.used; ++i) rest.push_back(n[i]);
    return {std::to_string(n[0]), "nns::extents{" + list_of(rest) + "}"};
  }
  if (kind == "einsum_dense") return {literal(given.equation), "nns::extents{" + list_of(n) + "}"};
  return {list_of(n)};
}

}  // namespace

std::string list_of(const nns::shape& n) {
  std::string out;
  for (const std::int64_t number : n) out += (out.empty() ? "" : ", ") + std::to_string(number);
  return out;
}
std::string list_of(const nns::detail::axis_numbers& n) {
  nns::shape numbers;
  for (int i = 0; i != (n.used == 0 ? 1 : n.used); ++i) numbers.push_back(n[i]);
  return list_of(numbers);
}

std::string literal(nns::text t) {
  std::string out = "\"";
  char before = 0;
  for (const char c : t) {
    const auto number = static_cast<unsigned char>(c);
    if (number < ' ' || number == 127) {  // three octal digits end an escape, whatever follows
      out += '\\';
      for (const int shift : {6, 3, 0}) out += static_cast<char>('0' + (number >> shift & 7));
    } else {
      if (c == '"' || c == '\\' || (c == '?' && before == '?')) out += '\\';
      out += c;
    }
    before = c;
  }
  return out + '"';
}

std::vector<std::string> written(const options& o) {
  std::vector<std::string> out;
  const auto say = [&](option which, const std::string& text) {
    if (o.has(which)) out.push_back(text);
  };
  const std::string paddings[] = {"valid", "same", "causal", "padding<" + list_of(o.pads) + ">"};
  constexpr const char* merges[] = {"merge_concat", "merge_sum", "merge_mul", "merge_ave", "merge_none"};
  say(option::kernel, "kernel<" + list_of(o.kernel) + ">");
  say(option::strides, "strides<" + list_of(o.strides) + ">");
  say(option::dilation, "dilation<" + list_of(o.dilation) + ">");
  say(option::groups, "groups<" + std::to_string(o.groups) + ">");
  say(option::depth_multiplier, "depth_multiplier<" + std::to_string(o.depth_multiplier) + ">");
  say(option::padding, paddings[static_cast<std::size_t>(o.padding)]);
  say(option::output_padding, "output_padding<" + list_of(o.output_padding) + ">");
  say(option::axis, "axis<" + list_of(o.axes) + ">");
  say(option::shared_axes, "shared_axes<" + list_of(o.shared_axes) + ">");
  say(option::value_dim, "value_dim<" + std::to_string(o.value_dim) + ">");
  say(option::output_dim, "output_dim<" + (o.shared_axes.used != 0 ? list_of(o.shared_axes) : std::to_string(o.output_dim)) + ">");
  say(option::bias_axes, "bias_axes<" + literal(o.bias_axes) + ">");
  say(option::key_value_strides, "key_value_strides<" + list_of(o.key_value_strides) + ">");
  say(option::continuous_position_bias,
      "continuous_position_bias<" + std::to_string(o.continuous_position_bias) + ">");
  // Those of two values are given where they are not the default, whatever a file repeats.
  const auto flag = [&](bool is_given, const char* text) {
    if (is_given) out.emplace_back(text);
  };
  flag(o.relative_positions, "relative_positions");
  flag(o.ceil_mode, "ceil_mode");
  flag(!o.count_masked, "count_masked<false>");
  say(option::cached, "cached<" + std::to_string(o.cached) + ">");
  say(option::window, "window<" + std::to_string(o.window) + ">");
  say(option::query_latent, "query_latent<" + std::to_string(o.query_latent) + ">");
  say(option::position_buckets, "position_buckets<" + std::to_string(o.position_buckets) + ">");
  flag(o.attention_sinks, "attention_sinks");
  flag(o.use_scale, "use_scale");
  flag(o.keepdims, "keepdims");
  say(option::lora_rank, "lora_rank<" + std::to_string(o.lora_rank) + ">");
  say(option::projection, "projection<" + std::to_string(o.projection) + ">");
  flag(o.two_biases, "two_biases");
  flag(!o.query_bias, "no_query_bias");
  flag(!o.key_bias, "no_key_bias");
  flag(!o.value_bias, "no_value_bias");
  flag(!o.output_bias, "no_output_bias");
  if (o.has(option::query_key_normalization)) {
    constexpr const char* layers[] = {"rms_normalization<no_scale", "rms_normalization<", "layer_normalization<"};
    const std::string axes = o.over_all_heads ? "axis<2, 3>" : "";
    out.push_back("query_key_normalization<" + std::string(layers[o.normalization_vectors]) + axes + ">>");
  }
  flag(!o.bias, "no_bias");
  flag(!o.scale, "no_scale");
  flag(!o.center, "no_center");
  flag(o.renorm, "renorm");
  flag(o.return_attention_scores, "return_attention_scores");
  flag(o.return_sequences, "return_sequences");
  flag(o.return_state, "return_state");
  flag(!o.reset_after, "reset_after<false>");
  say(option::merge, merges[static_cast<std::size_t>(o.merge)]);
  flag(o.channels_first, "channels_first");
  say(option::recurrent_activation, "recurrent_activation<" + name_of(o.recurrent_activation) + ">");
  say(option::activation, name_of(o.activation));
  return out;
}

std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : ", ") + part;
  return out;
}

std::string spelled(const nns::detail::family& kind, const nns::shape& numbers, const options& given) {
  if (&kind == &nns::detail::activation_family) return "activation<" + name_of(given.activation) + ">";
  const bool plain = kind.accepts == 0 && kind.numbers == 0 && kind.inputs == 1;
  if (plain) return std::string(kind.kind);
  std::vector<std::string> parts = numbers_of(kind, numbers, given);
  for (const std::string& part : written(given)) parts.push_back(part);
  return std::string(kind.kind) + "<" + joined(parts) + ">";
}

std::string wrapped(const std::string& head, const std::string& tail) {
  return head.size() + tail.size() < 112 || tail.size() < 2 ? head + tail : head + "\n        " + tail.substr(1);
}

std::string with_headers(const std::string& declared) {
  struct header {
    const char* layer;
    const char* name;
  };
  std::string includes;
  for (const header& h :
       {header{"conv_lstm", "conv_lstm"}, header{"highway<", "highway"}, header{"maxout_dense<", "highway"},
        header{"locally_connected", "locally_connected"}, header{"resizing<", "preprocessing"},
        header{"center_crop<", "preprocessing"}, header{"rescaling", "preprocessing"},
        header{"random_", "preprocessing"}, header{" dot<", "product"}, header{"einsum_dense<", "product"},
        header{"window_attention<", "window_attention"}, header{"pooled_attention<", "pooled_attention"},
        header{" split<", "slicing"}, header{" chunk<", "slicing"}, header{" unstack<", "slicing"},
        header{" slice<", "slicing"}, header{" take<", "slicing"}, header{" transpose<", "tensor"},
        header{" squeeze<", "tensor"}, header{" expand_dims<", "tensor"}, header{" pad<", "tensor"},
        header{" tile<", "tensor"}, header{" broadcast_to<", "tensor"}, header{" reduce_", "tensor"},
        header{"channel_shuffle<", "rearranging"}, header{"space_to_depth<", "rearranging"},
        header{"depth_to_space<", "rearranging"}, header{"window_partition<", "rearranging"},
        header{"window_reverse<", "rearranging"}, header{"cyclic_shift<", "rearranging"}}) {
    const std::string line = "#include <nns/layers/" + std::string(h.name) + ".hpp>\n";
    if (declared.find(h.layer) != std::string::npos && includes.find(line) == std::string::npos) includes += line;
  }
  return includes + "#include <nns/nns.hpp>\n\nusing namespace nns::layers;\n" + declared;
}

std::string identifiers::take(nns::text label) {
  std::string out;
  for (const char c : label) out += std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_';
  while (out.find("__") != std::string::npos) out.erase(out.find("__"), 1);
  if (out.empty() || std::isdigit(static_cast<unsigned char>(out[0])) != 0 || out[0] == '_') out = "net" + out;
  if (is_reserved(out)) out += "_net";
  std::string unique = out;
  for (int i = 2; !taken_.insert(unique).second; ++i) unique = out + "_v" + std::to_string(i);
  return unique;
}

own_layer_text own_layer_of(const nns::detail::machine& m) {
  own_layer_text row{{m.x}, m.found, m.backward_found().value};
  for (int i = 0; i != m.found.further; ++i) row.outputs.push_back(m.produced[i].dims);
  return row;
}

std::string own_layer_text::declare(const std::string& name, int inputs) const {
  const bool several = outputs.size() > 1;
  const std::string made = several ? "nns::shapes" : "nns::shape";
  std::string taken;
  for (int i = 0; i != inputs; ++i) taken += (i == 0 ? "nns::shape" : ", nns::shape");
  std::string results;
  for (const nns::shape& s : outputs)
    results += (results.empty() ? "" : ", ") + (several ? "nns::shape{" + list_of(s) + "}" : list_of(s));
  const std::int64_t all = (found.trainable + found.fixed).value;
  std::ostringstream out;
  out << "\nstruct " << name << " {\n"
      << "  static constexpr " << made << " output(" << taken << ") { return {" << results << "}; }\n"
      << "  static constexpr nns::cost cost(" << taken << ", " << made << ") {\n"
      << "    return {.forward = nns::macs{" << found.forward.value << "}";
  if (backward != 2 * found.forward.value) out << ", .backward = nns::macs{" << backward << "}";
  out << ", .parameters = " << all;
  if (found.trainable.value != all) out << ", .trainable_parameters = " << found.trainable.value;
  out << ", .activations = " << found.activations.value << "};\n  }\n};\n";
  return out.str();
}

}  // namespace tool
