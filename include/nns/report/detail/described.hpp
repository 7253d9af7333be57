// A summary together with how its layers were declared, in words. Made when somebody asks: the model is run once more.
#pragma once

#include <nns/report/detail/choice.hpp>
#include <nns/report/detail/option_words.hpp>

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
  described(const summary_view& s, const column_names& columns) : described(s, has_word(columns.view(), "options")) {}
  described(const described&) = delete;
  described& operator=(const described&) = delete;

  [[nodiscard]] const summary_view& view() const { return view_; }

 private:
  summary_view view_;
  std::string characters_{};
  std::vector<text> texts_{};
};

}  // namespace nns::report
