// An evaluated ONNX graph on the machine that every model runs on: a row for each node. Where a node is a layer of this
// library, and somebody asks how it is declared, its family runs; else the row is what was found.
#pragma once

#include <nns/import/onnx/evaluate.hpp>
#include <nns/import/onnx/inputs.hpp>
#include <nns/layers/input.hpp>

namespace nns::detail {

/// Whether the nodes' results are all that the totals need: every node runs, since there are no branches, and none is
/// declared as something else.
constexpr bool onnx_totals_do(const onnx_program& p, const onnx_assumptions& said) {
  return p.guard_count == 0 && said.count == 0;
}

struct onnx_run {
  machine& m;
  const onnx_records& r;
  const onnx_program& p;
  const onnx_tensor* inputs;     // by their ports
  const onnx_results& found;
  const onnx_results* twice;     // for two instances, where the batch is open
  const onnx_batch& batch;
  const onnx_assumptions& said;
  const onnx_sums* sums = nullptr;  // of the results, if they are all that is wanted

  constexpr void run() {
    int most = p.output_count;
    const bool only_totals = !m.recording && !m.observed && m.how->is_standard && onnx_totals_do(p, said);
    const bool together = only_totals && takes_sums();
    for (int i = 0; i != p.instance_count && !only_totals; ++i)
      if (p.instances[i].inputs > most) most = p.instances[i].inputs;
    scratch<tensor> gathered(most);
    scratch<int> rows(only_totals ? 0 : p.instance_count);  // of each instance
    scratch<int> input_rows(r.counts.ports);
    begin(input_rows.values);
    const bool added = together && !m.bad && add_sums();
    for (int i = 0; i != p.instance_count && !m.bad && !added; ++i) {
      const onnx_instance& one = p.instances[i];
      const onnx_result& result = found.result(i);
      if (!result.ran) continue;
      if (only_totals) {
        add_totals(one, result);
        if (m.bad) return m.bad.leave(i);
        continue;
      }
      gather(p.uses + one.first_use, one.inputs, rows.values, input_rows.values, gathered.values);
      m.set_name(r.at(r.nodes[one.node].name));
      run_instance(i, one, result);
      if (m.bad) return m.bad.leave(i);
      rows.values[i] = m.source;
    }
    if (!m.bad) finish(only_totals ? nullptr : rows.values, input_rows.values, gathered.values);
  }

  /// The shape of one instance.
  [[nodiscard]] constexpr shape row_shape(const onnx_tensor& t, const onnx_tensor* of_two) const {
    if (!t.ranked) return {shape::unknown};
    if (batch.is == onnx_batch_is::one) return t.dims.used > 1 && t.dims.values[0] == 1 ? without(t.dims, 0) : t.dims;
    if (of_two == nullptr || !of_two->ranked || of_two->dims.used != t.dims.used) return t.dims;
    for (int a = 0; a != t.dims.used; ++a)
      if (t.dims.values[a] == 1 && of_two->dims.values[a] == 2) return without(t.dims, a);
    return t.dims;
  }

 private:
  static constexpr shape without(const shape& all, int axis) {
    shape left;
    for (int a = 0; a != all.used; ++a)
      if (a != axis) left.values[left.used++] = all.values[a];
    return left;
  }

  /// The shape of a value: of an input, or of what an instance makes.
  [[nodiscard]] constexpr shape shape_of(const onnx_value& v) const {
    if (v.kind == onnx_value_kind::made)
      return row_shape(found.tensor(p, v.index, v.output), twice != nullptr ? &twice->tensor(p, v.index, v.output) : nullptr);
    if (v.kind == onnx_value_kind::input) return input_shape(v.index);
    return v.kind == onnx_value_kind::constant ? p.constants[v.index].dims : shape{};
  }
  [[nodiscard]] constexpr shape input_shape(int port) const {
    const onnx_tensor& t = inputs[port];
    if (batch.is == onnx_batch_is::open && t.ranked)
      for (int a = 0; a != t.dims.used; ++a)
        if (t.dims.values[a] == 1 && r.ports[port].dims.used == t.dims.used && r.ports[port].dims.values[a] < 0)
          return without(t.dims, a);
    if (batch.is == onnx_batch_is::open && t.ranked && !r.ports[port].ranked && t.dims.used > 0)
      return without(t.dims, 0);
    return row_shape(t, nullptr);
  }

  constexpr void begin(int* input_rows) {
    const bool nested = m.extra >= 0;
    const int count = p.input_count;
    if (nested && m.inputs() != count) return m.fail(rule::inputs_do_not_match, count, m.inputs());
    shelf arrived(nested ? count : 0);
    for (int i = 0; nested && i != count; ++i) arrived[i] = i == 0 ? m.front() : m.more[i - 1];
    for (int i = 0; i != count && !m.bad; ++i) {
      m.start();
      if (nested)
        m.arrive(arrived[i]);
      else
        m.await_input();
      const text name = r.at(r.ports[p.inputs[i]].name.characters);
      m.set_name(name.length != 0 ? name : text{"input"});
      const shape dims = input_shape(p.inputs[i]);
      m.begin(input_family, dims, true);  // a language model's past may be empty
      if (m.other_count >= 0 && !machine::may_be(m.x, dims)) m.fail(rule::shapes_are_the_files);
      input_rows[p.inputs[i]] = m.source;
    }
    if (count == 0) m.extra = 0, m.source = -1;
    m.starts_at = -1;
  }

