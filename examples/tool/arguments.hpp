// What the tool is asked for: a verb, files, and options. All verbs share one reader, so that an option means the same
// wherever it is taken; each verb says which options it knows.
#pragma once

#include <nns/budget.hpp>
#include <nns/import/network/named_classes.hpp>
#include <nns/memory/options.hpp>
#include <nns/memory/training/options.hpp>
#include <nns/report/detail/choice.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tool {

/// How the program ends.
enum exit_status : int { kept = 0, broken_budget = 1, bad_file = 2, wrong_usage = 3 };

/// A convention by its name, and all names with spaces between them (conventions.cpp).
nns::counting convention_named(std::string_view name);
const std::string& convention_names();

struct arguments {
  std::string verb{};
  std::vector<std::string> files{};
  std::string format{};
  std::string columns{};
  std::string storage{};
  std::string convention = "standard";
  std::string against = "standard";  ///< the convention that another one is explained against
  std::string layer{};               ///< the row that is asked about; empty: all
  std::string abi{};
  std::string kernels = "reference";
  std::int64_t batch = 1;
  std::int64_t depth = -1;
  bool training = false;
  bool as_tflm = false;
  bool help = false;
  std::vector<nns::shape> inputs{};
  std::vector<std::pair<std::string, std::int64_t>> bind{};
  std::vector<nns::zero_class> assume_zero{};
  std::vector<nns::class_known_as> known_as{};
  // Limits: -1 where none is given.
  std::int64_t max_macs = -1;
  std::int64_t max_parameters = -1;
  std::int64_t max_activations = -1;
  std::int64_t max_ram = -1;
  std::int64_t max_flash = -1;
  std::int64_t max_training = -1;
  std::string optimizer = "adamw";
  std::string precision = "float32";

  [[nodiscard]] nns::counting counted() const { return convention_named(convention); }
  [[nodiscard]] nns::memory_options memory() const;
  [[nodiscard]] nns::training_options step() const;
};

/// Reads the words behind the program's name. False, and a sentence in `wrong`, if they are not understood.
bool read(int count, char** words, arguments& into, std::string& wrong);

/// A positive integer, and nothing behind it.
bool read_number(std::string_view digits, std::int64_t& found);
/// 224x224x3, or 224,224,3.
bool read_shape(std::string_view extents, nns::shape& found);
/// 10M, 4.1G, 32KiB, 500k, 1'000'000: a number with a metric or a binary prefix; `unit` may follow (B, MAC, FLOP).
bool read_quantity(std::string_view word, std::string_view unit, std::int64_t& found);

/// How the tool is called, in a line.
std::string usage();
/// What `nns VERB --help` prints, or `nns --help` where the verb is empty.
std::string help_of(std::string_view verb);

}  // namespace tool
