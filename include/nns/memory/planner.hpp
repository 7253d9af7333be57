// The planner: where each of many buffers goes in one array, so that those needed at the same time do not overlap.
// Plain values, at compile time and at run time alike: it knows no models, and allocates nothing.
#pragma once

#include <nns/detail/builtin.hpp>
#include <nns/memory/buffer.hpp>

#include <cstdint>

namespace nns {

/// An order in which to place buffers. Each goes into a gap between those placed before it, or above them.
enum class placing : std::uint8_t {
  largest_first,        ///< by size, the earlier of equals first; the smallest gap
  largest_later_first,  ///< by size, the later of equals first; the lowest gap
  by_breadth,           ///< by the sum of what is live at once, then by size; the smallest gap (Pisarchyk and Lee 2020)
  by_first_use,         ///< by the time of the first use; the smallest gap
  both_ends,            ///< the same, but at the low end if that is free, else at the high one: for chains, and crowds
  from_the_end,         ///< by the time of the last use, the latest first, then by size; both ends likewise
  promoted,             ///< by size, repeatedly: buffers that ended above the bound are placed first the next time
  tflm,                 ///< as TensorFlow Lite Micro: largest_later_first, after buffers that already have an offset
};

namespace detail {

/// The default plan is the best of these ways, which are tried in this order. If many buffers (a crowd) are live at
/// once, the way that takes the least work comes first, and none is tried after one that took much.
inline constexpr int ways = 7;
inline constexpr placing placings[] = {placing::largest_first, placing::largest_later_first, placing::by_breadth,
                                       placing::by_first_use, placing::both_ends,     placing::from_the_end,
                                       placing::promoted};
inline constexpr placing placings_of_a_crowd[] = {placing::both_ends,           placing::largest_first,
                                                  placing::largest_later_first, placing::by_breadth,
                                                  placing::by_first_use,        placing::from_the_end,
                                                  placing::promoted};
constexpr placing way_of(int number, bool crowded) { return (crowded ? placings_of_a_crowd : placings)[number]; }

constexpr int leaves_for(int n) {
  int leaves = 1;
  while (leaves < n) leaves *= 2;
  return leaves;
}

/// Plans for n buffers, in arrays that the caller owns: `ints_for(n)` and `wides_for(n)` numbers. Constant evaluation
/// is paid by the statement, so what runs for each pair of buffers is one expression. A template, so that only a file
/// that makes a plan pays for it.
template <class Buffer>
class planner_of {
 public:
  static constexpr int ints_for(int n) { return 7 * n + 2 * leaves_for(n) + most_near; }
  static constexpr int wides_for(int n) { return 4 * n; }

  constexpr planner_of(const Buffer* buffers, int n, std::int64_t alignment, int* ints, std::int64_t* wides)
      : buffers_(buffers),
        count_(n),
        leaves_(leaves_for(n)),
        first_(ints),
        last_(ints + n),
        order_(ints + 2 * n),
        spare_(ints + 3 * n),
        by_first_(ints + 4 * n),
        position_(ints + 5 * n),
        sorted_(ints + 6 * n),
        tree_(ints + 7 * n),
        near_(ints + 7 * n + 2 * leaves_),
        size_(wides),
        key_(wides + n),
        at_(wides + 2 * n),
        best_(wides + 3 * n) {
    std::int64_t all = 0;
    for (int i = 0; i != n; ++i) {
      first_[i] = buffers[i].first;
      last_[i] = buffers[i].last > buffers[i].first ? buffers[i].last : buffers[i].first;
      size_[i] = rounded(buffers[i].bytes.count, alignment);
      if (NNS_BUILTIN(add_overflow)(all, size_[i], &all)) a_count_overflows_63_bits();
    }
    for (int i = 0; i != n; ++i) by_first_[i] = i, key_[i] = first_[i];
    sort(by_first_);
    for (int i = 0; i != n; ++i) position_[by_first_[i]] = i;
    live_at_starts();
    for (int i = 0; i != n; ++i) bound_ = key_[i] > bound_ ? key_[i] : bound_;
  }

  /// The largest sum of what is needed at once: no plan is smaller.
  [[nodiscard]] constexpr std::int64_t bound() const { return bound_; }

  /// Places all buffers; the height of the plan is returned.
  constexpr std::int64_t place(placing how) {
    place_some(how, nullptr, 0, INT64_MAX);
    return height();
  }

