// Reading a .tflite: its tables become tensors, operators and subgraphs as plain values (nns/memory/tflm/graph.hpp).
// Weights are never read, only where they are. In three passes, so that each is a constant evaluation of its own.
#pragma once

#include <nns/detail/builtin.hpp>
#include <nns/import/tflite/flatbuffer.hpp>
#include <nns/import/tflite/operator_list.hpp>
#include <nns/memory/tflm/graph.hpp>

namespace nns::detail {

/// How many of each there are in a file.
struct tflite_counts {
  std::int64_t subgraphs = 0;
  std::int64_t tensors = 0;
  std::int64_t operators = 0;
  std::int64_t indices = 0;
  std::int64_t largest = 0;  // operators of a subgraph
  bool offline_plan = false;
};

// The fields of the format's tables, by their numbers.
namespace tflite_field {
enum : int { model_codes = 1, model_subgraphs = 2, model_description = 3, model_buffers = 4, model_metadata = 6 };
enum : int { code_old = 0, code_custom = 1, code_new = 3 };
enum : int { graph_tensors = 0, graph_inputs = 1, graph_outputs = 2, graph_operators = 3 };
enum : int { tensor_shape = 0, tensor_type = 1, tensor_buffer = 2, tensor_name = 3, tensor_quantization = 4,
             tensor_variable = 5 };
enum : int { quantization_scale = 2, quantization_zero_point = 3 };
enum : int { operator_code = 0, operator_inputs = 1, operator_outputs = 2, operator_options_type = 3,
             operator_options = 4, operator_more_options_type = 11, operator_more_options = 12 };
enum : int { buffer_data = 0, buffer_offset = 1, buffer_size = 2 };
enum : int { metadata_name = 0, metadata_buffer = 1 };
}  // namespace tflite_field

template <class Byte>
struct tflite_reader : flat_reader<Byte> {
  using base = flat_reader<Byte>;
  using base::bad;
  using base::broken;
  using base::fail;

  flat_table model{};
  flat_list codes{};
  flat_list graphs{};
  flat_list buffers{};
  flat_layout<6> tensor_layout{{4, 1, 4, 4, 4, 1}};
  flat_layout<4> quantization_layout{{4, 4, 4, 4}};
  flat_layout<3> buffer_layout{{4, 8, 8}};
  flat_layout<5> operator_layout{{4, 4, 4, 1, 4}};
  flat_layout<4> code_layout{{1, 4, 4, 4}};

  constexpr tflite_reader(const Byte* first, std::int64_t length) : base(first, length) {
    if (length < 8 || this->four(4) != 0x334c4654) {  // TFL3
      fail(tflite_rule::this_is_no_tflite_file, 0);
      return;
    }
    model = this->table(this->follow(0));
    codes = this->list_field(model, tflite_field::model_codes, 4);
    graphs = this->list_field(model, tflite_field::model_subgraphs, 4);
    buffers = this->list_field(model, tflite_field::model_buffers, 4);
    if (graphs.count == 0) fail(tflite_rule::the_subgraphs_are_missing, model.at);
  }

  constexpr tflite_counts count_all() {
    tflite_counts n;
    n.subgraphs = graphs.count;
    for (std::int64_t i = 0; i != n.subgraphs && !broken(); ++i) {
      const flat_table s = this->element(graphs, i);
      const flat_list operators = this->list_field(s, tflite_field::graph_operators, 4);
      n.tensors += this->list_field(s, tflite_field::graph_tensors, 4).count;
      n.operators += operators.count;
      n.indices += this->list_field(s, tflite_field::graph_inputs, 4).count +
                   this->list_field(s, tflite_field::graph_outputs, 4).count;
      if (operators.count > n.largest) n.largest = operators.count;
      if (n.subgraphs + n.tensors + n.operators > this->size) fail(tflite_rule::the_lists_are_longer_than_the_file, s.at);
      for (std::int64_t j = 0; j != operators.count && !broken(); ++j) {
        const std::int64_t o = this->table_at(operators.first + 4 * j, operator_layout);
        if (o == 0) break;
        const int inputs = operator_layout.offsets[tflite_field::operator_inputs],
                  outputs = operator_layout.offsets[tflite_field::operator_outputs];
        if (inputs != 0) n.indices += this->list_at(o + inputs, 4).count;
        if (outputs != 0) n.indices += this->list_at(o + outputs, 4).count;
        if (n.indices > this->size) fail(tflite_rule::the_lists_are_longer_than_the_file, o);
      }
    }
    return broken() ? tflite_counts{} : n;
  }

