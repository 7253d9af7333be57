// nns strip FILE OUT: an .onnx without its weights, small enough for a repository. What is read of it stays the same: the
// numbers of tensors of more than 64 elements go, and descriptions; names, types and extents stay. nns_embed does the same
// where a model is built into a program (.packaging/cmake/nns_embed_onnx.cmake), to the same bytes.
#include "model.hpp"
#include "registry.hpp"

#include <nns/import/onnx_file.hpp>

#include <fstream>
#include <iostream>

namespace tool {

namespace {

using nns::detail::onnx_fault;
using nns::detail::slice;
using nns::detail::wire;
using nns::detail::wire_type;

enum class message { none, gone, model, training, function, graph, node, attribute, sparse, tensor };

/// Which messages stand in which, by their fields' numbers.
struct nested {
  message outer;
  int field;
  message inner;
};
constexpr nested format[] = {
    {message::model, 7, message::graph},          {message::model, 20, message::training},
    {message::model, 25, message::function},      {message::model, 6, message::gone},
    {message::model, 14, message::gone},          {message::training, 1, message::graph},
    {message::training, 2, message::graph},       {message::function, 7, message::node},
    {message::function, 11, message::attribute},  {message::function, 8, message::gone},
    {message::function, 14, message::gone},       {message::graph, 1, message::node},
    {message::graph, 5, message::tensor},         {message::graph, 15, message::sparse},
    {message::graph, 10, message::gone},          {message::graph, 16, message::gone},
    {message::node, 5, message::attribute},       {message::node, 6, message::gone},
    {message::node, 9, message::gone},            {message::attribute, 5, message::tensor},
    {message::attribute, 6, message::graph},      {message::attribute, 10, message::tensor},
    {message::attribute, 11, message::graph},     {message::attribute, 22, message::sparse},
    {message::attribute, 23, message::sparse},    {message::attribute, 13, message::gone},
    {message::sparse, 1, message::tensor},        {message::sparse, 2, message::tensor},
};

message inner_of(message outer, const wire& w) {
  if (w.type != wire_type::bytes) return message::none;
  for (const nested& n : format)
    if (n.outer == outer && n.field == w.field) return n.inner;
  return message::none;
}

/// Takes a file's messages over, without weights.
struct stripper {
  static constexpr int taken_as_it_is = 256;  // bytes of a message
  static constexpr int deepest = 64;

  nns::detail::onnx_file_bytes& file;
  onnx_fault bad{};

  wire over(slice m) { return wire(file.data(), m, bad); }
  /// The next field of a message. The contents of a long one may not have been read yet.
  bool advance(wire& w) {
    file.read_next(w);
    return w.next();
  }
  void keep(std::string& out, int from, int to) {
    file.read({from, to - from});
    out.append(file.data() + from, static_cast<std::size_t>(to - from));
  }

  static void put_length(std::string& out, std::size_t n) {
    for (; n >= 0x80; n >>= 7) out += static_cast<char>(n | 0x80);
    out += static_cast<char>(n);
  }

  std::string without_weights(message kind, slice whole, int depth = 0) {
    if (kind == message::tensor) return without_numbers(whole);
    std::string out;
    int kept = whole.first;
    for (wire w = over(whole); advance(w);) {
      const message inner = inner_of(kind, w);
      const bool is_large = w.content.length > taken_as_it_is && depth < deepest;
      if (inner == message::none || (inner != message::gone && !is_large)) continue;
      keep(out, kept, w.key_at);
      kept = w.at;
      if (inner == message::gone) continue;
      const std::string small = without_weights(inner, w.content, depth + 1);
      int key_end = w.key_at;
      while ((file.data()[key_end] & 0x80) != 0) ++key_end;
      keep(out, w.key_at, key_end + 1);
      put_length(out, small.size());
      out += small;
    }
    keep(out, kept, whole.first + whole.length);
    return out;
  }

  static void multiply(std::uint64_t& elements, std::uint64_t extent) {
    elements = (elements > 65 ? 65 : elements) * (extent > 65 ? 65 : extent);
  }

  /// Numbers of more than 64 elements are nobody's shapes.
  std::string without_numbers(slice whole) {
    std::uint64_t elements = 1;
    for (wire w = over(whole); advance(w);) {
      if (w.field != 1) continue;
      if (w.type == wire_type::varint) multiply(elements, w.number);
      if (w.type != wire_type::bytes) continue;
      file.read(w.content);
      wire packed = over(w.content);
      for (std::uint64_t n = 0; packed.at < packed.end && packed.varint(n);) multiply(elements, n);
    }
    std::string out;
    int kept = whole.first;
    if (elements > static_cast<std::uint64_t>(nns::detail::onnx_tensor::most_values))
      for (wire w = over(whole); advance(w);) {
        if ((w.field < 4 || w.field > 7) && (w.field < 9 || w.field > 12)) continue;
        keep(out, kept, w.key_at);
        kept = w.at;
      }
    keep(out, kept, whole.first + whole.length);
    return out;
  }
};

int strip(const arguments& asked) {
  const std::string &from = asked.files[0], &to = asked.files[1];
  std::ifstream in(from, std::ios::binary);
  if (!in) return refuse(from, "cannot be read");
  nns::detail::onnx_file_bytes file(in);  // without its weights
  if (file.size() > INT32_MAX) return refuse(from, "this is larger than 2 GiB, the limit of .onnx files");
  const slice all{0, static_cast<int>(file.size())};
  stripper taken{file};
  const std::string small = taken.without_weights(message::model, all);
  bool has_graph = false;
  for (wire w = taken.over(all); taken.advance(w);) has_graph = has_graph || w.field == 7;
  if (file.failed()) return refuse(from, "cannot be read");
  if (taken.bad || !has_graph) {
    in.clear();
    in.seekg(0);
    const nns::onnx_file whole(in);  // it knows the path to the byte
    return refuse(from, whole ? "a part that does not belong to the graph is damaged" : whole.error().message);
  }
  std::ofstream out(to, std::ios::binary);
  out << small;
  out.close();
  if (!out) return refuse(to, "cannot be written");
  std::cout << to << ": " << small.size() << " bytes, of " << file.size() << '\n';
  return kept;
}

const verb entry{55, {"strip", "FILE.onnx OUT.onnx", 2, "", "", "writes an .onnx without its weights, which counts the same", &strip}};

}  // namespace

}  // namespace tool
