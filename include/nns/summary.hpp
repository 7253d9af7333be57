// What a model costs: the questions (forward<M>, parameters<M>, output_shape<M>), which need totals only, and
// summary<M>, which has a row for each layer, with its name. Printing is elsewhere (nns/report).
#pragma once

#include <nns/detail/no_answer.hpp>
#include <nns/summary/chain.hpp>
#include <nns/summary/evaluation.hpp>
#include <nns/summary/rows.hpp>

namespace nns {

namespace detail {

template <class M, counting How, bool AtOnce = written_at_once<M, How>>
struct rows_of {
  using type = model_summary<accepted<M, How>().sum.rows, accepted<M, How>().sum.blocks, accepted<M, How>().sum.edges,
                             summary_sizes<M, How>.characters, accepted<M, How>().outputs>;
};
template <class M, counting How>
struct rows_of<M, How, true> {
  using type = chain_summary<M, How>;
};
template <class M, counting How>
using rows_of_summary = typename rows_of<M, How>::type;

/// Its type says which model it is of: a report that shows how layers were declared runs the model once more. The
/// summary has no pointer to the model's code, which would then end up in every program.
template <class M, counting How>
struct summary_of final : rows_of_summary<M, How> {
  using rows = rows_of_summary<M, How>;
  using rows::rows;
};

/// The same by a convention that counts more than multiply-adds: forward and backward of its rows are nns::ops.
/// `counted` has all operations where a summary has its multiply-adds, and the characters of all names.
template <class M, counting How>
struct operations_of final {
  summary_of<M, How> counted;
  text name{};
  sequence<operations_row, decltype(counted.layers)::size()> layers{};
  operations_row total{};
  decltype(counted.blocks) blocks{};
  decltype(counted.sources) sources{};
  decltype(counted.outputs) outputs{};

  constexpr operations_of(text model, const described_step& run, counting how)
      : counted(model, run, how),
        name(counted.name),
        blocks(counted.blocks),
        sources(counted.sources),
        outputs(counted.outputs) {
    const rows_of_summary<M, How> products(model, run, how->multiply_adds);
    for (int i = 0; i != layers.size(); ++i) fill(layers.values[i], counted.layers[i], products.layers[i]);
    fill(total, counted.total, products.total);
  }

