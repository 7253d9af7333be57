// What a pull request changes, in CI: run on the base branch it writes down what the network costs; run on the pull
// request with that file it says what has changed, as Markdown and as a page. See budgets_in_ci.md.
#include <nns/nns.hpp>
#include <nns/report/html.hpp>
#include <nns/report/markdown.hpp>
#include <nns/report/recorded.hpp>

#include <cstdio>
#include <fstream>

using namespace nns::layers;
using namespace nns::literals;

struct net : nns::sequential<
    input<28, 28, 1>,
    conv2d<8, kernel<3>, relu>,
    max_pooling2d<2>,
    flatten,
    dense<10, softmax>> {};

// A broken budget does not compile, so that the job fails.
static_assert(nns::within<nns::forward<net>, 100_kMAC>);

int main(int arguments, char** argument) {
  if (arguments < 2) {
    constexpr nns::text columns = "name kind output forward backward parameters trainable_parameters activations inputs options";
    std::puts(nns::to_json(nns::summary<net>, {.columns = columns}).c_str());
    return 0;
  }
  const nns::recorded base = nns::recorded::file(argument[1]);
  if (!base) {
    std::fprintf(stderr, "%s\n", base.error().c_str());
    return 1;
  }
  const nns::difference changed = nns::diff(base, nns::summary<net>);
  std::puts(nns::to_markdown(changed).c_str());
  if (arguments > 2) std::ofstream(argument[2]) << nns::to_html(changed);
  return 0;
}
