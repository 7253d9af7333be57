// examples/reference.md: every layer with its numbers, options, formulas, header, and its names in Keras and PyTorch. Options,
// headers and whether a layer is written with <> come from the code; the rest stands in layers.inc, whose formulas are compared
// with what the library counts. A layer that the table does not have, and an option without a spelling, are errors.
//
//     reference_page PROJECT              prints the page
//     reference_page PROJECT --check FILE exit status 0 if the file says the same
#include <nns/import/network/spelling.hpp>
#include <nns/models/blocks.hpp>
#include <nns/models/transformer.hpp>
#include <nns/nns.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace nns::layers;
using nns::shape;

struct same_shape {
  constexpr shape operator()(shape in) const { return in; }
};

struct layer_row {
  std::string numbers, macs, parameters, letters, keras, torch, spelled;
  std::string shapes;  // 5x3, 7x3 -> 5x7
  std::vector<shape> arrive;
  std::int64_t counted_macs, counted_parameters;
  std::string refused;

  [[nodiscard]] std::string name() const { return spelled.substr(0, spelled.find('<')); }
};

std::string text_of(const shape& s) {
  std::string all;
  for (const std::int64_t extent : s) all += (all.empty() ? "" : "x") + std::to_string(extent);
  return all;
}

template <class Layer>
layer_row row_of(std::initializer_list<shape> arrive, const char* numbers, const char* macs, const char* parameters,
                 const char* letters, const char* keras, const char* torch, const char* spelled) {
  const auto found = nns::cost_of<Layer>(nns::shapes{arrive});
  std::string shapes;
  for (const shape& s : arrive) shapes += (shapes.empty() ? "" : ", ") + text_of(s);
  std::ostringstream why;
  if (found.refused) why << "refused";
  return {numbers, macs, parameters, letters, keras, torch, spelled, shapes + " -> " + text_of(found.output), arrive,
          found.forward.count, found.parameters, why.str()};
}

