// Random graphs with every option of a plan: buffers, bound and parameters against a search written without a look at the
// library's, tensor by tensor and row by row. The graphs are Keras models, so that they are made when the test runs.
#include "catch.hpp"

#include <nns/import/keras_file.hpp>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <tuple>
#include <vector>

namespace {

enum class does { input, conv, depthwise, norm, simple, other_activation, dropout, reshape, add, multiply, concatenate, pool, lstm };

/// A layer that is applied to tensors.
struct call {
  std::string layer;
  does what = does::input;
  std::vector<int> takes{};  // tensors
  int makes = 0;             // the first of its tensors
  int outputs = 1;
  bool activated = false;    // by an activation of its own
  bool biased = false;
  int filters = 0;
  int channels_in = 0;
  int kernel = 1;
};

struct tensor {
  std::vector<int> dims;
  int made_by = 0;
  int output = 0;

  [[nodiscard]] std::int64_t elements() const {
    std::int64_t n = 1;
    for (const int d : dims) n *= d;
    return n;
  }
};

struct graph {
  std::vector<call> calls;
  std::vector<tensor> tensors;
  std::map<std::string, std::string> configs;  // of layers
  std::vector<std::string> order;              // of layers
  std::vector<int> outputs;

  [[nodiscard]] int times_applied(const std::string& layer) const {
    return static_cast<int>(std::count_if(calls.begin(), calls.end(), [&](const call& c) { return c.layer == layer; }));
  }

  [[nodiscard]] std::string reference(int tensor_number) const {
    const tensor& t = tensors[static_cast<std::size_t>(tensor_number)];
    const auto maker = static_cast<std::size_t>(t.made_by);
    int node = 0;
    for (std::size_t i = 0; i != maker; ++i) node += calls[i].layer == calls[maker].layer;
    return "[\"" + calls[maker].layer + "\"," + std::to_string(node) + "," + std::to_string(t.output);
  }

  [[nodiscard]] std::string json() const {
    std::string s = R"({"class_name":"Functional","config":{"name":"random","layers":[)";
    for (const std::string& layer : order) {
      if (s.back() == '}') s += ',';
      s += "{" + configs.at(layer) + ",\"name\":\"" + layer + "\",\"inbound_nodes\":[";
      for (const call& c : calls) {
        if (c.layer != layer || c.what == does::input) continue;
        s += s.back() == ']' ? ",[" : "[";
        for (const int t : c.takes) s += (s.back() == ']' ? "," : "") + reference(t) + ",{}]";
        s += "]";
      }
      s += "]}";
    }
    std::string ends;
    for (const int t : outputs) ends += (ends.empty() ? "" : ",") + reference(t) + "]";
    std::string begins;
    for (const call& c : calls)
      if (c.what == does::input) begins += (begins.empty() ? "[\"" : ",[\"") + c.layer + "\",0,0]";
    return s + "],\"input_layers\":[" + begins + "],\"output_layers\":[" + ends + "]}}";
  }
};

class drawing {
 public:
  explicit drawing(unsigned seed) : random_(seed) {}

  graph draw() {
    const int inputs = 1 + up_to(3);
    for (int i = 0; i != inputs; ++i) add_input();
    const int calls = 3 + up_to(22);
    while (static_cast<int>(g_.calls.size()) < calls)
      if (up_to(9) == 0) add_input(); else add_call();
    // All that nobody reads is an output, and sometimes what somebody does.
    std::set<int> read;
    for (const call& c : g_.calls) read.insert(c.takes.begin(), c.takes.end());
    for (int t = 0; t != static_cast<int>(g_.tensors.size()); ++t)
      if (!read.contains(t) || up_to(15) == 0) g_.outputs.push_back(t);
    return g_;
  }

  int up_to(int n) { return static_cast<int>(random_() % static_cast<unsigned>(n)); }

 private:
  void add_input() {
    const bool sequence = up_to(5) == 0;
    const std::string name = "x" + std::to_string(g_.calls.size());
    const std::vector<int> dims = sequence ? std::vector<int>{6, 5} : std::vector<int>{4, 4, 1 + up_to(4)};
    std::string shape = "null";
    for (const int d : dims) shape += "," + std::to_string(d);
    layer(name, R"("class_name":"InputLayer","config":{"batch_input_shape":[)" + shape + R"(],"name":")" + name + "\"}");
    put({.layer = name}, {dims});
  }

