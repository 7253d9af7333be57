// nns diff BASE HEAD: what changed from one model to the other.
#include "model.hpp"
#include "registry.hpp"

#include <nns/report/diff.hpp>
#include <nns/report/html.hpp>

#include <iostream>

namespace tool {

namespace {

int diff(const arguments& asked) {
  const auto before = open(asked.files[0], asked);
  if (!before) return bad_file;
  const auto after = open(asked.files[1], asked);
  if (!after) return bad_file;
  const nns::difference d = nns::diff(before->summary(), after->summary());
  const int depth = static_cast<int>(asked.depth);
  const nns::column_names columns{nns::text{asked.columns.data(), asked.columns.size()}};
  if (asked.format == "html") std::cout << nns::to_html(d, {.depth = depth, .columns = columns});
  if (asked.format == "markdown") std::cout << nns::to_markdown(d, {.depth = depth, .columns = columns});
  if (asked.format == "csv") std::cout << nns::to_csv(d, {.depth = depth, .columns = columns});
  if (asked.format == "json") std::cout << nns::to_json(d, {.depth = depth, .columns = columns});
  if (asked.format == "text") std::cout << nns::to_text(d, {.depth = depth, .columns = columns});
  return kept;
}

const verb entry{40,
                 {"diff", "BASE HEAD", 2, "text markdown csv json html", "--columns --depth",
                  "what changed from one file to the other, layer by layer", &diff}};

}  // namespace

}  // namespace tool
