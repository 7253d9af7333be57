// A summary together with what its rows do not say: how its layers were declared, in words; what they take in memory;
// operations by kind; receptive fields. Made when somebody asks: the model is run once more.
#pragma once

#include <nns/memory/detail/cache.hpp>
#include <nns/memory/recorded.hpp>
#include <nns/operations.hpp>
#include <nns/receptive_field.hpp>
#include <nns/report/detail/choice.hpp>
#include <nns/report/detail/option_words.hpp>
#include <nns/report/detail/string.hpp>

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <vector>

namespace nns::report {

/// What is wanted beyond the rows.
struct wanted {
  bool options = false;
  bool bytes = false;
  bool operations = false;
  bool fields = false;
  bool steps = false;
  chosen_storage storage{};  // of the bytes: float32 unless given
  reported_step step{};      // of the columns of a training step

  /// Where a table has columns for it.
  static constexpr wanted by(const column_names& columns, const chosen_storage& types, const reported_step& step = {}) {
    const auto any = [&columns](std::initializer_list<text> names) {
      bool found = false;
      for (const text& name : names) found = found || has_word(columns.view(), name);
      return found;
    };
    return {.options = any({"options"}),
            .bytes = any({"bytes", "parameter_bytes", "kv_cache_bytes"}),
            .operations = any({"multiply_adds", "additions", "multiplications", "comparisons", "divisions",
                               "exponentials", "moves"}),
            .fields = any({"receptive_size", "receptive_stride", "receptive_offset"}),
            .steps = any({"kept_bytes", "training_bytes"}),
            .storage = types,
            .step = step};
  }
};

constexpr memory_options memory_options_of(const chosen_storage& types) {
  memory_options o;
  if (types.given) o.storage = types.types, o.has_storage = true;
  return o;
}

/// A view whose `options` and `bytes` are filled in, if they are wanted and can be had. It keeps them.
class described {
 public:
  described(const summary_view& s, const wanted& what) : view_(s) {
    if (what.options && s.options.empty() && s.again) add_options(s);
    if (what.bytes && s.bytes.empty() && s.again) add_bytes(s, memory_options_of(what.storage));
    if (what.operations && s.operations.empty() && s.again) count_operations();
    if (what.fields && s.fields.empty() && s.again) find_fields();
    if (what.steps && s.steps.empty() && s.again) measure_steps(what.step);
  }
  described(const described&) = delete;
  described& operator=(const described&) = delete;

  [[nodiscard]] const summary_view& view() const { return view_; }

 private:
  void add_options(const summary_view& s) {
    writer counted;
    write_options(counted, s, nullptr);
    characters_.resize(counted.size);
    std::vector<std::size_t> ends(s.layers.size());
    writer w{.out = characters_.data()};
    write_options(w, s, ends.data());
    texts_.reserve(ends.size());
    std::size_t begin = 0;
    for (const std::size_t end : ends) {
      texts_.push_back({characters_.data() + begin, end - begin});
      begin = end;
    }
    view_.options = texts_;
  }

  void add_bytes(const summary_view& s, const memory_options& o) {
    const detail::recorded_flow flow(s.again);
    const recorded_memory memory = detail::plan_flow(flow.view, o);
    std::vector<std::int64_t> parameters(s.layers.size());
    if (static_cast<std::size_t>(flow.view.row_count) != s.layers.size()) return;
    detail::parameter_bytes_in(flow.view, o, parameters.data());
    bytes_.resize(s.layers.size());
    const bool known = memory.height.count != unknown;
    for (std::size_t i = 0; i != bytes_.size(); ++i)
      bytes_[i] = {known ? 0 : unknown, parameters[i], known ? 0 : unknown,
                   detail::cache_bytes_of(flow.view.rows[i], {.storage = o.storage})};
    for (const memory_buffer& b : memory.buffers) {
      if (b.output != memory_buffer::scratch) bytes_[static_cast<std::size_t>(b.row)].made += b.bytes.count;
      const std::int64_t size = (b.bytes.count + o.alignment - 1) / o.alignment * o.alignment;
      for (int row = b.first; row <= b.last; ++row) bytes_[static_cast<std::size_t>(row)].live += size;
    }
    view_.bytes = bytes_;
    view_.all_bytes = {unknown, memory.parameter_bytes.count, memory.height.count,
                       detail::cache_bytes_in(flow.view, {.storage = o.storage})};
  }

  void measure_steps(const reported_step& step) {
    if (!step.given()) no_step();
    steps_.resize(view_.layers.size());
    step.measure_rows(view_.again, step.options, steps_.data(), steps_.size());
    view_.steps = steps_;
    view_.all_steps = step.measure_model(view_.again, step.options, step.devices).step;
  }

  void count_operations() {
    operations_.resize(view_.layers.size());
    for (int kind = 0; kind != detail::kinds_of_operations; ++kind) {
      std::vector<std::int64_t> rows(operations_.size());
      detail::row_counts seen(rows.data());
      const detail::kind_rules alone(kind);
      detail::machine m;
      m.how = &alone.counting;
      m.let_see(seen);
      view_.again(m);
      for (std::size_t i = 0; i != rows.size(); ++i) detail::of_kind(operations_[i], kind) = rows[i];
    }
    view_.operations = operations_;
  }

  void find_fields() {
    std::vector<receptive_field> found(view_.layers.size());
    detail::find_fields(view_.again, found.data());
    for (const receptive_field& f : found) {
      words_.push_back(along_axes(f, [](const receptive_window& w) { return number(w.size); }));
      words_.push_back(along_axes(f, [](const receptive_window& w) {
        return w.divisor == 1 ? number(w.stride) : number(w.stride) + '/' + number(w.divisor);
      }));
      words_.push_back(along_axes(f, [](const receptive_window& w) { return w.size == unknown ? number(unknown) : number(w.offset, true); }));
    }
    for (std::size_t i = 0; i != words_.size(); i += 3)
      fields_.push_back({text{words_[i].data(), words_[i].size()}, text{words_[i + 1].data(), words_[i + 1].size()},
                         text{words_[i + 2].data(), words_[i + 2].size()}});
    view_.fields = fields_;
  }
  static std::string number(std::int64_t n, bool may_be_negative = false) {
    return n == unknown && !may_be_negative ? std::string("?") : std::to_string(n);
  }
  template <class Word>
  static std::string along_axes(const receptive_field& f, Word word) {
    std::string out;
    for (int i = 0; i != f.axes; ++i) out += (i == 0 ? "" : "x") + word(f[i]);
    return out;
  }

  summary_view view_;
  std::vector<operation_counts> operations_{};
  std::vector<std::string> words_{};
  std::vector<field_words> fields_{};
  std::string characters_{};
  std::vector<text> texts_{};
  std::vector<row_bytes> bytes_{};
  std::vector<row_step> steps_{};
};

}  // namespace nns::report
