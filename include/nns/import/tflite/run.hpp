// A .tflite on the machine that runs every model: one row per operator. If an operator is a layer of this library, its
// family runs, so kind and options are those of a declaration; the others state their cost.
#pragma once

#include <nns/import/network/known.hpp>
#include <nns/import/network/network.hpp>
#include <nns/import/tflite/operators.hpp>
#include <nns/layers/convolution.hpp>
#include <nns/layers/pooling.hpp>

namespace nns::detail {

/// The names of the rows, which others own. If none are given, no rows are wanted.
struct tflite_names {
  bool given = false;  // a flag: with -fsanitize=undefined, g++ cannot compare addresses in a constant expression
  const text* inputs = nullptr;     // of the model
  const text* operators = nullptr;  // of the first subgraph: the names of their outputs
  const text* customs = nullptr;    // the same operators, if they are custom: their own names
  const known_class* known = nullptr;  // declared by the user: custom operators, and builtin ones by the format's name
  int known_count = 0;
};

/// Whether the user's name means the operator: a custom one's own, or the format's.
constexpr bool is_called(const tflite_node& o, text name) {
  return o.is(tflite_operator::custom) ? name_hash(name) == o.hash : name == tflite_kinds[o.code].name;
}

/// A name that no operator has is an error.
constexpr tflite_fault find_missing(const tflite_graph& g, const known_class* known, int count) {
  const tflite_subgraph& s = g.subgraphs[0];
  for (int k = 0; k != count; ++k) {
    bool found = false;
    for (int i = 0; i != s.operators && !found; ++i) found = is_called(g.operators[s.first_operator + i], known[k].class_name);
    if (!found) return {tflite_rule::the_named_operator_is_not_there, 0, -1, -1, -1, known[k].class_name};
  }
  return {};
}

struct tflite_run {
  machine& m;
  const tflite_graph& g;
  const tflite_names& names;
  const tflite_subgraph& s;
  bool strips;          // the batch of one
  scratch<bool> counted;  // of each tensor: whether its parameters have been

  constexpr tflite_run(machine& on, const tflite_graph& graph, const tflite_names& rows)
      : m(on), g(graph), names(rows), s(graph.subgraphs[0]), strips(takes_one()), counted(s.tensors) {}

  constexpr void run() {
    scratch<tensor> results(s.tensors);
    int most = s.outputs;
    for (int i = 0; i != s.operators; ++i)
      if (const int n = g.operators[s.first_operator + i].inputs; n > most) most = n;
    scratch<tensor> gathered(most);
    for (int i = 0; i != s.tensors; ++i) results.values[i].dims = row_shape(g.tensors[s.first_tensor + i]);
    begin(results.values);
    for (int i = 0; i != s.operators && !m.bad; ++i) {
      const tflite_node& o = g.operators[s.first_operator + i];
      gather(o, results.values, gathered.values);
      m.set_name(names.given ? names.operators[i] : text{});
      run_operator(o, i);
      if (m.bad) return m.bad.leave(i);
      for (int k = 0; k != o.outputs; ++k)
        if (const int t = g.indices[o.first_output + k]; t >= 0)
          results.values[t].source = m.source, results.values[t].output = k;
    }
    if (!m.bad) finish(results.values, gathered.values);
  }

  /// The shape of one instance.
  [[nodiscard]] constexpr shape row_shape(const tflite_tensor& t) const {
    if (!strips || t.dims.used < 2 || t.dims.values[0] != 1) return t.dims;
    shape dims;
    dims.used = t.dims.used - 1;
    for (int i = 0; i != dims.used; ++i) dims.values[i] = t.dims.values[i + 1];
    return dims;
  }

 private:
  [[nodiscard]] constexpr bool takes_one() const {
    for (int i = 0; i != s.inputs; ++i) {
      const int t = g.indices[s.first_input + i];
      if (t < 0) continue;
      const shape& dims = g.tensors[s.first_tensor + t].dims;
      if (dims.used > 1 && dims.values[0] != 1) return false;
    }
    return true;
  }

