// Evaluation: a model becomes numbers. The questions (forward<M>, parameters<M>, output_shape<M>) need totals only;
// summary<M> has a row for each layer, with its name. Printing is elsewhere (nns/report).
#pragma once

#include <nns/detail/builtin.hpp>
#include <nns/detail/description.hpp>
#include <nns/detail/explain.hpp>
#include <nns/detail/naming.hpp>
#include <nns/detail/no_answer.hpp>
#include <nns/layer.hpp>

namespace nns {

/// N values in order: the container of a summary's rows.
template <class T, int N>
struct sequence {
  T values[static_cast<std::size_t>(N > 0 ? N : 1)]{};

  [[nodiscard]] static constexpr int size() { return N; }
  [[nodiscard]] constexpr const T* data() const { return values; }
  [[nodiscard]] constexpr const T* begin() const { return values; }
  [[nodiscard]] constexpr const T* end() const { return values + N; }
  template <class Index>
  constexpr const T& operator[](Index i) const {
    return values[i];
  }

  friend constexpr bool operator==(const sequence& a, const sequence& b) {
    for (int i = 0; i != N; ++i)
      if (!(a.values[i] == b.values[i])) return false;
    return true;
  }
};

namespace detail {

/// The totals of a model, its shapes, and its first fault.
struct evaluation {
  totals sum{};
  fault bad{};
  int inputs = 0;
  int outputs = 0;
  shape input{};   // the first of them
  shape output{};
  // Of all operations, if the convention counts more than multiply-adds.
  count multiply_adds = 0;
  count backward_multiply_adds = 0;
};

constexpr void conclude(machine& m) {
  if (!m.bad && m.extra < 0) m.fail(rule::no_input);
  if (!m.bad && m.overflows()) m.fail(rule::count_overflows_63_bits);
}

constexpr evaluation evaluate(step model, counting how) {
  evaluation e;
  machine m;
  m.how = how;
  m.declared_inputs = &e.input;
  m.asked_inputs = 1;
  model(m);
  conclude(m);
  e.bad = m.bad;
  e.sum = m.sum;
  if (m.bad) return e;
  e.inputs = m.declared;
  e.outputs = m.inputs();
  e.output = m.x;
  if (how->counts_more) {
    const evaluation products = evaluate(model, how->multiply_adds);
    e.bad = products.bad;
    e.multiply_adds = products.sum.forward;
    e.backward_multiply_adds = products.sum.backward();
  }
  return e;
}

/// What finds a model's totals. Some models have a step for no more than these, which leaves the shapes of the ends open.
template <class M>
concept counts_apart = requires { &M::nns_totals; };
template <class M, counting How>
inline constexpr step totals_step = step_of<M>;
template <counts_apart M, counting How>
  requires(How->is_standard)
inline constexpr step totals_step<M, How> = &M::nns_totals;

template <class M, counting How>
inline constexpr evaluation evaluated = evaluate(totals_step<M, How>, How);

template <class M, counting How>
inline constexpr fault fault_of = evaluated<M, How>.bad;

/// The evaluation of a model that is valid; another one does not compile.
template <class M, counting How>
constexpr const evaluation& accepted() {
  if constexpr (evaluated<M, How>.bad.broken != rule::none) explain<M, fault_of<M, How>>();
  return evaluated<M, How>;
}

/// What a convention counts in: multiply-adds, or operations of several kinds.
template <counting How>
using unit_of_work = std::conditional_t<How->counts_more, ops, macs>;

constexpr macs as_work(const macs*, count all, count) { return macs{all.value}; }
constexpr ops as_work(const ops*, count all, count multiply_adds) { return ops{all.value, multiply_adds.value}; }

/// A model that the compiler can evaluate: all functions of its layers are constexpr. Otherwise there is one error of
/// the compiler's own; further questions about the model add none.
template <class M, counting How>
concept constant_model = requires { typename std::bool_constant<evaluated<M, How>.bad.broken == rule::none>; };

/// A model that is refused. Asking reports its error.
template <class M, counting How = convention::standard>
concept refused_model = !constant_model<M, How> || accepted<M, How>().bad.broken != rule::none;

template <class M>
constexpr text model_name() {
  if constexpr (requires { as_text(*&M::name); }) {  // a static one: a member of objects has no address here
    return as_text(M::name);
  } else {
    if constexpr (requires { typename M::nns_model; }) {
      // An alias has no name of its own but its whole type: say only what kind of model it is.
      if constexpr (NNS_IS_SAME(typename M::nns_model, M))
        return type_kind<M>;
      else
        return type_name<M>;
    } else if constexpr (stands_for<M>) {
      return kind_of<M>();
    } else {
      return type_name<M>;
    }
  }
}

/// The room that a model's summary needs. If types give kinds to their rows, names have other lengths than a total
/// assumes.
template <class M, counting How>
constexpr totals measure_summary() {
  if constexpr (!description_of<M>.names_rows) {
    return accepted<M, How>().sum;
  } else {
    machine m;
    m.how = How;
    m.names_count = true;
    m.only_counts = false;
    described<M>(m);
    return m.sum;
  }
}
template <class M, counting How>
inline constexpr totals summary_sizes = measure_summary<M, How>();

}  // namespace detail

namespace detail {

/// Where a summary is written: room for all its rows, compositions and further inputs, for the names that must be
/// composed, and for a hash table of names (used: name_places(rows + blocks)).
struct summary_room {
  layer_summary* rows;
  bool at_once;  // no row has a name that must be composed from others
  block_summary* blocks;
  int* sources;
  char* characters;
  numbered_name* numbered;
  used_name* used;
  int places;
  const family** kinds;
  shape* outputs;  // room for at most this many
  int most_outputs;
};

/// The row of a model's totals, after its run.
constexpr layer_summary total_of(const machine& m) {
  layer_summary total{};
  total.name = "total";
  total.kind = "total";
  total.output = m.x;
  total.more_sources = m.extra;
  total.forward.count = m.sum.forward.value;
  total.backward.count = m.sum.backward().value;
  total.parameters = (m.sum.trainable + m.sum.fixed).value;
  total.trainable_parameters = m.sum.trainable.value;
  total.idle_parameters = m.sum.idle.value;
  total.activations = m.sum.activations.value;
  return total;
}

/// Runs a model, a function of a machine, and records its rows. Returns the total. An observer may look on.
template <class Model>
constexpr layer_summary write_summary(const summary_room& room, counting how, const Model& run,
                                      observer* watching = nullptr) {
  numbering numbers[places_of_kinds]{};
  layer_summary row{};
  recorder r{.row = row,
             .rows = room.rows,
             .blocks = room.blocks,
             .sources = room.sources,
             .names = {room.characters, room.used, room.places, numbers, room.numbered},
             .unnamed_kinds = room.kinds,
             .at_once = room.at_once};
  machine m;
  m.how = how;
  m.write_to(r);
  if (watching != nullptr) m.let_see(*watching);
  run(m);
  r.name_the_rest(m.sum.rows);
  for (int i = 0; i <= m.extra && i != room.most_outputs; ++i) room.outputs[i] = m.input(i);
  return total_of(m);
}

}  // namespace detail

/// A model's rows, totals and compositions, as plain values. Names are views of characters that the summary itself
/// keeps, so it stays where it is: `summary<M>` lives as long as the program.
template <int Rows, int Blocks, int Sources, int Characters, int Outputs = 1>
struct model_summary {
  text name{};
  sequence<layer_summary, Rows> layers{};
  layer_summary total{};
  sequence<block_summary, Blocks> blocks{};
  sequence<int, Sources> sources{};
  sequence<shape, Outputs> outputs{};  // total.output is the first
  detail::numbered_name numbered[static_cast<std::size_t>(Rows)]{};
  char characters[static_cast<std::size_t>(Characters + 1)]{};

