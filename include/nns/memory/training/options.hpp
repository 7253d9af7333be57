// The options of a training step: types, optimizer, batch, and how attention runs, as values in any order:
//   nns::training_memory<net, nns::mixed_bfloat16, nns::adamw, nns::batch{8}, nns::attention_kernel::fused>
#pragma once

#include <nns/memory/step.hpp>
#include <nns/summary.hpp>

#include <cstdint>

namespace nns {

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

/// Dropout on the attention scores: attention also keeps a mask and the remaining scores, unless the kernel is fused.
inline constexpr detail::training_flag attention_dropout = detail::training_flag::attention_dropout;

/// One value for the options after a model, whatever their order.
template <auto... Options>
inline constexpr training_options training_options_of = detail::read_training_options<Options...>();

}  // namespace nns
