// A difference is the edit, and nothing else: random networks and random edits, of which is known what they change.
#include "catch.hpp"

#include <nns/nns.hpp>
#include <nns/report/diff.hpp>
#include <nns/report/recorded.hpp>

#include <cstdint>
#include <random>
#include <string>
#include <vector>

using namespace nns::layers;

namespace {

namespace detail = nns::detail;

/// A layer of a random network, and which one it is: an edit keeps that number.
struct drawn {
  const detail::family* kind = nullptr;
  std::int64_t number = 0;
  std::int64_t window = 0;
  std::string name{};
  int block = -1;  // the named block that it stands in
  int id = 0;
};

struct network {
  std::int64_t resolution = 64;
  std::vector<drawn> layers{};
};

constexpr const detail::family* kinds[] = {&detail::conv2d_family,        &detail::batch_normalization_family,
                                           &nns::relu::kind,              &nns::dropout::kind,
                                           &detail::max_pooling2d_family, &detail::depthwise_conv2d_family};

struct maker {
  std::mt19937_64 numbers;
  int ids = 0;

  std::int64_t between(std::int64_t low, std::int64_t high) {
    return std::uniform_int_distribution<std::int64_t>(low, high)(numbers);
  }

  drawn layer(bool behind_flatten) {
    drawn l;
    l.id = ++ids;
    const std::int64_t any = between(0, 9);
    if (behind_flatten) {
      l.kind = any < 6 ? &detail::dense_family : any < 8 ? kinds[2] : kinds[3];
    } else {
      l.kind = any < 4 ? kinds[0] : kinds[any - 4 > 4 ? 5 : any - 3 > 4 ? 3 : any - 3];
    }
    if (l.kind == kinds[0] || l.kind == &detail::dense_family) l.number = 8 * between(1, 6);
    if (l.kind == kinds[0] || l.kind == kinds[5]) l.window = 2 * between(0, 2) + 1;
    if (l.kind == kinds[4]) l.number = 2;
    if (between(0, 5) == 0) l.name = "own" + std::to_string(l.id);
    return l;
  }

  network draw() {
    network n;
    int block = -1;
    int blocks = 0;
    for (std::int64_t i = between(3, 14); i != 0; --i) {
      if (between(0, 3) == 0) block = between(0, 1) == 0 ? -1 : blocks++;
      n.layers.push_back(layer(false));
      n.layers.back().block = block;
    }
    n.layers.push_back({&nns::flatten::kind, 0, 0, {}, -1, ++ids});
    for (std::int64_t i = between(1, 4); i != 0; --i) n.layers.push_back(layer(true));
    n.layers.push_back({&detail::dense_family, 10, 0, {}, -1, ++ids});
    return n;
  }
};

std::size_t flatten_of(const network& n) {
  std::size_t i = 0;
  while (n.layers[i].kind != &nns::flatten::kind) ++i;
  return i;
}

/// A network that was run, with its rows.
struct ran {
  detail::recorded_summary written{};
  std::vector<detail::options> options{};
  network n{};

  explicit ran(network which) : n(std::move(which)) {
    options.resize(n.layers.size());
    for (std::size_t i = 0; i != n.layers.size(); ++i) {
      if (n.layers[i].window == 0) continue;
      options[i].take(detail::option::kernel);
      options[i].take(detail::option::padding);
      options[i].kernel = detail::axis_numbers(nns::extents{n.layers[i].window});
      options[i].padding = detail::padding_mode::same;
    }
    const auto run = [this](detail::machine& m) { go(m); };
    detail::machine counting;
    run(counting);
    INFO("rule " << static_cast<int>(counting.bad.broken) << " at row " << counting.bad.row);
    REQUIRE_FALSE(counting.bad);
    written.write(counting.sum, nns::convention::standard, run);
  }
  ran(const ran&) = delete;
  ran& operator=(const ran&) = delete;

