// The operators of ONNX files: for each the opset that introduced it, its output shapes, its products, and the numbers
// with which graphs compute shapes. One family per file; an operator that is not here is refused by name.
#pragma once

#include <nns/import/onnx/operators/activations.hpp>
#include <nns/import/onnx/operators/attention.hpp>
#include <nns/import/onnx/operators/convolutions.hpp>
#include <nns/import/onnx/operators/element_wise.hpp>
#include <nns/import/onnx/operators/fused.hpp>
#include <nns/import/onnx/operators/gated.hpp>
#include <nns/import/onnx/operators/normalizations.hpp>
#include <nns/import/onnx/operators/ordered.hpp>
#include <nns/import/onnx/operators/pooling.hpp>
#include <nns/import/onnx/operators/products.hpp>
#include <nns/import/onnx/operators/quantized.hpp>
#include <nns/import/onnx/operators/recurrent.hpp>
#include <nns/import/onnx/operators/reductions.hpp>
#include <nns/import/onnx/operators/selecting.hpp>
#include <nns/import/onnx/operators/sequences.hpp>
#include <nns/import/onnx/operators/shapes.hpp>
#include <nns/import/onnx/operators/signals.hpp>

namespace nns::detail {

template <std::size_t N>
constexpr onnx_table onnx_table_of(const onnx_operator (&rows)[N]) {
  return {rows, static_cast<int>(N)};
}

/// All families.
inline constexpr onnx_table onnx_tables[] = {
    onnx_table_of(onnx_convolution_operators),   onnx_table_of(onnx_product_operators),
    onnx_table_of(onnx_attention_operators),     onnx_table_of(onnx_recurrent_operators),
    onnx_table_of(onnx_pooling_operators),       onnx_table_of(onnx_normalization_operators),
    onnx_table_of(onnx_activation_operators),    onnx_table_of(onnx_element_wise_operators),
    onnx_table_of(onnx_shape_operators),         onnx_table_of(onnx_selecting_operators),
    onnx_table_of(onnx_reduction_operators),     onnx_table_of(onnx_quantized_operators),
    onnx_table_of(onnx_fused_operators),         onnx_table_of(onnx_sequence_operators),
    onnx_table_of(onnx_signal_operators),        onnx_table_of(onnx_ordered_operators),
    onnx_table_of(onnx_gated_operators),
};

}  // namespace nns::detail
