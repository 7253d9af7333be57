// A model is written as Keras' JSON and read again, and its rows are compared.
#pragma once

#include "catch.hpp"

#include <nns/import/keras_file.hpp>
#include <nns/export/keras.hpp>

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace {

inline int count_of(const std::string& all, const std::string& part) {
  int count = 0;
  for (std::size_t at = all.find(part); at != std::string::npos; at = all.find(part, at + 1)) ++count;
  return count;
}
inline bool has(const std::string& all, const std::string& part) {
  return count_of(all, part) != 0;
}

/// A summary of a model that is known by its step only.
struct run_time_summary : nns::detail::recorded_summary {
  nns::detail::totals sum{};
  nns::shape output{};

  explicit run_time_summary(nns::detail::step run) {
    nns::detail::machine first;
    run(first);
    sum = first.sum;
    output = first.x;
    write(sum, nns::convention::standard, [run](nns::detail::machine& m) { run(m); });
  }
};

/// What is compared of a row.
struct counts {
  std::string kind{};
  nns::shape output{};
  std::int64_t forward = 0;
  std::int64_t backward = 0;
  std::int64_t parameters = 0;
  std::int64_t trainable = 0;
  std::int64_t activations = 0;

  explicit counts(const nns::layer_summary& r)
      : kind(r.kind),
        output(r.output),
        forward(r.forward.count),
        backward(r.backward.count),
        parameters(r.parameters),
        trainable(r.trainable_parameters),
        activations(r.activations) {}
  friend bool operator==(const counts&, const counts&) = default;
};

/// By name: in a graph of several inputs these come first when it is read, wherever they were declared. Keras' names have
/// no slash.
template <class Rows>
std::map<std::string, counts> by_name(const Rows& rows) {
  std::map<std::string, counts> all;
  for (const nns::layer_summary& r : rows) {
    std::string name(r.name);
    std::replace(name.begin(), name.end(), '/', '_');
    all.emplace(name, counts(r));
  }
  return all;
}

/// A row of this name; or a further call of a layer, which Keras calls after the layer: "embedding@2".
inline auto row_of(const std::map<std::string, counts>& rows, const std::string& name, const counts& said) {
  const auto place = rows.find(name);
  if (place != rows.end()) return place;
  return std::find_if(rows.begin(), rows.end(), [&said](const auto& row) {
    return row.first.find('@') != std::string::npos && row.second == said;
  });
}

inline void comes_back(nns::text name, nns::detail::step run) {
  const run_time_summary before(run);
  const nns::keras_file after{nns::report::keras_json_of(name, run)};
  INFO(std::string(name) << ": " << after.error().message);
  REQUIRE(after);
  const nns::layer_summary& total = after.summary().total;
  CHECK(after.summary().name == name);
  CHECK(total.output == before.output);
  CHECK(total.forward.count == before.sum.forward.value);
  CHECK(total.backward.count == before.sum.backward().value);
  CHECK(total.parameters == (before.sum.trainable + before.sum.fixed).value);
  CHECK(total.trainable_parameters == before.sum.trainable.value);
  CHECK(total.activations == before.sum.activations.value);
  const auto expected = by_name(before.rows);
  const auto found = by_name(after.summary().layers);
  REQUIRE(expected.size() == before.rows.size());
  REQUIRE(found.size() == after.summary().layers.size());
  CHECK(found.size() == expected.size());
  for (const auto& [row, said] : expected) {
    const auto place = row_of(found, row, said);
    INFO(row);
    REQUIRE(place != found.end());
    CHECK(place->second == said);
  }
}

}  // namespace
