// Where a node is a layer of this library, its row has the layer's kind, and other conventions count it as they count
// the layer.
#include <onnx/operators/written.hpp>
#include <catch.hpp>

#include <nns/import/onnx_file.hpp>

namespace {

struct expectation {
  const char* node;
  const char* kind;
};

constexpr expectation kinds[] = {
    {"Conv@13 x:f32[1,2,7] w:f32[4,2,3] -> [1,4,5]", "conv1d"},
    {"Conv@13 x:f32[1,2,7,7] w:f32[4,2,3,3] pads=is:1,1,1,1 -> [1,4,7,7]", "conv2d"},
    {"Conv@13 x:f32[1,4,7,7] w:f32[8,1,3,3] group=i:4 -> [1,8,5,5]", "depthwise_conv2d"},
    {"Conv@13 x:f32[1,4,7,7] w:f32[8,2,3,3] group=i:2 -> [1,8,5,5]", "conv2d"},
    {"Conv@13 x:f32[1,2,7,7,7] w:f32[4,2,3,3,3] -> [1,4,5,5,5]", "conv3d"},
    {"ConvTranspose@13 x:f32[1,2,7,7] w:f32[2,4,3,3] -> [1,4,9,9]", "conv2d_transpose"},
    {"Gemm@13 x:f32[1,5] w:f32[5,3] w:f32[3] -> [1,3]", "dense"},
    {"MatMul@13 x:f32[1,4,5] w:f32[5,3] -> [1,4,3]", "dense"},
    {"MatMul@13 x:f32[1,4,5] x:f32[1,5,3] -> [1,4,3]", "matmul"},
    {"MaxPool@13 x:f32[1,2,7,7] kernel_shape=is:3,3 strides=is:2,2 -> [1,2,3,3]", "max_pooling2d"},
    {"AveragePool@13 x:f32[1,2,7] kernel_shape=is:3 -> [1,2,5]", "average_pooling1d"},
    {"GlobalAveragePool@13 x:f32[1,2,7,7] -> [1,2,1,1]", "global_average_pooling2d"},
    {"BatchNormalization@15 x:f32[1,2,7,7] w:f32[2] w:f32[2] w:f32[2] w:f32[2] -> [1,2,7,7]", "batch_normalization"},
    {"LayerNormalization@17 x:f32[1,2,7] w:f32[7] w:f32[7] -> [1,2,7]", "layer_normalization"},
    {"LSTM@14 x:f32[6,1,3] w:f32[1,16,3] w:f32[1,16,4] hidden_size=i:4 -> [6,1,1,4]", "lstm"},
    {"GRU@14 x:f32[6,1,3] w:f32[2,12,3] w:f32[2,12,4] hidden_size=i:4 direction=s:bidirectional -> [6,2,1,4]",
     "bidirectional"},
    {"Relu@14 x:f32[1,3] -> [1,3]", "relu"},
    {"Clip@13 x:f32[1,3] c:f32[]=0 c:f32[]=6 -> [1,3]", "relu6"},
    {"Clip@13 x:f32[1,3] c:f32[]=0 c:f32[]=1 -> [1,3]", "clip"},
    {"PRelu@16 x:f32[1,3,5] w:f32[3,1] -> [1,3,5]", "prelu"},
    {"Softmax@13 x:f32[1,3] -> [1,3]", "softmax"},
    {"Add@14 x:f32[1,3] x:f32[1,3] -> [1,3]", "add"},
    {"Concat@13 x:f32[1,3] x:f32[1,4] axis=i:1 -> [1,7]", "concatenate"},
    {"Flatten@13 x:f32[1,3,4] -> [1,12]", "flatten"},
};

/// The node's row, behind those of the inputs.
const nns::layer_summary& last(const nns::onnx_file& file) {
  return file.summary().layers[file.summary().layers.size() - 1];
}

}  // namespace

TEST_CASE("a node that is a layer is called like it", "[operators]") {
  for (const expectation& e : kinds) {
    nns::onnx_file file(written::line(e.node).as_file());
    INFO(e.node);
    INFO(file.error().message);
    REQUIRE(file);
    const nns::text kind = last(file).kind;
    CHECK(std::string(kind.data(), kind.size()) == e.kind);
  }
}

TEST_CASE("a convention counts a node as it counts the layer", "[operators]") {
  // Along an axis of 4 with a pad of 1, three taps meet 2, 3, 3 and 2 elements that are there: 10, and 100 in the plane.
  nns::onnx_options inside;
  inside.how = nns::convention::in_bounds;
  const std::string file = written::line("Conv@13 x:f32[1,1,4,4] w:f32[1,1,3,3] pads=is:1,1,1,1 -> [1,1,4,4]").as_file();
  CHECK(nns::onnx_file(file).summary().total.forward.count == 144);
  CHECK(nns::onnx_file(file, inside).summary().total.forward.count == 100);
}
