// Functions of tensors among a file's layers: Keras 3's operations, and TensorFlow's as tf.keras writes them. What a
// comment calls numpy is numpy 1.24's result, with a batch of two in front; multiply-adds are worked out by hand.
// A function whose result cannot be known is refused, or takes the shape that the file gives: never another one.
#include "keras/written.hpp"

namespace {

using nns::shape;
using written::counts;
using written::functional_of;
using written::input;
using written::is_refused;
using written::model_of;
using written::node;

constexpr std::int64_t open = nns::unknown;
const char* const not_known = "the cost of this operation is not known";

TEST_CASE("products of matrices, and a shape that the file says") {
  // Products of matrices: (product of the leading extents) T I U; extents of 1 are stretched.
  const auto product = [](const char* a, const char* b, shape output, std::int64_t forward) {
    const std::string op = R"({"module": "keras.ops", "class_name": "Matmul", "name": "a", "config": {"name": "a"},
      "inbound_nodes": [[["x", 0, 0], ["y", 0, 0]]]})";
    counts(functional_of(input("x", a) + "," + input("y", b) + "," + op), output, forward);
  };
  product("5, 4", "4, 6", {5, 6}, 5 * 4 * 6);
  product("3, 5, 4", "4, 6", {3, 5, 6}, 3 * 5 * 4 * 6);
  product("5, 4", "3, 4, 6", {3, 5, 6}, 3 * 5 * 4 * 6);
  product("1, 5, 4", "3, 4, 6", {3, 5, 6}, 3 * 5 * 4 * 6);
  product("3, 5, 4", "1, 4, 6", {3, 5, 6}, 3 * 5 * 4 * 6);
  // keras.ops.reshape is not the layer Reshape: it has no target_shape, and its result stands where it is used.
  const std::string reshape = R"({"module": "keras.src.ops.numpy", "class_name": "Reshape", "name": "r",
    "config": {"name": "r", "newshape": [-1, 6, 2]}, "inbound_nodes": [{"args": [["x", 0, 0]], "kwargs": {}}]})";
  const std::string used = R"([{"args": [{"class_name": "__keras_tensor__",
    "config": {"shape": [null, 6, 2], "keras_history": ["r", 0, 0]}}], "kwargs": {}}])";
  counts(functional_of(input("x", "4, 3") + "," + reshape + "," + node("Dense", "a", R"("units": 5)", used)), {6, 5},
         6 * 2 * 5, 2 * 5 + 5);
}

/// A function called on x of (6, 8), and on y and z of (6, 8) and (8, 5).
std::string called(const std::string& class_name, const std::string& config, const std::string& arguments) {
  return R"({"class_name": "Functional", "config": {"name": "m", "layers": [)" + input("x", "6, 8") + ", " +
         input("y", "6, 8") + ", " + input("z", "8, 5") + R"(, {"module": ")" +
         (class_name == "ReversibleEmbedding" ? "keras.layers" : "keras.src.ops.numpy") + R"(", "class_name": ")" +
         class_name + R"(", "name": "a", "config": {)" + config + R"(}, "inbound_nodes": [{"args": [)" + arguments +
         R"(], "kwargs": {}}]}], "input_layers": [["x", 0, 0], ["y", 0, 0], ["z", 0, 0]],
             "output_layers": [["a", 0, 0]]}})";
}
std::string tensor_of(const char* name, const char* extents) {
  return R"({"class_name": "__keras_tensor__", "config": {"shape": [null, )" + std::string(extents) +
         R"(], "dtype": "float32", "keras_history": [")" + name + R"(", 0, 0]}})";
}
const std::string x = tensor_of("x", "6, 8");
const std::string x_and_y = x + ", " + tensor_of("y", "6, 8");
const std::string x_and_z = x + ", " + tensor_of("z", "8, 5");
std::string part(const std::string& begin, const std::string& end, const std::string& step) {
  return R"({"class_name": "__slice__", "config": {"start": )" + begin + R"(, "stop": )" + end + R"(, "step": )" +
         step + "}}";
}
const std::string whole = part("null", "null", "null");

// Keras 3.9.2 and 3.15.1: as they write their operations, and the shapes that they find.
TEST_CASE("operations of Keras 3 whose result is the model's output") {
  struct operation {
    const char* class_name;
    std::string config;
    std::string arguments;
    shape output;
    std::int64_t forward = 0;
  };
  const std::string rest = R"({"class_name": "__ellipsis__", "config": {}})";
  const std::string vector =
      R"({"class_name": "__tensor__", "config": {"value": [1.0, 2.0, 1.0, 2.0, 1.0, 2.0, 1.0, 2.0],
                                 "dtype": "float32"}})";
  for (const operation& o : {
           operation{"GetItem", R"("name": "a")", x + ", [" + whole + ", 0]", {8}},
           operation{"GetItem", R"("name": "a")", x + ", [" + whole + ", -1, 3]", {}},
           operation{"GetItem", R"("name": "a")", x + ", [" + whole + ", " + part("1", "5", "2") + "]", {2, 8}},
           operation{"GetItem", R"("name": "a")", x + ", [" + whole + ", " + part("-2", "null", "null") + "]", {2, 8}},
           operation{"GetItem", R"("name": "a")", x + ", [" + whole + ", " + part("null", "99", "4") + "]", {2, 8}},
           operation{"GetItem", R"("name": "a")", x + ", [" + whole + ", " + part("null", "null", "-1") + "]", {6, 8}},
           operation{"GetItem", R"("name": "a")", x + ", [" + whole + ", " + part("4", "1", "-2") + "]", {2, 8}},
           operation{"GetItem", R"("name": "a")", x + ", [" + rest + ", null]", {6, 8, 1}},
           operation{"GetItem", R"("name": "a")", x + ", [" + rest + ", 2]", {6}},
           operation{"GetItem", R"("name": "a")", x + ", [" + whole + ", null, 2]", {1, 8}},
           operation{"Mean", R"("axis": 1, "keepdims": false)", x, {8}},
           operation{"Mean", R"("axis": -1, "keepdims": true)", x, {6, 1}},
           operation{"Sum", R"("axis": [1, 2], "keepdims": false)", x, {}},
           operation{"Argmax", R"("axis": -1, "keepdims": false)", x, {6}},
           operation{"Reshape", R"("newshape": [-1, 4, 12])", x, {4, 12}},
           operation{"Transpose", R"("axes": [0, 2, 1])", x, {8, 6}},
           operation{"Swapaxes", R"("axis1": 1, "axis2": 2)", x, {8, 6}},
           operation{"Concatenate", R"("axis": 1)", "[" + x_and_y + "]", {12, 8}},
           operation{"Stack", R"("axis": 1)", "[" + x_and_y + "]", {2, 6, 8}},
           operation{"Split", R"("axis": -1, "indices_or_sections": 2)", x, {6, 4}},
           operation{"ExpandDims", R"("axis": 2)", x, {6, 1, 8}},
           operation{"Tile", R"("repeats": [1, 2, 3])", x, {12, 24}},
           operation{"Repeat", R"("axis": 1, "repeats": 3)", x, {18, 8}},
           operation{"Pad", R"("mode": "constant", "pad_width": [[0, 0], [1, 2], [0, 3]])", x, {9, 11}},
           operation{"Flip", R"("axis": 1)", x, {6, 8}},
           operation{"OneHot", R"("num_classes": 5, "axis": -1)", x, {6, 8, 5}},
           operation{"Add", R"("name": "a")", x + ", 1.0", {6, 8}},
           operation{"Add", R"("name": "a")", x + ", " + vector, {6, 8}},
           operation{"Subtract", R"("name": "a")", "1.0, " + x, {6, 8}},
           operation{"Matmul", R"("name": "a")", x_and_z, {6, 5}, 6 * 8 * 5},
           operation{"Einsum", R"("subscripts": "bij,bjk->bik")", x_and_z, {6, 5}, 6 * 8 * 5},
           operation{"Einsum", R"("subscripts": "bij,bij->bi")", x_and_y, {6}, 6 * 8},
       }) {
    INFO(o.class_name << ": " << o.config << ", " << o.arguments);
    const nns::keras_file file{called(o.class_name, o.config, o.arguments)};
    INFO(file.error().message);
    REQUIRE(file);
    CHECK(file.summary().total.output == o.output);
    CHECK(file.summary().total.forward.count == o.forward);
    CHECK(file.summary().total.parameters == 0);
  }
}

