// What a training step is asked for: types, optimizer, batch, and how attention runs, as values in any order:
//   nns::training_memory<net, nns::mixed_bfloat16, nns::adamw, nns::batch{8}, nns::attention_kernel::fused>
#pragma once

#include <nns/detail/gradients.hpp>
#include <nns/memory/storage.hpp>
#include <nns/summary.hpp>

#include <cstdint>

namespace nns {

/// The types of a training step. Layers in a stored<L, storage> have the types of their storage for weights and activations.
struct precision {
  data_type weights = data_type::float32;
  data_type gradients = data_type::float32;
  data_type activations = data_type::float32;
  /// Of the optimizer's numbers, but for those of the 8-bit ones.
  data_type optimizer = data_type::float32;
  /// A second copy of the weights in float32, which the optimizer changes.
  bool master_weights = false;

  friend constexpr bool operator==(const precision&, const precision&) = default;
};

/// Everything in 4 bytes: the default.
inline constexpr precision float32_training{};
/// Mixed precision with master weights (Micikevicius et al. 2018), as ZeRO counts it: 2 + 2 bytes for weights and gradients, 4
/// for the master weights, and the optimizer's numbers in float32.
inline constexpr precision mixed_float16{data_type::float16, data_type::float16, data_type::float16, data_type::float32, true};
inline constexpr precision mixed_bfloat16{data_type::bfloat16, data_type::bfloat16, data_type::bfloat16, data_type::float32,
                                          true};
/// The same with gradients that are summed in float32, as Megatron-LM does.
inline constexpr precision mixed_bfloat16_float32_gradients{data_type::bfloat16, data_type::float32, data_type::bfloat16,
                                                            data_type::float32, true};
/// Everything in bfloat16, the optimizer's numbers too.
inline constexpr precision bfloat16_training{data_type::bfloat16, data_type::bfloat16, data_type::bfloat16,
                                             data_type::bfloat16, false};

/// What an optimizer remembers of each parameter that learns: nothing (sgd), one number (momentum, lion), two (adam, adamw);
/// adafactor one for each row and each column of a matrix (Shazeer and Stern 2018; of a convolution's kernel for its two last
/// axes, as PyTorch orders them, and one for each number where the shape is not known). The 8-bit ones have a byte in place of
/// each number of rows with 4,096 weights and more, and a float32 for each 256 of them (Dettmers et al. 2022).
enum class optimizer : std::uint8_t { sgd, momentum, adam, adamw, adafactor, lion, momentum_8bit, adam_8bit, adamw_8bit, lion_8bit };

inline constexpr optimizer sgd = optimizer::sgd;
inline constexpr optimizer momentum = optimizer::momentum;
inline constexpr optimizer adam = optimizer::adam;
inline constexpr optimizer adamw = optimizer::adamw;
inline constexpr optimizer adafactor = optimizer::adafactor;
inline constexpr optimizer lion = optimizer::lion;
inline constexpr optimizer momentum_8bit = optimizer::momentum_8bit;
inline constexpr optimizer adam_8bit = optimizer::adam_8bit;
inline constexpr optimizer adamw_8bit = optimizer::adamw_8bit;
inline constexpr optimizer lion_8bit = optimizer::lion_8bit;

/// All that a training step is counted by.
struct training_options {
  precision types{};
  optimizer how = optimizer::adamw;
  std::int64_t batch = 1;
  attention_kernel attention = attention_kernel::plain;
  bool attention_dropout = false;
  bool input_requires_grad = false;

  friend constexpr bool operator==(const training_options&, const training_options&) = default;
};

namespace detail {

enum class training_flag : std::uint8_t { attention_dropout };

constexpr void take(training_options& o, const precision& p) { o.types = p; }
constexpr void take(training_options& o, const optimizer& how) { o.how = how; }
constexpr void take(training_options& o, const nns::batch& b) { o.batch = b.size; }
constexpr void take(training_options& o, const attention_kernel& k) { o.attention = k; }
constexpr void take(training_options& o, const autograd_options& a) {
  o.attention = a.attention, o.input_requires_grad = a.input_requires_grad;
}
constexpr void take(training_options& o, const training_flag&) { o.attention_dropout = true; }
constexpr void take(training_options& o, const training_options& all) { o = all; }

template <class T>
inline constexpr bool is_a_training_option = requires(training_options& o, const T& t) { take(o, t); };

template <auto... Options>
consteval training_options read_training_options() {
  static_assert((is_a_training_option<decltype(Options)> && ...),
                "nns: the options after the model are the types (nns::mixed_bfloat16, nns::precision{...}), the "
                "optimizer (nns::sgd, nns::adamw, ...), nns::batch{n}, nns::attention_kernel::fused or ::recomputed, "
                "nns::attention_dropout and nns::autograd_options{...}, in any order");
  training_options o;
  const auto take_one = [&o](const auto& option) {
    if constexpr (requires { take(o, option); }) take(o, option);
  };
  (void)take_one;
  (take_one(Options), ...);
  if (o.batch < 1) a_batch_has_at_least_one_instance();
  return o;
}

}  // namespace detail

/// Scores are dropped before they weight values: attention keeps a mask, and what is left of them. Unless a kernel is fused.
inline constexpr detail::training_flag attention_dropout = detail::training_flag::attention_dropout;

/// One value for what stands behind a model, whatever its order.
template <auto... Options>
inline constexpr training_options training_options_of = detail::read_training_options<Options...>();

}  // namespace nns