  /// Subgraphs and tensors.
  constexpr void read_tensors(tflite_subgraph* subgraphs, tflite_tensor* tensors) {
    int used = 0;
    std::int64_t all_bytes = 0;
    for (std::int64_t i = 0; i != graphs.count && !broken(); ++i) {
      const flat_list all = this->list_field(this->element(graphs, i), tflite_field::graph_tensors, 4);
      subgraphs[i].first_tensor = used;
      subgraphs[i].tensors = static_cast<int>(all.count);
      for (std::int64_t j = 0; j != all.count && !broken(); ++j) {
        read_tensor(all.first + 4 * j, tensors[used]);
        all_bytes += tensors[used++].bytes;
        if ((all_bytes >> 56) != 0) fail(tflite_rule::the_tensor_is_too_large, all.first + 4 * j);
        if (broken()) bad.subgraph = static_cast<int>(i), bad.tensor = static_cast<int>(j);
      }
    }
  }

  /// The offsets of an offline plan, if the file has one.
  constexpr bool read_offline_plan(tflite_tensor* tensors, std::int64_t count) {
    const flat_list all = this->list_field(model, tflite_field::model_metadata, 4);
    for (std::int64_t i = 0; i != all.count && !broken(); ++i) {
      const flat_table m = this->element(all, i);
      if (!is_word(this->list_field(m, tflite_field::metadata_name, 1), "OfflineMemoryAllocation")) continue;
      const flat_list words = data_of(this->number_field(m, tflite_field::metadata_buffer, 0), m.at);
      if (broken()) return false;
      if (words.count < 12 || this->number(words.first + 8) != count || words.count / 4 < count + 3)
        return fail(tflite_rule::the_offline_plan_is_wrong, m.at), false;
      for (std::int64_t j = 0; j != count; ++j) tensors[j].offline = this->number(words.first + 12 + 4 * j);
      return true;
    }
    return false;
  }

  /// Operators, and the inputs and outputs of operators and subgraphs.
  constexpr void read_operators(tflite_subgraph* subgraphs, tflite_node* operators, int* indices) {
    int used = 0;
    int places = 0;
    for (std::int64_t i = 0; i != graphs.count && !broken(); ++i) {
      const flat_table t = this->element(graphs, i);
      const flat_list all = this->list_field(t, tflite_field::graph_operators, 4);
      tflite_subgraph& s = subgraphs[i];
      const flat_list tensors = this->list_field(t, tflite_field::graph_tensors, 4);
      s.first_operator = used;
      s.operators = static_cast<int>(all.count);
      s.inputs = read_indices(this->field(t, tflite_field::graph_inputs, 4), tensors.count, 0, indices, s.first_input, places);
      s.outputs = read_indices(this->field(t, tflite_field::graph_outputs, 4), tensors.count, 0, indices, s.first_output, places);
      for (std::int64_t j = 0; j != all.count && !broken(); ++j) {
        tflite_node& o = operators[used++];
        const std::int64_t at = this->table_at(all.first + 4 * j, operator_layout);
        if (at != 0) {
          const int* const field = operator_layout.offsets;
          o.position = at;
          const int code = field[tflite_field::operator_code], kind = field[tflite_field::operator_options_type],
                    options = field[tflite_field::operator_options], fields = operator_layout.fields;
          read_code(code == 0 ? 0 : this->number(at + code), o);
          const int in = field[tflite_field::operator_inputs], out = field[tflite_field::operator_outputs];
          o.inputs = read_indices(in == 0 ? 0 : at + in, tensors.count, -1, indices, o.first_input, places);
          o.outputs = read_indices(out == 0 ? 0 : at + out, tensors.count, 0, indices, o.first_output, places);
          if (kind != 0 && this->byte(at + kind) != 0 && !broken())
            read_options(options == 0 ? flat_table{} : this->table(this->follow(at + options)), o);
          if (fields > tflite_field::operator_more_options) read_more_options(this->table(at), o);
        }
        if (broken()) bad.operator_number = static_cast<int>(j);
      }
      if (broken()) bad.subgraph = static_cast<int>(i);
    }
  }