// Keras 3.15.1: the way back is a product with the table.
TEST_CASE("an embedding that is called backwards is refused") {
  const std::string embedding = R"("input_dim": 9, "output_dim": 8)";
  CHECK(nns::keras_file{called("ReversibleEmbedding", embedding, x)});
  CHECK(nns::keras_file{called("ReversibleEmbedding", embedding, x + ", false")});
  const char* const backwards = "has an unknown value here";
  is_refused(called("ReversibleEmbedding", embedding, x + ", true"), backwards);
  const std::string untied = embedding + R"(, "tie_weights": false)";
  CHECK(nns::keras_file{called("ReversibleEmbedding", untied, x)});
  is_refused(called("ReversibleEmbedding", untied, x + ", true"), backwards);
  const auto by_name = [&embedding](const char* how) {
    return functional_of(input("x", "6") + "," +
                         node("ReversibleEmbedding", "a", embedding,
                              R"([{"args": [["x", 0, 0]], "kwargs": {"reverse": )" + std::string(how) + "}}]"));
  };
  counts(by_name("false"), {6, 8}, 0, 9 * 8);
  counts(by_name("null"), {6, 8}, 0, 9 * 8);
  is_refused(by_name("true"), backwards);
}

TEST_CASE("operations whose shape cannot be known are refused") {
  const auto refused = [](const char* class_name, const std::string& config, const std::string& arguments,
                          const char* says) { is_refused(called(class_name, config, arguments), says); };
  refused("Mean", R"("axis": null, "keepdims": false)", x, not_known);  // of the batch, too
  refused("Mean", R"("axis": [0, 1])", x, not_known);
  refused("Reshape", R"("newshape": [3, 16])", x, not_known);
  refused("Reshape", R"("newshape": [-1, 5])", x, "keeps the number of elements");
  refused("Transpose", R"("axes": [1, 0, 2])", x, not_known);
  refused("Transpose", R"("axes": null)", x, not_known);
  refused("Cumsum", R"("axis": null)", x, not_known);
  refused("Split", R"("axis": -1, "indices_or_sections": [2, 5])", x, not_known);
  refused("Pad", R"("pad_width": 1)", x, not_known);
  refused("Glu", R"("axis": -1)", x, not_known);
  refused("Einsum", R"("subscripts": "bij,cjk->bik")", x_and_z, "multiplies it by itself");
  refused("Einsum", R"("subscripts": "bij,bkj->bik")", x_and_z, "different widths");
  refused("GetItem", R"("name": "a")", x + ", [0]", not_known);
  refused("GetItem", R"("name": "a")", x + ", [" + part("0", "2", "null") + "]", not_known);
  refused("GetItem", R"("name": "a")", x + ", [" + whole + ", [0, 2]]", not_known);
  refused("GetItem", R"("name": "a")", x + ", [" + whole + ", 6]", "a");
  refused("GetItem", R"("name": "a")", x + ", [" + whole + ", 1, 1, 1]", "a");
  refused("Add", R"("name": "a")", x + R"(, {"class_name": "__tensor__", "config": {"value": [[1.0], [2.0]]}})",
          "do not match");
  refused("Add", R"("name": "a")", x + R"(, {"class_name": "__tensor__", "config": {"value": [1.0, 2.0]}})", "a");
  refused("Matmul", R"("name": "a")", x + R"(, {"class_name": "__tensor__", "config": {"value": [[1.0], [2.0]]}})",
          "a");
}

// tf.keras 2.4 to 2.15: the function's name is in the config, its arguments are beside the tensor.
TEST_CASE("functions of TensorFlow take their arguments where they are called") {
  struct function {
    const char* name;
    const char* arguments;
    shape output;
  };
  for (const function& f : {
           function{"__operators__.getitem", R"("slice_spec": [{"start": null, "stop": null, "step": null}, 0])", {8}},
           function{"__operators__.getitem", R"("slice_spec": [{"class_name": "__ellipsis__"}, null])", {6, 8, 1}},
           function{
               "__operators__.getitem",
               R"("slice_spec": [{"start": null, "stop": null, "step": null}, {"start": 1, "stop": 3, "step": null}])",
               {2, 8}},
           function{"math.reduce_mean", R"("axis": 1, "keepdims": false, "name": null)", {8}},
           function{"math.reduce_max", R"("axis": [1], "keepdims": true)", {1, 8}},
           function{"reshape", R"("shape": [-1, 4, 12], "name": null)", {4, 12}},
           function{"compat.v1.transpose", R"("perm": [0, 2, 1], "conjugate": false)", {8, 6}},
           function{"expand_dims", R"("axis": -1, "name": null)", {6, 8, 1}},
           function{"nn.relu", R"("name": null)", {6, 8}},
           function{"math.multiply", R"("y": 2.0, "name": null)", {6, 8}},
           function{"math.subtract", R"("y": [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0], "name": null)", {6, 8}},
           function{"tile", R"("multiples": [1, 2, 1])", {12, 8}},
           function{"image.resize", R"("size": [3, 4], "method": "bilinear")", {}},
       }) {
    const bool image = f.output.used == 0;
    INFO(f.name << ": " << f.arguments);
    const nns::keras_file file{functional_of(input("x", image ? "9, 8, 2" : "6, 8") +
                                             R"(, {"class_name": "TFOpLambda", "name": "a", "config": {"name": "a",
        "trainable": true, "function": ")" + f.name +
                                             R"("}, "inbound_nodes": [["x", 0, 0, {)" + f.arguments + "}]]}")};
    INFO(file.error().message);
    REQUIRE(file);
    CHECK(file.summary().total.output == (image ? shape{3, 4, 2} : f.output));
    CHECK(file.summary().total.forward.count == 0);
  }
  const nns::keras_file concat{functional_of(
      input("x", "6, 8") + R"(, {"class_name": "TFOpLambda", "name": "a", "config": {"name": "a", "function": "concat"},
      "inbound_nodes": [[["x", 0, 0, {"axis": 1}], ["x", 0, 0, {"axis": 1}]]]})")};
  INFO(concat.error().message);
  REQUIRE(concat);
  CHECK(concat.summary().total.output == shape{12, 8});
}

