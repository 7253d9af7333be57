// The buffers that TFLM plans: tensors in the order of their numbers, then the kernels' scratch, with their lifetimes.
#pragma once

#include <nns/memory/buffer.hpp>
#include <nns/memory/tflm/lifetimes.hpp>
#include <nns/memory/tflm/scratch.hpp>

namespace nns::detail {

/// What a buffer is for.
struct tflm_origin {
  bool scratch = false;
  int subgraph = 0;
  int number = 0;  // of the tensor, or of the operator whose scratch it is, in its subgraph
};

/// Lists the buffers. Without room it only counts them.
struct tflm_buffer_list {
  const tflite_graph& g;
  tflm::kernels kernels;
  int pointer;
  const tflm::with& more;
  const int* makers;  // of each tensor: the operator that makes it, or -1
  const tflm_lifetime* tensors = nullptr;
  const tflm_lifetime* operators = nullptr;
  memory_buffer* buffers = nullptr;
  tflm_origin* origins = nullptr;
  int used = 0;
  int requests = 0;
  int unknown = -1;  // the first operator whose scratch is not known
  std::int64_t scratch_bytes = 0;

  constexpr void run() {
    for (int i = 0; i != g.subgraph_count; ++i) {
      const tflite_subgraph& s = g.subgraphs[i];
      for (int j = 0; j != s.tensors; ++j)
        if (is_planned(s.first_tensor + j)) {
          const tflite_tensor& t = g.tensors[s.first_tensor + j];
          if (buffers != nullptr) add(t.bytes, tensors[s.first_tensor + j], t.offline, {false, i, j});
          ++used;
        }
    }
    for (int i = 0; i != g.subgraph_count; ++i) {
      const tflite_subgraph& s = g.subgraphs[i];
      for (int j = 0; j != s.operators; ++j) {
        const tflite_node& o = g.operators[s.first_operator + j];
        tflm_scratch_rules rules{g, s, o, kernels, pointer, more};
        rules.run();
        for (int k = 0; k != rules.asked.used; ++k) {
          // Absurd sizes, whose sum could not be planned, count as unknown.
          if ((rules.asked.bytes[k] >> 48) != 0 || ((scratch_bytes + rules.asked.bytes[k]) >> 60) != 0)
            rules.asked.known = false, rules.asked.bytes[k] = 0;
          scratch_bytes += rules.asked.bytes[k];
          if (buffers != nullptr) add(rules.asked.bytes[k], operators[s.first_operator + j], -1, {true, i, j});
          ++used;
        }
        if (!rules.asked.known && unknown < 0) unknown = s.first_operator + j;
        requests += rules.asked.used;
      }
    }
  }

 private:
  /// A handle of a variable points to its kernel's own data.
  [[nodiscard]] constexpr bool is_planned(int tensor) const {
    const tflite_tensor& t = g.tensors[tensor];
    return !t.constant() && t.bytes != 0 && (!t.variable || t.offline >= 0) &&
           (makers[tensor] < 0 || !g.operators[makers[tensor]].is(tflite_operator::var_handle));
  }

  constexpr void add(std::int64_t size, const tflm_lifetime& life, std::int64_t offline, const tflm_origin& origin) {
    memory_buffer& b = buffers[used];
    b.bytes = byte_count{size};
    b.first = life.first;
    b.last = life.last;
    b.offset = offline >= 0 ? offline : not_placed;
    origins[used] = origin;
  }
};

/// The words of the metadata OfflineMemoryAllocation: version, subgraphs, tensors, and an offset for each tensor, -1 if
/// TFLM is to place it itself. take(index, word) is called for each word.
template <class Take>
constexpr void offline_words(const tflite_graph& g, const memory_buffer* buffers, const tflm_origin* origins, int n,
                             const Take& take) {
  take(0, std::int32_t{1});
  take(1, std::int32_t{g.subgraph_count});
  take(2, std::int32_t{g.tensor_count});
  for (int i = 0; i != g.tensor_count; ++i) take(3 + i, std::int32_t{-1});
  for (int i = 0; i != n; ++i)
    if (!origins[i].scratch)
      take(3 + g.subgraphs[origins[i].subgraph].first_tensor + origins[i].number,
           static_cast<std::int32_t>(buffers[i].offset));
}

/// The first operator that makes each tensor; -1 for inputs, and for tensors that no operator makes.
constexpr void find_makers(const tflite_graph& g, int* makers) {
  for (int i = 0; i != g.tensor_count; ++i) makers[i] = -1;
  for (int i = 0; i != g.subgraph_count; ++i) {
    const tflite_subgraph& s = g.subgraphs[i];
    for (int j = 0; j != s.operators; ++j) {
      const tflite_node& o = g.operators[s.first_operator + j];
      for (int k = 0; k != o.outputs; ++k)
        if (const int t = g.output(s, o, k); t >= 0 && makers[t] < 0) makers[t] = s.first_operator + j;
    }
    for (int j = 0; j != s.inputs; ++j)
      if (const int t = g.indices[s.first_input + j]; t >= 0) makers[s.first_tensor + t] = -1;
  }
}

/// The numbers of an arena.
struct tflm_numbers {
  count head = 0;
  count tail = 0;
  count used = 0;
  count smallest = 0;  // a multiple of 16, as the arena should be
  int unknown = -1;    // the first operator about which something is not known
};

/// The smallest arena is the largest of three: what is used in the end; what is needed for planning, while the
/// requests, the lifetimes and the planner's own list lie where the tensors will be; and, in very small models, what
/// the preparation of one operator needs. Memory is taken from both ends; tensors and the planner's list begin at
/// multiples of 16.
constexpr tflm_numbers tflm_sum_up(const tflite_graph& g, const tflm::abi& abi, std::int64_t height,
                                   const tflm_buffer_list& list, std::int64_t tail, std::int64_t before_inputs,
                                   std::int64_t while_preparing, int unknown_in_tail) {
  tflm_numbers n;
  n.unknown = list.unknown >= 0 && (unknown_in_tail < 0 || list.unknown < unknown_in_tail) ? list.unknown
                                                                                         : unknown_in_tail;
  n.head = height;
  n.tail = tail;
  n.used = n.head + n.tail;
  const count requests = (count{tflm_room_for_requests} + list.requests) * abi.scratch_request;
  const count lives = count{abi.pointer} * g.subgraph_count +
                      (count{g.tensor_count} + list.requests) * abi.allocation_info;
  const count planning = rounded_up(count{before_inputs}, 16) + rounded_up(requests + lives, 16) +
                         count{list.used} * abi.planner_per_buffer;
  n.smallest = planning.value > n.used.value ? planning : n.used;
  n.smallest = rounded_up(while_preparing > n.smallest.value ? count{while_preparing} : n.smallest, 16);
  if (list.unknown >= 0) n.head = count::unknown;
  if (unknown_in_tail >= 0) n.tail = count::unknown;
  if (n.unknown >= 0) n.used = n.smallest = count::unknown;
  return n;
}

}  // namespace nns::detail
