// Names of every length are printed as text: here in a type that is made for it, as a message's names are.
// EXPECT: named<"x">
// EXPECT: named<"02">
// EXPECT: named<"03a">
// EXPECT: named<"04ab">
// EXPECT: named<"05abc">
// EXPECT: named<"06abcd">
// EXPECT: named<"07abcde">
// EXPECT: named<"08abcdef">
// EXPECT: named<"09abcdefg">
// EXPECT: named<"10abcdefgh">
// EXPECT: named<"11abcdefghi">
// EXPECT: named<"12abcdefghij">
// EXPECT: named<"13abcdefghijk">
// EXPECT: named<"14abcdefghijkl">
// EXPECT: named<"15abcdefghijklm">
// EXPECT: named<"16abcdefghijklmn">
// EXPECT: named<"17abcdefghijklmno">
// EXPECT: named<"18abcdefghijklmnop">
// EXPECT: named<"19abcdefghijklmnopq">
// EXPECT: named<"20abcdefghijklmnopqr">
// EXPECT: named<"21abcdefghijklmnopqrs">
// EXPECT: named<"22abcdefghijklmnopqrst">
// EXPECT: named<"23abcdefghijklmnopqrstu">
// EXPECT: named<"24abcdefghijklmnopqrstuv">
// EXPECT: named<"25abcdefghijklmnopqrstuvw">
// EXPECT: named<"26abcdefghijklmnopqrstuvwx">
// EXPECT: named<"27abcdefghijklmnopqrstuvwxy">
// EXPECT: named<"28abcdefghijklmnopqrstuvwxyz">
// EXPECT: named<"29abcdefghijklmnopqrstuvwxyza">
// EXPECT: named<"30abcdefghijklmnopqrstuvwxyzab">
// EXPECT: named<"31abcdefghijklmnopqrstuvwxyzabc">
// EXPECT: named<"32abcdefghijklmnopqrstuvwxyzabcd">
// EXPECT: named<"33abcdefghijklmnopqrstuvwxyzabcde">
// EXPECT: named<"34abcdefghijklmnopqrstuvwxyzabcdef">
// EXPECT: named<"35abcdefghijklmnopqrstuvwxyzabcdefg">
// EXPECT: named<"36abcdefghijklmnopqrstuvwxyzabcdefgh">
// EXPECT: named<"37abcdefghijklmnopqrstuvwxyzabcdef
// EXPECT: named<"38abcdefghijklmnopqrstuvwxyzabcdef
// EXPECT: named<"39abcdefghijklmnopqrstuvwxyzabcdef
// EXPECT: named<"40abcdefghijklmnopqrstuvwxyzabcdef
// EXPECT: named<"41abcdefghijklmnopqrstuvwxyzabcdef
// EXPECT: named<"42abcdefghijklmnopqrstuvwxyzabcdef
// EXPECT: named<"43abcdefghijklmnopqrstuvwxyzabcdef
// EXPECT: named<"44abcdefghijklmnopqrstuvwxyzabcdef
// EXPECT: named<"45abcdefghijklmnopqrstuvwxyzabcdef
// EXPECT: named<"46abcdefghijklmnopqrstuvwxyzabcdef
// EXPECT: named<"47abcdefghijklmnopqrstuvwxyzabcdef
// EXPECT: named<"48abcdefghijklmnopqrstuvwxyzabcdef
// EXPECT: named<"49abcdefghijklmnopqrstuvwxyzabcdef
// EXPECT: named<"50abcdefghijklmnopqrstuvwxyzabcdef
// EXPECT: named<"51abcdefghijklmnopqrstuvwxyzabcdef
// EXPECT: named<"52abcdefghijklmnopqrstuvwxyzabcdef
// EXPECT: named<"53abcdefghijklmnopqrstuvwxyzabcdef
// EXPECT: named<"54abcdefghijklmnopqrstuvwxyzabcdef
// EXPECT: named<"55abcdefghijklmnopqrstuvwxyzabcdef
// EXPECT: named<"56abcdefghijklmnopqrstuvwxyzabcdef
// EXPECT: named<"57abcdefghijklmnopqrstuvwxyzabcdef
// EXPECT: named<"58abcdefghijklmnopqrstuvwxyzabcdef
// EXPECT: named<"59abcdefghijklmnopqrstuvwxyzabcdef
// EXPECT: named<"60abcdefghijklmnopqrstuvwxyzabcdef
// EXPECT: named<"61abcdefghijklmnopqrstuvwxyzabcdef
// EXPECT: named<"62abcdefghijklmnopqrstuvwxyzabcdef
// EXPECT: named<"63abcdefghijklmnopqrstuvwxyzabcdef
// EXPECT: named<"64abcdefghijklmnopqrstuvwxyzabcdef
#include <nns/nns.hpp>

/// "x", and for others two digits of the length and letters.
template <std::size_t N>
constexpr auto name_of_length() {
  nns::fixed_string<N + 1> name;
  for (std::size_t i = 0; i != N; ++i) name.characters[i] = static_cast<char>('a' + (i + 24) % 26);
  name.characters[0] = N == 1 ? 'x' : static_cast<char>('0' + N / 10);
  if (N > 1) name.characters[1] = static_cast<char>('0' + N % 10);
  return name;
}

template <class...>
struct shown {
  static constexpr bool value = false;
};
template <std::size_t... N>
constexpr auto all(nns::detail::indices<N...>) {
  return shown<boost::mp11::mp_front<decltype(nns::detail::named_type<name_of_length<N + 1>()>(
      nns::detail::indices_below<N + 1>{}))>...>{};
}
template <class Names>
constexpr bool show() {
  static_assert(Names::value, "names");
  return true;
}

#ifdef NNS_MENDED
static_assert(show<std::true_type>());
#else
static_assert(show<decltype(all(nns::detail::indices_below<64>{}))>());
#endif
