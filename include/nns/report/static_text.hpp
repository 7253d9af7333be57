// static_text<M>: the table of a model as characters that the compiler has made, for a static_assert or for a program
// that carries its table with it. The same code as nns::to_text. Clang's default limit allows some 700 rows.
#pragma once

#include <nns/report/detail/option_words.hpp>
#include <nns/report/detail/table.hpp>

#include <cstddef>
#include <cstdint>

namespace nns {

/// How a summary becomes text.
struct text_options {
  /// Rows that stand inside more compositions than this are merged into one row of their composition; -1: none is.
  int depth = -1;
  /// Which columns, by their public names: "name output forward". Empty: the usual ones.
  column_names columns{};
  /// Every digit of every number, however long.
  bool exact = false;
  /// Longer names lose their middle; 0: never.
  int name_width = 48;
};

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

constexpr table_style style_of(const text_options& o) {
  return {.exact = o.exact, .name_width = o.name_width < 1 ? SIZE_MAX : static_cast<std::size_t>(o.name_width)};
}

constexpr table<layer_source> text_table(const layer_source& rows, const text_options& o) {
  const text names = o.columns.view();
  return {rows, names.empty() ? usual_columns<layer_row> : names, style_of(o)};
}

constexpr void write_text(writer& w, const summary_view& s, const text_options& o) {
  const layer_source rows{s, o.depth};
  text_table(rows, o).write(w);
}

// The compiler lays the table out once, and then writes it twice: first to learn its size.

/// The options of a model's layers, as words, and where each ends.
template <std::size_t Rows, std::size_t Characters>
struct static_words {
  char characters[Characters + 1]{};
  std::size_t ends[Rows]{};
  text words[Rows]{};

  constexpr explicit static_words(const summary_view& s) {
    writer w{.out = characters};
    write_options(w, s, ends);
    std::size_t begin = 0;
    for (std::size_t i = 0; i != Rows; begin = ends[i++]) words[i] = {characters + begin, ends[i] - begin};
  }
};

template <class M>
inline constexpr std::size_t static_words_size = [] {
  writer w;
  write_options(w, summary<M>, nullptr);
  return w.size;
}();
template <class M>
inline constexpr static_words<static_cast<std::size_t>(summary<M>.layers.size()), static_words_size<M>> words_of{
    summary<M>};

template <class M, bool Options>
inline constexpr summary_view static_view = [] {
  summary_view s{summary<M>};
  if constexpr (Options) s.options = words_of<M>.words;
  return s;
}();

template <class M, text_options Options>
inline constexpr layer_source static_rows{
    static_view<M, has_word(Options.columns.view(), "options")>, Options.depth};

template <class M, text_options Options>
inline constexpr table<layer_source> static_table = text_table(static_rows<M, Options>, Options);

template <class M, text_options Options>
inline constexpr std::size_t static_text_size = []() consteval {
  writer w;
  static_table<M, Options>.write(w);
  return w.size;
}();

template <class M, text_options Options>
consteval auto make_static_text() {
  constexpr bool known = are_columns<layer_row>(Options.columns.view());
  static_assert(known, "nns: a column is none of name, kind, output, forward, share, backward, parameters, "
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

}  // namespace nns
