// Operators of com.microsoft as ONNX Runtime describes them: docs/ContribOperators.md, and the code that is named above a
// line. What ONNX Runtime ran itself stands in nodes.txt. Multiply-adds are worked out by hand, in the lines.
#include <onnx/operators/written.hpp>
#include <catch.hpp>

#include <nns/import/onnx/find_operator.hpp>
#include <nns/import/onnx_file.hpp>

#include <string>
#include <vector>

namespace {

nns::onnx_file read(const std::string& text) { return nns::onnx_file(written::line("com.microsoft." + text).as_file()); }

std::string text_of(const nns::shape& s) {
  std::string text = "[";
  for (int i = 0; i != s.used; ++i)
    text += (i == 0 ? "" : ",") + (s.values[i] < 0 ? std::string("?") : std::to_string(s.values[i]));
  return text + ']';
}

/// The shapes behind the arrow, in which ? is unknown; multiply-adds, parameters (-2: not looked at).
void makes(const std::string& node, const std::vector<std::string>& shapes, std::int64_t multiply_adds,
           std::int64_t parameters = -2) {
  std::string line = node + " ->";
  for (std::size_t k = 0; k != shapes.size(); ++k) line += " []";
  const nns::onnx_file file = read(line);
  INFO(line << '\n' << file.error().message);
  REQUIRE(file);
  REQUIRE(file.nodes().size() == 1);
  for (std::size_t k = 0; k != shapes.size(); ++k) {
    CHECK(file.nodes()[0].ranked[k]);
    CHECK(text_of(file.nodes()[0].outputs[k]) == shapes[k]);
  }
  CHECK(file.nodes()[0].forward == multiply_adds);
  if (parameters != -2) CHECK(file.summary().total.parameters == parameters);
}

bool refuses(const std::string& node, const std::string& sentence) {
  const nns::onnx_file file = read(node + " -> []");
  INFO(node << '\n' << file.error().message);
  return !file && file.error().message.find(sentence) != std::string::npos;
}

}  // namespace

TEST_CASE("past keys in a buffer that is shared with the present ones", "[operators]") {
  // Attention: the buffer is (2, B, h, max, d); 3 stand in it, 5 arrive. 2 x 5 x 8 x 24 projected, 2 x 2 x 5 x 8 x (4 + 4).
  const std::string attention = "Attention@1 x:f32[2,5,8] w:f32[8,24] w:f32[24] _ x:f32[2,2,2,16,4] _ ";
  makes(attention + "w:i32[1]=3 num_heads=i:2 past_present_share_buffer=i:1", {"[2,5,8]", "[2,2,2,16,4]"},
        2 * 5 * 8 * 24 + 2 * 2 * 5 * 8 * 8, 8 * 24 + 24);
  // The number arrives with the data.
  makes(attention + "x:i32[1] num_heads=i:2 past_present_share_buffer=i:1", {"[2,5,8]", "[2,2,2,16,4]"}, nns::unknown);
  // Without the attribute the past is as long as its tensor.
  makes(attention + "num_heads=i:2", {"[2,5,8]", "[2,2,2,21,4]"}, 2 * 5 * 8 * 24 + 2 * 2 * 5 * 21 * 8);
  // MultiHeadAttention: where it has past_sequence_length.
  makes("MultiHeadAttention@1 x:f32[2,1,8] x:f32[2,1,8] x:f32[2,1,8] _ _ _ x:f32[2,2,16,4] x:f32[2,2,16,4] w:i32[1]=3 "
        "num_heads=i:2",
        {"[2,1,8]", "[2,2,16,4]", "[2,2,16,4]", "[2,2,1,4]"}, 2 * 2 * 4 * 8);
  // GroupQueryAttention (group_query_attention_helper.h): the present is the longer of the past's buffer and of all keys.
  const std::string grouped = "GroupQueryAttention@1 x:f32[1,1,32] x:f32[1,1,16] x:f32[1,1,16] x:f32[1,2,64,8] "
                              "x:f32[1,2,64,8] x:i32[1] ";
  makes(grouped + "w:i32[]=9 kv_num_heads=i:2 num_heads=i:4", {"[1,1,32]", "[1,2,64,8]", "[1,2,64,8]", "[1,4,1,9]"},
        4 * 9 * 16);
  makes(grouped + "w:i32[]=65 kv_num_heads=i:2 num_heads=i:4", {"[1,1,32]", "[1,2,65,8]"}, 4 * 65 * 16);
  // A window that the operator shifts: how many keys are in it is not said.
  makes(grouped + "w:i32[]=100 kv_num_heads=i:2 num_heads=i:4 sliding_window_cache=i:1 local_window_size=i:64",
        {"[1,1,32]", "[1,2,64,8]"}, nns::unknown);
  // A cache of 4-bit numbers has two in a byte.
  makes("GroupQueryAttention@1 x:f32[1,1,32] x:f32[1,1,16] x:f32[1,1,16] x:u8[1,2,6,4] x:u8[1,2,6,4] x:i32[1] x:i32[] "
        "kv_num_heads=i:2 num_heads=i:4 kv_cache_bit_width=i:4",
        {"[1,1,32]", "[1,2,7,4]", "[1,2,7,4]"}, 4 * 7 * 16);
}

