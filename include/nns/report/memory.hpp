// Memory plans as text, Markdown, CSV and JSON: to_text(nns::memory_plan<net, nns::full_int8>), and so on. The picture
// is in nns/report/memory_svg.hpp.
#pragma once

#include <nns/detail/seen.hpp>
#include <nns/memory/buffer.hpp>
#include <nns/report/csv.hpp>
#include <nns/report/json.hpp>
#include <nns/report/detail/markup.hpp>
#include <nns/report/detail/string.hpp>
#include <nns/report/detail/table.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>

namespace nns {

/// A memory plan of any model, made at compile time or at run time, as one plain type. It is a view: the plan must
/// outlive it.
struct memory_plan_view {
  text name{};
  detail::seen<memory_buffer> buffers{};
  std::int64_t height = 0;
  std::int64_t bound = 0;
  std::int64_t alignment = 16;
  detail::seen<text> unfolded{};  ///< normalisations that stay as a scale and a shift, though the storage folds them

  constexpr memory_plan_view() = default;

  /// Anything with .buffers, .height, .bound and .alignment: nns::memory_plan<M>, plan_buffers(...), recorded_memory.
  template <class Plan>
    requires requires(const Plan& p) {
      { p.buffers.data() } -> std::convertible_to<const memory_buffer*>;
      { p.height.count } -> std::convertible_to<std::int64_t>;
      { p.bound.count } -> std::convertible_to<std::int64_t>;
    }
  constexpr memory_plan_view(const Plan& p, text of = {})
      : name(of),
        buffers(p.buffers.data(), static_cast<std::size_t>(p.buffers.size())),
        height(p.height.count),
        bound(p.bound.count),
        alignment(p.alignment) {
    if constexpr (requires { text{p.name}; })
      if (name.empty()) name = p.name;
    if constexpr (requires { p.unfolded.data(); })
      unfolded = {p.unfolded.data(), static_cast<std::size_t>(p.unfolded.size())};
  }

  /// The plan of a refused model: empty.
  template <class Plan>
    requires requires(const Plan& p) { p.buffers.begin()->offset; } && (!requires(const Plan& p) { p.buffers.data(); })
  constexpr memory_plan_view(const Plan&) {}
};

}  // namespace nns

