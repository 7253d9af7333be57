// The version of nns. Versions are semantic, and this is the only place that has it.
#pragma once

#include <nns/detail/cxx20.hpp>

#define NNS_VERSION_MAJOR 0
#define NNS_VERSION_MINOR 2
#define NNS_VERSION_PATCH 0
