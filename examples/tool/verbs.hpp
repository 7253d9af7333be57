// What the tool does, a function each. They return the program's exit status.
#pragma once

#include "arguments.hpp"

namespace tool {

int summary(const arguments& asked);
int memory(const arguments& asked);
int arena(const arguments& asked);
int diff(const arguments& asked);
int cpp(const arguments& asked);
int check(const arguments& asked);

}  // namespace tool
