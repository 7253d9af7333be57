// Bytes and RAM: what a network needs to run, and where each of its tensors goes in one array.
//   alignas(16) std::byte arena[nns::peak_activation_bytes<net, nns::full_int8>.count];
// Opt-in: if you do not include it, you pay nothing.
#pragma once

#include <nns/memory/buffers.hpp>
#include <nns/memory/detail/cache.hpp>
#include <nns/memory/detail/inside.hpp>
#include <nns/memory/detail/lifetimes.hpp>
#include <nns/memory/detail/parameters.hpp>
#include <nns/memory/options.hpp>
#include <nns/memory/storage.hpp>
#include <nns/memory/stored.hpp>

namespace nns::detail {

template <int Rows, int Tensors, int Inputs>
struct flow_of_model {
  flow_row rows[static_cast<std::size_t>(Rows > 0 ? Rows : 1)]{};
  flow_tensor tensors[static_cast<std::size_t>(Tensors > 0 ? Tensors : 1)]{};
  int inputs[static_cast<std::size_t>(Inputs > 0 ? Inputs : 1)]{};
  int row_count = 0;
  int tensor_count = 0;
  int input_count = 0;
  int outputs = 0;

  /// The flow for those who only read it.
  [[nodiscard]] constexpr flow_view view() const {
    return {const_cast<flow_row*>(rows), const_cast<flow_tensor*>(tensors), const_cast<int*>(inputs),
            row_count, tensor_count, input_count, outputs};
  }
};

template <int Rows, int Tensors, int Inputs>
constexpr flow_of_model<Rows, Tensors, Inputs> write_flow(step model, asks question) {
  flow_of_model<Rows, Tensors, Inputs> f;
  flow_observer o{{f.rows, f.tensors, f.inputs, Rows, Tensors, Inputs, 0}, question, &look_into};
  machine m;
  m.let_see(o);
  model(m);
  o.end(m);
  f.row_count = o.to.row_count, f.tensor_count = o.to.tensor_count, f.input_count = o.to.input_count;
  f.outputs = o.to.outputs;
  return f;
}

/// Most rows have one output. A model that has more tensors than there was room for is run again.
template <class M, asks Question, int Further = 0>
inline constexpr auto guessed_flow =
    write_flow<accepted<M, convention::standard>().sum.rows,
               accepted<M, convention::standard>().sum.rows + Further,
               accepted<M, convention::standard>().sum.rows + accepted<M, convention::standard>().sum.edges +
                   accepted<M, convention::standard>().outputs>(step_of<M>, Question);

template <class M, asks Question>
constexpr const auto& flow_of() {
  constexpr const auto& guess = guessed_flow<M, Question>;
  if constexpr (guess.tensor_count > guess.row_count)
    return guessed_flow<M, Question, guess.tensor_count - guess.row_count>;
  else
    return guess;
}

/// How many buffers there are, and whether all of their sizes are known.
struct buffer_count {
  int buffers = 0;
  std::int64_t worst = 0;
};

template <int N>
constexpr buffer_count write_buffers(const flow_view& f, const memory_options& o, sequence<memory_buffer, N>& to) {
  scratch<int> ints(lifetimes::ints_for(f));
  scratch<std::int64_t> wides(lifetimes::wides_for(f));
  const lifetimes l{f, o, ints.values, wides.values};
  buffer_count c{l.write(to.values, N)};
  for (int i = 0; i < c.buffers && i < N; ++i)
    if (to.values[i].bytes.count < c.worst) c.worst = to.values[i].bytes.count;
  return c;
}

/// Enough for the buffers of a flow: a tensor each, and the scratch of some rows.
template <int N>
struct counted_buffers {
  sequence<memory_buffer, N> buffers{};
  buffer_count counted{};
};
template <int N>
constexpr counted_buffers<N> list_buffers(const flow_view& f, const memory_options& o) {
  counted_buffers<N> result;
  result.counted = write_buffers(f, o, result.buffers);
  return result;
}

template <class M>
constexpr int most_buffers() {
  constexpr const auto& f = flow_of<M, asks::tensors>();
  int n = f.tensor_count;
  for (int r = 0; r != f.row_count; ++r) n += f.rows[r].scratch != 0 || f.rows[r].inner != 0 || f.rows[r].inner_fused != 0;
  return n;
}

template <class M, memory_options Options>
inline constexpr auto listed_buffers = list_buffers<most_buffers<M>()>(flow_of<M, asks::tensors>().view(), Options);

template <int N, int Room>
constexpr sequence<memory_buffer, N> first_buffers(const sequence<memory_buffer, Room>& from) {
  sequence<memory_buffer, N> result;
  for (int i = 0; i != N; ++i) result.values[i] = from.values[i];
  return result;
}

/// A model that comes from a file knows its buffers, and lists them itself:
///   template <nns::memory_options Options> static constexpr nns::sequence<nns::memory_buffer, n> nns_buffers;
template <class M, memory_options Options>
concept lists_buffers = requires { M::template nns_buffers<Options>.size(); };

template <class M, memory_options Options>
inline constexpr auto buffers_of =
    first_buffers<listed_buffers<M, Options>.counted.buffers>(listed_buffers<M, Options>.buffers);
template <class M, memory_options Options>
  requires lists_buffers<M, Options>
inline constexpr auto buffers_of<M, Options> = M::template nns_buffers<Options>;

template <class M, memory_options Options>
consteval std::int64_t worst_size() {
  if constexpr (lists_buffers<M, Options>)
    return 0;
  else
    return listed_buffers<M, Options>.counted.worst;
}

/// The buffers placed, without names.
template <class M, memory_options Options>
constexpr const auto& placed_for() {
  return chosen_placed<buffers_of<M, Options>, Options.alignment, Options.as_tflm>();
}

template <class M, memory_options Options>
consteval bytes peak_of() {
  if constexpr (worst_size<M, Options>() == count::overflowed)
    a_count_overflows_63_bits();
  else if constexpr (worst_size<M, Options>() < 0)
    return bytes{unknown};
  else
    return bytes{placed_for<M, Options>().height};
}

/// The bound alone needs no placing.
template <int N>
constexpr std::int64_t bound_of(const sequence<memory_buffer, N>& buffers, std::int64_t alignment) {
  planner_room<N> room{};
  return planner{buffers.values, N, alignment, room.ints, room.wides}.bound();
}

template <class M, memory_options Options>
consteval bytes live_of() {
  if constexpr (worst_size<M, Options>() == count::overflowed)
    a_count_overflows_63_bits();
  else if constexpr (worst_size<M, Options>() < 0)
    return bytes{unknown};
  else
    return bytes{bound_of(buffers_of<M, Options>, Options.alignment)};
}

/// What is live while each row of a model runs, sizes rounded up.
template <int Rows, int N>
constexpr sequence<std::int64_t, Rows> live_while(const sequence<memory_buffer, N>& buffers, std::int64_t alignment) {
  sequence<std::int64_t, Rows> live;
  std::int64_t ends[static_cast<std::size_t>(Rows + 1)]{};
  for (const memory_buffer& b : buffers) {
    const std::int64_t size = b.bytes.count < 0 ? 0 : (b.bytes.count + alignment - 1) / alignment * alignment;
    if (b.first < 0 || b.last >= Rows) continue;
    live.values[b.first] += size, ends[b.last + 1] += size;
  }
  for (int row = 1; row < Rows; ++row) live.values[row] += live.values[row - 1] - ends[row];
  return live;
}
template <class M, memory_options Options>
inline constexpr auto live_rows =
    live_while<accepted<M, convention::standard>().sum.rows>(buffers_of<M, Options>, Options.alignment);

template <int Rows>
constexpr sequence<std::int64_t, Rows> parameter_bytes_by_row(const flow_view& f, const memory_options& o) {
  sequence<std::int64_t, Rows> each;
  parameter_bytes_in(f, o, each.values);
  return each;
}
template <class M, memory_options Options>
inline constexpr auto parameter_bytes_rows = parameter_bytes_by_row<accepted<M, convention::standard>().sum.rows>(
    flow_of<M, asks::weights>().view(), Options);

template <int N>
constexpr buffers_at_peak largest_at(const sequence<memory_buffer, N>& buffers, int time) {
  buffers_at_peak found;
  for (const memory_buffer& b : buffers) {
    if (b.first > time || b.last < time) continue;
    int row = b.row;
    std::int64_t size = b.bytes.count;
    for (int i = 0; i != buffers_at_peak::most; ++i) {
      if (found.rows[i] >= 0 && found.bytes[i] >= size) continue;
      const int pushed = found.rows[i];
      const std::int64_t its = found.bytes[i];
      found.rows[i] = row, found.bytes[i] = size;
      if (pushed < 0) break;
      row = pushed, size = its;
    }
  }
  return found;
}

/// A budget's view of a model's bytes: of the whole model, and of the rows from `first` to before `last`.
template <class M, chosen_storage Types>
struct bytes_of_model {
  static constexpr memory_options options = [] {
    memory_options o;
    if (Types.given) o.storage = Types.types, o.has_storage = true;
    return o;
  }();

