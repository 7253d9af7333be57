// A network whose layers are values: what an importer makes, and what runs on the same machine as a declared model.
// A layer is a family with its numbers and options; a wrapper, a sequence and a graph have layers inside.
// Not here: files (nns/import/keras_read.hpp) and who feeds whom (nns/import/link.hpp).
#pragma once

#include <nns/import/fault.hpp>
#include <nns/layers/input.hpp>
#include <nns/models/graph.hpp>

namespace nns::detail {

/// How a layer runs.
enum class layer_role : std::uint8_t {
  unknown,         // of a class that is not known
  layer,           // by its family
  input,           // numbers: its shape
  wrapper,         // by its family, with layers inside
  cells,           // several layers where a wrapper expects one
  sequential,
  functional,      // a graph
  merged_models,   // Keras 1: models side by side, and what merges them
  assumed,         // keeps its shape, or takes `numbers`, and costs nothing, as far as is known
  operation,       // a function of a framework, called on tensors
};

/// A layer, in the order of the file's closing braces: what is inside stands before it.
struct layer_record {
  layer_role role = layer_role::unknown;
  bool has_input_shape = false;
  bool takes_given_shape = false;  // an assumed layer whose shape is `numbers`
  bool from_operations = false;    // its module is Keras' operations
  const family* kind = nullptr;
  shape numbers{};
  options given{};
  shape input_shape{};     // that its first input has, where the file says so
  slice class_name{};
  slice name{};
  int position = 0;
  int depth = 0;
  int built_shape = 0;     // where the file says what arrived when it was built
  // Inputs and outputs; indices of calls.
  int first_call = 0;
  int calls = 0;
  int inputs_call = -1;    // of a graph
  int outputs_call = -1;
  int backward_shape = 0;

  // Set by link():
  int first_child = -1;
  int next = -1;           // the next layer inside the same one
  int graph = -1;
};

/// How an argument is called.
enum class argument : std::uint8_t { positional, query, value, key, mask, other };

/// An input: an output of a call of a layer.
struct layer_reference {
  slice name{};
  int call = 0;
  int output = 0;
  int shape_at = 0;  // where the file says its shape
  argument role = argument::positional;
};

/// The inputs of one call of a layer.
struct layer_call {
  int first_reference = 0;
  int references = 0;
  int position = 0;
};

}  // namespace nns::detail
