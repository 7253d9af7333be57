// Products of tensors and arrays: their multiply-adds and their shape, for one instance. The batch is an axis like any
// other until the end: the result must have it once, as its first axis, or it is refused.
#pragma once

#include <nns/import/keras/operation_calls.hpp>
#include <nns/layers/attention.hpp>
#include <nns/layers/convolution.hpp>

namespace nns::detail {

/// A tensor or an array: its extents, including the batch if it has one.
struct operand {
  static constexpr std::int64_t batch = -100;
  static constexpr int most = 2 * shape::max_rank + 2;

  std::int64_t extents[most]{};
  int rank = 0;

  constexpr void push(std::int64_t extent) { extents[rank++] = extent; }
  constexpr void append(const shape& dims) {
    for (const std::int64_t extent : dims) push(extent);
  }
  constexpr std::int64_t& back(int from_behind = 1) { return extents[rank - from_behind]; }
  [[nodiscard]] constexpr bool is_batched() const {
    for (int i = 0; i != rank; ++i)
      if (extents[i] == batch) return true;
    return false;
  }
  /// The product of all extents, for one instance.
  [[nodiscard]] constexpr count elements() const {
    count all = 1;
    for (int i = 0; i != rank; ++i)
      if (extents[i] != batch) all *= extents[i];
    return all;
  }
};

/// The arguments of the current call, which is read again.
struct product_call {
  machine& m;
  const network& n;
  const layer_record& l;
  const layer_node* node;
  call_items items;

  constexpr explicit product_call(machine& at)
      : m(at),
        n(*at.inner_values->net),
        l(n.layers[at.inner_values->first]),
        node(at.inner_values->node),
        items(*n.text_source) {
    const int call = l.calls == 0 ? 0 : n.calls[l.first_call + (node == nullptr ? 0 : node->call)].position;
    items.read(call, constants_of(*n.text_source, l.position));
  }

  /// The position of a TensorFlowOpLayer's arrays; 0 if it has none.
  static constexpr int constants_of(const source& s, int layer) {
    reader r(s, layer);
    slice name{};
    if (s[layer] == '{' && r.open('{')) do {
        r.key(name);
        if (r.is(name, "config") && s[r.at] == '{') {
          if (r.open('{')) do {
              r.key(name);
              if (r.is(name, "constants")) return s[r.at] == '{' ? r.at : 0;
              r.skip();
            } while (r.more('}'));
          return 0;
        } else {
          r.skip();
        }
      } while (r.more('}'));
    return 0;
  }

  constexpr bool take(const call_item* item, operand& found) const {
    if (item == nullptr || !item->is_operand()) return m.fail(rule::operands_not_understood), false;
    if (item->kind == call_item::what::array) return found.append(item->dims), true;
    if (item->input < 0 || item->input >= m.inputs()) return m.fail(rule::operands_not_understood), false;
    found.push(operand::batch);
    found.append(m.input(item->input));
    return true;
  }
  /// The first two arguments.
  constexpr bool take(operand& a, operand& b) const {
    if (!items.complete || items.tensors != m.inputs()) return m.fail(rule::operands_not_understood), false;
    return take(items.find(0, "x1", "a"), a) && take(items.find(1, "x2", "b"), b);
  }