  static consteval std::int64_t parameters() { return parameter_bytes_of<M, options>().count; }
  static consteval std::int64_t peak() { return peak_of<M, options>().count; }
  static consteval std::int64_t cache() { return checked_cache_bytes<M, cache_options{.storage = options.storage}>().count; }
  static constexpr std::int64_t cache_of(int first, int last) {
    const flow_view f = flow_of<M, asks::tensors>().view();
    std::int64_t sum = 0;
    for (int row = first; row < last; ++row) sum = plus(sum, cache_bytes_of(f.rows[row], {.storage = options.storage}));
    return sum;
  }
  static constexpr std::int64_t parameters_of(int first, int last) {
    std::int64_t sum = 0;
    for (int row = first; row < last; ++row) sum = plus(sum, parameter_bytes_rows<M, options>[row]);
    return sum;
  }
  static constexpr int peak_row(int first, int last) {
    if (last > live_rows<M, options>.size()) last = live_rows<M, options>.size();
    int at = first;
    for (int row = first; row < last; ++row)
      if (live_rows<M, options>[row] > live_rows<M, options>[at]) at = row;
    return at;
  }
  static constexpr std::int64_t peak_of_rows(int first, int last) {
    return worst_size<M, options>() < 0 ? unknown : live_rows<M, options>[peak_row(first, last)];
  }
  /// A file's buffers have times of their own.
  static constexpr buffers_at_peak alive(int first, int last) {
    if constexpr (lists_buffers<M, options>) return {};
    return largest_at(buffers_of<M, options>, peak_row(first, last));
  }
};

/// A model's plan also lists the normalisations that stay although the storage folds them: no product before them can
/// take them.
template <int N, int Unfolded>
struct planned_model : planned_buffers<N> {
  sequence<text, Unfolded> unfolded{};
};

template <int N>
constexpr sequence<int, N> unfolded_rows(const flow_view& f, const memory_options& o) {
  sequence<int, N> rows;
  unfolded_in(f, o, rows.values, N);
  return rows;
}

template <class M, memory_options Options>
consteval int count_unfolded() {
  if constexpr (lists_buffers<M, Options>)
    return 0;
  else
    return unfolded_in(flow_of<M, asks::tensors>().view(), Options, nullptr, 0);
}

/// There is no plan for a model with an unknown extent.
template <bool Known>
concept every_size_is_known = Known;

template <class M, memory_options Options>
consteval auto plan_of_model() {
  static_assert(every_size_is_known<worst_size<M, Options>() == 0>,
                "nns: an extent of the input is not known, so there is no memory plan: give the model an input with all extents");
  constexpr int unfolded = count_unfolded<M, Options>();
  planned_model<buffers_of<M, Options>.size(), unfolded> plan{
      with_offsets(model_name<M>(), buffers_of<M, Options>, Options.alignment, placed_for<M, Options>()), {}};
  if constexpr (unfolded != 0) {
    const auto rows = unfolded_rows<unfolded>(flow_of<M, asks::tensors>().view(), Options);
    for (int i = 0; i != unfolded; ++i) plan.unfolded.values[i] = nns::summary<M>.layers[rows[i]].name;
  }
  if constexpr (!lists_buffers<M, Options>)
    for (auto& b : plan.buffers.values)
      if (plan.buffers.size() != 0) b.name = nns::summary<M>.layers[b.row].name;
  return plan;
}

/// What a model's outputs take, each rounded up.
constexpr std::int64_t output_bytes(const flow_view& f, const memory_options& o) {
  scratch<int> ints(lifetimes::ints_for(f));
  scratch<std::int64_t> wides(lifetimes::wides_for(f));
  return lifetimes{f, o, ints.values, wides.values}.output_bytes();
}

template <class A, class B, memory_options Options>
consteval bytes shared_arena() {
  constexpr std::int64_t first = peak_of<A, Options>().count, second = peak_of<B, Options>().count;
  constexpr std::int64_t kept =
      Options.outputs_outside ? 0 : output_bytes(flow_of<A, asks::tensors>().view(), Options);
  constexpr std::int64_t beside = plus(second, kept);
  if constexpr (first < 0 || beside < 0)
    return bytes{unknown};
  else
    return bytes{first > beside ? first : beside};
}

}  // namespace nns::detail

