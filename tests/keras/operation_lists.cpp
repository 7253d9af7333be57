// Every function of keras.ops, and those of TensorFlow that models are made of, has a rule; and the rules hold whatever
// shape a file says: what is free is free, what is costed is counted or refused, and what is in no table is refused.
#include <nns/import/keras/operations.hpp>

#include "keras/written.hpp"

#include <set>
#include <sstream>

namespace {

using nns::shape;
using nns::detail::cost_of;
using nns::detail::operation_cost;
using nns::detail::operation_entry;
using nns::detail::operation_rule;
using written::functional_of;
using written::input;

// The classes of operations in Keras 3.16.0: keras/src/ops/numpy.py, nn.py, linalg.py, image.py, core.py, math.py,
// einops.py. Its other public functions make no operation: they build a constant, or ask for a type.
const char* const keras_operations =
    "Abs Absolute AdaptiveAveragePool AdaptiveMaxPool Add AffineTransform All AllClose Amax Amin Angle Any Append "
    "Arange Arccos Arccosh Arcsin Arcsinh Arctan Arctan2 Arctanh Argmax Argmin Argpartition Argsort Array ArraySplit "
    "AssociativeScan Average AveragePool BatchNorm BinaryCrossentropy Bincount BitwiseAnd BitwiseInvert "
    "BitwiseLeftShift BitwiseNot BitwiseOr BitwiseRightShift BitwiseXor BroadcastTo CDist CTCDecode CTCLoss Cast "
    "CategoricalCrossentropy Cbrt Ceil Celu Cholesky CholeskyInverse Clip ColumnStack Concatenate Cond Conj "
    "Conjugate Conv ConvTranspose ConvertToTensor Copy Corrcoef Correlate Cos Cosh CountNonzero CropImages Cross "
    "Cumprod Cumsum Deg2rad DepthToSpace DepthwiseConv Det Diag Diagflat Diagonal Diff Digitize Divide DivideNoNan "
    "Dot DotProductAttention Dsplit Dstack Eig Eigh Einsum ElasticTransform Elu EmptyLike Equal Erf Erfc Erfinv Exp "
    "Exp2 ExpandDims Expm1 ExtractPatches ExtractSequences FFT FFT2 Fabs Flip Fliplr Flipud Floor FloorDivide Fmax "
    "Fmin Fmod Fold ForiLoop Full FullLike Gammainc GaussianBlur Gcd Gelu Geomspace GetItem Glu Greater GreaterEqual "
    "HSVToRGB HardShrink HardSigmoid HardSilu HardTanh Heaviside Histogram Hsplit Hstack Hypot I0 IFFT2 IRFFT ISTFT "
    "Imag InTopK Inner Inv IsIn Isclose Isfinite Isinf Isnan Isneginf Isposinf Isreal JVP Kron LayerNorm Lcm Ldexp "
    "LeakyRelu LeftShift Less LessEqual Linspace Log Log10 Log1p Log2 LogSigmoid LogSoftmax Logaddexp Logaddexp2 "
    "Logdet LogicalAnd LogicalNot LogicalOr LogicalXor Logspace Logsumexp Lstsq LuFactor Map MapCoordinates Matmul "
    "MatrixPower MatrixRank Max MaxPool Maximum Mean Median Meshgrid Min Minimum Mod Moments Moveaxis MultiHot "
    "Multiply NanToNum Nanargmax Nanargmin Nancumprod Nancumsum Nanmax Nanmean Nanmedian Nanmin Nanpercentile "
    "Nanprod Nanquantile Nanstd Nansum Nanvar Ndim Negative Nextafter Nonzero Norm Normalize NotEqual OneHot "
    "OnesLike Outer PSNR Pad PadImages Percentile PerspectiveTransform Pinv Polar Power Prod Ptp Qr Quantile RFFT "
    "RGBToGrayscale RGBToHSV RMSNorm Rad2deg Ravel Real Rearrange Reciprocal ReconstructPatches Relu Relu6 Repeat "
    "Reshape Resize RightShift Roll Rot90 Round Rsqrt SSIM STFT SVD SaturateCast ScaleAndTranslate Scan Scatter "
    "ScatterUpdate SearchSorted SegmentMax SegmentMin SegmentProd SegmentReduction SegmentSum Select Selu "
    "SeparableConv Sigmoid Sign Signbit Silu Sin Sinc Sinh Size Slice SliceUpdate Slogdet SobelEdges SoftShrink "
    "Softmax Softplus Softsign Solve SolveTriangular Sort SpaceToDepth SparseCategoricalCrossentropy SparsePlus "
    "SparseSigmoid Sparsemax Split Sqrt Square Squareplus Squeeze Stack Std StopGradient Subtract Sum Swapaxes "
    "Switch Take TakeAlongAxis Tan Tanh TanhShrink Tensordot Threshold Tile TopK Trace Transpose Trapezoid Tril Triu "
    "TrueDivide Trunc Unfold Unique UnravelIndex Unstack Vander Var Vdot VectorizedMap View ViewAsComplex ViewAsReal "
    "Vsplit Vstack Where WhileLoop ZerosLike";

// tensorflow/core/ops: what tf.keras 2.0 to 2.3 wrote of models with layers and operators.
const char* const nodes =
    "Abs Add AddN AddV2 All Any ArgMax ArgMin AvgPool BatchMatMul BatchMatMulV2 BatchToSpaceND BiasAdd BroadcastTo Cast "
    "Ceil Cholesky Concat ConcatV2 Conv2D Conv2DBackpropInput Conv3D Cos Cumsum DepthToSpace DepthwiseConv2dNative "
    "Einsum Elu Equal Erf Exp ExpandDims FFT Fill Floor FloorDiv FloorMod FusedBatchNormV3 Gather GatherNd GatherV2 "
    "Greater GreaterEqual Identity LeakyRelu Less LessEqual Log Log1p LogSoftmax LogicalAnd LogicalNot LogicalOr "
    "MatMul MatrixInverse MatrixSolve Max MaxPool Maximum Mean Min Minimum MirrorPad Mul Neg NotEqual OneHot OnesLike "
    "Pack Pad PadV2 Pow Prod Range RealDiv Reciprocal Relu Relu6 Reshape ResizeBilinear ResizeNearestNeighbor "
    "ReverseV2 Round Rsqrt Select SelectV2 Selu Shape Sigmoid Sign Sin Slice Softmax Softplus Softsign SpaceToBatchND "
    "SpaceToDepth Split SplitV Sqrt Square SquaredDifference Squeeze StopGradient StridedSlice Sub Sum Svd Tan Tanh "
    "Tile TopKV2 Transpose Unpack Where ZerosLike "
    // of its tools/api/golden/v2/tensorflow.raw_ops.pbtxt, what takes tensors and is no data set, queue or variable
    "AdjustContrastv2 AdjustHue AdjustSaturation BatchCholesky BatchFFT BatchMatrixBandPart BatchMatrixDiag Case Complex "
    "ConjugateTranspose CumulativeLogsumexp DataFormatVecPermute DeepCopy Dequantize DiagPart DrawBoundingBoxes "
    "ExtractGlimpse ExtractVolumePatches FakeQuantWithMinMaxArgs FakeQuantWithMinMaxVars "
    "FakeQuantWithMinMaxVarsPerChannel For FractionalMaxPool IdentityN InTopKV2 InvertPermutation LinSpace ListDiff "
    "LowerBound MatrixDiagPartV2 MatrixDiagV2 MatrixSetDiagV2 MaxPoolV2 MaxPoolWithArgmax NonMaxSuppression NthElement "
    "PopulationCount SegmentMean ShapeN TensorScatterAdd TensorScatterSub UniqueV2 UpperBound";

// tf.*, as TFOpLambda names them (tensorflow 2.4 to 2.15).
const char* const functions =
    "__operators__.add __operators__.eq __operators__.getitem __operators__.ne cast clip_by_value concat einsum "
    "expand_dims fill gather gather_nd identity image.resize image.rgb_to_grayscale keras.backend.batch_dot "
    "keras.backend.dot linalg.cholesky linalg.diag linalg.diag_part linalg.einsum linalg.eigh linalg.inv linalg.l2_normalize "
    "linalg.lstsq linalg.matmul linalg.matvec linalg.norm linalg.pinv linalg.qr linalg.solve linalg.svd linalg.trace "
    "linalg.triangular_solve math.abs math.add math.add_n math.argmax math.cumsum math.divide math.divide_no_nan "
    "math.equal math.erf math.exp math.floor math.greater math.less math.log math.logical_and math.maximum math.minimum "
    "math.multiply math.negative math.not_equal math.pow math.reduce_max math.reduce_mean math.reduce_min "
    "math.reduce_prod math.reduce_std math.reduce_sum math.reduce_variance math.rsqrt math.scalar_mul math.sigmoid "
    "math.sign math.sin math.softplus math.sqrt math.square math.squared_difference math.subtract math.tanh math.top_k "
    "math.truediv math.unsorted_segment_sum nn.avg_pool nn.bias_add nn.conv1d nn.conv2d nn.conv2d_transpose nn.conv3d "
    "nn.convolution nn.depth_to_space nn.depthwise_conv2d nn.dropout nn.elu nn.embedding_lookup nn.gelu nn.l2_normalize "
    "nn.leaky_relu nn.log_softmax nn.max_pool nn.moments nn.relu nn.relu6 nn.selu nn.separable_conv2d nn.sigmoid nn.silu "
    "nn.softmax nn.softplus nn.space_to_depth nn.swish nn.tanh one_hot ones_like pad range repeat reshape reverse roll "
    "scan shape signal.fft signal.rfft signal.stft slice split squeeze stack stop_gradient strided_slice tensordot tile "
    "transpose unstack vectorized_map where while_loop zeros_like "
    // of tools/api/golden/v2/tensorflow.*.pbtxt, what takes tensors
    "debugging.assert_all_finite debugging.assert_greater extract_volume_patches identity_n image.extract_glimpse "
    "image.non_max_suppression_padded keras.backend.in_train_phase keras.backend.print_tensor linalg.normalize "
    "math.lbeta matrix_square_root nn.batch_norm_with_global_normalization quantization.dequantize quantization.quantize "
    "ragged.map_flat_values random.stateless_truncated_normal sets.union sparse.cross sparse.segment_mean "
    "strings.unicode_decode";

std::set<std::string> words(const char* list) {
  std::istringstream in(list);
  std::set<std::string> all;
  for (std::string word; in >> word;) all.insert(word);
  return all;
}

template <std::size_t N>
void is_sorted(const operation_entry (&table)[N]) {
  for (std::size_t i = 1; i < N; ++i) {
    INFO(std::string(table[i].name));
    CHECK(nns::detail::stands_before(table[i - 1].name, table[i].name));
  }
}
template <std::size_t N>
void has_all(const operation_entry (&table)[N], const std::set<std::string>& names) {
  for (const std::string& name : names) {
    INFO(name);
    const operation_entry* found = nns::detail::find_operation(table, {name.data(), name.size()});
    REQUIRE(found != nullptr);
    CHECK(std::string(found->name) == name);
  }
}

TEST_CASE("every operation has a rule") {
  is_sorted(nns::detail::operation_classes);
  is_sorted(nns::detail::operation_functions);
  CHECK(words(keras_operations).size() > 300);
  has_all(nns::detail::operation_classes, words(keras_operations));
  has_all(nns::detail::operation_classes, words(nodes));
  has_all(nns::detail::operation_functions, words(functions));
  for (const char* none : {"", "A", "Unheard", "zzz", "math.unheard", "Matmul2", "Matmu"}) {
    const std::string name = none;
    CHECK(nns::detail::find_operation(nns::detail::operation_classes, {name.data(), name.size()}) == nullptr);
    CHECK(nns::detail::find_operation(nns::detail::operation_functions, {name.data(), name.size()}) == nullptr);
  }
}

/// The operation on x, without anything that it needs, before a layer for which the file says its shape.
nns::keras_file read_alone(const std::string& name, const std::string& config = "") {
  const bool is_class = name[0] >= 'A' && name[0] <= 'Z';
  const std::string layer =
      is_class ? R"("module": "keras.src.ops.numpy", "class_name": ")" + name + R"(", "config": {)" + config + "}"
               : R"("class_name": "TFOpLambda", "config": {"function": ")" + name + "\"}";
  return nns::keras_file{functional_of(
      input("x", "8, 8") + ", {" + layer + R"(, "name": "f", "inbound_nodes": [["x", 0, 0, {}]]},
      {"class_name": "Softmax", "name": "a", "config": {}, "inbound_nodes": [{"args": [
      {"class_name": "__keras_tensor__", "config": {"shape": [null, 8, 8], "keras_history": ["f", 0, 0]}}],
      "kwargs": {}}]})")};
}

template <std::size_t N>
void walk(const operation_entry (&table)[N]) {
  for (const operation_entry& e : table) {
    INFO(std::string(e.name));
    const nns::keras_file file = read_alone(std::string(e.name));
    INFO(file.error().message);
    switch (cost_of(e.rule)) {
      case operation_cost::free:
        REQUIRE(file);
        CHECK(file.summary().total.forward.count == 0);
        CHECK(file.summary().total.parameters == 0);
        CHECK(file.summary().total.output == shape{8, 8});
        break;
      case operation_cost::certain:
      case operation_cost::costed: CHECK_FALSE(file); break;
      case operation_cost::refused:
        REQUIRE_FALSE(file);
        CHECK(file.error().message.find(e.rule == operation_rule::moves_batch ? "between instances"
                                                                              : "no formula for it") !=
              std::string::npos);
    }
  }
}

TEST_CASE("what is not known to multiply nothing is not free") {
  walk(nns::detail::operation_classes);
  walk(nns::detail::operation_functions);
  CHECK_FALSE(read_alone("Unheard"));
  CHECK_FALSE(read_alone("math.unheard"));
  // Neither by its place among the nodes, nor by the name that TensorFlow 1 had.
  CHECK(read_alone("raw_ops.AddV2"));
  CHECK(read_alone("compat.v1.nn.relu"));
  CHECK_FALSE(read_alone("raw_ops.Cholesky"));
  CHECK_FALSE(read_alone("compat.v1.linalg.inv"));
}

}  // namespace
