// An ONNX file in a constant text, as constants. Each part of it is read, and each part of the graph runs, in an
// evaluation of its own, so that graphs with thousands of nodes stay within the compilers' limits.
#pragma once

#include <nns/detail/builtin.hpp>
#include <nns/import/onnx/constant_records.hpp>
#include <nns/import/onnx/link.hpp>
#include <nns/import/onnx/run.hpp>
#include <nns/import/onnx/stored.hpp>
#include <nns/layers/input.hpp>

#include <utility>

namespace nns {

/// bind<"sequence", 128>: the extent with this name in the file is 128.
template <fixed_string Name, std::int64_t Extent>
struct bind {};

namespace detail {

/// The sizes of a graph's program.
struct onnx_sizes {
  int instances = 0;
  int uses = 0;
  int values = 0;
  int guards = 0;
  int more_attributes = 0;
};

/// With functions or branches, the linker runs once more to find them.
constexpr onnx_sizes find_sizes(const onnx_records& r) {
  const onnx_counts& n = r.counts;
  if (n.graphs <= 1) return {n.nodes, n.references, n.references + n.constants + n.ports, 0, 0};
  onnx_linker l(r);
  l.run();
  return {l.instances.size, l.uses.size, l.values.size, l.guards.size, l.more_attributes.size};
}

template <int Instances, int Uses, int Values, int Guards, int More, int Ports>
struct onnx_linked {
  onnx_array<onnx_instance, Instances> instances{};
  onnx_array<int, Uses> uses{};
  onnx_array<onnx_value, Values> values{};
  onnx_array<onnx_guard, Guards> guards{};
  onnx_array<onnx_attribute, More> more{};
  onnx_array<int, Ports> inputs{};
  onnx_array<int, Ports> outputs{};
  int instance_count = 0;
  int input_count = 0;
  int output_count = 0;
  int tensor_count = 0;
  onnx_fault bad{};

  constexpr onnx_linked(const onnx_records& r, bool is_read) {
    if (!is_read) return;
    onnx_linker l(r);
    l.instances.stand_in(instances, Instances);
    l.uses.stand_in(uses, Uses);
    l.values.stand_in(values, Values);
    l.guards.stand_in(guards, Guards);
    l.more_attributes.stand_in(more, More);
    l.inputs.stand_in(inputs, Ports);
    l.outputs.stand_in(outputs, Ports);
    l.run();
    bad = l.bad;
    instance_count = l.instances.size;
    input_count = l.inputs.size;
    output_count = l.outputs.size;
    tensor_count = l.tensors;
  }
};

template <int Constants>
struct onnx_constant_tensors {
  onnx_array<onnx_tensor, Constants> values{};
  bool lose_numbers = false;

  constexpr explicit onnx_constant_tensors(const onnx_records& r) {
    for (int i = 0; i != Constants; ++i) {
      put_constant(r, i, values[i]);
      if (loses_numbers(r.constants[i])) lose_numbers = true;
    }
  }
};

template <int Attributes>
struct onnx_all_attributes {
  onnx_array<onnx_attribute, Attributes> values{};

  constexpr onnx_all_attributes(const onnx_records& r, const onnx_attribute* more) {
    for (int i = 0; i != Attributes; ++i)
      values[i] = i < r.counts.attributes ? r.attributes[i] : more[i - r.counts.attributes];
  }
};

/// A file, linked.
template <const auto& Text>
struct onnx_linked_constants {
  using read = onnx_constants<Text>;
  static constexpr bool is_read = read::bad.broken == onnx_fault_rule::none;
  static constexpr onnx_sizes sizes = is_read ? find_sizes(read::records) : onnx_sizes{};
  static constexpr onnx_counts counts = is_read ? read::records.counts : onnx_counts{};
  static constexpr onnx_linked<sizes.instances, sizes.uses, sizes.values, sizes.guards, sizes.more_attributes,
                               counts.ports>
      linked{read::records, is_read};
  static constexpr onnx_fault bad = is_read ? linked.bad : read::bad;
  static constexpr bool is_linked = bad.broken == onnx_fault_rule::none;

  static constexpr onnx_constant_tensors<counts.constants> constants{read::records};
  static constexpr onnx_all_attributes<(sizes.more_attributes != 0 ? counts.attributes + sizes.more_attributes : 0)>
      attributes{read::records, linked.more};

