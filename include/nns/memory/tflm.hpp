// What TensorFlow Lite Micro makes of a model that was read from a .tflite (nns/import/tflite.hpp): its plan, and its
// arena. The rules are those of one version of TFLM (nns::tflm::version), checked on measured models.
//
//     alignas(16) std::uint8_t tensor_arena[nns::tflm::arena_bytes<detector, nns::tflm::cortex_m>.count];
#pragma once

#include <nns/memory/buffers.hpp>
#include <nns/memory/tflm/abi_2026_08.hpp>
#include <nns/memory/tflm/buffers.hpp>
#include <nns/memory/tflm/tail.hpp>

namespace nns::detail {

/// Buffers of the first subgraph: the model's inputs and the operators' outputs have the file's names.
template <class File>
constexpr text tflm_buffer_name(const tflm_origin& from) {
  if (from.scratch) return "scratch";
  if (from.subgraph != 0) return {};
  if (const int maker = File::order.makers[from.number]; maker >= 0)
    return maker < File::graph.subgraphs[0].operators ? File::texts.operators[maker] : text{};
  const tflite_subgraph& s = File::graph.subgraphs[0];
  for (int i = 0; i != s.inputs; ++i)
    if (File::graph.indices[s.first_input + i] == from.number) return File::texts.inputs[i];
  return {};
}

template <class File, tflm::kernels Kernels, int Pointer, const tflm::with& More>
struct tflm_listed {
  static constexpr tflm_buffer_list list(memory_buffer* room, tflm_origin* from) {
    tflm_buffer_list l{File::graph, Kernels, Pointer, More, File::order.makers, File::order.tensors,
                       File::order.scratch, room, from};
    l.run();
    l.buffers = nullptr, l.origins = nullptr;
    return l;
  }
  static constexpr tflm_buffer_list counted = list(nullptr, nullptr);
  static constexpr int size = counted.used;
  static constexpr sequence<tflm_origin, size> origins = [] {
    sequence<tflm_origin, size> all;
    sequence<memory_buffer, size> unused;
    list(unused.values, all.values);
    return all;
  }();
  static constexpr sequence<memory_buffer, size> buffers = [] {
    sequence<memory_buffer, size> all;
    sequence<tflm_origin, size> origin_of;
    list(all.values, origin_of.values);
    for (int i = 0; i != size; ++i) all.values[i].name = tflm_buffer_name<File>(origin_of.values[i]);
    return all;
  }();
  static constexpr const auto& places = placed<buffers, 16, as_tflm_does>();
};

/// The best plan of the same buffers, as offsets of tensors, and the plan that TFLM makes with it: it places scratch
/// itself.
template <class Listed>
struct tflm_offered {
  static constexpr const auto& best = best_placed<Listed::buffers, 16>();
  static constexpr sequence<memory_buffer, Listed::size> buffers = [] {
    sequence<memory_buffer, Listed::size> all = Listed::buffers;
    for (int i = 0; i != Listed::size; ++i)
      all.values[i].offset = Listed::origins[i].scratch ? not_placed : best.offsets[i];
    return all;
  }();
  static constexpr const auto& places = placed<buffers, 16, as_tflm_does>();
};

template <class File, tflm::kernels Kernels, const tflm::abi& Abi, const tflm::with& More>
struct tflm_counted {
  using listed = tflm_listed<File, Kernels, Abi.pointer, More>;

