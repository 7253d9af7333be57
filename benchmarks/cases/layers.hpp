// Distinct layers, as text: NNS_LAYERS(layer) is layer(kind, number) LAYERS times with commas between, -DLAYERS= being
// 10, 100, 1000 or 8000. Every case declares the same network from it, so that all of them parse as much.
#pragma once

#define NNS_10(layer, n)                                                                                         \
  layer(conv3, n##0), layer(conv1, n##1), layer(dense, n##2), layer(conv3, n##3), layer(dense, n##4),            \
      layer(conv3, n##5), layer(conv1, n##6), layer(dense, n##7), layer(conv3, n##8), layer(conv1, n##9)
#define NNS_100(layer, n)                                                                                        \
  NNS_10(layer, n##0), NNS_10(layer, n##1), NNS_10(layer, n##2), NNS_10(layer, n##3), NNS_10(layer, n##4),       \
      NNS_10(layer, n##5), NNS_10(layer, n##6), NNS_10(layer, n##7), NNS_10(layer, n##8), NNS_10(layer, n##9)
#define NNS_1000(layer, n)                                                                                       \
  NNS_100(layer, n##0), NNS_100(layer, n##1), NNS_100(layer, n##2), NNS_100(layer, n##3), NNS_100(layer, n##4),  \
      NNS_100(layer, n##5), NNS_100(layer, n##6), NNS_100(layer, n##7), NNS_100(layer, n##8), NNS_100(layer, n##9)

// The numbers are the layers' units: 1000 and more, so that each stands for itself.
#if LAYERS == 10
#define NNS_LAYERS(layer) NNS_10(layer, 100)
#elif LAYERS == 100
#define NNS_LAYERS(layer) NNS_100(layer, 10)
#elif LAYERS == 1000
#define NNS_LAYERS(layer) NNS_1000(layer, 1)
#elif LAYERS == 8000
#define NNS_LAYERS(layer)                                                                                \
  NNS_1000(layer, 1), NNS_1000(layer, 2), NNS_1000(layer, 3), NNS_1000(layer, 4), NNS_1000(layer, 5),    \
      NNS_1000(layer, 6), NNS_1000(layer, 7), NNS_1000(layer, 8)
#else
#error "LAYERS is 10, 100, 1000 or 8000"
#endif
