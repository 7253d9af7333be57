// .onnx files from streams: weights are passed over by seeking, and what is read, or refused, is the same.
#include <nns/import/onnx_file.hpp>

#include <catch.hpp>
#include <onnx/writer.hpp>

#include <cstdio>
#include <fstream>
#include <random>
#include <sstream>
#include <string>

using namespace onnx_writer;

namespace {

constexpr std::int64_t rows = 125'000, columns = 1'000;
constexpr std::int64_t weight_bytes = 4 * rows * columns;  // 500 MB

/// x[1, 125000] times w[125000, 1000], and a Reshape by two numbers behind the weights.
graph with_weights(const message& weights) {
  graph g;
  g.inputs = {port("x", {"1", "125000"})};
  g.initializers = {weights, integers("target", {1, 10, 100})};
  g.nodes = {node("MatMul", {"x", "w"}, {"h"}), node("Reshape", {"h", "target"}, {"y"})};
  g.outputs = {port_without_shape("y")};
  return g;
}

/// The bytes in front of a hole of `weight_bytes`, and those behind it: all lengths around it are as long as it makes them.
struct with_hole {
  std::string before, after;

  with_hole() {
    message head;  // of the tensor
    head.varint(1, static_cast<std::uint64_t>(rows)).varint(1, columns).varint(2, float32).text(8, "w");
    head.put(9 << 3 | 2);
    head.put(static_cast<std::uint64_t>(weight_bytes));
    graph rest = with_weights(message{});
    rest.initializers.erase(rest.initializers.begin());
    const std::string others = rest.written().bytes;
    message field;
    field.put(5 << 3 | 2);
    field.put(head.bytes.size() + static_cast<std::uint64_t>(weight_bytes));
    message file;
    file.varint(1, 8).put(7 << 3 | 2);
    file.put(field.bytes.size() + head.bytes.size() + static_cast<std::uint64_t>(weight_bytes) + others.size());
    before = file.bytes + field.bytes + head.bytes;
    message opsets;
    opsets.one(8, imported("", 17));
    after = others + opsets.bytes;
  }
};

}  // namespace

TEST_CASE("a file of 500 MB is read without its weights") {
  const std::string path = "nns_sparse_weights.onnx";
  const with_hole parts;
  {
    std::ofstream out(path, std::ios::binary);
    out << parts.before;
    out.seekp(weight_bytes, std::ios::cur);
    out << parts.after;
    REQUIRE(out);
  }
  std::ifstream in(path, std::ios::binary);
  const nns::onnx_file f(in);
  INFO(f.error().message);
  CHECK(f);
  CHECK(f.summary().total.forward.count == rows * columns);
  CHECK(f.summary().total.parameters == rows * columns);
  CHECK(f.parameter_bytes() == weight_bytes);
  CHECK(f.summary().total.output == nns::shape{10, 100});
  in.clear();
  in.seekg(0);
  const nns::detail::onnx_file_bytes bytes(in);
  CHECK(bytes.size() == parts.before.size() + static_cast<std::size_t>(weight_bytes) + parts.after.size());
  CHECK(bytes.bytes_read() < 20'000);
  in.close();
  std::remove(path.c_str());
}

TEST_CASE("a stream says what its bytes say, whatever they are") {
  const auto same = [](const std::string& bytes) {
    std::istringstream stream(bytes);
    const nns::onnx_file whole(bytes), parts(stream);
    INFO(whole.error().message << " | " << parts.error().message);
    CHECK(whole.error().message == parts.error().message);
    CHECK(whole.error().position == parts.error().position);
    CHECK(whole.error().path == parts.error().path);
    if (!whole || !parts) return;
    CHECK(whole.summary().total.forward.count == parts.summary().total.forward.count);
    CHECK(whole.summary().total.parameters == parts.summary().total.parameters);
    CHECK(whole.summary().layers.size() == parts.summary().layers.size());
  };
  graph g = small_net();
  g.initializers.push_back(tensor("unused", float32, {30'000}).text(9, std::string(120'000, '\x12')));
  const std::string bytes = model(g);
  same(bytes);
  std::mt19937 random(18);
  for (int i = 0; i != 600; ++i) same(bytes.substr(0, random() % bytes.size()));
  const std::string small = model(small_net());
  for (std::size_t i = 0; i != small.size(); ++i) {
    std::string changed = bytes;
    const std::size_t at = random() % (2 * small.size());
    changed[at < small.size() ? at : bytes.size() - 1 - (at - small.size())] = static_cast<char>(random());
    same(changed);
  }
  same("");
  same("this is a text file");
}

TEST_CASE("a stream that cannot seek is read as a whole, and one that begins elsewhere from there") {
  struct pipe : std::stringbuf {
    using std::stringbuf::stringbuf;
    pos_type seekoff(off_type, std::ios_base::seekdir, std::ios_base::openmode) override { return pos_type(off_type(-1)); }
    pos_type seekpos(pos_type, std::ios_base::openmode) override { return pos_type(off_type(-1)); }
  };
  pipe characters(model(small_net()));
  std::istream piped(&characters);
  const nns::onnx_file f(piped);
  INFO(f.error().message);
  REQUIRE(f);
  CHECK(f.summary().total.forward.count == small_macs);

  std::istringstream behind("before" + model(small_net()));
  behind.seekg(6);
  const nns::onnx_file g(behind);
  REQUIRE(g);
  CHECK(g.summary().total.parameters == small_parameters);
}