  int any_tensor() { return up_to(3) != 0 ? last_some() : up_to(static_cast<int>(g_.tensors.size())); }
  int last_some() { return static_cast<int>(g_.tensors.size()) - 1 - up_to(std::min(3, static_cast<int>(g_.tensors.size()))); }

  const std::vector<int>& dims_of(int t) const { return g_.tensors[static_cast<std::size_t>(t)].dims; }

  void layer(const std::string& name, const std::string& config) {
    g_.configs[name] = config;
    g_.order.push_back(name);
  }
  static std::string head(const std::string& kind, const std::string& name) {
    return "\"class_name\":\"" + kind + "\",\"config\":{\"name\":\"" + name + "\"";
  }
  void put(call c, const std::vector<std::vector<int>>& made) {
    c.makes = static_cast<int>(g_.tensors.size());
    c.outputs = static_cast<int>(made.size());
    for (std::size_t i = 0; i != made.size(); ++i)
      g_.tensors.push_back({made[i], static_cast<int>(g_.calls.size()), static_cast<int>(i)});
    g_.calls.push_back(std::move(c));
  }

  void add_call() {
    const int from = any_tensor();
    const std::vector<int> dims = dims_of(from);
    const std::string name = "l" + std::to_string(g_.calls.size());
    if (dims.size() == 2 && up_to(2) == 0) {
      layer(name, head("LSTM", name) + R"(,"units":3,"return_sequences":true,"return_state":true})");
      return put({.layer = name, .what = does::lstm, .takes = {from}, .biased = true, .channels_in = dims[1]},
                 {{dims[0], 3}, {3}, {3}});
    }
    switch (up_to(13)) {
      case 0: case 1: return add_convolution(name, from, false);
      case 2: return add_convolution(name, from, true);
      case 3: case 4:
        if (again(does::norm, from)) return;
        layer(name, head("BatchNormalization", name) + "}");
        return put({.layer = name, .what = does::norm, .takes = {from}, .channels_in = dims.back()}, {dims});
      case 5:
        layer(name, up_to(2) == 0 ? head("ReLU", name) + "}" : head("ReLU", name) + ",\"max_value\":6.0}");
        return put({.layer = name, .what = does::simple, .takes = {from}}, {dims});
      case 6:
        layer(name, head("Activation", name) + ",\"activation\":\"" + (up_to(2) == 0 ? "relu" : "linear") + "\"}");
        return put({.layer = name, .what = does::simple, .takes = {from}}, {dims});
      case 7:
        layer(name, head("Activation", name) + ",\"activation\":\"sigmoid\"}");
        return put({.layer = name, .what = does::other_activation, .takes = {from}}, {dims});
      case 8:
        layer(name, head("Dropout", name) + ",\"rate\":0.5}");
        return put({.layer = name, .what = does::dropout, .takes = {from}}, {dims});
      case 9: return add_reshape(name, from);
      case 10: return add_merge(name, up_to(2) == 0 ? does::add : does::multiply, from);
      case 11: return add_merge(name, does::concatenate, from);
      default:
        if (dims.size() != 3) return;
        layer(name, head("AveragePooling2D", name) + R"(,"pool_size":[1,1],"strides":[1,1]})");
        return put({.layer = name, .what = does::pool, .takes = {from}}, {dims});
    }
  }

  /// An earlier layer once more, now and then.
  bool again(does what, int from) {
    if (up_to(3) != 0) return false;
    for (const call& c : g_.calls) {
      if (c.what != what || dims_of(c.takes[0]) != dims_of(from)) continue;
      const call copy = c;
      const std::vector<int> made = dims_of(c.makes);
      call more = copy;
      more.takes = {from};
      put(more, {made});
      return true;
    }
    return false;
  }

  void add_convolution(const std::string& name, int from, bool depthwise) {
    const std::vector<int> dims = dims_of(from);
    if (dims.size() != 3) return;
    if (again(depthwise ? does::depthwise : does::conv, from)) return;
    call c{.layer = name, .what = depthwise ? does::depthwise : does::conv, .takes = {from}};
    c.activated = up_to(3) == 0;
    c.biased = up_to(2) == 0;
    c.filters = depthwise ? dims[2] : 1 + up_to(4);
    c.channels_in = dims[2];
    c.kernel = 1 + up_to(3);
    const std::string k = std::to_string(c.kernel);
    layer(name, head(depthwise ? "DepthwiseConv2D" : "Conv2D", name) +
                    (depthwise ? "" : ",\"filters\":" + std::to_string(c.filters)) + ",\"kernel_size\":[" + k + "," + k +
                    "],\"padding\":\"same\",\"activation\":\"" +
                    (c.activated ? up_to(2) == 0 ? "relu" : "tanh" : "linear") + "\",\"use_bias\":" +
                    (c.biased ? "true" : "false") + "}");
    put(c, {{dims[0], dims[1], c.filters}});
  }

