// Two translation units that ask the same of the same model are linked: one summary, one table.
#include "net.hpp"

#include <nns/report/json.hpp>
#include <nns/report/text.hpp>

said here() { return {&nns::summary<net>, nns::to_text(nns::summary<net>), nns::to_json(nns::summary<net>)}; }

int main() {
  const said a = here();
  const said b = there();
  return a.summary == b.summary && a.table == b.table && a.json == b.json ? 0 : 1;
}