  /// What arrives at a node: its inputs that are no constants, and not made of these.
  constexpr void gather(const int* uses, int count, const int* rows, const int* input_rows, tensor* gathered) const {
    int n = 0;
    for (int i = 0; i != count; ++i) {
      if (uses[i] < 0) continue;
      const onnx_value& v = p.value(uses[i]);
      if (v.kind != onnx_value_kind::made && v.kind != onnx_value_kind::input) continue;
      if (v.kind == onnx_value_kind::made && (!found.result(v.index).ran || found.result(v.index).constant)) continue;
      tensor& t = gathered[n++];
      t.dims = shape_of(v), t.source = v.kind == onnx_value_kind::made ? rows[v.index] : input_rows[v.index],
      t.output = v.output;
    }
    n == 0 ? m.arrive(tensor{}) : m.arrive(gathered, n - 1);
  }

  constexpr void finish(const int* rows, const int* input_rows, tensor* gathered) const {
    if (p.output_count == 0 || !m.make_room(p.output_count)) return;
    for (int i = 0; i != p.output_count; ++i) {
      const onnx_value& v = p.value(p.outputs[i]);
      gathered[i] = {shape_of(v), v.kind == onnx_value_kind::made    ? (rows != nullptr ? rows[v.index] : 0)
                                  : v.kind == onnx_value_kind::input ? input_rows[v.index]
                                                                     : -1,
                     v.output};
    }
    m.arrive(gathered, p.output_count - 1);
    for (int i = 0; i + 1 < p.output_count; ++i) m.produced[i] = gathered[i + 1];
    m.more = m.produced.values;
  }

  /// Whether the sums may join the totals in place of the rows: the model is no part of another one.
  [[nodiscard]] constexpr bool takes_sums() const {
    return sums != nullptr && m.extra < 0 && m.prefix_length == 0 && !m.has_own && !m.names_count && !m.frozen && !m.copied &&
           !m.shares_weights;
  }
  /// False if something overflows, which is the fault of a row.
  constexpr bool add_sums() {
    totals sum = m.sum;
    sum.forward += sums->forward, sum.trainable += sums->trainable, sum.fixed += sums->fixed;
    sum.activations += sums->activations;
    if (sum.forward.has_overflowed() || sum.trainable.has_overflowed() || sum.fixed.has_overflowed() ||
        sum.activations.has_overflowed())
      return false;
    if ((sum.forward.value | sum.trainable.value | sum.fixed.value | sum.activations.value) < 0) sum.known = -1;
    sum.rows += sums->rows, sum.edges += sums->edges, sum.characters += sums->characters;
    m.sum = sum;
    return true;
  }

  /// Where nobody wants rows: what was found joins the totals.
  constexpr void add_totals(const onnx_instance& one, const onnx_result& result) {
    m.x = {};
    m.extra = result.arriving - 1;
    m.set_name(r.at(r.nodes[one.node].name));
    m.kind = result.kind;
    m.found = nothing_found;
    take_costs(result);
    m.found.activations = result.activations;
    m.finish();
  }
  constexpr void take_costs(const onnx_result& result) {
    m.found.forward = result.forward;
    m.found.trainable = result.trainable();
    m.found.fixed = result.fixed;
  }

  constexpr void run_instance(int number, const onnx_instance& one, const onnx_result& result) {
    if (result.known >= 0) {
      const known_class& k = said.known[result.known];
      if (k.is_layer()) return onnx_evaluator::run_layer(m, k);
    }
    count counted = count::unknown;
    if ((m.observed || !m.how->is_standard) && one.row != nullptr && one.row->layer != nullptr && one.outputs != 0 &&
        result.forward.is_known() && run_as_layer(number, one, result, counted))
      return;
    // Who looks on and sees a layer's family takes it for a layer.
    const bool is_of_memory = m.observed && !m.recording && (m.how->is_standard || m.how->gradients);
    m.kind = is_of_memory && one.row != nullptr ? &one.row->kind : result.kind, m.numbers = {}, m.given = &not_said,
    m.found = nothing_found, m.found.activations = result.activations;
    take_costs(result);
    constexpr option_set windows_and_biases = set_of(option::kernel, option::strides, option::bias, option::scale);
    if ((m.how->in_bounds && result.forward.value != 0) || m.how->element_wise)
      if ((result.kind->accepts & windows_and_biases) != 0) m.found.forward = count::unknown;
    if (one.outputs == 0) m.x = {};
    for (int k = 0; k != one.outputs; ++k) {
      const shape dims = row_shape_of(number, k);
      k == 0 ? void(m.x = dims) : m.yield(dims);
    }
    if (!counted.is_known()) return m.finish();
    // It has been counted by the convention: what follows is no more than a sum.
    const counting how = m.how;
    const counting_rules no_more{.name = how->name};
    m.found.forward = counted;
    m.how = &no_more;
    m.finish();
    m.how = how;
  }

