// Reads an .onnx at run time, for tools. It is the same code that reads at compile time (nns/import/onnx.hpp), and it
// gives the same numbers. The file may or may not have its weights; they are skipped, and in a stream not even read.
#pragma once

#include <nns/import/network/named_classes.hpp>
#include <nns/import/onnx/file_bytes.hpp>
#include <nns/import/onnx/link.hpp>
#include <nns/import/onnx/read.hpp>
#include <nns/import/onnx/run.hpp>
#include <nns/import/onnx/stored.hpp>
#include <nns/memory/recorded.hpp>
#include <nns/report/detail/recorded_summary.hpp>
#include <nns/report/view.hpp>

#include <cstring>
#include <istream>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace nns {

/// What is wrong with an .onnx: the byte where it was found, from 0, the path to it, and a message with both.
struct onnx_error {
  std::int64_t position = 0;
  std::string path{};  ///< graph.node[17].attribute "pads"
  std::string message{};
  std::string not_found{};  ///< the name in the options that the file does not have, if that is wrong
};

/// A named extent of the file, and its number.
struct bound_extent {
  std::string name{};
  std::int64_t extent = 0;
};

/// What the file does not contain, or should be replaced.
struct onnx_options {
  std::vector<shape> inputs{};             ///< the inputs' shapes, in the graph's order, without the batch
  std::vector<bound_extent> bind{};        ///< extents by their names: {"sequence", 128}
  std::vector<zero_class> assume_zero{};   ///< operators that cost nothing: "Fancy", or "com.example.Fancy"
  std::vector<class_known_as> known_as{};  ///< operators that are layers: {"L2Distance", "dense<1>"}
  counting how = convention::standard;
  std::string name = "onnx_model";         ///< what the model is called: a graph's own name says nothing of it
};

/// A node as it was evaluated: the shapes of its outputs with all extents, including the batch.
struct onnx_evaluated_node {
  std::string_view name{};
  std::string_view op_type{};
  std::string_view domain{};
  std::vector<shape> outputs{};
  std::vector<bool> ranked{};   ///< whether the shape is known at all
  std::int64_t forward = 0;     ///< multiply-adds; nns::unknown where they are not known
  std::int64_t parameters = 0;
  bool constant = false;  ///< it is computed of the file's constants alone
};

/// A model read from an .onnx, and its summary; or what is wrong with it.
class onnx_file {
 public:
  /// The bytes of the file.
  explicit onnx_file(std::string bytes, const onnx_options& given = {}) : kept_(std::make_unique<kept>(std::move(bytes))) {
    kept_->begin(given);
  }
  /// A stream of them, in binary mode. If it can seek, weights are skipped: they are neither read nor kept.
  explicit onnx_file(std::istream& file, const onnx_options& given = {}) : kept_(std::make_unique<kept>(file)) {
    kept_->begin(given);
  }

