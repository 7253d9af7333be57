// examples/keras_keys.md: which keys the reader of Keras' files reads of each class, and which it skips on purpose. What is
// read is found out from the reader itself: a key is read if a file is refused, or says something else, once the key's value is
// another one.
//
//     keys_page              prints the page
//     keys_page --check FILE exit status 0 if the file says the same
#include <nns/import/keras/link.hpp>
#include <nns/import/keras/skipped_keys.hpp>
#include <nns/import/keras_file.hpp>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using config = std::map<std::string, std::string>;  // key to value, as JSON
using names = std::vector<std::string>;

/// All that some class needs, in Keras 3's words, in those of Keras 1, and in those of its transposed convolution; what
/// other keys need to matter.
const config bases[] = {
    {{"units", "2"}, {"filters", "2"}, {"kernel_size", "1"}, {"input_dim", "4"}, {"output_dim", "2"},
     {"num_heads", "2"}, {"key_dim", "2"}, {"head_dim", "2"}, {"num_query_heads", "2"}, {"num_key_value_heads", "1"},
     {"target_shape", "[4]"}, {"dims", "[1]"}, {"n", "2"}, {"equation", "\"ab,bc->ac\""}, {"output_shape", "[2]"},
     {"height", "2"}, {"width", "2"}, {"output_size", "2"}, {"num_tokens", "3"}, {"num_bins", "3"}, {"axis", "[1]"},
     {"quantizer", R"({"class_name": "LastValueQuantizer"})"}, {"quantize_config", R"({"class_name": "NoOpQuantizeConfig"})"}},
    {{"output_dim", "2"}, {"nb_filter", "2"}, {"filter_length", "1"}, {"input_dim", "4"}, {"max_tokens", "3"},
     {"mode", "\"sum\""}, {"input_length", "7"}},
    {{"nb_filter", "2"}, {"nb_row", "1"}, {"nb_col", "1"}, {"kernel_dim1", "1"}, {"kernel_dim2", "1"}, {"kernel_dim3", "1"},
     {"output_shape", "[null, 4, 4, 2]"}, {"mode", "\"concat\""}},
    {{"output_mode", "\"multi_hot\""}, {"pad_to_max_tokens", "true"}, {"max_tokens", "7"}, {"num_bins", "3"}},
    {{"output_mode", "\"multi_hot\""}, {"vocabulary", "[\"a\"]"}},
    {{"units", "2"}, {"mode", "\"dot\""}, {"output_mode", "\"one_hot\""}, {"num_bins", "3"}},
};

const char* const other_values[] = {R"(["?"])", R"([[["?"]]])", R"({"a": "?"})", "[3, 5]", "[2]", R"("?")", "3", "true", "false",
                                    "null", R"("one_hot")", R"({"op": "Square"})"};

std::string text_of(const std::string& class_name, const config& c) {
  std::string all = R"({"class_name": ")" + class_name + R"(", "config": {)";
  bool first = true;
  for (const auto& [key, value] : c) {
    all += (first ? "\"" : ", \"") + key + "\": " + value;
    first = false;
  }
  return all + "}}";
}

/// What the reader makes of a layer; empty if it refuses it.
std::string read(const std::string& text) {
  const nns::detail::source s{text.c_str(), static_cast<int>(text.size()), &nns::detail::find_quote, &nns::detail::same_word,
                              &nns::detail::is_plain};
  nns::detail::keras_parts parts;
  int read_to = 0;
  if (parts.read(s, read_to).broken != nns::detail::file_rule::none || parts.layers.empty()) return {};
  const nns::detail::layer_record& l = parts.layers.back();
  std::string found = std::to_string(parts.layers.size()) + ' ' + std::to_string(static_cast<int>(l.role)) + ' ' +
                      std::to_string(l.given.given) + ' ' + std::to_string(l.has_input_shape) + ' ' +
                      std::to_string(l.takes_given_shape) + std::to_string(l.frozen) + ' ' + std::to_string(l.inputs_call) + ' ' +
                      std::to_string(l.outputs_call) + ' ' + std::to_string(static_cast<int>(l.given.activation)) + ' ' +
                      std::to_string(l.given.axis);
  if (l.kind != nullptr) found += std::string(l.kind->kind) + std::to_string(l.kind->numbers);
  for (const std::int64_t n : l.numbers) found += ' ' + std::to_string(n);
  for (const std::int64_t n : l.input_shape) found += ' ' + std::to_string(n);
  const std::string_view name = std::string_view(text).substr(static_cast<std::size_t>(l.class_name.first),
                                                              static_cast<std::size_t>(l.class_name.length));
  return found + ' ' + std::string(name);
}

/// Each word with all that mean the same.
const std::map<std::string, names>& all_words() {
  static const std::map<std::string, names> all = [] {
    std::map<std::string, names> words;
    const auto add = [&words](auto... alike) { ((words[alike] = {alike...}), ...); };
#define NNS_KERAS_KEY(name, ...)                                                                         \
  if (static_cast<int>(nns::detail::keras_key::name) < nns::detail::keras_key_count) add(__VA_ARGS__);
    NNS_KERAS_KEYS(NNS_KERAS_KEY)
#undef NNS_KERAS_KEY
    add("trainable");
    return words;
  }();
  return all;
}

