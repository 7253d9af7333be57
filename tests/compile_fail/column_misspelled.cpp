// A column of a report that does not exist.
// EXPECT: nns: a column is not one of name, kind, output, forward
#include <nns/nns.hpp>
#include <nns/report/static_text.hpp>

using namespace nns::layers;

struct net : nns::sequential<input<8>, dense<4>> {};

#ifdef NNS_MENDED
constexpr nns::text_options options{.columns = "name forward"};
#else
constexpr nns::text_options options{.columns = "name forwards"};
#endif

static_assert(nns::static_text<net, options>.view().size() > 0);
