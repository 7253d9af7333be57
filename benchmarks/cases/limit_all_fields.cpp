// The limit with rows that have all fields of a row of nns::summary, in structs of the same form: names are views with a
// length, numbers have units, and a row knows where it stands. limit.cpp has the fields that every summary needs.
#include "layers.hpp"

struct text {
  const char* characters = "";
  unsigned long length = 0;
};
struct shape {
  long long extents[8]{};
  int rank = 0;
  const char* said = nullptr;
};
struct macs {
  long long count = 0;
};

struct layer {
  text name;
  text kind;
  int units;
  int kernel;
  int stride;
  bool bias;
  bool activation;
};

struct row {
  text name{};
  text kind{};
  shape output{};
  macs forward{};
  macs backward{};
  long long parameters = 0;
  long long trainable_parameters = 0;
  long long activations = 0;
  int depth = 0;
  int block = -1;
  int source = -1;
  int more_sources = 0;
  int first_more = 0;
  bool frozen = false;
  long long idle_parameters = 0;
};

#define LAYER(kind, n) NNS_##kind(n)
#define TEXT(t) {t, sizeof(t) - 1}
#define NNS_conv3(n) {TEXT("conv2d_" #n), TEXT("conv2d"), n, 3, 1, true, true}
#define NNS_conv1(n) {TEXT("conv2d_" #n), TEXT("conv2d"), n, 1, 1, false, false}
#define NNS_dense(n) {TEXT("dense_" #n), TEXT("dense"), n, 0, 1, true, true}

constexpr layer layers[] = {NNS_LAYERS(LAYER)};

struct network {
  row rows[LAYERS + 1]{};
  row total{};

  constexpr network() {
    row at{.name = TEXT("input"), .kind = TEXT("input"), .output = {{8, 8, 16}, 3}, .activations = 8 * 8 * 16};
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
      at.forward.count = positions * channels * l.units * taps;
      at.backward.count = 2 * at.forward.count;
      at.parameters = channels * l.units * taps + (l.bias ? l.units : 0);
      at.trainable_parameters = at.parameters;
      at.activations = positions * l.units * (l.activation ? 2 : 1);
      at.source = i;
      total.forward.count += at.forward.count;
      total.backward.count += at.backward.count;
      total.parameters += at.parameters;
      total.trainable_parameters += at.trainable_parameters;
      total.activations += at.activations;
      rows[i + 1] = at;
    }
    total.name = total.kind = text TEXT("total");
    total.output = at.output;
  }
};

constexpr network net;
static_assert(net.rows[LAYERS].parameters > 0);
