// Names at run time: which of them a model takes, and how rows that differ in one number only are told apart.
#include "catch.hpp"
#include "rerun.hpp"

#include <nns/nns.hpp>
#include <nns/report/csv.hpp>
#include <nns/report/diff.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace nns::layers;

namespace {

TEST_CASE("a composition gives each name once, and another one may give it again") {
  const auto claimed = std::make_unique<nns::detail::claimed_names>();
  CHECK(claimed->claim("fc", 0));
  CHECK_FALSE(claimed->claim("fc", 0));
  CHECK(claimed->claim("fc", 1));
  CHECK(claimed->claim("fc_1", 0));

  // As the class says, it knows the first 512: three are known already.
  std::vector<std::string> names;
  for (int i = 0; i != 600; ++i) names.push_back("layer" + std::to_string(i));
  for (const std::string& name : names) CHECK(claimed->claim({name.data(), name.size()}, 0));
  for (std::size_t i = 0; i != names.size(); ++i) {
    const bool known = i < 512 - 3;
    CHECK(claimed->claim({names[i].data(), names[i].size()}, 0) == !known);
  }
}

/// A layer whose kind looks like a name with a number.
struct probe {
  static constexpr nns::text kind = "probe_1";
  static constexpr nns::shape output(const nns::shape& in) { return in; }
  static constexpr nns::cost cost(const nns::shape&, const nns::shape&) { return {}; }
};

TEST_CASE("a kind that ends in a number is named as it is, and its rows stay apart") {
  using model = nns::sequential<input<4>, probe, named<"probe_1", dense<4>>, probe>;
  CHECK(rerun::check<model>());
  CHECK(nns::summary<model>.layers[1].name == "probe_1");
  CHECK(nns::summary<model>.layers[2].name == "probe_1_1");
  CHECK(nns::summary<model>.layers[3].name == "probe_1_2");
}

/// A layer of one's own, of this kind.
template <nns::fixed_string Kind, int>
struct of_kind {
  static constexpr nns::text kind = Kind.view();
  static constexpr nns::shape output(const nns::shape& in) { return in; }
  static constexpr nns::cost cost(const nns::shape&, const nns::shape&) { return {}; }
};

template <class M>
std::vector<std::string> names_at_run_time() {
  using summary_type = std::remove_cvref_t<decltype(nns::summary<M>)>;
  const auto s = std::make_unique<summary_type>(nns::text{"model"}, nns::detail::step_of<M>, nns::convention::standard);
  std::vector<std::string> names;
  for (const nns::layer_summary& l : s->layers) names.emplace_back(l.name);
  return names;
}
using strings = std::vector<std::string>;

TEST_CASE("kinds are the same by their characters, and a kind may have none") {
  using alike = nns::sequential<input<4>, of_kind<"mine", 0>, of_kind<"mine", 1>, of_kind<"mine", 0>>;
  CHECK(names_at_run_time<alike>() == strings{"input", "mine", "mine_1", "mine_2"});
  using bare = nns::sequential<input<4>, of_kind<"", 0>, of_kind<"", 0>>;
  CHECK(names_at_run_time<bare>() == strings{"input", "", "_1"});
  CHECK(nns::detail::place_of_kind("") == 0);
}

/// A kind for each number: kaa, kab, ..., kdv.
template <std::size_t I>
struct numbered_kind {
  static constexpr char characters[] = {'k', static_cast<char>('a' + I / 26), static_cast<char>('a' + I % 26), '\0'};
  static constexpr nns::text kind{characters, 3};
  static constexpr nns::shape output(const nns::shape& in) { return in; }
  static constexpr nns::cost cost(const nns::shape&, const nns::shape&) { return {}; }
};
template <class>
struct of_many_kinds;
template <std::size_t... I>
struct of_many_kinds<std::index_sequence<I...>> : nns::sequential<input<4>, numbered_kind<I % 100>...> {};

TEST_CASE("a model of 100 kinds numbers each of them") {
  using model = of_many_kinds<std::make_index_sequence<250>>;
  const strings at_run_time = names_at_run_time<model>();
  REQUIRE(at_run_time.size() == 251);
  for (std::size_t i = 0; i != 250; ++i) {
    const std::string kind = {'k', static_cast<char>('a' + i % 100 / 26), static_cast<char>('a' + i % 100 % 26)};
    const std::string name = kind + (i < 100 ? "" : "_" + std::to_string(i / 100));
    CHECK(at_run_time[i + 1] == name);
    CHECK(nns::summary<model>.layers[static_cast<int>(i + 1)].name == name);
  }
}

TEST_CASE("a name without characters is none, and a minus before a number makes no number of it") {
  using model = nns::sequential<input<4>, named<"", dense<3>>, named<"dense-1", dense<3>>, dense<3>, dense<3>>;
  CHECK(names_at_run_time<model>() == strings{"input", "dense", "dense-1", "dense_1", "dense_2"});
}

/// Layers that agree in all but one number.
template <std::int64_t Backward, std::int64_t Trainable, std::int64_t Kept>
struct counted {
  static constexpr nns::text kind = "counted";
  static constexpr nns::shape output(const nns::shape& in) { return in; }
  static constexpr nns::cost cost(const nns::shape&, const nns::shape&) {
    return {.forward = nns::macs{10},
            .backward = nns::macs{Backward},
            .parameters = 5,
            .trainable_parameters = Trainable,
            .activations = Kept};
  }
};
template <class L>
using one = nns::sequential<input<4>, L>;

TEST_CASE("a difference in one number is a difference") {
  const auto& first = nns::summary<one<counted<20, 5, 4>>>;
  CHECK(nns::diff(first, first).empty());
  CHECK_FALSE(nns::diff(first, nns::summary<one<counted<10, 5, 4>>>).empty());
  CHECK_FALSE(nns::diff(first, nns::summary<one<counted<20, 3, 4>>>).empty());
  CHECK_FALSE(nns::diff(first, nns::summary<one<counted<20, 5, 8>>>).empty());
}

TEST_CASE("fields with spaces at their ends, and lines' ends, are quoted in CSV") {
  using model = nns::sequential<input<4>, named<" before", dense<4>>, named<"behind ", dense<4>>, named<"a\rb", dense<4>>>;
  const std::string csv = nns::to_csv(nns::summary<model>);
  CHECK(csv.find("\" before\",dense") != std::string::npos);
  CHECK(csv.find("\"behind \",dense") != std::string::npos);
  CHECK(csv.find("\"a\rb\",dense") != std::string::npos);
}

}  // namespace
