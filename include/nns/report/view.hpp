// summary_view: a summary of any model, and of one that was made at run time, as one plain type.
// What takes a view is no template. A view keeps nothing: the summary must outlive it.
#pragma once

#include <nns/summary.hpp>

#include <cstddef>
#include <span>

namespace nns {

/// The parts of a summary. nns::summary<M> converts to it; a model read at run time fills one itself.
struct summary_view {
  text name{};
  std::span<const layer_summary> layers{};
  layer_summary total{};
  std::span<const block_summary> blocks{};
  std::span<const int> sources{};
  /// What forward and backward count, in the rows too: multiply-adds, or by a convention that counts more (OP).
  text unit{"MAC"};

  constexpr summary_view() = default;
  constexpr summary_view(text model, std::span<const layer_summary> rows, const layer_summary& sum,
                         std::span<const block_summary> compositions = {}, std::span<const int> more_sources = {})
      : name(model), layers(rows), total(sum), blocks(compositions), sources(more_sources) {}

  template <int Rows, int Blocks, int Sources, int Characters>
  constexpr summary_view(const model_summary<Rows, Blocks, Sources, Characters>& s)
      : name(s.name),
        layers(s.layers.data(), static_cast<std::size_t>(Rows)),
        total(s.total),
        blocks(s.blocks.data(), static_cast<std::size_t>(Blocks)),
        sources(s.sources.data(), static_cast<std::size_t>(Sources)) {}

  template <int Rows, int Blocks, int Sources, int Characters>
  constexpr summary_view(const operations_summary<Rows, Blocks, Sources, Characters>& s) : summary_view(s.counted) {
    unit = "OP";
  }

  /// Of a model that was refused: its mistake has been explained, and its report would only repeat it.
  constexpr summary_view(const detail::no_summary&) {}
};

}  // namespace nns