  void add_reshape(const std::string& name, int from) {
    const std::int64_t all = g_.tensors[static_cast<std::size_t>(from)].elements();
    const std::vector<int> dims = all % 16 == 0 ? std::vector<int>{4, 4, static_cast<int>(all / 16)}
                                                : std::vector<int>{static_cast<int>(all)};
    std::string shape;
    for (const int d : dims) shape += (shape.empty() ? "" : ",") + std::to_string(d);
    layer(name, head("Reshape", name) + ",\"target_shape\":[" + shape + "]}");
    put({.layer = name, .what = does::reshape, .takes = {from}}, {dims});
  }

  void add_merge(const std::string& name, does what, int from) {
    std::vector<int> same;
    for (int t = 0; t != static_cast<int>(g_.tensors.size()); ++t)
      if (dims_of(t) == dims_of(from)) same.push_back(t);
    call c{.layer = name, .what = what, .takes = {from}};
    for (int i = 1 + up_to(2); i != 0; --i) c.takes.push_back(same[static_cast<std::size_t>(up_to(static_cast<int>(same.size())))]);
    std::vector<int> dims = dims_of(from);
    if (what == does::concatenate) dims.back() *= static_cast<int>(c.takes.size());
    layer(name, head(what == does::add ? "Add" : what == does::multiply ? "Multiply" : "Concatenate", name) + "}");
    put(c, {dims});
  }

  std::mt19937 random_;
  graph g_;
};

/// What the page says of buffers, followed to the letter.
struct searched {
  const graph& g;
  const nns::memory_options& o;
  std::vector<int> row;       // of each call
  std::vector<int> buffer{};  // of each tensor: the number of its first one
  std::vector<bool> gone{};   // calls that make no buffer
  std::vector<bool> folded{}; // normalisations in the product in front
  std::vector<bool> takes_scale{}, takes_activation{};  // of each tensor, as long as nothing is computed behind it
  int last_row = 0;

  searched(const graph& of, const nns::memory_options& options, std::vector<int> rows)
      : g(of), o(options), row(std::move(rows)) {
    const std::size_t tensors = g.tensors.size();
    buffer.resize(tensors);
    gone.resize(g.calls.size());
    folded.resize(g.calls.size());
    takes_scale.resize(tensors);
    takes_activation.resize(tensors);
    for (std::size_t i = 0; i != tensors; ++i) buffer[i] = static_cast<int>(i);
    for (const int r : row) last_row = std::max(last_row, r);
    std::vector<std::size_t> order(g.calls.size());
    for (std::size_t i = 0; i != order.size(); ++i) order[static_cast<std::size_t>(row[i])] = i;
    for (const std::size_t i : order) run(i);
  }

  /// The tensor that a tensor is: dropout does nothing.
  [[nodiscard]] int plain(int t) const {
    for (;;) {
      const call& c = g.calls[static_cast<std::size_t>(g.tensors[static_cast<std::size_t>(t)].made_by)];
      if (c.what != does::dropout) return t;
      t = c.takes[0];
    }
  }
  [[nodiscard]] bool is_output(int t) const {
    return std::any_of(g.outputs.begin(), g.outputs.end(), [&](int o_) { return plain(o_) == t; });
  }
  [[nodiscard]] int times_read(int t) const {
    int n = 0;
    for (const call& c : g.calls)
      if (c.what != does::dropout) for (const int from : c.takes) n += plain(from) == t;
    return n;
  }
  [[nodiscard]] int last_read(int t) const {
    int last = row[static_cast<std::size_t>(g.tensors[static_cast<std::size_t>(t)].made_by)];
    for (std::size_t i = 0; i != g.calls.size(); ++i)
      if (g.calls[i].what != does::dropout)
        for (const int from : g.calls[i].takes)
          if (plain(from) == t) last = std::max(last, row[i]);
    return is_output(t) ? last_row : last;
  }
  [[nodiscard]] std::vector<int> within(int b) const {
    std::vector<int> all;
    for (int t = 0; t != static_cast<int>(buffer.size()); ++t)
      if (buffer[static_cast<std::size_t>(t)] == b && plain(t) == t) all.push_back(t);
    return all;
  }
  [[nodiscard]] std::int64_t bytes(int t) const {
    const std::int64_t bits = g.tensors[static_cast<std::size_t>(t)].elements() * o.batch * nns::bits_of(o.storage.activations);
    return (bits + 7) / 8;
  }
  [[nodiscard]] std::int64_t rounded(std::int64_t n) const { return (n + o.alignment - 1) / o.alignment * o.alignment; }
  [[nodiscard]] bool fuses() const { return o.fused || o.storage.fold_batch_normalization; }

