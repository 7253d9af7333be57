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

template <class String, class View, class Options>
String described_text(const View& s, const Options& o) {
  const described d(s, wanted::by(o.columns, o.storage, o.step));
  return to_string<String>([&](writer& w) { write_text(w, d.view(), o); });
}

template <class String>
String quantity_text(std::int64_t number, text unit) {
  return to_string<String>([&](writer& w) { put_quantity(w, number, unit); });
}

}  // namespace report

// Templates, so that a file pays for a table, and for std::string, only if it makes one.

/// A summary as an aligned table: to_text(summary<net>), to_text(summary<net>, {.depth = 0}).
template <class String = std::string>
String to_text(const summary_view& s, const text_options& o = {}) {
  return report::described_text<String>(s, o);
}

/// A quantity in a suitable unit: 4.09 GMAC.
template <class String = std::string>
String to_text(macs m) {
  return report::quantity_text<String>(m.count, "MAC");
}
template <class String = std::string>
String to_text(const ops& o) {
  return report::quantity_text<String>(o.count, "OP");
}
template <class String = std::string>
String to_text(flops f) {
  return report::quantity_text<String>(f.count, "FLOP");
}
template <class String = std::string>
String to_text(bytes b) {
  return report::quantity_text<String>(b.count, "B");
}

/// The answer of a refused model has no text.
template <class String = std::string>
String to_text(detail::no_answer) {
  return {};
}

/// A shape: 28x28x1.
template <class String = std::string>
String to_text(const shape& s) {
  return report::to_string<String>([&](report::writer& w) { report::put_shape(w, s); });
}

}  // namespace nns