// Python's brackets, of x of (6, 8) behind the batch. Its words in files: a slice, an index, ..., None.
struct brackets {
  std::string inside;
  shape output;
};
const std::string rest = R"({"class_name": "__ellipsis__", "config": {}})";
std::string from_to(const std::string& begin, const std::string& end) {
  return part(begin, end, "null");
}
std::string selected(const std::string& inside) {
  return called("GetItem", R"("name": "a")", x + ", [" + inside + "]");
}

TEST_CASE("parts of a tensor are numpy's") {
  for (const brackets& b : {
           brackets{whole + "," + whole + ", 0", {6}},                                    // numpy: x[:, :, 0]
           brackets{whole + ", -6", {8}},                                                 // x[:, -6]
           brackets{whole + "," + from_to("-99", "3"), {3, 8}},                           // x[:, -99:3]
           brackets{whole + "," + from_to("1", "99"), {5, 8}},                            // x[:, 1:99]
           brackets{whole + "," + from_to("2", "null"), {4, 8}},                          // x[:, 2:]
           brackets{whole + "," + from_to("null", "-1"), {5, 8}},                         // x[:, :-1]
           brackets{whole + "," + part("1", "2", "3"), {1, 8}},                           // x[:, 1:2:3]
           brackets{whole + "," + part("null", "null", "-2"), {3, 8}},                    // x[:, ::-2]
           brackets{whole + "," + part("5", "0", "-1"), {5, 8}},                          // x[:, 5:0:-1]
           brackets{whole + "," + part("-2", "-99", "-1"), {5, 8}},                       // x[:, -2:-99:-1]
           brackets{whole + "," + part("99", "null", "-3"), {2, 8}},                      // x[:, 99::-3]
           brackets{whole + "," + part("-1", "-7", "-5"), {2, 8}},                        // x[:, -1:-7:-5]
           brackets{whole + "," + whole + "," + part("1", "7", "3"), {6, 2}},             // x[:, :, 1:7:3]
           brackets{whole + "," + rest + ", -1", {6}},                                    // x[:, ..., -1]
           brackets{rest + "," + whole + ", null," + from_to("2", "4"), {6, 1, 2}},       // x[..., :, None, 2:4]
           brackets{whole + ", null," + rest + ", null", {1, 6, 8, 1}},                   // x[:, None, ..., None]
           brackets{rest, {6, 8}},                                                        // x[...]
           brackets{rest + "," + whole + "," + whole + "," + whole, {6, 8}},              // x[..., :, :, :]
           brackets{R"({"start": null}, {"start": 1, "stop": 3, "step": null})", {2, 8}}  // x[:, 1:3], as tf.keras
       })
    counts(selected(b.inside), b.output);
}