TEST_CASE("attention that is packed, and of which the heads do not fit", "[operators]") {
  makes("MultiHeadAttention@1 x:f32[2,5,2,3,4] num_heads=i:2", {"[2,5,8]"}, 2 * 2 * 5 * 5 * 8);
  makes("MultiHeadAttention@1 x:f32[2,5,8] x:f32[2,6,2,2,4] num_heads=i:2", {"[2,5,8]"}, 2 * 2 * 5 * 6 * 8);
  // multihead_attention_helper.h refuses the same.
  CHECK(refuses("MultiHeadAttention@1 x:f32[2,5,3,3,4] num_heads=i:2", "(batch, length, heads, 3, size)"));
  CHECK(refuses("MultiHeadAttention@1 x:f32[2,5,8] x:f32[2,6,2,3,4] num_heads=i:2", "(batch, length, heads, 2, size)"));
  CHECK(refuses("MultiHeadAttention@1 x:f32[2,5,8] x:f32[2,2,6,5] x:f32[2,2,6,5] num_heads=i:2", "(batch, heads, length, size)"));
  // Attention with values of another size: 8 + 8 + 12 columns, and what does not add up.
  makes("Attention@1 x:f32[1,5,8] w:f32[8,28] w:f32[28] num_heads=i:2 qkv_hidden_sizes=is:8,8,12", {"[1,5,12]"},
        5 * 8 * 28 + 2 * 5 * 5 * (4 + 6));
  CHECK(refuses("Attention@1 x:f32[1,5,8] w:f32[8,28] w:f32[28] num_heads=i:2 qkv_hidden_sizes=is:8,8,8", "add up"));
  CHECK(refuses("Attention@1 x:f32[1,5,8] w:f32[8,28] w:f32[28] num_heads=i:2 qkv_hidden_sizes=is:8,4,16", "first two equal"));
}

