// What each layer of dlib's dnn/layers_abstract.h becomes: its kind, its numbers and options for the families of
// nns/layers, and its own arithmetic where dlib has a rule of its own. Channels come last: (nr, nc, k).
#pragma once

#include <nns/layer.hpp>
#include <nns/layers/activation.hpp>
#include <nns/layers/convolution.hpp>
#include <nns/layers/embedding.hpp>
#include <nns/layers/merging.hpp>
#include <nns/layers/normalization.hpp>
#include <nns/layers/pooling.hpp>
#include <nns/layers/rearranging.hpp>
#include <nns/layers/regularization.hpp>
#include <nns/layers/reshaping.hpp>

#include <dlib/dnn.h>
#include <dlib/revision.h>

#define NNS_DLIB_VERSION (DLIB_MAJOR_VERSION * 10000 + DLIB_MINOR_VERSION * 100 + DLIB_PATCH_VERSION)
#if NNS_DLIB_VERSION < 192400
#error "nns/interop/dlib.hpp needs dlib 19.24 or newer"
#endif

namespace nns::detail {

enum class dlib_role : std::uint8_t { layer, concat, tag, skip, loss };

/// One part of a network, as a value. A layer's tags name its further inputs; those of a concat, all of them.
struct dlib_part {
  dlib_role role = dlib_role::layer;
  step work = nullptr;
  const unsigned long* tags = nullptr;
  int count = 0;
};

template <unsigned long... Ids>
struct dlib_tag_list {
  unsigned long id[sizeof...(Ids)]{Ids...};
};
template <unsigned long... Ids>
inline constexpr dlib_tag_list<Ids...> dlib_tags{};

// Input layers

/// What an input layer makes, as far as its type says: 0 is any extent.
template <class InputLayer>
inline constexpr shape dlib_input_shape{0, 0, 0};
template <>
inline constexpr shape dlib_input_shape<dlib::input_rgb_image>{0, 0, 3};
template <>
inline constexpr shape dlib_input_shape<dlib::input_rgb_image_pair>{0, 0, 3};
template <std::size_t NR, std::size_t NC>
inline constexpr shape dlib_input_shape<dlib::input_rgb_image_sized<NR, NC>>{NR, NC, 3};
template <class Pyramid>
inline constexpr shape dlib_input_shape<dlib::input_rgb_image_pyramid<Pyramid>>{0, 0, 3};
template <class Pyramid>
inline constexpr shape dlib_input_shape<dlib::input_grayscale_image_pyramid<Pyramid>>{0, 0, 1};
template <class T, long NR, long NC, class MM, class L>
inline constexpr shape dlib_input_shape<dlib::input<dlib::matrix<T, NR, NC, MM, L>>>{NR, NC,
                                                                                     dlib::pixel_traits<T>::num};
template <class T, long NR, long NC, class MM, class L, std::size_t K>
inline constexpr shape dlib_input_shape<dlib::input<std::array<dlib::matrix<T, NR, NC, MM, L>, K>>>{NR, NC, K};
template <class T, class MM>
inline constexpr shape dlib_input_shape<dlib::input<dlib::array2d<T, MM>>>{0, 0, dlib::pixel_traits<T>::num};

template <class InputLayer>
struct dlib_input {
  static constexpr void nns_step(machine& m) {
    if (m.x.rank() != 3) return m.fail(rule::wrong_rank, 3, m.x.rank());
    const shape made = dlib_input_shape<InputLayer>;
    for (int i = 0; i != 3; ++i)
      if (made[i] != 0 && m.x[i] != shape::unknown && made[i] != m.x[i])
        return m.fail(rule::input_layer_differs, made[i], m.x[i]);
  }
  static constexpr dlib_part part() { return {.work = &nns_step}; }
};

// Layers with windows

/// A filter or window of 0 rows or columns is as large as what arrives.
constexpr options dlib_window(const machine& m, extents size, const extents& strides, const extents& pads) {
  for (int i = 0; i != 2; ++i)
    if (size[i] == 0) size[i] = m.x[i];
  options o;
  o.take(option::kernel);
  o.kernel = size;
  o.take(option::strides);
  o.strides = strides;
  o.take(option::padding);
  o.padding = padding_mode::explicit_;
  o.pads = pads;
  return o;
}

constexpr family dlib_family(text kind, step work, int inputs = 1) {
  return {.kind = kind, .work = work, .accepts = ~options::flawed, .numbers = -1, .inputs = inputs,
          .least_inputs = inputs};
}

/// What all specialisations below share: a layer that reads the tensor below it, and those with its tags.
template <class Own, unsigned long... Tags>
struct dlib_known {
  static constexpr dlib_part part() { return {.work = &Own::nns_step}; }
};
template <class Own, unsigned long Tag, unsigned long... Tags>
struct dlib_known<Own, Tag, Tags...> {
  static constexpr dlib_part part() {
    return {.work = &Own::nns_step, .tags = dlib_tags<Tag, Tags...>.id, .count = 1 + sizeof...(Tags)};
  }
};

/// A layer that is not known here is accepted if nns::layer_traits gives its cost; otherwise it does not compile.
template <class Layer>
struct dlib_layer : dlib_known<dlib_layer<Layer>> {
  static constexpr void nns_step(machine& m) { foreign<Layer>::nns_step(m); }
};

template <class Own, const family& Family>
struct dlib_convolution : dlib_known<Own> {
  static constexpr void convolve(machine& m, const extents& size, const extents& strides, const extents& pads,
                                 std::int64_t filters) {
    const options o = dlib_window(m, size, strides, pads);
    m.run(Family, {filters}, o);
    m.given = &no_options;
  }
};

inline constexpr family dlib_con = dlib_family("con", &convolution_work<2>);
inline constexpr family dlib_cont = dlib_family("cont", &transposed_work<2>);

/// con<filters, rows, columns, stride, stride>: padding is half the filter if the stride is 1, else none.
template <long K, long NR, long NC, int SY, int SX, int PY, int PX>
struct dlib_layer<dlib::con_<K, NR, NC, SY, SX, PY, PX>>
    : dlib_convolution<dlib_layer<dlib::con_<K, NR, NC, SY, SX, PY, PX>>, dlib_con> {
  static constexpr void nns_step(machine& m) { dlib_layer::convolve(m, {NR, NC}, {SY, SX}, {PY, PX}, K); }
};
/// cont<...>: the transposed convolution; (n - 1) s + k - 2 p rows and columns.
template <long K, long NR, long NC, int SY, int SX, int PY, int PX>
struct dlib_layer<dlib::cont_<K, NR, NC, SY, SX, PY, PX>>
    : dlib_convolution<dlib_layer<dlib::cont_<K, NR, NC, SY, SX, PY, PX>>, dlib_cont> {
  static constexpr void nns_step(machine& m) { dlib_layer::convolve(m, {NR, NC}, {SY, SX}, {PY, PX}, K); }
};

inline constexpr family dlib_max_pool = dlib_family("max_pool", &pooling_work<2>);
inline constexpr family dlib_avg_pool = dlib_family("avg_pool", &pooling_work<2>);

template <class Own, const family& Family, long NR, long NC, int SY, int SX, int PY, int PX>
struct dlib_pool : dlib_known<Own> {
  static constexpr void nns_step(machine& m) {
    const options o = dlib_window(m, {NR, NC}, {SY, SX}, {PY, PX});
    m.run(Family, {o.kernel[0], o.kernel[1]}, o);
    m.given = &no_options;
  }
};
template <long NR, long NC, int SY, int SX, int PY, int PX>
struct dlib_layer<dlib::max_pool_<NR, NC, SY, SX, PY, PX>>
    : dlib_pool<dlib_layer<dlib::max_pool_<NR, NC, SY, SX, PY, PX>>, dlib_max_pool, NR, NC, SY, SX, PY, PX> {};
template <long NR, long NC, int SY, int SX, int PY, int PX>
struct dlib_layer<dlib::avg_pool_<NR, NC, SY, SX, PY, PX>>
    : dlib_pool<dlib_layer<dlib::avg_pool_<NR, NC, SY, SX, PY, PX>>, dlib_avg_pool, NR, NC, SY, SX, PY, PX> {};

// Matrix products

/// All elements of a sample are one vector, and the output is (1, 1, units).
constexpr void dlib_fc_work(machine& m) {
  m.x = {m.x.elements()};
  dense_work(m);
  m.x = {1, 1, m.x.back()};
}
inline constexpr family dlib_fc = dlib_family("fc", &dlib_fc_work);

inline constexpr options dlib_no_bias = [] {
  options o;
  o.take(option::bias);
  o.bias = false;
  return o;
}();

template <unsigned long Units, dlib::fc_bias_mode Bias>
struct dlib_layer<dlib::fc_<Units, Bias>> : dlib_known<dlib_layer<dlib::fc_<Units, Bias>>> {
  static constexpr void nns_step(machine& m) {
    m.run(dlib_fc, {Units}, Bias == dlib::FC_HAS_BIAS ? no_options : dlib_no_bias);
  }
};

// Layers without numbers of their own

#define NNS_DLIB_PLAIN(name, work_of, ...)                                                        \
  inline constexpr family dlib_##name = dlib_family(#name, &work_of);                             \
  template <>                                                                                     \
  struct dlib_layer<dlib::name##_> : dlib_known<dlib_layer<dlib::name##_>> {                      \
    static constexpr void nns_step(machine& m) { m.run_plain(dlib_##name); }                      \
  };

/// One parameter for all channels.
constexpr void dlib_prelu_work(machine& m) {
  element_wise_work(m);
  m.found.trainable = 1;
}
/// Constants from batch normalisation: two for each channel. They are not trained.
constexpr void dlib_affine_work(machine& m) {
  m.found.fixed = count{m.x.back()} * 2;
  m.found.element_wise = count{m.x.elements()} * 2;
}
/// Until 19.24.6 each element of a sample has its gamma and beta, then each channel.
constexpr void dlib_layer_norm_work(machine& m) {
  m.found.trainable = count{NNS_DLIB_VERSION < 192407 ? m.x.elements() : m.x.back()} * 2;
  m.found.element_wise = count{m.x.elements()} * 2;
}

NNS_DLIB_PLAIN(affine, dlib_affine_work)
NNS_DLIB_PLAIN(clipped_relu, element_wise_work)
NNS_DLIB_PLAIN(dropout, pass)
NNS_DLIB_PLAIN(elu, element_wise_work)
NNS_DLIB_PLAIN(gelu, element_wise_work)
NNS_DLIB_PLAIN(htan, element_wise_work)
NNS_DLIB_PLAIN(l2normalize, element_wise_work)
NNS_DLIB_PLAIN(layer_norm, dlib_layer_norm_work)
NNS_DLIB_PLAIN(leaky_relu, element_wise_work)
NNS_DLIB_PLAIN(mish, element_wise_work)
NNS_DLIB_PLAIN(multiply, element_wise_work)
NNS_DLIB_PLAIN(prelu, dlib_prelu_work)
NNS_DLIB_PLAIN(relu, element_wise_work)
NNS_DLIB_PLAIN(sig, element_wise_work)
NNS_DLIB_PLAIN(silu, element_wise_work)
NNS_DLIB_PLAIN(smelu, element_wise_work)
NNS_DLIB_PLAIN(softmax_all, element_wise_work)

/// bn_fc: each element of a sample is a feature.
constexpr void dlib_bn_fc_work(machine& m) {
  const shape arrived = m.x;
  m.x = {arrived.elements()};
  batch_normalization_work(m);
  m.x = arrived;
}
inline constexpr family dlib_bn_con = dlib_family("bn_con", &batch_normalization_work);
inline constexpr family dlib_bn_fc = dlib_family("bn_fc", &dlib_bn_fc_work);

template <dlib::layer_mode Mode>
struct dlib_layer<dlib::bn_<Mode>> : dlib_known<dlib_layer<dlib::bn_<Mode>>> {
  static constexpr void nns_step(machine& m) { m.run_plain(Mode == dlib::CONV_MODE ? dlib_bn_con : dlib_bn_fc); }
};

// Layers that change the shape and multiply nothing

/// Rows and columns as given; the channels stay.
constexpr void dlib_resize_work(machine& m) {
  for (int i = 0; i != 2; ++i) m.x[i] = m.numbers[i];
  m.found.element_wise = m.x.elements();
}
constexpr void dlib_extract_work(machine& m) {
  const count last = count{m.numbers[0]} * m.numbers[1] * m.numbers[2] + m.numbers[3];
  const count there = m.x.elements();
  if (there.is_known() && last.value > there.value) return m.fail(rule::out_of_range, last.value, there.value);
  m.x = {m.numbers[0], m.numbers[1], m.numbers[2]};
}
constexpr void dlib_reorg_work(machine& m) {
  for (int i = 0; i != 2; ++i)
    if (m.x[i] != shape::unknown && m.x[i] % m.numbers[i] != 0)
      return m.fail(rule::not_divisible, m.x[i], m.numbers[i]);
  space_to_depth_work(m);
}

#define NNS_DLIB_SHAPED(name, work_of, parameters, arguments, ...)                                \
  inline constexpr family dlib_##name = dlib_family(#name, &work_of);                             \
  template <NNS_DLIB_LIST parameters>                                                             \
  struct dlib_layer<dlib::name##_<NNS_DLIB_LIST arguments>>                                       \
      : dlib_known<dlib_layer<dlib::name##_<NNS_DLIB_LIST arguments>>> {                          \
    static constexpr void nns_step(machine& m) { m.run(dlib_##name, {__VA_ARGS__}, no_options); } \
  };
#define NNS_DLIB_LIST(...) __VA_ARGS__

NNS_DLIB_SHAPED(upsample, up_sampling_work<2>, (int Y, int X), (Y, X), Y, X)
NNS_DLIB_SHAPED(resize_to, dlib_resize_work, (long NR, long NC), (NR, NC), NR, NC)
NNS_DLIB_SHAPED(extract, dlib_extract_work, (long First, long K, long NR, long NC), (First, K, NR, NC),
                NR, NC, K, First)
NNS_DLIB_SHAPED(reorg, dlib_reorg_work, (long long Y, long long X), (Y, X), Y, X)

// Layers that read tagged tensors

/// The extents are the larger ones: dlib pads the smaller tensor with zeros.
constexpr void dlib_padded_merge_work(machine& m) {
  const shape& other = m.input(1);
  for (int i = 0; i != 3; ++i) {
    const bool known = m.x[i] != shape::unknown && other[i] != shape::unknown;
    m.x[i] = !known ? shape::unknown : m.x[i] > other[i] ? m.x[i] : other[i];
  }
  m.found.element_wise = m.x.elements();
}
constexpr void dlib_resize_prev_work(machine& m) {
  for (int i = 0; i != 2; ++i) m.x[i] = m.input(1)[i];
  m.found.element_wise = m.x.elements();
}
/// One factor for each channel of the source, in a tensor of one row and one column.
constexpr void dlib_scale_channels(machine& m, const shape& factors, const shape& source) {
  for (int i = 0; i != 3; ++i) {
    const std::int64_t needed = i == 2 ? source[i] : 1;
    if (factors[i] != needed && factors[i] != shape::unknown && needed != shape::unknown)
      return m.fail(rule::shapes_differ, needed, factors[i]);
  }
  m.x = source;
  m.found.element_wise = m.x.elements();
}
constexpr void dlib_scale_work(machine& m) { dlib_scale_channels(m, shape{m.x}, shape{m.input(1)}); }
constexpr void dlib_scale_prev_work(machine& m) { dlib_scale_channels(m, shape{m.input(1)}, shape{m.x}); }

#define NNS_DLIB_TAGGED(name, work_of)                                                                      \
  inline constexpr family dlib_##name = dlib_family(#name, &work_of, 2);                                    \
  template <template <class> class Tag>                                                                     \
  struct dlib_layer<dlib::name##_<Tag>> : dlib_known<dlib_layer<dlib::name##_<Tag>>, dlib::tag_id<Tag>::id> { \
    static constexpr void nns_step(machine& m) { m.run(dlib_##name, shape{}, no_options); }                 \
  };

NNS_DLIB_TAGGED(add_prev, dlib_padded_merge_work)
NNS_DLIB_TAGGED(mult_prev, dlib_padded_merge_work)
NNS_DLIB_TAGGED(resize_prev_to_tagged, dlib_resize_prev_work)
NNS_DLIB_TAGGED(scale, dlib_scale_work)
NNS_DLIB_TAGGED(scale_prev, dlib_scale_prev_work)

inline constexpr family dlib_concat{.kind = "concat",
                                    .work = &concatenate_work,
                                    .inputs = any_number_of_inputs};

/// The tagged tensors, concatenated along the channels.
template <template <class> class... Tags>
struct dlib_layer<dlib::concat_<Tags...>> {
  static constexpr void nns_step(machine& m) { m.run(dlib_concat, shape{}, no_options); }
  static constexpr dlib_part part() {
    return {dlib_role::concat, &nns_step, dlib_tags<dlib::tag_id<Tags>::id...>.id, sizeof...(Tags)};
  }
};

// Layers that came later, for transformers: a matrix is (nr, nc), and there are k of them

#if NNS_DLIB_VERSION < 192407
NNS_DLIB_PLAIN(softmax, element_wise_work)
#else

inline constexpr family dlib_softmax = dlib_family("softmax", &element_wise_work);
template <dlib::operation_mode Mode>
struct dlib_layer<dlib::softmax_<Mode>> : dlib_known<dlib_layer<dlib::softmax_<Mode>>> {
  static constexpr void nns_step(machine& m) { m.run_plain(dlib_softmax); }
};

NNS_DLIB_PLAIN(rms_norm, rms_normalization_work)
NNS_DLIB_PLAIN(positional_encodings, element_wise_work)

constexpr void dlib_exchange(std::int64_t& a, std::int64_t& b) {
  const std::int64_t kept = a;
  a = b;
  b = kept;
}
constexpr void dlib_transpose_work(machine& m) { dlib_exchange(m.x[0], m.x[1]); }
NNS_DLIB_PLAIN(transpose, dlib_transpose_work)

inline constexpr family dlib_tril = dlib_family("tril", &element_wise_work);
template <long Diagonal, class Tag, long Numerator, long Denominator>
struct dlib_layer<dlib::tril_<Diagonal, Tag, Numerator, Denominator>>
    : dlib_known<dlib_layer<dlib::tril_<Diagonal, Tag, Numerator, Denominator>>> {
  static constexpr void nns_step(machine& m) { m.run_plain(dlib_tril); }
};

constexpr void dlib_slice_work(machine& m) {
  for (int i = 0; i != 3; ++i) {
    const count last = count{m.numbers[i]} + m.numbers[3 + i];
    if (m.x[i] != shape::unknown && last.value > m.x[i]) return m.fail(rule::out_of_range, last.value, m.x[i]);
  }
  m.x = {m.numbers[0], m.numbers[1], m.numbers[2]};
}
NNS_DLIB_SHAPED(slice, dlib_slice_work, (long FK, long FR, long FC, long K, long NR, long NC), (FK, FR, FC, K, NR, NC),
                NR, NC, K, FR, FC, FK)

/// An index in each row becomes a vector. The table is trained, although dlib's count_parameters leaves it out.
constexpr void dlib_embeddings_work(machine& m) {
  m.x[1] = m.numbers[1];
  m.found.trainable = count{m.numbers[0]} * m.numbers[1];
}
NNS_DLIB_SHAPED(embeddings, dlib_embeddings_work, (unsigned long V, unsigned long D), (V, D), V, D)

/// The product with the tagged matrices, for each k: (n, i) times (i, j). Multiply-adds: K n i j.
constexpr void dlib_matrix_product_work(machine& m) {
  const shape& right = m.input(1);
  if (m.x[1] != right[0] && m.x[1] != shape::unknown && right[0] != shape::unknown)
    return m.fail(rule::widths_differ, m.x[1], right[0]);
  m.found.forward = count{m.x.elements()} * right[1];
  m.x[1] = right[1];
}
NNS_DLIB_TAGGED(multm_prev, dlib_matrix_product_work)
#endif

#if NNS_DLIB_VERSION >= 192409
/// A dense layer along the columns.
constexpr void dlib_linear_work(machine& m) {
  dlib_exchange(m.x[1], m.x[2]);
  dense_work(m);
  dlib_exchange(m.x[1], m.x[2]);
}
inline constexpr family dlib_linear = dlib_family("linear", &dlib_linear_work);
template <unsigned long Units, dlib::linear_bias_mode Bias>
struct dlib_layer<dlib::linear_<Units, Bias>> : dlib_known<dlib_layer<dlib::linear_<Units, Bias>>> {
  static constexpr void nns_step(machine& m) {
    m.run(dlib_linear, {Units}, Bias == dlib::LINEAR_HAS_BIAS ? no_options : dlib_no_bias);
  }
};
#endif

#if NNS_DLIB_VERSION >= 200000
/// (NR, NC, K), where -1 keeps an extent; as many elements, or as many channels (then the image is resized).
constexpr void dlib_reshape_work(machine& m) {
  const shape arrived = m.x;
  for (int i = 0; i != 3; ++i)
    if (m.numbers[i] != -1) m.x[i] = m.numbers[i];
  const count elements = m.x.elements();
  const count before = arrived.elements();
  if (elements.is_known() && before.is_known() && elements.value != before.value && arrived[2] != m.x[2])
    m.fail(rule::reshape_changes_elements, before.value, elements.value);
}
NNS_DLIB_SHAPED(reshape_to, dlib_reshape_work, (long K, long NR, long NC), (K, NR, NC), NR, NC, K)
#endif

#undef NNS_DLIB_PLAIN
#undef NNS_DLIB_SHAPED
#undef NNS_DLIB_TAGGED
#undef NNS_DLIB_LIST

}  // namespace nns::detail
