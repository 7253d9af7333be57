// One of two translation units: the other is here.cpp.
#include "net.hpp"

#include <nns/report/json.hpp>
#include <nns/report/text.hpp>

said there() { return {&nns::summary<net>, nns::to_text(nns::summary<net>), nns::to_json(nns::summary<net>)}; }