  void run(std::size_t i) {
    const call& c = g.calls[i];
    const auto made = static_cast<std::size_t>(c.makes);
    const bool applied_again = g.times_applied(c.layer) > 1;
    switch (c.what) {
      case does::conv: case does::depthwise:
        takes_scale[made] = !c.activated && !applied_again, takes_activation[made] = !c.activated;
        break;
      case does::norm: case does::add: case does::multiply: case does::pool: takes_activation[made] = true; break;
      default: break;
    }
    if (c.takes.empty() || c.what == does::dropout) return;
    const int from = plain(c.takes[0]);
    const auto in_front = static_cast<std::size_t>(from);
    const bool only_reader = times_read(from) == 1 && !is_output(from);
    if (fuses() && only_reader && c.what == does::norm && !applied_again && takes_scale[in_front]) {
      takes_scale[made] = takes_scale[in_front], folded[i] = true;
      return share(i, from);
    }
    if (fuses() && only_reader && c.what == does::simple && takes_activation[in_front]) {
      takes_scale[made] = takes_activation[made] = false;
      return share(i, from);
    }
    if (o.views && c.what == does::reshape) return share(i, from);
    const bool element_wise = c.what == does::norm || c.what == does::simple || c.what == does::other_activation ||
                              c.what == does::add || c.what == does::multiply;
    if (!o.in_place || !element_wise) return;
    for (const int t : c.takes) {
      const int b = buffer[static_cast<std::size_t>(plain(t))];
      bool free = true;
      for (const int other : within(b)) {
        free = free && last_read(other) <= row[i] && !is_output(other);
        const call& maker = g.calls[static_cast<std::size_t>(g.tensors[static_cast<std::size_t>(other)].made_by)];
        free = free && !(o.inputs_outside && maker.what == does::input);
      }
      if (free && bytes(b) == bytes(c.makes)) return share(i, plain(t));
    }
  }

  void share(std::size_t i, int with) {
    gone[i] = true;
    buffer[static_cast<std::size_t>(g.calls[i].makes)] = buffer[static_cast<std::size_t>(with)];
  }

  using life = std::tuple<int, int, std::int64_t>;
  [[nodiscard]] std::vector<life> lives() const {
    std::vector<life> all;
    for (int b = 0; b != static_cast<int>(buffer.size()); ++b) {
      const std::vector<int> tensors = within(b);
      if (tensors.empty()) continue;
      int first = last_row, last = 0;
      bool input = false, output = false;
      for (const int t : tensors) {
        const auto maker = static_cast<std::size_t>(g.tensors[static_cast<std::size_t>(t)].made_by);
        input = input || g.calls[maker].what == does::input;
        output = output || is_output(t);
        first = std::min(first, row[maker]);
        last = std::max(last, last_read(t));
      }
      if ((input && o.inputs_outside) || (output && o.outputs_outside)) continue;
      all.emplace_back(input ? 0 : first, last, bytes(b));
    }
    std::sort(all.begin(), all.end());
    return all;
  }

  [[nodiscard]] std::int64_t bound() const {
    std::int64_t most = 0;
    const std::vector<life> all = lives();
    for (int time = 0; time <= last_row; ++time) {
      std::int64_t live = 0;
      for (const auto& [first, last, size] : all)
        if (first <= time && time <= last) live += rounded(size);
      most = std::max(most, live);
    }
    return most;
  }