 private:
  static constexpr void fill(operations_row& row, const layer_summary& all, const layer_summary& products) {
    layer_summary& alone = row;
    alone = all;
    alone.forward = products.forward;
    alone.backward = products.backward;
    row.forward = ops{all.forward.count, products.forward.count};
    row.backward = ops{all.backward.count, products.backward.count};
  }
};

template <bool CountsMore>
struct summary_kind {
  template <class M, counting How>
  using type = summary_of<M, How>;
};
template <>
struct summary_kind<true> {
  template <class M, counting How>
  using type = operations_of<M, How>;
};

/// A model without a summary.
template <class M, counting How>
concept refused_summary = !written_at_once<M, How> && refused_model<M, How>;

}  // namespace detail

/// The summary of a model: .name, .layers[i], .total. Row 0 is the input.
template <class M, counting How = convention::standard>
inline constexpr typename detail::summary_kind<How->counts_more>::template type<M, How> summary{detail::model_name<M>(),
                                                                                                detail::described<M>, How};

template <class M, counting How>
  requires detail::written_at_once<M, How>
inline constexpr detail::summary_of<M, How> summary<M, How>{};

/// Multiply-adds of the forward pass, for one instance; nns::ops by a convention that counts more than these.
template <class M, counting How = convention::standard>
inline constexpr auto forward =
    detail::as_work(static_cast<const detail::unit_of_work<How>*>(nullptr), detail::accepted<M, How>().sum.forward,
                    detail::accepted<M, How>().multiply_adds);

/// Multiply-adds of the backward pass: the gradients of inputs and of weights, each as costly as the forward pass.
template <class M, counting How = convention::standard>
inline constexpr auto backward =
    detail::as_work(static_cast<const detail::unit_of_work<How>*>(nullptr), detail::accepted<M, How>().sum.backward(),
                    detail::accepted<M, How>().backward_multiply_adds);

/// Multiply-adds of a training step: forward and backward.
template <class M, counting How = convention::standard>
inline constexpr auto training =
    detail::as_work(static_cast<const detail::unit_of_work<How>*>(nullptr),
                    detail::accepted<M, How>().sum.forward + detail::accepted<M, How>().sum.backward(),
                    detail::accepted<M, How>().multiply_adds + detail::accepted<M, How>().backward_multiply_adds);

/// All parameters, including those that are not trainable (moving averages).
template <class M>
inline constexpr std::int64_t parameters = (detail::accepted<M, convention::standard>().sum.trainable +
                                            detail::accepted<M, convention::standard>().sum.fixed).value;

template <class M>
inline constexpr std::int64_t trainable_parameters = detail::accepted<M, convention::standard>().sum.trainable.value;

template <class M>
inline constexpr std::int64_t non_trainable_parameters = detail::accepted<M, convention::standard>().sum.fixed.value;

/// The parameters that one token uses: of each mixture of experts the router, the experts that are used, and the shared
/// expert. Equal to all parameters if the model has no experts.
template <class M>
inline constexpr std::int64_t active_parameters = (detail::accepted<M, convention::standard>().sum.trainable +
                                                   detail::accepted<M, convention::standard>().sum.fixed -
                                                   detail::accepted<M, convention::standard>().sum.idle).value;

/// The elements that a forward pass makes, including the input. Training needs twice as many.
template <class M>
inline constexpr std::int64_t activations = detail::accepted<M, convention::standard>().sum.activations.value;

namespace detail {

/// All shapes that a model takes and returns. It runs once more for them, if asked.
template <int Inputs, int Outputs>
struct model_ends {
  sequence<shape, Inputs> inputs{};
  sequence<shape, Outputs> outputs{};
};

template <int Inputs, int Outputs>
constexpr model_ends<Inputs, Outputs> find_ends(step model) {
  model_ends<Inputs, Outputs> ends;
  machine m;
  m.declared_inputs = ends.inputs.values;
  m.asked_inputs = Inputs;
  model(m);
  for (int i = 0; i != Outputs; ++i) ends.outputs.values[i] = m.input(i);
  return ends;
}

template <class M>
inline constexpr auto ends_of = find_ends<accepted<M, convention::standard>().inputs,
                                          accepted<M, convention::standard>().outputs>(step_of<M>);

template <class M>
consteval const shape& only_input() {
  constexpr const evaluation& e = accepted<M, convention::standard>();
  static_assert(e.bad.broken != rule::none || e.inputs == 1,
                "nns: the model has several inputs; ask for input_shapes<M>");
  if constexpr (counts_apart<M> && !refused_model<M>)
    return ends_of<M>.inputs.values[0];
  else
    return e.input;
}

template <class M>
consteval const shape& only_output() {
  constexpr const evaluation& e = accepted<M, convention::standard>();
  static_assert(e.bad.broken != rule::none || e.outputs == 1,
                "nns: the model has several outputs; ask for output_shapes<M>");
  if constexpr (counts_apart<M> && !refused_model<M>)
    return ends_of<M>.outputs.values[0];
  else
    return e.output;
}

}  // namespace detail

/// The shape of a model's only input. For a model with several, use input_shapes.
template <class M>
inline constexpr shape input_shape = detail::only_input<M>();
template <class M>
inline constexpr auto input_shapes = detail::ends_of<M>.inputs;

/// The shape of a model's only output. For a model with several, use output_shapes.
template <class M>
inline constexpr shape output_shape = detail::only_output<M>();
template <class M>
inline constexpr auto output_shapes = detail::ends_of<M>.outputs;

// The error of a refused model has been reported. It answers every question with something that agrees with everything,
// so that no further error follows from the same mistake.
template <class M, counting How>
  requires detail::refused_summary<M, How>
inline constexpr detail::no_summary summary<M, How> = detail::no_summary{};
template <class M, counting How>
  requires detail::refused_model<M, How>
inline constexpr detail::no_answer forward<M, How> = detail::no_answer{};
template <class M, counting How>
  requires detail::refused_model<M, How>
inline constexpr detail::no_answer backward<M, How> = detail::no_answer{};
template <class M, counting How>
  requires detail::refused_model<M, How>
inline constexpr detail::no_answer training<M, How> = detail::no_answer{};
template <detail::refused_model<> M>
inline constexpr detail::no_answer parameters<M> = detail::no_answer{};
template <detail::refused_model<> M>
inline constexpr detail::no_answer active_parameters<M> = detail::no_answer{};
template <detail::refused_model<> M>
inline constexpr detail::no_answer trainable_parameters<M> = detail::no_answer{};
template <detail::refused_model<> M>
inline constexpr detail::no_answer non_trainable_parameters<M> = detail::no_answer{};
template <detail::refused_model<> M>
inline constexpr detail::no_answer activations<M> = detail::no_answer{};
template <detail::refused_model<> M>
inline constexpr detail::no_answer input_shape<M> = detail::no_answer{};
template <detail::refused_model<> M>
inline constexpr detail::no_answer input_shapes<M> = detail::no_answer{};
template <detail::refused_model<> M>
inline constexpr detail::no_answer output_shape<M> = detail::no_answer{};
template <detail::refused_model<> M>
inline constexpr detail::no_answer output_shapes<M> = detail::no_answer{};

/// Inference or training.
enum class phase : std::uint8_t { inference, training };

/// How many instances are processed at once.
struct batch {
  std::int64_t size = 1;
};

// In a constant expression, a compile error with this name; at run time, the program ends.
[[noreturn]] inline void a_batch_has_at_least_one_instance() { NNS_BUILTIN(trap)(); }
[[noreturn]] inline void a_number_has_at_least_one_byte() { NNS_BUILTIN(trap)(); }

/// The cost of a batch in a phase, with numbers of `bytes_per_number` (4: float32) bytes.
struct batch_estimate {
  nns::macs macs{};
  std::int64_t parameters = 0;
  bytes parameter_bytes{};
  std::int64_t activations = 0;
  bytes activation_bytes{};  // of all layers together; the RAM is peak_activation_bytes (nns/memory/plan.hpp)
  nns::phase phase = nns::phase::inference;
  std::int64_t batch = 1;
  nns::ops ops{};  ///< All operations that the convention counts, the multiply-adds among them.
};

namespace detail {

/// Forward and backward are all operations that are counted, and how many of them are multiply-adds.
constexpr batch_estimate estimate_totals(const ops& forward, const ops& backward, std::int64_t parameters,
                                         std::int64_t activations, phase p, batch b, std::int64_t bytes_per_number) {
  if (b.size < 1) a_batch_has_at_least_one_instance();
  if (bytes_per_number < 1) a_number_has_at_least_one_byte();
  const bool learns = p == phase::training;
  batch_estimate e;
  const auto of_batch = [&](count once, count back) { return checked((once + (learns ? back : count{0})) * b.size); };
  e.macs = macs{of_batch(forward.multiply_adds, backward.multiply_adds)};
  e.ops = ops{of_batch(forward.count, backward.count), e.macs.count};
  e.parameters = parameters;
  e.parameter_bytes = bytes{checked(count{parameters} * bytes_per_number)};
  e.activations = checked(count{activations} * (learns ? 2 : 1) * b.size);
  e.activation_bytes = bytes{checked(count{e.activations} * bytes_per_number)};
  e.phase = p;
  e.batch = b.size;
  return e;
}

/// The same where all of them are multiply-adds.
constexpr batch_estimate estimate_totals(std::int64_t forward, std::int64_t backward, std::int64_t parameters,
                                         std::int64_t activations, phase p, batch b, std::int64_t bytes_per_number) {
  return estimate_totals(ops{forward, forward}, ops{backward, backward}, parameters, activations, p, b,
                         bytes_per_number);
}

}  // namespace detail

/// The cost of a batch of instances in a phase: multiply-adds and activations scale with the batch; training adds the
/// backward pass, and doubles the activations.
template <class M, counting How = convention::standard>
constexpr batch_estimate estimate(phase p = phase::inference, batch b = {}, std::int64_t bytes_per_number = 4) {
  const detail::evaluation& e = detail::accepted<M, How>();
  const detail::count forward = e.sum.forward;
  const detail::count backward = e.sum.backward();
  return detail::estimate_totals(ops{forward.value, (How->counts_more ? e.multiply_adds : forward).value},
                                 ops{backward.value, (How->counts_more ? e.backward_multiply_adds : backward).value},
                                 parameters<M>, e.sum.activations.value, p, b, bytes_per_number);
}

}  // namespace nns
