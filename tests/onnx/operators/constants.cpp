// Every rule is a constant expression, whatever arrives: nothing at all, tensors of which nothing is known, and tensors
// that the operator does not expect. A rule refuses the node then, or leaves open what it cannot know; it never reads
// what is not there.
#include <nns/import/onnx/operators.hpp>

namespace {

using nns::detail::onnx_node;
using nns::detail::onnx_number;
using nns::detail::onnx_operator;
using nns::detail::onnx_table;
using nns::detail::onnx_tensor;
using nns::detail::onnx_type;

enum class arriving { nothing, unranked, picture, unknown_extents, numbers, single_number, empty };

constexpr onnx_number few[] = {onnx_number{2}, onnx_number{0}, onnx_number{-1}, onnx_number{INT64_MAX}};

constexpr onnx_tensor tensor_that(arriving what) {
  onnx_tensor t;
  t.ranked = what != arriving::unranked;
  t.type = onnx_type::float32;
  switch (what) {
    case arriving::picture: t.dims = {2, 4, 6, 6}; break;
    case arriving::unknown_extents: t.dims = {nns::shape::unknown, 4, nns::shape::unknown}; break;
    case arriving::numbers:
      t.type = onnx_type::int64;
      t.dims = {4};
      t.values = few;
      t.constant = true;
      break;
    case arriving::single_number:
      t.type = onnx_type::int64;
      t.values = few;
      t.constant = true;
      break;
    case arriving::empty: t.dims = {0}; break;
    default: break;
  }
  return t;
}

/// How many rules of a table made something, refused, or left it open: all of them.
constexpr int that_end(const onnx_table& rows, arriving what, int inputs, int opset) {
  const onnx_tensor one = tensor_that(what);
  const nns::detail::onnx_lists lists{};
  int ended = 0;
  for (int i = 0; i != rows.count; ++i) {
    onnx_tensor made[4]{};
    onnx_number room[256]{};
    const onnx_tensor* arrived[8]{};
    for (int k = 0; k != inputs; ++k) arrived[k] = &one;
    onnx_node n;
    n.row = rows.rows + i;
    n.opset = opset;
    n.inputs = inputs;
    n.outputs = 4;
    n.lists = &lists;
    n.arrived = arrived;
    n.made = made;
    n.room = room;
    n.room_left = 256;
    for (onnx_tensor& t : made) t.type = inputs == 0 ? onnx_type::undefined : one.type;
    n.multiply_adds = n.row->cost == nns::detail::onnx_cost::counted ? nns::detail::count::unknown : 0;
    n.row->rule(n);
    bool well = n.said != nullptr || n.row->cost != nns::detail::onnx_cost::refused;
    for (const onnx_tensor& t : made)
      for (int axis = 0; axis != t.dims.used; ++axis) well = well && t.dims.values[axis] >= nns::shape::unknown;
    ended += n.said != nullptr || well;
  }
  return ended;
}

constexpr bool all_end(const onnx_table& rows, int inputs, int opset) {
  for (const arriving what : {arriving::unranked, arriving::picture, arriving::unknown_extents, arriving::numbers,
                              arriving::single_number, arriving::empty})
    if (that_end(rows, what, inputs, opset) != rows.count) return false;
  return that_end(rows, arriving::nothing, 0, opset) == rows.count;
}

template <int Table, int Inputs, int Opset>
constexpr bool ends = all_end(nns::detail::onnx_tables[Table], Inputs, Opset);

#define ENDS(table)                 \
  static_assert(ends<table, 8, 1>); \
  static_assert(ends<table, 3, 24>)

ENDS(0);
ENDS(1);
ENDS(2);
ENDS(3);
ENDS(4);
ENDS(5);
ENDS(6);
ENDS(7);
ENDS(8);
ENDS(9);
ENDS(10);
ENDS(11);
ENDS(12);
ENDS(13);
ENDS(14);
ENDS(15);
ENDS(16);
static_assert(sizeof(nns::detail::onnx_tables) / sizeof(nns::detail::onnx_tables[0]) == 17, "name the new one, too");

}  // namespace
