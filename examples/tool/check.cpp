// nns check FILE --max-macs 10M --max-ram 64KiB: whether a model keeps limits. A broken one is said in the words of a
// budget; of RAM, with the buffers that live at the peak.
#include "model.hpp"
#include "registry.hpp"

#include <nns/report/detail/brief.hpp>
#include <nns/report/json.hpp>
#include <nns/report/training.hpp>

#include <algorithm>
#include <iostream>

namespace tool {

namespace {

std::string short_name(nns::text name) {
  return nns::report::to_string([&](nns::report::writer& w) { nns::report::put_clipped_name(w, name, 48); });
}

/// The buffers that live when most is live, largest first.
std::string at_the_peak(const memory_of_model& p) {
  std::int64_t most = 0;
  int when = 0;
  for (const nns::memory_buffer& b : p.buffers) {
    std::int64_t live = 0;
    for (const nns::memory_buffer& other : p.buffers)
      if (other.first <= b.first && b.first <= other.last) live += other.bytes.count;
    if (live > most) most = live, when = b.first;
  }
  std::vector<const nns::memory_buffer*> alive;
  for (const nns::memory_buffer& b : p.buffers)
    if (b.first <= when && when <= b.last) alive.push_back(&b);
  std::sort(alive.begin(), alive.end(), [](const auto* a, const auto* b) { return a->bytes.count > b->bytes.count; });
  std::string out;
  for (const nns::memory_buffer* b : alive)
    out += (out.empty() ? "  alive at the peak: " : ", ") + short_name(b->name) + " (" + std::to_string(b->bytes.count) + " B)";
  return out + '\n';
}

int check(const arguments& asked) {
  if (asked.max_macs < 0 && asked.max_parameters < 0 && asked.max_activations < 0 && asked.max_ram < 0 && asked.max_flash < 0 &&
      asked.max_training < 0) {
    std::cerr << "nns check needs a limit: --max-macs, --max-params, --max-activations, --max-ram, --max-flash or "
                 "--max-training\n";
    return wrong_usage;
  }
  const auto model = open(asked.files[0], asked);
  if (!model) return bad_file;
  nns::budget limits;
  if (asked.max_macs >= 0) limits.forward.count = asked.max_macs;
  if (asked.max_parameters >= 0) limits.parameters = asked.max_parameters;
  if (asked.max_activations >= 0) limits.activations = asked.max_activations;
  if (asked.max_training >= 0) limits.training_bytes.count = asked.max_training, limits.step = asked.step();
  std::string broken = nns::report::broken_items(model->summary(), limits, &nns::report::measure_model_step);
  if (asked.max_ram >= 0 || asked.max_flash >= 0) {
    const memory_of_model p = model->activations(asked);
    const auto put = [&broken](nns::text item, std::int64_t used, std::int64_t limit) {
      if (limit >= 0)
        broken += nns::report::to_string([&](nns::report::writer& w) { nns::report::put_broken_item(w, item, used, limit, " B"); });
    };
    put("parameter_bytes", p.parameter_bytes, asked.max_flash);
    const std::size_t before = broken.size();
    put("peak_activation_bytes", p.best, asked.max_ram);
    if (broken.size() != before && p.best >= 0) broken += at_the_peak(p);
  }
  if (asked.format == "json") {
    std::cout << "{\n  \"kept\": " << (broken.empty() ? "true" : "false") << ",\n  \"broken\": [";
    bool first = true;
    for (std::size_t at = 0; at < broken.size();) {
      const std::size_t end = broken.find('\n', at);
      const std::string line = broken.substr(at, end - at);
      std::cout << (first ? "\n    " : ",\n    ") << nns::report::to_string([&](nns::report::writer& w) {
        nns::report::put_json_string(w, nns::text{line.data(), line.size()});
      });
      first = false;
      at = end + 1;
    }
    std::cout << (first ? "]\n}\n" : "\n  ]\n}\n");
  } else {
    std::cout << asked.files[0] << (broken.empty() ? " keeps its budget\n" : " breaks its budget\n") << broken;
  }
  return broken.empty() ? kept : broken_budget;
}

const verb entry{60,
                 {"check", "FILE", 1, "text json",
                  "--batch --convention --storage --max-macs --max-params --max-activations --max-ram --max-flash --max-training "
                  "--optimizer --precision",
                  "whether the model keeps its limits (exit status 1 if it does not)", &check}};

}  // namespace

}  // namespace tool
