// Which layers of the library an operator may be. What the file's window operators and dense layers are, its reader has
// found already; of the others the first spelling is taken that makes and costs the same, and else a layer of one's own.
#include "tflite_declaration.hpp"

#include "row_declaration.hpp"

namespace tool {

namespace {

using nns::detail::tflite_graph;
using nns::detail::tflite_node;
using nns::detail::tflite_operator;
using nns::detail::tflite_subgraph;

struct plain_spelling {
  std::string_view operator_name;
  std::string_view layer;
};
constexpr plain_spelling plain_spellings[] = {
    {"ADD", "add<>"},           {"SUB", "subtract<>"},         {"MUL", "multiply<>"},
    {"MAXIMUM", "maximum<>"},   {"MINIMUM", "minimum<>"},      {"ADD_N", "add<>"},
    {"RELU", "relu"},           {"RELU6", "relu6"},            {"LOGISTIC", "sigmoid"},
    {"TANH", "tanh_"},          {"SOFTMAX", "softmax"},        {"HARD_SWISH", "hard_silu"},
    {"ELU", "elu"},             {"GELU", "gelu"},              {"LEAKY_RELU", "leaky_relu"},
    {"PRELU", "prelu<>"},       {"PRELU", "prelu<shared_axes<1, 2>>"},
    {"MEAN", "global_average_pooling2d<>"},                    {"MEAN", "global_average_pooling2d<keepdims>"},
    {"MEAN", "global_average_pooling1d<>"},                    {"REDUCE_MAX", "global_max_pooling2d<>"},
    {"REDUCE_MAX", "global_max_pooling2d<keepdims>"},          {"RESHAPE", "flatten"},
    {"SQUEEZE", "flatten"},     {"L2_NORMALIZATION", "unit_normalization<>"},
};

std::string angled(const char* layer, const std::string& numbers) { return layer + ('<' + numbers + '>'); }

struct operator_speller {
  const tflite_graph& g;
  const tflite_subgraph& s;
  const tflite_node& o;
  const declared_row& row;
  const nns::shape& x;  // the first that arrives
  std::vector<std::string> found{};

  void run() {
    const nns::text name = nns::detail::tflite_kinds[o.code].name;
    const nns::shape& y = row.own.outputs[0];
    for (const plain_spelling& p : plain_spellings)
      if (std::string_view(name.data(), name.size()) == p.operator_name) found.emplace_back(p.layer);
    if (name == "RESHAPE" || name == "SQUEEZE" || name == "EXPAND_DIMS") found.push_back(angled("reshape", list_of(y)));
    if (name == "CONCATENATION") concatenated(y);
    if (name == "RESIZE_NEAREST_NEIGHBOR") scaled("up_sampling2d", y, x);
    if (name == "DEPTH_TO_SPACE") scaled("depth_to_space", y, x);
    if (name == "SPACE_TO_DEPTH") scaled("space_to_depth", x, y);
    if (name == "RESIZE_BILINEAR" && y.rank() == 3)
      found.push_back(angled("resizing", std::to_string(y[0]) + ", " + std::to_string(y[1])));
    if (name == "TRANSPOSE_CONV") transposed();
  }

  void concatenated(const nns::shape& y) {
    const int whole = g.output_tensor(s, o, 0).dims.rank();
    const int axis = o.options.axis < 0 ? o.options.axis + whole : o.options.axis;
    const int own = axis + (y.rank() == whole ? 1 : 0);
    if (own == y.rank()) found.emplace_back("concatenate<>");
    if (own >= 1) found.push_back(angled("concatenate", angled("axis", std::to_string(own))));
  }

  /// By how much the first two extents grow.
  void scaled(const char* layer, const nns::shape& large, const nns::shape& small) {
    if (large.rank() != 3 || small.rank() != 3 || small[0] < 1 || small[1] < 1) return;
    const std::int64_t high = large[0] / small[0], wide = large[1] / small[1];
    found.push_back(angled(layer, high == wide ? std::to_string(high)
                                               : "nns::extents{" + std::to_string(high) + ", " + std::to_string(wide) + "}"));
  }

  void transposed() {
    const nns::shape& w = g.input_tensor(s, o, 1).dims;
    if (w.rank() != 4) return;
    constexpr const char* activations[] = {"", ", relu", "", ", relu6", ", tanh_"};
    const int activation = o.options.activation;
    std::string parts = std::to_string(w[0]) + ", kernel<" + std::to_string(w[1]) + ", " + std::to_string(w[2]) +
                        ">, strides<" + std::to_string(o.options.strides[1]) + ", " +
                        std::to_string(o.options.strides[2]) + ">" + (o.options.padding == 0 ? ", same" : "") +
                        (g.input(s, o, 3) < 0 ? ", no_bias" : "");
    if (activation >= 0 && activation < 5) parts += activations[activation];
    found.push_back(angled("conv2d_transpose", parts));
  }
};

}  // namespace

bool declare_tflite(const nns::tflite_file& file, const std::string& name, std::string& into, std::string& wrong) {
  declared_rows model = watched(file.summary());
  const tflite_graph& g = file.graph();
  const tflite_subgraph& s = g.subgraphs[0];
  const std::size_t first = model.rows.size() - static_cast<std::size_t>(s.operators);
  for (int i = 0; i != s.operators; ++i) {
    const tflite_node& o = g.operators[s.first_operator + i];
    declared_row& row = model.rows[first + static_cast<std::size_t>(i)];
    for (int k = static_cast<int>(row.own.outputs.size()); k < o.outputs; ++k)
      row.own.outputs.push_back(file.row_shape(g.output(s, o, k)));
    if (!o.is(tflite_operator::custom)) row.operator_name = std::string(nns::detail::tflite_kinds[o.code].name);
    if (row.family != nullptr || row.inputs.empty()) continue;
    const auto& [from, output] = row.inputs[0];
    const auto& made = model.rows[static_cast<std::size_t>(from)].own.outputs;
    operator_speller spell{g, s, o, row, made[static_cast<std::size_t>(output)]};
    spell.run();
    row.candidates = std::move(spell.found);
  }
  return declare_rows(std::move(model), name, into, wrong);
}

}  // namespace tool
