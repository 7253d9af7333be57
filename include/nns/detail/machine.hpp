// The machine that every model runs on, at compile time and at run time: one step a layer, in place.
// It knows shapes, counts and faults. It does not know the layers (nns/layers), how they are put together
// (nns/models), or what is written down about them (nns/summary.hpp observes it).
#pragma once

#include <nns/detail/count.hpp>
#include <nns/detail/fault.hpp>
#include <nns/detail/naming.hpp>
#include <nns/detail/options.hpp>
#include <nns/detail/text.hpp>
#include <nns/shape.hpp>

#include <cstddef>
#include <cstdint>

namespace nns {

/// How multiply-adds are counted.
enum class convention : std::uint8_t {
  standard,      ///< the rules of this library: matrix products and convolutions, padding counted
  original,      ///< as the code of the Python package counts, its faults included
  in_bounds,     ///< multiplications with padding zeros are not counted
  element_wise,  ///< biases, activations, normalisation, pooling and merges count too, one for each element
};

}  // namespace nns

namespace nns::detail {

struct machine;
struct recorder;
struct layer_value;

using step = void (*)(machine&);

/// Steps one behind the other: a table of them and a null. They end by their count: with -fsanitize=undefined g++ does
/// not compare an address with null in a constant expression (GCC bug 71962).
struct step_range {
  const step* first = nullptr;
  const step* last = nullptr;

  constexpr step_range() = default;
  constexpr step_range(decltype(nullptr)) {}
  constexpr step_range(const step* from, const step* to) : first(from), last(to) {}
  template <std::size_t N>
  constexpr step_range(const step (&table)[N]) : first(table), last(table + (N - 1)) {}
  [[nodiscard]] constexpr int size() const { return static_cast<int>(last - first); }
};

/// A tensor in flight: its shape, and the row that made it.
struct tensor {
  shape dims{};
  int source = -1;
};

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
};

/// What one layer costs.
struct finding {
  count forward = 0;
  count trainable = 0;
  count fixed = 0;         // parameters that are not trained
  count activations = -2;  // -2: the output's elements, `copies` times
  count backward = -2;     // -2: twice the forward count
  int copies = 1;
  int further = 0;         // outputs beyond the first
  count element_wise = 0;  // operations that the convention `element_wise` adds
};

inline constexpr finding nothing_found{};

/// Sums over layers.
struct totals {
  count forward = 0;
  std::int64_t backward_beyond = 0;  // what backward passes cost beyond twice the forward pass; may be negative
  count backward_state = 0;          // overflowed, or unknown, once that is
  count trainable = 0;
  count fixed = 0;
  count activations = 0;
  std::int64_t known = 0;  // -1 once a sum is not known
  count shared = 0;    // parameters of layers that share another one's weights
  int rows = 0;
  int edges = 0;       // inputs of rows beyond the first
  int blocks = 0;      // compositions inside the model
  int characters = 0;  // at most, of names that have to be put together

  [[nodiscard]] constexpr count backward() const {
    const count twice = forward * 2 + backward_state;
    std::int64_t sum = 0;
    return !twice.is_known()                                              ? twice
           : __builtin_add_overflow(twice.value, backward_beyond, &sum) ? count{count::overflowed}
                                                                        : count{sum};
  }
  constexpr void add_beyond(std::int64_t beyond, std::int64_t n) {
    if (__builtin_mul_overflow(beyond, n, &beyond) || __builtin_add_overflow(backward_beyond, beyond, &backward_beyond))
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
    known |= t.known;
    const int copies = static_cast<int>(n);
    rows += t.rows * copies;
    edges += t.edges * copies;
    blocks += t.blocks * copies;
    characters += t.characters * copies;
  }
};

enum class event : std::uint8_t { layer, enter, leave };

struct machine {
  static constexpr int max_outputs = 16;

  // The tensors that arrive at the next layer: one in place, and `extra` more. extra is -1 before the input.
  shape x{};
  int source = -1;
  int extra = -1;
  const tensor* more = nullptr;

  // The layer at work.
  const family* kind = nullptr;
  shape numbers{};
  const options* given = &no_options;
  finding found{};

  // The layers that it wraps: steps from types, or values from a file.
  step_range inner{};
  const layer_value* inner_values = nullptr;
  void (*run_values)(machine&, const layer_value*) = nullptr;

  totals sum{};
  fault bad{};

  // How the rows of the model are named and observed.
  text name{};           // for the next row or composition
  text block_kind{};     // of the composition that begins
  int prefix_length = 0;
  bool at_start = true;  // of a model
  bool inside_rnn = false;
  int cells = 0;         // of an rnn
  int states = 0;        // of those cells, kept in `produced`
  bool shares_weights = false;
  bool later_copy = false;  // of a repeat: names come again
  int block = 0;            // the composition at work, and how many there were
  int blocks_seen = 0;
  convention how = convention::standard;
  recorder* record = nullptr;
  void (*observe)(recorder&, machine&, event) = nullptr;
  bool observed = false;  // whether there is a record