  static constexpr onnx_program find_program() {
    onnx_program p;
    p.instances = linked.instances, p.uses = linked.uses, p.values = linked.values, p.guards = linked.guards;
    p.inputs = linked.inputs, p.outputs = linked.outputs, p.constants = constants.values;
    p.lists = {read::records.bytes, sizes.more_attributes != 0 ? attributes.values : read::records.attributes,
               read::records.integers, read::records.reals, constants.values};
    p.instance_count = linked.instance_count, p.input_count = linked.input_count;
    p.output_count = linked.output_count, p.tensor_count = linked.tensor_count;
    p.constant_count = counts.constants, p.guard_count = sizes.guards;
    p.loses_numbers = constants.lose_numbers;
    return p;
  }
  static constexpr onnx_program program = find_program();
};
template <const auto& Text>
  requires(!readable_onnx_text<Text>)
struct onnx_linked_constants<Text> {
  static constexpr onnx_fault bad = onnx_constants<Text>::bad;
  static constexpr bool is_linked = false;
};

// What the user adds.

template <int Most>
struct onnx_additions {
  shape inputs[static_cast<std::size_t>(Most + 1)]{};
  onnx_binding bindings[static_cast<std::size_t>(Most + 1)]{};
  known_class known[static_cast<std::size_t>(Most + 1)]{};
  int input_count = 0;
  int binding_count = 0;
  int known_count = 0;

  template <std::int64_t... Extents>
  constexpr void add(input<Extents...>*) {
    inputs[input_count++] = shape{Extents...};
  }
  template <fixed_string Name, std::int64_t Extent>
  constexpr void add(bind<Name, Extent>*) {
    bindings[binding_count++] = {bound_name<Name>.view(), Extent};
  }
  template <class Part>
    requires requires(Part* p) { known_class_of(p); }
  constexpr void add(Part* p) {
    known[known_count++] = known_class_of(p);
  }

 private:
  template <fixed_string Name>
  static constexpr auto bound_name = Name;
};

template <class... Parts>
struct onnx_added {
  static constexpr auto all = [] {
    onnx_additions<static_cast<int>(sizeof...(Parts))> sum;
    const bool added[] = {true, (sum.add(static_cast<Parts*>(nullptr)), true)...};  // no fold: clang ends those at 256
    static_cast<void>(added);
    return sum;
  }();
  static constexpr onnx_given given{all.bindings, all.binding_count, all.inputs, all.input_count};
  static constexpr onnx_assumptions said{all.known, all.known_count};
};

template <int Ports>
struct onnx_arriving {
  onnx_array<onnx_tensor, Ports> tensors{};
  onnx_batch batch{};
  onnx_fault bad{};

  constexpr onnx_arriving(const onnx_records& r, const onnx_program& p, const onnx_given& given, int instances) {
    onnx_inputs in(r, p, given);
    in.make(tensors, instances);
    batch = in.batch;
    bad = in.bad;
  }
};

/// The results of a part of a graph.
template <int Instances, int Tensors, int Numbers, int Constants>
struct onnx_evaluated {
  onnx_array<onnx_result, Instances> results{};
  onnx_array<onnx_tensor, Tensors> tensors{};
  onnx_array<onnx_number, Numbers> numbers{};
  std::uint64_t claimed[static_cast<std::size_t>(words_of_set(Constants))]{};
  onnx_sums sums{};
  onnx_fault bad{};
  bool cramped = false;

  constexpr onnx_evaluated(const onnx_records& r, const onnx_program& p, const onnx_tensor* inputs,
                           const onnx_assumptions& said, const onnx_results& before, int first, int last,
                           const std::uint64_t* claimed_before, const onnx_sums& sums_before) {
    for (int i = 0; claimed_before != nullptr && i != words_of_set(Constants); ++i) claimed[i] = claimed_before[i];
    const int first_tensor = first == last ? 0 : p.instances[first].first_tensor;
    const onnx_part part{first, first_tensor, results, tensors, numbers, Numbers, claimed};
    onnx_evaluator e{r, p, inputs, said, before, part, sums_before};
    e.run(last);
    sums = e.sums;
    bad = e.bad;
    cramped = e.cramped;
  }
};

/// The setting for evaluating a file's graph, for one instance or for two, and where its parts begin.
template <const auto& Text, int Instances, class... Parts>
struct onnx_setting {
  using file = onnx_linked_constants<Text>;
  using added = onnx_added<Parts...>;
  static constexpr const onnx_records& records = file::read::records;
  static constexpr const onnx_program& program = file::program;
  static constexpr onnx_fault missing = added::said.find_missing(records, program);
  static constexpr onnx_arriving<file::counts.ports> inputs{records, program, added::given, Instances};

