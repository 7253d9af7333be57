// The messages about a model that cannot be spread over devices as asked: what does not divide evenly, by how much, and
// in which row; and, if it does not fit, how much each part takes.
#pragma once

#include <nns/detail/explain.hpp>
#include <nns/memory/parallel/split.hpp>
#include <nns/summary.hpp>

namespace nns::refused {

/// This many, into this many parts.
template <std::int64_t All>
struct splits {};
template <std::int64_t Parts>
struct into {};
/// The row of nns::summary<M>.layers.
template <int Row>
struct of_row {};

template <detail::uneven, class... What>
struct split_of {
  static constexpr bool is_even = false;
};

}  // namespace nns::refused

namespace nns::detail {

template <class M, int Row>
struct name_of_uneven_row {
  consteval text operator()() const { return nns::summary<M>.layers[Row].name; }
};
/// named<"dense">
template <class M, int Row>
using uneven_row = boost::mp11::mp_front<decltype(named_by<name_of_uneven_row<M, Row>>())>;

template <class M, uneven What, std::int64_t All, std::int64_t Parts, int Row>
consteval void explain_split() {
  using refused::into, refused::splits, refused::of_row, refused::split_of;
  if constexpr (What == uneven::not_positive)
    static_assert(split_of<What>::is_even, "nns: every number in nns::parallel must be at least 1 (zero_stage: at least 0)");
  else if constexpr (What == uneven::zero_stage)
    static_assert(split_of<What, splits<All>>::is_even, "nns: .zero_stage must be 0, 1, 2 or 3");
  else if constexpr (What == uneven::batch)
    static_assert(split_of<What, splits<All>, into<Parts>>::is_even,
                  "nns: the batch is not divisible by .data x .micro_batches: give nns::batch{n}, the number of "
                  "instances on all devices together");
  else if constexpr (What == uneven::experts_of_copies)
    static_assert(split_of<What, splits<All>, into<Parts>>::is_even,
                  "nns: .data is not divisible by .expert: the copies of the model share the experts");
  else if constexpr (What == uneven::heads)
    static_assert(split_of<What, splits<All>, into<Parts>, uneven_row<M, Row>, of_row<Row>>::is_even,
                  "nns: the key and value heads of an attention layer are not divisible by .tensor");
  else if constexpr (What == uneven::units)
    static_assert(split_of<What, splits<All>, into<Parts>, uneven_row<M, Row>, of_row<Row>>::is_even,
                  "nns: the units of a dense layer, or the filters of a convolution, are not divisible by .tensor");
  else if constexpr (What == uneven::words)
    static_assert(split_of<What, splits<All>, into<Parts>, uneven_row<M, Row>, of_row<Row>>::is_even,
                  "nns: the vocabulary of an embedding is not divisible by .tensor: pad it");
  else if constexpr (What == uneven::tokens)
    static_assert(split_of<What, splits<All>, into<Parts>, uneven_row<M, Row>, of_row<Row>>::is_even,
                  "nns: the tokens are not divisible by .tensor, as .sequence requires");
  else if constexpr (What == uneven::experts)
    static_assert(split_of<What, splits<All>, into<Parts>, uneven_row<M, Row>, of_row<Row>>::is_even,
                  "nns: the experts of a mixture are not divisible by .expert");
  else if constexpr (What == uneven::stages)
    static_assert(split_of<What, splits<All>, into<Parts>>::is_even,
                  "nns: the copies of the model's repeat<n, ...> are not divisible by .pipeline");
  else if constexpr (What == uneven::no_stages)
    static_assert(split_of<What>::is_even,
                  "nns: .pipeline splits the copies of one outermost repeat<n, ...> with n of at least 4, but this "
                  "model has none, or several");
}

}  // namespace nns::detail
