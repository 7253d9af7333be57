// Running a linked ONNX graph on shapes and on the numbers of small tensors: one loop over the instances. At compile
// time it runs in parts, each a constant evaluation of its own; at run time all of it is one part.
#pragma once

#include <nns/detail/machine.hpp>
#include <nns/detail/scratch.hpp>
#include <nns/import/network/known.hpp>
#include <nns/import/onnx/find_operator.hpp>
#include <nns/import/onnx/program.hpp>
#include <nns/import/onnx/read.hpp>
#include <nns/import/onnx/stored.hpp>

namespace nns::detail {

/// The result of a node.
struct onnx_result {
  count forward = 0;
  count parameters = 0;
  count fixed = 0;     // among the parameters: moving averages, which are not trained
  count activations = 0;  // elements of its outputs, except constants of the file
  int arriving = 0;    // inputs that are not constants
  const family* kind = nullptr;
  int known = -1;      // which of the user's declarations applies; -1: none
  bool ran = false;    // it is in a branch that runs, and is a row
  bool constant = false;  // its outputs are the same in each run

  [[nodiscard]] constexpr count trainable() const { return fixed.value == 0 ? parameters : parameters - fixed; }
};

/// The results of a part: of instances from `first` on.
struct onnx_part {
  int first = 0;
  int first_tensor = 0;
  onnx_result* results = nullptr;
  onnx_tensor* tensors = nullptr;
  onnx_number* numbers = nullptr;
  int room = 0;                      // for numbers
  std::uint64_t* claimed = nullptr;  // the constants whose elements were counted
};
struct onnx_finished_part {
  const onnx_result* results = nullptr;
  const onnx_tensor* tensors = nullptr;
  int first_tensor = 0;
};

/// What the rows of all nodes come to, where each node is a row.
struct onnx_sums {
  count forward = 0;
  count trainable = 0;
  count fixed = 0;
  count activations = 0;
  int rows = 0;
  int edges = 0;       // inputs beyond the first
  int characters = 0;  // of names

  /// What the machine adds for the name of a row.
  static constexpr int characters_of(int name_length, const family& kind) {
    return name_length != 0 ? 24 + name_length : kind.is_plain ? 0 : 24 + static_cast<int>(kind.kind.length);
  }
};

/// All parts, of the same number of instances each.
struct onnx_results {
  const onnx_finished_part* parts = nullptr;
  int each = 0;

  [[nodiscard]] constexpr const onnx_result& result(int instance) const {
    return parts[instance / each].results[instance % each];
  }
  [[nodiscard]] constexpr const onnx_tensor& tensor(const onnx_program& p, int instance, int output) const {
    const onnx_finished_part& part = parts[instance / each];
    return part.tensors[p.instances[instance].first_tensor + output - part.first_tensor];
  }
};

/// The user's declarations of operators: unknown ones, and known ones that are another layer.
struct onnx_assumptions {
  const known_class* known = nullptr;
  int count = 0;

  /// "Name", or "domain.Name"; -1 if there is none. For a known operator, only known_as applies.
  [[nodiscard]] constexpr int find(text domain, text name) const {
    for (int i = 0; i != count; ++i)
      if (is_called(known[i].class_name, domain, name)) return i;
    return -1;
  }
  static constexpr bool is_called(text word, text domain, text name) {
    if (word == name) return true;
    return word.length == domain.length + 1 + name.length && text{word.characters, domain.length} == domain &&
           word.characters[domain.length] == '.' && text{word.characters + domain.length + 1, name.length} == name;
  }

