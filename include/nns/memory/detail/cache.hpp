// What a language model keeps of earlier positions: the keys and values of its attention layers
// (nns::kv_cache_bytes, in nns/memory/plan.hpp).
#pragma once

#include <nns/detail/builtin.hpp>
#include <nns/memory/detail/grown.hpp>
#include <nns/memory/detail/parameters.hpp>

#include <cstdint>

namespace nns {

/// How many positions a sequence has.
struct context {
  std::int64_t length = 1;
};

// In a constant expression, a compile error with this name.
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
                "nns: the options after the model are its storage (nns::bfloat16_storage, nns::storage{...}), "
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

/// The result if no layer keeps anything for later positions.
inline constexpr std::int64_t no_cache = -2;

/// Whether the model that is asked keeps anything; the name is what compilers print.
template <bool Keeps>
concept keeps_keys_and_values = Keeps;

/// Whether some layer looks back: then the keys of cross attention are kept, too.
constexpr bool generates(const flow_view& f) {
  for (int i = 0; i != f.row_count; ++i)
    if (f.rows[i].cache.keeps && f.rows[i].cache.grows) return true;
  return false;
}

constexpr std::int64_t cache_bytes_of(const key_value_cache& c, const storage& types, const cache_options& o) {
  if (!c.keeps) return 0;
  std::int64_t positions = c.grows && o.context != 0 ? o.context : c.positions.value;
  if (c.grows && c.window != 0 && positions > c.window) positions = c.window;
  return bytes_of(times(c.width.value, positions, o.batch), types.activations);
}
constexpr std::int64_t cache_bytes_of(const flow_row& r, const cache_options& o) {
  return cache_bytes_of(r.cache, r.stored == nullptr ? o.storage : *r.stored, o);
}

/// Of all rows; unknown if no layer looks back.
constexpr std::int64_t cache_bytes_in(const flow_view& f, const cache_options& o) {
  if (!generates(f)) return unknown;
  std::int64_t sum = 0;
  for (int i = 0; i != f.row_count; ++i) sum = plus(sum, cache_bytes_of(f.rows[i], o));
  return sum;
}

/// Looks for caches while a model runs. Blocks that are repeated run three times, whatever their number.
struct cache_observer final : observer {
  struct found {
    int row = 0;
    std::int64_t bytes = 0;
  };
  cache_options options;
  grown<found> caches;
  bool generates = false;

  constexpr explicit cache_observer(const cache_options& o) : options(o) {}

  constexpr void see(machine& m, event e) override {
    if (e != event::layer || (m.kind->memory & in_memory::attends) == 0 || !m.cache.keeps) return;
    generates = generates || m.cache.grows;
    caches.add() = {m.sum.rows, cache_bytes_of(m.cache, m.stored == nullptr ? options.storage : *m.stored, options)};
  }
  constexpr bool skip(machine& m, int skipped, std::int64_t copies) override {
    std::int64_t sum = 0;
    for (int i = caches.size; i != 0 && caches.values[i - 1].row >= m.sum.rows - skipped; --i)
      sum = plus(sum, caches.values[i - 1].bytes);
    caches.add() = {m.sum.rows, times(sum, copies)};
    return true;
  }
  [[nodiscard]] constexpr std::int64_t bytes() const {
    std::int64_t sum = 0;
    for (int i = 0; i != caches.size; ++i) sum = plus(sum, caches.values[i].bytes);
    return sum;
  }
};

/// no_cache if no layer looks back.
constexpr std::int64_t find_cache_bytes(step model, const cache_options& o) {
  cache_observer found(o);
  machine m;
  m.let_see(found);
  model(m);
  return found.generates ? found.bytes() : no_cache;
}

template <class M, cache_options Options>
consteval bytes checked_cache_bytes() {
  constexpr std::int64_t found = find_cache_bytes(step_of<M>, Options);
  static_assert(keeps_keys_and_values<found != no_cache>,
                "nns: no layer of this model keeps keys and values: only attention that is causal, or has window<n> "
                "or cached<n>, does");
  return bytes{checked(count{found == no_cache ? 0 : found})};
}

}  // namespace detail

}  // namespace nns
