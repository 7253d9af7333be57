// The machine that every model runs on, at compile time and at run time: one step a layer, in place.
// It knows shapes, counts and faults, and fills in rows where there is room for them (detail/row.hpp). It does not know
// the layers (nns/layers), or how they are put together (nns/models).
#pragma once

#include <nns/detail/builtin.hpp>
#include <nns/detail/count.hpp>
#include <nns/detail/family.hpp>
#include <nns/detail/fault.hpp>
#include <nns/detail/naming.hpp>
#include <nns/detail/observer.hpp>
#include <nns/detail/row.hpp>
#include <nns/detail/tensor.hpp>

#include <cstddef>
#include <cstdint>

namespace nns {
struct storage;
}

namespace nns::detail {

struct layer_value;

struct machine {
  static constexpr int most_nested = 100;
  static constexpr int max_outputs = 10'000;  // of a layer: their numbers have four digits ("split:9999")

  // Members that are used for every layer come first: evaluators find early members sooner.

  // The tensors that arrive at the next layer: one in place, and `extra` more. extra is -1 before the input.
  shape x{};
  unsigned open = 0;        // the bit of x's rank where the short way is open (settle), else none
  bool only_counts = true;  // no row is written, and the next one has no name: only counts are needed
  bool recording = false;   // whether `record` has room for all rows, or `row` for a chain's current one
  bool observed = false;    // whether there is an `onlooker`
  bool in_chain = false;    // whether only numbers are recorded, and one row for each layer is expected (nns/summary/chain.hpp)
  std::int64_t lead = -1;   // x's extents but the last, multiplied
  std::int64_t last = 0;    // the last of them
  totals sum{};
  int source = -1;          // kept for rows and observers only, as the output is
  int output = 0;
  int extra = -1;
  int prefix_length = 0;
  text name{};              // for the next row or composition
  layer_summary* row = nullptr;  // the current one, of which the recorder's rows are copies
  recorder* record = nullptr;
  const tensor* more = nullptr;

  // The current layer, or the last that went the long way.
  const family* kind = &no_family;
  shape numbers{};
  const options* given = &no_options;
  finding found{};
  key_value_cache cache{};
  count borrowed = 0;  // weights of another row's that this one reads, where it shares them

  // The layers that it wraps: steps from types, or values from a file.
  step_range inner{};
  const layer_value* inner_values = nullptr;
  void (*run_values)(machine&, const layer_value*) = nullptr;
  int value_count = 1;   // how many values
  int which_part = -1;   // in the machine of a wrapper: which one of them runs; -1: all, one after another

  fault bad{};

  // How the rows of the model are named and observed.
  text block_kind{};     // of the composition that begins
  const description* about = &no_description;  // of the composition at work
  const description* own = &no_description;    // what the next row's or composition's type says about it, if anything
  bool has_own = false;
  bool described = false;   // whether `about` has parts
  bool names_count = false; // the names' room is found, with the kinds that types have of their own
  bool outermost = true;    // no composition has begun: the next one is the model itself
  bool inside_rnn = false;
  bool shares_weights = false;
  bool lends_weights = false;  // they are applied again elsewhere; for observers
  bool frozen = false;      // what runs is not trained: all its parameters are fixed
  bool functional = false;  // what runs is called as functions, and not as modules
  bool wants = false;       // x's gradient is needed, if the convention has `gradients`; else not kept
  bool learned = false;     // then: the layer that was at work makes gradients of weights, its own or shared ones
  bool copied = false;      // what runs stands for several experts
  expert_copies experts{};
  count idle = 0;           // parameters of the layer at work that a token is not routed to
  bool later_copy = false;  // of a repeat: names come again
  const storage* stored = nullptr;  // the data types of what runs, if they are not the model's
  int checkpoint = 0;    // which of the checkpointed<...> runs, the outermost one; 0: none
  int checkpoints = 0;   // how many there were
  text shared_with{};    // the node of the graph whose layer the node at work applies again; for observers
  int starts_at = 0;     // the row with which a model starts
  int nested = 0;        // compositions that the next row is inside
  int cells = 0;         // of an rnn
  int states = 0;        // of those cells, kept in `produced`
  int block = 0;            // the composition at work, and how many there were
  int blocks_seen = 0;
  counting how = convention::standard;
  shape arrived{};          // the first input of the layer at work, where the convention looks at layers
  operation_counts said{};  // there: what a layer of the user's own declares besides its multiply-adds
  observer* onlooker = nullptr;

