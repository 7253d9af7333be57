// What every consumer builds: a model, a budget and a printed table.
#include <nns/nns.hpp>
#include <nns/report/text.hpp>
#include <nns/version.hpp>

#include <cstdio>

using namespace nns::layers;
using namespace nns::literals;

struct consumer : nns::sequential<input<8>, dense<4, relu>, dense<2>> {};

static_assert(nns::within<nns::forward<consumer>, 40_MAC>);

int main() { std::puts(nns::to_text(nns::summary<consumer>).c_str()); }