TEST_CASE("parts of an extent that is not known") {
  const auto part_of_open = [](const std::string& inside, const shape& output) {
    counts(functional_of(input("x", "null, 8") + R"(, {"module": "keras.src.ops.numpy", "class_name": "GetItem",
      "name": "a", "config": {"name": "a"}, "inbound_nodes": [{"args": [["x", 0, 0], [)" +
                         inside + R"(]], "kwargs": {}}]})"),
           output);
  };
  part_of_open(whole + ", 3", {8});
  part_of_open(whole + ", -1000", {8});
  part_of_open(whole + "," + from_to("1", "null"), {open, 8});
  part_of_open(whole + "," + part("null", "null", "-1"), {open, 8});
  part_of_open(whole + "," + whole + "," + from_to("1", "3"), {open, 2});
}

TEST_CASE("parts that are none are refused") {
  const char* const outside = "an index or a range is outside the input";
  is_refused(selected(whole + ", 6"), outside);                           // numpy: IndexError
  is_refused(selected(whole + ", -7"), outside);                          // IndexError
  is_refused(selected(whole + "," + from_to("3", "3")), outside);         // an extent of 0, which no layer takes
  is_refused(selected(whole + "," + from_to("4", "2")), outside);         // likewise
  is_refused(selected(whole + "," + part("5", "1", "2")), outside);       // likewise
  is_refused(selected(whole + ", 1, 1, 1"), "too few axes");  // IndexError: too many indices
  is_refused(selected(whole + "," + part("1", "5", "0")), not_known);     // ValueError: slice step cannot be zero
  is_refused(selected(rest + "," + rest + ", 0"), not_known);             // IndexError: a single ellipsis
  is_refused(selected(whole + "," + rest + ", 1," + rest), not_known);
  // The batch is selected from, or something stands before it.
  is_refused(selected(rest + ", 0, 0, 0"), "there is no such axis");  // numpy: ()
  is_refused(selected(rest + ", 0," + whole + "," + whole), "there is no such axis");
  is_refused(selected(rest + ", null," + whole + "," + whole + "," + whole), "there is no such axis");
  for (const std::string& first : {std::string("0"), std::string("null"), from_to("1", "3"), part("null", "null", "2")})
    is_refused(selected(first + "," + whole), not_known);
  // By something else than numbers.
  for (const std::string& second :
       {std::string("true"), std::string(R"("name")"), std::string("[0, 2]"), tensor_of("y", "6, 8"),
        std::string(R"({"class_name": 5})"), std::string(R"({"class_name": "__slice__", "config": 5})"),
        std::string(R"({"start": 1, "middle": 2, "stop": 3})"), std::string(R"({"start": "one"})"),
        std::string(R"({"class_name": "__slice__", "config": {"start": )") + tensor_of("y", "6, 8") + "}}"})
    is_refused(selected(whole + "," + second), not_known);
  is_refused(selected(""), not_known);
  // No second argument, one that is no list, and no list of arguments.
  is_refused(called("GetItem", R"("name": "a")", x), not_known);
  is_refused(called("GetItem", R"("name": "a")", x + ", 0"), not_known);
  is_refused(called("GetItem", R"("name": "a")", x + ", " + whole), not_known);
  const auto by_keywords = [](const std::string& call) {
    return functional_of(input("x", "6, 8") + R"(, {"module": "keras.src.ops.numpy", "class_name": "GetItem",
      "name": "a", "inbound_nodes": [)" +
                         call + "]}");
  };
  is_refused(by_keywords(R"({"args": [], "kwargs": {"x": ["x", 0, 0]}})"), not_known);
  is_refused(by_keywords(R"([["x", 0, 0, {}]])"), not_known);
  // numpy: nine axes behind the batch, where a shape here has eight extents.
  is_refused(functional_of(input("x", "1, 2, 1, 2, 1, 2, 1, 2") + R"(, {"module": "keras.ops", "class_name": "GetItem",
      "name": "a", "config": {"name": "a"}, "inbound_nodes": [{"args": [["x", 0, 0], [)" +
                           rest + R"(, null]], "kwargs": {}}]})"),
             "at most eight extents");
}

/// A function of x, and behind it a layer that says what arrives: Keras 3 repeats each tensor's shape where it is used.
std::string behind(const std::string& class_name, const std::string& config, const std::string& arguments,
                   const std::string& extents) {
  return functional_of(
      input("x", "6, 8") + R"(, {"module": "keras.src.ops.numpy", "class_name": ")" + class_name +
      R"(", "name": "f", "config": {)" + config + R"(}, "inbound_nodes": [{"args": [)" + arguments +
      R"(], "kwargs": {}}]}, )" +
      node("Dense", "a", R"("units": 3)", R"([{"args": [)" + tensor_of("f", extents.c_str()) + R"(], "kwargs": {}}])"));
}

TEST_CASE("what cannot be found takes the shape that the file gives") {
  struct function {
    const char* class_name;
    const char* config;
    std::string arguments;
    const char* extents;
    shape output;
    std::int64_t forward;
  };
  for (const function& f : {
           function{"GetItem", "", x + ", [" + whole + ", [0, 2]]", "2, 8", {2, 3}, 2 * 8 * 3},
           function{"Take", R"("axis": 1)", x + ", [0, 2, 4]", "3, 8", {3, 3}, 3 * 8 * 3},
           function{"Glu", R"("axis": -1)", x, "6, 4", {6, 3}, 6 * 4 * 3},
           function{"Split", R"("axis": -1, "indices_or_sections": [2, 5])", x, "6, 2", {6, 3}, 6 * 2 * 3},
           function{"Moveaxis", R"("source": 1, "destination": 2)", x, "8, 6", {8, 3}, 8 * 6 * 3},
           function{"Pad", R"("pad_width": 1)", x, "8, 10", {8, 3}, 8 * 10 * 3},
       }) {
    const std::string text = behind(f.class_name, f.config, f.arguments, f.extents);
    const nns::keras_file file{text};
    INFO(text);
    INFO(file.error().message);
    REQUIRE(file);
    CHECK(file.summary().total.output == f.output);
    CHECK(file.summary().total.forward.count == f.forward);
  }
  // Nor where its first extent is no batch: the batch was summed over, or stands elsewhere.
  const auto from_batch = [](const char* class_name, const char* config, const std::string& said) {
    return functional_of(input("x", "6, 8") + R"(, {"module": "keras.src.ops.numpy", "class_name": ")" + class_name +
                         R"(", "name": "f", "config": {)" + config + R"(}, "inbound_nodes": [{"args": [)" + x +
                         R"(], "kwargs": {}}]}, )" +
                         node("Dense", "a", R"("units": 3)",
                              R"([{"args": [{"class_name": "__keras_tensor__", "config": {"shape": )" + said +
                                  R"(, "dtype": "float32", "keras_history": ["f", 0, 0]}}], "kwargs": {}}])"));
  };
  is_refused(from_batch("Mean", R"("axis": 0)", "[6, 8]"), "between instances");
  is_refused(from_batch("Transpose", R"("axes": [1, 0, 2])", "[6, null, 8]"), "between instances");
  is_refused(from_batch("Concatenate", R"("axis": 0)", "[null, 6, 8]"), "between instances");
  is_refused(from_batch("Tile", R"("repeats": [2, 1, 1])", "[null, 6, 8]"), "between instances");
  is_refused(from_batch("Ravel", "", "[null]"), "between instances");
  is_refused(from_batch("Rot90", "", "[6, null, 8]"), not_known);
  counts(from_batch("Glu", R"("axis": -1)", "[null, 6, 4]"), {6, 3}, 6 * 4 * 3, 5 * 3);
  // A batch of two, as the input has it.
  std::string of_two = from_batch("Glu", R"("axis": -1)", "[2, 6, 4]");
  is_refused(of_two, not_known);
  of_two.replace(of_two.find("[null, 6, 8]"), 12, "[2, 6, 8]");
  counts(of_two, {6, 3}, 6 * 4 * 3, 5 * 3);
  // Where the file's shape is none, there is nothing to take.
  is_refused(behind("Glu", R"("axis": -1)", x, R"("six", 4)"), not_known);
  is_refused(behind("Glu", R"("axis": -1)", x, "1, 2, 3, 4, 5, 6, 7, 8, 9"), not_known);
}

TEST_CASE("operations along axes") {
  struct operation {
    const char* class_name;
    std::string config;
    std::string arguments;
    shape output;
  };
  std::string nested = "1";
  for (int i = 0; i != 20; ++i) nested = "[" + nested + "]";
  for (const operation& o : {
           operation{"Mean", R"("axis": 1)", x, {8}},  // numpy: x.mean(1)
           operation{"Mean", R"("axis": [2])", x, {6}},
           operation{"Max", R"("axis": -1, "keepdims": true)", x, {6, 1}},
           operation{"Swapaxes", R"("axis1": 1, "axis2": -1)", x, {8, 6}},  // x.swapaxes(1, -1)
           operation{"Repeat", R"("axis": -1, "repeats": 3)", x, {6, 24}},  // x.repeat(3, -1)
           operation{"Pad", R"("pad_width": [[0, 0], [0, 0], [4, 0]])", x, {6, 12}},
           operation{"OneHot", R"("num_classes": 5, "axis": null)", x, {6, 8, 5}},
           operation{"OneHot", R"("num_classes": 5)", x, {6, 8, 5}},
           operation{"Squeeze", R"("axis": null)", x, {6, 8}},
           operation{"Unstack", R"("axis": 2, "num": null)", x, {6}},
           operation{"Cumsum", R"("axis": 1)", x, {6, 8}},
           operation{"Copy", "", x, {6, 8}},
           operation{"ExpandDims", R"("name": "a")", x + R"(], "kwargs": {"axis": 1}, "more": [)", {1, 6, 8}},
           operation{"ExpandDims",
                     R"("name": "a")",
                     x + ", [], {}, " + nested + R"(], "kwargs": {"axis": 1}, "more": [)",
                     {1, 6, 8}},
       }) {
    INFO(o.class_name << ": " << o.config);
    counts(called(o.class_name, o.config, o.arguments), o.output);
  }
  // Without a config.
  counts(functional_of(input("x", "6, 8") + R"(, {"module": "keras.src.ops.numpy", "class_name": "Mean", "name": "a",
      "inbound_nodes": [{"args": [["x", 0, 0]], "kwargs": {"axis": 1}}]})"),
         {8});
  const auto squeezed = [](const char* axis) {
    return functional_of(input("x", "1, 8, 1") + R"(, {"module": "keras.src.ops.numpy", "class_name": "Squeeze",
      "name": "a", "config": {"name": "a")" +
                         axis + R"(}, "inbound_nodes": [{"args": [["x", 0, 0]], "kwargs": {}}]})");
  };
  counts(squeezed(""), {8});  // numpy: np.squeeze(x)
  counts(squeezed(R"(, "axis": null)"), {8});
  counts(squeezed(R"(, "axis": [1, 3])"), {8});  // np.squeeze(x, (1, 3))
  counts(squeezed(R"(, "axis": 3)"), {1, 8});
  is_refused(squeezed(R"(, "axis": 2)"), "only axes of extent 1");
  is_refused(squeezed(R"(, "axis": 0)"), "there is no such axis");
  is_refused(squeezed(R"(, "axis": "all")"), not_known);
  is_refused(squeezed(R"(, "axis": [1, 2, 3, 4, 5, 6, 7, 8, 9])"), not_known);
}

TEST_CASE("operations that lack what they need, or do not fit") {
  const struct {
    const char* class_name;
    const char* config;
    const char* says;
  } all[] = {
      {"Mean", "", not_known},
      {"Mean", R"("axis": [])", not_known},
      {"Mean", R"("axis": "all")", not_known},
      {"Mean", R"("axis": 3)", "there is no such axis"},
      {"Mean", R"("axis": -3)", "there is no such axis"},  // the batch, from behind
      {"Mean", R"("axis": [1, 2, 3, 4, 5, 6, 7, 8, 9])", not_known},
      {"Mean", R"("axis": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])", not_known},
      {"Mean", R"("axis": [1, 1])", "an axis is given twice"},
      {"Flip", R"("axis": null)", not_known},
      {"Reshape", "", not_known},
      {"Reshape", R"("newshape": null)", not_known},
      {"Reshape", R"("newshape": "flat")", not_known},
      {"Reshape", R"("newshape": [])", not_known},
      {"Reshape", R"("newshape": [-1, 1, 1, 1, 1, 1, 1, 1, 6, 8])", not_known},
      {"Reshape", R"("newshape": [-1, 2, 12])", "keeps the number of elements"},  // half the batch
      {"Transpose", R"("axes": [0, 1])", "from 1 to the rank, exactly once"},
      {"Transpose", R"("axes": [0, 1, 1])", "from 1 to the rank, exactly once"},
      {"Swapaxes", R"("axis2": 2)", not_known},
      {"Swapaxes", R"("axis1": 1)", not_known},
      {"Swapaxes", R"("axis1": 0, "axis2": 2)", "there is no such axis"},
      {"Swapaxes", R"("axis1": 1, "axis2": -3)", "there is no such axis"},
      {"ExpandDims", "", not_known},
      {"ExpandDims", R"("axis": 0)", not_known},
      {"ExpandDims", R"("axis": [1, 2])", not_known},
      {"ExpandDims", R"("axis": -4)", "there is no such axis"},
      {"Tile", R"("repeats": 2)", not_known},          // along the last axis in numpy, the batch among those named
      {"Tile", R"("repeats": [2, 1, 1])", not_known},  // the batch
      {"Tile", R"("repeats": [1, 2])", "too many or too few numbers"},
      {"Tile", R"("repeats": [1, 0, 1])", "must be at least 1"},
      {"Repeat", R"("repeats": 3)", not_known},
      {"Repeat", R"("axis": 1)", not_known},
      {"Repeat", R"("axis": 1, "repeats": [1, 2, 3, 4, 5, 6])", not_known},
      {"Repeat", R"("axis": 5, "repeats": 3)", "there is no such axis"},
      {"Repeat", R"("axis": 1, "repeats": 0)", "must be at least 1"},
      {"Repeat", R"("axis": 1, "repeats": 4611686018427387904)", "does not fit in 63 bits"},
      {"Pad", "", not_known},
      {"Pad", R"("pad_width": [1, 2])", not_known},
      {"Pad", R"("pad_width": [[1, 0], [0, 0], [0, 0]])", not_known},  // the batch
      {"Pad", R"("pad_width": [[0, 0]])", "too many or too few numbers"},
      {"Pad", R"("pad_width": [[0, 0], [0, -6], [0, 0]])", "nothing is left"},
      {"OneHot", "", not_known},
      {"OneHot", R"("num_classes": 5, "axis": 1)", not_known},
      {"OneHot", R"("num_classes": 5, "axis": "last")", not_known},
      {"OneHot", R"("num_classes": 0)", "must be at least 1"},
      {"Split", R"("indices_or_sections": 2)", not_known},
      {"Split", R"("indices_or_sections": 2, "axis": 0)", not_known},
      {"Split", R"("indices_or_sections": 5, "axis": 1)", "not divisible"},
      {"Concatenate", R"("axis": 0)", not_known},
      {"Concatenate", R"("axis": -3)", "there is no such axis"},
      {"Resize", "", not_known},
      {"Resize", R"("size": 3)", not_known},
      {"Resize", R"("size": [3, 4])", "the wrong rank"},
      {"Einsum", "", not_known},
      {"Einsum", R"("subscripts": 5)", not_known},
  };
  for (const auto& o : all) {
    INFO(o.class_name << ": " << o.config);
    is_refused(called(o.class_name, o.config, std::string(o.class_name) == "Concatenate" ? x_and_y : x), o.says);
  }
  const std::string eight = input("x", "1, 2, 1, 2, 1, 2, 1, 2");
  const auto of_eight = [&eight](const char* class_name, const char* config) {
    return functional_of(eight + R"(, {"module": "keras.src.ops.numpy", "class_name": ")" + class_name +
                         R"(", "name": "a", "config": {)" + config +
                         R"(}, "inbound_nodes": [{"args": [["x", 0, 0]], "kwargs": {}}]})");
  };
  is_refused(of_eight("OneHot", R"("num_classes": 5)"), "at most eight extents");
  is_refused(of_eight("ExpandDims", R"("axis": 1)"), "at most eight extents");
  // More pairs than are read: nine of them.
  is_refused(
      of_eight("Pad", R"("pad_width": [[0, 0], [0, 1], [0, 0], [0, 0], [0, 0], [0, 0], [0, 0], [0, 0], [0, 0]])"),
      not_known);
  is_refused(of_eight("Pad", R"("pad_width": [[0, 0], [0, 1], [0, 0], [0, 0], [0, 0], [0, 0]])"), not_known);
}

/// An equation over x and y of these extents.
std::string product_by(const std::string& equation, const char* a, const char* b) {
  return functional_of(input("x", a) + "," + input("y", b) +
                       R"(, {"module": "keras.src.ops.numpy", "class_name": "Einsum",
    "name": "a", "config": {"subscripts": ")" +
                       equation + R"("}, "inbound_nodes": [{"args": [["x", 0, 0], ["y", 0, 0]], "kwargs": {}}]})");
}

TEST_CASE("products by an equation") {
  // numpy: np.einsum; a multiply-add for each combination of the letters' indices.
  counts(product_by("bij,bj->bi", "6, 8", "8"), {6}, 6 * 8);
  counts(product_by("bhqd,bhkd->bhqk", "3, 5, 4", "3, 6, 4"), {3, 5, 6}, 3 * 5 * 6 * 4);
  counts(product_by("bIJ,bJK->bKI", "6, 8", "8, 5"), {5, 6}, 6 * 8 * 5);
  // An extent that one of them knows is known; one that none of them knows is not, nor is the count.
  counts(product_by("bij,bjk->bik", "6, null", "8, 5"), {6, 5}, 6 * 8 * 5);
  counts(product_by("bij,bjk->bik", "6, 8", "null, 5"), {6, 5}, 6 * 8 * 5);
  counts(product_by("bij,bjk->bik", "null, 8", "8, 5"), {open, 5}, open);
  is_refused(product_by("bij,bjk->bik", "6, 8", "7, 5"), "different widths");
  const char* const does_not_fit = "the einsum equation is not of the form";
  is_refused(product_by("bi,bjk->bik", "6, 8", "8, 5"), does_not_fit);  // numpy: more dimensions than subscripts
  is_refused(product_by("bij,bj->bi", "6, 8", "8, 5"), does_not_fit);
  is_refused(product_by("bijk,bjk->bik", "6, 8", "8, 5"), does_not_fit);  // numpy: too many subscripts
  is_refused(product_by("bij,bjk->bix", "6, 8", "8, 5"), does_not_fit);   // numpy: x never appeared in an input
  is_refused(product_by("bij,bjk->bii", "6, 8", "8, 5"), does_not_fit);   // numpy: i multiple times
  is_refused(product_by("bcdefg,bhijkl->bcdefghijkl", "1, 2, 1, 2, 1", "1, 2, 1, 2, 1"), "at most eight extents");
  for (const char* equation : {"", "b", "bij->bij", "bij,bjk,bkl->bil", "bij,bjk-", "bij,bjk-bik", "bij,bjk->bik->bik",
                               "bij->bik,bjk", "bij->bij,", "b1j,bjk->b1k", "b[j,bjk->b[k", "b~j,bjk->b~k",
                               "b..j,b..k->b..", "...i...,...k->...k"})
    is_refused(product_by(equation, "6, 8", "8, 5"), not_known);
  for (const char* equation : {",bjk->bjk", "bij,->bij"})
    is_refused(product_by(equation, "6, 8", "8, 5"), does_not_fit);
  // The batch goes, or stands elsewhere; nothing says that an instance is as it was.
  const char* const moved = "moves the batch";
  for (const char* equation : {"bij,bjk", "bij,bjk->", "bij,bjk->ik", "bij,bjk->ikb", "bij,ijk->bk", "bij,cjk->bcik"})
    is_refused(product_by(equation, equation[4] == 'i' ? "8, 5" : "6, 8", "8, 5"), moved);
}

TEST_CASE("arrays among the arguments of a function") {
  const auto constant = [](const std::string& value) {
    return R"({"class_name": "__numpy__", "config": {"value": )" + value + R"(, "dtype": "float32"}})";
  };
  const std::string eight = constant("[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, -8.0]");
  const auto added = [](const std::string& class_name, const std::string& arguments) {
    return called(class_name, R"("name": "a")", arguments);
  };
  counts(added("Add", x + ", " + eight), {6, 8});
  counts(added("Add", x + ", " + constant("[-2.0]")), {6, 8});  // numpy: (x + np.zeros(1)).shape
  counts(added("Add", x + ", " + constant("2.0")), {6, 8});
  counts(added("Add", x + R"(, {"class_name": 5, "value": 2.0})"), {6, 8});
  // Lists that are no arrays: an axis, a mask, a shape.
  for (const char* key : {"axis", "mask", "shape"})
    counts(added("Softmax", x + R"(], "kwargs": {")" + key + R"(": [1, 0, 1]}, "more": [)"), {6, 8});
  is_refused(added("Add", x + ", " + constant("[1.0, 2.0, 3.0]")), "the shapes to be merged do not match");
  // Arrays of more axes, and several of them: numpy's shapes. A ragged one has none.
  counts(added("Add", x + ", " + constant("[[1.0], [2.0], [1.0], [2.0], [1.0], [2.0]]")), {6, 8});
  counts(added("Add", x + ", " + constant("[[[1.0], [2.0], [1.0], [2.0], [1.0], [2.0]]]")), {6, 8});
  is_refused(added("Add", x + ", " + constant("[[1.0], [2.0]]")), "do not match");
  is_refused(added("Add", x + ", " + constant("[1.0, [2.0, 3.0]]")), not_known);
  is_refused(added("Add", x + ", " + constant("[[1.0, 2.0], [2.0, 3.0, 4.0]]")), not_known);
  is_refused(added("Add", x + ", " + constant("[[1.0, 2.0], 2.0]")), not_known);
  counts(added("Where", x + ", " + eight + ", " + eight), {6, 8});
  counts(added("Add", x + ", " + constant("[[[true], [false], [true], [false], [true], [false]]]")), {6, 8});
  is_refused(added("Where", x), not_known);  // numpy: the places of what is true
  // Parameters along another axis than the last change no shape.
  counts(added("BatchNorm", x + ", " + constant("[1, 2, 3, 4, 5, 6]") + ", " + constant("[1, 2, 3, 4, 5, 6]")), {6, 8});
  // numpy: an array of two instances is one for two batches only.
  is_refused(added("Add", x + ", " + constant("[[[1.0]], [[2.0]]]")), "moves the batch");
  std::string deep = "1";
  for (int i = 0; i != 20; ++i) deep = "[" + deep + "]";
  is_refused(added("Add", x + ", " + deep), not_known);
  // numpy: (2,) and (8,) do not meet; a batch is not of eight.
  is_refused(functional_of(R"({"class_name": "InputLayer", "name": "x", "config": {"batch_input_shape": [null]},
      "inbound_nodes": []}, {"module": "keras.src.ops.numpy", "class_name": "Add", "name": "a", "config": {"name": "a"},
      "inbound_nodes": [{"args": [["x", 0, 0], )" +
                           eight + R"(], "kwargs": {}}]})"),
             "moves the batch");
  // An array that is concatenated or stacked is one more part.
  counts(called("Concatenate", R"("axis": 1)", "[" + x_and_y + "]"), {12, 8});
  is_refused(called("Concatenate", R"("axis": 1)", "[" + x_and_y + ", " + constant("[[1.0], [2.0]]") + "]"), not_known);
  is_refused(called("Stack", R"("axis": 1)", "[" + x_and_y + ", " + eight + "]"), not_known);
}

/// A function of TensorFlow, of x and y, called so.
std::string tf_function(const std::string& name, const std::string& call, const char* a = "6, 8",
                        const char* b = "6, 8") {
  return functional_of(input("x", a) + "," + input("y", b) +
                       R"(, {"class_name": "TFOpLambda", "name": "a", "config": {"name": "a", "function": ")" + name +
                       R"("}, "inbound_nodes": [)" + call + "]}");
}

// TensorFlow's documentation of tf.linalg.matmul: transpose_a and adjoint_a transpose a before the multiplication.
TEST_CASE("TensorFlow's products may transpose first") {
  const auto product = [](const char* a, const char* b, const std::string& how) {
    return tf_function("linalg.matmul", R"(["x", 0, 0, {"b": ["y", 0, 0])" + how + "}]", a, b);
  };
  counts(product("5, 4", "4, 6", ""), {5, 6}, 5 * 4 * 6);
  counts(product("5, 4", "4, 6", R"(, "transpose_a": false, "transpose_b": false)"), {5, 6}, 5 * 4 * 6);
  counts(product("5, 4", "6, 4", R"(, "transpose_b": true)"), {5, 6}, 5 * 4 * 6);
  counts(product("4, 5", "4, 6", R"(, "transpose_a": true)"), {5, 6}, 5 * 4 * 6);
  counts(product("4, 5", "6, 4", R"(, "adjoint_a": true, "adjoint_b": true)"), {5, 6}, 5 * 4 * 6);
  // numpy: (4, 5).T @ (5, 4).T has 5 by 5 elements; without the transposition there would be 4 by 4.
  counts(product("4, 5", "5, 4", R"(, "transpose_a": true, "transpose_b": true)"), {5, 5}, 5 * 4 * 5);
  counts(product("null, 4", "null, 4", R"(, "transpose_b": true)"), {open, open}, open);
  is_refused(product("5, 4", "4, 6", R"(, "transpose_b": true)"), "different widths");
  const auto layer_of = [](const std::string& attributes) {
    return functional_of(input("x", "3, 5, 4") + "," + input("y", "3, 6, 4") +
                         R"(, {"class_name": "TensorFlowOpLayer", "name": "a", "config": {"name": "a", "node_def":
      {"name": "a", "op": "BatchMatMulV2", "input": ["x", "y"])" +
                         attributes + R"(}, "constants": {}}, "inbound_nodes": [[["x", 0, 0, {}], ["y", 0, 0, {}]]]})");
  };
  counts(layer_of(R"(, "attr": {"adj_y": {"b": true}, "adj_x": {"b": false}, "T": {"type": "DT_FLOAT"}})"), {3, 5, 6},
         3 * 5 * 4 * 6);
  is_refused(layer_of(R"(, "attr": {"adj_y": {"b": false}})"), "different widths");
  is_refused(layer_of(R"(, "attr": {"adj_y": {}})"), "different widths");
  is_refused(layer_of(R"(, "attr": {})"), "different widths");
  is_refused(layer_of(""), "different widths");
}

TEST_CASE("functions of TensorFlow that depend on more than their tensors") {
  // tf.where lists the places of what is true if it is given nothing to choose from.
  counts(tf_function("where", R"(["x", 0, 0, {"x": ["y", 0, 0], "y": 0.0}])"), {6, 8});
  is_refused(tf_function("where", R"(["x", 0, 0, {"x": null, "y": null}])"), not_known);
  is_refused(tf_function("where", R"(["x", 0, 0, {}])"), not_known);
  is_refused(tf_function("where", R"(["x", 0, 0, {"x": [[1.0], [2.0]], "y": ["y", 0, 0]}])"), "do not match");
  // tf.image.resize: preserve_aspect_ratio fits the image into the size.
  counts(tf_function("image.resize", R"(["x", 0, 0, {"size": [3, 4], "preserve_aspect_ratio": false}])", "9, 8, 2"),
         {3, 4, 2});
  is_refused(tf_function("image.resize", R"(["x", 0, 0, {"size": [3, 4], "preserve_aspect_ratio": true}])", "9, 8, 2"),
             not_known);
  const auto resized = [](const char* format) {
    return functional_of(input("x", "2, 9, 8") + R"(, {"module": "keras.src.ops.image", "class_name": "Resize",
      "name": "a", "config": {"size": [3, 4], "data_format": )" +
                         format + R"(}, "inbound_nodes": [{"args": [["x", 0, 0]], "kwargs": {}}]})");
  };
  counts(resized(R"("channels_first")"), {2, 3, 4});
  counts(resized(R"("channels_last")"), {3, 4, 8});
  // Of a reduction without keepdims the axes go; tf.math.reduce_mean of all axes is one of the batch, too.
  counts(tf_function("math.reduce_sum", R"(["x", 0, 0, {"axis": -1, "keep_dims": true}])"), {6, 1});
  counts(tf_function("math.reduce_sum", R"(["x", 0, 0, {"axis": -1}])"), {6});
  is_refused(tf_function("math.reduce_sum", R"(["x", 0, 0, {}])"), not_known);
  is_refused(tf_function("reshape", R"(["x", 0, 0, {"shape": [["y", 0, 0], 48]}])"), not_known);
  is_refused(tf_function("concat", R"([["x", 0, 0, {}], ["y", 0, 0, {}]])"), not_known);
  is_refused(tf_function("split", R"(["x", 0, 0, {"num_or_size_splits": [2, 6], "axis": -1}])"), not_known);
  is_refused(tf_function("__operators__.getitem", R"(["x", 0, 0, {"slice_spec": {"start": 1, "stop": 3}}])"),
             not_known);
}

TEST_CASE("TensorFlow's own operations keep constants, and attributes, in the config") {
  const auto operation = [](const std::string& definition, const std::string& constants) {
    return functional_of(input("x", "1, 1, 8") +
                         R"(, {"class_name": "TensorFlowOpLayer", "name": "a", "config": {"name": "a", "node_def": )" +
                         definition + R"(, "constants": )" + constants + R"(}, "inbound_nodes": [[["x", 0, 0, {}]]]})");
  };
  counts(operation(R"({"op": "Mul"})", R"({"1": 2.0})"), {1, 1, 8});
  counts(operation(R"({"op": "Mul"})", "{}"), {1, 1, 8});
  counts(operation(R"({"op": "AddV2"})", R"({"1": [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0]})"), {1, 1, 8});
  counts(operation(R"({"op": "AddV2"})", R"({"1": [[1.0], [2.0]]})"), {1, 2, 8});
  is_refused(operation(R"({"op": "AddV2"})", R"({"1": [1.0, 2.0]})"), "do not match");
  is_refused(operation(R"({"op": "Mean"})", "{}"), not_known);
  is_refused(operation(R"({"op": "Mean"})", R"({"1": [0]})"), "between instances");
  const auto of = [](const std::string& op, const std::string& attributes, const std::string& constants,
                     const std::string& extents = "6, 8") {
    return functional_of(input("x", extents) + R"(, {"class_name": "TensorFlowOpLayer", "name": "a", "config": {
      "name": "a", "node_def": {"op": ")" + op + R"(", "attr": {)" + attributes + R"(}}, "constants": )" + constants +
                         R"(}, "inbound_nodes": [[["x", 0, 0, {}]]]})");
  };
  counts(of("Mean", "", R"({"1": [1]})"), {8});
  counts(of("Max", R"("keep_dims": {"b": true})", R"({"1": -1})"), {6, 1});
  counts(of("Reshape", "", R"({"1": [-1, 4, 12]})"), {4, 12});
  counts(of("Transpose", "", R"({"1": [0, 2, 1]})"), {8, 6});
  counts(of("ExpandDims", "", R"({"1": 2})"), {6, 1, 8});
  counts(of("Tile", "", R"({"1": [1, 2, 3]})"), {12, 24});
  counts(of("Pad", "", R"({"1": [[0, 0], [1, 2], [0, 3]]})"), {9, 11});
  counts(of("OneHot", "", R"({"1": 5})"), {6, 8, 5});
  counts(of("Split", R"("num_split": {"i": "2"})", R"({"0": 2})"), {6, 4});
  counts(of("Unpack", R"("axis": {"i": "2"}, "num": {"i": "8"})", "{}"), {6});
  counts(of("ResizeBilinear", "", R"({"1": [3, 4]})", "9, 8, 2"), {3, 4, 2});
  counts(of("Squeeze", R"("squeeze_dims": {"list": {"i": ["1"]}})", "{}", "1, 1, 8"), {1, 8});
  counts(of("Cumsum", "", R"({"1": 1})"), {6, 8});
  counts(of("ReverseV2", "", R"({"1": [1, 2]})"), {6, 8});
  counts(functional_of(input("x", "6, 8") + "," + input("y", "3, 8") + R"(, {"class_name": "TensorFlowOpLayer",
    "name": "a", "config": {"node_def": {"op": "ConcatV2"}, "constants": {"2": 1}},
    "inbound_nodes": [[["x", 0, 0, {}], ["y", 0, 0, {}]]]})"),
         {9, 8});
  // x[:, 1:5:2], x[:, 0], x[..., None], x[:, -1, 3], x[:, ::-1]: begin, end and steps, and masks of what they leave out.
  const auto slice_of = [&of](const char* masks, const char* begin, const char* end, const char* steps) {
    std::string attributes;
    const char* const names[] = {"begin_mask", "end_mask", "ellipsis_mask", "new_axis_mask", "shrink_axis_mask"};
    std::string word = masks;
    for (int i = 0; i != 5; ++i)
      attributes += std::string(i == 0 ? "" : ", ") + '"' + names[i] + R"(": {"i": ")" + word[static_cast<std::size_t>(i)] + "\"}";
    return of("StridedSlice", attributes, R"({"1": )" + std::string(begin) + R"(, "2": )" + end + R"(, "3": )" + steps + "}");
  };
  counts(slice_of("11000", "[0, 1]", "[0, 5]", "[1, 2]"), {2, 8});
  counts(slice_of("11002", "[0, 0]", "[0, 1]", "[1, 1]"), {8});
  counts(slice_of("00120", "[0, 0]", "[0, 0]", "[1, 1]"), {6, 8, 1});
  counts(slice_of("11006", "[0, -1, 3]", "[0, 0, 4]", "[1, 1, 1]"), {});
  counts(slice_of("33000", "[0, 0]", "[0, 0]", "[1, -1]"), {6, 8});
  is_refused(slice_of("11002", "[0, 6]", "[0, 7]", "[1, 1]"), "outside the input");
  is_refused(slice_of("00000", "[0, 1]", "[1, 5]", "[1, 2]"), not_known);
  is_refused(slice_of("11000", "[0, 1]", "[0]", "[1, 2]"), not_known);
}

TEST_CASE("a function that is called several times") {
  const auto called_twice = [](const std::string& class_name, const std::string& config, const std::string& first,
                               const std::string& second) {
    return functional_of(input("x", "6, 8") + R"(, {"module": "keras.src.ops.numpy", "class_name": ")" + class_name +
                         R"(", "name": "f", "config": {)" + config + R"(}, "inbound_nodes": [)" + first + ", " +
                         second + "]}, " + node("Add", "a", "", R"([[["f", 0, 0], ["f", 1, 0]]])"));
  };
  const auto with = [](const std::string& more, const std::string& keywords) {
    return R"({"args": [["x", 0, 0])" + more + R"(], "kwargs": {)" + keywords + "}}";
  };
  counts(called_twice("Relu", "", with("", ""), with("", "")), {6, 8});
  counts(called_twice("Mean", R"("axis": 1)", with("", ""), with("", "")), {8});
  counts(called_twice("Mean", "", with("", R"("axis": 1)"), with("", R"("axis": 1)")), {8});
  is_refused(called_twice("Mean", "", with("", R"("axis": 1)"), with("", R"("axis": 2)")), not_known);
  is_refused(called_twice("Mean", "", with("", R"("axis": 1)"), with("", R"("axis": 1, "keepdims": true)")), not_known);
  is_refused(called_twice("Mean", "", with("", R"("axis": 1)"), with("", "")), not_known);
  is_refused(called_twice("Repeat", "", with("", R"("axis": 1, "repeats": 2)"), with("", R"("axis": 1, "repeats": 3)")),
             not_known);
  const std::string sizes = R"("size": [2, 2], "data_format": "channels_)";
  is_refused(functional_of(input("x", "4, 4, 4") + R"(, {"module": "keras.src.ops.image", "class_name": "Resize",
      "name": "f", "config": {}, "inbound_nodes": [)" +
                           with("", sizes + "first\"") + ", " + with("", sizes + "last\"") + "]}, " +
                           node("Add", "a", "", R"([[["f", 0, 0], ["f", 1, 0]]])")),
             not_known);
  is_refused(functional_of(input("x", "4, 4") + R"(, {"module": "keras.src.ops.numpy", "class_name": "Einsum",
      "name": "f", "config": {}, "inbound_nodes": [)" +
                           with(R"(, ["x", 0, 0])", R"("subscripts": "bij,bjk->bik")") + ", " +
                           with(R"(, ["x", 0, 0])", R"("subscripts": "bij,bjk->bki")") + "]}, " +
                           node("Add", "a", "", R"([[["f", 0, 0], ["f", 1, 0]]])")),
             not_known);
  const std::string matrix = R"(, {"class_name": "__numpy__", "config": {"value": [[1.0], [2.0]]}})";
  is_refused(called_twice("Add", "", with("", ""), with(matrix, "")), not_known);
  const std::string vector = R"(, {"class_name": "__numpy__", "config": {"value": [2.0]}})";
  is_refused(called_twice("Add", "", with("", ""), with(vector, "")), not_known);
}

TEST_CASE("a function outside a graph is called with nobody knows what") {
  const auto in_sequence = [](const std::string& class_name) {
    return model_of(written::dense + R"(, {"module": "keras.src.ops.numpy", "class_name": ")" + class_name +
                    R"(", "name": "f", "config": {"name": "f"}})");
  };
  counts(in_sequence("Relu"), {3}, 4 * 3, 4 * 3 + 3);
  for (const char* class_name : {"Mean", "Reshape", "Matmul", "Einsum", "Glu"})
    is_refused(in_sequence(class_name), not_known);
  is_refused(model_of(R"({"class_name": "TimeDistributed", "config": {"name": "t", "batch_input_shape": [null, 5, 4],
      "layer": {"class_name": "TFOpLambda", "config": {"name": "f", "function": "math.reduce_mean"}}}})"),
             not_known);
}

