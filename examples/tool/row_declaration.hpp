// A model of rows, each fed by earlier ones, as a C++ declaration: for files that are read operator by operator.
#pragma once

#include "spelling.hpp"

#include <nns/detail/observer.hpp>
#include <nns/report/view.hpp>

#include <string>
#include <utility>
#include <vector>

namespace tool {

/// A row of a model, and how it may be spelled.
struct declared_row {
  std::string name{};
  std::string kind{};
  std::string operator_name{};  ///< as the file calls it, and --known-as; without one, the kind
  const nns::detail::family* family = nullptr;  ///< if it is a layer of the library
  nns::shape numbers{};
  nns::detail::options given{};
  bool is_input = false;
  std::vector<std::pair<int, int>> inputs{};  ///< rows, and which of their outputs
  std::vector<nns::shape> arrived{};  ///< found by declare_rows
  own_layer_text own{};
  /// Spellings of layers. The first one that makes and costs the same is taken; without one, a layer of its own is written.
  std::vector<std::string> candidates{};
};

struct declared_rows {
  std::vector<declared_row> rows{};
  std::vector<std::pair<int, int>> outputs{};
};

/// What runs when the summary's model runs again. Of several outputs of a row it knows those that the row makes itself; a
/// format adds the others, and the candidates.
declared_rows watched(const nns::summary_view& summary);

/// False, and why, if a row costs what nobody knows.
bool declare_rows(declared_rows model, const std::string& name, std::string& into, std::string& wrong);

}  // namespace tool