  static constexpr int each = onnx_nodes_in_a_part;
  static constexpr int parts = (program.instance_count + each - 1) / each;

  static constexpr int begin_of(int part) {
    return part * each < program.instance_count ? part * each : program.instance_count;
  }
  static constexpr int tensor_of(int part) {
    const int i = begin_of(part);
    return i < program.instance_count ? program.instances[i].first_tensor : program.tensor_count;
  }
};

template <class Setting, int I>
constexpr onnx_results onnx_results_before();
template <class Setting, int I>
constexpr const std::uint64_t* onnx_claimed_before();
template <class Setting, int I>
constexpr const onnx_sums& onnx_sums_before();

/// A part, with room for `Room` numbers.
template <class Setting, int I, int Room>
struct onnx_tried {
  static constexpr int first = Setting::begin_of(I);
  static constexpr int last = Setting::begin_of(I + 1);
  static constexpr int tensors = Setting::tensor_of(I + 1) - Setting::tensor_of(I);
  static constexpr onnx_evaluated<last - first, tensors, Room, Setting::file::counts.constants> value{
      Setting::records,
      Setting::program,
      Setting::inputs.tensors,
      Setting::added::said,
      onnx_results_before<Setting, I>(),
      first,
      last,
      onnx_claimed_before<Setting, I>(),
      onnx_sums_before<Setting, I>()};
};
template <class Setting, int I, int Room>
constexpr const auto& onnx_with_room() {
  if constexpr (onnx_tried<Setting, I, Room>::value.cramped)
    return onnx_with_room<Setting, I, 4 * Room>();
  else
    return onnx_tried<Setting, I, Room>::value;
}
template <class Setting, int I>
constexpr const auto& onnx_part_of() {
  return onnx_with_room<Setting, I, 3 * (Setting::tensor_of(I + 1) - Setting::tensor_of(I)) + 64>();
}

template <class Setting, int I>
constexpr onnx_finished_part onnx_finished() {
  constexpr const auto& part = onnx_part_of<Setting, I>();
  return {part.results, part.tensors, Setting::tensor_of(I)};
}
template <class Setting, int... I>
struct onnx_first_parts {
  static constexpr onnx_finished_part views[] = {onnx_finished<Setting, I>()..., onnx_finished_part{}};
};
template <class Setting, int... I>
constexpr onnx_results onnx_results_of(std::integer_sequence<int, I...>) {
  return {onnx_first_parts<Setting, I...>::views, Setting::each};
}
template <class Setting, int I>
constexpr onnx_results onnx_results_before() {
  return onnx_results_of<Setting>(std::make_integer_sequence<int, I>{});
}
template <class Setting, int I>
constexpr const std::uint64_t* onnx_claimed_before() {
  if constexpr (I == 0)
    return nullptr;
  else
    return onnx_part_of<Setting, I - 1>().claimed;
}
inline constexpr onnx_sums onnx_no_sums{};
template <class Setting, int I>
constexpr const onnx_sums& onnx_sums_before() {
  if constexpr (I == 0)
    return onnx_no_sums;
  else
    return onnx_part_of<Setting, I - 1>().sums;
}

/// The last part, or the first that breaks a rule; -1 if nothing runs.
template <class Setting, int I = 0>
constexpr int onnx_last_part() {
  if constexpr (Setting::parts == 0 || Setting::missing.broken != onnx_fault_rule::none ||
                Setting::inputs.bad.broken != onnx_fault_rule::none)
    return -1;
  else if constexpr (I + 1 >= Setting::parts)
    return I;
  else if constexpr (onnx_part_of<Setting, I>().bad.broken != onnx_fault_rule::none)
    return I;
  else
    return onnx_last_part<Setting, I + 1>();
}

/// A file's graph, evaluated.
template <class Setting>
struct onnx_evaluation : Setting {
  static constexpr int last = onnx_last_part<Setting>();

  static constexpr onnx_fault find_fault() {
    if constexpr (last < 0)
      return Setting::missing ? Setting::missing : Setting::inputs.bad;
    else
      return onnx_part_of<Setting, last>().bad;
  }
  static constexpr onnx_fault bad = find_fault();
  static constexpr onnx_results results = onnx_results_before<Setting, last + 1>();
  static constexpr const std::uint64_t* claimed = onnx_claimed_before<Setting, last + 1>();
  static constexpr const onnx_sums& sums = onnx_sums_before<Setting, last + 1>();
};

}  // namespace detail

}  // namespace nns
