// Reads a .tflite at run time, for tools. It is the same code that reads at compile time (nns/import/tflite.hpp), and
// it gives the same numbers.
#pragma once

#include <nns/import/network/named_classes.hpp>
#include <nns/import/tflite/buffers.hpp>
#include <nns/import/tflite/check.hpp>
#include <nns/import/tflite/read.hpp>
#include <nns/import/tflite/run.hpp>
#include <nns/memory/buffers.hpp>
#include <nns/memory/recorded.hpp>
#include <nns/memory/tflm/abi_2026_08.hpp>
#include <nns/memory/tflm/buffers.hpp>
#include <nns/memory/tflm/tail.hpp>
#include <nns/report/recorded.hpp>
#include <nns/report/view.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace nns {

/// What is wrong with a .tflite: the byte where it was found, from 0, and a message.
struct tflite_error {
  std::int64_t position = 0;
  std::string message{};
  std::string not_found{};  ///< the name in the options that no operator of the file has, if that is wrong
};

/// What the file does not contain.
struct tflite_options {
  std::vector<zero_class> assume_zero{};    ///< operators that cost nothing: "MyFft"
  std::vector<class_known_as> known_as{};   ///< operators that are layers: {"MyDense", "dense<3>"}, or
                                            ///< nns::known_as<"MyDense", my_layer>{}
  counting how = convention::standard;
  std::string name = "tflite_model";        ///< what the model is called: the file has no name for it
};

namespace tflm {

/// A buffer of TFLM's plan: a tensor, or an operator's scratch.
struct planned_buffer {
  std::string name{};
  bool scratch = false;
  int subgraph = 0;
  int number = 0;  ///< of the tensor, or of the operator, in its subgraph
  std::int64_t bytes = 0;
  int first = 0;
  int last = 0;
  std::int64_t offset = 0;
};

/// The plan that TFLM makes for a file, with the scratch of its kernels.
struct file_plan {
  std::vector<planned_buffer> buffers{};  ///< in TFLM's order
  std::int64_t height = 0;
  std::int64_t bound = 0;  ///< the largest sum of what is needed at once: no plan is smaller
  std::int64_t best = 0;   ///< the height of this library's own plan
  std::vector<std::int64_t> best_offsets{};
  bool is_offline = false;           ///< the file brings offsets
  std::string unknown{};             ///< the operator whose scratch is not known, if there is one
};

/// A plan that is smaller than TFLM's own, as metadata OfflineMemoryAllocation.
struct better_plan {
  std::int64_t height = 0;        ///< what TFLM's head takes with it, scratch included
  std::int64_t own_height = 0;    ///< and without: TFLM's own plan
  std::vector<unsigned char> metadata{};  ///< the bytes of its buffer; empty: TFLM's own plan is as good

  /// Advice for a report; empty if there is no better plan.
  [[nodiscard]] std::string advice() const {
    if (metadata.empty()) return {};
    return "TFLM's plan takes " + std::to_string(own_height) + " bytes where " + std::to_string(height) +
           " are enough: TFLM orders tensors of the same size by their numbers. Write the offsets into the file "
           "as metadata named OfflineMemoryAllocation, and TFLM uses them";
  }
};

/// The contents of an arena; nns::unknown if an operator is not known.
struct file_arena {
  std::int64_t head = 0;
  std::int64_t tail = 0;
  std::int64_t used = 0;      ///< what arena_used_bytes() will say
  std::int64_t smallest = 0;  ///< the smallest arena with which AllocateTensors succeeds, a multiple of 16
  std::string unknown{};      ///< the operator about which something is not known, if there is one
};

}  // namespace tflm

/// A model read from a .tflite, and its summary; or what is wrong with it.
class tflite_file {
 public:
  /// The bytes of the file.
  explicit tflite_file(std::string bytes, const tflite_options& options = {}) : kept_(std::make_unique<kept>()) {
    kept_->bytes = std::move(bytes);
    kept_->name = options.name;
    if (kept_->classes.take(options.assume_zero, options.known_as, kept_->error.message); *this) read(options.how);
  }

