// For tests with GoogleTest: it prints what operator<< can print, and two predicates for EXPECT_TRUE say why they fail:
// fits_budget(summary, limits) and approved(summary, "file").
#pragma once

#include <nns/budget.hpp>
#include <nns/report/approval.hpp>
#include <nns/report/detail/brief.hpp>
#include <nns/report/stream.hpp>

#include <gtest/gtest.h>

#include <string>

namespace nns {

/// EXPECT_TRUE(nns::fits_budget(nns::summary<net>, {.forward = 5_GMAC})): every limit is kept. A broken limit is listed
/// with what was used, what was allowed, and by how much it was exceeded. Limits of a training step need
/// <nns/report/training.hpp>.
template <class Header = report::measured_steps, bool Known = requires { sizeof(Header); }>
testing::AssertionResult fits_budget(const summary_view& s, const budget& limits) {
  const std::string broken = report::broken_items(s, limits, report::measure_in<Header, Known>());
  if (broken.empty()) return testing::AssertionSuccess() << s.name << " keeps its budget";
  return testing::AssertionFailure() << s.name << " breaks its budget\n" << broken << '\n' << report::brief_text(s);
}

/// EXPECT_TRUE(nns::approved(nns::summary<net>, "net.csv")): the model's table equals the one in a file next to the
/// test. A difference is shown layer by layer; to accept it, run the test with NNS_ACCEPT=1 in the environment.
inline testing::AssertionResult approved(const summary_view& s, const std::string& file,
                                         const approval_options& options = {}, const char* source = __builtin_FILE()) {
  const approval found = approve(s, report::beside(file, source), options);
  if (found.approved) return testing::AssertionSuccess() << s.name << " is what was approved in " << file;
  return testing::AssertionFailure() << s.name << ' ' << found.message;
}

}  // namespace nns
