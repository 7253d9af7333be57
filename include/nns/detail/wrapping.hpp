// Which wrapper a row is, told by its name: what reads rows needs no header of the layers.
#pragma once

#include <nns/detail/family.hpp>

namespace nns::detail {

constexpr bool runs_each_step(const family& f) { return f.wraps && f.kind == "time_distributed"; }
constexpr bool runs_both_ways(const family& f) { return f.wraps && f.kind == "bidirectional"; }
constexpr bool runs_cells(const family& f) { return f.wraps && f.kind == "rnn"; }

}  // namespace nns::detail