TEST_CASE("a step of decoding", "[operators]") {
  // decoder_masked_multihead_attention.cc: self-attention with a buffer of 16, of which 7 stand; 8 keys for a query.
  makes("DecoderMaskedMultiHeadAttention@1 x:f32[2,1,8] x:f32[2,1,8] x:f32[2,1,8] _ _ x:f32[2,2,16,4] x:f32[2,2,16,4] "
        "w:i32[1]=7 num_heads=i:2 past_present_share_buffer=i:1",
        {"[2,1,8]", "[2,2,16,4]", "[2,2,16,4]", "[2,2,1,8]"}, 2 * 2 * 8 * 8);
  // Queries, keys and values beside each other: 24 = 3 x 8.
  makes("DecoderMaskedMultiHeadAttention@1 x:f32[2,1,24] _ _ _ _ x:f32[2,2,16,4] x:f32[2,2,16,4] x:i32[1] num_heads=i:2 "
        "past_present_share_buffer=i:1",
        {"[2,1,8]", "[2,2,16,4]", "[2,2,16,4]"}, nns::unknown);
  // Cross-attention: keys and values of 6.
  makes("DecoderMaskedMultiHeadAttention@1 x:f32[2,1,8] x:f32[2,2,6,4] x:f32[2,2,6,4] num_heads=i:2", {"[2,1,8]"},
        2 * 2 * 6 * 8);
  // DecoderMaskedSelfAttention projects as well: 8 x 24 for each of 2 tokens.
  makes("DecoderMaskedSelfAttention@1 x:f32[2,1,8] w:f32[8,24] w:f32[24] _ x:f32[2,2,2,16,4] _ w:i32[1]=7 num_heads=i:2 "
        "past_present_share_buffer=i:1",
        {"[2,1,8]", "[2,2,2,16,4]"}, 2 * 8 * 24 + 2 * 2 * 8 * 8, 8 * 24 + 24);
}

TEST_CASE("attention by data has shapes and parameters, and a cost that is not known", "[operators]") {
  makes("PackedAttention@1 x:f32[7,8] w:f32[8,24] w:f32[24] x:i32[3,4] x:i32[4] num_heads=i:2", {"[7,8]"}, nns::unknown, 216);
  makes("PackedMultiHeadAttention@1 x:f32[7,8] x:f32[7,8] x:f32[7,12] _ x:i32[3,4] x:i32[4] num_heads=i:2", {"[7,12]"},
        nns::unknown);
  makes("PackedMultiHeadAttention@1 x:f32[7,2,3,4] _ _ _ x:i32[3,4] x:i32[4] num_heads=i:2", {"[7,8]"}, nns::unknown);
  makes("LongformerAttention@1 x:f32[2,8,4] w:f32[4,12] w:f32[12] x:f32[2,8] w:f32[4,12] w:f32[12] x:i32[2,8] num_heads=i:2 "
        "window=i:2",
        {"[2,8,4]"}, nns::unknown, 120);
  makes("SparseAttention@1 x:f32[1,5,64] _ _ x:f32[1,2,32,8] x:f32[1,2,32,8] x:i32[1,3] x:i32[1,3] x:i32[] x:i32[1] "
        "num_heads=i:4 kv_num_heads=i:2 sparse_block_size=i:16",
        {"[1,5,32]", "[1,2,32,8]", "[1,2,32,8]"}, nns::unknown);
  makes("PagedAttention@1 x:f32[5,32] x:f32[5,16] x:f32[5,16] x:f32[9,16,2,8] x:f32[9,16,2,8] x:i32[3] x:i32[2] x:i32[2,4] "
        "num_heads=i:4 kv_num_heads=i:2",
        {"[5,32]", "[9,16,2,8]", "[9,16,2,8]"}, nns::unknown);
  makes("RemovePadding@1 x:f32[2,5,8] x:i32[2]", {"[?,8]", "[2,5]", "[3]", "[1]"}, 0);
  makes("RestorePadding@1 x:f32[7,8] x:i32[2,5]", {"[2,5,8]"}, 0);
}