  struct tail_numbers {
    count used, before_inputs, while_preparing;
    int unknown;
  };
  static constexpr tail_numbers tail = [] {
    constexpr std::size_t room = variable_room(File::graph);
    std::uint64_t variables[room]{};
    tflm_tail t{File::graph,        Abi,      Kernels, More, File::order.makers, listed::counted.requests, variables,
                static_cast<int>(room)};
    t.run();
    return tail_numbers{t.used, t.before_inputs, t.most_while_preparing, t.unknown};
  }();
  static constexpr tflm_numbers numbers =
      tflm_sum_up(File::graph, Abi, listed::places.height, listed::counted, tail.used.value, tail.before_inputs.value,
                  tail.while_preparing.value, tail.unknown);
};

/// A model that was read from a .tflite.
template <class M>
concept read_from_tflite = requires { M::nns_file::graph.subgraph_count; };

inline constexpr fault no_layer_is_wrong{};

/// Whether there are tensors to plan; if not, an error that says why: the model is not from a file, or its file is
/// refused.
template <class M>
constexpr bool known_to_tflm() {
  static_assert(read_from_tflite<M>,
                "nns: TFLM's arena is only known for models that were read from a .tflite (nns::tflite_model)");
  if constexpr (!read_from_tflite<M>)
    return false;
  else if constexpr (constexpr auto broken = M::nns_file::bad.broken; broken == decltype(broken){})
    return true;
  else
    return !M::template nns_explain<no_layer_is_wrong>();
}

template <class File, int Operator>
struct what_this_operator_keeps {
  static constexpr bool is_known = Operator < 0;
};
template <class File, int Unknown>
constexpr bool tflm_is_known() {
  static_assert(what_this_operator_keeps<File, Unknown>::is_known,
                "nns: the bytes that this operator of the file keeps in TFLM's arena are not known: declare them with "
                "nns::tflm::with{.operators = {...}}");
  return Unknown < 0;
}

/// The answer, or the message that says why there is none.
template <class M, const tflm::abi& Abi, tflm::kernels Kernels, const tflm::with& More>
constexpr tflm_numbers tflm_answer() {
  if constexpr (known_to_tflm<M>()) {
    constexpr tflm_numbers n = tflm_counted<typename M::nns_file, Kernels, Abi, More>::numbers;
    return tflm_is_known<typename M::nns_file, n.unknown>() ? n : tflm_numbers{};
  } else {
    return {};
  }
}

/// The same, and the scratch memory of all its kernels.
template <class M, tflm::kernels Kernels, const tflm::with& More>
constexpr bool planned_by_tflm() {
  if constexpr (known_to_tflm<M>())
    return tflm_is_known<typename M::nns_file, tflm_listed<typename M::nns_file, Kernels, 4, More>::counted.unknown>();
  else
    return false;
}

template <class M, tflm::kernels Kernels, const tflm::with& More>
constexpr std::int64_t tflm_head() {
  if constexpr (planned_by_tflm<M, Kernels, More>())
    return tflm_listed<typename M::nns_file, Kernels, 4, More>::places.height;
  else
    return unknown;
}

template <class M, tflm::kernels Kernels, const tflm::with& More>
constexpr auto tflm_plan() {
  if constexpr (planned_by_tflm<M, Kernels, More>()) {
    using listed = tflm_listed<typename M::nns_file, Kernels, 4, More>;
    return with_offsets(text{}, listed::buffers, 16, listed::places);
  } else {
    return no_plan{};
  }
}

}  // namespace nns::detail

namespace nns::tflm {

/// What interpreter.arena_used_bytes() returns: the tensors (head), and what the interpreter keeps (tail).
template <class M, const abi& Abi, kernels Kernels = reference, const with& More = nothing_more>
inline constexpr bytes arena_used_bytes{detail::tflm_answer<M, Abi, Kernels, More>().used.value};

/// The smallest arena with which AllocateTensors succeeds, a multiple of 16. Declare this many bytes, aligned to 16. In
/// small models it is more than arena_used_bytes, since the plan's own lists are in the arena while it is made.
template <class M, const abi& Abi, kernels Kernels = reference, const with& More = nothing_more>
inline constexpr bytes arena_bytes{detail::tflm_answer<M, Abi, Kernels, More>().smallest.value};

/// The two parts of arena_used_bytes: the tensors, whose memory each inference reuses, and what the interpreter keeps.
template <class M, kernels Kernels = reference, const with& More = nothing_more>
inline constexpr bytes head_bytes{detail::tflm_head<M, Kernels, More>()};
template <class M, const abi& Abi, kernels Kernels = reference, const with& More = nothing_more>
inline constexpr bytes tail_bytes{detail::tflm_answer<M, Abi, Kernels, More>().tail.value};

/// TFLM's own plan: .buffers[i] with .name .bytes .first .last .offset, .height, and .bound, below which no plan is. Tensors
/// come first, in the order of the file, then the scratch of the kernels.
template <class M, kernels Kernels = reference, const with& More = nothing_more>
inline constexpr auto plan = detail::tflm_plan<M, Kernels, More>();

/// The metadata OfflineMemoryAllocation of a better plan than TFLM's own, as bytes that a script writes into the file:
/// .bytes, and .height, what the head will take with it. Worth it where .height is below head_bytes.
template <int N>
struct offline_metadata {
  sequence<unsigned char, N> bytes{};
  std::int64_t height = 0;
};
template <class M, kernels Kernels = reference, const with& More = nothing_more>
inline constexpr auto offline_plan = [] {
  if constexpr (!detail::planned_by_tflm<M, Kernels, More>()) {
    return offline_metadata<0>{};
  } else {
    using listed = detail::tflm_listed<typename M::nns_file, Kernels, 4, More>;
    using offered = detail::tflm_offered<listed>;
    offline_metadata<12 + 4 * M::nns_file::graph.tensor_count> result;
    result.height = offered::places.height;
    detail::offline_words(M::nns_file::graph, offered::buffers.values, listed::origins.values, listed::size,
                          [&result](int at, std::int32_t word) {
                            for (int i = 0; i != 4; ++i)
                              result.bytes.values[4 * at + i] =
                                  static_cast<unsigned char>(static_cast<std::uint32_t>(word) >> (8 * i));
                          });
    return result;
  }
}();

}  // namespace nns::tflm
