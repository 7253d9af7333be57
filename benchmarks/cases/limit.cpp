// The limit: the same network and the same rows with no library, as an array of plain structs and one loop over it. A
// row holds what a row of nns::summary promises: name, kind, output, multiply-adds forward and backward, parameters,
// those that are trained, activations. The names are written by hand, and nothing is checked.
#include "layers.hpp"

struct layer {
  const char* name;
  const char* kind;
  int units;
  int kernel;
  int stride;
  bool bias;
  bool activation;
};
struct shape {
  long long extents[8];
  int rank;
};

struct row {
  const char* name;
  const char* kind;
  shape output;
  long long forward;
  long long backward;
  long long parameters;
  long long trainable_parameters;
  long long activations;
};

#define LAYER(kind, n) NNS_##kind(n)
#define NNS_conv3(n) {"conv2d_" #n, "conv2d", n, 3, 1, true, true}
#define NNS_conv1(n) {"conv2d_" #n, "conv2d", n, 1, 1, false, false}
#define NNS_dense(n) {"dense_" #n, "dense", n, 0, 1, true, true}

constexpr layer layers[] = {NNS_LAYERS(LAYER)};

struct network {
  row rows[LAYERS + 1]{};
  row total{};

  constexpr network() {
    row at{"input", "input", {{8, 8, 16}, 3}, 0, 0, 0, 0, 8 * 8 * 16};
    rows[0] = at;
    for (int i = 0; i != LAYERS; ++i) {
      const layer& l = layers[i];
      const long long channels = at.output.extents[2];
      long long taps = 1;
      if (l.kernel != 0) {
        taps = l.kernel * l.kernel;
        at.output.extents[0] = (at.output.extents[0] - 1) / l.stride + 1;
        at.output.extents[1] = (at.output.extents[1] - 1) / l.stride + 1;
      }
      const long long positions = at.output.extents[0] * at.output.extents[1];
      at.name = l.name;
      at.kind = l.kind;
      at.output.extents[2] = l.units;
      at.forward = positions * channels * l.units * taps;
      at.backward = 2 * at.forward;
      at.parameters = channels * l.units * taps + (l.bias ? l.units : 0);
      at.trainable_parameters = at.parameters;
      at.activations = positions * l.units * (l.activation ? 2 : 1);
      total.forward += at.forward;
      total.backward += at.backward;
      total.parameters += at.parameters;
      total.trainable_parameters += at.trainable_parameters;
      total.activations += at.activations;
      rows[i + 1] = at;
    }
    total.name = total.kind = "total";
    total.output = at.output;
  }
};

constexpr network net;
static_assert(net.rows[LAYERS].parameters > 0);
