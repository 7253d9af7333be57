// An ONNX file as it is read: its nodes, their attributes, its constants, inputs and outputs, all in the file's order.
// Names are still characters of the file; link.hpp resolves them.
#pragma once

#include <nns/import/onnx/fault.hpp>
#include <nns/import/onnx/operator.hpp>

#include <cstdint>

namespace nns::detail {

/// A name, and its hash; that of an input has none if it is the first output of the node so many before.
struct onnx_name {
  slice characters;
  std::uint64_t hash;
  int made_before;
};

/// Hashes every byte, since exporters' names differ in the middle; eight at once in one expression, to save steps at
/// compile time.
constexpr std::uint64_t onnx_hash(const char* bytes, int length, std::uint64_t h = 0xcbf29ce484222325) {
  constexpr std::uint64_t prime = 0x100000001b3;
  using u = std::uint64_t;
  const char* const end = bytes + length;
  for (; end - bytes >= 8; bytes += 8)
    h = ((((((((h ^ u(bytes[0])) * prime ^ u(bytes[1])) * prime ^ u(bytes[2])) * prime ^ u(bytes[3])) * prime ^
            u(bytes[4])) *
               prime ^
           u(bytes[5])) *
              prime ^
          u(bytes[6])) *
             prime ^
         u(bytes[7])) *
        prime;
  for (; bytes != end; ++bytes) h = (h ^ u(*bytes)) * prime;
  return h ^ h >> 32;
}
constexpr std::uint64_t onnx_hash(text t) { return onnx_hash(t.characters, static_cast<int>(t.length)); }

/// A graph, a branch of an If, the body of a loop, or a function.
struct onnx_graph {
  slice message{};
  int depth = 0;
  bool is_function = false;
  // Of a function.
  slice name{};
  slice domain{};
  slice overload{};
};

struct onnx_record {
  int graph;
  int position;
  slice name;
  slice op_type;
  std::uint64_t op_hash;
  slice domain;
  slice overload;
  int first_reference;  // inputs, and then outputs
  int inputs;
  int outputs;
  int first_attribute;
  int attributes;
  bool has_graphs;
};

/// An initializer, or a tensor in an attribute.
struct onnx_constant {
  int graph = 0;
  int position = 0;
  bool initializer = false;
  bool whole = false;    // its numbers are in the list
  bool outside = false;  // they are in another file
  onnx_name name{};
  int first_number = 0;
  onnx_type type = onnx_type::undefined;
  shape dims{};
};

/// An input or output of a graph.
struct onnx_port {
  static constexpr int no_axis = shape::max_rank;

  int graph = 0;
  int position = 0;
  bool output = false;
  bool ranked = false;
  bool is_tensor = true;
  onnx_type type = onnx_type::undefined;
  onnx_name name{};
  shape dims{};
  slice extents[shape::max_rank]{};  // their names
};

/// Which version of a domain's operators a model, or a function, uses.
struct onnx_import {
  int graph = 0;  // 0: the model; else a function's
  slice domain{};
  std::int64_t version = 0;
};

/// How many of each there are.
struct onnx_counts {
  static constexpr int most = 1 << 26;

  int graphs = 0;
  int nodes = 0;
  int references = 0;
  int attributes = 0;
  int integers = 0;
  int reals = 0;
  int constants = 0;
  int numbers = 0;
  int ports = 0;
  int imports = 0;
};

/// Where they are stored; null: they are only counted. `before`: those in parts that were read before. `most`: for how
/// many of this part there is room.
struct onnx_room {
  onnx_graph* graphs = nullptr;  // all of them, even where others are only counted
  int graph_room = 0;            // 0: all of them are known already, since the file was counted
  onnx_record* nodes = nullptr;
  onnx_name* references = nullptr;
  onnx_attribute* attributes = nullptr;
  std::int64_t* integers = nullptr;
  double* reals = nullptr;
  onnx_constant* constants = nullptr;
  onnx_number* numbers = nullptr;
  onnx_port* ports = nullptr;
  onnx_import* imports = nullptr;
  onnx_counts before{};
  onnx_counts most{onnx_counts::most, onnx_counts::most, onnx_counts::most, onnx_counts::most, onnx_counts::most,
                   onnx_counts::most, onnx_counts::most, onnx_counts::most, onnx_counts::most, onnx_counts::most};
  bool (*same)(const char* bytes, int a, int b, int length) = nullptr;  // whether two pieces of the file are equal
};

}  // namespace nns::detail
