// What arrives at an ONNX graph: its inputs' extents, from the file and from the user, and the batch. An open extent on
// axis 0 is the batch; any other open extent that is not bound is unknown.
#pragma once

#include <nns/import/onnx/program.hpp>

namespace nns::detail {

/// An extent that has a name in the file, and the number that it is given.
struct onnx_binding {
  text name{};
  std::int64_t extent = 0;
};

/// What the user adds to the file: the extents of names, and the inputs' shapes in order, without the batch.
struct onnx_given {
  const onnx_binding* bindings = nullptr;
  int binding_count = 0;
  const shape* inputs = nullptr;
  int input_count = 0;
};

enum class onnx_batch_is : std::uint8_t {
  nothing,  // extents are used as they are
  one,      // a fixed leading 1
  open,     // an open extent: the graph is evaluated for one instance and for two
};

/// How the file gives the batch.
struct onnx_batch {
  onnx_batch_is is = onnx_batch_is::nothing;
  std::int64_t stands_for = 1;  // instances
};

struct onnx_inputs {
  const onnx_records& r;
  const onnx_program& p;
  const onnx_given& given;
  onnx_fault bad{};
  onnx_batch batch{};

  constexpr onnx_inputs(const onnx_records& records, const onnx_program& program, const onnx_given& said)
      : r(records), p(program), given(said) {}

  /// The inputs' tensors, by port; for this many instances if the batch is open.
  constexpr void make(onnx_tensor* to, std::int64_t instances) {
    if (given.input_count > p.input_count) return fail(onnx_fault_rule::there_are_more_inputs_than_in_the_graph, -1);
    for (int i = 0; i != given.binding_count; ++i) {
      if (bad) break;
      if (given.bindings[i].extent < 0) fail(onnx_fault_rule::the_bound_extent_is_negative, -1);
      else if (!is_used(given.bindings[i].name)) fail(onnx_fault_rule::the_bound_name_is_not_there, -1);
      if (bad) bad.names(given.bindings[i].name);
    }
    find_batch_name();
    bool all_one = true, all_same = true, any = false;
    std::int64_t leading = -1;
    for (int i = 0; i != p.input_count && !bad; ++i) {
      const int port = p.inputs[i];
      onnx_tensor& t = to[port];
      t = {};
      t.type = r.ports[port].type;
      t.ranked = r.ports[port].ranked;
      t.dims = r.ports[port].dims;
      if (i < given.input_count) take(t, given.inputs[i], i);
      for (int a = 0; t.ranked && a != t.dims.used; ++a) settle(t.dims, r.ports[port], a, instances);
      if (!t.ranked || t.dims.used < 2) continue;
      any = true;
      all_one = all_one && t.dims.values[0] == 1;
      all_same = all_same && (leading < 0 || leading == t.dims.values[0]);
      leading = t.dims.values[0];
    }
    if (batch.is == onnx_batch_is::open) return;
    if (any && all_one) batch.is = onnx_batch_is::one;
    if (any && all_same && leading > 1) batch.stands_for = leading;
  }

 private:
  text batch_name{};

  constexpr void fail(onnx_fault_rule rule, int input) {
    if (bad) return;
    bad.broken = rule;
    bad.place = onnx_place::graph;
    if (input < 0) return;
    const onnx_port& port = r.ports[p.inputs[input]];
    bad.place = onnx_place::input;
    bad.number = input;
    bad.position = port.position;
    bad.name = port.name.characters;
  }

  [[nodiscard]] constexpr bool is_used(text name) const {
    for (int i = 0; i != p.input_count; ++i)
      for (const slice& s : r.ports[p.inputs[i]].extents)
        if (s.length != 0 && r.at(s) == name) return true;
    return false;
  }
  [[nodiscard]] constexpr const onnx_binding* binding_of(text name) const {
    for (int i = 0; i != given.binding_count; ++i)
      if (name.length != 0 && given.bindings[i].name == name) return given.bindings + i;
    return nullptr;
  }

  /// The name of the first open extent on axis 0: it is the batch's on other axes, too.
  constexpr void find_batch_name() {
    for (int i = 0; i != p.input_count; ++i) {
      const onnx_port& port = r.ports[p.inputs[i]];
      if (!port.ranked || port.dims.used == 0 || port.dims.values[0] >= 0) continue;
      const text name = r.at(port.extents[0]);
      if (binding_of(name) != nullptr) continue;
      batch_name = name;
      return;
    }
  }

  /// Applies a shape that the user gives: without the batch, or for an input that has none.
  constexpr void take(onnx_tensor& t, const shape& said, int input) {
    if (!t.ranked) {
      if (said.used == shape::max_rank) return fail(onnx_fault_rule::the_given_input_does_not_fit, input);
      t.ranked = true;
      t.dims.used = 1 + said.used;
      t.dims.values[0] = shape::unknown;
    }
    const int first = t.dims.used - said.used;
    if (first != 0 && first != 1) return fail(onnx_fault_rule::the_given_input_does_not_fit, input);
    for (int a = 0; a != said.used; ++a) {
      std::int64_t& extent = t.dims.values[first + a];
      if (extent >= 0 && extent != said.values[a]) return fail(onnx_fault_rule::the_given_input_does_not_fit, input);
      extent = said.values[a];
    }
  }

  constexpr void settle(shape& dims, const onnx_port& port, int axis, std::int64_t instances) {
    std::int64_t& extent = dims.values[axis];
    if (extent >= 0) return;
    const text name = r.at(port.extents[axis]);
    if (const onnx_binding* const b = binding_of(name)) {
      extent = b->extent;
    } else if (axis == 0 || (name.length != 0 && name == batch_name)) {
      extent = instances;
      batch.is = onnx_batch_is::open;
    }
  }
};

}  // namespace nns::detail
