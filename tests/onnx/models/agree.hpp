// What each node of a graph must come to, for the sources that models.py writes.
#pragma once

#include <nns/import/onnx.hpp>

struct expected_row {
  std::int64_t forward;
  std::int64_t parameters;
  nns::shape output;
  bool says_shape;
};

/// The first node that came to something else; -1 if none did, -2 if there are more or fewer rows.
template <class M, std::size_t N>
constexpr int first_difference(const expected_row (&rows)[N]) {
  const auto& layers = nns::summary<M>.layers;
  const int inputs = layers.size() - static_cast<int>(N);
  if (inputs != nns::input_shapes<M>.size()) return -2;
  for (std::size_t i = 0; i != N; ++i) {
    const nns::layer_summary& row = layers[inputs + static_cast<int>(i)];
    if (row.forward.count != rows[i].forward || row.parameters != rows[i].parameters) return static_cast<int>(i);
    if (rows[i].says_shape && !(row.output == rows[i].output)) return static_cast<int>(i);
  }
  return -1;
}