  int declared = 0;                  // inputs of the model
  shape* declared_inputs = nullptr;  // their shapes, as many as are asked for
  int asked_inputs = 0;
  const shape* other_shapes = nullptr;  // that they have in place of those
  int other_count = -1;                 // how many; -1: the declared ones hold
  claimed_names claimed{};
  shelf produced{};        // outputs beyond the first

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
    if (observed) onlooker->see(*this, event::fault);
  }

  /// A layer of the user's own refuses what arrives, with its own message: that of nns::refuse(...).
  constexpr void refuse(const shape& refusal) {
    if (!bad) bad.said = refusal.said;
    fail(rule::refused_by_its_layer);
  }
  /// The model's file is refused, with a message of its reader.
  constexpr void refuse_file(const text& sentence) {
    if (!bad) bad.said = sentence.characters;
    fail(rule::file_not_understood);
  }

  [[nodiscard]] constexpr int inputs() const { return extra + 1; }
  [[nodiscard]] constexpr const shape& input(int i) const { return i == 0 ? x : more[i - 1].dims; }
  /// The same once the layer has run, if the convention looks at layers.
  [[nodiscard]] constexpr const shape& input_of(int i) const { return i == 0 ? arrived : more[i - 1].dims; }
  [[nodiscard]] constexpr tensor front() const { return {x, source, output, wants}; }
  /// Whether the gradient of an input of the layer at work is needed; of any of them; of its weights.
  [[nodiscard]] constexpr bool wants_input(int i) const { return i == 0 ? wants : more[i - 1].wants; }
  [[nodiscard]] constexpr bool wants_any() const {
    bool any = wants;
    for (int i = 0; i < extra; ++i) any = any || more[i].wants;
    return any;
  }
  [[nodiscard]] constexpr bool wants_weights() const { return found.trainable.value != 0 && !frozen; }
  [[nodiscard]] constexpr bool activated() const { return given->activation > activation_kind::linear; }

  /// A tensor arrives at the next layer, alone.
  constexpr void arrive(const tensor& t) {
    x = t.dims;
    source = t.source;
    output = t.output;
    wants = t.wants;
    extra = 0;
    settle();
  }

  /// The first of them arrives, and `others` more.
  constexpr void arrive(const tensor* tensors, int others) {
    x = tensors[0].dims;
    source = tensors[0].source;
    output = tensors[0].output;
    wants = tensors[0].wants;
    more = tensors + 1;
    extra = others;
    settle();
  }

  /// An observer looks on from here.
  constexpr void let_see(observer& o) {
    onlooker = &o;
    observed = true;
  }

  /// Nothing has arrived yet: an input must follow.
  constexpr void await_input() { extra = -1, open = 0; }

  /// A model, or a graph's input node, starts here: an input may follow.
  constexpr void start() { starts_at = sum.rows; }

  /// Whether the composition that begins is the model itself, whose rows are in no block.
  constexpr bool begins_model() {
    const bool itself = outermost && extra < 0 && name.empty();
    outermost = false;
    return itself;
  }

  /// The model that runs is of a type with kinds of its own.
  constexpr void describe(const description& model) {
    about = &model;
    described = model.has_parts;
  }

  /// The part with this number runs next. Only asked where the composition at work is described.
  constexpr void describe_part(const description& composition, int part) {
    about = own = composition.parts + part;
    has_own = own->block.length != 0;
    described = own->has_parts;
  }

  /// A part has run: the composition is at work again.
  constexpr void describe_again(const description& composition) {
    about = &composition;
    has_own = false;
    described = true;
  }

  /// Rows are written from here.
  constexpr void write_to(recorder& r) {
    record = &r;
    row = &r.row;
    recording = true;
    only_counts = false;
  }