namespace nns {

/// The RAM that a model's activations need: the height of memory_plan<M, ...>. Included: every activation, the model's
/// inputs and outputs, states that a recurrent layer returns, and the scratch memory of layers of your own. Not
/// included: parameters, what kernels keep for themselves, an interpreter. Inputs and outputs of a layer do not overlap
/// unless in_place is given. `unknown` if an extent of the input is not known.
template <class M, auto... Options>
inline constexpr bytes peak_activation_bytes = detail::peak_of<M, memory_options_of<Options...>>();

/// The largest sum of what is live at the same time, with sizes rounded up to the alignment. No plan is smaller.
template <class M, auto... Options>
inline constexpr bytes live_activation_bytes = detail::live_of<M, memory_options_of<Options...>>();

/// Where each buffer goes: .buffers[i] with .name (its row's) .bytes .first .last (numbers of rows) .offset; .height,
/// the size of the array; .bound; .unfolded, the names of normalisations that the storage folds but no product can
/// take.
template <class M, auto... Options>
inline constexpr auto memory_plan = detail::plan_of_model<M, memory_options_of<Options...>>();

/// The size of a model's parameters in flash, each in the type that the storage gives it.
template <class M, auto... Options>
inline constexpr bytes parameter_bytes = detail::parameter_bytes_of<M, memory_options_of<Options...>>();

/// What recurrent layers carry from one step to the next, in the activations' type: memory that must persist between
/// calls if a network is fed step by step. It is in no plan.
template <class M, auto... Options>
inline constexpr bytes state_bytes = detail::state_bytes_of<M, memory_options_of<Options...>>();

/// The bytes of the keys and values that a model's attention layers keep for later positions, in the type of its
/// activations: kv_cache_bytes<net, nns::bfloat16_storage, nns::batch{8}, nns::context{4096}>, options in any order. The context is
/// the model's own (the cached positions and the input) unless given. A layer keeps 2 g d elements for each position (g
/// key heads), latent_attention its latent vector and the shared key, for at most window<n> positions. Cross attention
/// keeps those of the sequence that it attends to. Not counted: memory that a paged allocator wastes.
template <class M, auto... Options>
inline constexpr bytes kv_cache_bytes = detail::checked_cache_bytes<M, detail::read_cache_options<Options...>()>();

// The error of a refused model has been reported: no further error follows, since this agrees with everything.
template <detail::refused_model<> M, auto... Options>
inline constexpr detail::no_answer peak_activation_bytes<M, Options...>{};
template <detail::refused_model<> M, auto... Options>
inline constexpr detail::no_answer live_activation_bytes<M, Options...>{};
template <detail::refused_model<> M, auto... Options>
inline constexpr detail::no_answer parameter_bytes<M, Options...>{};
template <detail::refused_model<> M, auto... Options>
inline constexpr detail::no_answer state_bytes<M, Options...>{};
template <detail::refused_model<> M, auto... Options>
inline constexpr detail::no_answer kv_cache_bytes<M, Options...>{};
template <detail::refused_model<> M, auto... Options>
inline constexpr detail::no_plan memory_plan<M, Options...>{};

/// One array for two networks that run one after the other, A first: the larger of A's peak, and B's peak beside A's
/// outputs, which are still needed while B runs. With outputs_outside, the larger of the two peaks.
template <class A, class B, auto... Options>
inline constexpr bytes shared_arena_bytes = detail::shared_arena<A, B, memory_options_of<Options...>>();

}  // namespace nns
