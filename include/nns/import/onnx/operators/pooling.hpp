// Pools, local and global, and operators that sample images: Resize, GridSample, regions. They multiply no matrices;
// interpolation is not counted.
#pragma once

#include <nns/import/onnx/operators/values.hpp>
#include <nns/import/onnx/operators/windows.hpp>
#include <nns/layers/pooling.hpp>

namespace nns::detail {

constexpr const family* pool_kind(const onnx_node& n, int axes) {
  const bool largest = n.row->name == text{"MaxPool"};
  switch (axes) {
    case 1: return largest ? &max_pooling1d_family : &average_pooling1d_family;
    case 2: return largest ? &max_pooling2d_family : &average_pooling2d_family;
    case 3: return largest ? &max_pooling3d_family : &average_pooling3d_family;
    default: return nullptr;
  }
}
constexpr bool is_lp(const onnx_node& n) { return n.row->name == text{"LpPool"} || n.row->name == text{"GlobalLpPool"}; }

/// MaxPool's second output, the indices of the largest, has the first's shape.
constexpr void pool_rule(onnx_node& n) {
  const onnx_tensor& x = n.in(0);
  if (n.outputs == 0 || !x.ranked) return;
  const int axes = x.rank() - 2;
  if (axes >= 1 && axes <= 3 && !is_lp(n)) n.kind = pool_kind(n, axes);
  onnx_window window;
  if (!window.read(n, axes, nullptr)) return;
  shape y = x.dims;
  for (int i = 0; i != axes; ++i)
    if (!window.slide(n, i, y.values[2 + i], true)) return;
  n.set(0, y);
  n.set(1, onnx_type::int64, y);
}

constexpr void pool_layer(const onnx_node& n, onnx_layer& l) {
  const onnx_tensor& x = n.in(0);
  if (is_lp(n) || n.outputs != 1 || !x.ranked || x.rank() < 3 || x.rank() > 5) return;
  onnx_window window;
  onnx_node copy = n;
  const int axes = x.rank() - 2;
  if (!window.read(copy, axes, nullptr)) return;
  // Exporters wrote ceil_mode as more pads at the end, which do not change a maximum.
  bool rounds_up = n.integer("ceil_mode", 0) != 0;
  if (n.row->name == text{"MaxPool"} && !rounds_up && window.auto_pad == onnx_auto_pad::notset)
    for (int i = 0; i != axes; ++i)
      if (window.after.values[i] > window.before.values[i])
        rounds_up = true, window.after.values[i] = window.before.values[i];
  if (!window_layer(n, l, window, 2, true)) return;
  l.kind = pool_kind(n, axes);
  bool alike = true;
  for (int i = 1; i < axes; ++i) alike = alike && window.kernel.values[i] == window.kernel.values[0];
  l.numbers = alike ? leading(window.kernel, 1) : window.kernel;
  l.given.channels_first = true;
  l.given.take(option::channels_first);
  if (!rounds_up || window.auto_pad == onnx_auto_pad::same) return;
  l.given.ceil_mode = true;
  l.given.take(option::ceil_mode);
}

constexpr const family* global_pool_kind(const onnx_node& n, int axes) {
  const bool largest = n.row->name == text{"GlobalMaxPool"};
  switch (axes) {
    case 1: return largest ? &global_max_pooling1d_family : &global_average_pooling1d_family;
    case 2: return largest ? &global_max_pooling2d_family : &global_average_pooling2d_family;
    case 3: return largest ? &global_max_pooling3d_family : &global_average_pooling3d_family;
    default: return nullptr;
  }
}
/// The spatial axes keep extent 1.
constexpr void global_pool_rule(onnx_node& n) {
  const onnx_tensor& x = n.in(0);
  if (!x.ranked) return;
  if (x.rank() >= 3 && x.rank() <= 5 && !is_lp(n)) n.kind = global_pool_kind(n, x.rank() - 2);
  shape y = x.dims;
  for (int i = 2; i < y.used; ++i) y.values[i] = 1;
  n.set(0, y);
}
constexpr void global_pool_layer(const onnx_node& n, onnx_layer& l) {
  if (is_lp(n) || n.in(0).rank() < 3 || n.in(0).rank() > 5) return;
  l.kind = global_pool_kind(n, n.in(0).rank() - 2);
  l.given.channels_first = l.given.keepdims = true;
  l.given.take(option::channels_first);
  l.given.take(option::keepdims);
}

/// s (n - 1) + k - pads, unless the third input gives the output's shape.
constexpr void max_unpool_rule(onnx_node& n) {
  const onnx_tensor& x = n.in(0);
  if (n.outputs == 0 || !x.ranked) return;
  onnx_window window;
  if (!window.read(n, x.rank() - 2, nullptr)) return;
  shape y = x.dims;
  if (n.has(2)) {
    const onnx_tensor& said = n.in(2);
    y = onnx_shape_of_rank(x.rank());
    if (said.has_values() && said.count() != x.rank())
      return n.fail("its third input must have an extent for each axis");
    for (int i = 0; said.has_values() && i != x.rank(); ++i)
      if (said.values[i].known && said.values[i].integer >= 0) y.values[i] = said.values[i].integer;
    n.set(0, y);
    return;
  }
  for (int i = 0; i != window.axes; ++i) {
    std::int64_t& extent = y.values[2 + i];
    if (extent < 0) continue;
    if (extent > INT32_MAX || window.strides.values[i] > INT32_MAX || window.kernel.values[i] > INT32_MAX)
      return n.fail("its extents are too large");
    extent = window.strides.values[i] * (extent - 1) + window.kernel.values[i] - window.before.values[i] -
             window.after.values[i];
    if (extent < 1) return n.fail("its pads remove everything");
  }
  n.set(0, y);
}

/// (regions, channels, height, width).
constexpr void regions(onnx_node& n, std::int64_t height, std::int64_t width) {
  if (height < 1 || width < 1) return n.fail("the height and the width of its regions must be at least 1");
  shape y = onnx_shape_of_rank(4);
  if (n.in(1).ranked && n.in(1).rank() > 0) y.values[0] = n.in(1).dims.values[0];
  if (n.in(0).ranked && n.in(0).rank() > 1) y.values[1] = n.in(0).dims.values[1];
  y.values[2] = height;
  y.values[3] = width;
  n.set(0, y);
}
constexpr void max_roi_pool_rule(onnx_node& n) {
  shape pooled;
  if (!n.integers("pooled_shape", pooled) || pooled.used != 2)
    return n.fail("it needs the attribute \"pooled_shape\": height and width");
  regions(n, pooled.values[0], pooled.values[1]);
}
constexpr void roi_align_rule(onnx_node& n) {
  regions(n, n.integer("output_height", 1), n.integer("output_width", 1));
}

/// (batch, channels), and the grid's extents.
constexpr void grid_sample_rule(onnx_node& n) {
  const onnx_tensor &x = n.in(0), &grid = n.in(1);
  if (n.outputs == 0 || (!x.ranked && !grid.ranked)) return;
  const int rank = x.ranked ? x.rank() : grid.rank();
  if (rank < 3 || (x.ranked && grid.ranked && x.rank() != grid.rank()))
    return n.fail("its grid and its input must have the same rank, at least 3");
  shape y = onnx_shape_of_rank(rank);
  if (x.ranked) y.values[0] = x.dims.values[0], y.values[1] = x.dims.values[1];
  if (grid.ranked) {
    if (!agree(y.values[0], grid.dims.values[0])) return n.fail("its grid and its input have different batches");
    for (int i = 2; i != rank; ++i) y.values[i] = grid.dims.values[i - 1];
  }
  n.set(0, y);
}

/// Columns, (batch, channels x block, blocks), become an image.
constexpr void col2im_rule(onnx_node& n) {
  const onnx_tensor &x = n.in(0), &image = n.in(1), &block = n.in(2);
  if (n.outputs == 0 || !image.ranked || image.rank() != 1 || image.dims.values[0] < 0) return;
  if (image.dims.values[0] > shape::max_rank - 2) return n.fail("its output has more than eight axes");
  shape y = onnx_shape_of_rank(static_cast<int>(image.dims.values[0]) + 2);
  for (int i = 0; image.has_values() && i != image.count(); ++i)
    if (image.values[i].known && image.values[i].integer > 0) y.values[2 + i] = image.values[i].integer;
  if (x.ranked) {
    if (x.rank() != 3) return n.fail("it takes (batch, channels x block, blocks)");
    y.values[0] = x.dims.values[0];
    count taps = block.all_known() ? 1 : count::unknown;
    for (int i = 0; taps.is_known() && i != block.count(); ++i) taps *= block.values[i].integer;
    if (taps.value > 0 && x.dims.values[1] >= 0) {
      if (x.dims.values[1] % taps.value != 0)
        return n.fail("its second extent is not a multiple of its block's elements");
      y.values[1] = x.dims.values[1] / taps.value;
    }
  }
  n.set(0, y);
}

// Resizing. An extent is floor(n x scale), both 32-bit floats and so their product, as ONNX Runtime multiplies them
// (upsamplebase.h): 10 x 0.7f is 7. The standard's own inference has multiplied doubles since, which makes 6. Or it is given.

constexpr std::int64_t scaled_extent(onnx_node& n, std::int64_t extent, double scale) {
  if (!(scale > 0)) return n.fail("its scale is not positive"), shape::unknown;
  if (extent < 0) return shape::unknown;
  const double wide = static_cast<double>(static_cast<float>(extent)) * scale;
  if (!(wide < 1e18) || !(scale < 1e18)) return said_real_extent(n, wide);  // what a float may not hold
  return said_real_extent(n, floor_of(static_cast<double>(static_cast<float>(extent) * static_cast<float>(scale))));
}

/// keep_aspect_ratio_policy: one scale for all axes, the least or the largest, and extents rounded, half up.
constexpr void keep_aspect(onnx_node& n, const shape& axes, const onnx_tensor& sizes, bool least, shape& y) {
  const shape& x = n.in(0).dims;
  double scale = 0;
  for (int i = 0; i != axes.used; ++i) {
    const std::int64_t extent = x.values[axes.values[i]];
    if (extent < 1 || !sizes.values[i].known) {
      for (int j = 0; j != axes.used; ++j) y.values[axes.values[j]] = shape::unknown;
      return;
    }
    const double one = static_cast<double>(static_cast<float>(sizes.values[i].integer)) /
                       static_cast<double>(static_cast<float>(extent));
    if (i == 0 || (least ? one < scale : one > scale)) scale = one;
  }
  scale = static_cast<double>(static_cast<float>(scale));
  for (int i = 0; i != axes.used; ++i) {
    const double exact = static_cast<double>(static_cast<float>(scale * static_cast<double>(x.values[axes.values[i]])));
    y.values[axes.values[i]] = said_real_extent(n, floor_of(exact + 0.5));
  }
}

/// Opset 10: (x, scales); 11 and 12: (x, roi, scales, sizes), where an empty tensor means "not given"; from 13 on they
/// are optional, and from 18 on `axes` names the axes that they are for.
constexpr void resize_rule(onnx_node& n) {
  const onnx_tensor& x = n.in(0);
  if (n.outputs == 0 || !x.ranked) return;
  const int rank = x.rank();
  onnx_axes given;
  if (!read_axes(n, no_input, rank, given)) return;
  shape axes = given.at;
  if (!given.given) {
    axes.used = rank;
    for (int i = 0; i != rank; ++i) axes.values[i] = i;
  }
  const int at = n.opset < 11 ? 1 : 2;
  const auto is_there = [&](int i) {
    return n.has(i) && !(n.in(i).ranked && n.in(i).rank() == 1 && n.in(i).dims.values[0] == 0);
  };
  const onnx_tensor &scales = n.in(at), &sizes = n.in(3);
  const bool by_size = n.opset >= 11 && is_there(3);
  if (!by_size && !is_there(at)) return n.fail("it needs scales or sizes");
  const onnx_tensor& said = by_size ? sizes : scales;
  shape y = x.dims;
  if (said.has_values() && said.count() != axes.used) return n.fail("it needs a scale, or a size, for each axis");
  const text policy = n.word("keep_aspect_ratio_policy", "stretch");
  if (by_size && said.has_values() && !(policy == text{"stretch"})) {
    keep_aspect(n, axes, said, policy == text{"not_larger"}, y);
  } else {
    for (int i = 0; i != axes.used; ++i) {
      std::int64_t& extent = y.values[axes.values[i]];
      const onnx_number number = said.has_values() ? said.values[i] : onnx_number{};
      if (!number.known) {
        extent = shape::unknown;
      } else if (by_size) {
        if (number.integer < 0) return n.fail("its size is negative");
        extent = number.integer;
      } else {
        if (number.real != 1) extent = scaled_extent(n, extent, number.real);
      }
    }
  }
  n.set(0, y);
}

/// Scales are an attribute in opset 7 (in 1 two of them), an input in 9.
constexpr void upsample_rule(onnx_node& n) {
  const onnx_tensor& x = n.in(0);
  if (n.outputs == 0 || !x.ranked) return;
  shape y = x.dims;
  const onnx_attribute* const list = n.attribute("scales");
  if (n.opset < 7 && x.rank() == 4 && n.gives("height_scale") && n.gives("width_scale")) {
    y.values[2] = scaled_extent(n, y.values[2], n.real("height_scale", 1));
    y.values[3] = scaled_extent(n, y.values[3], n.real("width_scale", 1));
  } else if (list != nullptr ? list->count != x.rank() : n.in(1).has_values() && n.in(1).count() != x.rank()) {
    return n.fail("it needs a scale for each axis");
  } else if (list == nullptr && !n.has(1)) {
    return n.fail("it needs scales");
  } else {
    for (int i = 0; i != x.rank(); ++i) {
      const onnx_number scale = list != nullptr          ? onnx_number{n.real_at(*list, i)}
                                : n.in(1).has_values() ? n.in(1).values[i]
                                                        : onnx_number{};
      y.values[i] = scale.known ? scaled_extent(n, y.values[i], scale.real) : shape::unknown;
    }
  }
  n.set(0, y);
}

/// A grid of positions, each the product of a vector of d + 1 numbers with the d rows of a matrix.
constexpr void affine_grid_rule(onnx_node& n) {
  const onnx_tensor &theta = n.in(0), &size = n.in(1);
  if (n.outputs == 0 || !size.ranked || size.rank() != 1 || size.dims.values[0] < 0) return;
  const std::int64_t rank = size.dims.values[0];
  if (rank != 4 && rank != 5)
    return n.fail("its size must be (batch, channels, height, width), or (batch, channels, depth, height, width)");
  shape y = onnx_shape_of_rank(static_cast<int>(rank));
  for (int i = 0; size.has_values() && i != rank; ++i)
    if (size.values[i].known && size.values[i].integer < 1) return n.fail("its size has an extent below 1");
  for (int i = 0; size.has_values() && i != rank; ++i)
    if (size.values[i].known && i != 1) y.values[i == 0 ? 0 : i - 1] = size.values[i].integer;
  if (theta.ranked && theta.rank() == 3) agree(y.values[0], theta.dims.values[0]);
  y.values[rank - 1] = rank - 2;
  n.set(0, y);
  n.multiply_adds = count{y.elements()} * (rank - 1);
}

constexpr onnx_operator pool(text name, onnx_rule rule, text kind, onnx_layer_rule layer) {
  return {.name = name, .kind = onnx_kind(kind, in_memory::takes_activation), .rule = rule, .layer = layer};
}

inline constexpr onnx_operator onnx_pooling_operators[] = {
    {.name = "AffineGrid",
     .since = 20,
     .cost = onnx_cost::counted,
     .kind = onnx_kind("affine_grid"),
     .rule = &affine_grid_rule,
     .configures = inputs_at(1),
     .decides = inputs_at(1)},
    pool("AveragePool", &pool_rule, "average_pooling", &pool_layer),
    {.name = "Col2Im",
     .since = 18,
     .kind = onnx_kind("fold"),
     .rule = &col2im_rule,
     .configures = inputs_at(1, 2),
     .decides = inputs_at(1, 2)},
    pool("GlobalAveragePool", &global_pool_rule, "global_average_pooling", &global_pool_layer),
    pool("GlobalLpPool", &global_pool_rule, "global_lp_pooling", nullptr),
    pool("GlobalMaxPool", &global_pool_rule, "global_max_pooling", &global_pool_layer),
    {.name = "GridSample", .since = 16, .kind = onnx_kind("grid_sample"), .rule = &grid_sample_rule},
    pool("LpPool", &pool_rule, "lp_pooling", nullptr),
    pool("MaxPool", &pool_rule, "max_pooling", &pool_layer),
    {.name = "MaxRoiPool", .kind = onnx_kind("roi_pooling"), .rule = &max_roi_pool_rule},
    {.name = "MaxUnpool", .since = 9, .kind = onnx_kind("max_unpooling"), .rule = &max_unpool_rule, .configures = inputs_at(2)},
    {.name = "Resize",
     .since = 10,
     .kind = onnx_kind("resize"),
     .rule = &resize_rule,
     .configures = inputs_at(1, 2, 3),
     .decides = inputs_at(1, 2, 3)},
    {.name = "RoiAlign", .since = 10, .kind = onnx_kind("roi_align"), .rule = &roi_align_rule},
    {.name = "Upsample", .kind = onnx_kind("up_sampling"), .rule = &upsample_rule, .configures = inputs_at(1), .decides = inputs_at(1)},
};

}  // namespace nns::detail
