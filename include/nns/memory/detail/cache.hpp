// What a language model keeps of the positions behind it: the keys and values of its attention layers
// (nns::kv_cache_bytes, in nns/memory/plan.hpp).
#pragma once

#include <nns/detail/builtin.hpp>
#include <nns/memory/detail/parameters.hpp>

#include <cstdint>

namespace nns {

/// How many positions a sequence has.
struct context {
  std::int64_t length = 1;
};

// In a constant expression a compile error by this name.
[[noreturn]] inline void a_context_has_at_least_one_position() { NNS_BUILTIN(trap)(); }

namespace detail {

/// A cache's storage, batch and, if it is not the model's own, context.
struct cache_options {
  nns::storage storage = float32_storage;
  std::int64_t batch = 1;
  std::int64_t context = 0;

  friend constexpr bool operator==(const cache_options&, const cache_options&) = default;
};

constexpr void take(cache_options& o, const storage& s) { o.storage = s; }
constexpr void take(cache_options& o, const batch& b) { o.batch = b.size; }
constexpr void take(cache_options& o, const context& c) {
  if (c.length < 1) a_context_has_at_least_one_position();
  o.context = c.length;
}

template <class T>
inline constexpr bool is_a_cache_option = requires(cache_options& o, const T& t) { take(o, t); };

template <auto... Options>
consteval cache_options read_cache_options() {
  static_assert((is_a_cache_option<decltype(Options)> && ...),
                "nns: behind the model of a cache stand its storage (nns::bfloat16_storage, nns::storage{...}), "
                "nns::batch{n} and nns::context{n}, in any order");
  cache_options o;
  const auto take_one = [&o](const auto& option) {
    if constexpr (requires { take(o, option); }) take(o, option);
  };
  (void)take_one;
  (take_one(Options), ...);
  if (o.batch < 1) a_batch_has_at_least_one_instance();
  return o;
}

/// Whether some layer looks back: then the keys of cross attention are kept, too.
constexpr bool generates(const flow_view& f) {
  for (int i = 0; i != f.row_count; ++i)
    if (f.rows[i].cache.keeps && f.rows[i].cache.grows) return true;
  return false;
}

constexpr std::int64_t cache_bytes_of(const flow_row& r, const cache_options& o) {
  const key_value_cache& c = r.cache;
  if (!c.keeps) return 0;
  std::int64_t positions = c.grows && o.context != 0 ? o.context : c.positions.value;
  if (c.grows && c.window != 0 && positions > c.window) positions = c.window;
  return bytes_of(times(c.width.value, positions, o.batch), (r.stored == nullptr ? o.storage : *r.stored).activations);
}

/// Of all rows; unknown where no layer looks back, and none is known to keep anything.
constexpr std::int64_t cache_bytes_in(const flow_view& f, const cache_options& o) {
  if (!generates(f)) return unknown;
  std::int64_t sum = 0;
  for (int i = 0; i != f.row_count; ++i) sum = plus(sum, cache_bytes_of(f.rows[i], o));
  return sum;
}

template <class M, cache_options Options>
consteval bytes kv_cache_bytes_of() {
  return bytes{checked(count{cache_bytes_in(flow_of<M, asks::tensors>().view(), Options)})};
}

template <class M>
consteval bool keeps_keys_and_values() {
  return generates(flow_of<M, asks::tensors>().view());
}

template <class M, cache_options Options>
consteval bytes checked_cache_bytes() {
  static_assert(keeps_keys_and_values<M>(),
                "nns: no layer of this model keeps keys and values: attention does that is causal, or has a window<n> or "
                "cached<n>");
  return kv_cache_bytes_of<M, Options>();
}

}  // namespace detail

}  // namespace nns