  /// Whether the model was read.
  explicit operator bool() const { return kept_->error.message.empty(); }
  [[nodiscard]] const onnx_error& error() const { return kept_->error; }
  /// Its rows and totals. They live as long as this object.
  [[nodiscard]] const summary_view& summary() const { return kept_->view; }
  /// The number of instances that the file is for: 1, or a fixed leading extent. Counts are for all of them.
  [[nodiscard]] std::int64_t batch() const { return kept_->batch.stands_for; }
  /// Whether the file leaves the batch open, so that counts are for one instance.
  [[nodiscard]] bool batch_is_open() const { return kept_->batch.is == detail::onnx_batch_is::open; }
  /// Whether the counts for two instances are not twice those for one. If so, the open axis is not a batch.
  [[nodiscard]] bool counts_do_not_double() const { return kept_->not_doubled; }
  /// Nodes that are assumed to cost nothing.
  [[nodiscard]] std::vector<std::string> assumed() const {
    std::vector<std::string> names;
    for (int i = 0; i != kept_->program.instance_count; ++i) {
      const detail::onnx_result& found = kept_->found[0].result(i);
      if (!found.ran || found.known < 0 || kept_->said.known[found.known].is_layer()) continue;
      const detail::onnx_record& n = kept_->records.nodes[kept_->program.instances[i].node];
      names.push_back('"' + std::string(kept_->view_of(n.name)) + "\", a " + std::string(kept_->view_of(n.op_type)));
    }
    return names;
  }
  /// The bytes of the parameters, in the file's types.
  [[nodiscard]] std::int64_t parameter_bytes() const {
    return *this ? detail::onnx_parameter_bytes(kept_->records, kept_->claimed.get(), false, {}) : 0;
  }
  /// The memory plan, as nns::memory_plan would make it for the same model; parameters in the file's types.
  [[nodiscard]] recorded_memory memory(const memory_options& options = {}) const {
    const detail::recorded_flow flow([this](detail::machine& m) { kept_->run(m); });
    recorded_memory planned = detail::plan_flow(flow.view, options, kept_->view.layers);
    planned.parameter_bytes.count =
        detail::onnx_parameter_bytes(kept_->records, kept_->claimed.get(), options.has_storage, options.storage);
    return planned;
  }
  /// All nodes that run, in order.
  [[nodiscard]] std::vector<onnx_evaluated_node> nodes() const {
    const kept& k = *kept_;
    std::vector<onnx_evaluated_node> all;
    for (int i = 0; i != k.program.instance_count; ++i) {
      const detail::onnx_instance& one = k.program.instances[i];
      const detail::onnx_result& found = k.found[0].result(i);
      if (!found.ran) continue;
      const detail::onnx_record& n = k.records.nodes[one.node];
      onnx_evaluated_node node;
      node.name = k.view_of(n.name);
      node.op_type = k.view_of(n.op_type);
      node.domain = k.view_of(n.domain);
      node.forward = found.forward.value;
      node.parameters = found.parameters.value;
      node.constant = found.constant;
      for (int o = 0; o != one.outputs; ++o) {
        const detail::onnx_tensor& t = k.found[0].tensor(k.program, i, o);
        node.outputs.push_back(t.dims);
        node.ranked.push_back(t.ranked);
      }
      all.push_back(std::move(node));
    }
    return all;
  }

 private:
  /// An evaluation, for one instance or for two.
  struct evaluated {
    std::vector<detail::onnx_tensor> inputs{};
    std::vector<detail::onnx_result> results{};
    std::vector<detail::onnx_tensor> tensors{};
    std::vector<detail::onnx_number> numbers{};
    detail::onnx_finished_part part{};
  };

  struct kept {
    template <class Source>
    explicit kept(Source&& source) : bytes(std::forward<Source>(source)) {}

    detail::onnx_file_bytes bytes;
    std::string name{};
    onnx_error error{};
    counting how = convention::standard;
    std::vector<shape> shapes{};
    std::vector<bound_extent> bound{};
    std::vector<detail::onnx_binding> bindings{};
    detail::named_classes classes{};

    std::vector<detail::onnx_graph> graphs{};
    std::vector<detail::onnx_record> nodes{};
    std::vector<detail::onnx_name> references{};
    std::vector<detail::onnx_attribute> attributes{};
    std::vector<std::int64_t> integers{};
    std::vector<double> reals{};
    std::vector<detail::onnx_constant> constants{};
    std::vector<detail::onnx_number> numbers{};
    std::vector<detail::onnx_port> ports{};
    std::vector<detail::onnx_import> imports{};
    detail::onnx_records records{};
    std::unique_ptr<detail::onnx_linker> linked{};
    std::vector<detail::onnx_tensor> constant_tensors{};
    detail::onnx_program program{};
    detail::onnx_assumptions said{};
    std::unique_ptr<std::uint64_t[]> claimed{};
    evaluated evaluations[2]{};
    detail::onnx_results found[2]{};
    detail::onnx_batch batch{};
    bool not_doubled = false;
    detail::recorded_summary written{};
    summary_view view{};

    [[nodiscard]] std::string_view view_of(detail::slice s) const {
      return {bytes.data() + s.first, static_cast<std::size_t>(s.length)};
    }

    void begin(const onnx_options& given) {
      take(given);
      if (bytes.failed()) error.message = "the file cannot be read";
      if (error.message.empty()) read();
    }

    void take(const onnx_options& given) {
      how = given.how;
      name = given.name;
      shapes = given.inputs;
      bound = given.bind;
      for (const bound_extent& b : bound) bindings.push_back({{b.name.data(), b.name.size()}, b.extent});
      classes.take(given.assume_zero, given.known_as, error.message);
      said = {classes.known.data(), static_cast<int>(classes.known.size())};
    }

