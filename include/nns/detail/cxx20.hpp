// Included first by every header that includes no other one of nns: an older language is one error, which says the flag.
// The file that is asked for does not exist. #error would not end the compilation, and hundreds of errors would follow.
#pragma once

#if defined(_MSVC_LANG) ? _MSVC_LANG < 202002L : __cplusplus < 202002L
#include "nns needs C++20: compile with -std=c++20"
#endif