  int declared = 0;      // inputs of the model
  shape declared_inputs[max_outputs]{};
  claimed_names claimed{};
  tensor produced[max_outputs - 1]{};  // outputs beyond the first

  constexpr machine() = default;
  machine(const machine&) = delete;
  machine& operator=(const machine&) = delete;

  constexpr void fail(rule r, std::int64_t first = 0, std::int64_t second = 0) {
    if (bad) return;
    if (first == no_number || second == no_number) return fail(rule::not_a_number);
    bad.broken = r;
    bad.row = sum.rows;
    bad.first = first;
    bad.second = second;
    bad.arrived = x;
  }

  [[nodiscard]] constexpr int inputs() const { return extra + 1; }
  [[nodiscard]] constexpr const shape& input(int i) const { return i == 0 ? x : more[i - 1].dims; }
  [[nodiscard]] constexpr bool activated() const { return given->activation > activation_kind::linear; }

  // One layer of family f. These and finish() run for every layer of every model: they are written for the evaluator,
  // which pays for calls, copies and long ways to a member.

  /// With its positional number and options.
  constexpr void run_with_number(const family& f, std::int64_t number, const options& o) {
    numbers.values[0] = number;
    numbers.used = 1;
    kind = &f;
    given = &o;
    if ((extra != 0 || f.numbers != 1 || f.least_inputs != 1 || (o.given & ~f.accepts) != 0) && !may_run()) return;
    found = nothing_found;
    f.work(*this);
    finish();
  }

  /// With any positional numbers, and options.
  constexpr void run(const family& f, const shape& n, const options& o) {
    numbers = n;
    run_family(f, o, f.numbers >= 0);
  }

  /// With nothing but its kind.
  constexpr void run_plain(const family& f) {
    numbers.used = 0;
    kind = &f;
    given = &no_options;
    if ((extra != 0 || f.least_inputs != 1) && !may_run()) return;
    found = nothing_found;
    f.work(*this);
    finish();
  }

  constexpr void run_family(const family& f, const options& o, bool check_numbers) {
    kind = &f;
    given = &o;
    if ((extra != 0 || check_numbers || f.least_inputs != 1 || (o.given & ~f.accepts) != 0) && !may_run()) return;
    found = nothing_found;
    f.work(*this);
    finish();
  }

  /// Whether two shapes are equal, as far as their extents are known.
  static constexpr bool may_be(const shape& a, const shape& b) {
    for (int i = 0; i != a.used && i != b.used; ++i)
      if (a.values[i] != b.values[i] && a.values[i] != shape::unknown && b.values[i] != shape::unknown) return false;
    return a.used == b.used;
  }

  /// The input of a model, or of a model inside another one.
  constexpr void begin(const family& f, const shape& dims) {
    kind = &f;
    for (int i = 0; i != dims.used; ++i)
      if (dims.values[i] < 1 && dims.values[i] != shape::unknown)
        return fail(rule::extent_not_positive, i + 1, dims.values[i]);
    if (extra >= 0) {  // a model inside another one
      if (!at_start) return fail(rule::second_input);
      at_start = false;
      name = {};
      if (!may_be(x, dims)) fail(rule::input_differs);
      return;
    }
    if (!at_start) return fail(rule::second_input);
    if (declared < max_outputs) declared_inputs[declared] = dims;
    ++declared;
    x = dims;
    extra = 0;
    source = -1;
    found = {};
    finish();
  }

  /// The end of a step: the cost joins the totals, and the row is observed.
  constexpr void finish() {
    if (bad.broken != rule::none) return;
    if (found.activations.value == -2) found.activations.value = kept_output();
    if (how != convention::standard || shares_weights) follow_convention();
    const std::int64_t any = found.forward.value | found.trainable.value | found.fixed.value;
    if ((any | found.activations.value | sum.known) < 0) {
      if (!add_unknown()) return fail(rule::count_overflows_63_bits);
    } else if (__builtin_add_overflow(sum.activations.value, found.activations.value, &sum.activations.value) ||
               (any != 0 &&
                (__builtin_add_overflow(sum.forward.value, found.forward.value, &sum.forward.value) ||
                 __builtin_add_overflow(sum.trainable.value, found.trainable.value, &sum.trainable.value) ||
                 (found.fixed.value != 0 &&
                  __builtin_add_overflow(sum.fixed.value, found.fixed.value, &sum.fixed.value))))) {
      return fail(rule::count_overflows_63_bits);
    }
    if (found.backward.value != -2 || extra > 0) add_further();
    if (observed)
      observe(*record, *this, event::layer);
    else if (prefix_length != 0 || name.length != 0 || !is_plain(kind->kind))
      sum.characters += prefix_length + 24 + static_cast<int>(name.length == 0 ? kind->kind.length : name.length);
    name.length = 0;
    at_start = false;
    source = sum.rows++;
    extra = found.further;
    if (extra != 0) mark_outputs();
  }

  constexpr void follow_convention() {
    if (how == convention::element_wise) found.forward += found.element_wise;
    if (how == convention::original && !kind->in_original) found.forward = 0;
    if (shares_weights) share();
  }