  constexpr void begin(tensor* results) {
    const bool nested = m.extra >= 0;
    if (nested && m.inputs() != s.inputs) return m.fail(rule::inputs_do_not_match, s.inputs, m.inputs());
    shelf arrived(nested ? s.inputs : 0);
    for (int i = 0; nested && i != s.inputs; ++i) arrived[i] = i == 0 ? m.front() : m.more[i - 1];
    for (int i = 0; i != s.inputs && !m.bad; ++i) {
      const int t = g.indices[s.first_input + i];
      if (t < 0) continue;
      m.start();
      if (nested)
        m.arrive(arrived[i]);
      else
        m.await_input();
      // An input without a name gets its kind as a name: there may be several, and their numbers need room.
      m.set_name(names.given && names.inputs[i].length != 0 ? names.inputs[i] : text{"input"});
      m.begin(input_family, results[t].dims);
      if (m.other_count >= 0 && !machine::may_be(m.x, results[t].dims)) m.fail(rule::shapes_are_the_files);
      results[t].source = m.source;
    }
    m.starts_at = -1;
  }

  /// What arrives at an operator: its inputs that are not constants.
  constexpr void gather(const tflite_node& o, const tensor* results, tensor* gathered) const {
    int n = 0;
    for (int i = 0; i != o.inputs; ++i)
      if (const int t = g.indices[o.first_input + i]; t >= 0 && !g.tensors[s.first_tensor + t].constant())
        gathered[n++] = results[t];
    if (n == 0)
      m.arrive(tensor{});
    else
      m.arrive(gathered, n - 1);
  }

  constexpr void finish(const tensor* results, tensor* gathered) const {
    if (s.outputs == 0) return;
    if (!m.make_room(s.outputs)) return;
    for (int i = 0; i != s.outputs; ++i) {
      const int t = g.indices[s.first_output + i];
      gathered[i] = t < 0 ? tensor{} : results[t];
    }
    m.arrive(gathered, s.outputs - 1);
    for (int i = 0; i + 1 < s.outputs; ++i) m.produced[i] = gathered[i + 1];
    m.more = m.produced.values;
  }

  constexpr void run_operator(const tflite_node& o, int number) {
    for (int i = 0; i != names.known_count; ++i)
      if (is_called(o, names.known[i].class_name)) return run_known(o, number, names.known[i]);
    if (tflite_kinds[o.code].cost == tflite_cost::counted)
      if (const tflite_contradiction bad = find_contradiction(g, s, o); bad.found)
        return m.fail(rule::extents_contradict, bad.one, bad.other);
    switch (static_cast<tflite_operator>(o.code)) {
      case tflite_operator::conv_2d:
        if (run_window(o, conv2d_family)) return;
        break;
      case tflite_operator::depthwise_conv_2d:
        if (run_window(o, depthwise_conv2d_family)) return;
        break;
      case tflite_operator::fully_connected:
        if (run_dense(o)) return;
        break;
      case tflite_operator::max_pool_2d:
        if (run_pool(o, max_pooling2d_family)) return;
        break;
      case tflite_operator::average_pool_2d:
        if (run_pool(o, average_pooling2d_family)) return;
        break;
      case tflite_operator::custom:
        if (names.given) {
          family own = tflite_kinds[o.code].row;
          own.kind = names.customs[number];
          if (own.kind.length != 0) {
            if (m.name.length == 0) m.set_name(own.kind);
            state(o, own);
            m.kind = &tflite_kinds[o.code].row;
            return;
          }
        }
        break;
      default: break;
    }
    state(o, tflite_kinds[o.code].row);
  }

