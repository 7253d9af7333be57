// What conventions count of nodes, and what columns and receptive fields say of them, whether a node runs as a layer of this
// library or not: files that stand for several instances, pads that differ in front and behind, constants, empty tensors.
#include <onnx/operators/written.hpp>
#include <catch.hpp>

#include <nns/conventions/deepspeed.hpp>
#include <nns/conventions/fvcore.hpp>
#include <nns/conventions/keras_flops.hpp>
#include <nns/conventions/onnx_tool.hpp>
#include <nns/conventions/ptflops_pytorch.hpp>
#include <nns/conventions/stm32.hpp>
#include <nns/conventions/thop.hpp>
#include <nns/conventions/torchinfo.hpp>
#include <nns/import/onnx_file.hpp>
#include <nns/report/csv.hpp>
#include <nns/report/explain.hpp>

#include <fstream>
#include <string>
#include <vector>

namespace {

constexpr nns::counting by_rules[] = {
    nns::convention::deepspeed, nns::convention::deepspeed_flops, nns::convention::fvcore,
    nns::convention::onnx_tool, nns::convention::ptflops_pytorch, nns::convention::stm32,
    nns::convention::thop,      nns::convention::keras_flops};
constexpr nns::counting others[] = {nns::convention::standard, nns::convention::element_wise, nns::convention::in_bounds};

std::int64_t counted(const std::string& bytes, nns::counting how) {
  nns::onnx_options o;
  o.how = how;
  const nns::onnx_file file(bytes, o);
  INFO(file.error().message);
  REQUIRE(file);
  return file.summary().total.forward.count;
}
std::int64_t counted(const char* node, nns::counting how) { return counted(written::line(node).as_file(), how); }

/// The same node with as many instances as `batch` says in place of one.
std::string of_batch(std::string node, const char* batch) {
  const std::string type = " x:f32[1,";
  for (std::size_t at = node.find(type); at != std::string::npos; at = node.find(type, at + 1))
    node.replace(at + type.size() - 2, 1, batch);
  return node;
}

constexpr const char* nodes[] = {
    "Conv@13 x:f32[1,3,8,8] w:f32[4,3,3,3] w:f32[4] pads=is:1,1,1,1 -> [1,4,8,8]",
    "Conv@13 x:f32[1,3,8,8] w:f32[4,3,3,3] strides=is:2,2 -> [1,4,3,3]",
    "Conv@13 x:f32[1,4,7,7] w:f32[8,1,3,3] group=i:4 -> [1,8,5,5]",
    "ConvTranspose@13 x:f32[1,2,7,7] w:f32[2,4,3,3] w:f32[4] -> [1,4,9,9]",
    "Gemm@13 x:f32[1,5] w:f32[5,3] w:f32[3] -> [1,3]",
    "MatMul@13 x:f32[1,4,5] w:f32[5,3] -> [1,4,3]",
    "MaxPool@13 x:f32[1,2,7,7] kernel_shape=is:3,3 strides=is:2,2 -> [1,2,3,3]",
    "AveragePool@13 x:f32[1,2,7] kernel_shape=is:3 -> [1,2,5]",
    "GlobalAveragePool@13 x:f32[1,2,7,7] -> [1,2,1,1]",
    "BatchNormalization@15 x:f32[1,2,7,7] w:f32[2] w:f32[2] w:f32[2] w:f32[2] -> [1,2,7,7]",
    "LayerNormalization@17 x:f32[1,2,7] w:f32[7] w:f32[7] -> [1,2,7]",
    "Relu@14 x:f32[1,3,5] -> [1,3,5]",
    "Softmax@13 x:f32[1,3,5] -> [1,3,5]",
    "Add@14 x:f32[1,3,5] x:f32[1,3,5] -> [1,3,5]",
};

/// Every fifth of the nodes that ONNX Runtime ran.
std::vector<std::string> some_lines() {
  std::ifstream in(NNS_ONNX_NODES);
  std::vector<std::string> some;
  int number = 0;
  for (std::string l; std::getline(in, l);)
    if (!l.empty() && l[0] != '#' && number++ % 5 == 0) some.push_back(l);
  return some;
}

}  // namespace

TEST_CASE("three instances count three times what one counts, by every convention", "[operators]") {
  for (const char* node : nodes) {
    CAPTURE(node);
    const std::string three = written::line(of_batch(node, "3")).as_file();
    for (const nns::counting how : by_rules) {
      CAPTURE(how->name);
      CHECK(counted(three, how) == 3 * counted(node, how));
    }
    for (const nns::counting how : others) {
      CAPTURE(how->name);
      CHECK(counted(three, how) == 3 * counted(node, how));
    }
  }
}

