// A model with a mistake is printed, compared and made into text: only the mistake is explained.
// EXPECT: the input's channels are not divisible by the groups
#include <nns/nns.hpp>
#include <nns/report/static_text.hpp>
#include <nns/report/stream.hpp>

#include <ostream>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<28, 28, 4>, conv2d<8, kernel<3>, groups<2>>> {};
#else
struct net : nns::sequential<input<28, 28, 3>, conv2d<8, kernel<3>, groups<2>>> {};
#endif

static_assert(nns::static_text<net>.size() < 1000);

void print(std::ostream& out) {
  out << nns::summary<net> << nns::compare<net>() << nns::forward<net> << nns::output_shape<net>;
  out << nns::to_text(nns::summary<net>) << nns::to_json(nns::summary<net>) << nns::to_text(nns::forward<net>);
}