 private:
  [[nodiscard]] constexpr bool is_word(const flat_list& name, text word) const {
    if (name.count != static_cast<std::int64_t>(word.length)) return false;
    for (std::int64_t i = 0; i != name.count; ++i)
      if (static_cast<char>(this->bytes[name.first + i]) != word.characters[i]) return false;
    return true;
  }

  /// The bytes of a buffer.
  constexpr flat_list data_of(std::int64_t buffer, std::int64_t at) {
    if (buffer == 0 && buffers.count == 0) return {};
    if (buffer < 0 || buffer >= buffers.count) return fail(tflite_rule::the_buffer_is_not_there, at), flat_list{};
    const flat_table b = this->element(buffers, buffer);
    const flat_list data = this->list_field(b, tflite_field::buffer_data, 1);
    if (data.count != 0 || b.fields <= tflite_field::buffer_offset) return data;
    const std::uint64_t offset = this->long_field(b, tflite_field::buffer_offset);
    const std::uint64_t length = this->long_field(b, tflite_field::buffer_size);
    if (offset <= 1 || length == 0) return {};
    const std::uint64_t all = static_cast<std::uint64_t>(this->size);
    if (offset > all || length > all - offset) return fail(tflite_rule::the_data_leaves_the_file, b.at), flat_list{};
    return {static_cast<std::int64_t>(offset), static_cast<std::int64_t>(length)};
  }

  /// How many bytes a buffer has: the short way of data_of.
  constexpr std::int64_t stored_in(std::int64_t buffer, std::int64_t at) {
    if (buffer < 0 || buffer >= buffers.count) return fail(tflite_rule::the_buffer_is_not_there, at), 0;
    const std::int64_t b = this->table_at(buffers.first + 4 * buffer, buffer_layout);
    if (b == 0) return 0;
    if (buffer_layout.fields > tflite_field::buffer_offset) return data_of(buffer, at).count;
    const int data = buffer_layout.offsets[tflite_field::buffer_data];
    return data == 0 ? 0 : this->list_at(b + data, 1).count;
  }

  /// The tensor that the offset at `from` leads to.
  constexpr void read_tensor(std::int64_t from, tflite_tensor& tensor) {
    const std::int64_t at = this->table_at(from, tensor_layout);
    if (at == 0) return;
    const int* const field = tensor_layout.offsets;
    const int type = field[tflite_field::tensor_type], dims = field[tflite_field::tensor_shape],
              buffer = field[tflite_field::tensor_buffer], name = field[tflite_field::tensor_name],
              variable = field[tflite_field::tensor_variable], scaled = field[tflite_field::tensor_quantization];
    if (type != 0) {
      const int code = static_cast<int>(this->byte(at + type));
      if (code >= tflite_types) return fail(tflite_rule::the_type_is_not_known, at);
      tensor.type = static_cast<tflite_type>(code);
    }
    const flat_list extents = dims == 0 ? flat_list{} : this->list_at(at + dims, 4);
    if (extents.count > shape::max_rank) return fail(tflite_rule::the_tensor_has_more_than_eight_extents, extents.first);
    tensor.dims.used = static_cast<int>(extents.count);
    for (int i = 0; i != tensor.dims.used; ++i) {
      const std::int64_t extent = this->number(extents.first + 4 * i);
      if (extent < 0) return fail(tflite_rule::the_extent_is_negative, extents.first + 4 * i);
      tensor.dims.values[i] = extent;
      if (NNS_BUILTIN(mul_overflow)(tensor.elements, extent, &tensor.elements))
        return fail(tflite_rule::the_tensor_is_too_large, extents.first);
    }
    if (NNS_BUILTIN(mul_overflow)(tensor.elements, tflite_element_bytes(tensor.type), &tensor.bytes) ||
        (tensor.bytes >> 56) != 0)
      return fail(tflite_rule::the_tensor_is_too_large, extents.first);
    if (buffer != 0) tensor.buffer = this->number(at + buffer);
    if (tensor.buffer != 0) tensor.stored = stored_in(tensor.buffer, at);
    if (name != 0) {
      const flat_list characters = this->list_at(at + name, 1);
      tensor.name = {characters.first, static_cast<int>(characters.count)};
    }
    if (variable != 0) tensor.variable = this->byte(at + variable) != 0;
    if (scaled == 0) return;
    const std::int64_t quantization = this->table_at(at + scaled, quantization_layout);
    const int scale = quantization_layout.offsets[tflite_field::quantization_scale],
              zero_point = quantization_layout.offsets[tflite_field::quantization_zero_point];
    if (quantization == 0 || scale == 0) return;
    tensor.scales = static_cast<int>(this->list_at(quantization + scale, 4).count);
    tensor.quantized =
        tensor.scales != 0 && zero_point != 0 && this->list_at(quantization + zero_point, 8).count != 0;
  }