TEST_CASE("pads that differ count as pads that make the same shape", "[operators]") {
  // 8 + 1 - 3 and 8 + 2 - 3, over 2, are 3: both make 4.
  for (const std::string& tail : {std::string(" w:f32[4]"), std::string()}) {
    const std::string begin = "Conv@13 x:f32[1,3,8,8] w:f32[4,3,3,3]" + tail + " strides=is:2,2 pads=is:";
    const std::string behind = begin + "0,0,1,1 -> [1,4,4,4]", around = begin + "1,1,1,1 -> [1,4,4,4]";
    for (const nns::counting how : by_rules) {
      CAPTURE(how->name, tail);
      CHECK(counted(behind.c_str(), how) == counted(around.c_str(), how));
      CHECK(counted(of_batch(behind, "2").c_str(), how) == 2 * counted(around.c_str(), how));
    }
  }
  // DeepSpeed: two operations a product (64 outputs of 27), and one an output with a bias.
  CHECK(counted("Conv@13 x:f32[1,3,8,8] w:f32[4,3,3,3] strides=is:2,2 pads=is:0,0,1,1 -> [1,4,4,4]",
                nns::convention::deepspeed_flops) == 2 * 64 * 27);
  CHECK(counted("Conv@13 x:f32[1,3,8,8] w:f32[4,3,3,3] w:f32[4] strides=is:2,2 pads=is:0,0,1,1 -> [1,4,4,4]",
                nns::convention::deepspeed_flops) == 2 * 64 * 27 + 64);
  // Which taps fall on padding is not known then.
  CHECK(counted("Conv@13 x:f32[1,3,8,8] w:f32[4,3,3,3] strides=is:2,2 pads=is:0,0,1,1 -> [1,4,4,4]",
                nns::convention::in_bounds) == nns::unknown);
}

TEST_CASE("what is not known of a node is not counted as nothing", "[operators]") {
  // Weights that are computed, so that it is no layer: whether the tool would see a bias is not known.
  const char* const computed = "Conv@13 x:f32[1,1,4,4] x:f32[1,1,3,3] -> [1,1,2,2]";
  CHECK(counted(computed, nns::convention::standard) == 36);
  CHECK(counted(computed, nns::convention::deepspeed_flops) == nns::unknown);
}

