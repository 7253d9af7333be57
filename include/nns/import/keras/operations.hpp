// Functions of tensors that files have among their layers: Keras 3's operations by their class, TensorFlow's by their
// name. A function that is not here is an error in a file, like a layer that is not known.
#pragma once

#include <nns/import/keras/operation_values.hpp>

namespace nns::detail {

struct keras_operation {
  const family* kind = nullptr;
  bool (*settle)(operation_values&) = nullptr;
};

inline constexpr auto keras_operations = [] {
  dictionary<keras_operation, 1024> all;
  for (const text name :
       {text{"Abs"}, text{"Absolute"}, text{"Add"}, text{"AddV2"}, text{"BiasAdd"}, text{"Arctan"}, text{"Cast"},
        text{"Celu"}, text{"Ceil"}, text{"Clip"}, text{"Cos"}, text{"Divide"}, text{"DivideNoNan"}, text{"Elu"},
        text{"Equal"}, text{"Erf"}, text{"Exp"}, text{"Expm1"}, text{"Floor"}, text{"FloorDivide"}, text{"Gelu"},
        text{"Greater"}, text{"GreaterEqual"}, text{"HardSigmoid"}, text{"HardSilu"}, text{"HardTanh"},
        text{"Identity"}, text{"IsNan"}, text{"LeakyRelu"}, text{"Less"}, text{"LessEqual"}, text{"Log"}, text{"Log1p"},
        text{"LogSigmoid"}, text{"LogSoftmax"}, text{"LogicalAnd"}, text{"LogicalNot"}, text{"LogicalOr"},
        text{"Maximum"}, text{"Minimum"}, text{"Mod"}, text{"Mul"}, text{"Multiply"}, text{"Neg"}, text{"Negative"},
        text{"NotEqual"}, text{"Power"}, text{"Pow"}, text{"RealDiv"}, text{"Reciprocal"}, text{"Relu"}, text{"Relu6"},
        text{"Round"}, text{"Rsqrt"}, text{"Selu"}, text{"Sigmoid"}, text{"Sign"}, text{"Silu"}, text{"Sin"},
        text{"Softmax"}, text{"Softplus"}, text{"Softsign"}, text{"SoftShrink"}, text{"Sqrt"}, text{"Square"},
        text{"Squareplus"}, text{"Sub"}, text{"Subtract"}, text{"Swish"}, text{"Tanh"}, text{"TanhShrink"},
        text{"Threshold"}, text{"TrueDivide"}, text{"Where"}, text{"ZerosLike"}, text{"OnesLike"}, text{"StopGradient"},
        text{"Sparsemax"}, text{"SparsePlus"}, text{"Mish"},
        // TensorFlow's names
        text{"__operators__.add"}, text{"__operators__.ne"}, text{"__operators__.eq"},
        text{"__operators__.logical_and"}, text{"math.abs"}, text{"math.add"}, text{"math.subtract"},
        text{"math.multiply"}, text{"math.divide"}, text{"math.truediv"}, text{"math.floordiv"}, text{"math.negative"},
        text{"math.maximum"}, text{"math.minimum"}, text{"math.pow"}, text{"math.square"}, text{"math.sqrt"},
        text{"math.rsqrt"}, text{"math.exp"}, text{"math.log"}, text{"math.sigmoid"}, text{"math.tanh"},
        text{"math.softplus"}, text{"math.erf"}, text{"math.sin"}, text{"math.cos"}, text{"math.greater"},
        text{"math.less"}, text{"math.equal"}, text{"math.not_equal"}, text{"math.reciprocal"}, text{"math.floormod"},
        text{"math.round"}, text{"math.squared_difference"}, text{"math.l2_normalize"}, text{"nn.relu"},
        text{"nn.relu6"}, text{"nn.elu"}, text{"nn.selu"}, text{"nn.gelu"}, text{"nn.silu"}, text{"nn.swish"},
        text{"nn.leaky_relu"}, text{"nn.softmax"}, text{"nn.sigmoid"}, text{"nn.tanh"}, text{"nn.bias_add"},
        text{"nn.dropout"}, text{"nn.l2_normalize"}, text{"cast"}, text{"identity"}, text{"stop_gradient"},
        text{"clip_by_value"}, text{"zeros_like"}, text{"ones_like"}, text{"keras.backend.clip"}, text{"math.floor"},
        text{"math.ceil"}, text{"math.sign"}, text{"math.log1p"}, text{"math.expm1"}, text{"math.softsign"},
        text{"math.logical_and"}, text{"math.logical_or"}, text{"math.logical_not"}, text{"math.greater_equal"},
        text{"math.less_equal"}, text{"nn.log_softmax"}, text{"nn.softplus"}, text{"nn.softsign"}, text{"math.add_n"},
        text{"__operators__.sub"}, text{"Normalize"}, text{"keras.activations.relu"}, text{"keras.activations.swish"},
        text{"keras.activations.gelu"}, text{"keras.activations.sigmoid"}, text{"keras.activations.tanh"},
        text{"keras.activations.softmax"}, text{"keras.activations.hard_sigmoid"}})
    all.add(name, {&element_wise_family, &settle_element_wise});
  all.add("where", {&element_wise_family, &settle_choice});
  const auto moving = [&all](bool (*settle)(operation_values&), auto... names) {
    (all.add(text{names, __builtin_strlen(names)}, {&moving_family, settle}), ...);
  };
  moving(&settle_nothing, "BroadcastTo", "DepthToSpace", "Glu", "Moveaxis", "Ravel", "Shape", "Take", "TakeAlongAxis",
         "TopK", "AveragePool", "MaxPool", "Slice", "StridedSlice", "shape");
  moving(&settle_in_place, "Flip", "Roll", "Cumsum", "Cumprod", "Sort", "math.cumsum", "reverse", "roll", "sort");
  moving(&settle_element_wise, "Copy");
  moving(&settle_reduction<reduce_mean_family>, "Mean", "math.reduce_mean", "reduce_mean");
  moving(&settle_reduction<reduce_sum_family>, "Sum", "math.reduce_sum", "reduce_sum");
  moving(&settle_reduction<reduce_max_family>, "Max", "Amax", "math.reduce_max", "reduce_max");
  moving(&settle_reduction<reduce_min_family>, "Min", "Amin", "math.reduce_min", "reduce_min");
  moving(&settle_reduction<other_reduction_family>, "Argmax", "Argmin", "Prod", "Std", "Var", "Norm", "Logsumexp",
         "Any", "All", "Median", "CountNonzero", "math.argmax", "math.argmin", "argmax", "argmin", "math.reduce_prod",
         "math.reduce_std", "math.reduce_variance", "math.reduce_any", "math.reduce_all", "math.reduce_logsumexp",
         "norm");
  moving(&settle_reshape, "Reshape", "reshape");
  moving(&settle_transpose, "Transpose", "transpose");
  moving(&settle_swap, "Swapaxes");
  moving(&settle_joined<concatenate_family>, "Concatenate", "concat");
  moving(&settle_joined<stack_family>, "Stack", "stack");
  moving(&settle_along_axis<unstack_family>, "Unstack", "unstack");
  moving(&settle_expand, "ExpandDims", "Expand_dims", "expand_dims");
  moving(&settle_squeeze, "Squeeze", "squeeze");
  moving(&settle_tile, "Tile", "tile");
  moving(&settle_repeat, "Repeat", "repeat");
  moving(&settle_pad, "Pad", "pad");
  moving(&settle_one_hot, "OneHot", "one_hot");
  moving(&settle_split, "Split", "split");
  moving(&settle_resize, "Resize", "image.resize");
  moving(&settle_selection, "GetItem", "__operators__.getitem");
  for (const text name : {text{"Matmul"}, text{"MatMul"}, text{"BatchMatMulV2"}, text{"linalg.matmul"}, text{"matmul"}})
    all.add(name, {&matrix_product_family, &settle_product});
  for (const text name : {text{"Einsum"}, text{"einsum"}}) all.add(name, {&tensor_product_family, &settle_equation});
  return all;
}();

}  // namespace nns::detail
