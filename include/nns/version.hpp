// The version of nns: semantic, and told here only.
#pragma once

#include <nns/detail/cxx20.hpp>

#define NNS_VERSION_MAJOR 0
#define NNS_VERSION_MINOR 2
#define NNS_VERSION_PATCH 0
