// Who measures a training step for reports: <nns/report/training.hpp>, if it is included. Nobody else pays for it.
#pragma once

#include <nns/report/view.hpp>

namespace nns::report {

using measure_of_step = model_step (*)(const detail::model_runner&, const training_options&, const parallel&);

/// Defined in <nns/report/training.hpp>.
struct measured_steps;

/// Its measure, or none. What asks has `Known` as a default argument of its own, `requires { sizeof(Header); }`: another
/// file of the same program may not have the header.
template <class Header, bool Known>
constexpr measure_of_step measure_in() {
  if constexpr (Known)
    return Header::of_model;
  else
    return nullptr;
}

}  // namespace nns::report
