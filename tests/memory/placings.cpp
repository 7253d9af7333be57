// Each way of placing buffers, against the same way written plainly: every pair of buffers is looked at, and nothing is
// kept in order.
#include "catch.hpp"

#include <nns/memory/buffers.hpp>

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <random>
#include <vector>

namespace {

using nns::placing;
using buffers = std::vector<nns::memory_buffer>;
using offsets = std::vector<std::int64_t>;
using order = std::vector<std::size_t>;

struct planning {
  std::vector<int> ints;
  std::vector<std::int64_t> wides;
  nns::detail::planner planner;

  explicit planning(const buffers& b)
      : ints(static_cast<std::size_t>(nns::detail::planner::ints_for(static_cast<int>(b.size())))),
        wides(static_cast<std::size_t>(nns::detail::planner::wides_for(static_cast<int>(b.size())))),
        planner(b.data(), static_cast<int>(b.size()), 1, ints.data(), wides.data()) {}

  [[nodiscard]] offsets found() const {
    offsets all(wides.size() / 4);
    for (std::size_t i = 0; i != all.size(); ++i) all[i] = planner.offset(static_cast<int>(i));
    return all;
  }
};

offsets planned(const buffers& b, placing how) {
  planning p(b);
  p.planner.place(how);
  return p.found();
}

/// The same by a planner for each part of the plan, as the compiler makes large ones.
offsets planned_in_parts(const buffers& b, placing how, std::int64_t work) {
  offsets before(b.size());
  std::int64_t done = 0;
  int crowds = 0;
  for (int next = 0; next != static_cast<int>(b.size());) {
    planning p(b);
    p.planner.has_done(done, crowds);
    next = p.planner.place_some(how, before.data(), next, work);
    done = p.planner.work(), crowds = p.planner.crowds();
    before = p.found();
  }
  return before;
}

std::int64_t live_at(const buffers& b, int time) {
  std::int64_t live = 0;
  for (const nns::memory_buffer& one : b)
    if (one.first <= time && time <= one.last) live += one.bytes.count;
  return live;
}
std::int64_t bound_of(const buffers& b) {
  std::int64_t most = 0;
  for (const nns::memory_buffer& one : b) most = (std::max)(most, live_at(b, one.first));
  return most;
}
std::int64_t height_of(const buffers& b, const offsets& at) {
  std::int64_t most = 0;
  for (std::size_t i = 0; i != b.size(); ++i) most = (std::max)(most, at[i] + b[i].bytes.count);
  return most;
}

enum class gap { lowest, smallest, low_end_then_high_end };

/// Buffers in this order, each in a gap between those in front of it that are needed when it is.
offsets put(const buffers& b, const order& in, gap which) {
  offsets at(b.size());
  const std::int64_t bound = bound_of(b);
  for (std::size_t k = 0; k != in.size(); ++k) {
    const nns::memory_buffer& one = b[in[k]];
    order there;
    for (std::size_t i = 0; i != k; ++i)
      if (one.first <= b[in[i]].last && b[in[i]].first <= one.last) there.push_back(in[i]);
    std::stable_sort(there.begin(), there.end(), [&](std::size_t x, std::size_t y) { return at[x] < at[y]; });
    std::int64_t low = 0, found = -1, room = INT64_MAX;
    for (const std::size_t other : there) {
      const std::int64_t between = at[other] - low;
      const bool better = which == gap::lowest ? found < 0 : between < room && !(which != gap::smallest && found == 0);
      if (between >= one.bytes.count && better) found = low, room = between;
      low = (std::max)(low, at[other] + b[other].bytes.count);
    }
    at[in[k]] = found >= 0 ? found : low;
    if (which == gap::low_end_then_high_end && at[in[k]] != 0 && low + one.bytes.count <= bound)
      at[in[k]] = bound - one.bytes.count;
  }
  return at;
}

template <class Before>
order sorted(const buffers& b, Before before) {
  order all(b.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  std::stable_sort(all.begin(), all.end(), before);
  return all;
}

offsets plainly(const buffers& b, placing how) {
  const auto size = [&b](std::size_t i) { return b[i].bytes.count; };
  const order by_first = sorted(b, [&b](std::size_t x, std::size_t y) { return b[x].first < b[y].first; });
  const order by_size = sorted(b, [&](std::size_t x, std::size_t y) { return size(x) > size(y); });
  const order later_first =
      sorted(b, [&](std::size_t x, std::size_t y) { return size(x) != size(y) ? size(x) > size(y) : x > y; });
  switch (how) {
    case placing::largest_first: return put(b, by_size, gap::smallest);
    case placing::largest_later_first:
    case placing::tflm: return put(b, later_first, gap::lowest);
    case placing::by_first_use: return put(b, by_first, gap::smallest);
    case placing::both_ends: return put(b, by_first, gap::low_end_then_high_end);
    case placing::from_the_end:
      return put(b, sorted(b, [&](std::size_t x, std::size_t y) {
                   return b[x].last != b[y].last ? b[x].last > b[y].last : size(x) != size(y) ? size(x) > size(y) : x < y;
                 }),
                 gap::low_end_then_high_end);
    case placing::by_breadth: {
      // The most that is live while it is needed; of equals what meets that first, in the order of first uses.
      std::vector<std::int64_t> breadth(b.size());
      order when(b.size());
      for (std::size_t i = 0; i != b.size(); ++i)
        for (std::size_t k = 0; k != by_first.size(); ++k)
          if (const int time = b[by_first[k]].first; b[i].first <= time && time <= b[i].last)
            if (const std::int64_t live = live_at(b, time); live > breadth[i]) breadth[i] = live, when[i] = k;
      return put(b, sorted(b, [&](std::size_t x, std::size_t y) {
                   if (breadth[x] != breadth[y]) return breadth[x] > breadth[y];
                   return when[x] != when[y] ? when[x] < when[y] : size(x) > size(y);
                 }),
                 gap::smallest);
    }
    case placing::promoted: {
      const std::int64_t bound = bound_of(b);
      order in = by_size;
      offsets best;
      for (int round = 0; round != 60 && (best.empty() || height_of(b, best) > bound); ++round) {
        const offsets at = put(b, in, round % 2 == 0 ? gap::lowest : gap::smallest);
        if (best.empty() || height_of(b, at) < height_of(b, best)) best = at;
        std::stable_partition(in.begin(), in.end(), [&](std::size_t i) { return at[i] + size(i) > bound; });
      }
      return best;
    }
  }
  return {};
}

constexpr placing all[] = {placing::largest_first, placing::largest_later_first, placing::by_breadth,
                           placing::by_first_use,  placing::both_ends,           placing::from_the_end,
                           placing::promoted,      placing::tflm};

struct dice {
  std::mt19937 random;
  int up_to(int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); }

  buffers roll(int n, int times, int life, int sizes) {
    buffers b(static_cast<std::size_t>(n));
    for (nns::memory_buffer& one : b) {
      one.first = up_to(times), one.last = one.first + up_to(life);
      one.bytes = nns::byte_count{1 + up_to(sizes)};
    }
    return b;
  }
};

TEST_CASE("each way of placing does what it says", "[memory]") {
  dice d{std::mt19937(23)};
  for (int round = 0; round != 600; ++round) {
    const int n = 1 + d.up_to(16);
    const buffers b = d.roll(n, 1 + d.up_to(2 * n), 1 + d.up_to(8), round % 2 == 0 ? 6 : 1'000);
    for (const placing how : all) {
      CAPTURE(round, static_cast<int>(how));
      REQUIRE(planned(b, how) == plainly(b, how));
    }
  }
}

TEST_CASE("each way of placing does what it says among crowds, and in parts", "[memory]") {
  dice d{std::mt19937(24)};
  for (int round = 0; round != 12; ++round) {
    const buffers b = d.roll(140, 1 + d.up_to(200), 40 + d.up_to(60), 500);
    for (const placing how : all) {
      if (how == placing::promoted) continue;  // it ends when enough is done
      CAPTURE(round, static_cast<int>(how));
      const offsets once = plainly(b, how);
      REQUIRE(planned(b, how) == once);
      REQUIRE(planned_in_parts(b, how, 500 + 400 * round) == once);
    }
  }
}

TEST_CASE("the default plan is the first of the lowest", "[memory]") {
  dice d{std::mt19937(25)};
  for (int round = 0; round != 400; ++round) {
    buffers b = d.roll(2 + d.up_to(14), 12, 6, 9);
    const std::int64_t bound = bound_of(b);
    placing best = all[0];
    offsets lowest = plainly(b, best);
    for (const placing how : all) {
      if (height_of(b, lowest) == bound || how == placing::tflm) break;
      if (const offsets at = plainly(b, how); height_of(b, at) < height_of(b, lowest)) best = how, lowest = at;
    }
    std::vector<int> ints(static_cast<std::size_t>(nns::detail::planner::ints_for(static_cast<int>(b.size()))));
    std::vector<std::int64_t> wides(static_cast<std::size_t>(nns::detail::planner::wides_for(static_cast<int>(b.size()))));
    const nns::detail::plan_result r =
        nns::detail::plan_into(b.data(), static_cast<int>(b.size()), 1, false, ints.data(), wides.data());
    REQUIRE(r.height == height_of(b, lowest));
    REQUIRE(r.bound == bound);
    REQUIRE(r.how == best);
    for (std::size_t i = 0; i != b.size(); ++i) REQUIRE(b[i].offset == lowest[i]);
  }
}

TEST_CASE("of a crowd that lives at once the cheapest way is tried first", "[memory]") {
  for (const int n : {20, 300}) {
    buffers b(static_cast<std::size_t>(n));
    for (nns::memory_buffer& one : b) one.first = 0, one.last = 9, one.bytes = nns::byte_count{3};
    std::vector<int> ints(static_cast<std::size_t>(nns::detail::planner::ints_for(n)));
    std::vector<std::int64_t> wides(static_cast<std::size_t>(nns::detail::planner::wides_for(n)));
    const auto r = nns::detail::plan_into(b.data(), n, 1, false, ints.data(), wides.data());
    CHECK(r.height == 3 * n);
    CHECK(r.how == (n == 20 ? placing::largest_first : placing::both_ends));
  }
}

}  // namespace
