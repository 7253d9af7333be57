// A kind of layer: what all its layers share, and what is known of each once its options are read. Also the cost that
// was found for a layer, and the sums over layers.
#pragma once

#include <nns/detail/builtin.hpp>
#include <nns/detail/count.hpp>
#include <nns/detail/counting.hpp>
#include <nns/detail/naming.hpp>
#include <nns/detail/operation_kinds.hpp>
#include <nns/detail/options.hpp>
#include <nns/detail/step.hpp>
#include <nns/detail/text.hpp>
#include <nns/shape.hpp>

#include <cstddef>
#include <cstdint>

namespace nns::detail {

constexpr void has_no_short_way(prepared&) {}

/// What a kind of layer needs memory for when a network runs, as bits. Without any of them, it makes outputs that are
/// separate from its inputs.
namespace in_memory {
inline constexpr unsigned short passes = 1;        // nothing is done at inference: the output is the input
inline constexpr unsigned short view = 2;          // the same elements in the same order, in another shape
inline constexpr unsigned short element_wise = 4;  // an output element needs the input elements in its place only
inline constexpr unsigned short activates = 8;     // an activation that a device computes in the layer before
inline constexpr unsigned short normalizes = 16;   // a scale and a shift for each channel, known at inference
inline constexpr unsigned short takes_activation = 32;
inline constexpr unsigned short takes_normalization = 64;
inline constexpr unsigned short attends = 128;  // the machine's `cache` says what it keeps of keys and values
inline constexpr unsigned short takes_indices = 256;  // its input is whole numbers (int32), whatever is stored elsewhere
inline constexpr unsigned short product = takes_activation | takes_normalization;
}  // namespace in_memory

/// What a kind of layer keeps from its forward pass for its backward pass, as bits; by default its inputs and its
/// output. An activation of its own adds to it, and layers say what they keep inside (observer::keep).
namespace in_training {
inline constexpr std::uint16_t nothing = 0;
inline constexpr std::uint16_t inputs = 1;
inline constexpr std::uint16_t output = 2;
inline constexpr std::uint16_t mask = 4;           // a byte for each element of the output
inline constexpr std::uint16_t indices = 8;        // an integer of eight bytes for each of them
inline constexpr std::uint16_t of_channels = 16;   // mean and deviation of each channel, in float32
inline constexpr std::uint16_t of_positions = 32;  // the same of each position
inline constexpr std::uint16_t deviation = 64;     // of each position, the deviation alone
inline constexpr std::uint16_t for_weights = 128;  // the inputs, if the weights learn
inline constexpr std::uint16_t tokens = 256;       // the inputs, as integers of eight bytes, if the weights learn
inline constexpr std::uint16_t view = 512;         // the output is its input's memory
inline constexpr std::uint16_t activation = 1024;  // what the activation among the options keeps, and no more
inline constexpr std::uint16_t unless_constant = 2048;  // each input, if another one's gradient is needed
inline constexpr std::uint16_t said = 4096;             // as many elements as its activations, if it says how many these are
}  // namespace in_training

/// What all layers of one kind share.
struct family {
  text kind;
  step work = nullptr;        // from the shape in the machine to the shape and the cost of the layer
  option_set accepts = 0;     // the options that the kind knows
  int numbers = 0;            // how many positional numbers it takes; -1: any
  int inputs = 1;             // at most
  int least_inputs = 1;
  bool recurrent = false;
  bool begins = false;        // an input
  bool in_original = false;   // whether the Python package knows the kind; it counts nothing for others
  void (*prepare)(prepared&) = &has_no_short_way;  // whether, by its options, a layer can go the machine's short way
  bool is_plain = is_plain_kind(kind);
  unsigned char place = place_of_kind(kind);       // where its rows' numbers are looked for first
  unsigned short memory = 0;                       // of in_memory
  std::uint16_t keeps = in_training::inputs | in_training::output;  // of in_training
  /// What a layer does besides its multiply-adds, by kind of operation. Called after the layer has run, and only if
  /// operations are counted (nns/operations.hpp). Null: `element_wise` additions.
  void (*operations)(const machine&, operations_found&) = nullptr;
  bool wraps = false;                              // its cost is that of the layers inside it
  bool states = false;                             // its numbers are what its rows count, and no options
};

/// Before any layer has run.
inline constexpr family no_family{};

inline constexpr unsigned any_rank = 0x1fe;  // from 1 to 8

/// A kind with its options, read once for all layers that have them. Most layers apply a matrix at every position, or
/// keep their shape. If the options say so, the machine counts the layer in one step (its short way), for inputs of the
/// ranks in `matrix` or `keeping`.
struct prepared {
  const family* kind = nullptr;
  const options* given = nullptr;
  unsigned matrix = 0;         // bit r: an input of rank r takes the short way of a matrix
  unsigned keeping = 0;        // the same, of a layer that keeps its shape
  int copies = 1;              // of the output, kept as activations
  std::int64_t taps = 1;       // of a matrix: its number of rows is taps x the input's channels
  std::int64_t bias = 0;       // parameters for each unit beside the matrix
  std::int64_t trainable = 0;  // of a layer that keeps its shape: parameters for each channel
  std::int64_t fixed = 0;
};

/// What types say about a layer or a composition besides its step: a kind of its own, and what its parts say. Only
/// summaries make and read it (nns/detail/description.hpp).
struct description {
  text block{};                    // the kind of its composition, if it has one
  const family* row = &no_family;  // the kind of its row, if it has one
  bool has_row = false;
  bool has_parts = false;          // whether one of its parts, or of theirs, says something
  bool names_rows = false;         // whether one of them is a row with a kind of its own
  const description* parts = nullptr;
};

/// Nothing.
inline constexpr description no_description{};

constexpr prepared prepare(const family& f, const options& o) {
  prepared p{&f, &o};
  if (f.is_plain && (o.given & ~f.accepts) == 0) f.prepare(p);
  return p;
}

/// What one layer costs.
struct finding {
  count forward = 0;
  count trainable = 0;
  count fixed = 0;         // parameters that are not trained
  count activations = -2;  // -2: the output's elements, `copies` times
  count backward = -2;     // -2: twice the forward count
  int copies = 1;
  int further = 0;         // outputs beyond the first
  count element_wise = 0;  // operations other than multiply-adds, for conventions that count them
  std::int64_t scratch = 0;  // bytes that a layer of the user's own needs while it runs
};

inline constexpr finding nothing_found{};

/// Weights that stand for those of several experts: one runs once, for all tokens that are routed to any of them.
struct expert_copies {
  std::int64_t all = 1;
  std::int64_t used = 1;    // by a token
  count routed = 0;         // tokens, each as often as it is routed to an expert
};

/// What an attention layer leaves in a key-value cache. Only kinds that are marked `attends` fill it in.
struct key_value_cache {
  count width = 0;      // elements for each position
  count positions = 0;  // after the layer has run, whatever the window
  count read = 0;       // of them, those that come from the cache
  count written = 0;    // and those that a cache is given
  std::int64_t window = 0;
  bool grows = false;   // with the sequence; that of cross attention does not
  bool keeps = false;   // a later position will want it: attention looks back, or its keys come from elsewhere
};

/// Sums over layers.
struct totals {
  count forward = 0;
  count trainable = 0;
  count activations = 0;
  int rows = 0;
  count fixed = 0;
  std::int64_t backward_beyond = 0;  // the cost of backward passes beyond twice the forward pass; may be negative
  count backward_state = 0;          // overflowed, or unknown, once that is
  std::int64_t known = 0;            // -1 once a sum is not known
  count shared = 0;                  // parameters of layers that share another one's weights
  count idle = 0;                    // parameters of experts that a token is not routed to
  int edges = 0;                     // inputs of rows beyond the first
  int blocks = 0;                    // compositions inside the model
  int characters = 0;                // at most, of names that have to be put together

  [[nodiscard]] constexpr count backward() const {
    const count twice = forward * 2 + backward_state;
    std::int64_t sum = 0;
    return !twice.is_known()                                              ? twice
           : NNS_BUILTIN(add_overflow)(twice.value, backward_beyond, &sum) ? count{count::overflowed}
                                                                        : count{sum};
  }
  constexpr void add_beyond(std::int64_t beyond, std::int64_t n) {
    if (NNS_BUILTIN(mul_overflow)(beyond, n, &beyond) || NNS_BUILTIN(add_overflow)(backward_beyond, beyond, &backward_beyond))
      backward_state = count::overflowed;
  }
  constexpr void add(const totals& t, std::int64_t n) {
    forward += t.forward * n;
    add_beyond(t.backward_beyond, n);
    backward_state += t.backward_state;
    trainable += t.trainable * n;
    fixed += t.fixed * n;
    activations += t.activations * n;
    shared += t.shared * n;
    idle += t.idle * n;
    known |= t.known;
    const int copies = static_cast<int>(n);
    rows += t.rows * copies;
    edges += t.edges * copies;
    blocks += t.blocks * copies;
    characters += t.characters * copies;
  }
};

}  // namespace nns::detail
