// Where each buffer of a training step goes in one array, by the planner that also plans inference: tensors, what
// layers keep, gradients of tensors and of weights. Weights and the optimizer's state are not in it: they persist.
#pragma once

#include <nns/memory/training.hpp>

namespace nns::detail {

struct training_sizes {
  int buffers = 0;
  bool known = true;
  bool leaves_out = false;  // copies of a repeat
};

constexpr training_sizes count_training_buffers(step model, const training_options& o) {
  training_flow f;
  watch_training(f, model, o);
  training_sizes n;
  if (f.failed) return n;
  n.leaves_out = f.gaps.size != 0;
  training_timeline(f, o).list([&n](training_buffer, int, std::int64_t bytes, int, int) {
    n.known = n.known && bytes >= 0;
    n.buffers += bytes != 0;
  });
  return n;
}

template <int N>
constexpr sequence<memory_buffer, N> list_training_buffers(step model, const training_options& o) {
  training_flow f;
  watch_training(f, model, o);
  sequence<memory_buffer, N> all;
  int n = 0;
  training_timeline(f, o).list([&](training_buffer, int row, std::int64_t bytes, int first, int last) {
    if (bytes == 0) return;
    memory_buffer& b = all.values[n++];
    const trained_row& made = f.rows.values[row];
    b.name = made.kind->kind, b.bytes.count = bytes, b.first = first, b.last = last, b.output = made.number;
  });
  return all;
}

template <class M, training_options Options>
inline constexpr training_sizes training_buffer_count = count_training_buffers(step_of<M>, Options);
template <class M, training_options Options>
inline constexpr auto training_buffers_of =
    list_training_buffers<training_buffer_count<M, Options>.buffers>(step_of<M>, Options);

/// By breadth is tried first: gradients and what is kept pile up in the middle of a step.
inline constexpr int way_of_training = 2;
template <class M, training_options Options>
constexpr const auto& placed_for_training() {
  constexpr const auto& buffers = training_buffers_of<M, Options>;
  constexpr const auto& tried = placed<buffers, 16, way_of_training>();
  if constexpr (tried.height == tried.bound || tried.heavy)
    return tried;
  else
    return chosen_placed<buffers, 16, false>();
}

template <bool Known>
concept every_size_of_a_training_step_is_known = Known;

template <class M, training_options Options>
consteval auto training_plan_of_model() {
  static_assert(every_size_of_a_training_step_is_known<training_buffer_count<M, Options>.known>,
                "nns: an extent of the input is not known, so there is no training plan: give the model an input with all extents");
  constexpr const auto& buffers = training_buffers_of<M, Options>;
  auto plan = with_offsets(model_name<M>(), buffers, 16, placed_for_training<M, Options>());
  if constexpr (buffers.size() != 0 && !training_buffer_count<M, Options>.leaves_out)
    for (memory_buffer& b : plan.buffers.values) b.name = nns::summary<M>.layers[b.output].name;
  return plan;
}

}  // namespace nns::detail

namespace nns {

/// The plan of a training step, as memory_plan<M> is one of inference: .buffers[i] with .name (its row's) .bytes .first .last
/// .offset, and .output, the number of its row; .height, .bound. Times are the rows of the forward pass, then the backward pass,
/// then the update, which is the last.
/// The copies of a repeat, except the first two and the last, share one buffer for what they keep and one for the
/// gradients of their weights. In such a plan names are the rows' kinds; a row's own name is
/// nns::summary<M>.layers[output].name.
template <class M, auto... Options>
inline constexpr auto training_plan = detail::training_plan_of_model<M, training_options_of<Options...>>();
template <detail::refused_model<> M, auto... Options>
inline constexpr detail::no_answer training_plan<M, Options...>{};

}  // namespace nns
