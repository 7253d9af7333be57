// A .tflite in a constant array: the file custom.tflite beside this one is ReLU on 4 numbers, and a custom operator MyDense
// that makes 3 of them. (No test case: it is a test that this compiles.)
#include <nns/import/tflite.hpp>

#include <array>
#include <cstddef>
#include <span>

// As a generated header declares it; clang then has to be told its length again, by a span.
extern const unsigned char declared_before[];
constexpr unsigned char declared_before[] =
#include "custom.tflite.inc"
    ;
inline constexpr std::span bytes_of_it{declared_before};
static_assert(nns::output_shape<nns::tflite_model<bytes_of_it>> == nns::shape{3});

namespace {

constexpr unsigned char bytes[] =
#include "custom.tflite.inc"
    ;

// Bytes of all kinds.
template <class Byte>
constexpr auto as_array_of = [] {
  std::array<Byte, sizeof(bytes)> copy{};
  for (std::size_t i = 0; i != sizeof(bytes); ++i) copy[i] = static_cast<Byte>(bytes[i]);
  return copy;
}();
static_assert(nns::output_shape<nns::tflite_model<as_array_of<std::byte>>> == nns::shape{3});
static_assert(nns::output_shape<nns::tflite_model<as_array_of<signed char>>> == nns::shape{3});

struct unknown_to_nns : nns::tflite_model<bytes> {};
static_assert(nns::output_shape<unknown_to_nns> == nns::shape{3});
static_assert(nns::forward<unknown_to_nns>.count == nns::unknown);
static_assert(nns::summary<unknown_to_nns>.layers[2].kind == "MyDense");
static_assert(nns::summary<unknown_to_nns>.layers[2].name == "y");
static_assert(nns::summary<unknown_to_nns>.layers[1].kind == "relu");

struct known : nns::tflite_model<bytes, nns::known_as<"MyDense", nns::layers::dense<3>>> {};
static_assert(nns::forward<known>.count == 4 * 3);
static_assert(nns::parameters<known> == 4 * 3 + 3);

struct free_of_cost : nns::tflite_model<bytes, nns::assume_zero<"MyDense">> {};
static_assert(nns::forward<free_of_cost>.count == 0);
static_assert(nns::summary<free_of_cost>.layers[2].output == nns::shape{3});

// x and h are 16 bytes, h and y overlap: 32 at once.
static_assert(nns::peak_activation_bytes<known>.count == 32);
static_assert(nns::live_activation_bytes<known>.count == 32);
static_assert(nns::memory_plan<known>.buffers[0].name == "x");
static_assert(nns::parameter_bytes<unknown_to_nns>.count == 0);

// An operator that keeps 100 bytes: the arena grows by them and their alignment, and by 64 bytes of scratch.
constexpr nns::tflm::with keeps_nothing{.operators = {{.name = "MyDense"}}};
constexpr nns::tflm::with keeps{.operators = {{.name = "MyDense", .persistent = 96}}};
constexpr auto used = nns::tflm::arena_used_bytes<known, nns::tflm::cortex_m, nns::tflm::reference, keeps_nothing>;
static_assert(nns::tflm::arena_used_bytes<known, nns::tflm::cortex_m, nns::tflm::reference, keeps>.count == used.count + 96);
static_assert(nns::tflm::head_bytes<known, nns::tflm::reference, keeps_nothing>.count == 32);
static_assert(nns::tflm::arena_bytes<known, nns::tflm::cortex_m, nns::tflm::reference, keeps>.count % 16 == 0);

}  // namespace
