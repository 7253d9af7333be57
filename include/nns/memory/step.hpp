// How a training step runs, and how a model is spread over devices: plain values, which budgets contain, too. The
// memory that follows from them is computed by nns/memory/training.hpp and nns/memory/parallel.hpp.
#pragma once

#include <nns/detail/gradients.hpp>
#include <nns/memory/storage.hpp>

#include <cstdint>

namespace nns {

/// The types of a training step. Layers in a stored<L, storage> have the types of their storage for weights and activations.
struct precision {
  data_type weights = data_type::float32;
  data_type gradients = data_type::float32;
  data_type activations = data_type::float32;
  /// Of the optimizer's state, except for the 8-bit optimizers.
  data_type optimizer = data_type::float32;
  /// A second copy of the weights in float32, which the optimizer updates.
  bool master_weights = false;

  friend constexpr bool operator==(const precision&, const precision&) = default;
};

/// The state that an optimizer keeps for each trained parameter: nothing (sgd), one number (momentum, lion), two (adam,
/// adamw). adafactor keeps one for each row and each column of a matrix (Shazeer and Stern 2018; of a convolution's
/// kernel along its two last axes, as PyTorch orders them), and one for each parameter if the shape is not known. The
/// 8-bit optimizers keep a byte in place of each number, in rows with at least 4,096 weights, and a float32 for each
/// 256 of them (Dettmers et al. 2022).
enum class optimizer : std::uint8_t { sgd, momentum, adam, adamw, adafactor, lion, momentum_8bit, adam_8bit, adamw_8bit, lion_8bit };

/// All options of a training step.
struct training_options {
  precision types{};
  optimizer how = optimizer::adamw;
  std::int64_t batch = 1;
  attention_kernel attention = attention_kernel::plain;
  bool attention_dropout = false;
  bool input_requires_grad = false;

  friend constexpr bool operator==(const training_options&, const training_options&) = default;
};

/// How a model is spread over devices, of which there are data x tensor x pipeline.
struct parallel {
  std::int64_t data = 1;           ///< copies of the model, each with its part of the batch
  std::int64_t tensor = 1;         ///< devices that share each layer: its heads, its units, its words
  std::int64_t pipeline = 1;       ///< stages, each with as many copies of the model's repeat
  std::int64_t expert = 1;         ///< among the copies of the model, those that share the experts
  int zero_stage = 0;              ///< what the copies share: 1 the optimizer's state, 2 gradients too, 3 weights too
  bool sequence = false;           ///< tensors between the layers that are shared have parts, too, along the tokens
  std::int64_t micro_batches = 1;  ///< in which a batch goes through the stages

  [[nodiscard]] constexpr std::int64_t devices() const { return data * tensor * pipeline; }

  friend constexpr bool operator==(const parallel&, const parallel&) = default;
};

namespace detail {

/// The bytes of a training step, as the items of a budget.
struct training_numbers {
  std::int64_t peak = 0;
  std::int64_t weights = 0;
  std::int64_t gradients = 0;
  std::int64_t optimizer = 0;
  std::int64_t kept = 0;
  std::int64_t sent = 0;
  std::int64_t serving = 0;
};

/// What a budget asks for its limits on a training step, and on a device that serves. Only <nns/memory/training.hpp> and
/// <nns/memory/parallel.hpp> answer.
template <class M, auto Limit>
struct steps_of_budget;

}  // namespace detail
}  // namespace nns
