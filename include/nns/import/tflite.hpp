// tflite_model<array>: a .tflite in a constexpr array, read while the program compiles, is a model like any other; and
// TensorFlow Lite Micro's plan and arena for it are constants (nns::tflm).
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
#include <nns/import/network/array.hpp>
#include <nns/import/tflite/buffers.hpp>
#include <nns/import/tflite/constant.hpp>
#include <nns/import/tflite/explain.hpp>
#include <nns/memory/plan.hpp>
#include <nns/memory/tflm.hpp>

namespace nns::detail {

/// The buffers of a file for a plan: TFLM's own with its kernels' scratch and the file's offsets, or the tensors alone.
template <class File, memory_options Options>
struct tflite_buffers {
  static constexpr int size = [] {
    tflite_buffer_list l{File::graph, File::order.makers, File::order.tensors, Options};
    l.run();
    return l.used;
  }();
  static constexpr sequence<memory_buffer, size> value = [] {
    sequence<memory_buffer, size> all;
    int tensors[static_cast<std::size_t>(size + 1)]{};
    tflite_buffer_list l{File::graph, File::order.makers, File::order.tensors, Options, all.values, tensors};
    l.run();
    for (int i = 0; i != size; ++i)
      all.values[i].name = tflm_buffer_name<File>(
          {false, tensors[i] >= File::graph.subgraphs[0].tensors ? 1 : 0, tensors[i]});
    return all;
  }();
};

template <class File, memory_options Options>
constexpr const auto& buffers_in_file() {
  constexpr memory_options plain{.as_tflm = Options.as_tflm, .channel_scales = Options.channel_scales};
  static_assert(!Options.as_tflm || Options == plain,
                "nns: nns::as_tflm is TensorFlow Lite Micro's own plan of the file as it is: it cannot be combined "
                "with a storage, batch, alignment or other option");
  if constexpr (!Options.as_tflm) {
    return tflite_buffers<File, Options>::value;
  } else {
    using listed = tflm_listed<File, tflm::reference, 4, tflm::nothing_more>;
    static_assert(tflm_is_known<File, listed::counted.unknown>());
    return listed::buffers;
  }
}

}  // namespace nns::detail

namespace nns {

/// A model from a .tflite: derive a named struct from it, or give it an alias. `Array` is a constexpr array of bytes (also std::byte),
/// or an object with data() and size(); bytes after the file, such as the zero of a string literal, do no harm. Each
/// operator is a row, named after the tensor that it makes. Multiply-adds and parameters are for one run of the file,
/// whose batch is nearly always one and is then left out of the shapes. The cost of a custom operator is unknown, and
/// so is the total, unless a Part declares it: known_as<"MyFft", layer>, or assume_zero<"MyFft">.
template <const auto& Array, class... Parts>
struct tflite_model {
  NNS_CAN_BE_HANDED_ON(Array);

  using nns_model = tflite_model;
  using nns_file = detail::tflite_constant<Array>;

  static constexpr void NNS_STEP(detail::machine& m) {
    if constexpr (nns_file::bad.broken != detail::tflite_rule::none)
      m.refuse_file(detail::sentence_of(nns_file::bad.broken));  // reported below
    else if constexpr (sizeof...(Parts) == 0)
      detail::tflite_run{m, nns_file::graph, nns_file::names}.run();
    else if constexpr (names_nothing())
      m.refuse_file(detail::sentence_of(said<>::missing.broken));
    else
      run_with_parts(m);
  }
  NNS_STEP_AS_DATA

  /// The file's own tensors, and the types in which it holds its parameters.
  template <memory_options Options>
  static constexpr sequence<memory_buffer, detail::buffers_in_file<nns_file, Options>().size()> nns_buffers =
      detail::buffers_in_file<nns_file, Options>();
  template <memory_options Options>
  static constexpr bytes nns_parameter_bytes{
      detail::tflite_parameter_bytes(nns_file::graph, Options.has_storage, Options.storage)};
  template <memory_options Options>
  static constexpr bytes nns_state_bytes{detail::tflite_state_bytes(nns_file::graph)};

  template <const detail::fault& Fault>
  static constexpr bool nns_explain() {
    if constexpr (nns_file::bad.broken != detail::tflite_rule::none)
      return detail::explain_tflite<nns_file::bad>();
    else if constexpr (names_nothing())
      return detail::explain_tflite<said<>::missing>();
    else
      return detail::explain_operator<Array, nns_file, Fault>();
  }

 private:
  /// What the Parts say.
  template <class File = nns_file>
  struct said {
    static constexpr int count = static_cast<int>(sizeof...(Parts));
    static constexpr detail::known_class known[] = {detail::known_class_of(static_cast<Parts*>(nullptr))...};
    static constexpr detail::tflite_fault missing = detail::find_missing(File::graph, known, count);
  };
  static constexpr bool names_nothing() {
    if constexpr (sizeof...(Parts) == 0)
      return false;
    else
      return said<>::missing.broken != detail::tflite_rule::none;
  }

  static constexpr void run_with_parts(detail::machine& m) {
    detail::tflite_names names = nns_file::names;
    names.known = said<>::known;
    names.known_count = said<>::count;
    detail::tflite_run{m, nns_file::graph, names}.run();
  }
};

}  // namespace nns
