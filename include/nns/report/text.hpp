// to_text: a summary as an aligned table. For a comparison of models see nns/report/comparison.hpp.
#pragma once

#include <nns/report/detail/described.hpp>
#include <nns/report/detail/string.hpp>
#include <nns/report/detail/text_table.hpp>
#include <nns/report/static_text.hpp>

#include <string>

namespace nns {

/// A summary as an aligned table: to_text(summary<net>), to_text(summary<net>, {.depth = 0}).
inline std::string to_text(const summary_view& s, const text_options& o = {}) {
  const report::described d(s, report::wanted::by(o.columns, o.storage, o.step));
  return report::to_string([&](report::writer& w) { report::write_text(w, d.view(), o); });
}

/// A quantity in a suitable unit: 4.09 GMAC.
inline std::string to_text(macs m) {
  return report::to_string([&](report::writer& w) { report::put_quantity(w, m.count, "MAC"); });
}
inline std::string to_text(const ops& o) {
  return report::to_string([&](report::writer& w) { report::put_quantity(w, o.count, "OP"); });
}
inline std::string to_text(flops f) {
  return report::to_string([&](report::writer& w) { report::put_quantity(w, f.count, "FLOP"); });
}
inline std::string to_text(bytes b) {
  return report::to_string([&](report::writer& w) { report::put_quantity(w, b.count, "B"); });
}

/// The answer of a refused model has no text.
inline std::string to_text(detail::no_answer) { return {}; }

/// A shape: 28x28x1.
inline std::string to_text(const shape& s) {
  return report::to_string([&](report::writer& w) { report::put_shape(w, s); });
}

}  // namespace nns