/// Which of the keys from `first` on change what is read, if this is their value: those that do are looked for by halves.
void find_read(const std::string& class_name, const config& base, const std::string& before, const char* value,
               const names& keys, std::size_t first, std::size_t last, std::set<std::string>& found) {
  if (first == last) return;
  config changed = base;
  for (std::size_t i = first; i != last; ++i)
    for (const std::string& alike : all_words().at(keys[i])) changed.erase(alike);
  for (std::size_t i = first; i != last; ++i) changed[keys[i]] = value;
  if (read(text_of(class_name, changed)) == before) return;
  if (last - first == 1) {
    found.insert(keys[first]);
    return;
  }
  const std::size_t middle = first + (last - first) / 2;
  find_read(class_name, base, before, value, keys, first, middle, found);
  find_read(class_name, base, before, value, keys, middle, last, found);
}

names keys_of(const std::string& class_name) {
  std::set<std::string> found;
  for (const config& base : bases) {
    const std::string before = read(text_of(class_name, base));
    if (before.empty()) continue;
    for (const char* value : other_values) {
      names left;
      for (const auto& [word, alike] : all_words())
        if (found.count(word) == 0) left.push_back(word);
      find_read(class_name, base, before, value, left, 0, left.size(), found);
    }
  }
  return {found.begin(), found.end()};
}

std::string listed(const names& words) {
  std::string all;
  for (const std::string& word : words) all += (all.empty() ? "`" : " ") + word;
  return all.empty() ? all : all + '`';
}

constexpr std::string_view intro = R"(# Keys in Keras files

A key that changes a shape, a count or a parameter is read, whichever version of Keras wrote it, or its value is refused. The others are
skipped on purpose, each for the reason given below. `tests/keras/page/keys_page.cpp` prints this page, and finds out from the reader
itself which keys are read; a test checks that every key of real files is on one of the lists ([Keras models](keras.md)).

- A key that is on neither list is skipped, too: no file that was examined had one.
- `dtype` is read to refuse layers that Keras 3 has quantized, because they have other parameters.
- The arguments of a layer's calls are next to its config: `inbound_nodes`, with `return_attention_scores` and the arguments of
  operations ([operations in Keras files](keras_operations.md)).
)";

std::string page() {
  std::map<names, names> classes_by_keys;
  std::set<std::string> everywhere;
  for (const auto& [word, alike] : all_words()) everywhere.insert(word);
  std::map<std::string, names> read_of;
  for (const auto& e : nns::detail::keras_classes.entries) {
    if (e.word.empty()) continue;
    names& found = read_of[std::string(e.word)] = keys_of(std::string(e.word));
    if (e.word == nns::text{"TensorFlowOpLayer"}) found.insert(std::lower_bound(found.begin(), found.end(), "constants"), "constants");  // where it is called
    std::set<std::string> both;
    std::set_intersection(found.begin(), found.end(), everywhere.begin(), everywhere.end(), std::inserter(both, both.end()));
    everywhere = both;
  }
  everywhere.insert("name");
  for (const auto& [name, found] : read_of) {
    names own;
    for (const std::string& key : found)
      if (everywhere.count(key) == 0) own.push_back(key);
    classes_by_keys[own].push_back(name);
  }
  std::vector<std::pair<names, names>> rows;  // classes, keys
  for (const auto& [found, classes] : classes_by_keys) rows.emplace_back(classes, found);
  std::sort(rows.begin(), rows.end());

  std::string all(intro);
  all += "\n## Read\n\nOf every class: " + listed(names(everywhere.begin(), everywhere.end())) + ".\n\n| classes | keys |\n|---|---|\n";
  for (const auto& [classes, found] : rows) all += "| " + listed(classes) + " | " + listed(found) + " |\n";
  all += "\n## Skipped\n\n| why | keys | classes, if not all |\n|---|---|---|\n";
  for (const nns::detail::skipped_keys& s : nns::detail::keras_skipped_keys)
    all += "| " + std::string(s.why) + " | `" + std::string(s.keys) + "` | " +
           (s.classes.empty() ? std::string() : '`' + std::string(s.classes) + '`') + " |\n";
  return all;
}

}  // namespace

int main(int count, char** words) {
  const std::string made = page();
  if (count == 1) {
    std::cout << made;
    return 0;
  }
  if (count != 3 || std::string_view(words[1]) != "--check") {
    std::cerr << "usage: keys_page [--check FILE]\n";
    return 2;
  }
  std::ifstream file(words[2], std::ios::binary);
  const std::string kept{std::istreambuf_iterator<char>(file), {}};
  if (kept == made) return 0;
  std::cerr << words[2] << " is not what the code says: keys_page > " << words[2] << '\n';
  return 1;
}
