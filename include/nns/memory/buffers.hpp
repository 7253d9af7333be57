// Plans for buffers that you list yourself, at compile time and at run time:
//   constexpr auto plan = nns::plan_buffers(nns::sequence<nns::memory_buffer, 2>{{{"a", nns::bytes{64}, 0, 1}, ...}});
// For the buffers of a model see memory/plan.hpp.
#pragma once

#include <nns/memory/planner.hpp>
#include <nns/summary.hpp>

namespace nns {

/// A plan of N buffers: where each begins, and how long the array must be.
template <int N>
struct planned_buffers {
  text name{};
  sequence<memory_buffer, N> buffers{};
  byte_count height{};          // where the highest of them ends: the size of the array
  byte_count bound{};           // the largest sum of what is needed at once: no plan is smaller
  std::int64_t alignment = 16;  // sizes are rounded up to it, so that all offsets are multiples of it
  placing how = placing::largest_first;

  [[nodiscard]] constexpr bool meets_bound() const { return height.count == bound.count; }
};

namespace detail {

/// The arrays that a planner works in.
template <int N>
struct planner_room {
  int ints[static_cast<std::size_t>(planner::ints_for(N))]{};
  std::int64_t wides[static_cast<std::size_t>(planner::wides_for(N) + 1)]{};
};

}  // namespace detail

/// Plans buffers: the best of several strategies, or TFLM's own, which keeps the offsets that buffers already have. All
/// strategies run in one constant evaluation; for a thousand buffers or more use plan_of, which uses one evaluation for
/// each.
template <int N>
constexpr planned_buffers<N> plan_buffers(const sequence<memory_buffer, N>& buffers, std::int64_t alignment = 16,
                                          bool by_tflm = false) {
  if (alignment < 1) an_alignment_is_at_least_one();
  planned_buffers<N> plan{.buffers = buffers, .alignment = alignment};
  detail::planner_room<N> room{};
  const detail::plan_result r =
      detail::plan_into(plan.buffers.values, N, alignment, by_tflm, room.ints, room.wides);
  plan.height = byte_count{r.height};
  plan.bound = byte_count{r.bound};
  plan.how = r.how;
  return plan;
}

namespace detail {

template <int N>
struct placed_buffers {
  std::int64_t offsets[static_cast<std::size_t>(N > 0 ? N : 1)]{};
  int next = 0;  // in the order of placing: N once all are placed
  bool heavy = false;
  std::int64_t work = 0;
  int crowds = 0;
  std::int64_t height = 0;
  std::int64_t bound = 0;
  placing how = placing::largest_first;
};

/// The number that stands for TFLM's own way.
inline constexpr int as_tflm_does = -1;

/// Places further buffers, as many as one constant evaluation can handle.
template <int N>
constexpr placed_buffers<N> place_more(placed_buffers<N> so_far, const sequence<memory_buffer, N>& buffers,
                                       std::int64_t alignment, int way) {
  if (alignment < 1) an_alignment_is_at_least_one();
  planner_room<N> room{};
  planner p{buffers.values, N, alignment, room.ints, room.wides};
  p.has_done(so_far.work, so_far.crowds);
  so_far.how = way == as_tflm_does ? placing::tflm : way_of(way, p.is_crowded());
  so_far.next = p.place_some(so_far.how, so_far.offsets, so_far.next, planner::work_of_a_part);
  for (int i = 0; i != N; ++i) so_far.offsets[i] = p.offset(i);
  so_far.bound = p.bound();
  so_far.heavy = p.was_heavy();
  so_far.work = p.work();
  so_far.crowds = p.crowds();
  if (so_far.next == N) so_far.height = p.height();
  return so_far;
}

template <const auto& Buffers, std::int64_t Alignment, int Way, int Part>
inline constexpr auto placed_part = place_more(placed_part<Buffers, Alignment, Way, Part - 1>, Buffers, Alignment, Way);
template <const auto& Buffers, std::int64_t Alignment, int Way>
inline constexpr auto placed_part<Buffers, Alignment, Way, 0> =
    place_more(placed_buffers<Buffers.size()>{}, Buffers, Alignment, Way);

template <const auto& Buffers, std::int64_t Alignment, int Way, int Part = 0>
constexpr const auto& placed() {
  if constexpr (placed_part<Buffers, Alignment, Way, Part>.next == Buffers.size())
    return placed_part<Buffers, Alignment, Way, Part>;
  else
    return placed<Buffers, Alignment, Way, Part + 1>();
}

/// The best of the ways from number `Way` on; they are tried until one meets the bound.
template <const auto& Buffers, std::int64_t Alignment, int Way = 0>
constexpr const auto& best_placed() {
  constexpr const auto& tried = placed<Buffers, Alignment, Way>();
  if constexpr (tried.height == tried.bound || tried.heavy || Way + 1 == ways) {
    return tried;
  } else {
    constexpr const auto& others = best_placed<Buffers, Alignment, Way + 1>();
    if constexpr (others.height < tried.height)
      return others;
    else
      return tried;
  }
}

template <const auto& Buffers, std::int64_t Alignment, bool AsTflm>
constexpr const auto& chosen_placed() {
  if constexpr (AsTflm)
    return placed<Buffers, Alignment, as_tflm_does>();
  else
    return best_placed<Buffers, Alignment>();
}

template <int N>
constexpr planned_buffers<N> with_offsets(text name, const sequence<memory_buffer, N>& buffers, std::int64_t alignment,
                                          const placed_buffers<N>& places) {
  planned_buffers<N> plan{.name = name, .buffers = buffers, .alignment = alignment};
  for (int i = 0; i != N; ++i) plan.buffers.values[i].offset = places.offsets[i];
  plan.height = byte_count{places.height};
  plan.bound = byte_count{places.bound};
  plan.how = places.how;
  return plan;
}

/// A buffer of a plan that does not exist.
struct no_buffer {
  no_answer name{}, bytes{}, first{}, last{}, offset{}, output{};
};
struct no_buffers {
  [[nodiscard]] constexpr no_answer size() const { return {}; }
  [[nodiscard]] constexpr const no_buffer* begin() const { return nullptr; }
  [[nodiscard]] constexpr const no_buffer* end() const { return nullptr; }
  constexpr no_buffer operator[](std::int64_t) const { return {}; }
};
struct no_plan {
  no_answer name{};
  no_buffers buffers{};
  no_answer height{}, bound{}, alignment{};
  [[nodiscard]] constexpr no_answer meets_bound() const { return {}; }
};

}  // namespace detail

/// The same plan for the buffers of a constexpr variable, made in several constant evaluations.
template <const auto& Buffers, std::int64_t Alignment = 16, bool AsTflm = false>
inline constexpr auto plan_of = detail::with_offsets(text{}, Buffers, Alignment,
                                                     detail::chosen_placed<Buffers, Alignment, AsTflm>());

}  // namespace nns
