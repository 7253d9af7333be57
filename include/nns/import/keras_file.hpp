// Reads a Keras model's JSON at run time, for tools. It is the same code that reads at compile time
// (nns/import/keras.hpp), and it gives the same numbers.
#pragma once

#include <nns/import/keras/link.hpp>
#include <nns/import/network/named_classes.hpp>
#include <nns/memory/recorded.hpp>
#include <nns/report/detail/recorded_summary.hpp>
#include <nns/report/view.hpp>

#include <algorithm>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace nns {

/// What is wrong with a file: where (from 1), and what was expected there. The column is in bytes.
struct keras_error {
  int line = 0;
  int column = 0;
  std::string message{};
  std::string not_found{};  ///< the name in the options that no layer of the file has, if that is wrong
};

/// What the file does not contain, or should be replaced.
struct keras_options {
  std::vector<shape> inputs{};  ///< the inputs' shapes, in the model's order; those of rank 0 are the file's
  std::vector<zero_class> assume_zero{};       ///< classes that cost nothing: "Fancy", or {"Fancy", nns::shape{10}}
  std::vector<class_known_as> known_as{};      ///< classes that are layers: {"L2Distance", "dense<1>"}, or
                                               ///< nns::known_as<"L2Distance", my_layer>{}
  counting how = convention::standard;
  std::string name{};  ///< what the model is called, where its file does not say it
};

namespace detail {

inline int find_quote(const source& s, int from) {
  const void* found = std::memchr(s.characters + from, '"', static_cast<std::size_t>(s.size - from));
  return found == nullptr ? s.size : static_cast<int>(static_cast<const char*>(found) - s.characters);
}
inline bool same_word(const source& s, int at, const char* word, int length) {
  return s.size - at >= length && std::memcmp(s.characters + at, word, static_cast<std::size_t>(length)) == 0;
}
inline bool is_plain(const source& s, slice name) {
  const char* const first = s.characters + name.first;
  return std::memchr(first, '\\', static_cast<std::size_t>(name.length)) == nullptr &&
         are_printable(first, name.length);
}

/// Everything between quotes up to `end` is UTF-8 without control characters, and its escapes are JSON's.
inline file_fault check_texts(const source& s, int end) {
  file_fault bad;
  for (int i = 0; i < end; ++i) {
    if (s[i] != '"') continue;
    const int first = i + 1;
    for (i = first; i < end && s[i] != '"'; ++i)
      if (s[i] == '\\') ++i;
    const slice inside{first, (std::min)(i, end) - first};
    std::string unused(static_cast<std::size_t>(inside.length) + 1, '\0');
    unescaper u{s, inside, unused.data(), bad};
    if (!u.is_plain() && !u.run()) return bad;
  }
  return bad;
}

/// The parts of a file, one after another, and the arrays that a network needs.
struct keras_parts {
  std::vector<layer_record> layers{};
  std::vector<layer_call> calls{};
  std::vector<layer_reference> references{};
  std::vector<graph_place> graphs{};
  std::vector<layer_node> nodes{};
  std::vector<int> numbers[4]{};
  std::vector<reference> found{};
  std::vector<output_slot> slots{};
  std::vector<char> characters{};

  /// `read_to` is where reading ended.
  file_fault read(const source& s, int& read_to) {
    keras_state state;
    std::size_t room = 256;
    std::vector<layer_record> some_layers(room);
    std::vector<layer_call> some_calls(room);
    std::vector<layer_reference> some_references(room);
    while (!state.done) {
      if (state.cramped) {
        room *= 2;
        some_calls.resize(room);
        some_references.resize(room);
      }
      keras_part part{some_layers.data(),      static_cast<int>(some_layers.size()),
                      some_calls.data(),       static_cast<int>(room),
                      some_references.data(),  static_cast<int>(room)};
      keras_reader(s, state, part).run();
      layers.insert(layers.end(), some_layers.begin(), some_layers.begin() + part.layers_used);
      calls.insert(calls.end(), some_calls.begin(), some_calls.begin() + part.calls_used);
      references.insert(references.end(), some_references.begin(), some_references.begin() + part.references_used);
    }
    characters.resize(static_cast<std::size_t>(state.characters) + 1);
    read_to = state.at;
    return state.bad;
  }