  /// Whether the model was read.
  explicit operator bool() const { return kept_->error.message.empty(); }
  [[nodiscard]] const tflite_error& error() const { return kept_->error; }
  /// Its rows and totals. They live as long as this object.
  [[nodiscard]] const summary_view& summary() const { return kept_->view; }
  /// The bytes of the file. TFLM keeps the whole file, so this is its flash.
  [[nodiscard]] std::int64_t file_bytes() const { return static_cast<std::int64_t>(kept_->bytes.size()); }
  /// The bytes of all constants, as stored in the file; a buffer that several tensors share counts once.
  [[nodiscard]] std::int64_t constant_bytes() const {
    std::vector<bool> seen;
    std::int64_t sum = 0;
    for (const detail::tflite_tensor& t : kept_->tensors) {
      const std::size_t b = static_cast<std::size_t>(t.buffer);
      if (!t.constant()) continue;
      if (b >= seen.size()) seen.resize(b + 1);
      if (!seen[b]) sum += t.stored;
      seen[b] = true;
    }
    return sum;
  }
  /// Operators that are assumed to cost nothing.
  [[nodiscard]] std::vector<std::string> assumed() const {
    std::vector<std::string> names;
    for (const detail::known_class& k : kept_->classes.known)
      if (!k.is_layer())
        for (int i = 0; i != kept_->subgraphs[0].operators; ++i)
          if (detail::is_called(kept_->operators[static_cast<std::size_t>(i)], k.class_name)) names.push_back(operator_name(i));
    return names;
  }
  /// The memory plan of its activations, as nns::memory_plan makes it: without the kernels' scratch, by this library's
  /// planner; with as_tflm, TFLM's own plan. In the file's own types unless the options have a storage.
  [[nodiscard]] recorded_memory memory(const memory_options& options = {}) const {
    recorded_memory r;
    r.alignment = options.alignment;
    r.parameter_bytes.count = detail::tflite_parameter_bytes(kept_->graph, options.has_storage, options.storage);
    r.state_bytes.count = detail::tflite_state_bytes(kept_->graph);
    if (options.as_tflm)
      r.buffers = list(tflm::reference, tflm::nothing_more, 4).buffers;
    else
      r.buffers = tensors_alone(options);
    const int n = static_cast<int>(r.buffers.size());
    std::vector<int> ints(static_cast<std::size_t>(detail::planner::ints_for(n)));
    std::vector<std::int64_t> wides(static_cast<std::size_t>(detail::planner::wides_for(n)) + 1);
    const detail::plan_result p =
        detail::plan_into(r.buffers.data(), n, options.alignment, options.as_tflm, ints.data(), wides.data());
    r.height.count = p.height, r.bound.count = p.bound, r.how = p.how;
    return r;
  }
  /// Tensors, operators and subgraphs as values.
  [[nodiscard]] const detail::tflite_graph& graph() const { return kept_->graph; }
  /// The shape of a tensor, by its number in the graph, as rows have it: without a batch of one.
  [[nodiscard]] shape row_shape(int tensor) const {
    detail::machine m;
    const detail::tflite_names nothing{};
    return tensor < 0 ? shape{} : detail::tflite_run{m, kept_->graph, nothing}.row_shape(kept_->graph.tensors[tensor]);
  }
  /// Why TFLM does not run the file, as far as the file shows; empty if nothing is found.
  [[nodiscard]] std::string refused_by_tflm() const {
    const detail::tflm_refusal r = detail::find_refusal(kept_->graph);
    if (r.why.empty()) return {};
    return std::string(r.why) + ": " + operator_name(r.operator_number);
  }

