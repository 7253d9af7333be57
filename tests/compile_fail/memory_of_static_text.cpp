// Bytes in a table made by the compiler.
// EXPECT: nns: a table made by the compiler cannot have columns of bytes: use nns::to_text, or the memory plan
#include <nns/nns.hpp>
#include <nns/report/static_text.hpp>

using namespace nns::layers;

struct net : nns::sequential<input<64>, dense<10>> {};

#ifdef NNS_MENDED
static_assert(nns::static_text<net, nns::text_options{.columns = "name output"}>.size() != 0);
#else
static_assert(nns::static_text<net, nns::text_options{.columns = "name output kept_bytes"}>.size() != 0);
#endif
