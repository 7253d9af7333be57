// nns memory FILE: where the activations lie in one array, and how high they stack.
#include "model.hpp"
#include "registry.hpp"

#include <nns/report/memory.hpp>
#include <nns/report/memory_svg.hpp>

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
    w.put(p.buffers.empty() ? nns::text{"],\n  \"notes\": ["} : nns::text{"\n  ],\n  \"notes\": ["});
    for (const std::string& note : p.notes) {
      w.put(&note == &p.notes.front() ? nns::text{"\n    "} : nns::text{",\n    "});
      nns::report::put_json_string(w, nns::text{note.data(), note.size()});
    }
    w.put(p.notes.empty() ? nns::text{"]\n}\n"} : nns::text{"\n  ]\n}\n"});
  });
}

int memory(const arguments& asked) {
  const auto model = open(asked.files[0], asked);
  if (!model) return bad_file;
  const memory_of_model p = model->memory(asked);
  if (asked.format == "json") {
    std::cout << json_of(*model, p);
    return kept;
  }
  if (p.height < 0)
    return refuse(asked.files[0], p.notes.empty() ? "no plan can be made" : p.notes[0]);
  nns::memory_plan_view view;
  view.name = model->summary().name;
  view.buffers = p.buffers;
  view.height = p.height;
  view.bound = p.bound;
  if (asked.format == "markdown") std::cout << nns::to_markdown(view);
  if (asked.format == "csv") std::cout << nns::to_csv(view);
  if (asked.format == "svg") std::cout << nns::to_svg(view);
  if (asked.format != "text") return kept;
  std::cout << nns::to_text(view) << "\nparameters  " << p.parameter_bytes << " bytes\n";
  if (p.state_bytes != 0) std::cout << "states      " << p.state_bytes << " bytes, kept from one step to the next\n";
  for (const std::string& note : p.notes) std::cout << '\n' << note << ".\n";
  return kept;
}

const verb entry{20,
                 {"memory", "FILE", 1, "text markdown csv json svg", "--batch --storage --as-tflm",
                  "where the activations lie in memory, and how much they need", &memory}};

}  // namespace

}  // namespace tool