  constexpr model_summary(text model, const detail::described_step& run, counting how) : name(model) {
    fill(run, how);
  }

 private:
  // Not in the constructor: g++ 12 crashes on the recorder there.
  constexpr void fill(const detail::described_step& run, counting how) {
    constexpr int places = detail::name_places(Rows + Blocks);
    detail::used_name used[static_cast<std::size_t>(places)]{};
    const detail::family* kinds[static_cast<std::size_t>(Rows)]{};
    const detail::summary_room room{layers.values, Characters == 0,
                                    blocks.values, sources.values,
                                    characters,    numbered,
                                    used,          places,
                                    kinds,         outputs.values,
                                    Outputs};
    total = detail::write_summary(room, how, run);
  }
};

namespace detail {

/// The rows of a chain of layers, written in one run, before they are counted. If they turn out not to be all that the
/// model has, or something is wrong with it, the total has no name.
template <int Rows>
struct chain_rows {
  text name{};
  sequence<layer_summary, Rows> layers{};
  layer_summary total{};
  sequence<shape, 1> outputs{};
  numbered_name numbered[static_cast<std::size_t>(Rows)]{};

  constexpr chain_rows(text model, const step (&steps)[static_cast<std::size_t>(Rows) + 1], counting how) : name(model) {
    fill(steps, how);
  }