  /// An operator that the user declares to be a layer, or to cost nothing. The file has its shape.
  constexpr void run_known(const tflite_node& o, int number, const known_class& k) {
    if (!k.is_layer()) {
      family own = tflite_kinds[o.code].row;
      if (o.is(tflite_operator::custom)) own.kind = names.customs[number];
      if (m.name.length == 0) m.set_name(own.kind);
      state(o, own, true);
      m.kind = &tflite_kinds[o.code].row;
      return;
    }
    if (k.is == known_class::meaning::type)
      k.run(m);
    else
      m.run(*k.kind, k.numbers, k.given);
    if (m.bad) return;
    const int first = g.output(s, o, 0);
    if (first < 0) return;
    const shape said = row_shape(g.tensors[first]);
    if (!(m.x == said)) m.fail(rule::shapes_differ, m.x.elements(), said.elements());
  }

  /// The operator's row is made from the file and operators.hpp.
  constexpr void state(const tflite_node& o, const family& f, bool costs_nothing = false) {
    options given;
    const int first = g.output(s, o, 0);
    given.axes = first < 0 ? shape{} : row_shape(g.tensors[first]);
    const count forward = costs_nothing ? count{0} : tflite_multiply_adds(g, s, o);
    count parameters = 0;
    for (int i = 0; i != o.inputs; ++i) {
      const int t = g.input(s, o, i);
      if (t >= 0 && is_parameter(o, i, g.tensors[t]) && is_first(t)) parameters += g.tensors[t].elements;
    }
    count kept = 0;
    for (int i = 0; i != o.outputs; ++i)
      if (const int t = g.output(s, o, i); t >= 0) kept += g.tensors[t].elements;
    if (tflite_kinds[o.code].cost == tflite_cost::counted && o.options.activation != 0) kept *= 2;
    shape numbers;
    numbers.used = 5;
    numbers.values[0] = forward.value, numbers.values[1] = (forward * 2).value;
    numbers.values[2] = numbers.values[3] = parameters.value;
    numbers.values[4] = kept.value;
    m.run(f, numbers, given);
  }

  /// Whether the tensor has not been read before: parameters are counted once.
  constexpr bool is_first(int tensor) {
    bool& known = counted.values[tensor - s.first_tensor];
    const bool first = !known;
    known = true;
    return first;
  }

  static constexpr activation_kind activation_of(int code) {
    switch (code) {
      case 0: return activation_kind::linear;
      case 1: return activation_kind::relu;
      case 3: return activation_kind::relu6;
      case 4: return activation_kind::tanh_;
      default: return activation_kind::other;
    }
  }

  static constexpr extents two(const std::int64_t (&v)[3]) {
    extents n;
    n.used = v[1] == v[2] ? 1 : 2;
    n.values[0] = v[1];
    if (n.used == 2) n.values[1] = v[2];
    return n;
  }

  /// Whether a window that slides over the input by these options gives the output's extents.
  [[nodiscard]] constexpr bool slides(const tflite_node& o, const shape& x, const shape& y, std::int64_t kh,
                                      std::int64_t kw) const {
    if (x.used != 3 || y.used != 3) return false;
    for (int i = 0; i != 2; ++i) {
      const std::int64_t n = x.values[i], k = i == 0 ? kh : kw, stride = o.options.strides[i + 1],
                         dilation = o.options.dilation[i + 1];
      if (n < 1 || k < 1 || stride < 1 || dilation < 1 || n > INT32_MAX || k > INT32_MAX) return false;
      const std::int64_t room = o.options.padding == 0 ? n - 1 : n - 1 - dilation * (k - 1);
      if (room < 0 || room / stride + 1 != y.values[i]) return false;
    }
    return true;
  }