  /// The numbers of each row are written here, and nothing else is. A model that is no chain gives up.
  constexpr void write_chain_to(layer_summary& current) {
    row = &current;
    in_chain = recording = true;
    only_counts = false;
  }

  /// Derives from x what the short way needs, after every other change of x. The way is closed if several tensors
  /// arrive or none, if the rules are not the standard ones, if weights are frozen, and if there is an observer.
  constexpr void settle() {
    if (recording) row->output = x, row->idle_parameters = 0;
    open = 0;
    if (x.used == 0 || extra != 0 || !how->is_standard || shares_weights || observed || frozen || copied) {
      if (how->forward != nullptr || how->backward != nullptr) arrived = x;
      return;
    }
    lead = leading(), last = x.values[x.used - 1];
    if (lead > 0 && last > 0 && (lead >> 18 | last >> 14 | room()) == 0) open = 1U << x.used;
  }

  /// The short way ends where the sums have grown large. Asked every 512 layers, and where a composition ends.
  constexpr void keep_room() {
    if (room() != 0) open = 0;
  }

  /// The product of all extents but the last.
  [[nodiscard]] constexpr std::int64_t leading() const {
    return x.used == 1                                                       ? 1
           : x.used == 3 && ((x.values[0] | x.values[1]) >> 31) == 0 ? x.values[0] * x.values[1]
                                                                             : x.product(0, x.used - 1).value;
  }

#if !defined(__clang__)
  /// A step that is no function (NNS_PERFORM).
  constexpr void perform(table_step s) {
    if (s->form == step_form::units) return run_units(*s->kind, s->number);
    run(*s->kind);
  }
#endif

  // The short way: layers that are a matrix at every position, or keep their shape, in as few steps as possible. The
  // evaluator pays for statements, calls, declarations and members; what is in one expression is nearly free. The
  // bounds are such that nothing overflows: 2^18 positions, 2^14 channels, 2^6 taps are 2^52 for a layer, and 512 of
  // them 2^61, over sums that were below 2^62 before. All else, and all that is wrong with a layer, goes the long way,
  // which finds the same.

  /// A layer with one positional number. It is the only function of its name: no overloads are tried for each layer.
  constexpr void run_units(const prepared& p, std::int64_t number) {
    if ((p.matrix & open) == 0 || (number - 1) >> 14 != 0) return run_with_number(*p.kind, number, *p.given);
    const std::int64_t matrix = last * p.taps * number, weights = matrix + p.bias * number, forward = lead * matrix,
                       kept = lead * number * p.copies;
    sum.forward.value += forward, sum.trainable.value += weights, sum.activations.value += kept,
        x.values[x.used - 1] = last = number;
    if (only_counts) return void(++sum.rows);
    if (recording) {
      layer_summary& r = *row;
      r.output.values[x.used - 1] = number, r.forward.count = forward, r.backward.count = 2 * forward,
      r.parameters = r.trainable_parameters = weights, r.activations = kept;
      if (in_chain) return void((kind = p.kind, ++sum.rows));
    }
    end_row(*p.kind);
  }

  /// A layer without one.
  constexpr void run(const prepared& p) {
    if ((p.keeping & open) == 0) return run(*p.kind, {}, *p.given);
    const std::int64_t weights = last * p.trainable, fixed = last * p.fixed, kept = lead * last * p.copies;
    sum.trainable.value += weights, sum.fixed.value += fixed, sum.activations.value += kept;
    if (only_counts) return void(++sum.rows);
    if (recording) {
      layer_summary& r = *row;
      r.forward.count = r.backward.count = 0, r.parameters = weights + fixed, r.trainable_parameters = weights,
      r.activations = kept;
      if (in_chain) return void((kind = p.kind, ++sum.rows));
    }
    end_row(*p.kind);
  }

  /// Zero while every sum is known and below 2^62.
  [[nodiscard]] constexpr std::int64_t room() const {
    return (sum.forward.value | sum.trainable.value | sum.fixed.value | sum.activations.value) >> 62;
  }