  /// The elements of the output, `copies` times.
  [[nodiscard]] constexpr std::int64_t kept_output() const {
    std::int64_t elements = found.copies;
    for (int i = 0; i != x.used; ++i)
      if (x.values[i] < 0 || __builtin_mul_overflow(elements, x.values[i], &elements))
        return times(x.elements(), found.copies);  // it overflows, or is not known
    return elements;
  }

  /// What the layer's backward pass costs: twice the forward pass, unless the layer says otherwise.
  [[nodiscard]] constexpr count backward_found() const {
    return found.backward.value != -2 ? found.backward : found.forward * 2;
  }

  /// Whether a sum, or what is added up from it, has left the 63 bits.
  [[nodiscard]] constexpr bool overflows() const {
    return (sum.forward + sum.backward()).has_overflowed() || (sum.trainable + sum.fixed).has_overflowed() ||
           sum.activations.has_overflowed();
  }

  /// The layer at work has a further output. Its inputs are read before.
  constexpr void yield(const shape& dims) {
    if (found.further == max_outputs - 1) return fail(rule::too_many_outputs, found.further + 2);
    produced[found.further++].dims = dims;
  }

  /// A composition begins: its rows stand inside it, and carry its name if it has one.
  struct scope {
    int prefix_length;
    int block;
  };
  constexpr scope enter(text composition) {
    block_kind = composition;
    const scope outer{prefix_length, block};
    block = ++blocks_seen;
    if (observed) {
      observe(*record, *this, event::enter);
    } else if (!name.empty()) {
      prefix_length += static_cast<int>(name.size()) + 13;
      sum.characters += prefix_length;
    }
    name = {};
    ++sum.blocks;
    return outer;
  }
  constexpr void leave(const scope& outer) {
    if (observed) observe(*record, *this, event::leave);
    prefix_length = outer.prefix_length;
    block = outer.block;
  }

  /// The name that the next row or composition is given. A composition gives each name once.
  constexpr void call(text given_name) {
    if (given_name.length != 0 && !later_copy && !claimed.claim(given_name, block)) return fail(rule::name_used_twice);
    name = given_name;
  }

  /// Runs the wrapped layers on `arrives` in a machine of their own, which makes no rows: the wrapper adds up what
  /// they cost. False, and a fault, if they fail.
  constexpr bool run_inner(machine& within, const shape& arrives);

 private:
  /// The sums, where something overflows or is not known. False if it overflows.
  constexpr bool add_unknown() {
    sum.known = -1;
    sum.forward += found.forward;
    sum.trainable += found.trainable;
    sum.fixed += found.fixed;
    sum.activations += found.activations;
    return !sum.forward.has_overflowed() && !sum.trainable.has_overflowed() && !sum.fixed.has_overflowed() &&
           !sum.activations.has_overflowed();
  }

  constexpr void add_further() {
    if (extra > 0) sum.edges += extra;
    if (found.backward.value != -2) add_backward();
  }

  constexpr void add_backward() {
    const count twice = found.forward * 2;
    if (twice.is_known() && found.backward.is_known())
      sum.add_beyond(found.backward.value - twice.value, 1);
    else
      sum.backward_state += twice + found.backward;
  }

  constexpr void share() {
    sum.shared += found.trainable + found.fixed;
    found.trainable = found.fixed = 0;
  }

  constexpr void mark_outputs() {
    more = produced;
    for (int i = 0; i != extra; ++i) produced[i].source = source;
  }

  constexpr bool may_run() {
    const options& o = *given;
    if (o.foreign) return fail(rule::not_an_option), false;
    if (o.twice != option::none) return fail(rule::option_given_twice, static_cast<int>(o.twice)), false;
    if (const option_set unknown = o.given & ~kind->accepts; unknown != 0)
      return fail(rule::option_not_known_to_the_layer, __builtin_ctzll(unknown)), false;
    if (kind->numbers >= 0 && kind->numbers != numbers.used)
      return fail(rule::wrong_count_of_numbers, kind->numbers, numbers.used), false;
    if (extra < 0) return fail(rule::no_input), false;
    if (inputs() > kind->inputs) return fail(rule::too_many_inputs, kind->inputs, inputs()), false;
    if (inputs() < kind->least_inputs) return fail(rule::too_few_inputs, kind->least_inputs, inputs()), false;
    return true;
  }
};

/// Runs steps until one of them fails; the fault then learns its way.
constexpr void run_steps(machine& m, step_range steps) {
  if (steps.first == steps.last) return m.fail(rule::empty_model);
  for (const step* s = steps.first; s != steps.last; ++s) {
    (*s)(m);
    if (m.bad.broken != rule::none) return m.bad.leave(static_cast<int>(s - steps.first));
  }
}

constexpr bool machine::run_inner(machine& within, const shape& arrives) {
  within.x = arrives;
  within.extra = 0;
  within.how = how;
  if (run_values != nullptr && inner.first == inner.last) {
    run_values(within, inner_values);
  } else {
    run_steps(within, inner);
  }
  if (within.bad && !bad) {
    bad = within.bad;
    bad.row = sum.rows;
  }
  return !within.bad;
}

}  // namespace nns::detail
