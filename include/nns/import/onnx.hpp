// onnx_model<text>: an .onnx, read while the program compiles, is a model like any other.
//
//     inline constexpr char text[] =
//     #include "resnet50.onnx.inc"   // a string literal, which nns_embed(target resnet50.onnx) writes
//     ;
//     struct resnet50 : nns::onnx_model<text> {};
//     static_assert(nns::within<nns::forward<resnet50>, 4'100_MMAC>);  // using namespace nns::literals
//
// At run time, the same from a file: nns/import/onnx_file.hpp.
#pragma once

#include <nns/import/network/array.hpp>
#include <nns/import/onnx/constant.hpp>
#include <nns/import/onnx/explain.hpp>
#include <nns/memory/options.hpp>

namespace nns::detail {

/// A file's graph with what the user adds, and all that is asked of it.
template <const auto& Text, class... Parts>
struct onnx_found {
  using file = onnx_linked_constants<Text>;
  using one = onnx_evaluation<onnx_setting<Text, 1, Parts...>>;
  using two = onnx_evaluation<onnx_setting<Text, 2, Parts...>>;
  using added = onnx_added<Parts...>;
  static constexpr bool is_open = one::inputs.batch.is == onnx_batch_is::open;

  static constexpr onnx_fault bad = one::bad;
  static constexpr bool totals_do =
      bad.broken == onnx_fault_rule::none && onnx_totals_do(one::program, added::said);

  /// Whether the open extent is a batch: the graph runs for two instances.
  static constexpr bool find_doubles() {
    if constexpr (!is_open || bad.broken != onnx_fault_rule::none)
      return false;
    else
      return two::bad.broken == onnx_fault_rule::none;
  }
  static constexpr bool doubles = find_doubles();
  static constexpr onnx_batch batch{
      is_open && !doubles ? onnx_batch_is::nothing : one::inputs.batch.is, one::inputs.batch.stands_for};

  static constexpr const onnx_results* twice() {
    if constexpr (doubles)
      return &two::results;
    else
      return nullptr;
  }
};
template <const auto& Text, class... Parts>
  requires(!onnx_linked_constants<Text>::is_linked)
struct onnx_found<Text, Parts...> {
  static constexpr bool totals_do = false;
  static constexpr onnx_fault bad = onnx_linked_constants<Text>::bad;
};

}  // namespace nns::detail

namespace nns {

/// A model from an .onnx: derive a named struct from it, or give it an alias. `Text` is a constexpr array of
/// characters, a literal, or of bytes. Each node is a row, named after the node. Parts: input<...> sets the shape of an
/// input without the batch, in the graph's order; bind<"sequence", 128> sets an extent that the file only names;
/// known_as<"Fancy", layer> and assume_zero<"Fancy"> declare unknown operators.
template <const auto& Text, class... Parts>
struct onnx_model {
  NNS_CAN_BE_HANDED_ON(Text);

  using nns_model = onnx_model;
  using nns_file = detail::onnx_found<Text, Parts...>;

  /// The number of instances that the counts are for: 1, or a fixed leading extent of the inputs.
  static constexpr std::int64_t nns_batch() { return nns_file::batch.stands_for; }

  static constexpr void NNS_STEP(detail::machine& m) {
    if constexpr (nns_file::bad.broken != detail::onnx_fault_rule::none) {
      m.refuse_file(detail::text_of(nns_file::bad));  // explained below
    } else {
      detail::onnx_run{m,
                       nns_file::one::records,
                       nns_file::one::program,
                       nns_file::one::inputs.tensors,
                       nns_file::one::results,
                       nns_file::twice(),
                       nns_file::batch,
                       nns_file::added::said}
          .run();
    }
  }
  NNS_STEP_AS_DATA

  /// Without shapes one evaluation is enough: totals do not depend on which axis is the batch.
  static constexpr void nns_totals(detail::machine& m) {
    if constexpr (!nns_file::totals_do)
      NNS_STEP(m);
    else
      detail::onnx_run{m,
                       nns_file::one::records,
                       nns_file::one::program,
                       nns_file::one::inputs.tensors,
                       nns_file::one::results,
                       nullptr,
                       nns_file::one::inputs.batch,
                       nns_file::added::said,
                       &nns_file::one::sums}
          .run();
  }

  template <memory_options Options>
  static constexpr bytes nns_parameter_bytes{detail::onnx_parameter_bytes(
      nns_file::one::records, nns_file::one::claimed, Options.has_storage, Options.storage)};

  template <const detail::fault& Fault>
  static constexpr bool nns_explain() {
    return detail::explain_onnx<Text, nns_file, Fault>();
  }
};

}  // namespace nns
