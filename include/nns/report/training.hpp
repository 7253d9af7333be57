// Training memory and devices as text and Markdown: to_text(nns::training_memory<net>), to_markdown(nns::sharded_training<...>).
#pragma once

#include <nns/memory/parallel.hpp>

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
                     {"cache of keys and values", d.cache.count},
                     {"peak", d.peak.count},
                     {"sent for data", d.sent_for_data.count},
                     {"sent for tensor", d.sent_for_tensor.count},
                     {"sent for pipeline", d.sent_for_pipeline.count},
                     {"sent for experts", d.sent_for_experts.count}};
  return all;
}

/// Digits in groups of three.
inline std::string grouped(std::int64_t n) {
  std::string digits = n < 0 ? "not known" : std::to_string(n);
  if (n < 0) return digits;
  for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, ",");
  return digits;
}

}  // namespace nns::report

namespace nns {

/// A line for each kind of bytes: weights, gradients, what is kept, the peak, what is sent.
template <class Bytes>
  requires requires(const Bytes& b) { report::lines_of(b); }
std::string to_text(const Bytes& b) {
  std::string out;
  for (const auto& [name, bytes] : report::lines_of(b)) {
    const std::string number = report::grouped(bytes), label = name;
    out += label + std::string(26 - label.size(), ' ') + std::string(number.size() < 22 ? 22 - number.size() : 0, ' ') + number + " B\n";
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

}  // namespace nns
