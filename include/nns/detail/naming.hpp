// The names of a summary's rows, no two of them equal: given names come first, a later use of one is numbered (_1, _2,
// ...), and a row without a name gets its kind and the kind's next free number.
#pragma once

#include <nns/detail/builtin.hpp>
#include <nns/detail/text.hpp>

namespace nns::detail {

/// conv2d_1: a name that looks like one made of another and a number.
constexpr bool ends_like_a_number(text t) {
  std::size_t i = t.size();
  while (i != 0 && t[i - 1] >= '0' && t[i - 1] <= '9') --i;
  return i != t.size() && i != 0 && t[i - 1] == '_';
}

/// A name in use, and how often it was asked for again. Without initialisers: an unused table of them is free then.
struct used_name {
  const char* characters;
  std::size_t length;
  int again;
};

/// Room for a kind and a number. It is copied as a whole: in a constant evaluation that is one assignment, instead of
/// one for each character. Without an initialiser, for the same reason as above.
struct numbered_name {
  static constexpr std::size_t longest_kind = 28;
  char characters[40];
};

/// Whether a kind's numbered names fit into that, and cannot equal the name of a kind. Its last character, and the next
/// one, come after the digits.
constexpr bool is_plain_kind(const text& kind) {
  return kind.length != 0 && kind.length <= numbered_name::longest_kind && kind.characters[kind.length - 1] > '9' &&
         kind.characters[kind.length - 1] < 127;
}

/// How many places there are for the numbers of kinds; each kind has one where it is looked for first.
inline constexpr unsigned places_of_kinds = 64;
constexpr unsigned char place_of_kind(const text& kind) {
  const std::size_t n = kind.length;
  const char* const c = kind.characters;
  return n == 0 ? 0 : (n * 7 + unsigned(c[0]) * 3 + unsigned(c[n / 2]) * 5 + unsigned(c[n - 1]) * 11) % places_of_kinds;
}

/// The names that named<...> gave in a model, each in its composition, where giving one again is a mistake. It knows
/// the first 512. Without initialisers, those that are not there cost nothing; and clang pays for every place of an array
/// up to the last that is written, so they stand one after another.
class claimed_names {
 public:
  /// False if the composition has used the name already.
  constexpr bool claim(text name, int block) {
    const char* const c = name.characters;
    const std::size_t n = name.length;
    short& first = chains[(static_cast<unsigned char>(c[0]) * 31U + static_cast<unsigned char>(c[n / 2]) * 7U +
                           static_cast<unsigned char>(c[n - 1]) * 131U + static_cast<unsigned>(n) +
                           static_cast<unsigned>(block) * 17U) %
                          chains_of_names];
    for (short i = first; i != 0; i = next[i - 1])
      if (blocks[i - 1] == block && lengths[i - 1] == n && text{characters[i - 1], n} == name) return false;
    if (count == most) return true;
    characters[count] = c, lengths[count] = n, blocks[count] = block, next[count] = first;
    first = ++count;
    return true;
  }

 private:
  static constexpr unsigned chains_of_names = 32;
  static constexpr short most = 512;
  short chains[chains_of_names]{};  // the last name of each, plus 1; 0: none
  short count = 0;
  short next[most];
  const char* characters[most];
  std::size_t lengths[most];
  int blocks[most];
};

constexpr int name_places(int names) {
  int size = 4;
  while (size < 2 * names) size *= 2;
  return size;
}

/// The names that a kind has given so far.
struct numbering {
  const text* kind = nullptr;
  int taken_in = 0;  // which numbering it belongs to; 0: none
  int used = 0;      // how many there are, unless they are plain ones
  std::size_t length = 0;  // of the last name, if it is a plain one
  numbered_name last;      // that name
};

/// The next name of a kind whose last one has a character past 9 at its end, once that is raised: the kind itself gets its
/// first number, and a nine carries over.
constexpr void carry(numbering& n) {
  char* digit = n.last.characters + n.length - 1;
  if (n.length == n.kind->length) {
    --*digit, n.last.characters[n.length++] = '_', n.last.characters[n.length++] = '1';
    return;
  }
  for (*digit = '0'; *--digit == '9';) *digit = '0';
  if (*digit == '_') ++digit, n.last.characters[n.length++] = '0';  // 99 has become 00: it needs a place more
  ++*digit;
}

/// The next name of a kind: the kind itself, then its number. It changes where it is kept, since that costs less there
/// than in a row's own place.
constexpr void advance(numbering& n) {
  if (n.length == 0)
    for (; n.length != n.kind->length; ++n.length) n.last.characters[n.length] = n.kind->characters[n.length];
  else if (++n.last.characters[n.length - 1] > '9')
    carry(n);
}

/// Where a kind is numbered: looked for in its place first, and in the following ones if others have taken it. Negative:
/// there are more kinds than places.
constexpr int find_numbering(numbering* numbers, const text& kind, unsigned place, int current) {
  for (unsigned i = 0; i != places_of_kinds; ++i) {
    numbering& n = numbers[(place + i) % places_of_kinds];
    if (n.taken_in != current) n.kind = &kind, n.taken_in = current, n.used = 0, n.length = 0;
    // By their characters: clang 19 refuses to compare the addresses of two string literals.
    if (NNS_ARE_ONE(n.kind, &kind) || *n.kind == kind) return static_cast<int>((place + i) % places_of_kinds);
  }
  return -1;
}

struct naming {
  char* characters;      // where the next name that has to be put together is written
  used_name* places;     // a hash table of the names that were claimed
  unsigned size;         // a power of two
  numbering* numbers;    // places_of_kinds of them
  // With -fsanitize=undefined, g++ 12 cannot compare an address with null in a constant, so `has_slots` says if it is
  // set.
  numbered_name* slots = nullptr;  // where the next plain kind with its number is written
  bool has_slots = false;          // if not, among the characters
  int current = 1;       // numbers start again in each named composition: which of these it is
  bool crowded = false;  // whether there are claimed names that a kind and a number could meet

