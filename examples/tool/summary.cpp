// nns summary FILE: what a model costs, layer by layer, as text, tables for programs, pictures, or a page.
#include "model.hpp"
#include "registry.hpp"

#include <nns/report/csv.hpp>
#include <nns/report/dot.hpp>
#include <nns/report/html.hpp>
#include <nns/report/json.hpp>
#include <nns/report/markdown.hpp>
#include <nns/report/mermaid.hpp>
#include <nns/report/svg.hpp>
#include <nns/report/text.hpp>
#include <nns/report/training.hpp>

#include <iostream>

namespace tool {

namespace {

/// What a batch needs, instead of one instance.
void scale(nns::layer_summary& row, const arguments& a) {
  const auto times = [](std::int64_t n, std::int64_t factor) {
    return nns::detail::checked(nns::detail::count{n} * factor);
  };
  row.forward.count = times(row.forward.count, a.batch);
  row.backward.count = times(row.backward.count, a.batch);
  row.activations = times(row.activations, a.batch * (a.training ? 2 : 1));
}

bool fits(const nns::summary_view& s, const arguments& a) {
  if (a.batch == 1 && !a.training) return true;
  const auto whole = nns::detail::count{a.batch} * 3;
  return !(whole * s.total.forward.count).has_overflowed() && !(whole * s.total.activations).has_overflowed() &&
         !(whole * s.total.backward.count).has_overflowed();
}

std::string write(const nns::summary_view& s, const arguments& a) {
  const int depth = static_cast<int>(a.depth);
  const nns::column_names columns{nns::text{a.columns.data(), a.columns.size()}};
  nns::reported_step step = nns::training_step<>;
  step.options = a.step();
  if (a.format == "markdown") return nns::to_markdown(s, {.depth = depth, .columns = columns, .step = step});
  if (a.format == "csv") return nns::to_csv(s, {.depth = depth, .columns = columns, .step = step});
  if (a.format == "json") return nns::to_json(s, {.depth = depth, .columns = columns, .step = step});
  if (a.format == "html") return nns::to_html(s, {.depth = depth, .columns = columns, .step = step});
  if (a.format == "svg") return nns::to_svg(s, {.depth = depth});
  if (a.format == "dot") return nns::to_dot(s, {.depth = depth});
  if (a.format == "mermaid") return nns::to_mermaid(s, {.depth = depth});
  return nns::to_text(s, {.depth = depth, .columns = columns, .step = step});
}

/// Bytes in the types that the call names: behind a text, or in JSON's object.
std::string with_bytes(std::string written, const model& m, const arguments& a) {
  const memory_of_model found = m.activations(a);
  const auto number = [](std::int64_t n, const char* unknown) { return n < 0 ? std::string(unknown) : std::to_string(n); };
  if (a.format != "json")
    return written + "\nIn " + a.storage + ": parameters " + number(found.parameter_bytes, "of unknown size") +
           " B, activations at their peak " + number(found.best, "of unknown size") + " B.\n";
  written.erase(written.rfind('}'));
  while (written.back() == '\n') written.pop_back();
  return written + ",\n  \"storage\": {\"type\": \"" + a.storage + "\", \"parameter_bytes\": " +
         number(found.parameter_bytes, "null") + ", \"peak_activation_bytes\": " + number(found.best, "null") + "}\n}\n";
}

int summary(const arguments& asked) {
  if (!asked.storage.empty() && asked.format != "text" && asked.format != "markdown" && asked.format != "json") {
    std::cerr << "nns: --storage adds bytes to text, markdown and json, not to " << asked.format << '\n';
    return wrong_usage;
  }
  const auto model = open(asked.files[0], asked);
  if (!model) return bad_file;
  nns::summary_view s = model->summary();
  if (!fits(s, asked)) {
    std::cerr << asked.files[0] << ": with so large a batch, counts do not fit in 63 bits\n";
    return wrong_usage;
  }
  std::vector<nns::layer_summary> rows(s.layers.begin(), s.layers.end());
  for (nns::layer_summary& row : rows) scale(row, asked);
  scale(s.total, asked);
  s.layers = rows;
  std::cout << (asked.storage.empty() ? write(s, asked) : with_bytes(write(s, asked), *model, asked));
  if (asked.format != "text" && asked.format != "markdown") return kept;
  if (asked.training && s.total.forward.count >= 0)
    std::cout << "\nA training step: " << nns::to_text(s.total.forward + s.total.backward) << ".\n";
  for (const std::string& layer : model->assumed()) std::cout << "\nAssumed to cost nothing: " << layer << ".\n";
  for (const std::string& remark : model->remarks()) std::cout << '\n' << remark << '\n';
  return kept;
}

const verb entry{10,
                 {"summary", "FILE", 1, "text markdown csv json html svg dot mermaid",
                  "--columns --depth --batch --training --storage --optimizer --precision --convention", "what the model costs, layer by layer",
                  &summary}};

}  // namespace

}  // namespace tool