std::vector<layer_row> table() {
  std::vector<layer_row> rows;
#define NNS_ALL(...) {__VA_ARGS__}
#define LAYER(numbers, arrive, macs, parameters, letters, keras, torch, ...) \
  rows.push_back(row_of<__VA_ARGS__>(NNS_ALL arrive, numbers, macs, parameters, letters, keras, torch, #__VA_ARGS__));
#define CELL(numbers, arrive, macs, parameters, letters, keras, torch, ...) \
  rows.push_back(row_of<rnn<__VA_ARGS__>>(NNS_ALL arrive, numbers, macs, parameters, letters, keras, torch, #__VA_ARGS__));
#include "layers.inc"
#undef CELL
#undef LAYER
#undef NNS_ALL
  return rows;
}

/// The value of a formula, "4 T (I U + U U)": letters and numbers side by side are a product. It ends at a comma or a semicolon.
class formula {
 public:
  formula(std::string_view text, const std::string& letters) : rest_(text.substr(0, text.find_first_of(",;"))) {
    std::istringstream words(letters);
    for (std::string word; words >> word;) values_[word.at(0)] = std::stoll(word.substr(2));
  }
  std::int64_t value() {
    const std::int64_t all = sum();
    if (peek() != '\0') throw std::runtime_error("a formula has too much: " + std::string(rest_));
    return all;
  }

 private:
  char peek() {
    while (!rest_.empty() && rest_.front() == ' ') rest_.remove_prefix(1);
    return rest_.empty() ? '\0' : rest_.front();
  }
  std::int64_t sum() {
    std::int64_t all = product();
    while (peek() == '+') {
      rest_.remove_prefix(1);
      all += product();
    }
    return all;
  }
  std::int64_t product() {
    std::int64_t all = factor();
    for (char next = peek(); next != '\0' && next != '+' && next != ')'; next = peek()) {
      const bool divides = next == '/';
      if (divides) rest_.remove_prefix(1);
      const std::int64_t by = factor();
      all = divides ? all / by : all * by;
    }
    return all;
  }
  std::int64_t factor() {
    const char first = peek();
    if (first >= '0' && first <= '9') {
      std::int64_t n = 0;
      for (; !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9'; rest_.remove_prefix(1)) n = 10 * n + (rest_.front() - '0');
      return n;
    }
    if (first == '\0') throw std::runtime_error("a formula ends too early");
    rest_.remove_prefix(1);
    if (first != '(') return values_.at(first);
    const std::int64_t all = sum();
    if (peek() != ')') throw std::runtime_error("a formula has no closing bracket");
    rest_.remove_prefix(1);
    return all;
  }

  std::string_view rest_;
  std::map<char, std::int64_t> values_;
};

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path.string());
  return {std::istreambuf_iterator<char>(file), {}};
}

bool begins(std::string_view all, std::string_view with) { return all.substr(0, with.size()) == with; }

/// Where a header defines a layer: as a struct, or by one of its room's macros.
bool defines(const std::string& header, const std::string& name) {
  for (std::size_t at = header.find(name); at != std::string::npos; at = header.find(name, at + 1)) {
    const std::string_view before = std::string_view(header).substr(0, at);
    const std::string_view behind = std::string_view(header).substr(at + name.size());
    const std::string_view line = before.substr(before.rfind('\n') + 1);
    if (line == "struct " && (begins(behind, " {") || begins(behind, " :") || begins(behind, "\n    :"))) return true;
    if (begins(line, "NNS_") && line.back() == '(' && (behind.front() == ',' || behind.front() == ')')) return true;
  }
  return false;
}

/// Each layer's header, as it stands in an #include.
std::map<std::string, std::string> headers_of(const std::vector<layer_row>& rows, const std::filesystem::path& project) {
  std::map<std::string, std::string> found;
  for (const char* room : {"layers", "models"}) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(project / "include/nns" / room))
      if (entry.path().extension() == ".hpp") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    for (const std::filesystem::path& file : files) {
      const std::string text = text_of(file);
      for (const layer_row& row : rows)
        if (defines(text, row.name()) && !found.emplace(row.name(), std::string("nns/") + room + '/' + file.filename().string()).second)
          throw std::runtime_error(row.name() + " is defined in two headers");
    }
  }
  return found;
}

/// Whether the row's layer takes a padding, which the library is asked: attention knows `causal` only, images know it not.
bool takes_padding(const layer_row& row, std::string_view word) {
  nns::detail::spelled_layer layer = nns::detail::layer_spelled({row.spelled.c_str(), row.spelled.size()});
  if (!layer.good()) throw std::runtime_error(row.spelled + " cannot be read");
  for (const auto& o : nns::detail::spelled_options)
    if (std::string_view(o.name) == word) layer.given.take(o.entry), o.set(layer.given, o.most == 0 ? shape{} : shape{1});
  nns::detail::machine m;
  std::vector<nns::detail::tensor> tensors(row.arrive.size());
  for (std::size_t i = 0; i != tensors.size(); ++i) tensors[i].dims = row.arrive[i];
  m.arrive(tensors.data(), static_cast<int>(tensors.size()) - 1);
  m.run(*layer.kind, layer.numbers, layer.given);
  return !m.bad;
}

/// All options that a row's layer takes, as they are written.
std::string options_of(const nns::detail::family& kind, const layer_row& row) {
  using nns::detail::option;
  struct spelling {
    option entry;
    const char* words;
  };
  // Not in the table of spelling.hpp: what a command line cannot say.
  static constexpr spelling others[] = {
      {option::activation, "an activation"},
      {option::merge, "`merge_concat` `merge_sum` `merge_mul` `merge_ave` `merge_none`"},
      {option::recurrent_activation, "`recurrent_activation<A>`"},
      {option::continuous_position_bias, "`continuous_position_bias<>`"},
      {option::renorm, "`renorm`"},
      {option::return_attention_scores, "`return_attention_scores`"},
      {option::query_key_normalization, "`query_key_normalization<L>`"},
      {option::bias_axes, "`bias_axes<\"c\">`"},
  };
  std::string all;
  nns::detail::option_set said = 0;
  const auto add = [&](option entry, const std::string& words) {
    if ((kind.accepts & nns::detail::only(entry)) == 0) return;
    said |= nns::detail::only(entry);
    all += (all.empty() ? "" : ", ") + words;
  };
  for (const auto& o : nns::detail::spelled_options)
    if (o.entry != option::padding || (kind.accepts & nns::detail::only(o.entry)) == 0 || takes_padding(row, std::string(o.name)))
      add(o.entry, '`' + std::string(o.name) + (o.most == 0 ? "" : o.least == 0 || o.entry == option::bias ? "<false>" : o.most == 1 ? "<n>" : "<n...>") + '`');
  for (const spelling& o : others) add(o.entry, o.words);
  if (said != kind.accepts) throw std::runtime_error(std::string(kind.kind) + " takes an option that has no spelling here");
  return all;
}

/// Layers that the table has not, and formulas that are wrong.
std::vector<std::string> faults_of(const std::vector<layer_row>& rows, const std::filesystem::path& project) {
  std::vector<std::string> faults;
  const auto has = [&rows](std::string_view name) {
    return std::any_of(rows.begin(), rows.end(), [name](const layer_row& row) { return row.name() == name; });
  };
  for (const nns::detail::family* kind : nns::detail::families)
    if (kind != &nns::detail::dispatch_family && kind != &nns::detail::combine_family && !has(std::string(kind->kind)))
      faults.push_back(std::string(kind->kind) + " is a layer that layers.inc does not have");
  const std::string elsewhere = text_of(project / "include/nns/layers/elsewhere.hpp");
  for (std::size_t at = elsewhere.find("\nstruct "); at != std::string::npos; at = elsewhere.find("\nstruct ", at + 1)) {
    const std::string name = elsewhere.substr(at + 8, elsewhere.find(';', at) - at - 8);
    if (!has(name)) faults.push_back(name + " is a layer that layers.inc does not have");
  }
  for (const layer_row& row : rows) {
    if (!row.refused.empty()) faults.push_back(row.spelled + " is refused at the shapes of its example");
    const std::int64_t macs = formula(row.macs, row.letters).value();
    const std::int64_t parameters = formula(row.parameters, row.letters).value();
    if (macs != row.counted_macs)
      faults.push_back(row.spelled + ": " + row.macs + " = " + std::to_string(macs) + " multiply-adds, counted " + std::to_string(row.counted_macs));
    if (parameters != row.counted_parameters)
      faults.push_back(row.spelled + ": " + row.parameters + " = " + std::to_string(parameters) + " parameters, counted " + std::to_string(row.counted_parameters));
  }
  return faults;
}

/// What stands between two brackets of a template, as a user writes it: <n>, <n...>, <false>.
std::string arguments_of(std::string_view parameters) {
  static constexpr std::pair<std::string_view, std::string_view> words[] = {
      {"", ""},
      {"auto N", "<n>"},
      {"auto Hidden = 512", "<n>"},
      {"bool Yes = true", "<false>"},
      {"class Activation", "<A>"},
      {"class Normalization = rms_normalization<>", "<L>"},
      {"fixed_string Letters", "<\"c\">"},
      {"bool B, class... Options", "<B, option...>"}};
  for (const auto& [from, to] : words)
    if (from == parameters) return std::string(to);
  if (begins(parameters, "auto")) return "<n...>";
  throw std::runtime_error("an option has parameters that are not spelled here: " + std::string(parameters));
}

/// What is written with <> as code: Markdown would take it for HTML.
std::string with_code(const std::string& words) {
  const auto is_name = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
  std::string all;
  for (std::size_t i = 0; i != words.size(); ++i) {
    if (words[i] != '<') {
      all += words[i];
      continue;
    }
    std::size_t name = all.size(), end = i, open = 0;
    while (name != 0 && is_name(all[name - 1])) --name;
    do open += words.at(end) == '<', open -= words.at(end) == '>', ++end;
    while (open != 0);
    all.insert(name, 1, '`');
    all += words.substr(i, end - i) + '`';
    i = end - 1;
  }
  return all;
}

/// The options, as options.hpp explains each.
std::string options_table(const std::filesystem::path& project) {
  std::istringstream lines(text_of(project / "include/nns/layers/options.hpp"));
  std::string said, names, parameters, all;
  const auto finish = [&] {
    if (!names.empty()) all += "| " + names + " | " + with_code(said) + " |\n";
    said.clear(), names.clear();
  };
  const auto add = [&](std::string_view name, std::string_view taken) {
    if (said.empty()) throw std::runtime_error("options.hpp does not explain " + std::string(name));
    names += (names.empty() ? "`" : ", `") + std::string(name) + arguments_of(taken) + '`';
  };
  const std::string_view macro = "NNS_OPTION(", begin = "template <", option = "struct ";
  for (std::string line; std::getline(lines, line);) {
    const std::string_view l = line;
    if (begins(l, "/// ")) {
      if (!names.empty()) finish();
      said += (said.empty() ? "" : " ") + line.substr(4);
    } else if (begins(l, macro) && l.find("parameters") == std::string_view::npos) {
      const std::size_t comma = l.find(l[macro.size()] == ',' ? "," : ">, ");
      const std::string_view taken = begins(l.substr(macro.size()), begin)
                                         ? l.substr(macro.size() + begin.size(), comma - macro.size() - begin.size())
                                         : std::string_view{};
      const std::size_t name = l.find(' ', comma) + 1;
      add(l.substr(name, l.find(',', name) - name), taken);
    } else if (begins(l, begin)) {
      parameters = l.substr(begin.size(), l.size() - begin.size() - 1);
    } else if (begins(l, option) && l.back() == '{') {
      if (!said.empty()) add(l.substr(option.size(), l.size() - option.size() - 2), parameters);
    } else if (!begins(l, "//") && l.empty()) {
      finish();
    }
  }
  return "\n## Options\n\nAs `nns/layers/options.hpp` explains them. An activation is an option, too; without one, dense layers and convolutions are\n"
         "linear, and recurrent layers have `tanh_`.\n\n| option | what |\n|---|---|\n" + all;
}

constexpr std::string_view intro = R"(# Reference: every layer

Each layer as it is written in a program, with its input and output shapes, its cost, and its names in Keras and PyTorch. A layer
without `<>` takes no numbers or options. Numbers come first, in the order given; a number in brackets is the default. Options follow
in any order. [Options](#options) are explained at the end, [combining layers](layers.md) and [counting](counting.md) on pages of their own.
Wrong options and shapes are errors ([mistakes](mistakes.md)).

I input features, U units, C channels, K filters, g groups, m depth multiplier, k the product of the kernel's extents, P and Q
the positions of the output and of the input, T steps (or all positions), S keys, J their features, h heads, d and e the size of
their keys and values, O output features, V vocabulary, D size of a vector. Multiply-adds are those of the forward pass.
Parameters include biases, unless `no_bias` leaves them out.

`tests/pages/reference_page.cpp` prints this page, and a test compares every formula with the library's count for the layer
as it is written here.
)";

/// A name in code font, without the remark behind it: `Resize` (torchvision). What has quotes of its own stays as it is.
std::string code(const std::string& words) {
  if (words.empty() || words.find('`') != std::string::npos) return words;
  const std::string name = words.substr(0, std::min(words.find(" ("), words.find(", ")));
  return '`' + name + '`' + words.substr(name.size());
}

std::string page(const std::vector<layer_row>& rows, const std::filesystem::path& project) {
  const std::map<std::string, std::string> header_of = headers_of(rows, project);
  const std::string core = text_of(project / "include/nns/nns.hpp");
  std::vector<std::string> headers;
  for (const layer_row& row : rows) {
    const auto header = header_of.find(row.name());
    if (header == header_of.end()) throw std::runtime_error(row.name() + " is defined in no header");
    if (std::find(headers.begin(), headers.end(), header->second) == headers.end()) headers.push_back(header->second);
  }
  const auto in_core = [&core](const std::string& header) { return core.find("#include <" + header + '>') != std::string::npos; };
  std::vector<std::string> ordered;
  std::copy_if(headers.begin(), headers.end(), std::back_inserter(ordered), in_core);
  std::remove_copy_if(headers.begin(), headers.end(), std::back_inserter(ordered), in_core);

  std::string all(intro);
  for (const std::string& header : ordered) {
    all += "\n## " + header + "\n\n" + (in_core(header) ? "Included by `<nns/nns.hpp>`." : "A header of its own: `#include <" + header + ">`.") +
           "\n\n| layer | numbers | shapes | multiply-adds | parameters | Keras | PyTorch |\n|---|---|---|---|---|---|---|\n";
    std::vector<std::pair<std::string, std::string>> options;  // and the layers that take them
    for (const layer_row& row : rows) {
      if (header_of.at(row.name()) != header) continue;
      all += "| `" + row.spelled + "` | " + row.numbers + " | " + row.shapes + " | " + row.macs + " | " + row.parameters + " | " +
             code(row.keras) + " | " + code(row.torch) + " |\n";
      const nns::detail::family* kind = nns::detail::family_of_kind({row.name().c_str(), row.name().size()});
      const std::string taken = kind == nullptr ? "" : options_of(*kind, row);
      if (taken.empty()) continue;
      const auto same = std::find_if(options.begin(), options.end(), [&taken](const auto& o) { return o.first == taken; });
      if (same == options.end())
        options.emplace_back(taken, '`' + row.name() + '`');
      else
        same->second += ", `" + row.name() + '`';
    }
    if (!options.empty()) all += "\n| options | of |\n|---|---|\n";
    for (const auto& [taken, layers] : options) all += "| " + taken + " | " + layers + " |\n";
  }
  all += options_table(project);
  return all;
}

}  // namespace

int main(int count, char** words) try {
  if (count != 2 && !(count == 4 && std::string_view(words[2]) == "--check")) {
    std::cerr << "usage: reference_page PROJECT [--check FILE]\n";
    return 2;
  }
  const std::vector<layer_row> rows = table();
  const std::vector<std::string> faults = faults_of(rows, words[1]);
  for (const std::string& fault : faults) std::cerr << fault << '\n';
  if (!faults.empty()) return 1;
  const std::string made = page(rows, words[1]);
  if (count == 2) {
    std::cout << made;
    return 0;
  }
  if (text_of(std::filesystem::path(words[3])) == made) return 0;
  std::cerr << words[3] << " is not what the code says: reference_page " << words[1] << " > " << words[3] << '\n';
  return 1;
} catch (const std::exception& e) {
  std::cerr << e.what() << '\n';
  return 1;
}
