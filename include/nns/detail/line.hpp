// A line of a text, as an error prints it.
#pragma once

namespace nns::refused {

/// From 1.
template <int>
struct line {};

}  // namespace nns::refused