  [[nodiscard]] std::int64_t parameter_bytes() const {
    const std::int64_t weight = nns::bits_of(o.storage.weights) / 8, bias = nns::bits_of(o.storage.biases) / 8;
    std::int64_t sum = 0;
    std::set<std::string> stored;
    std::map<int, bool> has_bias;
    std::vector<std::size_t> order(g.calls.size());
    for (std::size_t i = 0; i != order.size(); ++i) order[static_cast<std::size_t>(row[i])] = i;
    for (const std::size_t i : order) {
      const call& c = g.calls[i];
      const bool fold = o.storage.fold_batch_normalization;
      if (!stored.insert(c.layer).second) continue;
      const std::int64_t k = c.kernel * c.kernel, in = c.channels_in;
      if (c.what == does::conv) sum += k * in * c.filters * weight + (c.biased ? c.filters * bias : 0);
      if (c.what == does::depthwise) sum += k * in * weight + (c.biased ? in * bias : 0);
      if (c.what == does::lstm) sum += 4 * (3 * in + 3 * 3) * weight + 4 * 3 * bias;
      has_bias[c.makes] = c.biased;
      if (c.what != does::norm) continue;
      // Only what stands in the layer in front is folded; `fused` alone stores all four.
      if (!fold) {
        sum += 3 * in * weight + in * bias;
      } else if (folded[i]) {
        bool& biased = has_bias[buffer[static_cast<std::size_t>(c.makes)]];
        sum += biased ? 0 : in * bias;
        biased = true;
      } else {
        sum += in * weight + in * bias;
      }
    }
    return sum;
  }
};

nns::memory_options draw_options(drawing& d) {
  nns::memory_options o;
  constexpr nns::storage storages[] = {nns::float32_storage, nns::full_int8, nns::float16_storage,
                                       {.weights = nns::data_type::int8, .biases = nns::data_type::int16,
                                        .activations = nns::data_type::int4, .fold_batch_normalization = true}};
  o.storage = storages[d.up_to(4)], o.has_storage = true;
  o.fused = d.up_to(2) == 0, o.views = d.up_to(2) == 0, o.in_place = d.up_to(2) == 0;
  o.inputs_outside = d.up_to(3) == 0, o.outputs_outside = d.up_to(3) == 0;
  o.alignment = 1 << d.up_to(7), o.batch = 1 + d.up_to(3);
  o.as_tflm = d.up_to(5) == 0;
  return o;
}

TEST_CASE("random graphs with random options", "[memory]") {
  int met = 0, plans = 0, in_place = 0;
  for (unsigned seed = 0; seed != 600; ++seed) {
    drawing d(seed);
    const graph g = d.draw();
    const std::string json = g.json();
    CAPTURE(seed, json);
    const nns::keras_file file(json);
    INFO(file.error().message);
    REQUIRE(static_cast<bool>(file));
    // Which row a call became: a layer's first one has its name, the second is called name@2.
    std::vector<int> rows;
    std::map<std::string, int> seen;
    for (const call& c : g.calls) {
      const int number = ++seen[c.layer];
      const std::string name = number == 1 ? c.layer : c.layer + "@" + std::to_string(number);
      int found = -1;
      for (std::size_t i = 0; i != file.summary().layers.size(); ++i)
        if (file.summary().layers[i].name == nns::text{name.data(), name.size()}) found = static_cast<int>(i);
      REQUIRE(found >= 0);
      rows.push_back(found);
    }
    for (int times = 0; times != 4; ++times) {
      const nns::memory_options o = draw_options(d);
      CAPTURE(times, o.fused, o.views, o.in_place, o.inputs_outside, o.outputs_outside, o.alignment, o.batch);
      const nns::recorded_memory plan = file.memory(o);
      const searched expected(g, o, rows);
      std::vector<searched::life> lives;
      for (const nns::memory_buffer& b : plan.buffers) lives.emplace_back(b.first, b.last, b.bytes.count);
      std::sort(lives.begin(), lives.end());
      REQUIRE(lives == expected.lives());
      REQUIRE(plan.bound.count == expected.bound());
      REQUIRE(plan.parameter_bytes.count == expected.parameter_bytes());
      REQUIRE(plan.height.count >= plan.bound.count);
      for (std::size_t i = 0; i != plan.buffers.size(); ++i) {
        const nns::memory_buffer& a = plan.buffers[i];
        REQUIRE(a.offset % o.alignment == 0);
        REQUIRE(a.offset + expected.rounded(a.bytes.count) <= plan.height.count);
        for (std::size_t j = i + 1; j != plan.buffers.size(); ++j) {
          const nns::memory_buffer& b = plan.buffers[j];
          REQUIRE((a.last < b.first || b.last < a.first || a.offset + a.bytes.count <= b.offset ||
                   b.offset + b.bytes.count <= a.offset));
        }
      }
      met += plan.height.count == plan.bound.count, plans += !o.as_tflm;
      in_place += o.in_place && std::count(expected.gone.begin(), expected.gone.end(), true) != 0;
    }
  }
  CAPTURE(met, plans, in_place);
  CHECK(in_place > 300);
  CHECK(met > plans * 9 / 10);
}

}  // namespace