  /// The row is named and written, and the next one follows. Its numbers are in the recorder's row.
  constexpr void end_row(const family& f) {
    if (in_chain) return void((kind = &f, ++sum.rows));
    if (has_own) return end_own_row(f);
    if (recording) {
      if (record->at_once)
        row->name = record->names.next_plain(f.kind, f.place);
      else
        record->name_row(f, name, sum.rows);
      row->kind = f.kind, row->source = source, record->rows[sum.rows] = *row;
    } else if ((prefix_length | static_cast<int>(name.length)) != 0 || !f.is_plain) {
      sum.characters += prefix_length + 24 + static_cast<int>(name.length == 0 ? f.kind.length : name.length);
    }
    source = sum.rows++;
    if (name.length != 0) set_name({});
  }

  /// The same where the layer's type may have a kind of its own.
  constexpr void end_own_row(const family& f) {
    has_own = false;
    end_row(own->has_row ? *own->row : f);
  }

  /// The model has other rows than one for each layer, with a number for its name.
  constexpr void give_up() { fail(rule::too_many_rows); }

  // The long way: one layer of family f.

  /// With its positional number and options.
  constexpr void run_with_number(const family& f, std::int64_t number, const options& o) {
    numbers.values[0] = number;
    numbers.used = 1;
    run_family(f, o, f.numbers != 1);
  }

  /// With nothing but its kind.
  constexpr void run_plain(const family& f) {
    numbers.used = 0;
    run_family(f, no_options, false);
  }

  /// With any positional numbers, and options.
  constexpr void run(const family& f, const shape& n, const options& o) {
    numbers = n;
    run_family(f, o, f.numbers >= 0);
  }

  constexpr void run_family(const family& f, const options& o, bool check_numbers) {
    kind = &f;
    given = &o;
    if ((extra != 0 || check_numbers || f.least_inputs != 1 || (o.given & ~f.accepts) != 0) && !may_run()) return;
    found = nothing_found;
    f.work(*this);
    finish();
  }

  /// Whether two shapes may be equal, as far as their extents are known.
  static constexpr bool may_be(const shape& a, const shape& b) {
    for (int i = 0; i != a.used && i != b.used; ++i)
      if (a.values[i] != b.values[i] && a.values[i] != shape::unknown && b.values[i] != shape::unknown) return false;
    return a.used == b.used;
  }

  /// The inputs of the model have other shapes than those that it declares. Models inside it take what arrives.
  constexpr void take_shapes(const shape* shapes, int count) {
    other_shapes = shapes;
    other_count = count;
  }

  /// The input of a model, or of a model inside another one.
  constexpr void begin(const family& f, const shape& stated, bool may_be_empty = false) {
    kind = &f;
    if (extra < 0 && other_count >= 0 && declared >= other_count)
      return fail(rule::other_count_of_shapes, other_count);
    const shape& dims = extra < 0 && other_count >= 0 ? other_shapes[declared] : stated;
    if (const int axis = axis_not_positive(dims); axis != 0 && !(may_be_empty && dims.values[axis - 1] == 0))
      return fail(rule::extent_not_positive, axis, dims.values[axis - 1]);
    if (sum.rows != starts_at) return fail(rule::second_input);
    if (extra >= 0) {  // a model inside another one
      starts_at = -1;
      set_name({});
      if (other_count < 0 && !may_be(x, dims)) fail(rule::input_differs);
      return;
    }
    if (declared < asked_inputs) declared_inputs[declared] = dims;
    ++declared;
    x = dims;
    extra = 0;
    source = -1;
    found = {};
    finish();
  }

  /// The end of the long way: the cost joins the totals, and the row is observed.
  constexpr void finish() {
    if (bad.broken != rule::none) return;
    const std::int64_t positions = leading();
    if (found.activations.value == -2) found.activations.value = kept_output(positions);
    if (!how->is_standard || shares_weights || frozen || copied) follow_convention();
    const std::int64_t any = found.forward.value | found.trainable.value | found.fixed.value;
    if ((any | found.activations.value | sum.known) < 0) {
      if (!add_unknown()) return fail(rule::count_overflows_63_bits);
    } else if (NNS_BUILTIN(add_overflow)(sum.activations.value, found.activations.value, &sum.activations.value) ||
               (any != 0 &&
                (NNS_BUILTIN(add_overflow)(sum.forward.value, found.forward.value, &sum.forward.value) ||
                 NNS_BUILTIN(add_overflow)(sum.trainable.value, found.trainable.value, &sum.trainable.value) ||
                 (found.fixed.value != 0 &&
                  NNS_BUILTIN(add_overflow)(sum.fixed.value, found.fixed.value, &sum.fixed.value))))) {
      return fail(rule::count_overflows_63_bits);
    }
    if (found.backward.value != -2 || extra > 0) add_further();
    if (recording) fill_row();
    if (idle.value != 0) sum.idle += idle, idle = 0;
    if (observed) show_row();
    end_row(*kind);
    if (recording && extra > 0) row->more_sources = row->first_more = 0;
    extra = found.further;
    if (extra != 0) mark_outputs();
    settle();
  }

