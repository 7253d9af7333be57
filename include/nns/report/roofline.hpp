// roofline<M, device> as text, Markdown, CSV and JSON: to_text(nns::roofline<net, nns::devices::t4>).
// Every format says that the times are lower bounds.
#pragma once

#include <nns/detail/seen.hpp>
#include <nns/memory/device.hpp>
#include <nns/report/csv.hpp>
#include <nns/report/json.hpp>
#include <nns/report/detail/markup.hpp>
#include <nns/report/detail/string.hpp>
#include <nns/report/detail/table.hpp>

#include <charconv>
#include <cstddef>
#include <string>
#include <vector>

namespace nns {

/// A word for what bounds a row.
constexpr text name_of(bounded_by side) {
  constexpr text names[] = {"", "multiply-adds", "memory"};
  return names[static_cast<int>(side)];
}

/// A roofline of any model, as one plain type. It is a view: the roofline must outlive it.
struct roofline_view {
  text name{};
  text device_name{};
  text source{};
  detail::seen<roofline_row> layers{};
  roofline_row total{};

  template <int Rows>
  constexpr roofline_view(const model_roofline<Rows>& r)
      : name(r.name),
        device_name(r.device_name),
        source(r.source),
        layers(r.layers.data(), static_cast<std::size_t>(Rows)),
        total{"total", r.forward, r.read, r.written, r.intensity, r.seconds, bounded_by::nothing} {}
};

namespace report {

inline constexpr text roofline_says =
    "lower bounds, not measurements: no device reaches its peak figures, and element-wise work takes time, too";

/// Fifteen digits, which a sum of products has.
inline std::string number_text(double d) {
  char digits[40]{};
  const auto end = std::to_chars(digits, digits + sizeof digits, d, std::chars_format::general, 15).ptr;
  return {digits, end};
}

/// Three digits, in a suitable unit: 12.5 us.
inline std::string short_number(double d, const char* const (&units)[4]) {
  if (d <= 0) return "-";
  std::size_t unit = 0;
  for (; unit != 3 && d < 0.9995; ++unit) d *= 1'000;
  char digits[40]{};
  const int behind = d < 9.995 ? 2 : d < 99.95 ? 1 : 0;
  const auto end = std::to_chars(digits, digits + sizeof digits, d, std::chars_format::fixed, behind).ptr;
  return std::string(digits, end) + units[unit];
}
inline std::string short_seconds(double s) { return short_number(s, {" s", " ms", " us", " ns"}); }
inline std::string short_intensity(double i) { return short_number(i, {"", "e-3", "e-6", "e-9"}); }

inline std::string integer_text(std::int64_t n) {
  if (n == 0) return "-";
  return to_string([n](writer& w) { put_integer(w, n, true); });
}
inline std::string string_of(text t) { return {t.data(), t.size()}; }

inline constexpr std::size_t roofline_columns = 7;
inline constexpr text roofline_headings[roofline_columns] = {
    "name", "forward MACs", "bytes read", "bytes written", "MACs per byte", "at least", "bounded by"};

inline std::vector<std::string> cells_of(const roofline_row& r) {
  return {string_of(r.name),           integer_text(r.forward.count),   integer_text(r.read.count),
          integer_text(r.written.count), short_intensity(r.intensity), short_seconds(r.seconds),
          string_of(name_of(r.side))};
}

inline void put(writer& w, const std::string& s) { w.put(text{s.data(), s.size()}); }

inline void put_roofline_head(writer& w, const roofline_view& v) {
  w.put(" on ");
  w.put(v.device_name);
  w.put(": at least ");
  put(w, short_seconds(v.total.seconds));
  w.put(" (");
  w.put(roofline_says);
  w.put(')');
}

inline void put_roofline_source(writer& w, const roofline_view& v) {
  if (v.source.empty()) return;
  w.put("the device's figures: ");
  w.put(v.source);
  w.end_line();
}

inline void write_text(writer& w, const roofline_view& v) {
  std::vector<std::vector<std::string>> rows;
  for (const roofline_row& r : v.layers) rows.push_back(cells_of(r));
  rows.push_back(cells_of(v.total));
  for (std::vector<std::string>& r : rows) {
    const std::string name = r[0];
    r[0] = to_string([&name](writer& to) { put_clipped_name(to, label{text{name.data(), name.size()}}, 48); });
  }
  std::size_t widths[roofline_columns]{};
  for (std::size_t c = 0; c != roofline_columns; ++c) {
    widths[c] = roofline_headings[c].size();
    for (const auto& r : rows) widths[c] = r[c].size() > widths[c] ? r[c].size() : widths[c];
  }
  w.put(v.name);
  put_roofline_head(w, v);
  w.end_line();
  const auto put_line = [&](const auto& cell_at) {
    for (std::size_t c = 0; c != roofline_columns; ++c) {
      const text cell = cell_at(c);
      const bool left = c == 0 || c + 1 == roofline_columns;
      if (c != 0) w.skip(2);
      if (!left) w.skip(widths[c] - cell.size());
      w.put(cell);
      if (left) w.skip(widths[c] - cell.size());
    }
    w.end_line();
  };
  put_line([](std::size_t c) { return roofline_headings[c]; });
  for (const auto& r : rows) put_line([&r](std::size_t c) { return text{r[c].data(), r[c].size()}; });
  put_roofline_source(w, v);
}

inline void write_markdown(writer& w, const roofline_view& v) {
  w.put("**");
  put_markdown_name(w, label{v.name});
  w.put("**");
  put_roofline_head(w, v);
  w.put("\n\n|");
  for (const text& heading : roofline_headings) w.put(' '), w.put(heading), w.put(" |");
  w.put("\n| --- | ---: | ---: | ---: | ---: | ---: | --- |\n");
  const auto put_row = [&w](const roofline_row& r) {
    w.put("| ");
    put_markdown_name(w, label{r.name});
    const std::vector<std::string> cells = cells_of(r);
    for (std::size_t c = 1; c != roofline_columns; ++c) w.put(" | "), put(w, cells[c]);
    w.put(" |\n");
  };
  for (const roofline_row& r : v.layers) put_row(r);
  put_row(v.total);
  if (v.source.empty()) return;
  w.put('\n');
  put_roofline_source(w, v);
}

inline void write_csv(writer& w, const roofline_view& v) {
  w.put("name,forward,read,written,intensity,least_seconds,bounded_by\n");
  const auto put_row = [&w](const roofline_row& r) {
    put_csv_field(w, [&r](const auto& use) { use(r.name); });
    for (const std::int64_t n : {r.forward.count, r.read.count, r.written.count}) w.put(','), put_integer(w, n);
    for (const double d : {r.intensity, r.seconds}) w.put(','), put(w, number_text(d));
    w.put(',');
    w.put(name_of(r.side));
    w.put('\n');
  };
  for (const roofline_row& r : v.layers) put_row(r);
  put_row(v.total);
}

inline void write_json(writer& w, const roofline_view& v) {
  const auto put_row = [&w](const roofline_row& r) {
    w.put("{\"name\": ");
    put_json_string(w, label{r.name});
    w.put(", \"forward\": "), put_integer(w, r.forward.count);
    w.put(", \"read\": "), put_integer(w, r.read.count);
    w.put(", \"written\": "), put_integer(w, r.written.count);
    w.put(", \"intensity\": "), put(w, number_text(r.intensity));
    w.put(", \"least_seconds\": "), put(w, number_text(r.seconds));
    w.put(", \"bounded_by\": "), put_json_string(w, label{name_of(r.side)});
    w.put('}');
  };
  w.put("{\n  \"name\": "), put_json_string(w, label{v.name});
  w.put(",\n  \"device\": "), put_json_string(w, label{v.device_name});
  w.put(",\n  \"source\": "), put_json_string(w, label{v.source});
  w.put(",\n  \"layers\": [");
  bool first = true;
  for (const roofline_row& r : v.layers) {
    w.put(first ? text{"\n    "} : text{",\n    "});
    first = false;
    put_row(r);
  }
  w.put("\n  ],\n  \"total\": ");
  put_row(v.total);
  w.put("\n}\n");
}

}  // namespace report

/// A roofline as an aligned table: the work and traffic of each row, its lower bound on time, and which side bounds it.
inline std::string to_text(const roofline_view& v) {
  return report::to_string([&](report::writer& w) { report::write_text(w, v); });
}

/// A roofline as a GitHub Markdown table.
inline std::string to_markdown(const roofline_view& v) {
  return report::to_string([&](report::writer& w) { report::write_markdown(w, v); });
}

/// The rows and their total as comma-separated values: multiply-adds, bytes, multiply-adds per byte, seconds.
inline std::string to_csv(const roofline_view& v) {
  return report::to_string([&](report::writer& w) { report::write_csv(w, v); });
}

/// A roofline as JSON: `name`, `device`, `source`, `layers` and `total` with `name`, `forward`, `read`, `written`,
/// `intensity`, `least_seconds`, `bounded_by`.
inline std::string to_json(const roofline_view& v) {
  return report::to_string([&](report::writer& w) { report::write_json(w, v); });
}

}  // namespace nns
