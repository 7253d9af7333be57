// keras_model<text>: a Keras model's JSON, read while the program compiles, is a model like any other.
//
//     inline constexpr char text[] =
//     #include "resnet50.json.inc"   // one raw string literal, which nns_embed(target resnet50.json) writes
//     ;
//     struct resnet50 : nns::keras_model<text> {};
//     static_assert(nns::within<nns::forward<resnet50>, 4_GMAC>);  // using namespace nns::literals
//
// At run time, the same from a file: nns/import/keras_file.hpp.
#pragma once

#include <nns/detail/builtin.hpp>
#include <nns/detail/explain.hpp>
#include <nns/import/keras/link.hpp>

#include <utility>

namespace nns {

namespace detail {

// How a constant text is searched. clang evaluates its built-in functions for any text; g++ only for a string literal,
// and only where the array is named.
template <const auto& Text>
concept folds = requires { typename std::integral_constant<unsigned long, NNS_BUILTIN(strcspn)(Text, "\"")>; };

/// ASCII that stands for itself in a text.
inline constexpr char plain_characters[] =
    " !#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~";

/// JSON that was text inside another file, `Raw`, at `First`; it ends with a zero.
template <const auto& Raw, int First, int Length, int Size>
struct inner_text {
  static constexpr slice inside{First, Length};
  template <template <const auto&> class F>
  using with_raw = F<Raw>;

  char characters[static_cast<std::size_t>(Size + 1)]{};

  constexpr const char& operator[](int i) const { return characters[i]; }
};

template <std::size_t N>
constexpr int size_of_text(const char (&)[N]) {
  return static_cast<int>(N) - 1;
}
template <const auto& Raw, int First, int Length, int Size>
constexpr int size_of_text(const inner_text<Raw, First, Length, Size>&) {
  return Size;
}
template <std::size_t N>
constexpr const char* begin_of_text(const char (&text)[N]) {
  return text;
}
template <const auto& Raw, int First, int Length, int Size>
constexpr const char* begin_of_text(const inner_text<Raw, First, Length, Size>& text) {
  return text.characters;
}

template <const auto& Text>
struct constant_text {
  static constexpr int size = size_of_text(Text);

  static constexpr int quote(const source& s, int from) {
#if defined(__clang__)
    const char* found = NNS_BUILTIN(char_memchr)(s.characters + from, '"', static_cast<std::size_t>(size - from));
    return found == nullptr ? size : static_cast<int>(found - s.characters);
#else
    if constexpr (folds<Text>) {
      const int at = from + static_cast<int>(NNS_BUILTIN(strcspn)(Text + from, "\""));
      return at < size ? at : size;
    }
    while (from != size && s[from] != '"') ++from;
    return from;
#endif
  }
  static constexpr bool same(const source& s, int at, const char* word, int length) {
    if (size - at < length) return false;
#if defined(__clang__)
    return NNS_BUILTIN(memcmp)(s.characters + at, word, static_cast<std::size_t>(length)) == 0;
#else
    if constexpr (folds<Text>)
      return NNS_BUILTIN(memcmp)(Text + at, word, static_cast<std::size_t>(length)) == 0;
    for (int i = 0; i != length; ++i)
      if (s[at + i] != word[i]) return false;
    return true;
#endif
  }
  static constexpr bool plain(const source& s, slice name) {
#if defined(__clang__)
    const char* const first = s.characters + name.first;
    return NNS_BUILTIN(char_memchr)(first, '\\', static_cast<std::size_t>(name.length)) == nullptr &&
           are_printable(first, name.length);
#else
    if constexpr (folds<Text>)
      return static_cast<int>(NNS_BUILTIN(strspn)(Text + name.first, plain_characters)) >= name.length;
    for (int i = 0; i != name.length; ++i)
      if (s[name.first + i] == '\\') return false;
    return are_printable(s.characters + name.first, name.length);
#endif
  }
};

template <const auto& Text>
inline constexpr source source_of{begin_of_text(Text), constant_text<Text>::size, &constant_text<Text>::quote,
                                  &constant_text<Text>::same, &constant_text<Text>::plain};

/// Whether the compiler can read it: it must be constexpr; const is not enough.
template <const auto& Text>
concept readable_text = requires { typename std::integral_constant<int, static_cast<int>(*begin_of_text(Text))>; };

/// The model's JSON, if it is text inside the file's JSON.
template <const auto& Text>
inline constexpr slice as_text_in = model_as_text(source_of<Text>);

template <const auto& Text, slice Inside>
constexpr int size_of_inside() {
  scratch<char> room(Inside.length + 1);
  file_fault bad;
  unescaper u{source_of<Text>, Inside, room.values, bad};
  return u.run() ? static_cast<int>(u.out - room.values) : 0;
}
template <const auto& Text>
constexpr auto inside_of() {
  constexpr slice inside = as_text_in<Text>;
  inner_text<Text, inside.first, inside.length, size_of_inside<Text, inside>()> found;
  file_fault bad;
  scratch<char> room(inside.length + 1);
  unescaper u{source_of<Text>, inside, room.values, bad};
  if (u.run())
    for (int i = 0; i != size_of_text(found); ++i) found.characters[i] = room.values[i];
  return found;
}
template <const auto& Text>
inline constexpr auto text_inside = inside_of<Text>();

/// A part of the file, read in one constant evaluation.
template <int Layers, int Room>
struct keras_chunk {
  static constexpr int room = Room;