  /// TFLM's plan.
  [[nodiscard]] tflm::file_plan plan(tflm::kernels kernels = tflm::reference,
                                     const tflm::with& more = tflm::nothing_more,
                                     const tflm::abi& abi = tflm::cortex_m) const {
    const listed l = list(kernels, more, abi.pointer);
    tflm::file_plan p;
    p.is_offline = kept_->graph.offline_plan;
    if (l.unknown >= 0) p.unknown = operator_name(l.unknown);
    const int n = static_cast<int>(l.buffers.size());
    std::vector<int> ints(static_cast<std::size_t>(detail::planner::ints_for(n)));
    std::vector<std::int64_t> wides(static_cast<std::size_t>(detail::planner::wides_for(n)) + 1);
    std::vector<memory_buffer> placed = l.buffers;
    p.height = detail::plan_into(placed.data(), n, 16, true, ints.data(), wides.data()).height;
    for (std::size_t i = 0; i != placed.size(); ++i) {
      const detail::tflm_origin& from = l.origins[i];
      const detail::tflite_subgraph& s = kept_->graph.subgraphs[from.subgraph];
      p.buffers.push_back({from.scratch ? "scratch of " + operator_name(s.first_operator + from.number)
                                        : tensor_name(s.first_tensor + from.number),
                           from.scratch, from.subgraph, from.number, placed[i].bytes.count, placed[i].first,
                           placed[i].last, placed[i].offset});
    }
    std::vector<memory_buffer> own = l.buffers;
    for (memory_buffer& b : own) b.offset = not_placed;
    const detail::plan_result best = detail::plan_into(own.data(), n, 16, false, ints.data(), wides.data());
    p.bound = best.bound;
    p.best = best.height;
    for (const memory_buffer& b : own) p.best_offsets.push_back(b.offset);
    return p;
  }

  /// A better plan than TFLM's own, if there is one: the offsets of the best plan, for TFLM to use.
  [[nodiscard]] tflm::better_plan better_plan(tflm::kernels kernels = tflm::reference,
                                              const tflm::with& more = tflm::nothing_more,
                                              const tflm::abi& abi = tflm::cortex_m) const {
    const listed l = list(kernels, more, abi.pointer);
    const int n = static_cast<int>(l.buffers.size());
    std::vector<int> ints(static_cast<std::size_t>(detail::planner::ints_for(n)));
    std::vector<std::int64_t> wides(static_cast<std::size_t>(detail::planner::wides_for(n)) + 1);
    std::vector<memory_buffer> own = l.buffers;
    tflm::better_plan better;
    better.own_height = better.height = detail::plan_into(own.data(), n, 16, true, ints.data(), wides.data()).height;
    std::vector<memory_buffer> best = l.buffers;
    for (memory_buffer& b : best) b.offset = not_placed;
    detail::plan_into(best.data(), n, 16, false, ints.data(), wides.data());
    for (std::size_t i = 0; i != best.size(); ++i)
      if (l.origins[i].scratch) best[i].offset = not_placed;
    std::vector<memory_buffer> with_scratch = best;
    const std::int64_t height =
        detail::plan_into(with_scratch.data(), n, 16, true, ints.data(), wides.data()).height;
    if (height >= better.height) return better;
    better.height = height;
    better.metadata.resize(12 + 4 * kept_->tensors.size());
    detail::offline_words(kept_->graph, best.data(), l.origins.data(), n, [&better](int at, std::int32_t word) {
      for (int i = 0; i != 4; ++i)
        better.metadata[4 * static_cast<std::size_t>(at) + static_cast<std::size_t>(i)] =
            static_cast<unsigned char>(static_cast<std::uint32_t>(word) >> (8 * i));
    });
    return better;
  }

  /// The contents of TFLM's arena.
  [[nodiscard]] tflm::file_arena arena(const tflm::abi& abi = tflm::cortex_m, tflm::kernels kernels = tflm::reference,
                                       const tflm::with& more = tflm::nothing_more) const {
    const kept& k = *kept_;
    const tflm::file_plan p = plan(kernels, more, abi);
    std::vector<std::uint64_t> room(detail::variable_room(k.graph));
    detail::tflm_buffer_list counted{k.graph, kernels, abi.pointer, more, k.makers.data()};
    counted.run();
    detail::tflm_tail t{k.graph, abi, kernels, more, k.makers.data(), counted.requests, room.data(),
                        static_cast<int>(room.size())};
    t.run();
    const detail::tflm_numbers n =
        detail::tflm_sum_up(k.graph, abi, p.height, counted, t.used.value, t.before_inputs.value,
                            t.most_while_preparing.value, t.unknown);
    tflm::file_arena a;
    a.head = n.head.value, a.tail = n.tail.value, a.used = n.used.value, a.smallest = n.smallest.value;
    if (n.unknown >= 0) a.unknown = operator_name(n.unknown);
    return a;
  }

