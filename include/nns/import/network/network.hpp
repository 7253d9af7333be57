// A network whose layers are values: importers make it, and it runs on the same machine as a declared model.
// A layer is a family with its numbers and options; a wrapper, a sequence and a graph have layers inside.
// It knows no format: the code that reads a file, and finds the connections, is in that format's folder.
#pragma once

#include <nns/detail/scratch.hpp>
#include <nns/import/network/assumed.hpp>
#include <nns/import/network/known.hpp>
#include <nns/import/network/slice.hpp>
#include <nns/layers/input.hpp>
#include <nns/models/graph_run.hpp>

namespace nns::detail {

/// How a layer runs.
enum class layer_role : std::uint8_t {
  unknown,         // of a class that is not known
  layer,           // by its family
  input,           // numbers: its shape
  wrapper,         // by its family, with layers inside
  cells,           // several layers where a wrapper expects one
  sequential,
  functional,      // a graph
  merged_models,   // Keras 1: models side by side, and their merge
  assumed,         // keeps its shape, or takes `numbers`, and is assumed to cost nothing
  operation,       // a function of a framework, called on tensors
  stated,          // its cost is given by the file
  known,           // by a type that the user named; numbers: its place among these
};

/// A layer, in the order of the file's closing braces: inner layers come before it.
struct layer_record {
  layer_role role = layer_role::unknown;
  bool has_input_shape = false;
  bool settles_input = false;      // open extents of its input are taken from input_shape
  bool takes_given_shape = false;  // an assumed layer whose shape is `numbers`
  bool awaits_shape = false;       // an assumed layer whose shape has not been given so far
  bool from_operations = false;    // its module is Keras' operations
  bool plain_name = false;         // written as it is: ASCII, without escapes
  bool backwards = false;          // the second layer of a wrapper, as its key says
  signed char axes_order = 0;      // as the file says it: -1 channels first, 1 channels last, 0 nothing
  bool frozen = false;             // neither it nor what is inside is trained
  const family* kind = nullptr;
  shape numbers{};
  options given{};
  shape input_shape{};     // of its first input, if the file says so
  slice class_name{};
  slice name{};
  int position = 0;
  int depth = 0;
  int built = 0;           // position of its build_config, which says how it was built
  // Inputs and outputs; indices of calls.
  int first_call = 0;
  int calls = 0;
  int inputs_call = -1;    // of a graph
  int outputs_call = -1;

  // Set by link():
  text label{};            // the name, without escapes
  int first_child = -1;    // of the layers inside
  int next = -1;           // the next layer inside the same one
  int graph = -1;          // a graph's place
  int first_node = -1;     // in the graph that contains the layer
  int first_number = 0;    // of its calls: 1 where a model's own definition is call 0
  int most_called = 0;
  bool called_as_0 = false;
  bool feeds_masks_only = false;  // a function whose result is no layer's input: it makes no row
};

/// The layer becomes what the user declared for its class: the one at `place` among those of the network.
constexpr void become(layer_record& l, const known_class& known, int place) {
  const bool is_type = known.is == known_class::meaning::type;
  l.role = is_type ? layer_role::known : layer_role::layer;
  l.kind = is_type ? &known_family : known.kind;
  l.numbers = is_type ? shape{place} : known.numbers;
  l.given = known.given;
  l.from_operations = false;
}

/// How an argument is passed.
enum class argument : std::uint8_t { positional, query, value, key, mask, other };

/// An input: an output of a call of a layer.
struct layer_reference {
  slice name{};
  int call = 0;
  int output = 0;
  int shape_at = 0;  // where the file says its shape
  argument role = argument::positional;

  int layer = -1;    // set by link()
};

/// The inputs of one call of a layer.
struct layer_call {
  int first_reference = 0;
  int references = 0;
  int position = 0;
};

/// A call of a layer in a graph.
struct layer_node {
  int layer = -1;
  int call = 0;
  node_role role = node_role::layer;
  bool says_shape = false;
  shape said{};  // the output's, by the file
  text label{};
};

/// Where a graph's nodes and references are among those of the network.
struct graph_place {
  int layer = -1;
  int first_node = 0;
  int nodes = 0;  // with the last, the outputs
  int first_reference = 0;
  int slots = 0;
  int most_inputs = 1;
  int inputs = 0;
};

/// A plan of a graph (nns/models/graph_plan.hpp) whose arrays are elsewhere.
struct plan_view {
  int* order;
  int* first_reference;
  int* owner;
  reference* references;
  output_slot* slot;
  int* last_slot;
  int slots = 0;
  int most_inputs = 1;
  int outputs_node = -1;
  int only_output = -1;
  int inputs = 0;
  rule broken = rule::none;
  int broken_node = 0;
  std::int64_t broken_number = 0;
};

/// Everything about a network, in arrays that others own.
struct network {
  const source* text_source = nullptr;
  layer_record* layers = nullptr;
  int layer_count = 0;
  const layer_call* calls = nullptr;
  int call_count = 0;
  layer_reference* said_references = nullptr;
  int reference_count = 0;
  graph_place* graphs = nullptr;
  int graph_count = 0;
  layer_node* nodes = nullptr;
  int* order = nullptr;
  int* first_reference = nullptr;
  int* owner = nullptr;
  int* last_slot = nullptr;
  reference* references = nullptr;
  output_slot* slots = nullptr;
  char* characters = nullptr;     // of names that the file writes with escapes
  const shape* given = nullptr;   // the inputs' shapes, if the user gives them
  int given_count = 0;
  const known_class* known = nullptr;  // what the user declares about classes
  int known_count = 0;

