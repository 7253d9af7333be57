// The rows of a summary from the JSON or the CSV that a report wrote.
#pragma once

#include <nns/report/detail/csv_records.hpp>
#include <nns/report/detail/json_value.hpp>
#include <nns/report/detail/rebuilt.hpp>

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace nns::report {

/// What was read, and the first error.
struct read_summary {
  std::string name{};
  std::vector<read_row> rows{};
  read_row total{};
  bool has_total = false;
  text unit{"MAC"};  // what forward and backward count
  std::string error{};
  std::size_t error_at = 0;  // a JSON text's byte, a CSV file's record

  void fail(std::string message, std::size_t at) {
    if (!error.empty()) return;
    error = std::move(message);
    error_at = at;
  }
  void count_in(const std::string& said, std::size_t at) {
    if (said == "MAC" || said == "OP")
      unit = said == "OP" ? text{"OP"} : text{"MAC"};
    else
      fail("`unit` is MAC or OP: " + said, at);
  }
};

class csv_summary {
 public:
  csv_summary(const csv_records& from, read_summary& to) : from_(from), to_(to) {}

  void read() {
    if (from_.records.empty() || from_.find(0, "name") == nullptr)
      return to_.fail("the first line has no column `name`", 0);
    for (std::size_t i = 1; i != from_.records.size(); ++i) {
      if (from_.records[i].size() != from_.records[0].size()) to_.fail("the line has too many or too few fields", i);
      read_row row;
      read(row, i);
      if (row.kind == "total" && i + 1 == from_.records.size()) {
        to_.total = std::move(row);
        to_.has_total = true;
      } else {
        to_.rows.push_back(std::move(row));
      }
    }
  }

 private:
  void read(read_row& row, std::size_t i) {
    if (const std::string* s = from_.find(i, "name")) row.name = *s;
    if (const std::string* s = from_.find(i, "kind")) row.kind = *s;
    if (const std::string* s = from_.find(i, "options")) row.options = *s;
    if (const std::string* s = from_.find(i, "unit")) to_.count_in(*s, i);
    if (const std::string* s = from_.find(i, "output")) {
      std::vector<std::string> shapes;
      split(*s, shapes);
      for (const std::string& each : shapes) row.outputs.push_back(read_shape(each, i));
      if (!shapes.empty()) row.values.output = row.outputs[0];
    }
    if (const std::string* s = from_.find(i, "depth")) row.values.depth = static_cast<int>(number(*s, "depth", i));
    if (const std::string* s = from_.find(i, "trainable")) row.values.frozen = *s == "false" || *s == "no";
    if (const std::string* s = from_.find(i, "inputs")) split(*s, row.inputs);
    for (const row_number& n : row_numbers)
      if (const std::string* s = from_.find(i, {n.key.data(), n.key.size()})) n.set(row.values, number(*s, n.key, i));
  }

  /// Empty: not known.
  std::int64_t number(const std::string& field, text column, std::size_t i) {
    if (field.empty()) return unknown;
    std::int64_t n = unknown;
    const char* const last = field.data() + field.size();
    const std::from_chars_result end = std::from_chars(field.data(), last, n);
    if (end.ec == std::errc{} && end.ptr == last) return n;
    to_.fail("`" + std::string(column) + "` is not an integer: " + field, i);
    return unknown;
  }

  /// 28x28x1; ? for an extent that is not known, () for no extents.
  shape read_shape(const std::string& field, std::size_t i) {
    shape result;
    const char* const end = field.data() + field.size();
    for (const char* c = field.data(); c < end && *c != '(' && result.rank() != shape::max_rank;) {
      std::int64_t extent = shape::unknown;
      const std::from_chars_result read = std::from_chars(c, end, extent);
      if (read.ec != std::errc{} && *c != '?') to_.fail("`output` is not a shape: " + field, i);
      result.push_back(read.ec == std::errc{} ? extent : shape::unknown);
      for (c = read.ptr; c < end && *c != 'x';) ++c;
      if (c < end) ++c;
    }
    return result;
  }

  static void split(const std::string& field, std::vector<std::string>& to) {
    for (std::size_t begin = 0; begin < field.size();) {
      const std::size_t end = (std::min)(field.find(';', begin), field.size());
      to.push_back(field.substr(begin, end - begin));
      begin = end + 1;
    }
  }

  const csv_records& from_;
  read_summary& to_;
};

class json_summary {
 public:
  explicit json_summary(read_summary& to) : to_(to) {}

  void read(std::string_view json) {
    json_reader reader(json);
    const json_value all = reader.read();
    if (!reader.expected().empty()) return to_.fail("expected " + reader.expected(), reader.at());
    if (all.type == json_type::array) return to_.fail("this is a list: a comparison of models is not a summary", 0);
    if (all.find("before") != nullptr)
      return to_.fail("this is a difference; a summary has `layers`, and neither `before` nor `after`", 0);
    const json_value* const layers = all.find("layers");
    if (layers == nullptr || layers->type != json_type::array)
      return to_.fail("there is no list `layers`: this is not a summary written by nns::to_json", 0);
    if (const json_value* name = all.find("name")) to_.name = name->string;
    if (const json_value* unit = all.find("unit")) to_.count_in(unit->string, unit->at);
    for (const json_value& layer : layers->values) {
      to_.rows.emplace_back();
      read(layer, to_.rows.back());
    }
    if (const json_value* total = all.find("total")) {
      to_.has_total = true;
      read(*total, to_.total);
    }
  }

 private:
  void read(const json_value& from, read_row& row) {
    if (from.type != json_type::object) return to_.fail("a row must be an object", from.at);
    const auto string_of = [&](const char* key, std::string& to) {
      if (const json_value* v = from.find(key)) to = v->string;
    };
    string_of("name", row.name);
    string_of("kind", row.kind);
    string_of("options", row.options);
    if (const json_value* v = from.find("output")) read_outputs(*v, row);
    if (const json_value* v = from.find("depth")) row.values.depth = static_cast<int>(number(*v, "depth"));
    if (const json_value* v = from.find("trainable")) row.values.frozen = !v->truth;
    if (const json_value* v = from.find("inputs"))
      for (const json_value& input : v->values) row.inputs.push_back(input.string);
    for (const row_number& n : row_numbers)
      if (const json_value* v = from.find({n.key.data(), n.key.size()})) n.set(row.values, number(*v, n.key));
  }

  std::int64_t number(const json_value& v, text key) {
    if (v.type == json_type::null) return unknown;
    if (v.type == json_type::number && v.is_integer) return v.number;
    to_.fail("`" + std::string(key) + "` is not an integer", v.at);
    return unknown;
  }

  /// A shape, or several.
  void read_outputs(const json_value& v, read_row& row) {
    if (v.values.empty() || v.values[0].type != json_type::array) {
      row.values.output = read_shape(v);
      return;
    }
    for (const json_value& each : v.values) row.outputs.push_back(read_shape(each));
    row.values.output = row.outputs[0];
  }

  shape read_shape(const json_value& v) {
    shape result;
    if (v.type != json_type::array) to_.fail("`output` is not a shape", v.at);
    for (const json_value& extent : v.values) {
      if (result.rank() == shape::max_rank) break;
      result.push_back(number(extent, "output"));
    }
    return result;
  }

  read_summary& to_;
};

}  // namespace nns::report