 private:
  struct kept {
    std::string bytes{};
    std::string name{};
    std::vector<detail::tflite_tensor> tensors{};
    std::vector<detail::tflite_node> operators{};
    std::vector<detail::tflite_subgraph> subgraphs{};
    std::vector<int> indices{};
    std::vector<int> makers{};
    std::vector<detail::tflm_lifetime> lives{};          // of tensors
    std::vector<detail::tflm_lifetime> scratch_lives{};  // of operators' scratch
    std::vector<text> inputs{};
    std::vector<text> made{};
    std::vector<text> customs{};
    detail::named_classes classes{};
    detail::tflite_graph graph{};
    tflite_error error{};
    detail::recorded_summary written{};
    summary_view view{};

    void run(detail::machine& m) const {
      const detail::tflite_names names{true, inputs.data(), made.data(), customs.data(), classes.known.data(),
                                       static_cast<int>(classes.known.size())};
      detail::tflite_run{m, graph, names}.run();
    }
  };
  std::unique_ptr<kept> kept_;

  struct listed {
    std::vector<memory_buffer> buffers{};
    std::vector<detail::tflm_origin> origins{};
    int unknown = -1;
  };

  [[nodiscard]] text name_of(const detail::file_name& n) const {
    return {kept_->bytes.data() + n.first, static_cast<std::size_t>(n.length)};
  }
  [[nodiscard]] std::string tensor_name(int t) const {
    const text name = name_of(kept_->tensors[static_cast<std::size_t>(t)].name);
    return name.empty() ? "tensor " + std::to_string(t) : std::string(name);
  }
  [[nodiscard]] std::string operator_name(int number) const {
    const detail::tflite_node& o = kept_->operators[static_cast<std::size_t>(number)];
    std::string kind(detail::tflite_kinds[o.code].name);
    if (o.is(detail::tflite_operator::custom)) kind.append(" ").append(name_of(o.custom));
    return kind + " (operator " + std::to_string(number) + ")";
  }

  [[nodiscard]] std::vector<memory_buffer> tensors_alone(const memory_options& options) const {
    const kept& k = *kept_;
    detail::tflite_buffer_list counted{k.graph, k.makers.data(), k.lives.data(), options};
    counted.run();
    std::vector<memory_buffer> buffers(static_cast<std::size_t>(counted.used));
    std::vector<int> tensors(buffers.size());
    detail::tflite_buffer_list filled{k.graph, k.makers.data(), k.lives.data(), options, buffers.data(), tensors.data()};
    filled.run();
    for (std::size_t i = 0; i != buffers.size(); ++i)
      buffers[i].name = name_of(k.tensors[static_cast<std::size_t>(tensors[i])].name);
    return buffers;
  }

  [[nodiscard]] listed list(tflm::kernels kernels, const tflm::with& more, int pointer) const {
    const kept& k = *kept_;
    detail::tflm_buffer_list counted{k.graph, kernels, pointer, more, k.makers.data()};
    counted.run();
    listed l;
    l.unknown = counted.unknown;
    l.buffers.resize(static_cast<std::size_t>(counted.used));
    l.origins.resize(l.buffers.size());
    detail::tflm_buffer_list filled{k.graph,         kernels,          pointer,
                                    more,            k.makers.data(),  k.lives.data(),
                                    k.scratch_lives.data(), l.buffers.data(), l.origins.data()};
    filled.run();
    return l;
  }

