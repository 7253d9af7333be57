// nns memory FILE: where the activations lie in one array, and how high they stack.
#include "model.hpp"
#include "verbs.hpp"

#include <nns/report/json.hpp>

#include <iostream>

namespace tool {

namespace {

std::string json_of(const model& m, const memory_of_model& p) {
  return nns::report::to_string([&](nns::report::writer& w) {
    const auto number = [&w](const char* key, std::int64_t n, const char* behind) {
      w.put(nns::text{key, std::char_traits<char>::length(key)});
      if (n < 0)
        w.put("null");
      else
        nns::report::put_integer(w, n);
      w.put(nns::text{behind, std::char_traits<char>::length(behind)});
    };
    w.put("{\n  \"name\": ");
    nns::report::put_json_string(w, m.summary().name);
    number(",\n  \"height\": ", p.height, "");
    number(",\n  \"bound\": ", p.bound, "");
    number(",\n  \"best\": ", p.best, "");
    number(",\n  \"parameter_bytes\": ", p.parameter_bytes, "");
    number(",\n  \"state_bytes\": ", p.state_bytes, ",\n  \"buffers\": [");
    for (std::size_t i = 0; i != p.buffers.size(); ++i) {
      const nns::memory_buffer& b = p.buffers[i];
      w.put(i == 0 ? nns::text{"\n    {\"name\": "} : nns::text{",\n    {\"name\": "});
      nns::report::put_json_string(w, b.name);
      number(", \"bytes\": ", b.bytes.count, "");
      w.put(", \"first\": "), nns::report::put_integer(w, b.first);
      w.put(", \"last\": "), nns::report::put_integer(w, b.last);
      number(", \"offset\": ", b.offset, "}");
    }
    w.put(p.buffers.empty() ? nns::text{"]\n}\n"} : nns::text{"\n  ]\n}\n"});
  });
}

}  // namespace

int memory(const arguments& asked) {
  const auto model = open(asked.files[0], asked);
  if (!model) return bad_file;
  const memory_of_model p = plan(*model, asked);
  std::cout << json_of(*model, p);
  return kept;
}

}  // namespace tool
