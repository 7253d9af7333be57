// Every model of the zoo is written as Keras' JSON and read again: the same rows, with the same names, kinds, shapes and
// counts. The models are those that the zoo's tests ask about (rerun.hpp), so there is no second list of them.
#include "catch.hpp"

#include <nns/import/keras_file.hpp>
#include <nns/report/keras_json.hpp>
#include <rerun.hpp>

#include <cstdint>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

using namespace nns::layers;

namespace {

/// A summary of a model that is known by its step only.
struct run_time_summary {
  std::vector<nns::layer_summary> rows{};
  std::vector<nns::block_summary> blocks{};
  std::vector<int> sources{};
  std::vector<char> characters{};
  std::vector<nns::detail::numbered_name> numbered{};
  nns::detail::totals sum{};
  nns::shape output{};

  explicit run_time_summary(nns::detail::step run) {
    nns::detail::machine first;
    run(first);
    sum = first.sum;
    output = first.x;
    const auto size = [](int n) { return static_cast<std::size_t>(n) + 1; };
    rows.resize(size(sum.rows));
    blocks.resize(size(sum.blocks));
    sources.resize(size(sum.edges));
    characters.resize(size(sum.characters));
    numbered.resize(size(sum.rows));
    std::vector<nns::detail::used_name> used(size(nns::detail::name_places(sum.rows + sum.blocks)) - 1);
    nns::detail::recorder r{
        .rows = rows.data(),
        .blocks = blocks.data(),
        .sources = sources.data(),
        .names = {characters.data(), used.data(), static_cast<int>(used.size()), numbered.data()}};
    nns::detail::machine second;
    second.record = &r;
    second.observe = &nns::detail::observe;
    second.observed = true;
    run(second);
    r.name_the_rest(second.sum.rows);
    rows.resize(static_cast<std::size_t>(sum.rows));
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

/// By name: in a graph of several inputs these come first when it is read, wherever they were declared.
template <class Rows>
std::map<std::string, counts> by_name(const Rows& rows) {
  std::map<std::string, counts> all;
  for (const nns::layer_summary& r : rows) all.emplace(std::string(r.name), counts(r));
  return all;
}

void comes_back(nns::text name, nns::detail::step run) {
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
    const auto place = found.find(row);
    INFO(row);
    REQUIRE(place != found.end());
    CHECK(place->second == said);
  }
}

TEST_CASE("every model of the zoo comes back from its JSON") {
  for (const rerun::asked_model& model : rerun::asked_models()) comes_back(model.name, model.run);
  // The original collection, torchvision, Keras Applications, MLPerf Tiny, transformers, U-Nets and a translator.
  CHECK(rerun::asked_models().size() >= 28 + 101 + 26 + 5 + 11 + 2 + 1);
}

}  // namespace
