// A summary together with what its rows do not say: how its layers were declared, in words; operations by kind; receptive
// fields. Made when somebody asks: the model is run once more.
#pragma once

#include <nns/operations.hpp>
#include <nns/receptive_field.hpp>
#include <nns/report/detail/choice.hpp>
#include <nns/report/detail/option_words.hpp>
#include <nns/report/detail/string.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace nns::report {

/// A view whose `options` are filled in, if they are wanted and can be had. It keeps them.
class described {
 public:
  described(const summary_view& s, bool wanted) : view_(s) {
    if (!wanted || !s.options.empty() || !s.again) return;
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
  /// Where a table has a column for them.
  described(const summary_view& s, const column_names& columns) : described(s, has_word(columns.view(), "options")) {
    if (!s.again) return;
    bool counts = false;
    for (const text kind : kinds_of_operations) counts = counts || has_word(columns.view(), kind);
    if (counts && s.operations.empty()) count_operations();
    bool sees = false;
    for (const text part : {text{"receptive_size"}, text{"receptive_stride"}, text{"receptive_offset"}})
      sees = sees || has_word(columns.view(), part);
    if (sees && s.fields.empty()) find_fields();
  }
  described(const described&) = delete;
  described& operator=(const described&) = delete;

  [[nodiscard]] const summary_view& view() const { return view_; }

 private:
  static constexpr text kinds_of_operations[] = {"multiply_adds", "additions",    "multiplications", "comparisons",
                                                 "divisions",     "exponentials", "moves"};

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
};

}  // namespace nns::report