  /// A name that no node has is an error.
  [[nodiscard]] constexpr onnx_fault find_missing(const onnx_records& r, const onnx_program& p) const {
    onnx_fault bad;
    for (int k = 0; k != count && !bad; ++k) {
      bool found = false;
      for (int i = 0; i != p.instance_count && !found; ++i) {
        const onnx_record& n = r.nodes[p.instances[i].node];
        found = p.instances[i].role == onnx_role::node && is_called(known[k].class_name, r.at(n.domain), r.at(n.op_type));
      }
      if (found) continue;
      bad.broken = onnx_fault_rule::the_named_operator_is_not_there;
      bad.place = onnx_place::graph;
      bad.names(known[k].class_name);
    }
    return bad;
  }
};

struct onnx_evaluator {
  static constexpr int few_inputs = 8;

  const onnx_records& r;
  const onnx_program& p;
  const onnx_tensor* inputs;     // of the model's ports, by their index among the records' ports
  const onnx_assumptions& said;
  onnx_results before;           // parts that ran already
  const onnx_part& part;
  onnx_sums sums{};
  onnx_fault bad{};
  bool cramped = false;          // there was no room for all numbers
  // Members of the program: a step less to each of them.
  const onnx_instance* const instances = p.instances;
  const int* const uses = p.uses;
  const onnx_value* const values = p.values;

  constexpr void run(int last) {
    const onnx_tensor* few[few_inputs]{};
    onnx_node n;
    n.lists = &p.lists, n.arrived = few, n.room = part.numbers, n.room_left = part.room;
    const bool plain = p.guard_count == 0 && said.count == 0;
    for (int i = part.first; i != last; ++i) {
      const onnx_instance& one = instances[i];
      onnx_result& to = part.results[i - part.first];
      if (plain && one.inputs <= few_inputs) {
        if (one.inputs == 0 && run_constant(one, to)) continue;
        run_node(one, few, n, to);
      } else {
        if (one.guard >= 0 && !runs(one.guard)) continue;
        run_any(i, one, n, to);
      }
      if (cramped || bad.broken != onnx_fault_rule::none) return;
    }
  }

  /// Whether the branch with this guard runs. Its If ran before, so its condition is known.
  [[nodiscard]] constexpr bool runs(int guard) const {
    for (; guard >= 0; guard = p.instances[p.guards[guard].instance].guard) {
      const onnx_instance& begins = p.instances[p.guards[guard].instance];
      const onnx_tensor* const condition = tensor_of(p.uses[begins.first_use]);
      if (condition == nullptr || (condition->number().integer != 0) != p.guards[guard].branch) return false;
    }
    return true;
  }

  /// The tensor of a use; null if it is missing.
  [[nodiscard]] constexpr const onnx_tensor* tensor_of(int use) const {
    if (use < 0) return nullptr;
    const onnx_value* v = values + use;
    while (v->kind == onnx_value_kind::alias) v = values + v->index;
    if (v->kind == onnx_value_kind::made)
      return v->index < part.first ? &before.tensor(p, v->index, v->output)
                                   : part.tensors + (instances[v->index].first_tensor + v->output - part.first_tensor);
    return v->kind == onnx_value_kind::constant ? p.constants + v->index
           : v->kind == onnx_value_kind::input  ? inputs + v->index
                                                : nullptr;
  }

 private:
  /// A Constant that is a tensor of the file, and nearly all are. A third of some graphs' nodes are.
  constexpr bool run_constant(const onnx_instance& one, onnx_result& to) {
    if (one.outputs != 1 || one.attributes != 1) return false;
    const onnx_attribute& a = p.lists.attributes[one.first_attribute];
    if (a.tensor == 0 || a.name.length != 5 || one.row == nullptr || one.row->rule != &constant_rule ||
        !(p.lists.at(a.name) == text{"value"}))
      return false;
    part.tensors[one.first_tensor - part.first_tensor] = p.constants[a.tensor - 1];
    to.kind = &one.row->kind, to.ran = to.constant = true, ++sums.rows,
    sums.characters += onnx_sums::characters_of(r.nodes[one.node].name.length, one.row->kind);
    return true;
  }

