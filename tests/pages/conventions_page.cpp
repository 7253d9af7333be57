// examples/conventions.md: under the heading of each convention with a header of its own stand what that header says of the
// tool, its version, and its table of rules. Here they are written anew from the code; the rest of the page stays.
//
//     conventions_page PROJECT              prints the page
//     conventions_page PROJECT --check FILE exit status 0 if the file says the same
#include <nns/conventions/all.hpp>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace {

std::string read(const std::string& path) {
  std::ifstream in(path);
  if (!in) throw std::runtime_error("cannot read " + path);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string string_of(nns::text t) { return std::string(std::string_view(t)); }

/// In Markdown, asterisks and bars mean something.
std::string escaped(nns::text t) {
  std::string all;
  for (const char c : string_of(t)) {
    if (c == '*' || c == '|') all += '\\';
    all += c;
  }
  return all;
}

/// Kinds that differ only by 1d, 2d and 3d are one: conv1/2d_transpose.
std::string names_of(const std::vector<std::string>& kinds) {
  struct group {
    std::string before, digits, after;
  };
  std::vector<group> groups;
  for (const std::string& kind : kinds) {
    std::size_t at = 1;
    while (at < kind.size() && !(kind[at] == 'd' && kind[at - 1] >= '1' && kind[at - 1] <= '3' &&
                                 (at + 1 == kind.size() || kind[at + 1] == '_')))
      ++at;
    group g{kind, "", ""};
    if (at < kind.size()) g = {kind.substr(0, at - 1), std::string(1, kind[at - 1]), kind.substr(at)};
    if (!groups.empty() && !g.digits.empty() && groups.back().before == g.before && groups.back().after == g.after)
      groups.back().digits += "/" + g.digits;
    else
      groups.push_back(g);
  }
  std::string all;
  for (const group& g : groups) all += (all.empty() ? "`" : ", `") + g.before + g.digits + g.after + '`';
  return all;
}

std::string table(const nns::layer_rule* rows, int count) {
  std::string all = "| layers | counts | source |\n|---|---|---|\n";
  for (int i = 0; i != count;) {
    std::vector<std::string> kinds;
    const nns::layer_rule& first = rows[i];
    for (; i != count && rows[i].counts == first.counts && rows[i].says == first.says && rows[i].source == first.source; ++i)
      kinds.push_back(string_of(rows[i].kind));
    all += "| " + names_of(kinds) + " | " + escaped(first.says) + " | " + escaped(first.source) + " |\n";
  }
  return all;
}

/// The comment at the beginning of a header, in one line, what it says of quirks apart.
std::string comment_of(const std::string& header) {
  std::istringstream lines(header);
  std::string all, line;
  while (std::getline(lines, line) && line.rfind("//", 0) == 0) {
    line.erase(0, 2);
    all += all.empty() ? line.substr(1) : line;
  }
  if (const std::size_t at = all.find(" Quirks: "); at != std::string::npos) all.replace(at, 1, "\n\n");
  return all;
}

nns::counting find(const std::string& name) {
  for (const nns::counting c : nns::convention::all)
    if (string_of(c->name) == name) return c;
  throw std::runtime_error("the page has a convention that the code does not: " + name);
}

std::string section(const std::string& project, const std::string& name) {
  const nns::convention_rules& rules = *find(name)->rules;
  const std::string header = "nns/conventions/" + name + ".hpp";
  std::string all = "\n`" + header + "`; " + string_of(rules.version) + ". " + comment_of(read(project + "/include/" + header)) +
                    "\n\n" + table(rules.rows, rules.row_count);
  if (rules.functions != nullptr) all += "\nCalled as functions:\n\n" + table(rules.functions, rules.function_count);
  if (name == "deepspeed") {
    const nns::convention_rules& flops = *find("deepspeed_flops")->rules;
    all += "\nIts FLOP, `nns::convention::deepspeed_flops`:\n\n" + table(flops.rows, flops.row_count);
  }
  return all;
}

/// The page with its sections written anew. Each convention that has a table must have one.
std::string page(const std::string& project, const std::string& there) {
  const std::string begins = "\n### ", of = "`nns::convention::";
  std::size_t at = there.find(begins);
  std::string all = there.substr(0, at);
  std::vector<std::string> found;
  while (at != std::string::npos) {
    const std::size_t end = there.find('\n', at + 1), next = there.find(begins, end);
    const std::string heading = there.substr(at, end - at);
    const std::size_t name = heading.find(of) + of.size();
    found.push_back(heading.substr(name, heading.rfind('`') - name));
    all += heading + "\n" + section(project, found.back());
    at = next;
  }
  for (const nns::counting c : nns::convention::all) {
    const std::string name = string_of(c->name);
    const bool beside_another = name.find("_unfused") != std::string::npos || name == "deepspeed_flops";
    if (c->rules != nullptr && !beside_another && std::find(found.begin(), found.end(), name) == found.end())
      throw std::runtime_error("the page does not have " + name);
  }
  return all;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2 && count != 4) {
    std::cerr << "conventions_page PROJECT [--check FILE]\n";
    return 2;
  }
  const std::string project = arguments[1], file = count == 4 ? arguments[3] : project + "/examples/conventions.md";
  const std::string there = read(file), text = page(project, there);
  if (count == 2) {
    std::cout << text;
    return 0;
  }
  if (there == text) return 0;
  std::cerr << file << " is not what " << arguments[0] << " prints\n";
  return 1;
}
