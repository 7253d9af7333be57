// Compares a summary with rows that were worked out by hand: names, shapes, multiply-adds, parameters, activations.
#pragma once

#include <nns/zoo/original.hpp>
#include <rerun.hpp>

namespace {

/// A row as it must be. What stands in it is plain arithmetic on the architecture's own numbers.
struct row {
  nns::text name{};
  nns::shape output{};
  std::int64_t forward = 0;
  std::int64_t trainable = 0;
  std::int64_t fixed = 0;
  std::int64_t activations = 0;
};

/// Goes through a summary row by row, and remembers the first that is not as expected.
struct check {
  const nns::layer_summary* rows;
  int count;
  const nns::layer_summary& total;
  int at = 0;
  int wrong = -1;
  row sum{};

  constexpr nns::text name() const { return at < count ? rows[at].name : nns::text{}; }

  constexpr void expect(bool name_is_right, const row& r) {
    if (wrong < 0 && !(at < count && name_is_right && agrees(rows[at], r))) wrong = at;
    sum.output = r.output;
    sum.forward += r.forward;
    sum.trainable += r.trainable;
    sum.fixed += r.fixed;
    sum.activations += r.activations;
    ++at;
  }
  constexpr void expect(const row& r) { expect(name() == r.name, r); }

  static constexpr bool agrees(const nns::layer_summary& found, const row& r) {
    return found.output == r.output && found.forward.count == r.forward && found.backward.count == 2 * r.forward &&
           found.trainable_parameters == r.trainable && found.parameters == r.trainable + r.fixed &&
           found.activations == r.activations;
  }

  /// The first row that is wrong; the number of rows if the totals are; -1 if nothing is.
  constexpr int result() const {
    if (wrong >= 0) return wrong;
    return at == count && agrees(total, sum) ? -1 : count;
  }
};

template <class M>
constexpr check checking() {
  return {rerun::also<M>(nns::summary<M>.layers.data()), nns::summary<M>.layers.size(), nns::summary<M>.total};
}

template <class M, int N>
constexpr int first_wrong_row(const row (&expected)[N]) {
  check c = checking<M>();
  for (const row& r : expected) c.expect(r);
  return c.result();
}

}  // namespace
