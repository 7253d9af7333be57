// keras_model<text>: a Keras model's JSON, read while the program compiles, is a model like any other.
//
//     inline constexpr char text[] =
//     #include "resnet50.json.inc"   // one raw string literal, which nns_embed(target resnet50.json) writes
//     ;
//     struct resnet50 : nns::keras_model<text> {};
//     static_assert(nns::within<nns::forward<resnet50>, 4_GMAC>);
//
// At run time, the same from a file: nns/import/keras_file.hpp.
#pragma once

#include <nns/import/link.hpp>

#include <utility>

namespace nns {

/// keras_model<text, assume_zero<"Fancy">>: layers of this class keep their shape and cost nothing.
template <fixed_string ClassName>
struct assume_zero {
  static constexpr auto nns_class = ClassName;
};

namespace detail {

// How a constant text is searched. clang runs the loops of its own built-in functions; g++ folds only those of a string
// literal, and these only where the array is named.
template <const auto& Text>
concept folds = requires { typename std::integral_constant<unsigned long, __builtin_strcspn(Text, "\"")>; };

template <const auto& Text>
struct constant_text {
  static constexpr int size = static_cast<int>(sizeof(Text)) - 1;

  static constexpr int quote(const source& s, int from) {
#if defined(__clang__)
    const char* found = __builtin_char_memchr(s.characters + from, '"', static_cast<std::size_t>(size - from));
    return found == nullptr ? size : static_cast<int>(found - s.characters);
#else
    if constexpr (folds<Text>) {
      const int at = from + static_cast<int>(__builtin_strcspn(Text + from, "\""));
      return at < size ? at : size;
    }
    while (from != size && s[from] != '"') ++from;
    return from;
#endif
  }
  static constexpr bool same(const source& s, int at, const char* word, int length) {
    if (size - at < length) return false;
#if defined(__clang__)
    return __builtin_memcmp(s.characters + at, word, static_cast<std::size_t>(length)) == 0;
#else
    if constexpr (folds<Text>)
      return __builtin_memcmp(Text + at, word, static_cast<std::size_t>(length)) == 0;
    for (int i = 0; i != length; ++i)
      if (s[at + i] != word[i]) return false;
    return true;
#endif
  }
};

template <const auto& Text>
inline constexpr source source_of{Text, constant_text<Text>::size, &constant_text<Text>::quote, &constant_text<Text>::same};

/// A part of the file, read in one constant evaluation.
template <int Layers, int Room>
struct keras_chunk {
  static constexpr int room = Room;

  layer_record layers[Layers]{};
  layer_call calls[Room]{};
  layer_reference references[Room]{};
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

template <const auto& Text, int I>
struct chunk {
  static constexpr auto read() {
    if constexpr (I == 0) {
      return keras_chunk<32, 96>(source_of<Text>, nothing_read);
    } else {
      constexpr const auto& before = chunk<Text, I - 1>::value;
      return keras_chunk<32, (before.after.cramped ? 2 * before.room : 96)>(source_of<Text>, before.after);
    }
  }
  static constexpr auto value = read();
};

template <const auto& Text, int I = 0>
constexpr int count_chunks() {
  if constexpr (chunk<Text, I>::value.after.done)
    return I + 1;
  else
    return count_chunks<Text, I + 1>();
}

/// A part, whatever its room.
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
                                            chunk<Text, I>::value.calls_used, chunk<Text, I>::value.references_used}...};
  };
  template <int... I>
  static constexpr const chunk_view* views(std::integer_sequence<int, I...>) {
    return all<I...>::views;
  }
  static constexpr const chunk_view* begin = views(std::make_integer_sequence<int, count>{});
};

/// What the user adds to the file.
struct keras_additions {
  static constexpr int most = 16;

  shape inputs[most]{};
  int input_count = 0;
  text assumed[most]{};
  int assumed_count = 0;

  template <std::int64_t... Extents>
  constexpr void add(input<Extents...>*) {
    inputs[input_count++] = shape{Extents...};
  }
  template <fixed_string ClassName>
  constexpr void add(assume_zero<ClassName>*) {
    assumed[assumed_count++] = assume_zero<ClassName>::nns_class.view();
  }
};

template <class... Parts>
inline constexpr keras_additions additions_of = [] {
  static_assert(sizeof...(Parts) <= keras_additions::most, "nns: at most 16 inputs and assumptions");
  keras_additions all;
  (all.add(static_cast<Parts*>(nullptr)), ...);
  return all;
}();

/// All of a file, linked.
template <int Layers, int Calls, int References, int Characters>
struct constant_network {
  static constexpr int room = network::node_room(Layers, Calls);

  layer_record layers[Layers + 1]{};
  layer_call calls[Calls + 1]{};
  layer_reference said[References + 1]{};
  graph_place graphs[Layers + 1]{};
  layer_node nodes[room]{};
  int order[room]{};
  int first_reference[room]{};
  int owner[room]{};
  int last_slot[room]{};
  reference references[References + 1]{};
  output_slot slots[References + 1]{};
  char characters[Characters + 1]{};
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
    network n = view(s, added);
    linker{n, bad, added.assumed, added.assumed_count}.run();
  }

  constexpr network view(const source& s, const keras_additions& added) {
    return {&s,    layers,          Layers, calls,     Calls,      said,  References, graphs,       0,
            nodes, order, first_reference, owner,  last_slot, references, slots, characters, added.inputs, added.input_count};
  }
  // Running a network only reads it; one type of view serves those who write it, too.
  constexpr network view(const source& s, const keras_additions& added) const {
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
};

}  // namespace detail

/// A Keras model from its JSON: a named struct derives from it, or an alias names it. `Text` is an array of characters
/// that ends with a zero. The Parts are input<...>s, which say or replace the shapes of the model's inputs, in its
/// order, and assume_zero<"Class">s, for classes that are not known and cost nothing.
template <const auto& Text, class... Parts>
struct keras_model {
  using nns_model = keras_model;

  static constexpr void nns_step(detail::machine& m) {
    using file = detail::linked<Text, Parts...>;
    const detail::network n = file::value.view(detail::source_of<Text>, file::added);
    detail::run_layer(m, n, n.root());
  }
};

}  // namespace nns