  constexpr void fail(onnx_fault_rule rule, const onnx_instance& one) {
    if (bad) return;
    const onnx_record& n = r.nodes[one.node];
    bad.broken = rule;
    bad.place = onnx_place::node;
    bad.position = n.position;
    bad.node = n.name;
    bad.op_type = n.op_type;
    bad.in_subgraph = n.graph != 0;
    int first = one.node;
    while (first != 0 && r.nodes[first - 1].graph == n.graph) --first;
    bad.number = one.node - first;
  }

  /// An instance of any kind, with any number of inputs.
  constexpr void run_any(int number, const onnx_instance& one, onnx_node& n, onnx_result& to) {
    scratch<const onnx_tensor*> arrived(one.inputs);
    for (int i = 0; i != one.inputs; ++i) arrived.values[i] = tensor_of(p.uses[one.first_use + i]);
    onnx_tensor* const made = part.tensors + (one.first_tensor - part.first_tensor);
    if (one.role == onnx_role::if_begins) {
      if (one.inputs != 1 || arrived.values[0] == nullptr || !arrived.values[0]->number().known)
        fail(onnx_fault_rule::the_condition_is_not_known, one);
      return;
    }
    to.ran = true;
    if (one.role == onnx_role::if_ends) {
      to.kind = &if_family;
      const bool first = branch_ran(number);
      for (int k = 0; k != one.outputs; ++k)
        if (const onnx_tensor* const t = arrived.values[first ? k : one.outputs + k]; t != nullptr) made[k] = *t;
      return add_activations(one, made, to);
    }
    if (said.count != 0) {
      const onnx_record& record = r.nodes[one.node];
      to.known = said.find(r.at(record.domain), r.at(record.op_type));
      if (to.known >= 0 && one.row != nullptr && !said.known[to.known].is_layer()) to.known = -1;
      if (to.known >= 0) return run_known(one, arrived.values, made, to), add_activations(one, made, to);
    }
    const onnx_tensor* const* const few = n.arrived;
    n.arrived = arrived.values;
    run_node(one, arrived.values, n, to);
    n.arrived = few;
  }

  /// A node by its operator's rule.
  constexpr void run_node(const onnx_instance& one, const onnx_tensor** arrived, onnx_node& n, onnx_result& to) {
    const onnx_operator* const row = one.row;
    if (row == nullptr) return fail_unknown(one);
    int arriving = 0;
    bool from_file = false;  // elements of a constant arrive
    for (int i = 0; i != one.inputs; ++i) {
      const int use = uses[one.first_use + i];
      const onnx_value* const v = use < 0 ? nullptr : values + use;
      // As tensor_of does; most are made in this part, and need no call.
      const onnx_tensor* const t = arrived[i] =
          v != nullptr && v->kind == onnx_value_kind::made && v->index >= part.first
              ? part.tensors + (instances[v->index].first_tensor + v->output - part.first_tensor)
              : tensor_of(use);
      if (t != nullptr) t->constant ? void(from_file = from_file || t->origin >= 0) : void(++arriving);
    }
    const bool constant = arriving == 0;
    onnx_tensor* const made = part.tensors + (one.first_tensor - part.first_tensor);
    n.row = row, n.opset = one.opset, n.inputs = one.inputs, n.outputs = one.outputs, n.made = made,
    n.first_attribute = one.first_attribute, n.attribute_count = one.attributes,
    n.multiply_adds.value = row->cost == onnx_cost::free ? 0 : count::unknown;
    const onnx_type type = one.inputs != 0 && arrived[0] != nullptr ? arrived[0]->type : onnx_type::undefined;
    for (int k = 0; k != one.outputs; ++k) made[k].type = type;
    row->rule(n);
    if (n.cramped || n.said != nullptr || row->cost == onnx_cost::refused) return stop(n, one);
    to.arriving = arriving, to.kind = n.kind != nullptr ? n.kind : &row->kind, to.ran = true, to.constant = constant;
    std::int64_t elements = 0;
    for (int k = 0; k != one.outputs; ++k) {
      onnx_tensor& t = made[k];
      if (constant) {
        t.constant = true;
        continue;
      }
      if (t.constant) t.constant = false, t.origin = -1;
      elements = plus(elements, t.ranked ? t.dims.elements() : count::unknown);
    }
    if (elements != 0) to.activations = elements, sums.activations.value = plus(sums.activations.value, elements);
    if (row->decides != 0 && p.loses_numbers && !has_shapes(one, made) && misses_numbers(one, arrived)) return;
    if (n.multiply_adds.value != 0) to.forward = n.multiply_adds, sums.forward += to.forward;
    if (from_file || n.beyond.value != 0) add_parameters(one, arrived, n, to);
    n.kind = nullptr, ++sums.rows, sums.edges += arriving > 1 ? arriving - 1 : 0,
    sums.characters += onnx_sums::characters_of(r.nodes[one.node].name.length, *to.kind);
  }

