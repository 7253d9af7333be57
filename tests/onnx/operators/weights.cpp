// Where weights come from: through what makes real numbers of them, turns them, or only passes them on. Each counts once,
// where it arrives first. The counts are the weights' extents, multiplied by hand.
#include <onnx/operators/written.hpp>
#include <catch.hpp>

#include <nns/import/onnx_file.hpp>

namespace {

using written::attribute;
using written::graph;

graph begun() {
  graph g;
  g.input("x", "f32[1,2,6,6]");
  g.output("y");
  return g;
}

/// The parameters of each node, and the multiply-adds of all.
void check(const graph& g, const std::vector<std::int64_t>& parameters, std::int64_t macs) {
  nns::onnx_file file(g.as_file(13));
  INFO(file.error().message);
  REQUIRE(file);
  REQUIRE(file.nodes().size() == parameters.size());
  for (std::size_t i = 0; i != parameters.size(); ++i) {
    INFO(file.nodes()[i].op_type);
    CHECK(file.nodes()[i].parameters == parameters[i]);
  }
  CHECK(file.summary().total.forward.count == macs);
}

}  // namespace

TEST_CASE("quantised weights count where they become real numbers", "[operators]") {
  graph g = begun();
  g.initializer("w", "i8[4,2,3,3]");
  g.initializer("b", "i32[4]");
  g.initializer("scale", "f32[]");
  g.initializer("scales", "f32[4]");
  g.initializer("zeros", "i8[4]");
  g.add({"DequantizeLinear", {"w", "scales", "zeros"}, {"wd"}, {attribute("axis", "i", "0")}});
  g.add({"DequantizeLinear", {"b", "scale"}, {"bd"}});
  g.add({"Conv", {"x", "wd", "bd"}, {"y"}});
  check(g, {72, 4, 0}, 4 * 4 * 4 * 18);
}

TEST_CASE("a weight is found behind casts, turns and names, and counts once", "[operators]") {
  graph cast = begun();
  cast.initializer("w", "f16[6,5]");
  cast.add({"Cast", {"w"}, {"wf"}, {attribute("to", "i", "1")}});
  cast.add({"MatMul", {"x", "wf"}, {"y"}});
  check(cast, {30, 0}, 2 * 6 * 6 * 5);

  graph turned = begun();
  turned.initializer("w", "f32[5,6]");
  turned.add({"Transpose", {"w"}, {"wt"}, {attribute("perm", "is", "1,0")}});
  turned.add({"MatMul", {"x", "wt"}, {"y"}});
  turned.add({"MatMul", {"x", "wt"}, {"z"}});
  check(turned, {30, 0, 0}, 2 * (2 * 6 * 6 * 5));

  graph named = begun();
  named.initializer("w", "f32[4,2,3,3]");
  named.add({"Identity", {"w"}, {"again"}});
  named.add({"Conv", {"x", "w"}, {"y"}});
  named.add({"Conv", {"x", "again"}, {"z"}});
  check(named, {72, 0, 0}, 2 * (4 * 4 * 4 * 18));

  graph left = begun();
  left.initializer("w", "f32[5,6]");
  left.add({"MatMul", {"w", "x"}, {"y"}});
  check(left, {30}, 2 * 5 * 6 * 6);
}

TEST_CASE("a table's rows are parameters, and its indices are none", "[operators]") {
  graph table = begun();
  table.initializer("t", "f32[169,3]");
  table.initializer("i", "i64[2401]");
  table.add({"Gather", {"t", "i"}, {"y"}});
  check(table, {507}, 0);

  graph shapes = begun();
  shapes.initializer("k", "i64[4]=1,2,3,4");
  shapes.add({"Shape", {"x"}, {"s"}});
  shapes.add({"Add", {"s", "k"}, {"y"}});
  check(shapes, {0, 0}, 0);
}