  /// Places buffers until some `work` is done, from the number `from` on in the order of their placing; those before it
  /// have the given offsets. The number of the next one is returned: a large plan is made in several evaluations.
  constexpr int place_some(placing how, const std::int64_t* offsets, int from, std::int64_t work) {
    if (how == placing::by_first_use || how == placing::both_ends) return sweep(how == placing::both_ends), count_;
    arrange(how);
    if (how == placing::promoted) return promote(), count_;
    return place_in_order(how, offsets, from, work);
  }

  /// What is placed in one constant evaluation.
  static constexpr std::int64_t work_of_a_part = 120'000;
  /// Whether the last plan took more than that: hundreds of buffers are live at once, and no further way is tried.
  [[nodiscard]] constexpr bool was_heavy() const { return work_ >= work_of_a_part && 4 * crowds_ >= count_; }
  [[nodiscard]] constexpr std::int64_t work() const { return work_; }
  [[nodiscard]] constexpr int crowds() const { return crowds_; }
  /// Whether many buffers are live at once.
  [[nodiscard]] constexpr bool is_crowded() const { return most_live_ > a_crowd; }
  /// What an earlier part of the same plan has done.
  constexpr void has_done(std::int64_t work, int crowds) { work_ = work, crowds_ = crowds; }

  /// The end of the highest buffer, once all are placed.
  [[nodiscard]] constexpr std::int64_t height() const {
    std::int64_t end = 0;
    for (int i = 0; i != count_; ++i) end = at_[i] + size_[i] > end ? at_[i] + size_[i] : end;
    return end;
  }

  /// Where the last `place` put a buffer.
  [[nodiscard]] constexpr std::int64_t offset(int buffer) const { return at_[buffer]; }

 private:
  static constexpr int a_crowd = 100;
  // Up to most_near live buffers are looked up in the tree; if there are more, all placed buffers are scanned, and from
  // then on always if that happens too often.
  static constexpr int most_near = 24;
  static constexpr int most_crowds = 8;
  static constexpr int work_for_each = 40;
  static constexpr int most_rounds = 60;
  static constexpr std::int64_t most_work = 120'000;
  static constexpr int never = -2'147'483'647 - 1;

  [[nodiscard]] constexpr bool keeps_offset(int buffer, placing how) const {
    return how == placing::tflm && buffers_[buffer].offset >= 0;
  }

  static constexpr std::int64_t rounded(std::int64_t size, std::int64_t alignment) {
    if (size > INT64_MAX - alignment) a_count_overflows_63_bits();
    return (size + alignment - 1) / alignment * alignment;
  }

  constexpr int place_in_order(placing how, const std::int64_t* offsets, int from, std::int64_t work) {
    for (int i = 0; i != 2 * leaves_; ++i) tree_[i] = never;
    if (from == 0) work_ = 0, crowds_ = 0;
    const std::int64_t before = work_;
    placed_ = 0;
    by_offset_ = nullptr;
    if (how == placing::tflm)
      for (int i = 0; i != count_; ++i)
        if (buffers_[i].offset >= 0) put(i, buffers_[i].offset);
    int next = 0;
    for (; next != from; ++next)
      if (!keeps_offset(order_[next], how)) put(order_[next], offsets[order_[next]]);
    work_ = before;
    const std::int64_t stop = work_ > INT64_MAX - work ? INT64_MAX : work_ + work;
    for (; next != count_ && work_ < stop; ++next)
      if (!keeps_offset(order_[next], how)) put(order_[next], gap_for(order_[next], how));
    return next;
  }

  /// In the order of first uses, the live buffers are those placed before that are still needed, so it is enough to
  /// know the gaps between them: begins in key_, ends in best_. If there are too many, none is searched, and none is
  /// given back.
  constexpr void sweep(bool at_both_ends) {
    for (int i = 0; i != count_; ++i) order_[i] = i, key_[i] = last_[i];
    sort(order_);
    work_ = 0, crowds_ = 0, gaps_ = 0, top_ = 0;
    for (int i = 0, ended = 0; i != count_; ++i) {
      const int buffer = by_first_[i];
      for (; last_[order_[ended]] < first_[buffer]; ++ended) give_back(at_[order_[ended]], size_[order_[ended]]);
      at_[buffer] = size_[buffer] == 0 ? 0 : take(size_[buffer], at_both_ends);
    }
    work_ = 0;
  }

