// A table is asked for a column that reports do not have.
// EXPECT: nns: a column is none of name, kind, output, forward
#include <nns/nns.hpp>
#include <nns/report/static_text.hpp>

using namespace nns::layers;

struct net : nns::sequential<input<3>, dense<2>> {};

#ifdef NNS_MENDED
static_assert(nns::static_text<net, nns::text_options{.columns = "name forward"}>.size() > 0);
#else
static_assert(nns::static_text<net, nns::text_options{.columns = "name macs"}>.size() == 0);
#endif