  layer_record layers[static_cast<std::size_t>(Layers)]{};
  layer_call calls[static_cast<std::size_t>(Room)]{};
  layer_reference references[static_cast<std::size_t>(Room)]{};
  int layers_used = 0;
  int calls_used = 0;
  int references_used = 0;
  keras_state after{};

  constexpr keras_chunk(const source& s, const keras_state& before) : after(before) {
    keras_part part{layers, Layers, calls, Room, references, Room};
    keras_reader(s, after, part).run();
    layers_used = part.layers_used;
    calls_used = part.calls_used;
    references_used = part.references_used;
  }
};

inline constexpr keras_state nothing_read{};

// The type is said: g++ 12 evaluates a member `static constexpr auto value = read()` twice.
template <const auto& Text, int I>
struct chunk {
  using before = chunk<Text, I - 1>;
  static constexpr keras_chunk<32, (before::value.after.cramped ? 2 * before::value.room : 96)> value{
      source_of<Text>, before::value.after};
};
template <const auto& Text>
struct chunk<Text, 0> {
  static constexpr keras_chunk<32, 96> value{source_of<Text>, nothing_read};
};

template <const auto& Text, int I = 0>
constexpr int count_chunks() {
  if constexpr (chunk<Text, I>::value.after.done)
    return I + 1;
  else
    return count_chunks<Text, I + 1>();
}

/// A part, whatever its capacity.
struct chunk_view {
  const layer_record* layers;
  const layer_call* calls;
  const layer_reference* references;
  int layers_used;
  int calls_used;
  int references_used;
};

template <const auto& Text>
struct chunks_of {
  static constexpr int count = count_chunks<Text>();
  static constexpr const keras_state& end = chunk<Text, count - 1>::value.after;

  template <int... I>
  struct all {
    static constexpr chunk_view views[] = {{chunk<Text, I>::value.layers, chunk<Text, I>::value.calls,
                                            chunk<Text, I>::value.references, chunk<Text, I>::value.layers_used,
                                            chunk<Text, I>::value.calls_used,
                                            chunk<Text, I>::value.references_used}...};
  };
  template <int... I>
  static constexpr const chunk_view* views(std::integer_sequence<int, I...>) {
    return all<I...>::views;
  }
  static constexpr const chunk_view* begin = views(std::make_integer_sequence<int, count>{});
};

/// What the user adds to the file.
struct keras_additions {
  const shape* inputs = nullptr;
  int input_count = 0;
  const known_class* known = nullptr;
  int known_count = 0;
};

/// The same, with storage for it.
template <int Most>
struct kept_additions {
  shape inputs[static_cast<std::size_t>(Most + 1)]{};
  int input_count = 0;
  known_class known[static_cast<std::size_t>(Most + 1)]{};
  int known_count = 0;

