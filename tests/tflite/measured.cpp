// measured.txt's networks are written as .tflite files, and read: TensorFlow Lite Micro's plans and arenas must come out.
#include "catch.hpp"
#include "tflite/writer.hpp"

#include <nns/import/tflite_file.hpp>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace {

using namespace tflite_writer;

struct arena {
  std::int64_t first = 0;   // of "used": what is used; of "cmsis": the plan's height
  std::int64_t second = 0;  // of "used": the smallest arena; of "cmsis": what is used
  std::vector<std::int64_t> requests{};
};

struct network {
  std::string name{};
  std::int64_t multiply_adds = 0, height = 0, bound = 0;
  std::vector<arena> used{}, cmsis{};
  std::vector<table> codes{}, subgraphs{};
  std::vector<std::size_t> buffers{};
};

/// "1,2,3" as numbers; "-" is none.
std::vector<std::int64_t> numbers(const std::string& words, char between) {
  std::vector<std::int64_t> all;
  if (words == "-") return all;
  std::istringstream in(words);
  for (std::string one; std::getline(in, one, between);) all.push_back(std::stoll(one));
  return all;
}

arena arena_of(std::istream& words) {
  arena a;
  words >> a.first >> a.second;
  for (std::int64_t n; words >> n;) a.requests.push_back(n);
  return a;
}

table operator_of(std::istream& words, std::vector<table>& codes) {
  std::string what, inputs, outputs;
  words >> what >> inputs >> outputs;
  const bool builtin = what.find_first_not_of("0123456789") == std::string::npos;
  codes.push_back(builtin ? code(std::stoi(what)) : custom(what));
  table options;
  for (std::string one; words >> one;) {
    const std::string is = one.substr(2);
    options[one[0] - '0'] = one[1] == 't' ? bytes(is) : one[1] == 'b' ? byte(std::stoi(is)) : number(std::stoll(is));
  }
  return node(static_cast<int>(codes.size()) - 1, numbers(inputs, ','), numbers(outputs, ','), options.empty() ? 0 : 1, options);
}

std::vector<network> networks() {
  std::vector<network> all;
  std::ifstream file(NNS_TFLITE_DATA "/measured.txt");
  for (std::string line; std::getline(file, line);) {
    std::istringstream words(line);
    std::string what;
    words >> what;
    if (what == "model") {
      network& n = all.emplace_back();
      words >> n.name >> n.multiply_adds >> n.height >> n.bound;
    } else if (what == "used") {
      all.back().used.push_back(arena_of(words));
    } else if (what == "cmsis") {
      all.back().cmsis.push_back(arena_of(words));
    } else if (what == "subgraph") {
      std::string inputs, arrow, outputs;
      words >> inputs >> arrow >> outputs;
      if (inputs == ">") outputs = arrow, inputs = "-";
      all.back().subgraphs.push_back(subgraph({}, numbers(inputs, ','), numbers(outputs.empty() ? "-" : outputs, ','), {}));
    } else if (what == "t") {
      network& n = all.back();
      int type = 0, variable = 0;
      std::string extents;
      std::size_t stored = 0, scales = 0;
      words >> type >> extents >> stored >> scales >> variable;
      if (stored != 0) n.buffers.push_back(stored);
      n.subgraphs.back()[0].children.push_back(
          tensor("", numbers(extents, 'x'), type, stored != 0 ? static_cast<int>(n.buffers.size()) : 0, scales, variable != 0));
    } else if (what == "o") {
      network& n = all.back();
      n.subgraphs.back()[3].children.push_back(operator_of(words, n.codes));
    }
  }
  return all;
}

}  // namespace

TEST_CASE("plans and arenas of real networks are what TensorFlow Lite Micro was measured to need") {
  const std::vector<network> all = networks();
  CHECK(all.size() == 30);
  for (const network& n : all) {
    INFO(n.name);
    const nns::tflite_file file(write(model(n.codes, n.subgraphs, n.buffers)));
    CHECK(file.error().message == "");
    if (!file) continue;
    CHECK(file.summary().total.forward.count == n.multiply_adds);
    CHECK(file.plan().height == n.height);
    CHECK(file.plan().bound == n.bound);
    CHECK(file.better_plan().height <= n.height);
    const nns::tflm::abi* const machines[] = {&nns::tflm::x86_64, &nns::tflm::cortex_m};
    for (std::size_t i = 0; i != 2; ++i) {
      const nns::tflm::file_arena got = file.arena(*machines[i]);
      INFO("ABI " << i << ", unknown: " << got.unknown);
      CHECK(got.used == n.used[i].first);
      if (n.used[i].second >= 0) CHECK(got.smallest == n.used[i].second);
    }
    const nns::tflm::kernels kernels[] = {nns::tflm::cmsis_nn, nns::tflm::cmsis_nn_dsp, nns::tflm::cmsis_nn_mve};
    for (std::size_t i = 0; i != 3; ++i) {
      if (n.cmsis[i].first < 0) continue;
      INFO("CMSIS-NN " << i);
      const nns::tflm::file_plan plan = file.plan(kernels[i]);
      CHECK(plan.height == n.cmsis[i].first);
      CHECK(file.arena(nns::tflm::cortex_m, kernels[i]).used == n.cmsis[i].second);
      std::vector<std::int64_t> requests;
      for (const nns::tflm::planned_buffer& b : plan.buffers)
        if (b.scratch) requests.push_back(b.bytes);
      CHECK(requests == n.cmsis[i].requests);
    }
  }
}
