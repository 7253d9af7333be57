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

// The second input of the Clip is missing, as the first output of the LSTM before it is: no name is the same as another.
inline constexpr char without_names[] =
    "\010\010\072\206\001\012\024\012\001\170\012\001\167\012\001\162\022\000\022\001\150\042\004\114\123\124\115\012"
    "\021\012\001\150\012\000\012\001\155\022\001\171\042\004\103\154\151\160\132\027\012\001\170\022\022\012\020\010"
    "\001\022\014\012\002\010\005\012\002\010\002\012\002\010\003\132\027\012\001\167\022\022\012\020\010\001\022\014"
    "\012\002\010\001\012\002\010\020\012\002\010\003\132\027\012\001\162\022\022\012\020\010\001\022\014\012\002\010"
    "\001\012\002\010\020\012\002\010\004\132\013\012\001\155\022\006\012\004\010\001\022\000\142\003\012\001\171\102"
    "\002\020\021";
static_assert(nns::detail::onnx_linked_constants<without_names>::program.uses[3 + 1] == -1);