  /// Reads the list of tensor numbers to which the field at `field` leads; 0: there is none.
  constexpr int read_indices(std::int64_t field, std::int64_t tensors, int least, int* indices, int& first, int& used) {
    first = used;
    if (field == 0) return 0;
    const flat_list l = this->list_at(field, 4);
    for (std::int64_t i = 0; i != l.count; ++i) {
      const std::int32_t index = this->number(l.first + 4 * i);
      // Optional inputs are -1, and so are a few exporters' outputs.
      if (index >= tensors || (index < least && index != -1)) {
        fail(tflite_rule::the_tensor_is_not_there, l.first + 4 * i);
        return 0;
      }
      indices[used++] = index;
    }
    return static_cast<int>(l.count);
  }

  constexpr void read_code(std::int64_t index, tflite_node& o) {
    if (index < 0 || index >= codes.count) return fail(tflite_rule::the_operator_code_is_not_there, o.position);
    const std::int64_t at = this->table_at(codes.first + 4 * index, code_layout);
    if (at == 0) return;
    const int* const field = code_layout.offsets;
    const int old_field = field[tflite_field::code_old], new_field = field[tflite_field::code_new];
    std::int64_t old = old_field == 0 ? 0 : static_cast<std::int64_t>(this->byte(at + old_field));
    if (old > 127) old -= 256;
    const std::int64_t now = new_field == 0 ? 0 : this->number(at + new_field);
    const std::int64_t found = old > now ? old : now;
    constexpr std::int64_t known = [] {
      std::int64_t n = 0;
#define NNS_OPERATOR(...) ++n;
      NNS_TFLITE_OPERATORS(NNS_OPERATOR)
#undef NNS_OPERATOR
      return n;
    }();
    if (found < 0 || found >= known) return fail(tflite_rule::the_operator_is_not_known, at);
    o.code = static_cast<int>(found);
    if (!o.is(tflite_operator::custom)) return;
    if (const int custom = field[tflite_field::code_custom]; custom != 0) {
      const flat_list characters = this->list_at(at + custom, 1);
      o.custom = {characters.first, static_cast<int>(characters.count)};
    }
    o.hash = hash_of({o.custom.first, o.custom.length}, hash_basis);
  }