  constexpr std::int64_t take(std::int64_t size, bool at_both_ends) {
    const int n = work_ < most_work ? gaps_ : 0;
    work_ += n + 1;
    int found = -1;
    std::int64_t best = INT64_MAX;
    for (int i = 0; i != n; ++i)
      if (best_[i] - key_[i] >= size && best_[i] - key_[i] < best)
        found = i, best = at_both_ends && key_[i] == 0 ? -1 : best_[i] - key_[i];
    if (at_both_ends && top_ != 0 && (found < 0 || key_[found] != 0) && bound_ - top_ >= size) {
      if (bound_ - size != top_) key_[gaps_] = top_, best_[gaps_++] = bound_ - size;
      top_ = bound_;
      return bound_ - size;
    }
    if (found < 0) return top_ += size, top_ - size;
    const std::int64_t begin = key_[found];
    key_[found] += size;
    if (key_[found] == best_[found]) remove_gap(found);
    return begin;
  }

  constexpr void remove_gap(int gap) {
    for (--gaps_; gap != gaps_; ++gap) key_[gap] = key_[gap + 1], best_[gap] = best_[gap + 1], ++work_;
  }

  constexpr void give_back(std::int64_t begin, std::int64_t size) {
    if (size == 0 || work_ >= most_work) return;
    int next = gaps_;
    for (; next != 0 && key_[next - 1] > begin; --next) ++work_;
    std::int64_t end = begin + size;
    if (next != gaps_ && key_[next] == end) end = best_[next], remove_gap(next);
    if (next != 0 && best_[next - 1] == begin) begin = key_[--next], remove_gap(next);
    if (end == top_) {
      top_ = begin;
      return;
    }
    for (int i = gaps_++; i != next; --i) key_[i] = key_[i - 1], best_[i] = best_[i - 1], ++work_;
    key_[next] = begin, best_[next] = end;
  }

  /// Repeats rounds until one meets the bound, or enough work is done, and keeps the best.
  constexpr void promote() {
    std::int64_t best = INT64_MAX, done = 0;
    for (int round = 0; round != most_rounds && done < most_work && best > bound_; ++round) {
      // Alternately the lowest gap and the smallest.
      place_in_order(round % 2 == 0 ? placing::largest_later_first : placing::largest_first, nullptr, 0, INT64_MAX);
      done += work_ + count_;
      if (const std::int64_t end = height(); end < best) {
        best = end;
        for (int i = 0; i != count_; ++i) best_[i] = at_[i];
      }
      int n = 0;
      for (int i = 0; i != count_; ++i)
        if (at_[order_[i]] + size_[order_[i]] > bound_) spare_[n++] = order_[i];
      for (int i = 0; i != count_; ++i)
        if (at_[order_[i]] + size_[order_[i]] <= bound_) spare_[n++] = order_[i];
      for (int i = 0; i != count_; ++i) order_[i] = spare_[i];
    }
    for (int i = 0; i != count_; ++i) at_[i] = best_[i];
  }

  /// Sorts all buffers by key_, the smallest first; equals stay in order. Nearly sorted keys, such as the times of a
  /// model, are sorted by insertion, others by merging, which takes the fewest statements.
  constexpr void sort(int* list) {
    if (sort_by_insertion(list)) return;
    int* from = list;
    int* to = spare_;
    for (int width = 1; width < count_; width *= 2) {
      for (int low = 0; low < count_; low += 2 * width) {
        const int middle = low + width < count_ ? low + width : count_,
                  high = middle + width < count_ ? middle + width : count_;
        int a = low, b = middle, k = low;
        for (; a != middle && b != high; ++k) to[k] = key_[from[b]] < key_[from[a]] ? from[b++] : from[a++];
        for (; a != middle; ++k) to[k] = from[a++];
        for (; b != high; ++k) to[k] = from[b++];
      }
      int* const sorted = to;
      to = from;
      from = sorted;
    }
    if (from == list) return;
    for (int i = 0; i != count_; ++i) list[i] = from[i];
  }

