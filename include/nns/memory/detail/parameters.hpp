// The bytes of parameters and states, by the types that they are stored in, with batch normalisation folded if asked.
#pragma once

#include <nns/memory/detail/lifetimes.hpp>

namespace nns::detail {

/// The parameters of a row in bytes, as they are. `scales`: for each output channel of a product.
constexpr std::int64_t plain_bytes(const flow_row& r, const storage& s, bool scales) {
  const bool folded = s.fold_batch_normalization && r.folded_weights >= 0 && !r.shares;
  const std::int64_t weights = folded ? r.folded_weights : (count{r.parameters} - count{r.biases}).value;
  std::int64_t sum = plus(bytes_of(weights, s.weights), bytes_of(folded ? r.folded_biases : r.biases, s.biases));
  const bool integers = bits_of(s.weights) <= 8 && s.weights != data_type::float8;
  if (scales && integers && r.is_product && weights > 0) sum = plus(sum, times(4, r.channels, r.experts.all));
  return sum;
}

/// A normalisation that no layer can take: a scale and a shift for each channel.
constexpr std::int64_t folded_alone(const flow_row& r, const storage& s) {
  const std::int64_t channels = times(r.channels, r.experts.all);
  return r.shares ? 0 : plus(bytes_of(channels, s.weights), bytes_of(channels, s.biases));
}

/// The rows of normalisations that should be folded but cannot be, as many as there is room for. Their number is
/// returned.
template <class Flow>
constexpr int unfolded_in(const Flow& f, const memory_options& o, int* rows, int room) {
  bool folds = false;
  for (int i = 0; i != f.row_count; ++i)
    folds = folds || ((f.rows[i].memory & in_memory::normalizes) != 0 && storage_of(f.rows[i], o).fold_batch_normalization);
  if (!folds) return 0;
  scratch<int> ints(lifetimes_of<Flow>::ints_for(f));
  scratch<std::int64_t> wides(lifetimes_of<Flow>::wides_for(f));
  const lifetimes_of<Flow> l{f, o, ints.values, wides.values};
  int n = 0;
  for (int i = 0; i != f.row_count; ++i) {
    if ((f.rows[i].memory & in_memory::normalizes) == 0 || !storage_of(f.rows[i], o).fold_batch_normalization) continue;
    if (l.how(i) == merged::normalization) continue;
    if (n < room) rows[n] = i;
    ++n;
  }
  return n;
}

/// All parameters of a flow in bytes, and of each row if `each` has room; a bias that folding makes is the product's.
template <class Flow>
constexpr std::int64_t parameter_bytes_in(const Flow& f, memory_options o, std::int64_t* each = nullptr) {
  o.fused = o.views = o.in_place = false;
  scratch<int> ints(lifetimes_of<Flow>::ints_for(f));
  scratch<std::int64_t> wides(lifetimes_of<Flow>::wides_for(f));
  const lifetimes_of<Flow> l{f, o, ints.values, wides.values};
  scratch<int> biased(f.row_count);
  std::int64_t sum = 0;
  for (int i = 0; i != f.row_count; ++i) {
    const flow_row& r = f.rows[i];
    const storage& s = storage_of(r, o);
    std::int64_t taken = 0;
    int at = i;
    biased.values[i] = r.biases != 0 ? 1 : 0;
    if (l.how(i) == merged::normalization) {
      // Its bias joins the layer in front; a second one finds a bias there.
      for (at = l.row_in_front(i); l.how(at) == merged::normalization;) at = l.row_in_front(at);
      if (biased.values[at] == 0) taken = bytes_of(times(r.channels, r.experts.all), storage_of(f.rows[at], o).biases);
      biased.values[at] = 1;
    } else if ((r.memory & in_memory::normalizes) != 0 && s.fold_batch_normalization) {
      taken = folded_alone(r, s);
    } else {
      taken = plain_bytes(r, s, o.channel_scales);
    }
    if (each != nullptr) each[i] = 0, each[at] = plus(each[at], taken);
    sum = plus(sum, taken);
  }
  return sum;
}

template <class Flow>
constexpr std::int64_t state_bytes_in(const Flow& f, const memory_options& o) {
  std::int64_t sum = 0;
  for (int i = 0; i != f.row_count; ++i)
    sum = plus(sum, bytes_of(times(f.rows[i].state, o.batch), storage_of(f.rows[i], o).activations));
  return sum;
}

template <class M, asks Question>
constexpr const auto& flow_of();

/// A model from a file may know its own.
template <class M, memory_options Options>
consteval bytes parameter_bytes_of() {
  if constexpr (requires { bytes{M::template nns_parameter_bytes<Options>}; })
    return bytes{M::template nns_parameter_bytes<Options>};
  else
    return bytes{checked(count{parameter_bytes_in(flow_of<M, asks::weights>().view(), Options)})};
}

template <class M, memory_options Options>
consteval bytes state_bytes_of() {
  if constexpr (requires { bytes{M::template nns_state_bytes<Options>}; })
    return bytes{M::template nns_state_bytes<Options>};
  else
    return bytes{checked(count{state_bytes_in(flow_of<M, asks::weights>().view(), Options)})};
}

}  // namespace nns::detail
