// Finds the row of the operators' tables for a node: by its name, its domain, and the version of the domain that the
// file uses.
#pragma once

#include <nns/import/onnx/operators.hpp>
#include <nns/import/onnx/records.hpp>

namespace nns::detail {

/// Whether a domain is the standard's own.
constexpr bool is_standard_domain(text domain) { return domain.length == 0 || domain == text{"ai.onnx"}; }

/// All rows by the hash of their names.
struct onnx_index {
  static constexpr int places = 1024;

  struct entry {
    const onnx_operator* row = nullptr;
    std::uint64_t hash = 0;
    bool taken = false;  // g++'s undefined-behaviour sanitizer cannot compare addresses in a constant
  };
  entry entries[places]{};
  int used = 0;

  consteval onnx_index() {
    for (const onnx_table& t : onnx_tables)
      for (int i = 0; i != t.count; ++i) {
        const std::uint64_t h = onnx_hash(t.rows[i].name);
        int at = static_cast<int>(h % places);
        while (entries[at].taken) at = (at + 1) % places;
        entries[at] = {t.rows + i, h, true};
        ++used;
      }
  }

  /// The newest row that is not newer than the version; null if there is none.
  [[nodiscard]] constexpr const onnx_operator* find(text name, text domain, std::int64_t version) const {
    return find(name, onnx_hash(name), domain, version);
  }
  [[nodiscard]] constexpr const onnx_operator* find(text name, std::uint64_t h, text domain, std::int64_t version) const {
    const bool standard = is_standard_domain(domain);
    const onnx_operator* best = nullptr;
    int newest = -1;
    for (int at = static_cast<int>(h % places); entries[at].taken; at = (at + 1) % places) {
      if (entries[at].hash != h) continue;  // 64 bits, and below the length: comparing characters takes g++ too long
      const onnx_operator& row = *entries[at].row;
      if (row.since > version || newest > row.since) continue;
      if (row.name.length != name.length || (standard ? row.domain.length != 0 : !(row.domain == domain))) continue;
      best = &row;
      newest = row.since;
    }
    return best;
  }
};
inline constexpr onnx_index all_onnx_operators{};
static_assert(all_onnx_operators.used < onnx_index::places * 3 / 4);

}  // namespace nns::detail