TEST_CASE("weights in few bits count as the numbers that they are", "[operators]") {
  // Experts of 16 x 8 and 8 x 16; 3 tokens go to 2 of 4. Bytes hold 8 / expert_weight_bits numbers.
  const auto experts = [](const char* first, const char* second, const char* more) {
    return std::string("QMoE@1 x:f32[3,8] x:f32[3,4] w:u8") + first + " x:f32[4,16] _ w:u8" + second + " x:f32[4,8] k=i:2 " + more;
  };
  for (const std::string& node : {experts("[4,16,8]", "[4,8,16]", "expert_weight_bits=i:8"), experts("[4,16,4]", "[4,8,8]", ""),
                                  experts("[4,16,2]", "[4,8,4]", "expert_weight_bits=i:2"),
                                  experts("[4,16,4]", "[4,8,8]", "quant_type=s:nvfp4"),
                                  experts("[4,16,8]", "[4,8,16]", "quant_type=s:fp8")})
    makes(node, {"[3,8]"}, 3 * 2 * (16 * 8 + 8 * 16), 4 * 2 * 16 * 8);
  CHECK(refuses(experts("[4,16,8]", "[4,8,16]", "expert_weight_bits=i:3"), "2, 4 or 8"));
  // Two projections of 64 to 48, and a gate.
  makes("MatMulNBitsMlp@1 x:f32[2,3,64] _ w:f32[64] w:u8[48,2,16] w:f32[48,2] _ w:u8[48,2,16] w:f32[48,2] K=i:64 N=i:48 "
        "bits=i:4 block_size=i:32 activation=s:silu",
        {"[2,3,48]"}, 2 * 3 * 64 * 48 * 2, 2 * 64 * 48 + 64);
  // Queries of 64, keys and values of 16.
  makes("MatMulNBitsQkv@1 x:f32[2,3,64] _ w:f32[64] w:u8[64,2,16] w:f32[64,2] _ w:u8[16,2,16] w:f32[16,2] _ w:u8[16,2,16] "
        "w:f32[16,2] K=i:64 Nq=i:64 Nkv=i:16 bits=i:4 block_size=i:32",
        {"[2,3,64]", "[2,3,16]", "[2,3,16]"}, 2 * 3 * 64 * (64 + 16 + 16), 64 * 96 + 64);
  // Rows of 32: 16 bytes of two, or 8 of four.
  makes("GatherBlockQuantized@1 w:u8[10,8] x:i64[3] w:f32[10,1] bits=i:2 block_size=i:32 quantize_axis=i:1", {"[3,32]"}, 0, 320);
  CHECK(refuses("GatherBlockQuantized@1 w:u8[10,8] x:i64[3] w:f32[10,1] bits=i:3", "2, 4 or 8"));
}

TEST_CASE("weights in blocks of four bits, integers, and what is split or normalised", "[operators]") {
  makes("MatMulBnb4@1 x:f32[2,3,64] w:u8[1536] w:f32[96] K=i:64 N=i:48 block_size=i:32 quant_type=i:1", {"[2,3,48]"},
        2 * 3 * 64 * 48);
  makes("MatMulFpQ4@1 x:f32[2,64] w:u8[1600] w:i64[2]=64,48 blk_quant_type=i:1", {"[2,48]"}, 2 * 64 * 48);
  CHECK(refuses("MatMulFpQ4@1 x:f32[2,64] w:u8[1600] w:i64[1]=64 blk_quant_type=i:1", "two extents"));
  makes("MatMulInteger16@1 x:i16[2,3] x:i16[3,4]", {"[2,4]"}, 2 * 3 * 4);
  makes("MulInteger@1 x:u8[2,3] w:u8[] x:u8[3] w:u8[]", {"[2,3]"}, 0);
  makes("QLinearWhere@1 x:bool[2,1] x:u8[2,3] w:f32[] w:u8[] x:u8[3] w:f32[] w:u8[] w:f32[] w:u8[]", {"[2,3]"}, 0);
  CHECK(refuses("QLinearWhere@1 x:bool[2,1] x:u8[2,3] w:f32[] w:u8[] x:u8[4] w:f32[] w:u8[] w:f32[] w:u8[]", "do not match"));
  makes("QLinearReduceMean@1 x:u8[2,3,4] w:f32[] w:u8[] w:f32[] w:u8[] axes=is:1 keepdims=i:0", {"[2,4]"}, 0);
  makes("BiasSplitGelu@1 x:f32[2,5,8] w:f32[8]", {"[2,5,4]"}, 0, 8);
  CHECK(refuses("BiasSplitGelu@1 x:f32[2,5,7] w:f32[7]", "must be even"));
  makes("GroupNorm@1 x:f32[1,4,4,8] w:f32[8] w:f32[8] groups=i:2 activation=i:0", {"[1,4,4,8]"}, 0, 16);
  // A bias for each head and each pair of positions, from 32 buckets.
  makes("RelativePositionBias@1 w:f32[32,4] w:i64[1]=6 w:i64[1]=9 max_distance=i:128", {"[1,4,6,9]"}, 0, 128);
  makes("RelativePositionBias@1 w:f32[32,4] x:i64[1] w:i64[1]=9 max_distance=i:128", {"[1,4,?,9]"}, 0, 128);
}