namespace nns::report {

/// What no plan includes, printed with every plan.
inline constexpr text memory_leaves_out = "not included: parameters, the kernels' own memory, an interpreter";

/// "lstm:1" is a row's second output; the memory that a layer needs while it runs is its scratch.
template <class Use>
constexpr void each_part_of_name(const memory_buffer& b, const Use& use) {
  use(b.name);
  if (b.output == memory_buffer::scratch) return use(text{" (scratch)"});
  if (b.output == 0) return;
  char digits[16]{};
  writer w{.out = digits};
  w.put(':');
  put_integer(w, b.output);
  use(text{digits, w.size});
}

/// Longer names lose their middle, as in a table of rows.
inline constexpr std::size_t memory_name = 48;

constexpr std::size_t length_of_name(const memory_buffer& b) {
  std::size_t n = 0;
  each_part_of_name(b, [&n](text part) {
    writer w;
    put_clipped_name(w, label{part}, memory_name);
    n += w.width;
  });
  return n;
}

constexpr void put_memory_head(writer& w, const memory_plan_view& p) {
  w.put(": ");
  put_integer(w, p.height, true);
  w.put(" bytes of activations, ");
  if (p.height == p.bound) {
    w.put("the least possible");
  } else {
    put_integer(w, p.bound, true);
    w.put(" are live at once");
  }
  w.put("; aligned to ");
  put_integer(w, p.alignment);
}

/// The list of normalisations that are not folded, in words, with names in a format's own form.
template <class Put>
constexpr void put_unfolded(writer& w, const memory_plan_view& p, const Put& put_name) {
  w.put("not folded into the layer before, so a scale and a shift stay: ");
  bool first = true;
  for (const text& name : p.unfolded) {
    if (!first) w.put(", ");
    first = false;
    put_name(name);
  }
}

struct memory_column {
  text heading;
  std::int64_t (*of)(const memory_buffer&);
};
inline constexpr memory_column memory_columns[] = {
    {"bytes", [](const memory_buffer& b) -> std::int64_t { return b.bytes.count; }},
    {"first", [](const memory_buffer& b) -> std::int64_t { return b.first; }},
    {"last", [](const memory_buffer& b) -> std::int64_t { return b.last; }},
    {"offset", [](const memory_buffer& b) -> std::int64_t { return b.offset; }},
};

constexpr void put_right(writer& w, std::int64_t number, std::size_t width) {
  writer counted;
  put_integer(counted, number, true);
  w.skip(width > counted.width ? width - counted.width : 0);
  put_integer(w, number, true);
}

constexpr void write_text(writer& w, const memory_plan_view& p) {
  put_clipped_name(w, label{p.name}, SIZE_MAX);
  put_memory_head(w, p);
  w.end_line();
  w.put(memory_leaves_out);
  w.end_line();
  std::size_t names = 6, widths[4]{};
  for (const memory_buffer& b : p.buffers) names = length_of_name(b) > names ? length_of_name(b) : names;
  for (std::size_t i = 0; i != 4; ++i) {
    widths[i] = memory_columns[i].heading.size();
    for (const memory_buffer& b : p.buffers) {
      writer counted;
      put_integer(counted, memory_columns[i].of(b), true);
      widths[i] = counted.width > widths[i] ? counted.width : widths[i];
    }
  }
  w.put("buffer");
  w.skip(names - 6);
  for (std::size_t i = 0; i != 4; ++i) {
    w.skip(2 + widths[i] - memory_columns[i].heading.size());
    w.put(memory_columns[i].heading);
  }
  w.end_line();
  for (const memory_buffer& b : p.buffers) {
    each_part_of_name(b, [&w](text part) { put_clipped_name(w, label{part}, memory_name); });
    w.skip(names - length_of_name(b));
    for (std::size_t i = 0; i != 4; ++i) {
      w.skip(2);
      put_right(w, memory_columns[i].of(b), widths[i]);
    }
    w.end_line();
  }
  if (p.unfolded.empty()) return;
  put_unfolded(w, p, [&w](text name) { put_clipped_name(w, label{name}, memory_name); });
  w.end_line();
}

constexpr void write_markdown(writer& w, const memory_plan_view& p) {
  w.put("**");
  put_markdown_name(w, label{p.name});
  w.put("**");
  put_memory_head(w, p);
  w.put(" (");
  w.put(memory_leaves_out);
  w.put(")\n\n| buffer | bytes | first | last | offset |\n| --- | ---: | ---: | ---: | ---: |\n");
  for (const memory_buffer& b : p.buffers) {
    w.put("| ");
    each_part_of_name(b, [&w](text part) { put_markdown_name(w, label{part}); });
    for (const memory_column& c : memory_columns) {
      w.put(" | ");
      put_integer(w, c.of(b), true);
    }
    w.put(" |\n");
  }
  if (p.unfolded.empty()) return;
  w.put('\n');
  put_unfolded(w, p, [&w](text name) { put_markdown_name(w, label{name}); });
  w.put('\n');
}

constexpr void write_csv(writer& w, const memory_plan_view& p) {
  w.put("name,bytes,first,last,offset\n");
  for (const memory_buffer& b : p.buffers) {
    put_csv_field(w, [&b](const auto& use) { each_part_of_name(b, use); });
    for (const memory_column& c : memory_columns) {
      w.put(',');
      put_integer(w, c.of(b));
    }
    w.put('\n');
  }
}

constexpr void put_json_name(writer& w, const memory_buffer& b) {
  w.put('"');
  each_part_of_name(b, [&w](text part) {
    each_character(label{part}, [&w](text character) { put_json_character(w, character); });
  });
  w.put('"');
}

constexpr void write_json(writer& w, const memory_plan_view& p) {
  w.put("{\n  \"name\": ");
  put_json_string(w, label{p.name});
  w.put(",\n  \"height\": ");
  put_json_count(w, p.height);
  w.put(",\n  \"bound\": ");
  put_json_count(w, p.bound);
  w.put(",\n  \"alignment\": ");
  put_integer(w, p.alignment);
  w.put(",\n  \"buffers\": [");
  bool first = true;
  for (const memory_buffer& b : p.buffers) {
    w.put(first ? text{"\n    {\"name\": "} : text{",\n    {\"name\": "});
    first = false;
    put_json_name(w, b);
    for (const memory_column& c : memory_columns) {
      w.put(", \"");
      w.put(c.heading);
      w.put("\": ");
      put_integer(w, c.of(b));
    }
    w.put('}');
  }
  w.put(first ? text{"],\n  \"unfolded\": ["} : text{"\n  ],\n  \"unfolded\": ["});
  first = true;
  for (const text& name : p.unfolded) {
    if (!first) w.put(", ");
    first = false;
    put_json_string(w, label{name});
  }
  w.put("]\n}\n");
}

}  // namespace nns::report

namespace nns {

/// A plan as an aligned table: each buffer, when it is needed (as row numbers of the model) and where it is.
inline std::string to_text(const memory_plan_view& p) {
  return report::to_string([&](report::writer& w) { report::write_text(w, p); });
}

/// A plan as a GitHub Markdown table.
inline std::string to_markdown(const memory_plan_view& p) {
  return report::to_string([&](report::writer& w) { report::write_markdown(w, p); });
}

/// The buffers as comma-separated values: name, bytes, first, last, offset.
inline std::string to_csv(const memory_plan_view& p) {
  return report::to_string([&](report::writer& w) { report::write_csv(w, p); });
}

/// A plan as JSON: `name`, `height`, `bound`, `alignment`, `buffers` with `name`, `bytes`, `first`, `last`, `offset`,
/// and `unfolded`, a list of names.
inline std::string to_json(const memory_plan_view& p) {
  return report::to_string([&](report::writer& w) { report::write_json(w, p); });
}

}  // namespace nns
