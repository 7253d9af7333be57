// A summary that is rebuilt from the rows of a report: their names, numbers and inputs. The blocks are those that
// appear in names (stage/conv2d); a composition without a name has left no trace.
#pragma once

#include <nns/report/detail/growing.hpp>
#include <nns/report/detail/numbers.hpp>
#include <nns/report/detail/word_numbers.hpp>
#include <nns/report/view.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace nns::report {

/// A row as it is in a file. What is missing is empty, and a missing number is unknown.
struct read_row {
  std::string name{};
  std::string kind{};
  std::string options{};
  growing<std::string> inputs{};
  growing<shape> outputs{};  // of a total, where there are several
  layer_summary values{};

  read_row() {
    for (const row_number& n : row_numbers) n.set(values, unknown);
    values.idle_parameters = unknown;
    values.depth = -1;
  }
};

class rebuilt {
 public:
  rebuilt() = default;
  rebuilt(std::string name, growing<read_row> rows, const read_row* total, text unit = "MAC")
      : name_(std::move(name)), read_(std::move(rows)), unit_(unit) {
    layers_.reserve(read_.size());
    for (const read_row& r : read_) add(r);
    close_to(0);
    find_inputs();
    if (total != nullptr) {
      total_ = total->values;
      for (const shape& each : total->outputs) outputs_.push_back(each);
    } else {
      add_up(layers_, total_);
      if (!layers_.empty()) total_.output = layers_.back().output;
    }
    total_.name = total_.kind = "total";
    if (total_.depth < 0) total_.depth = 0;
    bool any = false;
    for (const read_row& r : read_) {
      options_.push_back(text_of(r.options));
      any = any || !r.options.empty();
    }
    if (!any) options_.clear();
  }
  rebuilt(rebuilt&&) = delete;
  rebuilt& operator=(rebuilt&&) = delete;

  [[nodiscard]] summary_view view(text name) const {
    summary_view s(name, layers_, total_, blocks_, sources_, outputs_);
    s.options = options_;
    s.unit = unit_;
    return s;
  }
  [[nodiscard]] summary_view view() const { return view(text_of(name_)); }

 private:
  static text text_of(const std::string& s) { return {s.data(), s.size()}; }

  void add(const read_row& r) {
    const int row = static_cast<int>(layers_.size());
    // It is inside the blocks that its name begins with; those around the row before it may continue.
    std::size_t open = 0;
    while (open != open_.size() && starts_with(r.name, blocks_[at(open_[open])].prefix)) ++open;
    close_to(open);
    for (std::size_t end = r.name.find('/', prefix_size()); end != std::string::npos && end + 1 != r.name.size();
         end = r.name.find('/', end + 1)) {
      block_summary b;
      b.prefix = {r.name.data(), end + 1};
      b.name = {r.name.data(), end};
      b.kind = "block";
      b.first = row;
      b.parent = open_.empty() ? -1 : open_.back();
      b.depth = static_cast<int>(open_.size());
      open_.push_back(static_cast<int>(blocks_.size()));
      blocks_.push_back(b);
    }
    layer_summary l = r.values;
    l.name = text_of(r.name);
    l.kind = text_of(r.kind);
    l.block = open_.empty() ? -1 : open_.back();
    if (l.depth < 0) l.depth = static_cast<int>(open_.size());
    layers_.push_back(l);
  }

  static std::size_t at(int i) { return static_cast<std::size_t>(i); }
  static bool starts_with(const std::string& name, text prefix) {
    return std::string_view(name).substr(0, prefix.size()) == std::string_view(prefix.data(), prefix.size());
  }
  [[nodiscard]] std::size_t prefix_size() const { return open_.empty() ? 0 : blocks_[at(open_.back())].prefix.size(); }

  void close_to(std::size_t open) {
    for (; open_.size() > open; open_.pop_back()) {
      block_summary& b = blocks_[at(open_.back())];
      b.last = static_cast<int>(layers_.size());
      b.output = layers_.back().output;
    }
  }

  void find_inputs() {
    word_numbers names;
    growing<int> rows;  // the first one of each name
    for (std::size_t i = 0; i != read_.size(); ++i)
      if (names.number_of(text_of(read_[i].name)) == static_cast<int>(rows.size())) rows.push_back(static_cast<int>(i));
    for (std::size_t i = 0; i != read_.size(); ++i) {
      layer_summary& l = layers_[i];
      l.first_more = static_cast<int>(sources_.size());
      for (const std::string& input : read_[i].inputs) {
        const int found = names.find(text_of(input));
        if (found < 0) continue;
        const int row = rows[at(found)];
        if (l.source < 0) {
          l.source = row;
        } else {
          sources_.push_back(row);
          ++l.more_sources;
        }
      }
    }
  }

  std::string name_{};
  growing<read_row> read_{};
  growing<layer_summary> layers_{};
  growing<block_summary> blocks_{};
  growing<int> sources_{};
  growing<shape> outputs_{};
  growing<text> options_{};
  growing<int> open_{};
  layer_summary total_{};
  text unit_{"MAC"};
};

}  // namespace nns::report
