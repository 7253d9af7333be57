// A summary together with what its rows do not say: how its layers were declared, in words, and what they take in memory.
// Made when somebody asks: the model is run once more.
#pragma once

#include <nns/memory/recorded.hpp>
#include <nns/report/detail/choice.hpp>
#include <nns/report/detail/option_words.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace nns::report {

/// What is wanted beyond the rows.
struct wanted {
  bool options = false;
  bool bytes = false;
  chosen_storage storage{};  // float32 unless given

  /// Where a table has columns for it.
  static constexpr wanted by(const column_names& columns, const chosen_storage& types) {
    const text names = columns.view();
    return {has_word(names, "options"), has_word(names, "bytes") || has_word(names, "parameter_bytes"), types};
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
      bytes_[i] = {known ? 0 : unknown, parameters[i], known ? 0 : unknown};
    for (const memory_buffer& b : memory.buffers) {
      if (b.output != memory_buffer::scratch) bytes_[static_cast<std::size_t>(b.row)].made += b.bytes.count;
      const std::int64_t size = (b.bytes.count + o.alignment - 1) / o.alignment * o.alignment;
      for (int row = b.first; row <= b.last; ++row) bytes_[static_cast<std::size_t>(row)].live += size;
    }
    view_.bytes = bytes_;
    view_.all_bytes = {unknown, memory.parameter_bytes.count, memory.height.count};
  }

  summary_view view_;
  std::string characters_{};
  std::vector<text> texts_{};
  std::vector<row_bytes> bytes_{};
};

}  // namespace nns::report