  constexpr void add_parameters(const onnx_instance& one, const onnx_tensor* const* arrived, onnx_node& n, onnx_result& to) {
    to.parameters = n.beyond + parameters(one, arrived, to.fixed, n.beyond.value > 0);
    n.beyond = 0;
    if (to.parameters.value != 0) sums.trainable += to.trainable(), sums.fixed += to.fixed;
  }

  constexpr void stop(const onnx_node& n, const onnx_instance& one) {
    if (n.cramped) return void(cramped = true);
    fail(onnx_fault_rule::the_node_is_refused, one);
    bad.said = n.said != nullptr ? n.said : "this operator is refused: its cost depends on data";
  }

  static constexpr void add_activations(const onnx_instance& one, const onnx_tensor* made, onnx_result& to) {
    for (int k = 0; k != one.outputs; ++k)
      to.activations += made[k].ranked ? made[k].dims.elements() : count::unknown;
  }

  static constexpr bool has_shapes(const onnx_instance& one, const onnx_tensor* made) {
    for (int k = 0; k != one.outputs; ++k)
      if (!made[k].ranked || made[k].dims.elements() < 0) return false;
    return true;
  }

  /// Whether a shape is unknown because the file lacks the numbers of a small constant which decides an extent, or from
  /// which such numbers are computed without any data.
  constexpr bool misses_numbers(const onnx_instance& one, const onnx_tensor* const* arrived) {
    for (int i = 0; i != one.inputs; ++i) {
      if (i > 31 || (one.row->decides >> i & 1) == 0 || arrived[i] == nullptr || arrived[i]->all_known()) continue;
      const onnx_constant* const lost = lost_behind(p.uses[one.first_use + i]);
      if (lost == nullptr) continue;
      fail(lost->outside ? onnx_fault_rule::the_number_stands_in_another_file : onnx_fault_rule::the_number_was_not_kept, one);
      bad.name = lost->name.characters;
      return true;
    }
    return false;
  }

  /// The missing constant from which a value is computed; null if there is none, or if data is involved. Operators that
  /// ask for the extents of a tensor do not need its numbers.
  [[nodiscard]] constexpr const onnx_constant* lost_behind(int use) const {
    constexpr int most = 64;
    int waiting[most] = {use};
    const onnx_constant* found = nullptr;
    for (int at = 0, end = 1; at != end; ++at) {
      const onnx_tensor* const t = tensor_of(waiting[at]);
      if (t == nullptr || t->all_known()) continue;
      if (t->origin >= 0 && !t->has_values()) {
        const onnx_constant& k = r.constants[t->origin];
        if (!loses_numbers(k)) return nullptr;
        if (found == nullptr) found = &k;
        continue;
      }
      const onnx_value& v = p.value(waiting[at]);
      if (v.kind != onnx_value_kind::made) return nullptr;
      const onnx_instance& made_by = p.instances[v.index];
      if (made_by.role != onnx_role::node || made_by.row == nullptr) return nullptr;
      if (made_by.row->name == text{"Shape"} || made_by.row->name == text{"Size"}) continue;
      for (int i = 0; i != made_by.inputs; ++i) {
        const int next = p.uses[made_by.first_use + i];
        if (next < 0) continue;
        bool waits = false;
        for (int j = 0; j != end && !waits; ++j) waits = waiting[j] == next;
        if (waits) continue;
        if (end == most) return nullptr;
        waiting[end++] = next;
      }
    }
    return found;
  }