TEST_CASE("an operation that the user takes to cost nothing") {
  const auto keeps_its_shape = [](const std::string& text, const char* class_name) {
    is_refused(text, not_known);
    const nns::keras_file file{text, {.assume_zero = {class_name}}};
    INFO(class_name << ": " << file.error().message);
    REQUIRE(file);
    CHECK(file.summary().total.output == shape{6, 8});
    CHECK(file.summary().total.forward.count == 0);
    REQUIRE(file.assumed().size() == 1);
    CHECK(file.assumed()[0].find(class_name) != std::string::npos);
  };
  // Nobody knows the first one; the other's windows stand nowhere in its config.
  for (const char* class_name : {"Unheard", "AveragePool"}) {
    const std::string of_class = std::string(R"(, {"module": "keras.src.ops.numpy", "class_name": ")") + class_name;
    keeps_its_shape(functional_of(input("x", "6, 8") + of_class + R"(", "name": "a", "config": {"name": "a"},
      "inbound_nodes": [{"args": [["x", 0, 0]], "kwargs": {}}]})"), class_name);
  }
  keeps_its_shape(model_of(R"({"class_name": "TimeDistributed", "config": {"name": "t",
      "batch_input_shape": [null, 6, 8], "layer": {"class_name": "TFOpLambda", "config": {"name": "f",
      "function": "math.reduce_mean"}}}})"), "math.reduce_mean");
}

}  // namespace
