// Takes apart a pack that contains both layers and options (rnn<cell..., option...>, concatenate<branch..., axis<n>>),
// with Mp11.
#pragma once

#include <nns/layers/options.hpp>
#include <nns/detail/table.hpp>

namespace nns::detail {

template <class T>
using is_only_option = boost::mp11::mp_bool<is_option<T> && !native<T>>;

template <class List>
struct unpack_options;
template <class... Options>
struct unpack_options<list<Options...>> {
  static constexpr const options& value = options_of<Options...>;
};

/// `parts` are the layers, `options` those of the rest.
template <class... Parts>
struct partition {
  using parts = remove_if<list<Parts...>, is_only_option>;
  static constexpr const options& given =
      unpack_options<copy_if<list<Parts...>, is_only_option>>::value;
};

}  // namespace nns::detail
