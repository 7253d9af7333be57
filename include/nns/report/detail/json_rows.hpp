// The rows of a summary from the JSON that a report wrote.
#pragma once

#include <nns/report/detail/json_value.hpp>
#include <nns/report/detail/read_rows.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace nns::report {

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
      read(layer, to_.rows.add());
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