  [[nodiscard]] constexpr shape row_shape_of(int number, int output) const {
    return row_shape(found.tensor(p, number, output), twice != nullptr ? &twice->tensor(p, number, output) : nullptr);
  }

  /// As the layer that the operator's row says that it is, if that finds the same. False if not, and then what the convention
  /// counts of the node, where that can be told.
  constexpr bool run_as_layer(int number, const onnx_instance& one, const onnx_result& result, count& counted) {
    onnx_layer layer;
    describe(number, one, layer);
    if (layer.kind == nullptr) return false;
    const shape made = row_shape_of(number, 0);
    if (!m.how->is_standard) counted = counted_as(layer, made, one.outputs, result);
    if (counted.is_known() || layer.pads_differ || !runs_as(layer, made, one.outputs, result, 1).is_known()) return false;
    m.run(*layer.kind, layer.numbers, layer.given);
    return true;
  }

  /// What the layer counts on so many of the instances that have arrived in one tensor each: it is tried, and must find the
  /// same as the operator. Unknown where it does not.
  constexpr count runs_as(const onnx_layer& layer, const shape& made, int outputs, const onnx_result& result,
                          std::int64_t instances) {
    scratch<tensor> others(m.extra);
    for (int i = 0; i < m.extra; ++i) {
      others.values[i] = m.more[i];
      if (instances != 1 && !take_instance(others.values[i].dims, instances)) return count::unknown;
    }
    shape first = m.x, out = made;
    if (instances != 1 && (!take_instance(first, instances) || !take_instance(out, instances))) return count::unknown;
    machine tried;
    const auto run_by = [&](counting how) {
      tried.how = how;
      tried.x = first;
      tried.more = others.values;
      tried.extra = m.extra;
      tried.settle();
      tried.run(*layer.kind, layer.numbers, layer.given);
      return !tried.bad && tried.x == out && tried.inputs() >= outputs;  // who reads the others finds them
    };
    if (!run_by(convention::standard) || tried.sum.forward * instances != result.forward ||
        tried.sum.trainable + tried.sum.fixed != result.parameters)
      return count::unknown;
    if (instances == 1) return result.forward;
    const count before = tried.sum.forward;
    return run_by(m.how) ? (tried.sum.forward - before) * instances : count{count::unknown};
  }

  static constexpr bool take_instance(shape& s, std::int64_t instances) {
    if (s.used < 2 || s.values[0] != instances) return false;
    s = without(s, 0);
    return true;
  }

  /// What a convention counts of a node that does not run as the layer that it is: the file stands for several instances, or
  /// its pads differ. Unknown where that cannot be told.
  constexpr count counted_as(const onnx_layer& layer, const shape& made, int outputs, const onnx_result& result) {
    if (layer.kind->wraps || m.how->gradients) return count::unknown;
    const std::int64_t instances = batch.stands_for;
    if (!layer.pads_differ) return instances == 1 ? count{count::unknown} : runs_as(layer, made, outputs, result, instances);
    if (m.how->rules == nullptr && m.how->only_kind < 0) return count::unknown;
    machine as;
    as.how = m.how;
    as.kind = layer.kind, as.numbers = layer.numbers, as.given = &layer.given;
    as.arrived = m.x, as.x = made;
    if (instances != 1 && (!take_instance(as.arrived, instances) || !take_instance(as.x, instances))) return count::unknown;
    if (as.arrived.used != layer.axes + 1 || as.x.used != layer.axes + 1) return count::unknown;
    as.extra = 0;
    as.found.forward = result.forward / instances;
    if (as.found.forward * instances != result.forward) return count::unknown;
    as.found.fixed = result.fixed;
    as.found.trainable = result.parameters - result.fixed;
    return m.how->forward(as) * instances;
  }

  /// The layer that the operator's row says that it is.
  constexpr void describe(int number, const onnx_instance& one, onnx_layer& layer) const {
    scratch<onnx_tensor> made(one.outputs);
    scratch<const onnx_tensor*> arrived(one.inputs);
    for (int i = 0; i != one.inputs; ++i) {
      const int use = p.uses[one.first_use + i];
      if (use < 0) continue;
      const onnx_value& v = p.value(use);
      if (v.kind == onnx_value_kind::nothing) continue;
      arrived.values[i] = v.kind == onnx_value_kind::constant ? p.constants + v.index
                          : v.kind == onnx_value_kind::input  ? inputs + v.index
                                                              : &found.tensor(p, v.index, v.output);
    }
    for (int k = 0; k != one.outputs; ++k) made.values[k] = found.tensor(p, number, k);
    onnx_node n;
    n.row = one.row;
    n.opset = one.opset;
    n.inputs = one.inputs;
    n.outputs = one.outputs;
    n.lists = &p.lists;
    n.first_attribute = one.first_attribute;
    n.attribute_count = one.attributes;
    n.arrived = arrived.values;
    n.made = made.values;
    one.row->layer(n, layer);
  }
};

}  // namespace nns::detail
