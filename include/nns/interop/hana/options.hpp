// The options of a layer, as the user wrote them, by the names of what they set.
#pragma once

#include <nns/detail/builtin.hpp>
#include <nns/detail/table.hpp>
#include <nns/layers/options.hpp>

#include <boost/hana/map.hpp>
#include <boost/hana/pair.hpp>
#include <boost/hana/string.hpp>
#include <boost/hana/type.hpp>
#include <boost/mp11/list.hpp>

#include <cstddef>
#include <cstdint>
#include <utility>

namespace nns::detail {

template <class T>
using is_an_option = boost::mp11::mp_bool<is_option<T>>;

/// @cond Doxygen takes a template that derives from its own kind for an endless one.
/// Overloads by rank, so that the compiler has no choice between two patterns with the same meaning.
template <int N>
struct rank : rank<N - 1> {};
template <>
struct rank<0> {};
/// @endcond

#define NNS_PATTERN(rank_of, parameters, arguments, ...)                                       \
  template <template <parameters, class...> class L, __VA_ARGS__, class... Options>            \
  constexpr list<Options...> declared_options(rank<rank_of>, const L<arguments, Options...>*);
#define NNS_COMMA ,
template <template <class...> class L, class... Parts>
constexpr list<Parts...> declared_options(rank<8>, const L<Parts...>*);
NNS_PATTERN(7, std::int64_t, A, std::int64_t A)
NNS_PATTERN(6, auto, A, auto A)
NNS_PATTERN(5, std::int64_t NNS_COMMA std::int64_t, A NNS_COMMA B, std::int64_t A, std::int64_t B)
NNS_PATTERN(4, std::int64_t NNS_COMMA auto, A NNS_COMMA B, std::int64_t A, auto B)
NNS_PATTERN(3, std::int64_t NNS_COMMA extents, A NNS_COMMA B, std::int64_t A, extents B)
NNS_PATTERN(2, std::int64_t NNS_COMMA std::int64_t NNS_COMMA std::int64_t, A NNS_COMMA B NNS_COMMA C,
            std::int64_t A, std::int64_t B, std::int64_t C)
NNS_PATTERN(1, fixed_string NNS_COMMA auto, A NNS_COMMA B, fixed_string A, auto B)
#undef NNS_COMMA
#undef NNS_PATTERN
constexpr list<> declared_options(rank<0>, const void*);

/// The name of what an option sets.
constexpr text name_of(option o) {
  switch (o) {
    case option::none: return {};
#define NNS_NAME(name) \
  case option::name: return #name;
    NNS_NAME(activation)
    NNS_NAME(axis)
    NNS_NAME(bias)
    NNS_NAME(ceil_mode)
    NNS_NAME(center)
    NNS_NAME(channels_first)
    NNS_NAME(depth_multiplier)
    NNS_NAME(dilation)
    NNS_NAME(groups)
    NNS_NAME(keepdims)
    NNS_NAME(kernel)
    NNS_NAME(merge)
    NNS_NAME(output_dim)
    NNS_NAME(output_padding)
    NNS_NAME(padding)
    NNS_NAME(recurrent_activation)
    NNS_NAME(reset_after)
    NNS_NAME(return_sequences)
    NNS_NAME(return_state)
    NNS_NAME(scale)
    NNS_NAME(shared_axes)
    NNS_NAME(strides)
    NNS_NAME(value_dim)
    NNS_NAME(count_masked)
    NNS_NAME(use_scale)
    NNS_NAME(continuous_position_bias)
    NNS_NAME(key_value_strides)
    NNS_NAME(relative_positions)
    NNS_NAME(bias_axes)
    NNS_NAME(renorm)
    NNS_NAME(return_attention_scores)
    NNS_NAME(two_biases)
    NNS_NAME(projection)
    NNS_NAME(lora_rank)
    NNS_NAME(query_bias)
    NNS_NAME(key_bias)
    NNS_NAME(value_bias)
    NNS_NAME(output_bias)
    NNS_NAME(query_key_normalization)
    NNS_NAME(sides)
    NNS_NAME(cached)
    NNS_NAME(window)
    NNS_NAME(query_latent)
    NNS_NAME(attention_sinks)
    NNS_NAME(position_buckets)
#undef NNS_NAME
  }
  return {};
}

template <class Option>
constexpr text name_of_option() {
  const option_set given = options_of<Option>.given & ~options::flawed;
  return given == 0 ? text{} : name_of(static_cast<option>(NNS_BUILTIN(ctzll)(given)));
}

template <class Option, std::size_t... I>
constexpr auto spell_option(std::index_sequence<I...>) {
  return boost::hana::string_c<name_of_option<Option>()[I]...>;
}

template <class... Options>
constexpr auto map_of(list<Options...>) {
  return boost::hana::make_map(boost::hana::make_pair(
      spell_option<Options>(std::make_index_sequence<name_of_option<Options>().size()>{}),
      boost::hana::type_c<Options>)...);
}

}  // namespace nns::detail