  /// The options that anything depends on. A missing one has the format's default.
  constexpr void read_options(const flat_table& t, tflite_node& o) {
    tflite_node_options& to = o.options;
    const auto extent = [&](int n, std::int64_t fallback) { return this->number_field(t, n, fallback); };
    const auto flag = [&](int n) { return this->byte_field(t, n, 0) != 0; };
    const auto activation = [&](int n) { to.activation = static_cast<int>(this->byte_field(t, n, 0)); };
    switch (static_cast<tflite_operator>(o.code)) {
      case tflite_operator::conv_2d:
        to.padding = flag(0);
        to.strides[2] = extent(1, 0), to.strides[1] = extent(2, 0);
        activation(3);
        to.dilation[2] = extent(4, 1), to.dilation[1] = extent(5, 1);
        break;
      case tflite_operator::depthwise_conv_2d:
        to.padding = flag(0);
        to.strides[2] = extent(1, 0), to.strides[1] = extent(2, 0);
        to.multiplier = extent(3, 0);
        activation(4);
        to.dilation[2] = extent(5, 1), to.dilation[1] = extent(6, 1);
        break;
      case tflite_operator::average_pool_2d:
      case tflite_operator::max_pool_2d:
        to.padding = flag(0);
        to.strides[2] = extent(1, 0), to.strides[1] = extent(2, 0);
        to.window[2] = extent(3, 0), to.window[1] = extent(4, 0);
        activation(5);
        break;
      case tflite_operator::transpose_conv:
        to.padding = flag(0);
        to.strides[2] = extent(1, 0), to.strides[1] = extent(2, 0);
        activation(3);
        break;
      case tflite_operator::conv_3d:
      case tflite_operator::conv_3d_transpose:
        to.padding = flag(0);
        to.strides[0] = extent(1, 0), to.strides[2] = extent(2, 0), to.strides[1] = extent(3, 0);
        activation(4);
        to.dilation[0] = extent(5, 1), to.dilation[2] = extent(6, 1), to.dilation[1] = extent(7, 1);
        break;
      case tflite_operator::fully_connected:
      case tflite_operator::add:
      case tflite_operator::mul:
      case tflite_operator::sub:
      case tflite_operator::div: activation(0); break;
      case tflite_operator::concatenation:
        to.axis = static_cast<int>(extent(0, 0));
        activation(1);
        break;
      case tflite_operator::batch_matmul:
        to.adj_x = flag(0);
        to.adj_y = flag(1);
        break;
      case tflite_operator::unidirectional_sequence_lstm: to.time_major = flag(3); break;
      case tflite_operator::unidirectional_sequence_rnn: to.time_major = flag(0); break;
      case tflite_operator::mean:
      case tflite_operator::sum: to.keep_dims = flag(0); break;
      case tflite_operator::if_:
      case tflite_operator::while_:
        to.first_subgraph = subgraph(extent(0, 0), t.at);
        to.second_subgraph = subgraph(extent(1, 0), t.at);
        break;
      case tflite_operator::call_once:
      case tflite_operator::call: to.first_subgraph = subgraph(extent(0, 0), t.at); break;
      case tflite_operator::var_handle:
        o.hash = hash_of(this->list_field(t, 1, 1), hash_of(this->list_field(t, 0, 1), hash_basis));
        break;
      default: break;
    }
  }

  /// Those of StableHLO's operators, which are in a union of their own.
  constexpr void read_more_options(const flat_table& table, tflite_node& o) {
    const flat_table t = this->table_field(table, tflite_field::operator_more_options);
    tflite_node_options& to = o.options;
    const auto body = [&](int n) { return subgraph(this->number_field(t, n, 0), t.at); };
    switch (static_cast<tflite_operator>(o.code)) {
      case tflite_operator::stablehlo_dot_general: {
        const flat_list axes = this->list_field(t, 2, 8);
        for (std::int64_t i = 0; i != axes.count; ++i)
          if (const std::uint64_t axis = this->eight(axes.first + 8 * i); axis < shape::max_rank) to.contracted |= 1U << axis;
        break;
      }
      case tflite_operator::stablehlo_convolution: {
        const std::uint64_t axis = this->long_field(t, 9);
        to.kernel_outputs = axis < shape::max_rank ? static_cast<int>(axis) : -1;
        to.is_transposed = this->long_field(t, 15) > 1;
        const flat_list dilation = this->list_field(t, 2, 8);
        for (std::int64_t i = 0; i != dilation.count; ++i)
          if (this->eight(dilation.first + 8 * i) != 1) to.is_transposed = true;
        break;
      }
      case tflite_operator::stablehlo_reduce:
      case tflite_operator::stablehlo_composite: to.body = body(1); break;
      case tflite_operator::stablehlo_sort: to.body = body(2); break;
      case tflite_operator::stablehlo_reduce_window: to.body = body(5); break;
      case tflite_operator::stablehlo_scatter: to.body = body(6); break;
      case tflite_operator::stablehlo_while: to.body = body(0), to.second_body = body(1); break;
      default: break;
    }
  }

  constexpr int subgraph(std::int64_t n, std::int64_t at) {
    if (n < 0 || n >= graphs.count) return fail(tflite_rule::the_subgraph_is_not_there, at), -1;
    return static_cast<int>(n);
  }

  /// The hash of a text, continued from another one.
  [[nodiscard]] constexpr std::uint64_t hash_of(const flat_list& name, std::uint64_t hash) const {
    for (std::int64_t i = 0; i != name.count; ++i) hash = hashed(hash, this->byte(name.first + i));
    return hashed(hash, 0xff);
  }
};

}  // namespace nns::detail