  template <std::int64_t... Extents>
  constexpr void add(input<Extents...>*) {
    inputs[input_count++] = shape{Extents...};
  }
  template <class Part>
    requires requires(Part* p) { known_class_of(p); }
  constexpr void add(Part* p) {
    known[known_count++] = known_class_of(p);
  }
};

template <class... Parts>
inline constexpr auto kept_additions_of = [] {
  kept_additions<static_cast<int>(sizeof...(Parts))> all;
  const bool added[] = {true, (all.add(static_cast<Parts*>(nullptr)), true)...};  // no fold: clang ends those at 256
  static_cast<void>(added);
  return all;
}();

template <class... Parts>
inline constexpr keras_additions additions_of{kept_additions_of<Parts...>.inputs, kept_additions_of<Parts...>.input_count,
                                              kept_additions_of<Parts...>.known,
                                              kept_additions_of<Parts...>.known_count};

/// All of a file, linked.
template <int Layers, int Calls, int References, int Characters>
struct constant_network {
  static constexpr int room = network::node_room(Layers, Calls);

  layer_record layers[static_cast<std::size_t>(Layers + 1)]{};
  layer_call calls[static_cast<std::size_t>(Calls + 1)]{};
  layer_reference said[static_cast<std::size_t>(References + 1)]{};
  graph_place graphs[static_cast<std::size_t>(Layers + 1)]{};
  layer_node nodes[static_cast<std::size_t>(room)]{};
  int order[static_cast<std::size_t>(room)]{};
  int first_reference[static_cast<std::size_t>(room)]{};
  int owner[static_cast<std::size_t>(room)]{};
  int last_slot[static_cast<std::size_t>(room)]{};
  reference references[static_cast<std::size_t>(References + 1)]{};
  output_slot slots[static_cast<std::size_t>(References + 1)]{};
  char characters[static_cast<std::size_t>(Characters + 1)]{};
  file_fault bad{};

  constexpr constant_network(const source& s, const chunk_view* parts, int count, const keras_additions& added) {
    int l = 0;
    int c = 0;
    int r = 0;
    for (int i = 0; i != count; ++i) {
      const chunk_view& part = parts[i];
      for (int j = 0; j != part.layers_used; ++j) layers[l++] = part.layers[j];
      for (int j = 0; j != part.calls_used; ++j) calls[c++] = part.calls[j];
      for (int j = 0; j != part.references_used; ++j) said[r++] = part.references[j];
    }
    if (count == 0) return;
    network n = view(s, added);
    linker{n, bad}.run();
  }

  constexpr network view(const source& s, const keras_additions& added) {
    return {&s,
            layers,
            Layers,
            calls,
            Calls,
            said,
            References,
            graphs,
            0,
            nodes,
            order,
            first_reference,
            owner,
            last_slot,
            references,
            slots,
            characters,
            added.inputs,
            added.input_count,
            added.known,
            added.known_count};
  }
  // Running a network only reads it; one type of view serves those who write it, too.
  [[nodiscard]] constexpr network view(const source& s, const keras_additions& added) const {
    return const_cast<constant_network*>(this)->view(s, added);
  }
};

template <const auto& Text, class... Parts>
struct linked {
  static constexpr const keras_state& end = chunks_of<Text>::end;
  static constexpr bool is_read = end.bad.broken == file_rule::none;
  static constexpr const keras_additions& added = additions_of<Parts...>;
  static constexpr constant_network<is_read ? end.layers : 0, is_read ? end.calls : 0, is_read ? end.references : 0,
                                    is_read ? end.characters : 0>
      value{source_of<Text>, chunks_of<Text>::begin, is_read ? chunks_of<Text>::count : 0, added};
  static constexpr file_fault bad = is_read ? value.bad : end.bad;

