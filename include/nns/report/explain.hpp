// Why two conventions differ: nns::explain<M, convention::thop>() has the layers, and the kinds of operations, in which they
// differ; these add up exactly to the difference. to_text prints them, each layer with its formula and its numbers.
#pragma once

#include <nns/operations.hpp>
#include <nns/report/detail/formula.hpp>
#include <nns/report/text.hpp>
#include <nns/report/view.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace nns {

/// What a convention counts for a layer: in total, and by kind. A convention without kinds puts everything into
/// `unsorted`.
struct counted_layer {
  std::int64_t total = 0;
  operation_counts kinds{};
  std::int64_t unsorted = 0;
};

/// A row of a model as two conventions count it.
struct explained_layer {
  text name{};
  text kind{};
  std::string formula{};  ///< of the multiply-adds, by the first convention's own geometry: "P K C k = 64 x ... = ..."
  counted_layer first{};
  counted_layer second{};
  text says{};    ///< the rule of the second convention, where it has one for this kind of layer
  text source{};  ///< and where the rule is from

  /// False if an extent of the input is not known, or a count does not fit in 63 bits.
  [[nodiscard]] bool is_known() const { return first.total >= 0 && second.total >= 0; }
  [[nodiscard]] std::int64_t difference() const { return second.total - first.total; }
};

/// All rows, and the totals. Names are those of the summary, which must outlive this.
struct explanation {
  text model{};
  text first{};   ///< the names of the conventions
  text second{};
  text version{};  ///< of the tool that the second describes
  std::vector<explained_layer> layers{};
  std::int64_t first_total = 0;
  std::int64_t second_total = 0;

  [[nodiscard]] bool is_known() const { return first_total >= 0 && second_total >= 0; }
  [[nodiscard]] std::int64_t difference() const { return second_total - first_total; }
};

namespace report {

/// Sees each layer of a run, and does one thing with it.
template <class Do>
struct each_layer final : detail::observer {
  Do act;
  explicit each_layer(Do what) : act(what) {}
  constexpr void see(detail::machine& m, detail::event e) override {
    if (e == detail::event::layer) act(m);
  }
};

template <class Do>
void run_again(const summary_view& s, counting how, Do act) {
  each_layer<Do> seen(act);
  detail::machine m;
  m.how = how;
  m.let_see(seen);
  s.again(m);
}

inline std::vector<std::int64_t> counts_of(const summary_view& s, counting how) {
  std::vector<std::int64_t> rows(s.layers.size());
  detail::row_counts seen(rows.data());
  detail::machine m;
  m.how = how;
  m.let_see(seen);
  s.again(m);
  detail::settle_rows(m, rows.data(), rows.size());
  return rows;
}

inline std::vector<counted_layer> counted_by(const summary_view& s, counting how) {
  std::vector<counted_layer> rows(s.layers.size());
  const std::vector<std::int64_t> totals = counts_of(s, how);
  for (std::size_t i = 0; i != rows.size(); ++i) rows[i].total = totals[i];
  if (how->rules != nullptr) {
    for (int kind = 0; kind != detail::kinds_of_operations; ++kind) {
      convention_rules alone = *how->rules;
      alone.only = kind;
      counting_rules one = *how;
      one.rules = &alone;
      const std::vector<std::int64_t> counts = counts_of(s, &one);
      for (std::size_t i = 0; i != rows.size(); ++i) detail::of_kind(rows[i].kinds, kind) = counts[i];
    }
    return rows;
  }
  const std::vector<std::int64_t> products = how->counts_more ? counts_of(s, how->multiply_adds) : totals;
  for (std::size_t i = 0; i != rows.size(); ++i) {
    rows[i].kinds.multiply_adds = products[i];
    rows[i].unsorted = (detail::count{totals[i]} - products[i]).value;
  }
  return rows;
}

/// If a part is unknown, or the sum does not fit, the sum is unknown.
inline std::int64_t sum_of(std::int64_t a, std::int64_t b) {
  const detail::count sum = detail::count{a} + b;
  return sum.is_known() ? sum.value : unknown;
}

}  // namespace report

/// The same for any summary: of a file, or of a model that is known only at run time.
inline explanation explain(const summary_view& s, counting first, counting second) {
  explanation e{.model = s.name, .first = first->name, .second = second->name};
  if (!s.again) return e;
  if (second->rules != nullptr) e.version = second->rules->version;
  const std::vector<counted_layer> by_first = report::counted_by(s, first);
  const std::vector<counted_layer> by_second = report::counted_by(s, second);
  for (std::size_t i = 0; i != by_first.size(); ++i) {
    e.layers.push_back({s.layers[i].name, s.layers[i].kind, {}, by_first[i], by_second[i], {}, {}});
    e.first_total = report::sum_of(e.first_total, by_first[i].total);
    e.second_total = report::sum_of(e.second_total, by_second[i].total);
  }
  // A convention that counts like the standard, but looks at layers, so the machine keeps what arrived.
  static constexpr convention_rules products{.weights = {.multiply_adds = 1}, .only = 0};
  static constexpr counting_rules looking{.name = "formula", .forward = &detail::weigh, .rules = &products};
  report::run_again(s, &looking, [&e, second](detail::machine& m) {
    explained_layer& l = e.layers[static_cast<std::size_t>(m.sum.rows)];
    l.formula = report::explained(m);
    if (second->rules == nullptr) return;
    if (m.functional && !second->rules->sees_functions) {
      l.says = "called as a function: the tool does not see it";
      l.source = "functional<...>";
      return;
    }
    if (const layer_rule* const row = detail::rule_of(*second->rules, m); row != nullptr)
      l.says = row->says, l.source = row->source;
  });
  return e;
}

