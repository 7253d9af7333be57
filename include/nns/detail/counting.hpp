// How operations are counted: the conventions in the namespace nns::convention, each a value. A convention of your own
// is another value of this type; layers ask for nothing else.
#pragma once

#include <nns/detail/count.hpp>
#include <nns/detail/step.hpp>
#include <nns/detail/text.hpp>

#include <cstdint>

namespace nns {

struct convention_rules;  // weights and exceptions by layer (nns/conventions/rules.hpp)

/// What attention keeps of its scores for the backward pass: all of them; nothing, since a fused kernel computes them again
/// from queries and keys (Dao et al. 2022); or nothing, since scores and weighted values are computed again (selective
/// recomputation, Korthikanti et al. 2022).
enum class attention_kernel : std::uint8_t { plain, fused, recomputed };

/// The rules of a convention.
struct counting_rules {
  text name{};
  bool is_standard = false;   // then nothing below is used
  bool original = false;      // as the code of the Python package counts, faults included
  bool in_bounds = false;     // multiplications with padding zeros are not counted
  bool element_wise = false;  // biases, activations, normalisation (two), pooling, resizing and merges, for each element
  bool gradients = false;     // a backward pass computes only the gradients that are needed
  bool input_requires_grad = false;                      // then: the model's inputs need one, too
  attention_kernel attention = attention_kernel::plain;  // then: what attention computes again for its gradients
  /// Whether totals count more than multiply-adds: they are nns::ops then, else nns::macs.
  bool counts_more = false;
  /// Then: the convention that counts the multiply-adds among them.
  const counting_rules* multiply_adds = nullptr;
  /// What a layer counts in the forward pass, called once its cost is known; null: its multiply-adds. The layers inside
  /// a wrapper have been counted by then.
  detail::count (*forward)(const detail::machine&) = nullptr;
  /// What it counts in the backward pass, unless it says so itself; null: twice the forward count.
  detail::count (*backward)(const detail::machine&) = nullptr;
  /// Of a convention by weights: what `forward` reads.
  const convention_rules* rules = nullptr;
  int only_kind = -1;  // the only kind of operation to count, in the order of operation_counts; -1: none alone
};

/// A convention, as a template argument and as a value: nns::convention::standard, or the address of rules of your own.
using counting = const counting_rules*;

namespace detail {

inline constexpr counting_rules standard_rules{.name = "standard", .is_standard = true};
inline constexpr counting_rules original_rules{.name = "original", .original = true};
inline constexpr counting_rules in_bounds_rules{.name = "in_bounds", .in_bounds = true};
inline constexpr counting_rules element_wise_rules{
    .name = "element_wise", .element_wise = true, .counts_more = true, .multiply_adds = &standard_rules};

}  // namespace detail

namespace convention {

/// The rules of this library: matrix products and convolutions, padding counted.
inline constexpr counting standard = &detail::standard_rules;
/// As the code of the Python package counts, faults included.
inline constexpr counting original = &detail::original_rules;
/// Multiplications with padding zeros are not counted.
inline constexpr counting in_bounds = &detail::in_bounds_rules;
/// Biases, activations, normalisation (two), pooling, resizing and merges count too, for each element: nns::ops.
inline constexpr counting element_wise = &detail::element_wise_rules;

}  // namespace convention
}  // namespace nns
