// A summary together with what its rows do not contain: how its layers were declared, in words; their memory;
// operations by kind; receptive fields. Made only on request: the model runs once more.
#pragma once

#include <nns/detail/room.hpp>
#include <nns/detail/seen.hpp>
#include <nns/memory/detail/cache.hpp>
#include <nns/memory/detail/planned.hpp>
#include <nns/detail/kind_counts.hpp>
#include <nns/receptive_field.hpp>
#include <nns/report/detail/choice.hpp>
#include <nns/report/detail/option_words.hpp>

#include <cstddef>
#include <cstdint>

namespace nns::report {

inline constexpr text columns_of_operations =
    "multiply_adds additions multiplications comparisons divisions exponentials moves";
inline constexpr text columns_of_fields = "receptive_size receptive_stride receptive_offset";

/// What is wanted besides the rows.
struct wanted {
  bool options = false;
  bool bytes = false;
  bool operations = false;
  bool fields = false;
  bool steps = false;
  chosen_storage storage{};  // of the bytes: float32 unless given
  reported_step step{};      // of the columns of a training step

  /// What a table with these columns needs.
  template <class Names>
  static constexpr wanted by(const Names& columns, const chosen_storage& types, const reported_step& step = {}) {
    wanted result{.storage = types, .step = step};
    each_word(columns.view(), [&result](text name) {
      result.options = result.options || name == "options";
      result.bytes = result.bytes || name == "bytes" || name == "parameter_bytes" || name == "kv_cache_bytes";
      result.operations = result.operations || has_word(columns_of_operations, name);
      result.fields = result.fields || has_word(columns_of_fields, name);
      result.steps = result.steps || name == "kept_bytes" || name == "training_bytes";
    });
    return result;
  }
};

constexpr memory_options memory_options_of(const chosen_storage& types) {
  memory_options o;
  if (types.given) o.storage = types.types, o.has_storage = true;
  return o;
}

/// A view whose `options`, `bytes` and so on are filled in, if they are wanted and available. It owns them.
template <class View>
class described {
 public:
  described(const View& s, const wanted& what) : view_(s) {
    if (what.options && s.options.empty() && s.again) add_options(s);
    if (what.bytes && s.bytes.empty() && s.again) add_bytes(s, memory_options_of(what.storage));
    if (what.operations && s.operations.empty() && s.again) count_operations();
    if (what.fields && s.fields.empty() && s.again) find_fields();
    if (what.steps && s.steps.empty() && s.again) measure_steps(what.step);
  }
  described(const described&) = delete;
  described& operator=(const described&) = delete;

  [[nodiscard]] const View& view() const { return view_; }

 private:
  void add_options(const View& s) {
    writer counted;
    write_options(counted, s, nullptr);
    characters_.renew(counted.size);
    detail::room<std::size_t> ends(s.layers.size());
    writer w{.out = characters_.data()};
    write_options(w, s, ends.data());
    texts_.renew(ends.size());
    std::size_t begin = 0;
    for (std::size_t i = 0; i != ends.size(); begin = ends[i++])
      texts_[i] = {characters_.data() + begin, ends[i] - begin};
    view_.options = texts_;
  }

  template <class Options>
  void add_bytes(const View& s, const Options& o) {
    const detail::recorded_flow flow(s.again);
    const detail::planned_flow memory(flow.view, o);
    detail::room<std::int64_t> parameters(s.layers.size());
    if (static_cast<std::size_t>(flow.view.row_count) != s.layers.size()) return;
    detail::parameter_bytes_in(flow.view, o, parameters.data());
    bytes_.renew(s.layers.size());
    const bool known = memory.height != unknown;
    for (std::size_t i = 0; i != bytes_.size(); ++i)
      bytes_[i] = {known ? 0 : unknown, parameters[i], known ? 0 : unknown,
                   detail::cache_bytes_of(flow.view.rows[i], {.storage = o.storage})};
    for (const memory_buffer& b : memory.buffers) {
      if (b.output != memory_buffer::scratch) bytes_[static_cast<std::size_t>(b.row)].made += b.bytes.count;
      const std::int64_t size = (b.bytes.count + o.alignment - 1) / o.alignment * o.alignment;
      for (int row = b.first; row <= b.last; ++row) bytes_[static_cast<std::size_t>(row)].live += size;
    }
    view_.bytes = bytes_;
    view_.all_bytes = {unknown, memory.parameter_bytes, memory.height,
                       detail::cache_bytes_in(flow.view, {.storage = o.storage})};
  }

  void measure_steps(const reported_step& step) {
    if (!step.given()) no_step();
    steps_.renew(view_.layers.size());
    step.measure_rows(view_.again, step.options, steps_.data(), steps_.size());
    view_.steps = steps_;
    view_.all_steps = step.measure_model(view_.again, step.options, step.devices).step;
  }

  void count_operations() {
    operations_.renew(view_.layers.size());
    for (int kind = 0; kind != detail::kinds_of_operations; ++kind) {
      detail::room<std::int64_t> rows(operations_.size());
      detail::row_counts seen(rows.data());
      const detail::kind_rules alone(kind);
      detail::machine m;
      m.how = &alone.counting;
      m.let_see(seen);
      view_.again(m);
      detail::settle_rows(m, rows.data(), rows.size());
      for (std::size_t i = 0; i != rows.size(); ++i) detail::of_kind(operations_[i], kind) = rows[i];
    }
    view_.operations = operations_;
  }

  /// Writes a receptive field's three words one after another to `w`, and where each ends to `ends`.
  static void put_field(writer& w, const receptive_field& f, std::size_t* ends) {
    const auto put = [&w](std::int64_t n, bool may_be_negative = false) {
      if (n == unknown && !may_be_negative) return w.put('?');
      put_integer(w, n);
    };
    const auto along_axes = [&](const auto& put_one) {
      for (int i = 0; i != f.axes; ++i) {
        if (i != 0) w.put('x');
        put_one(f[i]);
      }
      *ends++ = w.size;
    };
    along_axes([&](const receptive_window& r) { put(r.size); });
    along_axes([&](const receptive_window& r) {
      put(r.stride);
      if (r.divisor == 1) return;
      w.put('/');
      put(r.divisor);
    });
    along_axes([&](const receptive_window& r) { put(r.size == unknown ? unknown : r.offset, r.size != unknown); });
  }

  void find_fields() {
    detail::room<receptive_field> found(view_.layers.size());
    detail::find_fields(view_.again, found.data());
    detail::room<std::size_t> ends(3 * found.size());
    writer counted;
    for (std::size_t i = 0; i != found.size(); ++i) put_field(counted, found[i], ends.data() + 3 * i);
    words_.renew(counted.size);
    writer w{.out = words_.data()};
    for (std::size_t i = 0; i != found.size(); ++i) put_field(w, found[i], ends.data() + 3 * i);
    fields_.renew(found.size());
    const auto word = [&](std::size_t i) {
      const std::size_t begin = i == 0 ? 0 : ends[i - 1];
      return text{words_.data() + begin, ends[i] - begin};
    };
    for (std::size_t i = 0; i != fields_.size(); ++i) fields_[i] = {word(3 * i), word(3 * i + 1), word(3 * i + 2)};
    view_.fields = fields_;
  }

  View view_;
  detail::room<operation_counts> operations_{};
  detail::room<char> words_{};
  detail::room<field_words> fields_{};
  detail::room<char> characters_{};
  detail::room<text> texts_{};
  detail::room<row_bytes> bytes_{};
  detail::room<row_step> steps_{};
};

}  // namespace nns::report