  constexpr void follow_convention() {
    if (how->element_wise) found.forward += found.element_wise;
    if (how->original && !kind->in_original) found.forward = 0;
    if (how->gradients)
      follow_gradients();
    else if (how->backward != nullptr && found.backward.value == -2)
      found.backward = how->backward(*this);
    if (how->forward != nullptr) found.forward = how->forward(*this);
    if (copied) copy_weights();
    if (frozen) found.fixed += found.trainable, found.trainable = 0;
    if (shares_weights) share();
  }

  /// Which gradients are needed: none below the lowest trained weight; the output's is needed from there on.
  constexpr void follow_gradients() {
    learned = wants_weights();
    const bool needed = wants_any() || learned;
    if (!needed)
      found.backward = 0;
    else if (found.backward.value == -2)
      found.backward = how->backward(*this);
    wants = kind->begins ? how->input_requires_grad : needed;
  }

  /// Whether what runs from here on is not trained. The short way is closed meanwhile; settle() opens it again.
  constexpr void freeze(bool whether) {
    frozen = whether;
    open = 0;
    if (recording) row->frozen = whether;
  }

  /// What runs from here on stands for this many experts; the short way is closed if there are several.
  constexpr expert_copies enter_experts(const expert_copies& inside) {
    const expert_copies outer = experts;
    experts = {outer.all * inside.all, outer.used * inside.used, inside.routed};
    copied = experts.all != 1;
    settle();
    return outer;
  }
  constexpr void leave_experts(const expert_copies& outer) {
    experts = outer;
    copied = experts.all != 1;
  }

