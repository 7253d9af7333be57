// static_text<M>: the table of a model as characters that the compiler has made, for a static_assert or for a program
// that carries its table with it. The same code as nns::to_text. Clang's default limit allows some 700 rows.
#pragma once

#include <nns/detail/explain.hpp>
#include <nns/detail/verdict.hpp>
#include <nns/report/detail/option_words.hpp>
#include <nns/report/detail/text_table.hpp>
#include <nns/summary.hpp>

#include <cstddef>
#include <cstdint>

namespace nns {

/// N characters.
template <std::size_t N>
struct fixed_text {
  char characters[N + 1]{};

  [[nodiscard]] static constexpr std::size_t size() { return N; }
  [[nodiscard]] constexpr const char* data() const { return characters; }
  [[nodiscard]] constexpr const char* c_str() const { return characters; }
  [[nodiscard]] constexpr text view() const { return {characters, N}; }
  constexpr operator text() const { return view(); }

  friend constexpr bool operator==(const fixed_text& a, text b) { return a.view() == b; }
};

namespace report {

// The compiler lays the table out, counts its characters, and writes them.

/// The options of a model's layers, as words, and where each ends.
template <std::size_t Rows, std::size_t Characters>
struct static_words {
  char characters[Characters + 1]{};
  std::size_t ends[Rows]{};
  text words[Rows]{};

  template <class View>
  constexpr explicit static_words(const View& s) {
    writer w{.out = characters};
    write_options(w, s, ends);
    std::size_t begin = 0;
    for (std::size_t i = 0; i != Rows; begin = ends[i++]) words[i] = {characters + begin, ends[i] - begin};
  }
};

template <class M>
inline constexpr std::size_t static_words_size = [](const auto& s) {
  writer w;
  write_options(w, s, nullptr);
  return w.size;
}(summary_view{summary<M>});
template <class M>
inline constexpr static_words<static_cast<std::size_t>(summary<M>.layers.size()), static_words_size<M>> words_of{
    summary_view{summary<M>}};

template <class M, bool Options>
inline constexpr summary_view static_view = [] {
  summary_view s{summary<M>};
  if constexpr (Options) s.options = words_of<M>.words;
  return s;
}();

template <class M, text_options Options>
inline constexpr layer_source static_rows{
    static_view<M, has_word(Options.columns.view(), "options")>, Options.depth, Options.fold};

template <class M, text_options Options>
inline constexpr table<layer_source> static_table = text_table(static_rows<M, Options>, Options);

template <class M, text_options Options>
inline constexpr std::size_t static_text_size = [] {
  writer w;
  static_table<M, Options>.write(w);
  return w.size;
}();

template <class M, text_options Options>
constexpr auto make_static_text() {
  constexpr bool known = are_columns<layer_row>(Options.columns.view());
  constexpr bool any_bytes = [] {
    bool any = false;
    each_word(Options.columns.view(), [&any](text name) {
      any = any || (name.size() >= 5 && text{name.data() + name.size() - 5, 5} == text{"bytes"});
    });
    return any;
  }();
  static_assert(!any_bytes,
                "nns: a table made by the compiler cannot have columns of bytes: use nns::to_text, or the memory plan");
  static_assert(known, "nns: a column is not one of name, kind, output, forward, share, backward, parameters, "
                       "trainable_parameters, non_trainable_parameters, trainable, activations, depth, inputs, options");
  if constexpr (known) {
    fixed_text<static_text_size<M, Options>> result;
    writer w{.out = result.characters};
    static_table<M, Options>.write(w);
    return result;
  } else {
    return fixed_text<0>{};
  }
}

}  // namespace report

/// The text of a model's summary, made by the compiler.
template <class M, text_options Options = text_options{}>
inline constexpr auto static_text = report::make_static_text<M, Options>();

namespace refused {

template <class Text>
struct line_got {};
template <class Text>
struct line_expected {};

/// A table that differs from the expected one: the first line that differs.
template <class M, class Line, class Got, class Expected>
struct text_of {
  static constexpr bool kept = false;
};

}  // namespace refused

namespace report {

/// Where two texts differ first: the number of the line, and where it begins and ends in each.
struct line_difference {
  struct range {
    std::size_t first = 0;
    std::size_t last = 0;
  };
  int line = 0;  // 0: they do not
  range got{};
  range expected{};
};

constexpr std::size_t end_of_line(text t, std::size_t from) {
  while (from < t.size() && t[from] != '\n') ++from;
  return from;
}

constexpr line_difference first_difference(text got, text expected) {
  if (got == expected) return {};
  std::size_t i = 0;
  std::size_t begin = 0;
  int line = 1;
  for (; i < got.size() && i < expected.size() && got[i] == expected[i]; ++i)
    if (got[i] == '\n') begin = i + 1, ++line;
  return {line, {begin, end_of_line(got, begin)}, {begin, end_of_line(expected, begin)}};
}

template <class Text>
constexpr text text_of(const Text& t) {
  if constexpr (requires { t.view(); })
    return t.view();
  else
    return text{t};
}

/// Part of a text, as what is printed asks for it (detail/explain.hpp).
template <const auto& Text, line_difference::range Range>
struct part_of_text {
  static constexpr std::size_t length = Range.last - Range.first;
  static constexpr char at(std::size_t i) { return text_of(Text)[Range.first + i]; }
};
template <const auto& Text, line_difference::range Range>
using printed_part = boost::mp11::mp_front<decltype(detail::sentence_type<part_of_text<Text, Range>>(
    detail::indices_below<Range.last - Range.first>{}))>;

template <class M, const auto& Expected, text_options Options>
consteval auto compare_text() {
  if constexpr (detail::refused_model<M>) {
    return detail::quiet{};
  } else {
    constexpr line_difference d = first_difference(static_text<M, Options>, text_of(Expected));
    if constexpr (d.line == 0)
      return detail::quiet{};
    else
      return refused::text_of<M, refused::line<d.line>,
                              refused::line_got<printed_part<static_text<M, Options>, d.got>>,
                              refused::line_expected<printed_part<Expected, d.expected>>>{};
  }
}

}  // namespace report

/// static_text_is<net, golden>: whether the text of a model's summary equals this one, which is an array of characters
/// or a fixed_text with a name (`constexpr char golden[] = R"(...)"`). If it does not, the error prints the first line
/// that differs.
template <class M, const auto& Expected, text_options Options = text_options{}>
concept static_text_is = detail::holds<decltype(report::compare_text<M, Expected, Options>())>;

}  // namespace nns