  // Objects of their own: clang 14 takes no reference to a part of one as a template argument.
  static constexpr text bad_key = bad.key;
  template <int I>
  static constexpr layer_record layer = value.layers[I];
};

}  // namespace detail

// What the compiler prints for a file that is refused.
namespace refused {

template <int>
struct column {};
#if defined(__clang__) && __clang_major__ < 15
template <char...>
struct of_class {};
template <char...>
struct key {};
#else
template <fixed_string>
struct of_class {};
template <fixed_string>
struct key {};
#endif

template <detail::file_rule>
struct file;

#define NNS_FILE_REFUSAL(name, sentence)                     \
  template <class...>                                        \
  struct name {                                              \
    static constexpr bool value = false;                     \
  };                                                         \
  template <>                                                \
  struct file<detail::file_rule::name> {                     \
    template <class... What>                                 \
    static constexpr bool because(detail::list<What...>) {   \
      static_assert(name<What...>::value, "nns: " sentence); \
      return true;                                           \
    }                                                        \
  };
NNS_FILE_RULES(NNS_FILE_REFUSAL)
#undef NNS_FILE_REFUSAL

}  // namespace refused

namespace detail {

NNS_TEXT_TYPE(of_class)
NNS_TEXT_TYPE(key)


struct line_and_column {
  int line = 1;
  int column = 1;
};

/// In steps of eight characters, so that a file of one line stays within the compilers' limits.
template <const auto& Text>
constexpr line_and_column place_in_text(int position) {
  line_and_column found;
  int line_begin = 0;
  for (int block = 0; block < position; block += 8) {
    bool breaks = false;
    if (block + 8 <= position)
      breaks = Text[block] == '\n' || Text[block + 1] == '\n' || Text[block + 2] == '\n' || Text[block + 3] == '\n' ||
               Text[block + 4] == '\n' || Text[block + 5] == '\n' || Text[block + 6] == '\n' || Text[block + 7] == '\n';
    if (!breaks && block + 8 <= position) continue;
    for (int i = block; i != block + 8 && i != position; ++i) {
      if (Text[i] != '\n') continue;
      ++found.line;
      line_begin = i + 1;
    }
  }
  found.column = position - line_begin + 1;
  return found;
}

template <const auto& Text, int First, int Length>
constexpr auto copied() {
  fixed_string<static_cast<std::size_t>(Length) + 1> copy;
  for (int i = 0; i != Length; ++i) copy.characters[i] = Text[First + i];
  return copy;
}
template <const text& Word>
constexpr auto copied_word() {
  fixed_string<Word.length + 1> copy;
  for (std::size_t i = 0; i != Word.length; ++i) copy.characters[i] = Word[i];
  return copy;
}

/// Text of the file as a type with the name `Type`; nothing, if there is none.
template <const auto& Text, int First, int Length>
constexpr auto name_in_file() {
  if constexpr (Length > 0)
    return named_type<copied<Text, First, Length>()>(indices_below<static_cast<std::size_t>(Length)>{});
  else
    return list<>{};
}
template <const auto& Text, int First, int Length>
constexpr auto class_in_file() {
  if constexpr (Length > 0)
    return of_class_type<copied<Text, First, Length>()>(indices_below<static_cast<std::size_t>(Length)>{});
  else
    return list<>{};
}
template <const text& Word>
constexpr auto key_in_file() {
  if constexpr (Word.length > 0)
    return key_type<copied_word<Word>()>(indices_below<Word.length>{});
  else
    return list<>{};
}

template <const auto& Text>
struct places_in {
  using type = std::remove_cvref_t<decltype(Text)>;