  /// The elements of the output, `copies` times.
  [[nodiscard]] constexpr std::int64_t kept_output(std::int64_t positions) const {
    if (x.used == 0) return found.copies;
    const std::int64_t channels = x.values[x.used - 1];
    return ((positions | channels) >> 30) == 0 ? positions * channels * found.copies
                                               : times(x.elements(), found.copies);  // large, or not known
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

  /// The current layer has a further output. Its inputs must be read first.
  constexpr void yield(const shape& dims) {
    if (make_room(found.further + 1)) produced.values[found.further++].dims = dims;
  }

  /// Room for n outputs beyond the first. Tensors that arrived may be in that place: they are moved.
  constexpr bool make_room(std::int64_t n) {
    if (n <= produced.size) return true;
    if (n >= max_outputs) return fail(rule::too_many_outputs, n + 1), false;
    const bool moves = more == produced.values;
    produced.reserve(static_cast<int>(n));
    if (moves) more = produced.values;
    return true;
  }

  /// A composition begins: its rows are inside it, and their names begin with its name if it has one.
  struct scope {
    int prefix_length;
    int block;
  };
  constexpr scope enter(text composition) {
    block_kind = has_own ? own->block : composition;
    has_own = false;
    const scope outer{prefix_length, block};
    block = ++blocks_seen;
    if (observed) onlooker->see(*this, event::enter);
    if (recording) {
      if (in_chain)
        give_up();
      else
        record->enter(block_kind, name, sum.rows);
    } else if (!name.empty()) {
      prefix_length += static_cast<int>(name.size()) + 13;
      sum.characters += prefix_length;
    }
    set_name({});
    ++sum.blocks;
    if (++nested > most_nested) fail(rule::model_inside_itself);
    return outer;
  }
  constexpr void leave(const scope& outer) {
    if (recording && !in_chain) record->leave(x, sum.rows);
    if (observed) onlooker->see(*this, event::leave);
    prefix_length = outer.prefix_length;
    --nested;
    set_name({});
    block = outer.block;
  }

  constexpr void set_name(const text& given_name) {
    name = given_name;
    only_counts = !recording && !names_count && (prefix_length | static_cast<int>(name.length)) == 0;
  }

  /// The name that the next row or composition is given. A composition gives each name once.
  constexpr void call(text given_name) {
    if (in_chain) return give_up();
    if (given_name.length != 0 && !later_copy && !claimed.claim(given_name, block)) return fail(rule::name_used_twice);
    set_name(given_name);
  }

  /// Runs the wrapped layers on `arrives` in a machine of their own, which makes no rows: the wrapper adds up what
  /// they cost. False, and a fault, if they fail.
  /// One of them, where `which` is not negative.
  constexpr bool run_inner(machine& within, const shape& arrives, int which = -1);

  /// The same in a machine where something has arrived already.
  constexpr void run_wrapped(machine& within, int which = -1) const;
  [[nodiscard]] constexpr int inner_count() const { return run_values != nullptr ? value_count : inner.size(); }

 private:
  /// The sums, if something overflows or is not known. False if it overflows.
  constexpr bool add_unknown() {
    sum.known = -1;
    sum.forward += found.forward;
    sum.trainable += found.trainable;
    sum.fixed += found.fixed;
    sum.activations += found.activations;
    return !sum.forward.has_overflowed() && !sum.trainable.has_overflowed() && !sum.fixed.has_overflowed() &&
           !sum.activations.has_overflowed();
  }

  /// Fills the current row with what was found.
  constexpr void fill_row() {
    if (in_chain && (extra > 0 || !kind->is_plain)) return give_up();
    layer_summary& r = *row;
    r.output = x;
    r.forward.count = found.forward.value;
    r.backward.count = backward_found().value;
    r.trainable_parameters = found.trainable.value;
    r.parameters = found.fixed.value == 0 ? found.trainable.value : plus(found.trainable.value, found.fixed.value);
    r.activations = found.activations.value;
    r.idle_parameters = idle.value;
    r.more_sources = extra > 0 ? extra : 0;
    r.first_more = extra > 0 ? record->sources_used : 0;
    for (int i = 0; i < extra; ++i) record->sources[record->sources_used++] = more[i].source;
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

  /// Each expert has weights of its own. The work is already that of the tokens that are routed to them.
  constexpr void copy_weights() {
    if (!shares_weights) idle += (found.trainable + found.fixed) * (experts.all - experts.used);
    found.trainable *= experts.all;
    found.fixed *= experts.all;
  }

  constexpr void share() {
    borrowed = found.trainable + found.fixed;
    sum.shared += borrowed;
    found.trainable = found.fixed = 0;
  }

  constexpr void show_row() {
    onlooker->see(*this, event::layer);
    output = 0;
  }

  constexpr void mark_outputs() {
    more = produced.values;
    for (int i = 0; i != extra; ++i) {
      produced.values[i].source = source;
      produced.values[i].output = i + 1;
      produced.values[i].wants = wants;
    }
  }

  constexpr bool may_run() {
    const options& o = *given;
    if (o.foreign) return fail(rule::not_an_option), false;
    if (o.twice != option::none) return fail(rule::option_given_twice, static_cast<int>(o.twice)), false;
    if (const option_set unknown = o.given & ~kind->accepts; unknown != 0)
      return fail(rule::option_not_known_to_the_layer, NNS_BUILTIN(ctzll)(unknown)), false;
    if (kind->numbers >= 0 && kind->numbers != numbers.used)
      return fail(rule::wrong_count_of_numbers, kind->numbers, numbers.used), false;
    if (extra < 0) return fail(rule::no_input), false;
    if (inputs() > kind->inputs) return fail(rule::too_many_inputs, kind->inputs, inputs()), false;
    if (inputs() < kind->least_inputs) return fail(rule::too_few_inputs, kind->least_inputs, inputs()), false;
    return true;
  }
};

}  // namespace nns::detail