  network lay_out(const source& s) {
    const std::size_t room = static_cast<std::size_t>(
        network::node_room(static_cast<int>(layers.size()), static_cast<int>(calls.size())));
    graphs.resize(layers.size());
    nodes.resize(room);
    for (std::vector<int>& n : numbers) n.resize(room);
    found.resize(references.size());
    slots.resize(references.size());
    network n;
    n.text_source = &s;
    n.layers = layers.data();
    n.layer_count = static_cast<int>(layers.size());
    n.calls = calls.data();
    n.call_count = static_cast<int>(calls.size());
    n.said_references = references.data();
    n.reference_count = static_cast<int>(references.size());
    n.graphs = graphs.data();
    n.nodes = nodes.data();
    n.order = numbers[0].data();
    n.first_reference = numbers[1].data();
    n.owner = numbers[2].data();
    n.last_slot = numbers[3].data();
    n.references = found.data();
    n.slots = slots.data();
    n.characters = characters.data();
    return n;
  }
};

}  // namespace detail

/// A Keras model read from its JSON, and its summary; or what is wrong with it. Unknown extents, and everything that
/// depends on them, are nns::unknown.
class keras_file {
 public:
  explicit keras_file(std::string json, const keras_options& options = {}) : kept_(std::make_unique<kept>()) {
    kept_->json = std::move(json);
    kept_->inputs = options.inputs;
    kept_->name = options.name;
    read(options);
  }

  /// Whether the model was read, and its layers fit together.
  explicit operator bool() const { return kept_->error.message.empty(); }
  [[nodiscard]] const keras_error& error() const { return kept_->error; }
  /// Its rows and totals. They live as long as this object.
  [[nodiscard]] const summary_view& summary() const { return kept_->view; }
  /// Layers that are assumed to cost nothing: lambdas, and the classes declared with assume_zero.
  [[nodiscard]] std::vector<std::string> assumed() const {
    std::vector<std::string> names;
    for (const detail::layer_record& l : kept_->parts.layers)
      if (l.role == detail::layer_role::assumed)
        names.push_back(quoted(l.label) + " (" + std::string(slice_of(l.class_name)) + ")");
    return names;
  }
  /// The memory plan of its activations, and the bytes of its parameters: float32 unless the options say otherwise.
  [[nodiscard]] recorded_memory memory(const memory_options& options = {}) const {
    const detail::recorded_flow flow(
        [this](detail::machine& m) { detail::run_layer(m, kept_->net, kept_->net.root()); });
    return detail::plan_flow(flow.view, options, kept_->view.layers);
  }
  /// The layers as values, to write them in another form.
  [[nodiscard]] const detail::network& network() const { return kept_->net; }

 private:
  /// JSON that contains the model's JSON as text, and where it is.
  struct outer_text {
    std::string json{};
    detail::slice inside{};
  };
  struct kept {
    std::string json{};
    std::vector<outer_text> outside{};
    std::vector<shape> inputs{};
    detail::named_classes classes{};
    detail::source source{};
    detail::keras_parts parts{};
    detail::network net{};
    keras_error error{};
    std::string name{};
    detail::recorded_summary written{};
    summary_view view{};
  };
  std::unique_ptr<kept> kept_;

  [[nodiscard]] std::string_view slice_of(detail::slice s) const {
    return std::string_view(kept_->json).substr(static_cast<std::size_t>(s.first), static_cast<std::size_t>(s.length));
  }
  static std::string quoted(text t) { return '"' + std::string(t) + '"'; }

  void read(const keras_options& options) {
    kept& k = *kept_;
    if (k.json.size() > (std::size_t{1} << 30)) return fail({detail::file_rule::the_file_is_too_large, 0, {}, {}, {}});
    k.source = source_of(k.json);
    if (!unwrap()) return;
    int read_to = 0;
    const detail::file_fault bad = k.parts.read(k.source, read_to);
    const bool broken = bad.broken != detail::file_rule::none;
    const detail::file_fault text_fault = detail::check_texts(k.source, read_to);
    if (text_fault.broken != detail::file_rule::none) return fail(text_fault);
    if (broken) return fail(bad);
    k.net = k.parts.lay_out(k.source);
    k.net.given = k.inputs.data();
    k.net.given_count = static_cast<int>(k.inputs.size());
    if (k.classes.take(options.assume_zero, options.known_as, k.error.message); !k.error.message.empty()) return;
    k.net.known = k.classes.known.data();
    k.net.known_count = static_cast<int>(k.classes.known.size());
    detail::file_fault linked;
    detail::linker{k.net, linked}.run();
    if (linked.broken != detail::file_rule::none) return fail(linked);
    run(options.how);
  }

