// Extents of Resize and Upsample by scales, where a product of 32-bit floats and one of doubles differ. ONNX Runtime multiplies
// floats (upsamplebase.h: ComputeOutputShape, static_cast<int64_t>(scales[i] * input_dims[i])), and onnx 1.12's inference, too;
// onnx 1.23's multiplies doubles (defs/tensor/utils.cc).
#include <onnx/operators/written.hpp>
#include <catch.hpp>

#include <nns/import/onnx_file.hpp>

TEST_CASE("an extent is the product of two floats, as ONNX Runtime multiplies them", "[operators]") {
  const auto extents = [](const char* node) {
    const nns::onnx_file file(written::line(node).as_file());
    INFO(node << ": " << file.error().message);
    REQUIRE(file);
    return file.nodes().back().outputs[0];
  };
  // 0.7f is 0.699999988; ten times it lies nearer to the float 7 than to the one below. 0.3f is above 0.3.
  CHECK(extents("Resize@10 x:f32[1,1,10,5] w:f32[4]=1,1,0.7,0.5 mode=s:nearest -> []") == nns::shape{1, 1, 7, 2});
  CHECK(extents("Resize@13 x:f32[1,1,10,10] _ w:f32[4]=1,1,0.3,0.9 mode=s:nearest -> []") == nns::shape{1, 1, 3, 9});
  CHECK(extents("Upsample@9 x:f32[1,1,10,7] w:f32[4]=1,1,1.7,1.3 mode=s:nearest -> []") == nns::shape{1, 1, 17, 9});
  // Not near an integer, the product is what it is: 5 x 0.7 = 3.5.
  CHECK(extents("Resize@10 x:f32[1,1,5,5] w:f32[4]=1,1,0.7,1.5 mode=s:nearest -> []") == nns::shape{1, 1, 3, 7});
}
