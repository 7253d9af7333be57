// examples/onnx_operators.md, from the tables that the reader of files looks into.
//
//     operators_page              prints it
//     operators_page --check FILE exit status 0 if the file says the same
#include <nns/import/onnx/operators.hpp>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace {

using nns::detail::onnx_cost;
using nns::detail::onnx_operator;

constexpr std::string_view intro = R"(# Operators in ONNX files

What the reader of `.onnx` files knows about each operator, printed from its tables by `tests/onnx/operators/page/operators_page.cpp`.
**An operator that is not listed here is refused by name**, and so is one of an unknown domain: `nns::known_as<"Class",
layer>` says which layer it is, `nns::assume_zero<"Class">` that it costs nothing. Model-local functions are inlined, and their operators
count.

- Multiply-adds are those of matrix products and convolutions. Bias, scaling, activations, normalisation, pooling, interpolation and
  element-wise work count 0, as in layers. Products with padding zeros count.
- The number after a name is the version of the domain that introduced the operator; without a number it is 1. Later versions that write
  the same thing differently (axes as attributes, later as inputs) are read in the form of the file's version.
- Shapes follow the standard. Where the runtimes differ from the standard's own inference, the runtimes are followed: a window that would
  begin in the padding after its input does not exist, whatever `ceil_mode` says.
- Numbers in small tensors (up to 64 elements) are computed where graphs use them to compute shapes: `Shape`, `Gather`, `Concat`,
  arithmetic, comparisons, `Where`, `Slice`, `Range`, reductions, and operators that move elements. An unknown number does not make the
  other numbers unknown.
- If an output's shape depends on data (`NonZero`, `Unique`, `NonMaxSuppression`, `Compress`), it is unknown, and so is everything that
  depends on it.
- Parameters are the elements of floating-point initializers and of quantised weights, counted where they are first used, unless they
  only configure a node: limits, scales, zero points, pads, sizes, ratios, initial states. The output of a `Constant` is a parameter if it
  is used as a weight, or in element-wise arithmetic if it has more than one number.
)";

struct family {
  std::string_view title;
  std::string_view says;
};
/// In the order of onnx_tables.
constexpr family families[] = {
    {"Convolutions",
     "The elements of the output (of the input, for a transposed convolution) times the weights' extents "
     "from the second on. Interpolated offsets cost nothing."},
    {"Products of matrices",
     "The elements of the output times the extent that is summed over. `Einsum` of two operands: the "
     "product of the extents of all its letters; of one, 0; of more, unknown, since no order is defined."},
    {"Attention",
     "With B instances, h heads, T queries, S keys of size d (including past ones) and values of size e: B "
     "h T S (d + e), plus the projections that the operator itself has. Products that a mask hides are "
     "counted. If past and present keys share a buffer, S is the length that an input gives, and unknown if that depends on data."},
    {"Recurrent", "T steps times the batch times the elements of W and of R. Peepholes cost nothing."},
    {"Pools and sampling",
     "Nothing, except that `AffineGrid` multiplies each position by a matrix of d rows and d + 1 columns."},
    {"Normalisations", "Nothing."},
    {"Activations", "Nothing."},
    {"Element by element", "Nothing. Extents of 1 are stretched."},
    {"Shapes", "Nothing."},
    {"Selecting and joining", "Nothing."},
    {"Reductions", "Nothing."},
    {"Quantised", "The same as the operators for real numbers."},
    {"Fused",
     "Operators that ONNX Runtime's optimizers and quantisers write. Products as above; a mixture of "
     "experts: the tokens, times the experts that each token uses, times the weights of one expert. Packed "
     "weights of a few bits are counted as numbers, not as bytes. Attention without padding, on pages, or "
     "sparse has shapes and parameters, and an unknown cost: the number of keys that a query sees depends on data."},
    {"Control flow and sequences",
     "An `If` whose condition is known takes that branch; one whose branch depends on data is refused, and "
     "so are loops. A sequence has no shape of its own."},
    {"Signals, random numbers, losses", "Nothing, except for a causal convolution that keeps its state."},
    {"Quantised, in cublasLt's orders", "The same as the operators for real numbers: an order changes no shape."},
    {"Decoders and gates",
     "Products as above. `DecoderAttention` projects the keys of its queries, or of the other sequence, or takes them from a cache, as "
     "its flags say, and is unknown where they are data. A gate multiplies each head's query by its matrix."},
};
static_assert(sizeof(families) / sizeof(families[0]) == sizeof(nns::detail::onnx_tables) / sizeof(nns::detail::onnx_tables[0]));

std::string string_of(nns::text t) { return {t.data(), t.size()}; }

std::string name_of(const onnx_operator& o) {
  std::string name = o.domain.size() == 0 ? "" : string_of(o.domain) + ".";
  name += string_of(o.name);
  return o.since == 1 ? name : name + " " + std::to_string(o.since);
}

std::string names_of(const nns::detail::onnx_table& t, onnx_cost cost, bool standard) {
  std::vector<std::string> names;
  for (int i = 0; i != t.count; ++i)
    if (t.rows[i].cost == cost && (t.rows[i].domain.size() == 0) == standard) {
      std::string name = string_of(t.rows[i].name);
      if (t.rows[i].since != 1) name += " " + std::to_string(t.rows[i].since);
      names.push_back(name);
    }
  std::sort(names.begin(), names.end());
  std::string all;
  for (const std::string& n : names) all += (all.empty() ? "`" : ", `") + n + '`';
  return all;
}

/// What a refused operator says of itself.
std::string reason_of(const onnx_operator& o) {
  nns::detail::onnx_lists lists{};
  nns::detail::onnx_node n;
  n.row = &o;
  n.lists = &lists;
  o.rule(n);
  return n.said == nullptr ? "" : n.said;
}

std::string page() {
  std::string all(intro);
  int number = 0;
  std::map<std::string, std::string> refused;
  for (const nns::detail::onnx_table& t : nns::detail::onnx_tables) {
    const family& f = families[number++];
    all += "\n## " + std::string(f.title) + "\n\n" + std::string(f.says) +
      "\n\n| | ai.onnx | com.microsoft |\n|---|---|---|\n";
    for (const auto& [cost, word] : {std::pair{onnx_cost::counted, "counted"}, std::pair{onnx_cost::free, "free"},
                                     std::pair{onnx_cost::unknown, "unknown"}}) {
      const std::string standard = names_of(t, cost, true), others = names_of(t, cost, false);
      if (!standard.empty() || !others.empty())
        all += "| " + std::string(word) + " | " + standard + " | " + others + " |\n";
    }
    for (int i = 0; i != t.count; ++i)
      if (t.rows[i].cost == onnx_cost::refused) {
        std::string& names = refused[reason_of(t.rows[i])];
        names += (names.empty() ? "`" : ", `") + name_of(t.rows[i]) + '`';
      }
  }
  all += "\n## Refused by name\n\n| | |\n|---|---|\n";
  for (const auto& [reason, names] : refused) all += "| " + names + " | " + reason + " |\n";
  return all;
}

}  // namespace

int main(int count, char** arguments) {
  const std::string text = page();
  if (count != 3) {
    std::cout << text;
    return 0;
  }
  std::ifstream in(arguments[2]);
  const std::string there((std::istreambuf_iterator<char>(in)), {});
  if (there == text) return 0;
  std::cerr << arguments[2] << " is not what " << arguments[0] << " prints\n";
  return 1;
}
