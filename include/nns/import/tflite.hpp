// tflite_model<array>: a .tflite in a constexpr array, read while the program compiles, is a model like any other; and
// what TensorFlow Lite Micro makes of it are constants (nns::tflm).
//
//     alignas(16) inline constexpr unsigned char g_model[] =
//     #include "person_detect.tflite.inc"   // nns_embed(target person_detect.tflite), or the list that xxd -i writes
//     ;
//     using detector = nns::tflite_model<g_model>;
//     alignas(16) std::uint8_t tensor_arena[nns::tflm::arena_bytes<detector, nns::tflm::cortex_m>.count];
//
// At run time, the same from a file: nns/import/tflite_file.hpp.
#pragma once

#include <nns/detail/explain.hpp>
#include <nns/import/tflite/constant.hpp>
#include <nns/import/tflite/explain.hpp>
#include <nns/memory/tflm.hpp>
#include <nns/summary.hpp>

namespace nns {

/// A model from a .tflite: a named struct derives from it, or an alias names it. `Array` is a constexpr array of bytes,
/// or an object with data() and size(); it may have more behind the file, as the zero of a string literal. Each operator
/// is a row, called as the tensor that it makes. Multiply-adds and parameters are for one run of the file, whose batch
/// nearly always is one; it is left out of the shapes then. What a custom operator costs is unknown, and so is the total.
template <const auto& Array>
struct tflite_model {
  using nns_model = tflite_model;
  using nns_file = detail::tflite_constant<Array>;

  static constexpr void nns_step(detail::machine& m) {
    if constexpr (nns_file::bad.broken != detail::tflite_rule::none)
      m.fail(detail::rule::empty_model);  // explained below
    else
      detail::tflite_run{m, nns_file::graph, nns_file::names}.run();
  }

  template <const detail::fault& Fault>
  static constexpr bool nns_explain() {
    if constexpr (nns_file::bad.broken != detail::tflite_rule::none)
      return detail::explain_tflite<nns_file::bad>();
    else
      return detail::explain_operator<Array, nns_file, Fault>();
  }
};

}  // namespace nns