TEST_CASE("a transposed convolution whose pads arrive", "[operators]") {
  // convTransposeWithDynamicPadsShapeInference (contrib_defs.cc): s (n - 1) + e - pads; 2 x 3 - 1 pads: 2 (5 - 1) + 3 - 2.
  makes("ConvTransposeWithDynamicPads@1 x:f32[1,2,5,5] w:f32[2,4,3,3] w:i64[4]=1,1,1,1 w:f32[4] strides=is:2,2",
        {"[1,4,9,9]"}, 2 * 5 * 5 * 4 * 9, 2 * 4 * 9 + 4);
  makes("ConvTransposeWithDynamicPads@1 x:f32[1,2,5,5] w:f32[2,4,3,3] strides=is:2,2", {"[1,4,11,11]"}, 2 * 5 * 5 * 4 * 9);
  // What is multiplied does not depend on them.
  makes("ConvTransposeWithDynamicPads@1 x:f32[1,2,5,5] w:f32[2,4,3,3] x:i64[4] strides=is:2,2", {"[1,4,?,?]"}, 2 * 5 * 5 * 4 * 9);
  CHECK(refuses("ConvTransposeWithDynamicPads@1 x:f32[1,2,5,5] w:f32[2,4,3,3] w:i64[2]=1,1", "two pads"));
  CHECK(refuses("ConvTransposeWithDynamicPads@1 x:f32[1,2,5,5] w:f32[2,4,3,3] w:i64[4]=1,-1,1,1", "negative"));
}

TEST_CASE("what is made has the type that is said", "[operators]") {
  using nns::detail::onnx_type;
  // Of the outputs that a rule makes of tensors of these types.
  const auto made = [](nns::text name, const std::vector<nns::detail::onnx_tensor>& arrives, int output) {
    const nns::detail::onnx_operator* const row = nns::detail::all_onnx_operators.find(name, "com.microsoft", 1);
    REQUIRE(row != nullptr);
    std::vector<const nns::detail::onnx_tensor*> arrived;
    for (const auto& t : arrives) arrived.push_back(&t);
    const nns::detail::onnx_lists lists{};
    nns::detail::onnx_tensor outputs[2]{};
    for (auto& t : outputs) t.type = arrives[0].type;
    nns::detail::onnx_node n;
    n.row = row, n.opset = 1, n.inputs = static_cast<int>(arrived.size()), n.outputs = 2, n.lists = &lists;
    n.arrived = arrived.data(), n.made = outputs;
    row->rule(n);
    return outputs[output].type;
  };
  const auto tensor = [](onnx_type type, const nns::shape& dims) {
    nns::detail::onnx_tensor t;
    t.type = type, t.ranked = true, t.dims = dims;
    return t;
  };
  // BiasDropout: a mask of bool, T2.
  CHECK(made("BiasDropout", {tensor(onnx_type::float32, {2, 3}), tensor(onnx_type::float32, {3})}, 1) == onnx_type::bool_);
  // QAttention: output and present are T3, which is the scales' type.
  const std::vector<nns::detail::onnx_tensor> attention = {tensor(onnx_type::uint8, {1, 5, 8}), tensor(onnx_type::uint8, {8, 24}),
                                                           tensor(onnx_type::float16, {24}), tensor(onnx_type::float16, {}),
                                                           tensor(onnx_type::float16, {})};
  for (const int k : {0, 1}) CHECK(made("QAttention", attention, k) == onnx_type::float16);
}