  void read(counting how) {
    kept& k = *kept_;
    const auto room = [](std::int64_t n) { return static_cast<std::size_t>(n); };
    detail::tflite_reader<char> reader(k.bytes.data(), static_cast<std::int64_t>(k.bytes.size()));
    const detail::tflite_counts n = reader.count_all();
    if (reader.broken()) return fail(reader.bad);
    k.tensors.resize(room(n.tensors));
    k.operators.resize(room(n.operators));
    k.subgraphs.resize(room(n.subgraphs));
    k.indices.resize(room(n.indices));
    k.makers.resize(room(n.tensors));
    k.lives.resize(room(n.tensors));
    k.scratch_lives.resize(room(n.operators));
    reader.read_tensors(k.subgraphs.data(), k.tensors.data());
    reader.read_operators(k.subgraphs.data(), k.operators.data(), k.indices.data());
    const bool offline = reader.read_offline_plan(k.tensors.data(), n.tensors);
    if (reader.broken()) return fail(reader.bad);
    k.graph = {k.tensors.data(),
               k.operators.data(),
               k.subgraphs.data(),
               k.indices.data(),
               static_cast<int>(n.tensors),
               static_cast<int>(n.operators),
               static_cast<int>(n.subgraphs),
               offline};
    const detail::tflite_fault wrong =
        detail::check_graph(k.graph, k.makers.data(), k.lives.data(), k.scratch_lives.data());
    if (wrong.broken != detail::tflite_rule::none) return fail(wrong);
    run(how);
  }

  void run(counting how) {
    kept& k = *kept_;
    const detail::tflite_subgraph& s = k.subgraphs[0];
    for (int i = 0; i != s.inputs; ++i) {
      const int t = k.indices[static_cast<std::size_t>(s.first_input) + static_cast<std::size_t>(i)];
      k.inputs.push_back(t < 0 ? text{} : name_of(k.tensors[static_cast<std::size_t>(s.first_tensor) + static_cast<std::size_t>(t)].name));
    }
    for (int i = 0; i != s.operators; ++i) {
      const detail::tflite_node& o = k.operators[static_cast<std::size_t>(s.first_operator) + static_cast<std::size_t>(i)];
      const int t = k.graph.output(s, o, 0);
      k.made.push_back(t < 0 ? text{} : name_of(k.tensors[static_cast<std::size_t>(t)].name));
      k.customs.push_back(name_of(o.custom));
    }
    const detail::tflite_fault empty = detail::find_empty_input(k.graph, k.inputs.data());
    if (empty.broken != detail::tflite_rule::none) return fail(empty);
    const detail::tflite_fault missing =
        detail::find_missing(k.graph, k.classes.known.data(), static_cast<int>(k.classes.known.size()));
    if (missing.broken != detail::tflite_rule::none) return fail(missing);
    const auto run_graph = [&k](detail::machine& m) { k.run(m); };
    detail::machine first;
    first.how = how;
    run_graph(first);
    detail::conclude(first);
    if (first.bad) return fail(first.bad);
    k.written.write(first.sum, how, run_graph);
    k.view = summary_view({k.name.data(), k.name.size()}, k.written.rows, k.written.total, k.written.blocks, k.written.sources,
                          k.written.outputs);
    k.view.again = {[](detail::machine& m, const void* of) { static_cast<const kept*>(of)->run(m); }, &k};
    if (how->counts_more) k.view.unit = "OP";
  }

  void fail(const detail::tflite_fault& bad) {
    kept_->error.position = bad.position;
    std::string& message = kept_->error.message;
    if (bad.broken == detail::tflite_rule::the_named_operator_is_not_there) kept_->error.not_found = std::string(bad.name);
    if (bad.name.length != 0) {
      message = std::string(sentence_of(bad.broken)) + ": \"" + std::string(bad.name) + '"';
      return;
    }
    message = std::string(sentence_of(bad.broken)) + "; at byte " + std::to_string(bad.position);
    if (bad.subgraph >= 0) message += ", in subgraph " + std::to_string(bad.subgraph);
    if (bad.operator_number >= 0) message += ", operator " + std::to_string(bad.operator_number);
    if (bad.tensor >= 0) message += ", tensor " + std::to_string(bad.tensor);
  }

  void fail(const detail::fault& bad) {
    std::string& message = kept_->error.message;
    message = std::string(detail::sentence_of(bad.broken)) + ": " + std::to_string(bad.first) + ", " +
              std::to_string(bad.second);
    if (bad.depth == 0) return;
    const int number = kept_->subgraphs[0].first_operator + bad.path[0];
    kept_->error.position = kept_->operators[static_cast<std::size_t>(number)].position;
    message += "; in " + operator_name(number) + ", which received the shape (";
    for (int i = 0; i != bad.arrived.used; ++i) message += (i == 0 ? "" : ", ") + std::to_string(bad.arrived[i]);
    message += ")";
  }
};

}  // namespace nns