  static detail::source source_of(const std::string& json) {
    return {json.c_str(), static_cast<int>(json.size()), &detail::find_quote, &detail::same_word, &detail::is_plain};
  }

  /// JSON inside text, possibly repeatedly: the innermost JSON becomes the file.
  bool unwrap() {
    constexpr std::size_t most = 8;
    kept& k = *kept_;
    for (detail::slice inside{}; k.outside.size() != most; k.source = source_of(k.json)) {
      inside = detail::model_as_text(k.source);
      if (inside.length == 0) break;
      std::string plain(static_cast<std::size_t>(inside.length), '\0');
      detail::file_fault bad;
      detail::unescaper u{k.source, inside, plain.data(), bad};
      if (!u.run()) {
        bad.layer = {};
        return fail(bad), false;
      }
      plain.resize(static_cast<std::size_t>(u.out - plain.data()));
      k.outside.push_back({std::move(k.json), inside});
      k.json = std::move(plain);
    }
    return true;
  }

  void run(counting how) {
    kept& k = *kept_;
    const auto run_network = [&k](detail::machine& m) { detail::run_layer(m, k.net, k.net.root()); };
    detail::machine first;
    first.how = how;
    run_network(first);
    detail::conclude(first);
    if (first.bad) return fail(first.bad);
    k.written.write(first.sum, how, run_network);
    text label = k.net.layers[k.net.root()].label;
    if (label.empty()) label = {k.name.data(), k.name.size()};
    k.view = summary_view(label, k.written.rows, k.written.total, k.written.blocks,
                          k.written.sources, k.written.outputs);
    k.view.again = {[](detail::machine& m, const void* of) {
                      const kept& file = *static_cast<const kept*>(of);
                      detail::run_layer(m, file.net, file.net.root());
                    },
                    &k};
    if (how->counts_more) k.view.unit = "OP";
  }

  void place(int position) {
    const kept& k = *kept_;
    std::string_view whole = k.json;
    for (std::size_t i = k.outside.size(); i-- != 0; whole = k.outside[i].json) {
      const outer_text& o = k.outside[i];
      position = o.inside.first + detail::length_of_escaped(source_of(o.json), o.inside, position);
    }
    const std::string_view before = whole.substr(0, static_cast<std::size_t>(position));
    kept_->error.line = static_cast<int>(std::count(before.begin(), before.end(), '\n')) + 1;
    const std::size_t line = before.rfind('\n');
    kept_->error.column = position - (line == std::string_view::npos ? 0 : static_cast<int>(line) + 1) + 1;
  }

  void fail(const detail::file_fault& bad) {
    place(bad.position);
    std::string& message = kept_->error.message;
    message = std::string(sentence_of(bad.broken));
    if (!bad.key.empty()) message += ": " + quoted(bad.key);
    if (bad.broken == detail::file_rule::the_named_class_is_not_there) kept_->error.not_found = std::string(bad.key);
    if (bad.class_name.length != 0 || bad.layer.length != 0) {
      message += "; in the layer";
      if (bad.layer.length != 0) message += " \"" + std::string(slice_of(bad.layer)) + '"';
      if (bad.class_name.length != 0) message += " of the class " + std::string(slice_of(bad.class_name));
    }
  }

  void fail(const detail::fault& bad) {
    std::string& message = kept_->error.message;
    message = std::string(detail::sentence_of(bad.broken)) + ": " + std::to_string(bad.first) + ", " +
              std::to_string(bad.second);
    place(0);
    if (bad.depth == 0) return;
    const detail::layer_record& l = kept_->net.layers[bad.path[0]];
    place(l.position);
    message += "; in the layer " + quoted(l.label) + " of the class " + std::string(slice_of(l.class_name)) +
               ", which received the shape (";
    for (int i = 0; i != bad.arrived.used; ++i)
      message += (i == 0 ? "" : ", ") + (bad.arrived[i] < 0 ? std::string("?") : std::to_string(bad.arrived[i]));
    message += ")";
  }
};

}  // namespace nns
