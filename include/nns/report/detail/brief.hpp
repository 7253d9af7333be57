// What a failed test prints about a summary: its table in the width of a terminal, down to a depth that fits, and the
// items of a budget that it breaks. For the test frameworks in nns/interop; computed at run time.
#pragma once

#include <nns/memory/detail/cache.hpp>
#include <nns/memory/detail/planned.hpp>
#include <nns/report/budget_message.hpp>
#include <nns/report/detail/string.hpp>
#include <nns/report/detail/measured_steps.hpp>

#include <string>

namespace nns::report {

/// The deepest depth at which a report has few rows; 0 if none has.
constexpr int brief_depth(const summary_view& s, bool fold = false) {
  constexpr int most_rows = 40;
  int deepest = 0;
  for (const layer_summary& l : s.layers)
    if (l.depth > deepest) deepest = l.depth;
  for (int depth = deepest; depth > 0; --depth) {
    int rows = 0;
    layer_source{s, depth, fold}.each([&](const layer_row&) { ++rows; });
    if (rows <= most_rows) return depth;
  }
  return 0;
}

inline std::string brief_text(const summary_view& s) {
  const text_options how{.depth = brief_depth(s), .columns = "name output forward parameters", .name_width = 28};
  return to_string([&](writer& w) { write_text(w, s, how); });
}

/// The broken items of a budget, one per line; empty if all limits are kept. Those of a training step need `measure`.
inline std::string broken_items(const summary_view& s, const budget& limits, measure_of_step measure = nullptr) {
  // For bytes the model runs again. If it cannot, they are unknown.
  std::int64_t parameters = unknown, peak = unknown, cache = unknown;
  if (limits.limits_bytes() && s.again) {
    memory_options o;
    if (limits.storage.given) o.storage = limits.storage.types, o.has_storage = true;
    const detail::recorded_flow flow(s.again);
    const detail::planned_flow memory(flow.view, o);
    parameters = memory.parameter_bytes, peak = memory.height;
    cache = detail::cache_bytes_in(flow.view, {.storage = o.storage});
  }
  return to_string([&](writer& w) {
    put_budget(w, s.total, limits);
    put_broken_item(w, "parameter_bytes", parameters, limits.parameter_bytes.count, " B");
    put_broken_item(w, "peak_activation_bytes", peak, limits.peak_activation_bytes.count, " B");
    put_broken_item(w, "kv_cache_bytes", cache, limits.kv_cache_bytes.count, " B");
    if (!limits.limits_steps()) return;
    if (measure == nullptr) {
      w.put("a budget of a training step (.training_bytes, .gradient_bytes, ...) needs #include <nns/report/training.hpp>");
      return w.end_line();
    }
    const model_step step = s.again ? measure(s.again, limits.step, limits.devices) : model_step{};
    put_steps(w, step.parts, limits);
  });
}

}  // namespace nns::report
