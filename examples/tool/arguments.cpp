// The reader of the command line, and its help.
#include "arguments.hpp"

#include "registry.hpp"

#include <charconv>
#include <cmath>

namespace tool {

namespace {

/// An option: its name, what it takes, and what it does.
struct option {
  std::string_view name;
  std::string_view value;
  std::string_view what;
};

constexpr option options[] = {
    {"--format", "F", ""},  // a verb's help says which
    {"--columns", "\"C...\"", "which columns, by their names in JSON, with spaces between them"},
    {"--depth", "N", "rows nested in more compositions than this are merged; 0: one row for each block"},
    {"--batch", "N", "counts and buffers for N instances"},
    {"--training", "", "activations kept for training, and the sum of both passes"},
    {"--convention", "NAME", "how operations are counted: standard, in_bounds, element_wise, original, autograd; or as a tool "
                             "counts: thop, fvcore, ..."},
    {"--against", "NAME", "the convention to compare with; standard by default"},
    {"--layer", "NAME", "only this row, with its formula"},
    {"--storage", "TYPES", "float32 (the default for Keras files), float16 or int8: the type of weights and activations. A "
                           ".tflite has its own"},
    {"--optimizer", "NAME", "of a training step: adamw (the default), adam, sgd, momentum, lion, adafactor, or adam_8bit, "
                            "adamw_8bit, momentum_8bit, lion_8bit"},
    {"--precision", "TYPES", "of a training step: float32 (the default), mixed_float16, mixed_bfloat16 or bfloat16"},
    {"--as-tflm", "", "plan memory as TensorFlow Lite Micro does"},
    {"--abi", "NAME", "cortex_m (the default), esp32 or x86_64"},
    {"--kernels", "NAME", "reference (the default), cmsis_nn, cmsis_nn_dsp or cmsis_nn_mve"},
    {"--max-macs", "N", "a limit on multiply-adds: 10M, 4.1G"},
    {"--max-params", "N", "a limit on parameters"},
    {"--max-activations", "N", "a limit on the elements of all activations"},
    {"--max-ram", "BYTES", "a limit on the peak of the activations' memory: 64KiB"},
    {"--max-flash", "BYTES", "a limit on the bytes of the parameters"},
    {"--max-training", "BYTES", "a limit on the memory of a training step: 24GiB"},
    // How a file is read.
    {"--input", "SHAPE", "the shape of an input without the batch: 224x224x3; once for each input, in the model's order"},
    {"--bind", "NAME=N", "the size of an extent that an .onnx only names: --bind sequence=128"},
    {"--assume-zero", "CLASS", "layers of this class cost nothing; CLASS=1,2,3 also gives their shape"},
    {"--known-as", "\"CLASS=LAYER\"", "layers of this class are this layer, as written in C++: \"L2Distance=dense<1>\""},
};
constexpr std::string_view of_all_verbs = "--input --bind --assume-zero --known-as";

/// In the order of nns::optimizer.
constexpr std::string_view optimizer_names =
    "sgd momentum adam adamw adafactor lion momentum_8bit adam_8bit adamw_8bit lion_8bit";

bool is_among(std::string_view word, std::string_view words) {
  return nns::report::has_word(nns::text{words.data(), words.size()}, nns::text{word.data(), word.size()});
}

bool knows(const verb& v, std::string_view option) {
  return (option == "--format" && !v.formats.empty()) || is_among(option, v.options) || is_among(option, of_all_verbs);
}

const verb* find_verb(std::string_view name) {
  const verb* v = verb::first();
  while (v != nullptr && v->name != name) v = v->next;
  return v;
}

/// summary, memory, arena, ... or check
std::string all_verbs() {
  std::string out;
  for (const verb* v = verb::first(); v != nullptr; v = v->next)
    out += (out.empty() ? "" : v->next == nullptr ? " or " : ", ") + std::string(v->name);
  return out;
}

/// Class, or Class=1,2,3.
std::string take_zero_class(arguments& a, const std::string& value) {
  const std::size_t end = value.rfind('=');
  if (end == std::string::npos) return a.assume_zero.emplace_back(value), std::string{};
  nns::shape made;
  if (!read_shape(std::string_view(value).substr(end + 1), made))
    return "--assume-zero takes a class, or one with extents like Fancy=28,28,1, not \"" + value + '"';
  a.assume_zero.emplace_back(value.substr(0, end), made);
  return {};
}

/// sequence=128
std::string take_binding(arguments& a, const std::string& value) {
  const std::size_t end = value.rfind('=');
  std::int64_t extent = 0;
  if (end == std::string::npos || end == 0 || !read_number(std::string_view(value).substr(end + 1), extent))
    return "--bind takes a name and an extent, as in sequence=128, not \"" + value + '"';
  a.bind.emplace_back(value.substr(0, end), extent);
  return {};
}

/// Class=layer<...>
std::string take_known_class(arguments& a, const std::string& value) {
  const std::size_t end = value.find('=');
  if (end == std::string::npos || end == 0)
    return "--known-as takes a class and a layer, as in L2Distance=dense<1>, not \"" + value + '"';
  const std::string layer = value.substr(end + 1);
  const nns::detail::spelled_layer found = nns::detail::layer_spelled({layer.data(), layer.size()});
  if (!found.good())
    return "--known-as " + value + ": \"" + std::string(found.word) + "\" " + std::string(found.why);
  a.known_as.emplace_back(value.substr(0, end), layer);
  return {};
}

/// Takes the value of an option. A sentence, if it is wrong.
std::string take(arguments& a, std::string_view name, const std::string& value) {
  const auto number = [&](std::int64_t& into) {
    return read_number(value, into) ? std::string{} : std::string(name) + " takes a positive number, not \"" + value + '"';
  };
  const auto quantity = [&](std::int64_t& into, std::string_view unit, const char* like) {
    return read_quantity(value, unit, into) ? std::string{} : std::string(name) + " takes a number like " + like + ", not \"" + value + '"';
  };
  const auto one_of = [&](std::string& into, std::string_view words) {
    into = value;
    return is_among(value, words) ? std::string{} : std::string(name) + " is one of: " + std::string(words);
  };
  if (name == "--format") return a.format = value, std::string{};
  if (name == "--columns") return a.columns = value, std::string{};
  if (name == "--depth") return value == "0" ? (a.depth = 0, std::string{}) : number(a.depth);
  if (name == "--batch") return number(a.batch);
  if (name == "--convention") return one_of(a.convention, convention_names());
  if (name == "--against") return one_of(a.against, convention_names());
  if (name == "--layer") return a.layer = value, std::string{};
  if (name == "--storage") return one_of(a.storage, "float32 float16 int8");
  if (name == "--abi") return one_of(a.abi, "cortex_m esp32 x86_64");
  if (name == "--kernels") return one_of(a.kernels, "reference cmsis_nn cmsis_nn_dsp cmsis_nn_mve");
  if (name == "--max-macs") return quantity(a.max_macs, "MAC", "10M");
  if (name == "--max-params") return quantity(a.max_parameters, "", "250k");
  if (name == "--max-activations") return quantity(a.max_activations, "", "100k");
  if (name == "--max-ram") return quantity(a.max_ram, "B", "64KiB");
  if (name == "--max-training") return quantity(a.max_training, "B", "24GiB");
  if (name == "--optimizer") return one_of(a.optimizer, optimizer_names);
  if (name == "--precision") return one_of(a.precision, "float32 mixed_float16 mixed_bfloat16 bfloat16");
  if (name == "--max-flash") return quantity(a.max_flash, "B", "256KiB");
  if (name == "--assume-zero") return take_zero_class(a, value);
  if (name == "--known-as") return take_known_class(a, value);
  if (name == "--bind") return take_binding(a, value);
  nns::shape extents;
  if (!read_shape(value, extents)) return "--input takes extents like 224x224x3, not \"" + value + '"';
  a.inputs.push_back(extents);
  return {};
}

}  // namespace

nns::memory_options arguments::memory() const {
  nns::memory_options o;
  o.batch = batch;
  o.as_tflm = as_tflm;
  o.has_storage = !storage.empty();
  if (storage == "int8") o.storage = nns::full_int8;
  if (storage == "float16")
    o.storage = {.weights = nns::data_type::float16, .biases = nns::data_type::float16, .activations = nns::data_type::float16};
  return o;
}

nns::training_options arguments::step() const {
  nns::training_options o;
  o.batch = batch;
  if (precision == "mixed_float16") o.types = nns::mixed_float16;
  if (precision == "mixed_bfloat16") o.types = nns::mixed_bfloat16;
  if (precision == "bfloat16") o.types = nns::bfloat16_training;
  int number = 0;
  nns::report::each_word(nns::text{optimizer_names.data(), optimizer_names.size()}, [&](nns::text name) {
    if (optimizer == std::string_view{name.data(), name.size()}) o.how = static_cast<nns::optimizer>(number);
    ++number;
  });
  return o;
}

bool read_number(std::string_view digits, std::int64_t& found) {
  const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), found);
  return result.ec == std::errc{} && result.ptr == digits.data() + digits.size() && found > 0;
}

