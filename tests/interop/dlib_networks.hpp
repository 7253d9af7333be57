// The networks of dlib's example programs, and one with every layer of dlib 19.24, written as dlib's types.
#pragma once

#include <dlib/dnn.h>

namespace dlib_networks {

// dnn_introduction_ex.cpp
using lenet = dlib::loss_multiclass_log<dlib::fc<10, dlib::relu<dlib::fc<84, dlib::relu<dlib::fc<120,
    dlib::max_pool<2, 2, 2, 2, dlib::relu<dlib::con<16, 5, 5, 1, 1,
    dlib::max_pool<2, 2, 2, 2, dlib::relu<dlib::con<6, 5, 5, 1, 1,
    dlib::input<dlib::matrix<unsigned char>>>>>>>>>>>>>>;

// The residual blocks of dnn_introduction2_ex.cpp and dnn_imagenet_ex.cpp
template <int N, template <class> class BN, int Stride, class S>
using block = BN<dlib::con<N, 3, 3, 1, 1, dlib::relu<BN<dlib::con<N, 3, 3, Stride, Stride, S>>>>>;
template <int N, template <class> class BN, class S>
using residual = dlib::relu<dlib::add_prev1<block<N, BN, 1, dlib::tag1<S>>>>;
template <int N, template <class> class BN, class S>
using residual_down =
    dlib::relu<dlib::add_prev2<dlib::avg_pool<2, 2, 2, 2, dlib::skip1<dlib::tag2<block<N, BN, 2, dlib::tag1<S>>>>>>>;

// dnn_introduction2_ex.cpp
template <class S>
using res = residual<8, dlib::bn_con, S>;
template <class S>
using res_down = residual_down<8, dlib::bn_con, S>;
using small_resnet = dlib::loss_multiclass_log<dlib::fc<10, dlib::avg_pool_everything<
    res<res<res<res_down<dlib::repeat<9, res, res_down<res<dlib::input<dlib::matrix<unsigned char>>>>>>>>>>>>;

// dnn_imagenet_ex.cpp: ResNet-34
template <int N, class S>
using ares = residual<N, dlib::affine, S>;
template <int N, class S>
using ares_down = residual_down<N, dlib::affine, S>;
template <class S>
using level1 = ares<512, ares<512, ares_down<512, S>>>;
template <class S>
using level2 = ares<256, ares<256, ares<256, ares<256, ares<256, ares_down<256, S>>>>>>;
template <class S>
using level3 = ares<128, ares<128, ares<128, ares_down<128, S>>>>;
template <class S>
using level4 = ares<64, ares<64, ares<64, S>>>;
using resnet34 = dlib::loss_multiclass_log<dlib::fc<1000, dlib::avg_pool_everything<
    level1<level2<level3<level4<dlib::max_pool<3, 3, 2, 2, dlib::relu<dlib::affine<dlib::con<64, 7, 7, 2, 2,
    dlib::input_rgb_image_sized<227>>>>>>>>>>>>;

// dnn_mmod_face_detection_ex.cpp
template <long N, class S>
using down5 = dlib::relu<dlib::affine<dlib::con<N, 5, 5, 2, 2, S>>>;
template <class S>
using flat5 = dlib::relu<dlib::affine<dlib::con<45, 5, 5, 1, 1, S>>>;
using face_detector = dlib::loss_mmod<dlib::con<1, 9, 9, 1, 1, flat5<flat5<flat5<down5<32, down5<32, down5<16,
    dlib::input_rgb_image_pyramid<dlib::pyramid_down<6>>>>>>>>>>;

// Every layer once, in pieces so that a person can read it: each takes the network below.
template <class S>
using convolutions =
    dlib::htan<dlib::cont<6, 4, 3, 2, 2, dlib::sig<dlib::add_layer<dlib::con_<8, 3, 5, 2, 1, 1, 0>, S>>>>;
template <class S>
using normalisations = dlib::layer_norm<dlib::bn_con<dlib::affine<dlib::bn_fc<dlib::l2normalize<S>>>>>;
template <class S>
using activations = dlib::relu<dlib::prelu<dlib::leaky_relu<dlib::mish<dlib::clipped_relu<dlib::elu<dlib::gelu<
    dlib::smelu<dlib::silu<dlib::softmax<dlib::softmax_all<dlib::dropout<dlib::multiply<S>>>>>>>>>>>>>;
template <class S>
using resizes = dlib::reorg<dlib::resize_to<12, 10, dlib::upsample<2, dlib::max_pool<3, 3, 1, 1, S>>>>;
template <class S>
using wide = dlib::con<4, 1, 1, 1, 1, S>;
template <class S>
using narrow = dlib::con<3, 3, 3, 1, 1, S>;
template <class S>
using tagged = dlib::resize_prev_to_tagged<dlib::tag1, dlib::avg_pool<2, 3, 2, 2,
    dlib::mult_prev1<dlib::add_prev2<dlib::con<5, 3, 3, 1, 1, dlib::tag2<dlib::con<7, 3, 3, 2, 2, dlib::tag1<S>>>>>>>>;
template <class S>
using excited = dlib::scale_prev4<dlib::skip3<dlib::tag4<dlib::sig<dlib::fc_no_bias<7, dlib::avg_pool_everything<
    dlib::tag3<dlib::scale5<dlib::con<7, 0, 0, 1, 1, dlib::tag5<S>>>>>>>>>>;
template <class S>
using tail = dlib::fc<3, dlib::extract<2, 3, 2, 4, S>>;
using every_layer = dlib::loss_binary_hinge<tail<excited<tagged<dlib::inception2<wide, narrow, resizes<activations<
    normalisations<convolutions<dlib::input<std::array<dlib::matrix<float>, 2>>>>>>>>>>>;

}  // namespace dlib_networks
