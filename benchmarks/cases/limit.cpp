// The limit: the same network and the same rows with no library, as an array of plain structs and one loop over it.
#include "layers.hpp"

struct layer {
  const char* name;
  enum { convolution, dense } kind;
  int units;
  int kernel;
  bool bias;
  bool activation;
};

struct row {
  const char* name;
  long long shape[8];
  int rank;
  long long forward;
  long long parameters;
  long long activations;
};

#define LAYER(kind, n) NNS_##kind(n)
#define NNS_conv3(n) {"conv2d_" #n, layer::convolution, n, 3, true, true}
#define NNS_conv1(n) {"conv2d_" #n, layer::convolution, n, 1, false, false}
#define NNS_dense(n) {"dense_" #n, layer::dense, n, 0, true, true}

constexpr layer layers[] = {NNS_LAYERS(LAYER)};

struct network {
  row rows[LAYERS + 1]{};
  row total{};

  constexpr network() {
    row at{"input", {8, 8, 16}, 3, 0, 0, 8 * 8 * 16};
    rows[0] = at;
    for (int i = 0; i != LAYERS; ++i) {
      const layer& l = layers[i];
      const long long channels = at.shape[2];
      const long long taps = l.kind == layer::convolution ? l.kernel * l.kernel : 1;
      const long long positions = at.shape[0] * at.shape[1];
      at.name = l.name;
      at.shape[2] = l.units;
      at.forward = positions * channels * l.units * taps;
      at.parameters = channels * l.units * taps + (l.bias ? l.units : 0);
      at.activations = positions * l.units * (l.activation ? 2 : 1);
      total.forward += at.forward;
      total.parameters += at.parameters;
      total.activations += at.activations;
      rows[i + 1] = at;
    }
  }
};

constexpr network net;
static_assert(net.rows[LAYERS].parameters > 0);