  /// Whether all are in order after a few moves; equals never pass each other.
  constexpr bool sort_by_insertion(int* list) {
    int moves = 2 * count_;
    for (int i = 1; i < count_; ++i) {
      if (key_[list[i]] >= key_[list[i - 1]]) continue;
      const int moved = list[i];
      const std::int64_t key = key_[moved];
      int k = i;
      for (; k != 0 && key_[list[k - 1]] > key; --k) list[k] = list[k - 1];
      list[k] = moved;
      moves -= i - k;
      if (moves < 0) return false;
    }
    return true;
  }

  /// key_ becomes what is live when by_first_[i] begins; order_ becomes the order of last uses.
  constexpr void live_at_starts() {
    for (int i = 0; i != count_; ++i) order_[i] = i, key_[i] = last_[i];
    sort(order_);
    std::int64_t live = 0;
    most_live_ = 0;
    for (int i = 0, ended = 0; i != count_; ++i) {
      while (last_[order_[ended]] < first_[by_first_[i]]) live -= size_[order_[ended++]];
      key_[i] = live += size_[by_first_[i]];
      if (i - ended >= most_live_) most_live_ = i - ended + 1;
    }
    for (int i = count_ - 1; i > 0; --i)  // of several that begin at once, the last has counted them all
      if (first_[by_first_[i]] == first_[by_first_[i - 1]]) key_[i - 1] = key_[i];
  }

  /// order_ becomes the order in which the buffers are placed.
  constexpr void arrange(placing how) {
    if (how == placing::by_breadth) rank_starts();
    const bool later = how == placing::largest_later_first || how == placing::tflm;
    for (int i = 0; i != count_; ++i) order_[i] = later ? count_ - 1 - i : i, key_[i] = -size_[i];
    sort(order_);
    if (how != placing::by_breadth && how != placing::from_the_end) return;
    for (int i = 0; i != count_; ++i) key_[i] = how == placing::by_breadth ? near_rank(i) : -std::int64_t{last_[i]};
    sort(order_);
  }

  /// The tree's leaves become the ranks of the starts by what is live then, the most first; a node has its least rank
  /// below.
  constexpr void rank_starts() {
    live_at_starts();
    for (int i = 0; i != count_; ++i) order_[i] = i, key_[i] = -key_[i];
    sort(order_);
    for (int i = 0; i != 2 * leaves_; ++i) tree_[i] = count_;
    for (int i = 0; i != count_; ++i) tree_[leaves_ + order_[i]] = i;
    for (int i = leaves_ - 1; i > 0; --i) tree_[i] = tree_[2 * i] < tree_[2 * i + 1] ? tree_[2 * i] : tree_[2 * i + 1];
  }

  /// The least rank of a start while the buffer is needed.
  [[nodiscard]] constexpr int near_rank(int buffer) const {
    int low = leaves_ + starts_before(first_[buffer], true), high = leaves_ + starts_before(last_[buffer], false);
    int least = count_;
    for (; low < high; low /= 2, high /= 2) {
      if (low % 2 != 0) least = tree_[low] < least ? tree_[low] : least, ++low;
      if (high % 2 != 0) --high, least = tree_[high] < least ? tree_[high] : least;
    }
    return least;
  }

  /// How many buffers begin before a time, or also at it unless `strictly`.
  [[nodiscard]] constexpr int starts_before(int time, bool strictly) const {
    int low = 0, high = count_;
    while (low != high) {
      const int middle = (low + high) / 2, start = first_[by_first_[middle]];
      (strictly ? start < time : start <= time) ? void(low = middle + 1) : void(high = middle);
    }
    return low;
  }

  /// Where a buffer fits between the placed buffers that are needed when it is.
  constexpr std::int64_t gap_for(int buffer, placing how) {
    const int* list = near_;
    int n = crowds_ < most_crowds || 4 * crowds_ < placed_ ? gather(buffer) : -1;
    if (n < 0) {
      if (by_offset_ == nullptr) sort_placed();
      ++crowds_, list = by_offset_, n = placed_;
    }
    const std::int64_t* const at = at_;
    const std::int64_t* const sizes = size_;
    const int* const firsts = first_;
    const int* const lasts = last_;
    const std::int64_t size = sizes[buffer];
    const int first = firsts[buffer], last = lasts[buffer];
    // A gap must be smaller than `best`. After the first gap, or one at the low end, the search stops.
    const bool lowest = how == placing::tflm || how == placing::largest_later_first;
    const bool ends = how == placing::from_the_end;
    std::int64_t low = 0, found = -1, best = INT64_MAX;
    for (int i = 0; i != n; ++i)
      if (first <= lasts[list[i]] && firsts[list[i]] <= last)
        found = at[list[i]] - low >= size && at[list[i]] - low < best
                    ? (best = lowest || (low == 0 && ends) ? -1 : at[list[i]] - low, low)
                    : found,
        low = at[list[i]] + sizes[list[i]] > low ? at[list[i]] + sizes[list[i]] : low;
    work_ += n + work_for_each;
    if (ends && low != 0 && found != 0 && bound_ - low >= size) return bound_ - size;
    return found >= 0 ? found : low;
  }

