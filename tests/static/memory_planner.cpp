// The planner in the compiler, under default limits: plans of a thousand buffers, whether they live briefly, long or
// all at once; and some plans that TensorFlow Lite Micro made.
#include <nns/memory/buffers.hpp>

namespace {

template <int N>
using buffers = nns::sequence<nns::memory_buffer, N>;

template <int N>
constexpr bool overlaps_anywhere(const nns::planned_buffers<N>& plan) {
  for (int i = 0; i != N; ++i) {
    const nns::memory_buffer& a = plan.buffers[i];
    if (a.offset < 0 || a.offset + a.bytes.count > plan.height.count) return true;
    for (int j = i + 1; j != N; ++j) {
      const nns::memory_buffer& b = plan.buffers[j];
      if (a.overlaps(b) && a.offset < b.offset + b.bytes.count && b.offset < a.offset + a.bytes.count) return true;
    }
  }
  return false;
}

// The five buffers of the example in MiniMalloc's repository (input.12.csv: its times are half-open, its optimum is 12).
constexpr buffers<5> minimalloc_example{{{"b1", nns::bytes{4}, 0, 2},
                                         {"b2", nns::bytes{4}, 3, 8},
                                         {"b3", nns::bytes{4}, 0, 8},
                                         {"b4", nns::bytes{4}, 9, 20},
                                         {"b5", nns::bytes{4}, 0, 20}}};
static_assert(nns::plan_buffers(minimalloc_example, 1).height == 12);
static_assert(!overlaps_anywhere(nns::plan_buffers(minimalloc_example, 1)));

// TFLM's plan of simple_add_model: of equal buffers the later one is placed first.
constexpr buffers<3> simple_add{{{"a", nns::bytes{16'384}, 0, 1}, {"b", nns::bytes{16'384}, 0, 1},
                                 {"sum", nns::bytes{16'384}, 1, 1}}};
constexpr auto as_tflm = nns::plan_buffers(simple_add, 16, true);
static_assert(as_tflm.buffers[0].offset == 32'768 && as_tflm.buffers[1].offset == 16'384);
static_assert(as_tflm.buffers[2].offset == 0 && as_tflm.height == 49'152 && as_tflm.bound == nns::bytes{49'152});

// An offset that is given stays, for TFLM's rule only, and the others keep away from it.
constexpr buffers<2> with_offset{{{"a", nns::bytes{10}, 0, 1, 64}, {"b", nns::bytes{80}, 1, 2}}};
static_assert(nns::plan_buffers(with_offset, 16, true).buffers[0].offset == 64);
static_assert(nns::plan_buffers(with_offset, 16, true).buffers[1].offset == 80);
static_assert(nns::plan_buffers(with_offset, 16, true).height == 160);
static_assert(nns::plan_buffers(with_offset, 16).height == 96);
static_assert(nns::plan_buffers(with_offset, 1).height == 90);

static_assert(nns::plan_buffers(buffers<0>{}).height == 0);
static_assert(nns::plan_buffers(buffers<1>{{{"a", nns::bytes{0}, -1, -1}}}).height == 0);

// A thousand buffers of pseudo-random sizes that live for at most Longest steps.
template <int N, int Longest>
constexpr buffers<N> random_buffers() {
  buffers<N> result;
  unsigned state = 1;
  for (int i = 0; i != N; ++i) {
    state = state * 1'664'525U + 1'013'904'223U;
    nns::memory_buffer& b = result.values[i];
    b.bytes = nns::bytes{static_cast<std::int64_t>(16 + (state >> 8) % 4'096)};
    b.first = i;
    b.last = i + 1 + static_cast<int>((state >> 20) % Longest);
  }
  return result;
}

constexpr auto brief = random_buffers<1'000, 1>();
constexpr auto longer = random_buffers<200, 5>();
constexpr auto longest = random_buffers<80, 80>();
// A chain: an output at either end of the array by turns always meets the bound.
static_assert(nns::plan_of<brief>.meets_bound());
static_assert(nns::plan_of<longer>.height.count < nns::plan_of<longer>.bound.count * 5 / 4);
static_assert(nns::plan_of<longest>.height.count < nns::plan_of<longest>.bound.count * 5 / 4);

// Four hundred inputs of one sum: all live at once, one behind the other.
constexpr auto star = [] {
  buffers<401> result;
  for (int i = 0; i != 400; ++i) result.values[i] = {{}, nns::bytes{48}, i, 400};
  result.values[400] = {{}, nns::bytes{48}, 400, 400};
  return result;
}();
static_assert(nns::plan_of<star>.height == 19'248);

}  // namespace
