// operator<< for the values of nns: texts, shapes, quantities, phases, summaries and comparisons.
// Quantities are printed with all digits, so that different ones look different; nns::to_text(q) rounds them.
#pragma once

#include <nns/report/comparison.hpp>

#include <ostream>

namespace nns {

inline std::ostream& operator<<(std::ostream& out, text t) {
  return out.write(t.data(), static_cast<std::streamsize>(t.size()));
}

/// 28x28x1
inline std::ostream& operator<<(std::ostream& out, const shape& s) { return out << to_text(s); }

namespace report {

inline std::ostream& print(std::ostream& out, std::int64_t number, text unit) {
  return out << to_string([&](writer& w) {
           if (number == unknown) {
             w.put('?');
           } else {
             put_integer(w, number, true);
           }
           w.put(' ');
           w.put(unit);
         });
}

}  // namespace report

/// 416,520 MAC
inline std::ostream& operator<<(std::ostream& out, macs m) { return report::print(out, m.count, "MAC"); }
inline std::ostream& operator<<(std::ostream& out, const ops& o) { return report::print(out, o.count, "OP"); }
inline std::ostream& operator<<(std::ostream& out, flops f) { return report::print(out, f.count, "FLOP"); }
inline std::ostream& operator<<(std::ostream& out, bytes b) { return report::print(out, b.count, "B"); }

inline std::ostream& operator<<(std::ostream& out, phase p) { return out << name_of(p); }

/// The table of to_text.
inline std::ostream& operator<<(std::ostream& out, const summary_view& s) { return out << to_text(s); }
inline std::ostream& operator<<(std::ostream& out, const comparison_view& c) { return out << to_text(c); }

namespace detail {

/// The error of a refused model has been reported; it prints nothing.
inline std::ostream& operator<<(std::ostream& out, const no_answer&) { return out; }
inline std::ostream& operator<<(std::ostream& out, const no_summary&) { return out; }

}  // namespace detail
}  // namespace nns