  void go(detail::machine& m) const {
    m.begin(detail::input_family, {n.resolution, n.resolution, 3});
    int block = -1;
    detail::machine::scope outer{};
    const auto change_to = [&](int next) {
      if (block >= 0) m.leave(outer);
      block = next;
      if (block < 0) return;
      static const char* const names[] = {"b_a", "b_b", "b_c", "b_d", "b_e", "b_f", "b_g", "b_h"};
      m.call({names[block], 3});
      outer = m.enter("sequential");
    };
    for (std::size_t i = 0; i != n.layers.size(); ++i) {
      const drawn& l = n.layers[i];
      if (l.block != block) change_to(l.block);
      if (!l.name.empty()) m.call({l.name.data(), l.name.size()});
      m.run(*l.kind, l.number == 0 ? nns::shape{} : nns::shape{l.number}, options[i]);
    }
    if (block >= 0) m.leave(outer);
  }

  [[nodiscard]] nns::summary_view view() const {
    return {"random", written.rows, written.total, written.blocks, written.sources};
  }
};

struct counts {
  int added = 0;
  int removed = 0;
  int changed = 0;
  std::string kinds{};  // of those that come and go

  [[nodiscard]] int all() const { return added + removed + changed; }
};

/// What an edit changed: the layers keep their numbers.
counts truth(const ran& before, const ran& after) {
  counts c;
  const auto place_in = [](const network& n, int id) {
    for (std::size_t i = 0; i != n.layers.size(); ++i)
      if (n.layers[i].id == id) return static_cast<int>(i);
    return -1;
  };
  if (!nns::report::is_same(before.written.rows[0], after.written.rows[0])) ++c.changed;
  for (std::size_t i = 0; i != after.n.layers.size(); ++i) {
    const int was = place_in(before.n, after.n.layers[i].id);
    if (was < 0) {
      ++c.added;
      c.kinds += std::string(after.n.layers[i].kind->kind);
    } else if (!nns::report::is_same(before.written.rows[static_cast<std::size_t>(was) + 1], after.written.rows[i + 1])) {
      ++c.changed;
    }
  }
  for (const drawn& l : before.n.layers) {
    if (place_in(after.n, l.id) >= 0) continue;
    ++c.removed;
    c.kinds += std::string(l.kind->kind);
  }
  return c;
}

counts reported(const ran& before, const ran& after) {
  counts c;
  for (const nns::diff_row& r : nns::diff(before.view(), after.view()).rows()) {
    c.added += r.change == nns::change::added ? 1 : 0;
    c.removed += r.change == nns::change::removed ? 1 : 0;
    c.changed += r.change == nns::change::changed ? 1 : 0;
    if (!r.was() || !r.is()) c.kinds += std::string(r.is() ? r.after.kind : r.before.kind);
  }
  return c;
}

/// One edit: a layer more, one less, another width, another resolution.
network edit(maker& m, network n, std::int64_t which) {
  const std::size_t flat = flatten_of(n);
  const auto place = static_cast<std::size_t>(m.between(0, static_cast<std::int64_t>(n.layers.size()) - 2));
  switch (which) {
    case 0: {
      drawn l = m.layer(place > flat);
      l.block = place > flat ? -1 : n.layers[place].block;
      n.layers.insert(n.layers.begin() + static_cast<std::ptrdiff_t>(place), l);
      break;
    }
    case 1:
      if (place != flat) n.layers.erase(n.layers.begin() + static_cast<std::ptrdiff_t>(place));
      break;
    case 2:
      if (n.layers[place].number > 2) n.layers[place].number += 8 * m.between(1, 3);
      break;
    default: n.resolution += m.between(1, 40);
  }
  return n;
}

std::string words(const ran& before, const ran& after) {
  return nns::to_text(before.view()) + nns::to_text(after.view()) +
         nns::to_text(nns::diff(before.view(), after.view()));
}

/// Too many pools leave nothing.
bool runs(const network& n) {
  std::int64_t size = n.resolution;
  for (const drawn& l : n.layers)
    if (l.kind == kinds[4]) size /= 2;
  return size >= 1;
}

TEST_CASE("a difference is the edit and nothing else") {
  int checked = 0;
  int same = 0;
  for (std::uint64_t seed = 0; seed != 2'000; ++seed) {
    maker m{std::mt19937_64(seed)};
    const network first = m.draw();
    const network second = edit(m, first, static_cast<std::int64_t>(seed % 4));
    if (!runs(first) || !runs(second)) continue;
    const ran before(first);
    const ran after(second);
    const counts is = truth(before, after);
    const counts said = reported(before, after);
    INFO("seed " << seed << "\n" << words(before, after));
    // Where a layer like its neighbour comes or goes, fewer others may have changed than the edit says.
    REQUIRE(said.added == is.added);
    REQUIRE(said.removed == is.removed);
    REQUIRE(said.kinds == is.kinds);
    REQUIRE(said.changed <= is.changed);
    same += said.changed == is.changed ? 1 : 0;
    ++checked;
  }
  REQUIRE(checked > 1'500);
  REQUIRE(same > checked - checked / 20);
}

TEST_CASE("no difference says more than the edits that were made") {
  for (std::uint64_t seed = 10'000; seed != 11'500; ++seed) {
    maker m{std::mt19937_64(seed)};
    const network first = m.draw();
    network second = first;
    for (std::int64_t edits = m.between(2, 4); edits != 0; --edits) second = edit(m, second, m.between(0, 3));
    if (!runs(first) || !runs(second)) continue;
    const ran before(first);
    const ran after(second);
    INFO("seed " << seed << "\n" << words(before, after));
    REQUIRE(reported(before, after).all() <= truth(before, after).all());
    REQUIRE(reported(after, before).all() <= truth(before, after).all());
  }
}

template <int Side>
struct four : nns::sequential<input<Side, Side, 3>, conv2d<16, kernel<3>>, conv2d<16, kernel<3>>, conv2d<16, kernel<3>>,
                              conv2d<16, kernel<3>>> {};

TEST_CASE("another resolution changes all shapes, and no layer comes or goes") {
  std::string said;
  for (const nns::diff_row& r : nns::diff(nns::summary<four<32>>, nns::summary<four<34>>).rows())
    said += std::string(nns::name_of(r.change)) + " " + nns::report::string_of(r.name_before) + " " +
            nns::report::string_of(r.name_after) + "\n";
  CHECK(said ==
        "changed input input\n"
        "changed conv2d conv2d\n"
        "changed conv2d_1 conv2d_1\n"
        "changed conv2d_2 conv2d_2\n"
        "changed conv2d_3 conv2d_3\n");
}

struct flat_stem : nns::sequential<input<32, 32, 3>, conv2d<16, kernel<3>>, conv2d<32, kernel<3>>, flatten, dense<10>> {};
struct named_stem : nns::sequential<input<32, 32, 3>, named<"stem", sequential<conv2d<16, kernel<3>>, conv2d<32, kernel<3>>>>,
                                    flatten, dense<10>> {};

TEST_CASE("a block that is given a name changes no layer") {
  CHECK(nns::diff(nns::summary<flat_stem>, nns::summary<named_stem>).empty());
  CHECK(nns::diff(nns::summary<named_stem>, nns::summary<flat_stem>).empty());
}

// 3,000 layers, and one in a hundred is gone.
TEST_CASE("long networks are compared") {
  maker m{std::mt19937_64(7)};
  network first;
  for (int i = 0; i != 3'000; ++i) {
    drawn l = m.layer(false);
    if (l.kind == kinds[4]) l.kind = kinds[1], l.number = 0;
    l.name.clear();
    first.layers.push_back(l);
  }
  network second = first;
  second.resolution = 66;
  for (std::size_t i = 30; i != 0; --i)
    second.layers.erase(second.layers.begin() + static_cast<std::ptrdiff_t>(i * 97));
  const counts said = reported(ran(first), ran(second));
  CHECK(said.removed == 30);
  CHECK(said.added == 0);
}

}  // namespace
