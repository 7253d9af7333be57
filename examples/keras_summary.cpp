// keras_summary FILE.json: what a Keras model costs, from its JSON (model.to_json()), layer by layer.
//
//     keras_summary resnet50.json --format markdown --batch 32 --training
//     keras_summary detector.json --input 416x416x3 --assume-zero Fancy
//
// --format text|markdown|csv|json   text by default
// --batch N                         multiply-adds and activations of N instances
// --training                        activations as training keeps them, twice as many; and the sum of both passes
// --input 224x224x3                 the shape of the model's input, where the file leaves an extent open (null) or to
//                                   replace it; once for each input, in the model's order
// --assume-zero Class               layers of this class keep their shape and cost nothing
//
// A file that is wrong is refused with its line and column, on the standard error, and nothing is printed.
#include <nns/import/keras_file.hpp>
#include <nns/report/csv.hpp>
#include <nns/report/json.hpp>
#include <nns/report/markdown.hpp>
#include <nns/report/text.hpp>

#include "keras_arguments.hpp"

#include <iostream>
#include <string>
#include <vector>

namespace {

struct request {
  keras_arguments file{};
  std::string format = "text";
  std::int64_t batch = 1;
  bool training = false;
};

bool read_request(int count, char** words, request& r) {
  for (int i = 1; i < count; ++i) {
    const std::string word = words[i];
    const bool has_value = i + 1 < count;
    if (word == "--training") {
      r.training = true;
    } else if (word == "--format" && has_value) {
      r.format = words[++i];
      if (r.format != "text" && r.format != "markdown" && r.format != "csv" && r.format != "json") return false;
    } else if (word == "--batch" && has_value) {
      if (!read_number(words[++i], r.batch)) return false;
    } else if (!r.file.read(i, count, words)) {
      return false;
    }
  }
  return !r.file.path.empty();
}

/// What a batch needs, instead of one instance.
void scale(nns::layer_summary& row, const request& r) {
  const auto times = [](std::int64_t n, std::int64_t factor) {
    return nns::detail::checked(nns::detail::count{n} * factor);
  };
  row.forward.count = times(row.forward.count, r.batch);
  row.backward.count = times(row.backward.count, r.batch);
  row.activations = times(row.activations, r.batch * (r.training ? 2 : 1));
}

bool fits(const nns::summary_view& s, const request& r) {
  const auto whole = nns::detail::count{r.batch} * 3;
  return !(whole * s.total.forward.count).has_overflowed() && !(whole * s.total.activations).has_overflowed() &&
         !(whole * s.total.backward.count).has_overflowed();
}

std::string write(const nns::summary_view& s, const std::string& format) {
  if (format == "markdown") return nns::to_markdown(s);
  if (format == "csv") return nns::to_csv(s);
  if (format == "json") return nns::to_json(s);
  return nns::to_text(s);
}

}  // namespace

int main(int count, char** words) {
  request r;
  if (!read_request(count, words, r)) {
    std::cerr << "usage: keras_summary FILE.json [--format text|markdown|csv|json] [--batch N] [--training]\n"
                 "                     [--input 224x224x3]... [--assume-zero Class]...\n";
    return 2;
  }
  const std::optional<nns::keras_file> model = r.file.open();
  if (!model) return 1;

  nns::summary_view s = model->summary();
  if (!fits(s, r)) {
    std::cerr << r.file.path << ": the counts of so large a batch do not fit in 63 bits\n";
    return 1;
  }
  std::vector<nns::layer_summary> rows(s.layers.begin(), s.layers.end());
  for (nns::layer_summary& row : rows) scale(row, r);
  scale(s.total, r);
  s.layers = rows;
  std::cout << write(s, r.format);
  if (r.format == "csv" || r.format == "json") return 0;
  if (r.training && s.total.forward.count >= 0) {
    std::cout << "\nA training step: " << nns::to_text(s.total.forward + s.total.backward) << ".\n";
  }
  for (const std::string& layer : model->assumed()) std::cout << "\nAssumed to cost nothing: " << layer << ".\n";
}