    void read() {
      if (bytes.size() > INT32_MAX) return fail({detail::onnx_fault_rule::the_file_is_too_large});
      if (!read_records()) return;
      linked = std::make_unique<detail::onnx_linker>(records);
      linked->run();
      if (linked->bad) return fail(linked->bad);
      lay_out();
      if (const detail::onnx_fault missing = said.find_missing(records, program)) return fail(missing);
      if (!evaluate(0)) return;
      if (batch.is == detail::onnx_batch_is::open) {
        if (!evaluate(1)) {
          error = {};
          batch.is = detail::onnx_batch_is::nothing;
          not_doubled = true;
        } else {
          check_doubling();
        }
      }
      run_rows();
    }

    bool read_records() {
      const auto room = [](int n) { return static_cast<std::size_t>(n) + 1; };
      const int size = static_cast<int>(bytes.size());
      detail::onnx_state counted;
      for (std::size_t n = 64;; n *= 8) {
        graphs.assign(n, {});
        counted = {};
        detail::onnx_room only;
        only.graphs = graphs.data();
        only.graph_room = static_cast<int>(n);
        detail::onnx_reader(bytes.data(), size, counted, only).run(INT32_MAX);
        if (!counted.cramped || n > (std::size_t{1} << 24)) break;
      }
      if (counted.bad) return fail(counted.bad), false;
      const detail::onnx_counts& n = counted.used;
      nodes.resize(room(n.nodes));
      references.resize(room(n.references));
      attributes.resize(room(n.attributes));
      integers.resize(room(n.integers));
      reals.resize(room(n.reals));
      constants.resize(room(n.constants));
      numbers.resize(room(n.numbers));
      ports.resize(room(n.ports));
      imports.resize(room(n.imports));
      detail::onnx_room all;
      all.graphs = graphs.data(), all.nodes = nodes.data(), all.references = references.data();
      all.attributes = attributes.data(), all.integers = integers.data(), all.reals = reals.data();
      all.constants = constants.data(), all.numbers = numbers.data(), all.ports = ports.data();
      all.imports = imports.data();
      detail::onnx_state state;
      detail::onnx_reader(bytes.data(), size, state, all).run(INT32_MAX);
      if (state.bad) return fail(state.bad), false;
      records.bytes = bytes.data();
      records.same = [](const char* first, int a, int b, int length) {
        return std::memcmp(first + a, first + b, static_cast<std::size_t>(length)) == 0;
      };
      records.counts = state.used;
      records.graphs = graphs.data(), records.nodes = nodes.data(), records.references = references.data();
      records.integers = integers.data(), records.reals = reals.data(), records.constants = constants.data();
      records.numbers = numbers.data(), records.ports = ports.data(), records.imports = imports.data();
      records.attributes = attributes.data();
      return true;
    }

    void lay_out() {
      const detail::onnx_linker& l = *linked;
      attributes.resize(static_cast<std::size_t>(records.counts.attributes));
      attributes.insert(attributes.end(), l.more_attributes.values, l.more_attributes.values + l.more_attributes.size);
      attributes.emplace_back();
      records.attributes = attributes.data();
      constant_tensors.resize(static_cast<std::size_t>(records.counts.constants) + 1);
      program.loses_numbers = false;
      for (int i = 0; i != records.counts.constants; ++i) {
        detail::put_constant(records, i, constant_tensors[static_cast<std::size_t>(i)]);
        if (detail::loses_numbers(records.constants[i])) program.loses_numbers = true;
      }
      program.instances = l.instances.values;
      program.uses = l.uses.values;
      program.values = l.values.values;
      program.guards = l.guards.values;
      program.inputs = l.inputs.values;
      program.outputs = l.outputs.values;
      program.constants = constant_tensors.data();
      program.lists = {bytes.data(), attributes.data(), integers.data(), reals.data(), constant_tensors.data()};
      program.instance_count = l.instances.size;
      program.input_count = l.inputs.size;
      program.output_count = l.outputs.size;
      program.tensor_count = l.tensors;
      program.constant_count = records.counts.constants;
      program.guard_count = l.guards.size;
    }