  constexpr naming(char* write_to, used_name* table, int table_size, numbering* kinds)
      : characters(write_to), places(table), size(static_cast<unsigned>(table_size)), numbers(kinds) {}
  constexpr naming(char* write_to, used_name* table, int table_size, numbering* kinds, numbered_name* plain_names)
      : characters(write_to), places(table), size(static_cast<unsigned>(table_size)), numbers(kinds),
        slots(plain_names), has_slots(true) {}

  /// prefix, base and end, for instance block/ conv and nothing: claimed with the first number that makes it unique.
  constexpr text claim(text prefix, text base, text end) {
    char* const start = characters;
    text name = join(prefix, base, 0, end);
    used_name& first = place_of(name);
    used_name* place = &first;
    while (place->length != 0) {
      characters = start;
      name = join(prefix, base, ++first.again, end);
      place = &place_of(name);
    }
    place->characters = name.characters;
    place->length = name.length;
    return name;
  }

  /// A composition with a name begins: it numbers its own rows.
  constexpr void begin_anew() { ++current; }

  /// The kind and its next number, as Keras counts. `place` is the kind's.
  constexpr text next_of(text prefix, const text& kind, unsigned place) {
    const int at = find_numbering(numbers, kind, place, current);
    const bool in_a_slot = prefix.length == 0 && has_slots && is_plain_kind(kind);
    if (at >= 0 && in_a_slot && !crowded) return next_plain(numbers[at]);
    char* const rest = characters;
    char* const start = in_a_slot ? slots++->characters : characters;
    characters = start;
    text name{};
    if (at < 0) {
      name = claim(prefix, kind, {});
    } else {
      do {
        characters = start;
        name = join(prefix, kind, numbers[at].used++, {});
      } while (crowded && place_of(name).length != 0);
    }
    if (in_a_slot) characters = rest;
    return name;
  }

  /// The same, if no row has a name of its own and all kinds are plain.
  constexpr text next_plain(const text& kind, unsigned place) {
    const int at = find_numbering(numbers, kind, place, current);
    return at < 0 ? next_of({}, kind, place) : next_plain(numbers[at]);
  }

 private:
  constexpr text next_plain(numbering& n) {
    advance(n);
    if (n.length == n.kind->length) return *n.kind;
    *slots = n.last;
    return {slots++->characters, n.length};
  }

  // By the last characters: they tell most names apart, and a prefix costs nothing.
  constexpr used_name& place_of(text name) {
    unsigned h = static_cast<unsigned>(name.length);
    for (std::size_t i = name.length < 8 ? 0 : name.length - 8; i != name.length; ++i)
      h = (h ^ static_cast<unsigned char>(name.characters[i])) * 16777619U;
    // Long names are an exporter's: they differ in the middle, and end alike. Four characters are one step.
    if (name.length > 32) {
      const char* const c = name.characters;
      for (std::size_t i = 0; i + 4 < name.length; i += 4)
        h = (h ^ (static_cast<unsigned>(c[i]) + static_cast<unsigned>(c[i + 1]) * 8191U +
                  static_cast<unsigned>(c[i + 2]) * 131071U + static_cast<unsigned>(c[i + 3]) * 524287U)) *
            16777619U;
    }
    unsigned at = (h ^ (h >> 15)) & (size - 1);
    while (places[at].length != 0 &&
           !(places[at].length == name.length && text{places[at].characters, name.length} == name))
      at = (at + 1) & (size - 1);
    return places[at];
  }

  constexpr void put(text t) {
#if defined(__clang__)
    NNS_BUILTIN(memcpy)(characters, t.characters, t.length);  // one step of the evaluation, where a loop takes many
#else
    for (std::size_t i = 0; i != t.length; ++i) characters[i] = t.characters[i];
#endif
    characters += t.length;
  }

  constexpr text join(text prefix, text base, int number, text end) {
    if (number == 0 && prefix.length == 0 && end.length == 0) return base;
    const char* const first = characters;
    if (prefix.length != 0) put(prefix);
    put(base);
    if (number != 0) {
      *characters++ = '_';
      int digits = 1;
      for (int rest = number; rest >= 10; rest /= 10) ++digits;
      for (int i = digits; i-- != 0; number /= 10) characters[i] = static_cast<char>('0' + number % 10);
      characters += digits;
    }
    if (end.length != 0) put(end);
    return {first, static_cast<std::size_t>(characters - first)};
  }
};

}  // namespace nns::detail