 private:
  // Evaluators pay for every access: what is written for each row is at hand here, without a recorder.
  constexpr void fill(const step (&steps)[static_cast<std::size_t>(Rows) + 1], counting how) {
    numbering numbers[places_of_kinds]{};
    layer_summary row{};
    machine m;
    m.how = how;
    m.outermost = false;
    m.write_chain_to(row);
    for (int i = 0; i != Rows; ++i) {
      if (i % 512 == 511) m.keep_room();
      steps[i](m);
      if (m.sum.rows != i + 1) return;
      const family& f = *m.kind;
      numbering& n = numbers[f.place];
      if (!NNS_ARE_ONE(n.kind, &f.kind)) {
        const int at = find_numbering(numbers, f.kind, f.place, 1);
        if (at < 0) return;
        advance(numbers[at]), numbered[i] = numbers[at].last, row.name.length = numbers[at].length;
      } else {
        if (++n.last.characters[n.length - 1] > '9') carry(n);
        numbered[i] = n.last, row.name.length = n.length;
      }
      row.name.characters = numbered[i].characters, row.kind = f.kind, row.source = i - 1, layers.values[i] = row;
    }
    conclude(m);
    if (m.bad || m.extra != 0) return;
    total = total_of(m);
    outputs.values[0] = m.x;
  }
};

}  // namespace detail

/// The summary of a chain. Its rows stay where they were written: they are not copied.
template <int Rows>
struct model_summary<Rows, 0, 0, -1> {
  text name{};
  const sequence<layer_summary, Rows>& layers;
  layer_summary total{};
  sequence<block_summary, 0> blocks{};
  sequence<int, 0> sources{};
  sequence<shape, 1> outputs{};

  constexpr explicit model_summary(const detail::chain_rows<Rows>& written)
      : name(written.name), layers(written.layers), total(written.total), outputs(written.outputs) {}
};

namespace detail {

/// A chain of layers, as its type tells: it has a row for each of them, unless something is wrong with one.
template <class M>
concept chain = requires {
  typename M::nns_chain;
  requires are_leaves<typename M::nns_chain>;
  requires table<typename M::nns_chain>.is_native;
};

/// The rows of a model that may be a chain.
template <class M, counting How, class Steps = decltype(table<typename M::nns_chain>.steps)>
inline constexpr chain_rows<sizeof(Steps) / sizeof(step) - 1> tried_summary{model_name<M>(),
                                                                            table<typename M::nns_chain>.steps, How};

/// Whether these are all of its rows. What no compiler can evaluate are no rows: that is an error of its own.
template <class M, counting How>
concept written_at_once = How->is_standard && chain<M> && requires {
  typename std::bool_constant<tried_summary<M, How>.total.name.length != 0>;
} && tried_summary<M, How>.total.name.length != 0;

template <class M, counting How, bool AtOnce = written_at_once<M, How>>
struct rows_of {
  using type = model_summary<accepted<M, How>().sum.rows, accepted<M, How>().sum.blocks, accepted<M, How>().sum.edges,
                             summary_sizes<M, How>.characters, accepted<M, How>().outputs>;
};
template <class M, counting How>
struct rows_of<M, How, true> {
  using type = model_summary<decltype(tried_summary<M, How>.layers)::size(), 0, 0, -1>;
};
template <class M, counting How>
using rows_of_summary = typename rows_of<M, How>::type;

/// Its type says which model it is of: a report that shows how layers were declared runs the model once more. The
/// summary has no pointer to the model's code, which would then end up in every program.
template <class M, counting How>
struct summary_of final : rows_of_summary<M, How> {
  using rows_of_summary<M, How>::model_summary::model_summary;
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
inline constexpr detail::summary_of<M, How> summary<M, How>{detail::tried_summary<M, How>};

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