/// explain<M, convention::thop>(): how thop's count of M differs from the standard. explain<M, A, B>(): how B differs
/// from A.
template <class M, counting First, counting Second>
explanation explain() {
  return explain(summary<M>, First, Second);
}
template <class M, counting Second = convention::standard>
explanation explain() {
  return explain(summary<M>, convention::standard, Second);
}

namespace report {

inline std::string with_sign(std::int64_t n) {
  return to_string([n](writer& w) {
    if (n > 0) w.put("+");
    put_integer(w, n, true);
  });
}

/// "+50,176 additions, +50,176 multiplications": all kinds in which a layer differs.
inline std::string kinds_of_difference(const explained_layer& l) {
  constexpr text names[] = {"multiply-adds", "additions", "multiplications", "comparisons", "divisions", "exponentials", "moves"};
  std::string out;
  const auto put = [&out](std::int64_t n, std::int64_t before, text name) {
    if (n == before) return;
    if (!out.empty()) out += ", ";
    out += n < 0 || before < 0 ? std::string(name) + " not known" : with_sign(n - before) + ' ' + std::string(name);
  };
  operation_counts a = l.first.kinds, b = l.second.kinds;
  for (int kind = 0; kind != detail::kinds_of_operations; ++kind)
    put(detail::of_kind(b, kind), detail::of_kind(a, kind), names[kind]);
  put(l.second.unsorted, l.first.unsorted, "other operations");
  return out;
}

inline bool differs(const explained_layer& l) {
  return !l.is_known() || l.difference() != 0 || !kinds_of_difference(l).empty();
}

/// A kind of layer: how many of them differ, and by how much.
struct explained_kind {
  text kind{};
  int layers = 0;
  std::int64_t difference = 0;
  bool known = true;
};

inline std::vector<explained_kind> kinds_that_differ(const explanation& e) {
  std::vector<explained_kind> kinds;
  for (const explained_layer& l : e.layers) {
    if (!differs(l)) continue;
    std::size_t at = 0;
    while (at != kinds.size() && !(kinds[at].kind == l.kind)) ++at;
    if (at == kinds.size()) kinds.push_back({l.kind});
    ++kinds[at].layers;
    kinds[at].known = kinds[at].known && l.is_known();
    if (kinds[at].known) kinds[at].difference += l.difference();
  }
  return kinds;
}

}  // namespace report

/// One layer: its formula with its numbers, and what each convention counts for it.
inline std::string to_text(const explained_layer& l) {
  std::string out(l.name);
  out += " (" + std::string(l.kind) + "): " + l.formula + " MAC\n";
  if (!report::differs(l)) return out;
  out += "  " + report::grouped(l.first.total) + " and " + report::grouped(l.second.total) + ": " +
         (l.is_known() ? report::kinds_of_difference(l) : std::string("not known")) + '\n';
  if (!l.says.empty()) out += "  " + std::string(l.says) + " [" + std::string(l.source) + "]\n";
  return out;
}

/// The totals, the kinds of layers that differ, and each layer that differs.
inline std::string to_text(const explanation& e) {
  std::string out(e.model);
  const std::string second = e.version.empty() ? std::string(e.second) : std::string(e.second) + ", of " + std::string(e.version);
  out += "\n  " + std::string(e.first) + ": " + report::grouped(e.first_total) + "\n  " + second + ": " +
         report::grouped(e.second_total) + "\n  difference: " + (e.is_known() ? report::with_sign(e.difference()) : std::string("not known")) + '\n';
  const std::vector<report::explained_kind> kinds = report::kinds_that_differ(e);
  if (e.first == e.second || kinds.empty()) {
    out += '\n';
    for (const explained_layer& l : e.layers)
      if (l.first.total != 0) out += to_text(l);
    return out;
  }
  out += "\nKinds of layers that differ\n";
  for (const report::explained_kind& k : kinds)
    out += "  " + std::string(k.kind) + ", " + std::to_string(k.layers) + (k.layers == 1 ? " layer: " : " layers: ") +
           (k.known ? report::with_sign(k.difference) : std::string("not known")) + '\n';
  out += "\nLayers that differ\n";
  for (const explained_layer& l : e.layers)
    if (report::differs(l)) out += to_text(l);
  return out;
}

}  // namespace nns
