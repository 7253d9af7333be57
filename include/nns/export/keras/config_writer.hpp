// The config of a layer as Keras writes it, key by key, with Keras' words for numbers, shapes and activations.
#pragma once

#include <nns/report/json.hpp>
#include <nns/export/keras/rows.hpp>

#include <cstddef>
#include <cstdint>
#include <string>

namespace nns::report {

inline std::string json_text(text t) {
  return to_string([t](writer& w) { put_json_string(w, label(t)); });
}
inline std::string json_text(const std::string& s) { return json_text(text{s.data(), s.size()}); }
inline std::string json_number(std::int64_t n) { return n == shape::unknown ? "null" : std::to_string(n); }
inline std::string json_list(const std::int64_t* numbers, int count) {
  std::string out = "[";
  for (int i = 0; i != count; ++i) out += (i == 0 ? "" : ", ") + std::to_string(numbers[i]);
  return out + ']';
}
/// A shape with the batch before it, as Keras writes it.
inline std::string json_batch_shape(const shape& s) {
  std::string out = "[null";
  for (const std::int64_t extent : s) out += ", " + json_number(extent);
  return out + ']';
}

/// Keras' name of an activation; empty if it has none.
inline text keras_activation(detail::activation_kind kind) {
  using enum detail::activation_kind;
  switch (kind) {
    case unset:
    case linear: return "linear";
    case relu: return "relu";
    case relu6: return "relu6";
    case sigmoid: return "sigmoid";
    case tanh_: return "tanh";
    case softmax: return "softmax";
    case gelu: return "gelu";
    case silu: return "silu";
    case hard_sigmoid: return "hard_sigmoid";
    case hard_silu: return "hard_silu";
    case elu: return "elu";
    case selu: return "selu";
    case softplus: return "softplus";
    case other: break;
  }
  return {};
}

/// A layer's config, key by key.
struct keras_config_writer {
  std::string out{};
  const model_row& row;
  int axes = 0;  // the spatial axes of the kind: conv2d has 2

  explicit keras_config_writer(const model_row& r) : row(r) {
    const text kind = r.kind->kind;
    for (std::size_t i = 1; i < kind.size(); ++i)
      if (kind[i] == 'd' && kind[i - 1] >= '1' && kind[i - 1] <= '3') axes = kind[i - 1] - '0';
  }

  void raw(text key, const std::string& value) {
    out += (out.empty() ? "\"" : ", \"") + std::string(key) + "\": " + value;
  }
  void number(text key, std::int64_t n) { raw(key, json_number(n)); }
  void truth(text key, bool yes) { raw(key, yes ? "true" : "false"); }
  void word(text key, text value) { raw(key, json_text(value)); }
  void list(text key, const shape& numbers) { raw(key, json_list(numbers.values, numbers.used)); }
  /// One number for each spatial axis.
  void per_axis(text key, const detail::axis_numbers& n) { raw(key, json_list(n.values, axes)); }
  void given(text key, const detail::axis_numbers& n) { raw(key, json_list(n.values, n.used)); }

  [[nodiscard]] const detail::options& options() const { return row.given; }

  void bias() { truth("use_bias", options().bias); }
  void data_format() { word("data_format", options().channels_first ? text{"channels_first"} : text{"channels_last"}); }
  void padding() {
    constexpr text names[] = {"valid", "same", "causal"};
    const detail::axis_numbers& pads = options().pads;
    if (options().padding != detail::padding_mode::explicit_)  // else see pads_as_keras
      word("padding", names[static_cast<std::size_t>(options().padding)]);
    else
      word("padding", (pads[0] | pads[1] | pads[2]) == 0 ? text{"valid"} : text{"same"});
  }
  void activation() { word("activation", keras_activation(options().activation)); }
  /// tanh, and sigmoid for the gates, unless given.
  void state_activations(bool gates) {
    using detail::activation_kind;
    const auto name = [](activation_kind kind, text fallback) {
      return kind == activation_kind::unset ? fallback : keras_activation(kind);
    };
    word("activation", name(options().activation, "tanh"));
    if (gates) word("recurrent_activation", name(options().recurrent_activation, "sigmoid"));
  }
  void window() {
    per_axis("kernel_size", options().kernel);
    per_axis("strides", options().strides);
    padding();
    data_format();
    per_axis("dilation_rate", options().dilation);
  }
  void axis(text key, bool as_list = false) {
    const shape& all = options().axes;
    if (all.used > 1 || (as_list && all.used != 0))
      list(key, all);
    else
      number_at_axis(key, as_list);
  }
  void scale_and_center() {
    truth("scale", options().scale);
    truth("center", options().center);
  }
  void sequences() {
    truth("return_sequences", options().return_sequences);
    truth("return_state", options().return_state);
  }

 private:
  void number_at_axis(text key, bool as_list) {
    const std::string n = std::to_string(options().axis);  // null would be another axis
    raw(key, as_list ? '[' + n + ']' : n);
  }
};

}  // namespace nns::report
