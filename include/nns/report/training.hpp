// Training memory and devices as text, Markdown, CSV and JSON: to_text(nns::training_memory<net>), and so on; and which layers
// keep how much: nns::training_table<net, nns::batch{8}>().
#pragma once

#include <nns/memory/parallel.hpp>
#include <nns/report/detail/measured_steps.hpp>
#include <nns/report/detail/string.hpp>
#include <nns/report/view.hpp>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace nns::report {

/// What is printed: a name, and bytes.
using named_bytes = std::vector<std::pair<const char*, std::int64_t>>;

inline named_bytes lines_of(const training_bytes& b) {
  return {{"weights", b.weights.count},
          {"master weights", b.master_weights.count},
          {"gradients", b.gradients.count},
          {"optimizer state", b.optimizer_state.count},
          {"activations kept", b.activations.count},
          {"peak", b.peak.count}};
}

inline named_bytes lines_of(const device_bytes& d) {
  named_bytes all = {{"weights", d.weights.count},
                     {"master weights", d.master_weights.count},
                     {"gradients", d.gradients.count},
                     {"optimizer state", d.optimizer_state.count},
                     {"activations", d.activations.count},
                     {"key-value cache", d.cache.count},
                     {"peak", d.peak.count},
                     {"sent for data", d.sent_for_data.count},
                     {"sent for tensor", d.sent_for_tensor.count},
                     {"sent for pipeline", d.sent_for_pipeline.count},
                     {"sent for experts", d.sent_for_experts.count}};
  return all;
}

/// For each row of a model: what it keeps, and this together with the memory of its parameters.
inline void measure_rows_of_step(const detail::model_runner& run, const training_options& o, row_step* rows, std::size_t size) {
  detail::training_flow f;
  f.every_copy = true;
  detail::watch_training(f, run, o);
  if (f.failed) return;
  const detail::training_timeline line(f, o);
  for (int i = 0; i != f.rows.size; ++i) {
    const detail::trained_row& r = f.rows.values[i];
    if (static_cast<std::size_t>(r.number) >= size) return;
    const detail::parameter_states s = detail::states_of(r, o);
    const std::int64_t kept = line.kept(i, i + 1), states = detail::plus(detail::plus(s.weights, s.master),
                                                                         detail::plus(s.gradients, s.optimizer));
    rows[r.number] = {kept, detail::plus(states, kept)};
  }
}

/// For the whole model, on several devices. If it does not split evenly, or is refused, the numbers are unknown.
inline model_step measure_model_step(const detail::model_runner& run, const training_options& o, const parallel& p) {
  model_step result;
  const detail::sharded trained = detail::shard_training(run, o, p), served = detail::shard_serving(run, o, p);
  if (trained.bad.what == detail::uneven::none && trained.device.peak.count != 0) {
    const device_bytes& d = trained.device;
    result.step = {d.activations.count, d.peak.count};
    result.parts = detail::numbers_of_step(d, d.sent().count, unknown);
  }
  if (served.bad.what == detail::uneven::none && served.device.peak.count != 0) result.parts.serving = served.device.peak.count;
  return result;
}

struct measured_steps {
  static constexpr measure_of_step of_model = &measure_model_step;
};

}  // namespace nns::report

namespace nns {

/// A training step for the columns training_bytes and kept_bytes of reports, differences and comparisons, and the limits of an
/// HTML page: to_text(summary<net>, {.columns = "name kept_bytes", .step = nns::training_step<nns::mixed_bfloat16>}).
template <auto... Options>
inline constexpr reported_step training_step{training_options_of<Options...>, {}, &report::measure_rows_of_step,
                                             &report::measure_model_step};
/// The same on several devices, for the one with the highest peak; rows are those of the model on one device.
template <parallel Devices, auto... Options>
inline constexpr reported_step training_step_on{training_options_of<Options...>, Devices, &report::measure_rows_of_step,
                                                &report::measure_model_step};

/// A line for each kind of memory: weights, gradients, what is kept, the peak, and what is sent.
template <class Bytes>
  requires requires(const Bytes& b) { report::lines_of(b); }
std::string to_text(const Bytes& b) {
  std::string out;
  for (const auto& [name, bytes] : report::lines_of(b)) {
    const std::string number = bytes < 0 ? "not known" : report::grouped(bytes), label = name;
    out += label;
    out.append(26 - label.size() + (number.size() < 22 ? 22 - number.size() : 0), ' ');
    out += number;
    out += " B\n";
  }
  return out;
}
template <class Bytes>
  requires requires(const Bytes& b) { report::lines_of(b); }
std::string to_markdown(const Bytes& b) {
  std::string out = "| what | bytes |\n|---|---:|\n";
  for (const auto& [name, bytes] : report::lines_of(b)) out += std::string("| ") + name + " | " + report::grouped(bytes) + " |\n";
  return out;
}
template <class Bytes>
  requires requires(const Bytes& b) { report::lines_of(b); }
std::string to_csv(const Bytes& b) {
  std::string out = "what,bytes\n";
  for (const auto& [name, bytes] : report::lines_of(b)) out += std::string(name) + ',' + std::to_string(bytes) + '\n';
  return out;
}
template <class Bytes>
  requires requires(const Bytes& b) { report::lines_of(b); }
std::string to_json(const Bytes& b) {
  std::string out = "{";
  for (const auto& [name, bytes] : report::lines_of(b)) {
    std::string key = name;
    for (char& c : key)
      if (c == ' ') c = '_';
    out += (out.size() == 1 ? "\"" : ", \"") + key + "\": " + std::to_string(bytes);
  }
  return out + "}\n";
}

/// How much of a training step's memory each layer takes: the memory of its parameters, and what it keeps at the end of
/// the forward pass, including its output if any layer keeps that. A layer that stands for copies of a repeat says for
/// how many. The table is computed at run time.
template <class M, auto... Options>
std::string training_table() {
  constexpr training_options o = training_options_of<Options...>;
  detail::training_flow f;
  detail::watch_training(f, detail::step_of<M>, o);
  if (f.failed) return {};
  const detail::training_timeline line(f, o);
  std::string out = "| layer | copies | states | kept |\n|---|---:|---:|---:|\n";
  std::int64_t states = 0, kept = 0;
  for (int i = 0; i != f.rows.size; ++i) {
    const detail::trained_row& r = f.rows.values[i];
    const detail::parameter_states s = detail::states_of(r, o);
    const std::int64_t n = detail::times_there(f, i), its_kept = line.kept(i, i + 1) * n,
                       its_states = (s.weights + s.master + s.gradients + s.optimizer) * n;
    states += its_states, kept += its_kept;
    const text name = nns::summary<M>.layers[r.number].name;
    out += "| " + std::string(name.data(), name.size()) + " | " + std::to_string(n) + " | " + report::grouped(its_states) + " | " +
           report::grouped(its_kept) + " |\n";
  }
  return out + "| total | | " + report::grouped(states) + " | " + report::grouped(kept) + " |\n";
}

}  // namespace nns