  /// near_ becomes the placed buffers that are needed when this one is, by their offsets; -1 if they are too many. The
  /// tree holds, over the starts in order, the latest last use of what is placed.
  constexpr int gather(int buffer) {
    const int first = first_[buffer], last = last_[buffer];
    int n = 0;
    for (int node = 1;;) {
      if (tree_[node] >= first) {
        if (node < leaves_) {
          node *= 2;
          continue;
        }
        const int other = by_first_[node - leaves_];
        if (first_[other] > last) return n;
        if (n == most_near) return -1;
        int k = n++;
        for (; k != 0 && at_[near_[k - 1]] > at_[other]; --k) near_[k] = near_[k - 1];
        near_[k] = other;
      }
      ++node;
      node >>= NNS_BUILTIN(ctz)(static_cast<unsigned>(node));  // past the part of the tree that was seen
      if (node == 1) return n;
    }
  }

  /// From here on the placed buffers are kept in the order of their offsets.
  constexpr void sort_placed() {
    by_offset_ = sorted_;
    for (int i = 0; i != count_; ++i)
      sorted_[i] = i, key_[i] = tree_[leaves_ + position_[i]] != never ? at_[i] : INT64_MAX;
    sort(sorted_);
  }

  constexpr void insert(int buffer, int n) {
    work_ += n;
    for (; n != 0 && at_[by_offset_[n - 1]] > at_[buffer]; --n) by_offset_[n] = by_offset_[n - 1];
    work_ -= n;
    by_offset_[n] = buffer;
  }

  constexpr void put(int buffer, std::int64_t offset) {
    at_[buffer] = offset;
    for (int node = leaves_ + position_[buffer]; node != 0 && tree_[node] < last_[buffer]; node /= 2)
      tree_[node] = last_[buffer];
    if (by_offset_ != nullptr) insert(buffer, placed_);
    ++placed_;
  }

  const Buffer* buffers_;
  int count_;
  int leaves_;
  int* first_;
  int* last_;
  int* order_;      // in which they are placed
  int* spare_;
  int* by_first_;   // the order of first uses
  int* position_;   // in it
  int* sorted_;
  int* tree_;
  int* near_;
  int* by_offset_ = nullptr;
  std::int64_t* size_;
  std::int64_t* key_;
  std::int64_t* at_;
  std::int64_t* best_;
  std::int64_t bound_ = 0;
  int placed_ = 0;
  int crowds_ = 0;
  int most_live_ = 0;
  int gaps_ = 0;
  std::int64_t top_ = 0;
  std::int64_t work_ = 0;
};

using planner = planner_of<memory_buffer>;

/// The height of a plan, and the bound that no plan can be below.
struct plan_result {
  std::int64_t height = 0;
  std::int64_t bound = 0;
  placing how = placing::largest_first;
};

/// Plans n buffers: their offsets are set. The best of the `placings`, which are tried until one meets the bound; or
/// TFLM's own. At run time as in the compiler.
template <class Buffer>
constexpr plan_result plan_into(Buffer* buffers, int n, std::int64_t alignment, bool by_tflm, int* ints,
                                std::int64_t* wides) {
  planner_of<Buffer> p{buffers, n, alignment, ints, wides};
  plan_result best{INT64_MAX, p.bound(), placing::tflm};
  const auto attempt = [&](placing how) {
    const std::int64_t height = p.place(how);
    if (height >= best.height) return;
    best.height = height, best.how = how;
    for (int i = 0; i != n; ++i) buffers[i].offset = p.offset(i);
  };
  if (by_tflm) return attempt(placing::tflm), best;
  for (int i = 0; i != ways && best.height > best.bound && !p.was_heavy(); ++i) attempt(way_of(i, p.is_crowded()));
  return best;
}

}  // namespace detail
}  // namespace nns
