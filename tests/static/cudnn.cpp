// The recurrent layers of NVIDIA's library, with its biases.
#include "asked.hpp"

using namespace nns::layers;

namespace {

// CuDNN's biases, 8 U and 6 U: 4 (10 7 + 7 7) + 56, 3 (10 7 + 7 7) + 42
struct gpu_lstm : nns::sequential<input<5, 10>, cudnn_lstm<7>> {};
static_assert(again::parameters<gpu_lstm> == 532);
struct gpu_gru : nns::sequential<input<5, 10>, cudnn_gru<7>> {};
static_assert(again::parameters<gpu_gru> == 399);

}  // namespace