bool read_shape(std::string_view extents, nns::shape& found) {
  while (true) {
    const std::size_t end = extents.find_first_of("x,");
    std::int64_t extent = 0;
    if (found.rank() == nns::shape::max_rank || !read_number(extents.substr(0, end), extent)) return false;
    found.push_back(extent);
    if (end == std::string_view::npos) return true;
    extents.remove_prefix(end + 1);
  }
}

bool read_quantity(std::string_view word, std::string_view unit, std::int64_t& found) {
  std::string digits;
  std::size_t end = 0;
  for (; end != word.size() && (std::string_view("0123456789.'").find(word[end]) != std::string_view::npos); ++end)
    if (word[end] != '\'') digits += word[end];
  std::string_view rest = word.substr(end);
  if (!unit.empty() && rest.ends_with(unit)) rest.remove_suffix(unit.size());
  double factor = 1;
  constexpr std::string_view prefixes = "kMGT";
  if (!rest.empty()) {
    const std::size_t power = rest[0] == 'K' ? 0 : prefixes.find(rest[0]);
    const bool binary = rest.size() == 2 && rest[1] == 'i';
    if (power == std::string_view::npos || (rest.size() != 1 && !binary) || (rest[0] == 'K' && !binary)) return false;
    for (std::size_t i = 0; i <= power; ++i) factor *= binary ? 1024 : 1000;
  }
  double value = 0;
  const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (result.ec != std::errc{} || result.ptr != digits.data() + digits.size()) return false;
  value *= factor;
  if (!(value < 9e18)) return false;
  found = static_cast<std::int64_t>(std::llround(value));
  return true;
}