  constexpr void say_window(const tflite_node& o, options& given) const {
    given.padding = o.options.padding == 0 ? padding_mode::same : padding_mode::valid;
    given.take(option::padding);
    if (o.options.strides[1] != 1 || o.options.strides[2] != 1) {
      given.strides = axis_numbers(two(o.options.strides));
      given.take(option::strides);
    }
  }
  constexpr void say_weights(const tflite_node& o, options& given) const {
    given.bias = g.input(s, o, 2) >= 0;
    if (!given.bias) given.take(option::bias);
    if (o.options.activation == 0) return;
    given.activation = activation_of(o.options.activation);
    given.take(option::activation);
  }
  /// Whether weights and bias are constants that have not been read before, and the bias has `outputs` numbers.
  constexpr bool has_weights(const tflite_node& o, std::int64_t outputs) {
    const int weights = g.input(s, o, 1), bias = g.input(s, o, 2);
    if (weights < 0 || o.inputs > 3 || !g.tensors[weights].constant() || g.input_tensor(s, o, 0).constant())
      return false;
    if (bias >= 0 && (!g.tensors[bias].constant() || g.tensors[bias].elements != outputs)) return false;
    bool* const known = counted.values;
    const int first = s.first_tensor;
    if (known[weights - first] || (bias >= 0 && known[bias - first])) return false;
    known[weights - first] = true;
    if (bias >= 0) known[bias - first] = true;
    return true;
  }

  constexpr bool run_window(const tflite_node& o, const family& f) {
    const shape& w = g.input_tensor(s, o, 1).dims;
    const shape y = row_shape(g.output_tensor(s, o, 0));
    const shape& x = m.x;
    if (w.used != 4 || m.extra != 0 || !slides(o, x, y, w.values[1], w.values[2])) return false;
    const std::int64_t C = x.values[2], K = y.values[2];
    options given;
    shape numbers;
    if (o.is(tflite_operator::conv_2d)) {
      if (w.values[0] != K || w.values[3] < 1 || C % w.values[3] != 0 || K % (C / w.values[3]) != 0) return false;
      given.groups = C / w.values[3];
      if (given.groups != 1) given.take(option::groups);
      numbers.values[0] = K;
      numbers.used = 1;
    } else {
      if (w.values[0] != 1 || w.values[3] != K || C < 1 || K % C != 0) return false;
      given.depth_multiplier = K / C;
      if (given.depth_multiplier != 1) given.take(option::depth_multiplier);
    }
    if (!has_weights(o, K)) return false;
    std::int64_t kernel[3] = {1, w.values[1], w.values[2]};
    given.kernel = axis_numbers(two(kernel));
    given.take(option::kernel);
    if (o.options.dilation[1] != 1 || o.options.dilation[2] != 1) {
      given.dilation = axis_numbers(two(o.options.dilation));
      given.take(option::dilation);
    }
    say_window(o, given);
    say_weights(o, given);
    m.run(f, numbers, given);
    return true;
  }

  constexpr bool run_dense(const tflite_node& o) {
    const shape& w = g.input_tensor(s, o, 1).dims;
    shape y = row_shape(g.output_tensor(s, o, 0));
    if (w.used != 2 || m.extra != 0 || m.x.used == 0 || m.x.back() != w.values[1] || w.values[0] < 1 ||
        w.values[1] < 1 || y.used != m.x.used || y.back() != w.values[0] || !has_weights(o, w.values[0]))
      return false;
    y.back() = w.values[1];
    if (!(y == m.x)) return false;
    options given;
    say_weights(o, given);
    shape units;
    units.used = 1;
    units.values[0] = w.values[0];
    m.run(dense_family, units, given);
    return true;
  }

  constexpr bool run_pool(const tflite_node& o, const family& f) {
    const shape y = row_shape(g.output_tensor(s, o, 0));
    if (m.extra != 0 || !slides(o, m.x, y, o.options.window[1], o.options.window[2]) ||
        m.x.values[2] != y.values[2] || o.inputs != 1 || g.input_tensor(s, o, 0).constant())
      return false;
    options given;
    say_window(o, given);
    // A pool's strides are its window's extents unless given.
    given.strides = axis_numbers(two(o.options.strides));
    if (!given.has(option::strides)) given.take(option::strides);
    m.run(f, two(o.options.window), given);
    return true;
  }
};

}  // namespace nns::detail
