// A peer: ResNet-34 of dlib's examples. dlib's network types have no costs; this is what they pay to exist.
#include <dlib/dnn.h>

using namespace dlib;

template <template <int, template <typename> class, int, typename> class Block, int N, template <typename> class Norm,
          typename Below>
using plain = add_prev1<Block<N, Norm, 1, tag1<Below>>>;
template <template <int, template <typename> class, int, typename> class Block, int N, template <typename> class Norm,
          typename Below>
using down = add_prev2<avg_pool<2, 2, 2, 2, skip1<tag2<Block<N, Norm, 2, tag1<Below>>>>>>;
template <int N, template <typename> class Norm, int Stride, typename Below>
using two = Norm<con<N, 3, 3, 1, 1, relu<Norm<con<N, 3, 3, Stride, Stride, Below>>>>>;

template <int N, typename Below> using same_size = relu<plain<two, N, affine, Below>>;
template <int N, typename Below> using halved = relu<down<two, N, affine, Below>>;
template <typename B> using level1 = same_size<512, same_size<512, halved<512, B>>>;
template <typename B>
using level2 = same_size<256, same_size<256, same_size<256, same_size<256, same_size<256, halved<256, B>>>>>>;
template <typename B> using level3 = same_size<128, same_size<128, same_size<128, halved<128, B>>>>;
template <typename B> using level4 = same_size<64, same_size<64, same_size<64, B>>>;

using net = loss_multiclass_log<fc<1000, avg_pool_everything<level1<level2<level3<level4<
    max_pool<3, 3, 2, 2, relu<affine<con<64, 7, 7, 2, 2, input_rgb_image_sized<227>>>>>>>>>>>>;

unsigned long layers_of_a_network() {
  net network;
  return network.num_layers;
}