bool read(int count, char** words, arguments& into, std::string& wrong) {
  for (int i = 1; i < count; ++i) {
    const std::string word = words[i];
    if (word == "--help" || word == "-h") {
      into.help = true;
      continue;
    }
    if (into.verb.empty() && (word.empty() || word[0] != '-')) {
      if (find_verb(word) == nullptr) return wrong = '"' + word + "\" is not a verb of nns: " + all_verbs(), false;
      into.verb = word;
      continue;
    }
    if (word == "-" || word.empty() || word[0] != '-') {
      into.files.push_back(word);
      continue;
    }
    const option* found = nullptr;
    for (const option& o : options)
      if (o.name == word) found = &o;
    if (found == nullptr) return wrong = "there is no option " + word, false;
    if (into.verb.empty()) return wrong = "the verb comes first: nns summary " + word + " ...", false;
    if (!knows(*find_verb(into.verb), word)) return wrong = "nns " + into.verb + " has no option " + word, false;
    if (word == "--training") into.training = true;
    if (word == "--as-tflm") into.as_tflm = true;
    if (found->value.empty()) continue;
    if (++i == count) return wrong = word + " takes a value: " + std::string(found->value), false;
    wrong = take(into, word, words[i]);
    if (!wrong.empty()) return false;
  }
  if (into.help) return true;
  if (into.verb.empty()) return wrong = "nns needs a verb and a file: nns summary FILE", false;
  const verb& v = *find_verb(into.verb);
  if (into.files.size() != v.file_count)
    return wrong = "nns " + into.verb + " takes " + (v.file_count == 2 ? "two files" : "one file"), false;
  if (into.format.empty()) into.format = v.formats.substr(0, v.formats.find(' '));
  if (!v.formats.empty() && !is_among(into.format, v.formats))
    return wrong = "nns " + into.verb + " writes " + std::string(v.formats) + ", not " + into.format, false;
  return true;
}

namespace {

void put_line(std::string& out, std::string line, std::string_view what) {
  line.resize(line.size() < 31 ? 31 : line.size() + 1, ' ');
  out += line.append(what) + '\n';
}

}  // namespace

std::string usage() { return "nns VERB FILE... [OPTION]..., where VERB is " + all_verbs() + "   (nns --help)"; }

std::string help_of(std::string_view name) {
  const verb* v = find_verb(name);
  std::string out;
  if (v == nullptr) {
    out = "nns: what a neural network costs, from its file\n\n";
    for (const verb* one = verb::first(); one != nullptr; one = one->next)
      put_line(out, "  nns " + std::string(one->name) + ' ' + std::string(one->files), one->what);
    out += "\nFiles, recognised by their content:\n";
    for (const format* f = format::first(); f != nullptr; f = f->next) out += "  " + std::string(f->what) + '\n';
    return out + "- is the standard input. nns VERB --help lists the options of a verb.\n\n"
                 "Exit status: 0 for success, 1 if a limit is exceeded, 2 if a file is wrong, 3 if the arguments are wrong.\n";
  }
  out = "nns " + std::string(v->name) + ' ' + std::string(v->files) + ": " + std::string(v->what) + "\n\n";
  for (const option& o : options)
    if (knows(*v, o.name))
      put_line(out, "  " + std::string(o.name) + ' ' + std::string(o.value),
               o.what.empty() ? "one of: " + std::string(v->formats) : std::string(o.what));
  return out;
}

}  // namespace tool
