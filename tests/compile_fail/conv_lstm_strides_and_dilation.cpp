// A convolutional LSTM with strides and a dilation.
// EXPECT: a convolutional LSTM can have strides or a dilation above 1, not both
#include <nns/layers/conv_lstm.hpp>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<5, 16, 16, 3>, conv_lstm2d<8, kernel<3>, strides<2>>> {};
#else
struct net : nns::sequential<input<5, 16, 16, 3>, conv_lstm2d<8, kernel<3>, strides<2>, dilation<2>>> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