TEST_CASE("an explanation has the totals of the file, whatever the node", "[operators]") {
  std::size_t seen = 0;
  for (const std::string& line : some_lines()) {
    const std::string bytes = written::line(line).as_file();
    const nns::onnx_file file(bytes);
    if (!file) continue;
    CAPTURE(line);
    const nns::counting conventions[] = {nns::convention::thop, nns::convention::deepspeed_flops, nns::convention::in_bounds};
    for (const nns::counting how : conventions) {
      const nns::explanation e = nns::explain(file.summary(), nns::convention::standard, how);
      CHECK(e.first_total == file.summary().total.forward.count);
      CHECK(e.second_total == counted(bytes, how));
      seen += nns::to_text(e).size();
    }
  }
  CHECK(seen > 20'000);
}

TEST_CASE("every column of a node is written", "[operators]") {
  for (const std::string& line : some_lines()) {
    const nns::onnx_file file(written::line(line).as_file());
    if (!file) continue;
    CAPTURE(line);
    const std::string operations = nns::to_csv(file.summary(), {.columns = "name options bytes parameter_bytes multiply_adds additions "
                                                                           "multiplications comparisons divisions exponentials moves"});
    const std::string fields = nns::to_csv(file.summary(), {.columns = "name receptive_size receptive_stride receptive_offset"});
    CHECK(operations.size() > 60);
    CHECK(fields.size() > 40);
  }
}

TEST_CASE("receptive fields of channels first, and of constants", "[operators]") {
  const auto last_line = [](const char* node) {
    const std::string table = nns::to_csv(nns::onnx_file(written::line(node).as_file()).summary(), {.columns = "kind receptive_size"});
    std::string line, last;
    std::istringstream in(table);
    while (std::getline(in, line))
      if (!line.starts_with("total") && line.find(',') != std::string::npos && !line.starts_with(",")) last = line;
    return last;
  };
  CHECK(last_line("Conv@13 x:f32[1,3,9,7] w:f32[4,3,3,5] -> [1,4,7,3]") == "conv2d,3x5");
  CHECK(last_line("GlobalAveragePool@13 x:f32[1,3,9,7] -> [1,3,1,1]") == "global_average_pooling2d,9x7");
  // Nothing arrives at it, and an input without axes has none.
  CHECK(last_line("ConstantOfShape@9 w:i64[2]=4,5 -> [4,5]") == "fill,");
  CHECK(last_line("Relu@14 x:f32[] -> []") == "relu,");
}

TEST_CASE("extents that nobody can address are refused or counted, and never wrap", "[operators]") {
  const auto said = [](const char* node) { return nns::onnx_file(written::line(node).as_file()).error().message; };
  CHECK(said("AveragePool@22 x:f32[1,2,9223372036854775807,10] kernel_shape=is:2,2 -> []").find("its extents are too large") == 0);
  CHECK(said("Conv@13 x:f32[1,1,9223372036854775807] w:f32[1,1,3] pads=is:1,1 -> []").find("its extents are too large") == 0);
  CHECK(said("Conv@13 x:f32[1,1,9] w:f32[1,1,9] dilations=is:4611686018427387904 -> []").find("its kernel is too large") == 0);
  CHECK(said("ConvTranspose@13 x:f32[1,1,4] w:f32[1,1,3] output_padding=is:-9223372036854775807 -> []")
            .find("its output padding is negative") == 0);
  // Numbers that make extents: a scale, a step, a count, a depth.
  for (const char* node : {
           "Resize@13 x:f32[1,3,8,8] _ w:f32[4]=1,1,1e30,1 -> []",
           "Resize@18 x:f32[1,3,8,8] _ _ w:i64[2]=9223372036854775807,9223372036854775807 axes=is:2,3 "
           "keep_aspect_ratio_policy=s:not_smaller -> []",
           "Upsample@9 x:f32[1,3,8,8] w:f32[4]=1,1,1e30,1 -> []",
           "Upsample@7 x:f32[1,3,8,8] scales=fs:1,1,1e30,1 -> []",
           "Range@11 w:f32[]=0 w:f32[]=1e30 w:f32[]=1 -> []",
           "Range@11 w:i64[]=9223372036854775807 w:i64[]=-1 w:i64[]=-1 -> []",
           "Range@11 w:i64[]=-1 w:i64[]=9223372036854775807 w:i64[]=1 -> []",
           "Tile@13 x:f32[4,4] w:i64[2]=9223372036854775807,1 -> []",
           "OneHot@11 x:i64[4] w:f32[]=1e30 w:f32[2]=0,1 -> []",
           "DepthToSpace@13 x:f32[1,4,9223372036854775807,2] blocksize=i:2 -> []",
           "SpaceToDepth@13 x:f32[1,9223372036854775807,2,2] blocksize=i:2 -> []",
           "Concat@13 x:f32[9223372036854775807] x:f32[2] axis=i:0 -> []",
           "Pad@13 x:f32[4] w:i64[2]=9223372036854775807,1 -> []",
       }) {
    CAPTURE(node, said(node));
    CHECK((said(node).find("too large") != std::string::npos || said(node).find("too long") != std::string::npos));
  }
  for (const char* node : {
           "Resize@13 x:f32[1,3,8,8] _ w:f32[4]=1,1,-2,1 -> []",
           "Upsample@9 x:f32[1,3,8,8] w:f32[4]=1,1,-2,1 -> []",
           "Upsample@9 x:f32[1,3,8,8] w:f32[4]=1,1,0,1 -> []",
           "OneHot@11 x:i64[4] w:i64[]=-3 w:f32[2]=0,1 -> []",
           "CenterCropPad@18 x:f32[4] w:i64[1]=-3 -> []",
           "RandomNormal@1 shape=is:2,-3 -> []",
           "Multinomial@7 x:f32[2,4] sample_size=i:-3 -> []",
           "MaxRoiPool@1 x:f32[1,3,8,8] x:f32[2,5] pooled_shape=is:-2,2 -> []",
           "AffineGrid@20 x:f32[2,2,3] w:i64[4]=2,3,-4,5 -> []",
       }) {
    CAPTURE(node, said(node));
    CHECK_FALSE(said(node).empty());
  }
  // A list of so many axes is too long, and is not taken for one of their number modulo 2^32.
  for (const char* node : {"Unsqueeze@13 x:f32[4] x:i64[4294967297] -> []", "Squeeze@13 x:f32[1,4] x:i64[4294967297] -> []"}) {
    CAPTURE(node, said(node));
    const nns::onnx_file file(written::line(node).as_file());
    CHECK((!file || !file.nodes()[0].ranked[0]));
  }
  // Numbers far outside of what they cut do not wrap either.
  const nns::onnx_file cut(
      written::line("Slice@13 x:f32[9] w:i64[1]=-9223372036854775808 w:i64[1]=9223372036854775807 w:i64[1]=0 "
                    "w:i64[1]=9223372036854775807 -> []").as_file());
  REQUIRE(cut);
  CHECK(cut.nodes()[0].outputs[0].values[0] == 1);
  CHECK(said("Split@13 x:f32[9] w:i64[2]=1,9223372036854775807 axis=i:0 -> [] []").find("do not add up") != std::string::npos);
  // SAME: ceil(n / s).
  const nns::onnx_file same(
      written::line("AveragePool@22 x:f32[1,1,9223372036854775807] auto_pad=s:SAME_UPPER kernel_shape=is:2 strides=is:2 -> []").as_file());
  REQUIRE(!same.nodes().empty());
  CHECK(same.nodes()[0].outputs[0].values[2] == 4'611'686'018'427'387'904);
  // thop multiplies in floating point, which does not fit an integer here.
  nns::onnx_options thop;
  thop.how = nns::convention::thop;
  CHECK_FALSE(nns::onnx_file(written::line("GlobalAveragePool@1 x:f32[1,3000000000,3000000000,3] -> [1,3000000000,1,1]").as_file(), thop)
                  .summary().total.forward.count > 0);
}

TEST_CASE("empty tensors do nothing", "[operators]") {
  for (const char* node : {"LayerNormalization@17 x:f32[0,0] w:f32[0] -> [0,0]", "RMSNormalization@23 x:f32[2,0] w:f32[0] -> [2,0]",
                           "InstanceNormalization@6 x:f32[2,3,0,5] w:f32[3] w:f32[3] -> [2,3,0,5]"}) {
    const nns::onnx_file file(written::line(node).as_file());
    CAPTURE(node, file.error().message);
    if (!file) continue;
    const std::string table = nns::to_csv(file.summary(), {.columns = "kind additions multiplications divisions"});
    CAPTURE(table);
    CHECK(table.find("normalization,0,0,0") != std::string::npos);
  }
}

TEST_CASE("a plan that nobody can address is none", "[operators]") {
  // The input and the output live at once: 2^61 bytes each fit, 2^62 each do not.
  const auto plan = [](const char* node) { return nns::onnx_file(written::line(node).as_file()).memory(); };
  const nns::recorded_memory fits = plan("Relu@14 x:f32[1,576460752303423488] -> []");
  CHECK(fits.buffers.size() == 2);
  CHECK(fits.height.count == 4'611'686'018'427'387'904);
  for (const char* node : {"Relu@14 x:f32[1,1152921504606846976] -> []", "Relu@14 x:f32[1,2305843009213693951] -> []",
                           "Relu@14 x:f32[1,4611686018427387904] -> []"}) {
    CAPTURE(node);
    CHECK(plan(node).buffers.empty());
    CHECK(plan(node).height.count == nns::unknown);
    CHECK(plan(node).bound.count == nns::unknown);
  }
}

// A convolution can end with a comparison with numbers that it knows, but not with those of other tensors.
TEST_CASE("a clip is computed in the convolution before it if its limits are constants", "[operators]") {
  const auto buffers = [](bool constant) {
    written::graph g;
    g.input("x", "f32[1,3,5,5]");
    g.initializer("w", "f32[2,3,3,3]");
    for (const char* limit : {"low", "high"})
      if (constant)
        g.initializer(limit, std::string("f32[]=") + (limit[0] == 'l' ? "-1" : "1"));
      else
        g.input(limit, "f32[]");
    g.add({"Conv", {"x", "w"}, {"c"}});
    g.add({"Clip", {"c", "low", "high"}, {"y"}});
    g.output("y");
    const nns::onnx_file file(g.as_file(13));
    INFO(file.error().message);
    REQUIRE(file);
    nns::memory_options o;
    o.fused = true;
    return file.memory(o).buffers.size();
  };
  CHECK(buffers(true) == 2);
  CHECK(buffers(false) == 5);
}

// Found by libFuzzer: its layer was asked for the output's rank.
TEST_CASE("a node without outputs is read, and planned", "[operators]") {
  for (const char* type : {"Unsqueeze", "Squeeze", "Conv", "Relu", "Flatten", "Transpose", "MaxPool", "Gemm"}) {
    written::graph g;
    g.input("x", "f32[1,3,5,5]");
    g.initializer("w", "f32[2,3,3,3]");
    g.add({type, {"x", "w"}, {}});
    const nns::onnx_file file(g.as_file(11));
    CAPTURE(type, file.error().message);
    if (file) CHECK(file.memory().buffers.size() < 4);
    CHECK((file || !file.error().message.empty()));
  }
}