  static constexpr int behind(slice inside, int position) {
    return inside.first + length_of_escaped(source_of<Text>, inside, position);
  }
  template <int Position>
  static constexpr auto at() {
    if constexpr (requires { type::inside; }) {  // the place in the file's own text
      using raw = typename type::template with_raw<places_in>;
      return raw::template at<raw::behind(type::inside, Position)>();
    } else {
      constexpr line_and_column found = place_in_text<Text>(Position);
      return list<refused::line<found.line>, refused::column<found.column>>{};
    }
  }
};

template <const auto& Text, const file_fault& Bad, const text& Key>
constexpr bool explain_file() {
  using what = boost::mp11::mp_append<
      decltype(places_in<Text>::template at<Bad.position>()), decltype(name_in_file<Text, Bad.layer.first, Bad.layer.length>()),
      decltype(class_in_file<Text, Bad.class_name.first, Bad.class_name.length>()), decltype(key_in_file<Key>())>;
  return refused::file<Bad.broken>::because(what{});
}

/// A layer of the file broke a rule of its kind.
template <const auto& Text, const layer_record& Layer, const fault& Fault>
constexpr bool explain_layer_of_file() {
  using what = boost::mp11::mp_append<
      decltype(name_in_file<Text, Layer.name.first, Layer.name.length>()),
      decltype(class_in_file<Text, Layer.class_name.first, Layer.class_name.length>()),
      decltype(places_in<Text>::template at<Layer.position>()), list<refused::row<Fault.row>>,
      decltype(arrived_at<Fault>(indices_below<static_cast<std::size_t>(Fault.arrived.used)>{}))>;
  return break_rule<Fault.broken, Fault.first, Fault.second, what,
                    decltype(plain_numbers<Fault.first, Fault.second>())>();
}

}  // namespace detail

namespace detail {

template <const auto& Text, class... Parts>
struct read_model {
  using nns_file = linked<Text, Parts...>;

  static constexpr void NNS_STEP(machine& m) {
    if constexpr (nns_file::bad.broken != file_rule::none) {
      m.refuse_file(sentence_of(nns_file::bad.broken));  // reported below
    } else {
      const network n = nns_file::value.view(source_of<Text>, nns_file::added);
      run_layer(m, n, n.root());
    }
  }
  NNS_STEP_AS_DATA

  template <const fault& Fault>
  static constexpr bool nns_explain() {
    if constexpr (nns_file::bad.broken != file_rule::none)
      return explain_file<Text, nns_file::bad, nns_file::bad_key>();
    else
      return explain_layer_of_file<
          Text, nns_file::template layer<(Fault.depth > 0 ? Fault.path[0] : nns_file::end.layers - 1)>, Fault>();
  }
};
template <const auto& Text, class... Parts>
  requires readable_text<Text> && (as_text_in<Text>.length != 0)
struct read_model<Text, Parts...> : read_model<text_inside<Text>, Parts...> {};

template <const auto& Text>
inline constexpr bool the_compiler_can_read = false;

template <const auto& Text, class... Parts>
  requires(!readable_text<Text>)
struct read_model<Text, Parts...> {
  struct nns_file {};

  static constexpr void NNS_STEP(machine& m) { m.refuse_file("the compiler cannot read the text"); }
  NNS_STEP_AS_DATA

  template <const fault&>
  static constexpr bool nns_explain() {
    static_assert(the_compiler_can_read<Text>,
                  "nns: the compiler cannot read this text: declare it inline constexpr char text[] = ..., where it is defined");
    return true;
  }
};

}  // namespace detail

/// A Keras model from its JSON: derive a named struct from it, or give it an alias. `Text` is an array of characters
/// that ends with a zero. The JSON may be inside another object, as in TensorFlow.js' model.json, or a string inside
/// JSON. The Parts are input<...>s, which set or replace the shapes of the model's inputs, in its order, and
/// declarations of unknown classes: known_as<"Class", layer> and assume_zero<"Class">.
template <const auto& Text, class... Parts>
struct keras_model : detail::read_model<Text, Parts...> {
  using nns_model = keras_model;
};

}  // namespace nns