  /// Ends with the result, without its batch.
  constexpr void finish(const operand& result, count products) const {
    shape out;
    int batches = 0;
    for (int i = 0; i != result.rank; ++i) {
      if (result.extents[i] == operand::batch) {
        ++batches;
        continue;
      }
      if (out.used == shape::max_rank) return m.fail(rule::rank_above_eight, shape::max_rank + 1);
      out.push_back(result.extents[i]);
    }
    const bool in_front = result.rank != 0 && result.extents[0] == operand::batch;
    const bool as_said = node != nullptr && node->says_shape && node->said == out;
    if (batches != 1 || !(in_front || as_said)) return m.fail(rule::batch_is_moved);
    m.found.forward = products;
    m.x = out;
  }
};

/// Whether two extents can be multiplied and summed over. The batch cannot.
constexpr bool may_contract(machine& m, std::int64_t a, std::int64_t b) {
  if (a == operand::batch || b == operand::batch) return m.fail(rule::batch_is_moved), false;
  if (a != b && a != shape::unknown && b != shape::unknown) return m.fail(rule::widths_differ, a, b), false;
  return true;
}
constexpr std::int64_t known_of(std::int64_t a, std::int64_t b) { return a == shape::unknown ? b : a; }

/// Two extents along the same axis; an extent of 1 is stretched. An array does not know the batch.
constexpr bool meet(machine& m, std::int64_t a, std::int64_t b, std::int64_t& result) {
  result = b == 1 ? a : a == 1 ? b : known_of(a, b);
  if (a == b || a == 1 || b == 1) return true;
  if (a == operand::batch || b == operand::batch) return m.fail(rule::batch_is_moved), false;
  if (a != shape::unknown && b != shape::unknown) return m.fail(rule::shapes_differ, a, b), false;
  return true;
}

/// Matrices, (..., T, I) by (..., I, U), one of which is an array; vectors as in numpy. Two numbers say whether each is
/// transposed first; with a third number, the second operand is a vector for each matrix.
constexpr void mixed_product_work(machine& m) {
  const shape how = m.numbers;
  const product_call call(m);
  operand a;
  operand b;
  if (!call.take(a, b)) return;
  const bool vectors = how.used == 3;
  if (vectors) b.push(1);
  if (a.rank == 0 || b.rank == 0) return m.fail(rule::rank_too_small, 1, 0);
  const bool row = a.rank == 1;
  const bool column = b.rank == 1;
  if (row) {
    a.push(a.extents[0]);
    a.extents[0] = 1;
  }
  if (column) b.push(1);
  const auto transpose = [](operand& o) {
    const std::int64_t last = o.back();
    o.back() = o.back(2);
    o.back(2) = last;
  };
  if (how.used != 0 && how[0] != 0) transpose(a);
  if (how.used != 0 && how[1] != 0) transpose(b);
  if (!may_contract(m, a.back(), b.back(2))) return;
  operand out;
  const int rank = a.rank > b.rank ? a.rank : b.rank;
  for (int i = 0; i != rank - 2; ++i) {
    const int j = i - (rank - a.rank);
    const int k = i - (rank - b.rank);
    std::int64_t extent = 1;
    if (!meet(m, j < 0 ? 1 : a.extents[j], k < 0 ? 1 : b.extents[k], extent)) return;
    out.push(extent);
  }
  if (!row) out.push(a.back(2));
  if (!column && !vectors) out.push(b.back());
  call.finish(out, out.elements() * known_of(a.back(), b.back(2)));
}

/// numpy's dot: the last axis of the first by the last but one, or the only one, of the second.
constexpr void dot_of_arrays_work(machine& m) {
  const product_call call(m);
  operand a;
  operand b;
  if (!call.take(a, b)) return;
  if (a.rank == 0 || b.rank == 0) {
    operand scaled = a.rank == 0 ? b : a;
    return call.finish(scaled, scaled.elements());
  }
  const int place = b.rank == 1 ? 0 : b.rank - 2;
  const std::int64_t contracted = known_of(a.back(), b.extents[place]);
  if (!may_contract(m, a.back(), b.extents[place])) return;
  operand out = a;
  --out.rank;
  for (int i = 0; i != b.rank; ++i)
    if (i != place) out.push(b.extents[i]);
  call.finish(out, out.elements() * contracted);
}

/// numpy's inner: the last axes.
constexpr void inner_work(machine& m) {
  const product_call call(m);
  operand a;
  operand b;
  if (!call.take(a, b)) return;
  if (a.rank == 0 || b.rank == 0) {
    operand scaled = a.rank == 0 ? b : a;
    return call.finish(scaled, scaled.elements());
  }
  const std::int64_t contracted = known_of(a.back(), b.back());
  if (!may_contract(m, a.back(), b.back())) return;
  operand out = a;
  --out.rank;
  for (int i = 0; i != b.rank - 1; ++i) out.push(b.extents[i]);
  call.finish(out, out.elements() * contracted);
}

/// numpy's outer flattens both: the result keeps instances apart only if an instance is one element.
constexpr void outer_work(machine& m) {
  const product_call call(m);
  operand both[2];
  if (!call.take(both[0], both[1])) return;
  operand out;
  for (const operand& o : both) {
    const count all = o.elements();
    if (o.is_batched() && all.value != 1) return m.fail(rule::batch_is_moved);
    out.push(o.is_batched() ? operand::batch : all.value);
  }
  call.finish(out, out.elements());
}

/// numpy's vdot: all elements of the batch become one number, to which an instance adds a product for each of its
/// elements.
constexpr void vdot_work(machine& m) {
  const product_call call(m);
  operand a;
  operand b;
  if (!call.take(a, b)) return;
  const count one = a.elements();
  const count other = b.elements();
  if (a.is_batched() != b.is_batched()) return m.fail(rule::batch_is_moved);
  if (one.value != other.value && one.is_known() && other.is_known())
    return m.fail(rule::widths_differ, one.value, other.value);
  m.found.forward = one.is_known() ? one : other;
  m.x = {};
}

/// numpy's tensordot. numbers: how many axes are summed over, then those of one, then those of the other.
constexpr void tensordot_work(machine& m) {
  const product_call call(m);
  const shape axes = m.numbers;
  const int contracted = static_cast<int>(axes[0]);
  operand both[2];
  if (!call.take(both[0], both[1])) return;
  const bool counted = axes.used == 1;  // the last of one, the first of the other
  count inside = 1;
  bool gone[2][operand::most]{};
  for (int i = 0; i != contracted; ++i) {
    std::int64_t met[2]{};
    for (int k = 0; k != 2; ++k) {
      const operand& o = both[k];
      std::int64_t axis = counted ? (k == 0 ? o.rank - contracted + i : i) : axes[1 + k * contracted + i];
      if (axis < 0) axis += o.rank;
      if (axis < 0 || axis >= o.rank) return m.fail(rule::axis_out_of_range, axis, o.rank - 1);
      if (gone[k][axis]) return m.fail(rule::axis_given_twice, axis);
      gone[k][axis] = true;
      met[k] = o.extents[axis];
    }
    if (!may_contract(m, met[0], met[1])) return;
    inside *= known_of(met[0], met[1]);
  }
  operand out;
  for (int k = 0; k != 2; ++k)
    for (int i = 0; i != both[k].rank; ++i)
      if (!gone[k][i]) out.push(both[k].extents[i]);
  call.finish(out, out.elements() * inside);
}

consteval family product_family(text kind, step work) {
  return {.kind = kind, .work = work, .numbers = -1, .inputs = any_number_of_inputs};
}
inline constexpr family mixed_product_family = product_family("matmul", &mixed_product_work);
inline constexpr family dot_of_arrays_family = product_family("dot", &dot_of_arrays_work);
inline constexpr family inner_family = product_family("inner", &inner_work);
inline constexpr family outer_family = product_family("outer", &outer_work);
inline constexpr family vdot_family = product_family("vdot", &vdot_work);
inline constexpr family tensordot_family = product_family("tensordot", &tensordot_work);

/// A convolution by an array, which is not a parameter. numbers: the filters, then the channels that the array takes;
/// axes: the output's spatial extents, if given (they do not change the products of a transposed one).
template <step Work>
constexpr void constant_kernel_work(machine& m) {
  const options& given = *m.given;
  const shape numbers = m.numbers;
  options o = given;
  const std::int64_t C = o.channels_first ? (m.x.used == 0 ? 0 : m.x[0]) : m.x.used == 0 ? 0 : m.x.back();
  const std::int64_t taken = numbers.back();
  if (taken < 1) return m.fail(rule::size_not_positive, taken);
  if (o.has(option::groups)) {  // as many groups as the array's channels fit
    if (C != shape::unknown && C % taken != 0) return m.fail(rule::channels_not_divisible_by_groups, C, taken);
    o.groups = C == shape::unknown ? 1 : C / taken;
  } else if (C != shape::unknown && C != taken) {
    return m.fail(rule::widths_differ, C, taken);
  }
  m.given = &o;
  m.numbers = {numbers[0]};
  Work(m);
  m.given = &given;
  m.found.trainable = 0;
  for (int i = 0; i != given.axes.used; ++i) m.x[(o.channels_first ? 1 : 0) + i] = given.axes[i];
}
consteval family constant_kernel_family(text kind, step work, option_set more) {
  return {.kind = kind, .work = work, .accepts = window_options | more, .numbers = 2};
}
inline constexpr family constant_convolution_families[] = {
    constant_kernel_family("conv1d", &constant_kernel_work<&convolution_work<1>>, only(option::groups)),
    constant_kernel_family("conv2d", &constant_kernel_work<&convolution_work<2>>, only(option::groups)),
    constant_kernel_family("conv3d", &constant_kernel_work<&convolution_work<3>>, only(option::groups))};
inline constexpr family constant_transposed_families[] = {
    constant_kernel_family("conv1d_transpose", &constant_kernel_work<&transposed_work<1>>, only(option::output_padding)),
    constant_kernel_family("conv2d_transpose", &constant_kernel_work<&transposed_work<2>>, only(option::output_padding)),
    constant_kernel_family("conv3d_transpose", &constant_kernel_work<&transposed_work<3>>,
                           only(option::output_padding))};
inline constexpr family constant_depthwise_families[] = {
    constant_kernel_family("depthwise_conv1d", &constant_kernel_work<&depthwise_work<1>>,
                           only(option::depth_multiplier)),
    constant_kernel_family("depthwise_conv2d", &constant_kernel_work<&depthwise_work<2>>,
                           only(option::depth_multiplier))};
inline constexpr family constant_separable_families[] = {
    constant_kernel_family("separable_conv1d", &constant_kernel_work<&separable_work<1>>,
                           only(option::depth_multiplier)),
    constant_kernel_family("separable_conv2d", &constant_kernel_work<&separable_work<2>>,
                           only(option::depth_multiplier))};

/// Scaled products of queries (T, h, d) with keys (S, g, d), and of the scores with values (S, g, e): h T S (d + e).
constexpr void attention_of_tensors_work(machine& m) {
  const product_call call(m);
  const auto tensor_at = [&](int place, text name) -> const shape* {
    const call_item* item = call.items.find(place, name);
    const bool is = item != nullptr && item->kind == call_item::what::tensor && item->input >= 0 &&
                    item->input < m.inputs();
    return is ? &m.input(item->input) : nullptr;
  };
  const shape* q = tensor_at(0, "query");
  const shape* k = tensor_at(1, "key");
  const shape* v = tensor_at(2, "value");
  if (q == nullptr || k == nullptr || v == nullptr || !call.items.complete)
    return m.fail(rule::operands_not_understood);
  for (const shape* s : {q, k, v})
    if (s->rank() != 3) return m.fail(rule::wrong_rank, 3, s->rank());
  const std::int64_t heads = (*q)[1];
  const std::int64_t groups = (*k)[1];
  if (!may_contract(m, (*q)[2], (*k)[2]) || !may_contract(m, (*k)[0], (*v)[0]) || !may_contract(m, groups, (*v)[1]))
    return;
  if (heads != shape::unknown && groups != shape::unknown && heads % groups != 0)
    return m.fail(rule::heads_do_not_divide, heads, groups);
  const count pairs = count{heads} * (*q)[0] * known_of((*k)[0], (*v)[0]);
  m.found.forward = pairs * known_of((*q)[2], (*k)[2]) + pairs * (*v)[2];
  m.x = {(*q)[0], heads, (*v)[2]};
}
inline constexpr family attention_of_tensors_family = product_family("attention", &attention_of_tensors_work);

/// Three channels become one: a product of each pixel with three weights.
constexpr void gray_work(machine& m) {
  const int channel = m.given->channels_first ? 0 : m.x.rank() - 1;
  if (m.x.rank() != 3) return m.fail(rule::wrong_rank, 3, m.x.rank());
  if (m.x[channel] != 3 && m.x[channel] != shape::unknown) return m.fail(rule::widths_differ, m.x[channel], 3);
  m.x[channel] = 1;
  m.found.forward = count{m.x.elements()} * 3;
}
inline constexpr family gray_family{
    .kind = "grayscale", .work = &gray_work, .accepts = only(option::channels_first), .numbers = 0};

/// An array that configures the function: an axis, a mask, a shape.
constexpr bool is_setting(const call_items& all, const call_item& item) {
  const reader r(all.s);
  return item.role == argument::mask ||
         (item.key.length != 0 && (r.is(item.key, "axis") || r.is(item.key, "shape") || r.is(item.key, "perm")));
}

/// Element by element, with arrays among the tensors.
constexpr void with_arrays_work(machine& m) {
  const product_call call(m);
  if (!call.items.complete || call.items.tensors != m.inputs()) return m.fail(rule::operands_not_understood);
  operand out;
  int operands = 0;
  for (int i = 0; i != call.items.used; ++i) {
    const call_item& item = call.items.items[i];
    if (!item.is_operand() || is_setting(call.items, item)) continue;
    operand next;
    if (!call.take(&item, next)) return;
    operand longer = next.rank > out.rank ? next : out;
    const operand& shorter = next.rank > out.rank ? out : next;
    for (int j = 1; j <= shorter.rank; ++j)
      if (!meet(m, longer.back(j), shorter.extents[shorter.rank - j], longer.back(j))) return;
    out = longer;
    ++operands;
  }
  call.finish(out, 0);
  m.found.element_wise = out.elements() * (operands - 1);
}
inline constexpr family with_arrays_family = product_family("element_wise", &with_arrays_work);

}  // namespace nns::detail
