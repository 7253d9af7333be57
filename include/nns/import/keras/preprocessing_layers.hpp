// Keras' layers that turn text, categories and sound into numbers: lookups, hashes, spectrograms. A vocabulary is not a
// parameter. A Fourier transform is not a matrix product and counts nothing; if Keras computes it by convolutions, or
// applies a matrix to it, these count.
#pragma once

#include <nns/import/keras/layers.hpp>
#include <nns/layers/merging.hpp>

namespace nns::detail {

/// numbers: how many categories, and how they are encoded. The last axis becomes the categories.
constexpr void hashing_work(machine& m) {
  if (m.numbers[1] == static_cast<std::int64_t>(encoding::as_it_came)) return;
  if (m.x.rank() == 0) return m.fail(rule::rank_too_small, 1, 0);
  m.x[--m.x.used] = 0;
  put_depth(m, m.numbers[0]);
}
/// As CategoryEncoding, or unchanged.
constexpr void lookup_work(machine& m) {
  if (m.numbers[1] == static_cast<std::int64_t>(encoding::as_it_came)) return;
  category_encoding_work(m);
}
/// numbers: the categories, how they are encoded, the length of a sequence, and whether text is split into words.
constexpr void vectorization_work(machine& m) {
  if (m.numbers[1] == static_cast<std::int64_t>(encoding::as_it_came)) {
    const std::int64_t length = m.numbers[2];
    if (length < 1 && length != shape::unknown) return m.fail(rule::size_not_positive, length);
    m.x = {length};
    return;
  }
  const bool splits = m.numbers[3] != 0;
  if (splits || m.x.rank() == 0) {
    if (m.x.rank() == shape::max_rank) return m.fail(rule::rank_above_eight, shape::max_rank + 1);
    m.x.push_back(splits ? shape::unknown : 1);
  }
  category_encoding_work(m);
}
inline constexpr family hashing_family = encoding_family("hashing", &hashing_work);
inline constexpr family lookup_family = encoding_family("lookup", &lookup_work);
inline constexpr family hashed_crossing_family{
    .kind = "hashed_crossing", .work = &lookup_work, .numbers = 2, .inputs = any_number_of_inputs, .least_inputs = 2};
inline constexpr family vectorization_family{.kind = "text_vectorization", .work = &vectorization_work, .numbers = 4};

/// Frames of L samples, every s samples, with F frequencies: one convolution for the real part and one for the
/// imaginary part, for each channel. numbers: L, s, F, the kernels, the parts of the result, whether it has an axis for
/// the channels. Multiply-adds: frames C L F each; parameters: L F each.
constexpr void stft_work(machine& m) {
  const shape n = m.numbers;
  const bool first = m.given->channels_first;
  if (m.x.rank() != 2) return m.fail(rule::wrong_rank, 2, m.x.rank());
  const std::int64_t time = m.x[first ? 1 : 0];
  const std::int64_t C = m.x[first ? 0 : 1];
  for (int i = 0; i != 3; ++i)
    if (n[i] < 1) return m.fail(rule::size_not_positive, n[i]);
  std::int64_t frames = time;
  if (time != shape::unknown) {
    const bool same = m.given->padding == padding_mode::same;
    if (!same && time < n[0]) return m.fail(rule::kernel_larger_than_padded_input, n[0], time);
    frames = same ? (time - 1) / n[1] + 1 : (time - n[0]) / n[1] + 1;
  }
  const std::int64_t bins = times(n[2], n[4]);
  const count channels = count{C} * bins;
  m.found.forward = count{frames} * C * n[0] * n[2] * n[3];
  m.found.trainable = count{n[0]} * n[2] * n[3];
  if (channels.has_overflowed()) return m.fail(rule::count_overflows_63_bits);
  if (n[5] != 0)
    m.x = first ? shape{C, frames, bins} : shape{frames, bins, C};
  else
    m.x = first ? shape{channels.value, frames} : shape{frames, channels.value};
}
inline constexpr family stft_family{.kind = "stft_spectrogram",
                                    .work = &stft_work,
                                    .accepts = set_of(option::padding, option::channels_first),
                                    .numbers = 6};

/// numbers: mel bands B, the step s, F frequencies. Samples (n) to (B, (n + s + 1) / s), as in Keras; the matrix from F
/// to B is multiplied for each frame.
constexpr void mel_work(machine& m) {
  const shape n = m.numbers;
  for (int i = 0; i != 3; ++i)
    if (n[i] < 1) return m.fail(rule::size_not_positive, n[i]);
  if (m.x.rank() != 1) return m.fail(rule::wrong_rank, 1, m.x.rank());
  const std::int64_t samples = m.x[0];
  const std::int64_t frames = samples == shape::unknown ? samples : plus(samples, n[1] + 1) / n[1];
  m.x = {n[0], frames};
  m.found.forward = count{frames} * n[0] * n[2];
}
inline constexpr family mel_family{.kind = "mel_spectrogram", .work = &mel_work, .numbers = 3};

/// The number of categories: the padded number, or the vocabulary with its indices for unknown words.
constexpr std::int64_t categories_of(keras_config& c) {
  if (c.truth(keras_key::pad_to_max_tokens, false)) return c.needed("max_tokens", keras_key::num_tokens);
  if (c.has(keras_key::vocabulary_size)) return c.needed("vocabulary_size", keras_key::vocabulary_size);
  if (c.kind_of(keras_key::vocabulary) != '[') return shape::unknown;
  std::int64_t words = c.has(keras_key::num_oov_indices) ? c.needed("num_oov_indices", keras_key::num_oov_indices) : 1;
  reader r(c.s, c.place(keras_key::vocabulary));
  if (r.open('[')) do {
      ++words;
      r.skip();
    } while (r.more(']'));
  return words;
}
constexpr void read_lookup(keras_config& c) {
  const std::int64_t mode = encoding_of(c, encoding::as_it_came, true);
  c.layer.numbers = {mode == static_cast<std::int64_t>(encoding::as_it_came) ? 0 : categories_of(c), mode};
}
constexpr void read_hashing(keras_config& c) {
  c.layer.numbers = {c.needed("num_bins", keras_key::num_bins), encoding_of(c, encoding::as_it_came)};
}
constexpr void read_vectorization(keras_config& c) {
  read_lookup(c);
  const bool has_length = c.has(keras_key::output_sequence_length);
  c.layer.numbers.push_back(has_length ? c.needed("output_sequence_length", keras_key::output_sequence_length)
                                       : shape::unknown);
  c.layer.numbers.push_back(c.place(keras_key::split) == 0 || c.has(keras_key::split) ? 1 : 0);
}

constexpr void read_stft(keras_config& c) {
  const slice mode = c.word(keras_key::mode);
  const bool one = c.is(mode, "real") || c.is(mode, "imag");
  const bool both = c.is(mode, "stft");
  bool known = mode.length == 0 || one || both;
  for (const text other : {text{"log"}, text{"magnitude"}, text{"psd"}, text{"angle"}}) known = known || c.is(mode, other);
  if (!known) c.fail(file_rule::the_value_is_not_known, c.place(keras_key::mode), "mode");
  const std::int64_t length =
      c.has(keras_key::frame_length) ? c.needed("frame_length", keras_key::frame_length) : 256;
  const std::int64_t hop = c.has(keras_key::frame_step) ? c.needed("frame_step", keras_key::frame_step) : length / 2;
  std::int64_t transform = 1;
  if (c.has(keras_key::fft_length))
    transform = c.needed("fft_length", keras_key::fft_length);
  else
    while (transform < length && transform < (std::int64_t{1} << 40)) transform *= 2;
  c.layer.numbers = {length,       hop, transform / 2 + 1, one ? 1 : 2, both ? 2 : 1,
                     c.truth(keras_key::expand_dims, false) ? 1 : 0};
  c.padding();
  c.data_format();
}
constexpr void read_mel(keras_config& c) {
  const auto or_else = [&c](keras_key k, text name, std::int64_t otherwise) {
    return c.has(k) ? c.needed(name, k) : otherwise;
  };
  c.layer.numbers = {or_else(keras_key::num_mel_bins, "num_mel_bins", 128),
                     or_else(keras_key::sequence_stride, "sequence_stride", 512),
                     or_else(keras_key::fft_length, "fft_length", 2048) / 2 + 1};
}

/// Whether the kind is one of these, which programs do not declare.
constexpr bool is_of_preprocessing(const family* kind) {
  for (const family* one : {&hashing_family, &lookup_family, &hashed_crossing_family, &vectorization_family,
                            &stft_family, &mel_family})
    if (kind == one) return true;
  return false;
}

}  // namespace nns::detail