  [[nodiscard]] constexpr int root() const { return layer_count - 1; }
  [[nodiscard]] constexpr plan_view plan(const graph_place& g) const {
    plan_view p{order + g.first_node,           first_reference + g.first_node, owner + g.first_node,
                references + g.first_reference, slots + g.first_reference,      last_slot + g.first_node};
    p.slots = g.slots;
    p.most_inputs = g.most_inputs;
    p.outputs_node = g.nodes - 1;
    p.inputs = g.inputs;
    return p;
  }
  // A graph of n nodes has n + 1 places in first_reference; the arrays have that many for all.
  [[nodiscard]] static constexpr int node_room(int layers, int calls) { return 2 * layers + calls + 1; }
};

/// Layers inside a wrapper, or a function itself.
struct layer_value {
  const network* net;
  int first;
  const layer_node* node = nullptr;  // the current call, of a function
};

constexpr void run_layer(machine& m, const network& n, int index, const layer_node* node = nullptr);

/// The nodes of a graph, as graph_run asks for them.
struct value_nodes {
  const network& n;
  const graph_place& place;

  struct node {
    static constexpr int takes = 0;
    const network& n;
    const layer_node& what;
    node_role role;
    text name;
    [[nodiscard]] constexpr text called() const { return name; }
    [[nodiscard]] constexpr bool is_applied_again() const { return what.layer >= 0 && n.layers[what.layer].calls > 1; }
    constexpr void run(machine& m) const { run_layer(m, n, what.layer, &what); }
  };
  constexpr node operator[](int i) const {
    const layer_node& what = n.nodes[place.first_node + i];
    return {n, what, what.role, what.label};
  }
};

constexpr void run_value_graph(machine& m, const network& n, const graph_place& g) {
  const plan_view plan = n.plan(g);
  scratch<tensor> results(g.nodes);
  scratch<tensor> slots(g.slots);
  scratch<tensor> gathered(g.most_inputs);
  scratch<count> weights(g.nodes);
  graph_run<plan_view, value_nodes>{m, plan, {n, g}, g.nodes, results.values, slots.values, gathered.values,
                                    weights.values}
      .run();
}

/// The shape of a layer's first input, or of the first layer inside it.
constexpr const shape* first_input_shape(const network& n, int index) {
  for (int i = index;;) {
    const layer_record& l = n.layers[i];
    if (l.role == layer_role::input) return l.has_input_shape ? &l.numbers : nullptr;
    if (l.has_input_shape) return &l.input_shape;
    if (l.role == layer_role::functional && n.graphs[l.graph].inputs == 1)
      i = n.nodes[n.graphs[l.graph].first_node].layer;
    else if (l.role == layer_role::sequential || (l.role == layer_role::wrapper && l.kind->kind != text{"time_distributed"}))
      i = l.first_child;
    else
      return nullptr;
  }
}

constexpr void run_input(machine& m, const network& n, const shape* dims, int number) {
  if (m.extra < 0 && number < n.given_count && n.given[number].used != 0) dims = &n.given[number];
  if (dims == nullptr && m.other_count < 0) return m.fail(rule::no_input);
  m.begin(input_family, dims == nullptr ? shape{} : *dims);
}

constexpr void run_sequence(machine& m, const network& n, int index) {
  int child = n.layers[index].first_child;
  m.start();
  const layer_role first = n.layers[child].role;
  const bool has_inputs = first == layer_role::merged_models && n.layers[child].first_child >= 0;
  if (m.extra < 0 && first != layer_role::input && !has_inputs) {
    m.set_name({});
    run_input(m, n, first_input_shape(n, index), 0);
  }
  for (; child >= 0 && !m.bad; child = n.layers[child].next) {
    m.set_name(n.layers[child].label);
    run_layer(m, n, child);
  }
}

/// Models side by side, each with an input of its own, and their merge.
constexpr void run_merged_models(machine& m, const network& n, const layer_record& l) {
  if (l.first_child < 0) return m.run(*l.kind, l.numbers, l.given);
  const text name = m.name;
  const int arrivals = m.inputs();
  int sides = 0;
  for (int child = l.first_child; child >= 0; child = n.layers[child].next) ++sides;
  shelf arrived(arrivals);
  shelf results(sides);
  for (int i = 0; i < arrivals; ++i) arrived.values[i] = i == 0 ? m.front() : m.more[i - 1];
  int used = 0;
  if (arrivals > sides) return m.fail(rule::too_many_inputs, sides, arrivals);
  for (int child = l.first_child; child >= 0; child = n.layers[child].next, ++used) {
    if (arrivals != 0 && used >= arrivals) return m.fail(rule::too_few_inputs, used + 1, arrivals);
    if (arrivals == 0)
      m.await_input();
    else
      m.arrive(arrived[used]);
    m.set_name(n.layers[child].label);
    run_layer(m, n, child);
    if (m.bad) return;
    results.values[used] = m.front();
  }
  m.arrive(results.values, used - 1);
  m.set_name(name);
  m.run(*l.kind, l.numbers, l.given);
}

constexpr void run_inner_values(machine& m, const layer_value* inside) {
  int number = 0;
  for (int child = inside->first; child >= 0 && !m.bad; child = inside->net->layers[child].next, ++number)
    if (m.which_part < 0 || m.which_part == number) run_layer(m, *inside->net, child);
}

/// A layer for which the file gives a kind of its own (its equation), a shape (its axes) and a cost (its numbers).
constexpr void run_stated(machine& m, const layer_record& l) {
  family named = *l.kind;
  named.kind = l.given.equation;
  m.run(named, l.numbers, l.given);
  m.kind = l.kind;
}

/// Some layers state their input's extents (Keras' input_length): open extents are set to these.
constexpr void settle_extents(machine& m, const shape& said) {
  if (m.extra != 0 || m.x.used != said.used) return;
  for (int i = 0; i != said.used; ++i)
    if (m.x[i] == shape::unknown) m.x[i] = said[i];
}

constexpr void run_role(machine& m, const network& n, int index, const layer_node* node) {
  const layer_record& l = n.layers[index];
  const layer_value inside{&n, l.first_child};
  switch (l.role) {
    case layer_role::unknown: return m.fail(rule::layer_without_cost);
    case layer_role::layer:
      if (l.settles_input) settle_extents(m, l.input_shape);
      return m.run(*l.kind, l.numbers, l.given);
    case layer_role::input: {
      const int number = node == nullptr ? 0 : l.first_node;
      return run_input(m, n, l.has_input_shape ? &l.numbers : nullptr, number);
    }
    case layer_role::wrapper:
      m.inner = nullptr;
      m.inner_values = &inside;
      m.run_values = &run_inner_values;
      m.value_count = 0;
      for (int child = l.first_child; child >= 0; child = n.layers[child].next) ++m.value_count;
      m.run(*l.kind, l.numbers, l.given);
      m.run_values = nullptr;  // the layers inside the next one may be types
      return;
    case layer_role::cells: return run_inner_values(m, &inside);
    case layer_role::merged_models: return run_merged_models(m, n, l);
    case layer_role::operation:
      if (l.from_operations && l.kind->work != &assumed_work) {
        const layer_value itself{&n, index, node};
        m.inner_values = &itself;
        return m.run(*l.kind, l.numbers, l.given);
      }
      [[fallthrough]];
    case layer_role::assumed:
      return m.run(*l.kind, node != nullptr && node->says_shape ? node->said : l.numbers, no_options);
    case layer_role::stated: return run_stated(m, l);
    case layer_role::known:
      n.known[l.numbers[0]].run(m);
      m.bad.depth = 0;  // the file's layer is the one that failed
      return;
    case layer_role::sequential:
    case layer_role::functional: break;
  }
  const bool sequence = l.role == layer_role::sequential;
  const bool inside_another = m.extra >= 0 || !m.name.empty();
  const machine::scope outer =
      inside_another ? m.enter(sequence ? text{"sequential"} : text{"graph"}) : machine::scope{};
  if (sequence)
    run_sequence(m, n, index);
  else
    run_value_graph(m, n, n.graphs[l.graph]);
  if (inside_another) m.leave(outer);
}

constexpr void run_layer(machine& m, const network& n, int index, const layer_node* node) {
  if (n.layers[index].frozen && !m.frozen) {
    m.freeze(true);
    run_role(m, n, index, node);
    m.freeze(false);
    if (!m.bad) m.settle();
  } else {
    run_role(m, n, index, node);
  }
  if (m.bad && m.bad.depth == 0) m.bad.leave(index);  // the innermost is the layer that failed
}

}  // namespace nns::detail
