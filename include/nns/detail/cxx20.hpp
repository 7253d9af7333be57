// Included first by every header that includes no other one of nns: with an older standard there is one error, which
// names the flag. The file below does not exist: #error would not end the compilation, and hundreds of errors would
// follow.
#pragma once

#if defined(_MSVC_LANG) ? _MSVC_LANG < 202002L : __cplusplus < 202002L
#include "nns needs C++20: compile with -std=c++20"
#endif