TEST_CASE("8-bit matrices in cublasLt's orders have the shapes that they have without", "[operators]") {
  // quantization_defs.cc: A and B are multiplied as they stand, whatever the order of their elements.
  makes("QOrderedMatMul@1 x:i8[2,5,8] w:f32[] w:i8[8,6] w:f32[] w:f32[] w:f32[6] order_A=i:1 order_B=i:0 order_Y=i:1", {"[2,5,6]"},
        2 * 5 * 8 * 6, 8 * 6 + 6);
  // B T I (d h + d h + e h) projected, and B h T T (d + e): 2 heads of 4.
  makes("QOrderedAttention@1 x:i8[2,5,6] w:f32[] w:f32[] w:f32[] w:f32[] w:i8[6,8] w:i8[6,8] w:i8[6,8] w:f32[8] w:f32[8] w:f32[8] "
        "w:f32[8] w:f32[8] w:f32[8] w:f32[] w:f32[] w:f32[] num_heads=i:2 order_input=i:1 order_weight=i:0 order_output=i:1",
        {"[2,5,8]"}, 2 * 5 * 6 * 24 + 2 * 2 * 5 * 5 * 8, 3 * 6 * 8 + 3 * 8);
  CHECK(refuses("QOrderedAttention@1 x:i8[2,5,7] w:f32[] w:f32[] w:f32[] w:f32[] w:i8[6,8] w:i8[6,8] w:i8[6,8] num_heads=i:2",
                "its weights' first extent is not its input's features"));
  makes("QOrderedLayerNormalization@1 x:i8[2,5,8] w:f32[] w:f32[8] w:f32[8] w:f32[]", {"[2,5,8]"}, 0, 16);
  makes("QOrderedGelu@1 x:i8[2,5,8] w:f32[] w:f32[]", {"[2,5,8]"}, 0, 0);
  makes("QuantizeWithOrder@1 x:f32[2,5,8] w:f32[] order_input=i:1 order_output=i:2", {"[2,5,8]"}, 0, 0);
  makes("DequantizeWithOrder@1 x:i8[2,5,8] w:f32[] order_input=i:1 order_output=i:2 to=i:1", {"[2,5,8]"}, 0, 0);
  // Which tokens everybody attends to is data.
  makes("QOrderedLongformerAttention@1 x:i8[1,8,4] w:f32[] w:i8[4,12] w:f32[] w:f32[12] w:f32[] w:f32[] x:f16[1,8] w:i8[4,12] w:f32[] "
        "w:f32[12] w:f32[] x:i32[1,8] w:f32[] num_heads=i:2 window=i:2",
        {"[1,8,4]"}, nns::unknown, 2 * (4 * 12 + 12));
}