    bool evaluate(int which) {
      evaluated& e = evaluations[which];
      const detail::onnx_given given{bindings.data(), static_cast<int>(bindings.size()), shapes.data(),
                                     static_cast<int>(shapes.size())};
      detail::onnx_inputs in{records, program, given};
      e.inputs.resize(static_cast<std::size_t>(records.counts.ports) + 1);
      in.make(e.inputs.data(), which + 1);
      if (in.bad) return fail(in.bad), false;
      if (which == 0) batch = in.batch;
      std::size_t room = 2 * static_cast<std::size_t>(program.tensor_count) + 256;
      for (;; room *= 4) {
        e.results.assign(static_cast<std::size_t>(program.instance_count) + 1, {});
        e.tensors.assign(static_cast<std::size_t>(program.tensor_count) + 1, {});
        e.numbers.assign(room, {});
        claimed = std::make_unique<std::uint64_t[]>(static_cast<std::size_t>(detail::words_of_set(records.counts.constants)));
        const detail::onnx_part part{0,        0, e.results.data(), e.tensors.data(), e.numbers.data(), static_cast<int>(room),
                                     claimed.get()};
        detail::onnx_evaluator run{records, program, e.inputs.data(), said, {}, part};
        run.run(program.instance_count);
        if (run.cramped) continue;
        if (run.bad) return fail(run.bad), false;
        break;
      }
      e.part = {e.results.data(), e.tensors.data(), 0};
      found[which] = {&e.part, INT32_MAX};
      return true;
    }

    void check_doubling() {
      detail::count one = 0, two = 0;
      for (int i = 0; i != program.instance_count; ++i) {
        one += found[0].result(i).forward;
        two += found[1].result(i).forward;
      }
      not_doubled = two != one * 2;
    }

    void run(detail::machine& m) const {
      detail::onnx_run{m,        records,
                       program,  evaluations[0].inputs.data(),
                       found[0], batch.is == detail::onnx_batch_is::open ? &found[1] : nullptr,
                       batch,    said}
          .run();
    }

    void run_rows() {
      const auto run_graph = [this](detail::machine& m) { run(m); };
      detail::machine first;
      first.how = how;
      run_graph(first);
      detail::conclude(first);
      if (first.bad) return fail(first.bad);
      written.write(first.sum, how, run_graph);
      view = summary_view({name.data(), name.size()}, written.rows, written.total, written.blocks, written.sources, written.outputs);
      view.again = {[](detail::machine& m, const void* of) { static_cast<const kept*>(of)->run(m); }, this};
      view.batch = batch.stands_for;
      if (how->counts_more) view.unit = "OP";
    }

    void fail(const detail::onnx_fault& bad) {
      error.position = bad.position;
      const std::string quote = "\"";
      std::string& path = error.path;
      const std::string graph = bad.in_subgraph ? "graph.(inner)" : "graph";
      const std::string index = bad.number < 0 ? "" : "[" + std::to_string(bad.number) + "]";
      switch (bad.place) {
        case detail::onnx_place::model: path = "model"; break;
        case detail::onnx_place::graph:
        case detail::onnx_place::function: path = graph; break;
        case detail::onnx_place::node: path = graph + ".node" + index; break;
        case detail::onnx_place::attribute:
          path = graph + ".node" + index + ".attribute " + quote + std::string(view_of(bad.name)) + quote;
          break;
        case detail::onnx_place::tensor: path = graph + ".initializer" + index; break;
        case detail::onnx_place::input: path = graph + ".input" + index; break;
        case detail::onnx_place::output: path = graph + ".output" + index; break;
      }
      if (bad.name.length != 0 && bad.place != detail::onnx_place::attribute)
        path += " " + quote + std::string(view_of(bad.name)) + quote;
      std::string& message = error.message;
      if (bad.given_length != 0) {
        const std::string word(bad.name_given());
        if (bad.broken != detail::onnx_fault_rule::the_bound_extent_is_negative) error.not_found = word;
        message = std::string(bad.sentence()) + ": " + quote + word + quote;
        return;
      }
      message = std::string(bad.sentence()) + "; at byte " + std::to_string(bad.position) + ", in " + path;
      if (bad.op_type.length != 0)
        message += ", the " + std::string(view_of(bad.op_type)) +
                   (bad.node.length != 0 ? " " + quote + std::string(view_of(bad.node)) + quote : std::string());
    }

    void fail(const detail::fault& bad) {
      error.message = std::string(detail::sentence_of(bad.broken)) + ": " + std::to_string(bad.first) + ", " +
                      std::to_string(bad.second);
      if (bad.said != nullptr) error.message = bad.said;
      if (bad.depth == 0) return;
      const detail::onnx_record& n = records.nodes[program.instances[bad.path[0]].node];
      error.position = n.position;
      error.path = "graph.node";
      error.message += "; in the " + std::string(view_of(n.op_type)) + " \"" + std::string(view_of(n.name)) + '"';
    }
  };
  std::unique_ptr<kept> kept_;
};

}  // namespace nns
