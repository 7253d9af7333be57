// Writes small .onnx files for the tests: protobuf messages, field by field. It shares nothing with the reader, so that
// both would have to be wrong in the same way. The field's numbers are onnx.proto's.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

namespace onnx_writer {

/// A message as bytes.
struct message {
  std::string bytes{};

  message& varint(int field, std::uint64_t n) {
    put(static_cast<std::uint64_t>(field) << 3);
    put(n);
    return *this;
  }
  message& text(int field, const std::string& characters) {
    put(static_cast<std::uint64_t>(field) << 3 | 2);
    put(characters.size());
    bytes += characters;
    return *this;
  }
  message& one(int field, const message& inner) { return text(field, inner.bytes); }
  message& real(int field, float x) {
    put(static_cast<std::uint64_t>(field) << 3 | 5);
    char four[4];
    std::memcpy(four, &x, 4);
    bytes.append(four, 4);
    return *this;
  }
  void put(std::uint64_t n) {
    for (; n >= 0x80; n >>= 7) bytes += static_cast<char>(n | 0x80);
    bytes += static_cast<char>(n);
  }
};

inline constexpr int float32 = 1, uint8 = 2, int8 = 3, int64 = 7, bool_ = 9, float16 = 10, int4 = 22;

using list = std::vector<std::int64_t>;
using words = std::vector<std::string>;

/// A tensor without its numbers.
inline message tensor(const std::string& name, int type, const list& dims) {
  message t;
  for (const std::int64_t d : dims) t.varint(1, static_cast<std::uint64_t>(d));
  return t.varint(2, static_cast<std::uint64_t>(type)).text(8, name);
}
/// Integers, in raw bytes.
inline message integers(const std::string& name, const list& values, bool scalar = false) {
  message t = tensor(name, int64, scalar ? list{} : list{static_cast<std::int64_t>(values.size())});
  std::string raw;
  for (const std::int64_t v : values)
    for (int i = 0; i != 8; ++i) raw += static_cast<char>(static_cast<std::uint64_t>(v) >> (8 * i));
  return t.text(9, raw);
}

inline message attribute(const std::string& name, std::int64_t n) {
  return message{}.text(1, name).varint(3, static_cast<std::uint64_t>(n)).varint(20, 2);
}
inline message attribute(const std::string& name, const list& numbers) {
  message a = message{}.text(1, name);
  for (const std::int64_t n : numbers) a.varint(8, static_cast<std::uint64_t>(n));
  return a.varint(20, 7);
}
inline message attribute_tensor(const std::string& name, const message& t) {
  return message{}.text(1, name).one(5, t).varint(20, 4);
}
inline message attribute_graph(const std::string& name, const message& g) {
  return message{}.text(1, name).one(6, g).varint(20, 5);
}
inline message attribute_of_call(const std::string& name, const std::string& of_call, int type) {
  return message{}.text(1, name).text(21, of_call).varint(20, static_cast<std::uint64_t>(type));
}

inline message node(const std::string& op_type, const words& inputs, const words& outputs,
                    const std::vector<message>& attributes = {}, const std::string& name = {},
                    const std::string& domain = {}) {
  message n;
  for (const std::string& i : inputs) n.text(1, i);
  for (const std::string& o : outputs) n.text(2, o);
  if (!name.empty()) n.text(3, name);
  n.text(4, op_type);
  for (const message& a : attributes) n.one(5, a);
  if (!domain.empty()) n.text(7, domain);
  return n;
}

/// An input or output: each extent is a number, or a name; "?" is open.
inline message port(const std::string& name, const words& extents, int type = float32) {
  message shape;
  for (const std::string& e : extents) {
    message dim;
    if (e[0] >= '0' && e[0] <= '9')
      dim.varint(1, std::stoull(e));
    else if (e != "?")
      dim.text(2, e);
    shape.one(1, dim);
  }
  return message{}.text(1, name).one(2, message{}.one(1, message{}.varint(1, static_cast<std::uint64_t>(type)).one(2, shape)));
}
inline message port_without_shape(const std::string& name) { return message{}.text(1, name); }

struct graph {
  std::vector<message> nodes{};
  std::vector<message> inputs{};
  std::vector<message> outputs{};
  std::vector<message> initializers{};

  [[nodiscard]] message written() const {
    message g;
    for (const message& n : nodes) g.one(1, n);
    g.text(2, "g");
    for (const message& i : initializers) g.one(5, i);
    for (const message& i : inputs) g.one(11, i);
    for (const message& o : outputs) g.one(12, o);
    return g;
  }
};

inline message imported(const std::string& domain, int version) {
  message i;
  if (!domain.empty()) i.text(1, domain);
  return i.varint(2, static_cast<std::uint64_t>(version));
}

/// A model's bytes.
inline std::string model(const message& g, int opset = 17, const std::vector<message>& functions = {},
                         const std::vector<message>& more_imports = {}) {
  message m;
  m.varint(1, 8).text(2, "test").one(7, g).one(8, imported({}, opset));
  for (const message& i : more_imports) m.one(8, i);
  for (const message& f : functions) m.one(25, f);
  return m.bytes;
}
inline std::string model(const graph& g, int opset = 17, const std::vector<message>& functions = {},
                         const std::vector<message>& more_imports = {}) {
  return model(g.written(), opset, functions, more_imports);
}

/// A convolution of 3x3 with 8 filters and padding on (N, 3, h, w), then a flatten and a dense layer of 10.
inline graph small_net(const words& extents = {"1", "3", "6", "5"}) {
  graph g;
  g.inputs = {port("x", extents)};
  g.initializers = {tensor("w", float32, {8, 3, 3, 3}), tensor("b", float32, {8}), tensor("v", float32, {10, 240}),
                    tensor("c", float32, {10})};
  g.nodes = {node("Conv", {"x", "w", "b"}, {"y"}, {attribute("pads", list{1, 1, 1, 1})}, "/conv"),
             node("Relu", {"y"}, {"r"}, {}, "/relu"), node("Flatten", {"r"}, {"f"}, {}, "/flatten"),
             node("Gemm", {"f", "v", "c"}, {"z"}, {attribute("transB", 1)}, "/gemm")};
  g.outputs = {port_without_shape("z")};
  return g;
}
// Multiply-adds: 6 x 5 positions x 8 filters x 27 numbers, and 240 x 10. Parameters: 216 + 8 + 2,400 + 10.
inline constexpr std::int64_t small_macs = 30 * 8 * 27 + 2400;
inline constexpr std::int64_t small_parameters = 2634;

}  // namespace onnx_writer
