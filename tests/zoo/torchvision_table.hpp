// Compares models with rows of torchvision 0.21's table of pretrained weights: learnable parameters exactly,
// multiply-adds (which it calls GFLOPS) to its three decimals. The files torchvision*.cpp hold all 101 rows of its
// classification, segmentation and video networks: none is left out.
#pragma once

#include <nns/nns.hpp>
#include <rerun.hpp>

namespace {

/// Learnable parameters, and millions of multiply-adds.
template <std::int64_t Parameters, std::int64_t MegaMacs>
struct counts {};

template <class M>
using counts_of = counts<rerun::also<M>(nns::trainable_parameters<M>), (nns::forward<M>.count + 500'000) / 1'000'000>;

template <class Counted, class Published>
inline constexpr bool same = false;
template <class Counts>
inline constexpr bool same<Counts, Counts> = true;

template <class Counted, class Published>
concept equal = same<Counted, Published>;

/// A row of the table. If the model differs, the message holds both rows.
template <class M, std::int64_t Parameters, std::int64_t MegaMacs>
concept meets = equal<counts_of<M>, counts<Parameters, MegaMacs>>;

}  // namespace