  [[nodiscard]] constexpr bool branch_ran(int number) const {
    int begins = number;
    while (p.instances[begins].role != onnx_role::if_begins || p.instances[begins].node != p.instances[number].node)
      --begins;
    const onnx_tensor* const condition = tensor_of(p.uses[p.instances[begins].first_use]);
    return condition != nullptr && condition->number().integer != 0;
  }

  constexpr void fail_unknown(const onnx_instance& one) {
    const text domain = r.at(r.nodes[one.node].domain);
    const bool foreign = domain.length != 0 && !(domain == text{"ai.onnx"}) && !(domain == text{"com.microsoft"});
    const bool newer = all_onnx_operators.find(r.at(r.nodes[one.node].op_type), domain, INT64_MAX) != nullptr;
    fail(newer     ? onnx_fault_rule::the_operator_is_newer
         : foreign ? onnx_fault_rule::the_domain_is_not_known
                   : onnx_fault_rule::the_operator_is_not_known,
         one);
  }

  /// Integers of 8 bits or fewer; or of 32 bits, for a bias that is dequantized.
  static constexpr bool is_quantized(onnx_type t, const onnx_operator& row) {
    if (t == onnx_type::int32) return row.cost == onnx_cost::counted || row.name == text{"DequantizeLinear"};
    return bits_of(t) != 0 && bits_of(t) <= 8 && t != onnx_type::bool_;
  }

  /// Elements of constants that this node is the first to use as parameters.
  constexpr count parameters(const onnx_instance& one, const onnx_tensor* const* arrived, count& fixed,
                             bool packed) const {
    const onnx_operator& row = *one.row;
    count sum = 0;
    for (int i = 0; i != one.inputs; ++i) {
      if (arrived[i] == nullptr || arrived[i]->origin < 0) continue;
      const int origin = arrived[i]->origin;
      const onnx_constant& k = r.constants[origin];
      if (!packed && !k.initializer && row.cost != onnx_cost::counted && !is_real(k.type)) continue;  // as most Constants
      if (is_in_set(part.claimed, origin)) continue;
      const unsigned bit = i < 31 ? 1U << i : 1U << 31;
      if ((row.configures & bit) != 0) {
        // If the rule says how many parameters are in packed bytes, their size is that in the file.
        if (packed && !is_real(k.type)) add_to_set(part.claimed, origin);
        continue;
      }
      const bool weight = (row.weights & bit) != 0;
      const std::int64_t elements = k.dims.elements();
      // Quantised weights count where they are used first, which is where they are dequantized; not in element-wise
      // arithmetic, whose integers compute shapes.
      const bool quantized = weight && row.weights != all_inputs && is_quantized(k.type, row);
      const bool counts = k.initializer ? is_real(k.type) || quantized || (weight && row.cost == onnx_cost::counted)
                          : is_real(k.type) ? weight && (row.cost == onnx_cost::counted || elements > 1)
                                            : weight && row.cost == onnx_cost::counted;
      if (!counts) continue;
      add_to_set(part.claimed, origin);
      sum += elements;
      if ((row.averages & bit) != 0) fixed += elements;
    }
    return sum;
  }

