// to_text: a summary as an aligned table. For a comparison of models see nns/report/comparison.hpp.
#pragma once

#include <nns/report/detail/described.hpp>
#include <nns/report/detail/string.hpp>
#include <nns/report/detail/text_table.hpp>
#include <nns/report/static_text.hpp>

#include <cstdint>
#include <string>

namespace nns {

namespace report {

template <class View, class Options>
std::string described_text(const View& s, const Options& o) {
  const described d(s, wanted::by(o.columns, o.storage, o.step));
  return to_string([&](writer& w) { write_text(w, d.view(), o); });
}

inline std::string quantity_text(std::int64_t number, text unit) {
  return to_string([&](writer& w) { put_quantity(w, number, unit); });
}

}  // namespace report

/// A summary as an aligned table: to_text(summary<net>), to_text(summary<net>, {.depth = 0}). A template, so that a file
/// that makes no table does not pay for one.
template <class = void>
std::string to_text(const summary_view& s, const text_options& o = {}) {
  return report::described_text(s, o);
}

/// A quantity in a suitable unit: 4.09 GMAC.
inline std::string to_text(macs m) { return report::quantity_text(m.count, "MAC"); }
inline std::string to_text(const ops& o) { return report::quantity_text(o.count, "OP"); }
inline std::string to_text(flops f) { return report::quantity_text(f.count, "FLOP"); }
inline std::string to_text(bytes b) { return report::quantity_text(b.count, "B"); }

/// The answer of a refused model has no text.
inline std::string to_text(detail::no_answer) { return {}; }

/// A shape: 28x28x1.
inline std::string to_text(const shape& s) {
  return report::to_string([&](report::writer& w) { report::put_shape(w, s); });
}

}  // namespace nns
