// Every report, for programs that are compiled with -fno-exceptions; and with -Wsign-conversion, which many add.
#include <nns/nns.hpp>
#include <nns/report/approval.hpp>
#include <nns/report/budget_message.hpp>
#include <nns/report/comparison.hpp>
#include <nns/report/diff.hpp>
#include <nns/report/dot.hpp>
#include <nns/report/html.hpp>
#include <nns/report/mermaid.hpp>
#include <nns/report/recorded.hpp>
#include <nns/report/stream.hpp>
#include <nns/report/svg.hpp>

#include <string>

using namespace nns::layers;

struct net : nns::sequential<input<8, 8, 1>, named<"stem", conv2d<4, kernel<3>>>, flatten, dense<10>> {};

static_assert(nns::static_text<net>.size() > 0);

std::string every_report(const nns::summary_view& s);
std::string every_report(const nns::summary_view& s) {
  const nns::recorded before(nns::to_json(s));
  const nns::difference d = nns::diff(before, s);
  const auto models = nns::compare<net>();
  return nns::to_text(s) + nns::to_markdown(s) + nns::to_csv(s) + nns::to_svg(s) + nns::to_html(s) + nns::to_dot(s) +
         nns::to_mermaid(s) + nns::to_text(d) + nns::to_markdown(d) + nns::to_csv(d) + nns::to_json(d) + nns::to_html(d) +
         nns::to_text(models) + nns::to_html(models) + nns::to_svg(models) + nns::approve(s, "net.csv").message;
}