TEST_CASE("attention of decoders, gates, and products in 8-bit floats", "[operators]") {
  // decoder_attention.cc. T = 3 queries, S = 7 keys, B = 2, H = 8 in 2 heads. Of queries T B H H; keys and values are projected
  // from the queries (self-attention) or from the keys (static_kv), or stand in the cache.
  const std::string decoder = "DecoderAttention@1 x:f32[3,2,8] x:f32[7,2,8] w:f32[8,8] w:f32[8,16] w:f32[24] _ ";
  const std::string flags = " w:bool[]=0 num_heads=i:2";
  const auto with = [&](const std::string& caches, const std::string& set) { return decoder + caches + set + flags; };
  makes(with("_ _ ", "w:bool[]=0 w:bool[]=0 w:bool[]=0"), {"[3,2,8]", "[2,2,3,4]", "[2,2,3,4]"},
        3 * 2 * 64 + 3 * 2 * 128 + 2 * 2 * 3 * 3 * 8, 64 + 128 + 24);
  makes(with("_ _ ", "w:bool[]=1 w:bool[]=0 w:bool[]=0"), {"[3,2,8]", "[2,2,7,4]", "[2,2,7,4]"},
        3 * 2 * 64 + 7 * 2 * 128 + 2 * 2 * 3 * 7 * 8);
  const std::string caches = "x:f32[2,2,5,4] x:f32[2,2,5,4] ";
  makes(with(caches, "w:bool[]=0 w:bool[]=1 w:bool[]=1"), {"[3,2,8]", "[2,2,8,4]", "[2,2,8,4]"},
        3 * 2 * 64 + 3 * 2 * 128 + 2 * 2 * 3 * 8 * 8);
  makes(with(caches, "w:bool[]=1 w:bool[]=1 w:bool[]=1"), {"[3,2,8]", "[2,2,5,4]", "[2,2,5,4]"},
        3 * 2 * 64 + 2 * 2 * 3 * 5 * 8);
  makes(with(caches, "x:bool[] x:bool[] x:bool[]"), {"[3,2,8]", "[2,2,?,4]", "[2,2,?,4]"}, nns::unknown);
  // (4, 5) with (6, 5), transposed.
  makes("GemmFloat8@1 x:f32[4,5] w:f32[6,5] w:f32[6] transB=i:1", {"[4,6]"}, 4 * 5 * 6, 36);
  // Each of B T h queries of d meets a matrix of (d, D).
  makes("GatedRelativePositionBias@1 x:f32[2,5,12] w:f32[12] x:f32[1,3,5,5] w:f32[4,8] w:f32[8] w:f32[1,3,1,1] num_heads=i:3",
        {"[2,3,5,5]"}, 2 * 5 * 3 * 4 * 8, 12 + 32 + 8 + 3);
  makes("GatedRelativePositionBias@1 x:f32[9,12] w:f32[12] x:f32[1,3,5,5] w:f32[4,8] w:f32[8] w:f32[1,3,1,1] x:i32[2,5] num_heads=i:3",
        {"[2,3,5,5]"}, 9 * 3 * 4 * 8);
}

TEST_CASE("operators of com.microsoft that move elements, or work on each", "[operators]") {
  makes("GatedRMSNorm@1 x:f32[2,5,8] w:f32[4] x:f32[2,5,8]", {"[2,5,8]"}, 0, 4);
  makes("GemmaRotaryEmbedding@1 x:f32[2,5,4] x:f16[2,3,5,4] x:f16[2,3,5,4] x:f16[2,1,5,4] x:f16[2,1,5,4]",
        {"[2,3,5,4]", "[2,1,5,4]"}, 0);
  makes("BitmaskDropout@1 x:f32[5,13]", {"[5,13]", "[3]"}, 0);  // 65 bits in numbers of 32
  makes("BitmaskBiasDropout@1 x:f32[4,8] w:f32[8]", {"[4,8]", "[1]"}, 0, 8);
  makes("ComplexMul@1 x:f32[3,1,2] x:f32[4,2]", {"[3,4,2]"}, 0);
  makes("ComplexMulConj@1 x:f32[3,4,2] x:f32[3,4,2]", {"[3,4,2]"}, 0);
  makes("CropAndResize@1 x:f32[2,3,16,16] x:f32[5,4] x:i32[5] w:i32[2]=7,8", {"[5,3,7,8]"}, 0);
  makes("CropAndResize@1 x:f32[2,3,16,16] x:f32[5,4] x:i32[5] x:i32[2]", {"[5,3,?,?]"}, 0);
  makes("UnfoldTensor@1 x:f32[2,10,3] dim=i:1 size=i:4 step=i:3", {"[2,3,3,4]"}, 0);  // at 0, 3 and 6
  CHECK(refuses("UnfoldTensor@1 x:f32[2,3] dim=i:1 size=i:4", "its slices are longer than the axis"));
}
