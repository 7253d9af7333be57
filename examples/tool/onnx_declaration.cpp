// Which layers of the library a node may be. What the reader found to be a layer is one already; of the others the first
// spelling is taken that makes and costs the same, and else a layer of one's own. What the file computes of its constants
// alone is no layer, and left out.
#include "onnx_declaration.hpp"

#include "row_declaration.hpp"

namespace tool {

namespace {

struct plain_spelling {
  std::string_view op_type;
  std::string_view layer;
};
constexpr plain_spelling plain_spellings[] = {
    {"Add", "add<>"},           {"Sum", "add<>"},          {"Sub", "subtract<>"},
    {"Mul", "multiply<>"},      {"Max", "maximum<>"},      {"Min", "minimum<>"},
    {"Relu", "relu"},           {"Clip", "relu6"},         {"Sigmoid", "sigmoid"},
    {"Tanh", "tanh_"},          {"Softmax", "softmax"},    {"HardSwish", "hard_silu"},
    {"HardSigmoid", "hard_sigmoid"},                       {"Elu", "elu"},
    {"Gelu", "gelu"},           {"LeakyRelu", "leaky_relu"},
    {"Softplus", "softplus"},   {"Selu", "selu"},          {"Identity", "identity"},
    {"Dropout", "dropout"},     {"PRelu", "prelu<shared_axes<2, 3>>"},
    {"Flatten", "flatten"},     {"Reshape", "flatten"},    {"Squeeze", "flatten"},
    {"GlobalAveragePool", "global_average_pooling2d<channels_first, keepdims>"},
    {"GlobalAveragePool", "global_average_pooling1d<channels_first, keepdims>"},
    {"GlobalMaxPool", "global_max_pooling2d<channels_first, keepdims>"},
    {"Concat", "concatenate<axis<1>>"},                    {"Concat", "concatenate<axis<2>>"},
    {"Concat", "concatenate<>"},
};

std::vector<std::string> spellings_of(std::string_view op_type, const nns::shape& made) {
  std::vector<std::string> found;
  for (const plain_spelling& p : plain_spellings)
    if (p.op_type == op_type) found.emplace_back(p.layer);
  if (op_type == "Reshape" || op_type == "Squeeze" || op_type == "Unsqueeze" || op_type == "Flatten")
    found.push_back("reshape<" + list_of(made) + ">");
  return found;
}

/// Without the rows of constants that nobody reads.
void leave_out(declared_rows& model, const std::vector<bool>& constant) {
  std::vector<bool> read(model.rows.size());
  for (const declared_row& row : model.rows)
    for (const auto& [from, output] : row.inputs) read[static_cast<std::size_t>(from)] = true;
  for (const auto& [from, output] : model.outputs)
    if (from >= 0) read[static_cast<std::size_t>(from)] = true;
  std::vector<int> number(model.rows.size());
  std::vector<declared_row> left;
  for (std::size_t i = 0; i != model.rows.size(); ++i) {
    number[i] = static_cast<int>(left.size());
    if (!constant[i] || read[i]) left.push_back(std::move(model.rows[i]));
  }
  for (declared_row& row : left)
    for (auto& [from, output] : row.inputs) from = number[static_cast<std::size_t>(from)];
  for (auto& [from, output] : model.outputs)
    if (from >= 0) from = number[static_cast<std::size_t>(from)];
  model.rows = std::move(left);
}

}  // namespace

bool declare_onnx(const nns::onnx_file& file, const std::string& name, std::string& into, std::string& wrong) {
  declared_rows model = watched(file.summary());
  const std::vector<nns::onnx_evaluated_node> nodes = file.nodes();
  std::size_t inputs = 0;
  while (inputs != model.rows.size() && model.rows[inputs].is_input) ++inputs;
  if (model.rows.size() == inputs + nodes.size()) {  // else known_as<...> made several rows of a node
    std::vector<bool> constant(model.rows.size());
    for (std::size_t i = 0; i != nodes.size(); ++i) {
      declared_row& row = model.rows[inputs + i];
      constant[inputs + i] = nodes[i].constant && nodes[i].parameters == 0;
      if (row.family == nullptr && !row.own.outputs.empty()) row.candidates = spellings_of(nodes[i].op_type, row.own.outputs[0]);
    }
    leave_out(model, constant);
  }
  return declare_rows(std::move(model), name, into, wrong);
}

}  // namespace tool
