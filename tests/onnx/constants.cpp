// .onnx files while a program compiles: small_net() of writer.hpp, the same with open extents, and a function.
#include <nns/budget.hpp>
#include <nns/import/onnx.hpp>
#include <nns/import/onnx_file.hpp>
#include <nns/memory/plan.hpp>
#include <nns/nns.hpp>

#include <catch.hpp>
#include <onnx/writer.hpp>

#include <string>

namespace {

constexpr char small_text[] =
#include "small.onnx.inc"
    ;
constexpr char open_text[] =
#include "open.onnx.inc"
    ;
constexpr unsigned char calls_bytes[] =
#include "calls.onnx.inc"
    ;

struct small : nns::onnx_model<small_text> {};
struct shaped : nns::onnx_model<open_text, nns::input<3, 6, 5>> {};
struct bound : nns::onnx_model<open_text, nns::bind<"h", 6>, nns::bind<"w", 5>, nns::bind<"N", 2>> {};
struct calls : nns::onnx_model<calls_bytes> {};

using namespace nns::literals;

// By hand, in writer.hpp: 30 positions x 8 filters x 27 numbers, and 240 x 10.
static_assert(nns::forward<small>.count == onnx_writer::small_macs);
static_assert(nns::parameters<small> == onnx_writer::small_parameters);
static_assert(nns::output_shape<small> == nns::shape{10});
static_assert(nns::input_shape<small> == nns::shape{3, 6, 5});
static_assert(nns::within<nns::forward<small>, 9_kMAC>);
static_assert(nns::fits<small, nns::budget{.forward = 9_kMAC, .parameters = 2634}>);
static_assert(nns::parameter_bytes<small>.count == 4 * onnx_writer::small_parameters);
static_assert(nns::parameter_bytes<small, nns::full_int8>.count == onnx_writer::small_parameters);
static_assert(nns::summary<small>.layers.size() == 5);
static_assert(nns::summary<small>.layers[1].name == "/conv");
static_assert(nns::summary<small>.layers[1].kind == "conv2d");
static_assert(nns::summary<small>.layers[1].output == nns::shape{8, 6, 5});
static_assert(nns::backward<small> == 2 * nns::forward<small>);

static_assert(nns::forward<shaped> == nns::forward<small>);
// Totals are asked of one evaluation, shapes of two: which axis is the batch's.
static_assert(nns::output_shape<shaped> == nns::shape{10});
static_assert(nns::input_shape<shaped> == nns::shape{3, 6, 5});
static_assert(nns::output_shapes<shaped>[0] == nns::shape{10});
static_assert(nns::summary<shaped>.total.output == nns::shape{10});
static_assert(nns::summary<shaped>.total.forward == nns::forward<shaped>);
static_assert(nns::summary<shaped>.total.activations == nns::activations<shaped>);
static_assert(nns::forward<bound> == 2 * nns::forward<small>);

// Where nobody says the extents, counts are unknown; a dense layer of 240 inputs then says what it needs.
static_assert(nns::summary<calls>.layers.size() == 2);
static_assert(nns::forward<calls>.count == 0);

// A model among layers: its input is what arrives.
struct inside : nns::sequential<nns::input<3, 6, 5>, small, nns::layers::dense<4>> {};
static_assert(nns::forward<inside> == nns::forward<small> + nns::macs{40});

}  // namespace

TEST_CASE("an .onnx says the same while a program compiles and when it runs") {
  const nns::onnx_file file(onnx_writer::model(onnx_writer::small_net()));
  REQUIRE(file);
  const nns::summary_view at_run_time = file.summary();
  const nns::summary_view compiled = nns::summary<small>;
  REQUIRE(at_run_time.layers.size() == compiled.layers.size());
  for (std::size_t i = 0; i != compiled.layers.size(); ++i) {
    CHECK(std::string(at_run_time.layers[i].name) == std::string(compiled.layers[i].name));
    CHECK(at_run_time.layers[i].output == compiled.layers[i].output);
    CHECK(at_run_time.layers[i].forward == compiled.layers[i].forward);
    CHECK(at_run_time.layers[i].source == compiled.layers[i].source);
  }
  CHECK(file.memory().height == nns::peak_activation_bytes<small>);
}