  /// A node that the user has declared. The layer's shapes are for one instance: the first axis is the batch.
  constexpr void run_known(const onnx_instance& one, const onnx_tensor* const* arrived, onnx_tensor* made,
                           onnx_result& to) {
    const known_class& k = said.known[to.known];
    to.kind = k.is_layer() ? &known_family : &assumed_family;
    const onnx_tensor* const x = one.inputs == 0 ? nullptr : arrived[0];
    for (int o = 0; o != one.outputs; ++o)
      if (x != nullptr) made[o].type = x->type;
    if (!k.is_layer()) {
      if (one.outputs == 0) return;
      if (k.is == known_class::meaning::shaped)
        put(made[0], k.numbers, x);
      else
        for (int o = 0; o != one.outputs; ++o) take_said(one, o, x, made[o]);
      return;
    }
    machine within;
    if (!arrive(within, one, arrived)) {
      to.forward = count::unknown;
      to.parameters = count::unknown;
      return;
    }
    run_layer(within, k);
    if (within.bad) {
      fail(onnx_fault_rule::the_node_is_refused, one);
      bad.said = within.bad.said != nullptr ? within.bad.said : sentence_of(within.bad.broken).characters;
      return;
    }
    const std::int64_t batch = x != nullptr && x->dims.used > 1 ? x->dims.values[0] : 1;
    to.forward = within.sum.forward * batch;
    to.parameters = within.sum.trainable + within.sum.fixed;
    for (int o = 0; o != one.outputs && o < within.inputs(); ++o) put(made[o], within.input(o), x);
  }

 public:
  /// Runs the declared layer on what has arrived.
  static constexpr void run_layer(machine& m, const known_class& k) {
    if (k.run != nullptr)
      k.run(m);
    else
      m.run(*k.kind, k.numbers, k.given);
  }

 private:
  static constexpr void put(onnx_tensor& to, const shape& one, const onnx_tensor* x) {
    to.ranked = one.used < shape::max_rank;
    to.dims = {};
    to.dims.values[to.dims.used++] = x != nullptr && x->ranked && x->dims.used > 1 ? x->dims.values[0] : 1;
    for (int i = 0; i != one.used && to.ranked; ++i) to.dims.values[to.dims.used++] = one.values[i];
  }

  /// The file's shape of an output, or else the first input's.
  constexpr void take_said(const onnx_instance& one, int output, const onnx_tensor* x, onnx_tensor& to) const {
    const onnx_record& n = r.nodes[one.node];
    const text name = r.at(r.references[n.first_reference + n.inputs + output].characters);
    onnx_port said_of_it;
    if (n.graph == 0 && name.length != 0 && onnx_reader::find_said(r.bytes, r.graphs[0].message, name, said_of_it)) {
      to.type = said_of_it.type;
      to.ranked = true;
      to.dims = said_of_it.dims;
      const bool has_batch = x != nullptr && x->ranked && x->dims.used != 0;
      if (has_batch && to.dims.used != 0 && (to.dims.values[0] < 0 || to.dims.values[0] == 1))
        to.dims.values[0] = x->dims.values[0];  // the batch's
    } else if (x != nullptr && output == 0) {
      to.ranked = x->ranked;
      to.dims = x->dims;
    }
  }

  /// False if a shape is not known.
  constexpr bool arrive(machine& within, const onnx_instance& one, const onnx_tensor* const* arrived) const {
    scratch<tensor> all(one.inputs + 1);
    int n = 0;
    for (int i = 0; i != one.inputs; ++i) {
      if (arrived[i] == nullptr || arrived[i]->constant) continue;
      if (!arrived[i]->ranked) return false;
      shape& dims = all.values[n++].dims;
      dims = arrived[i]->dims;
      if (dims.used > 1) {
        for (int a = 1; a != dims.used; ++a) dims.values[a - 1] = dims.values[a];
        dims.values[--dims.used] = 0;
      }
    }
    if (n == 0) return false;
    if (!within.make_room(n)) return false;
    for (int i = 1; i < n; ++i) within.produced[i - 1] = all.values[i];
    within.more = within.produced.values;
    within.x = all.values[0].dims;
    within.extra = n - 1;
    within.settle();
    return true;
  }

  static constexpr family if_family = onnx_kind("if");
};

}  // namespace nns::detail
