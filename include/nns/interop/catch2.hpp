// For tests with Catch2, 2.13 or 3: failed assertions print shapes, quantities, texts, summaries and differences, and
// there are two matchers: fits_budget(...) and approved("file").
#pragma once

#if !defined(TWOBLUECUBES_SINGLE_INCLUDE_CATCH_HPP_INCLUDED) && !defined(CATCH_AMALGAMATED_HPP_INCLUDED)
#if __has_include(<catch2/matchers/catch_matchers.hpp>)
#include <catch2/catch_test_macros.hpp>
#include <catch2/catch_tostring.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#else
#include <catch2/catch.hpp>
#endif
#endif

#include <nns/budget.hpp>
#include <nns/report/approval.hpp>
#include <nns/report/detail/brief.hpp>
#include <nns/report/stream.hpp>

#include <cstddef>
#include <sstream>
#include <string>
#include <utility>

namespace nns {

template <std::size_t N>
struct fixed_text;

namespace report {

/// What operator<< prints, with all digits.
struct streamed {
  template <class T>
  static std::string convert(const T& value) {
    std::ostringstream out;
    out << value;
    return out.str();
  }
};

/// A table narrow enough for the lines of a test report.
struct in_brief {
  static std::string convert(const summary_view& s) { return brief_text(s); }
};

#if defined(TWOBLUECUBES_SINGLE_INCLUDE_CATCH_HPP_INCLUDED)
template <class T>
using matcher_base = Catch::Matchers::Impl::MatcherBase<T>;
#else
template <class T>
using matcher_base = Catch::Matchers::MatcherBase<T>;
#endif

}  // namespace report

/// The result of fits_budget.
class budget_matcher : public report::matcher_base<summary_view> {
 public:
  explicit budget_matcher(const budget& limits, report::measure_of_step measure = nullptr)
      : limits_(limits), measure_(measure) {}

  [[nodiscard]] bool match(const summary_view& s) const override {
    broken_ = report::broken_items(s, limits_, measure_);
    return broken_.empty();
  }
  [[nodiscard]] std::string describe() const override {
    return broken_.empty() ? "keeps its budget" : "breaks its budget\n" + broken_;
  }

 private:
  budget limits_;
  report::measure_of_step measure_;
  mutable std::string broken_{};
};

/// CHECK_THAT(nns::summary<net>, nns::fits_budget({.forward = 5_GMAC})): every limit is kept. A broken limit is listed
/// with what was used, what was allowed, and by how much it was exceeded. Takes any summary, including those made at
/// run time. Limits of a training step need <nns/report/training.hpp>.
template <class Header = report::measured_steps, bool Known = requires { sizeof(Header); }>
budget_matcher fits_budget(const budget& limits) {
  return budget_matcher(limits, report::measure_in<Header, Known>());
}

/// The result of approved.
class approval_matcher : public report::matcher_base<summary_view> {
 public:
  approval_matcher(std::string file, const approval_options& options)
      : file_(std::move(file)), options_(options) {}

  [[nodiscard]] bool match(const summary_view& s) const override {
    const approval found = approve(s, file_, options_);
    message_ = found.message;
    return found.approved;
  }
  [[nodiscard]] std::string describe() const override {
    return message_.empty() ? "is what was approved in " + file_ : message_;
  }

 private:
  std::string file_;
  approval_options options_;
  mutable std::string message_{};
};

/// CHECK_THAT(nns::summary<net>, nns::approved("net.csv")): the model's table equals the one in a file next to the
/// test. A difference is shown layer by layer; to accept it, run the test with NNS_ACCEPT=1 in the environment.
inline approval_matcher approved(const std::string& file, const approval_options& options = {},
                                 const char* source = __builtin_FILE()) {
  return {report::beside(file, source), options};
}

}  // namespace nns

namespace Catch {

template <>
struct StringMaker<nns::text> : nns::report::streamed {};
template <>
struct StringMaker<nns::shape> : nns::report::streamed {};
template <>
struct StringMaker<nns::macs> : nns::report::streamed {};
template <>
struct StringMaker<nns::ops> : nns::report::streamed {};
template <class T>
struct StringMaker<nns::answered<T>> : nns::report::streamed {};
template <>
struct StringMaker<nns::refusal> : nns::report::streamed {};
template <>
struct StringMaker<nns::flops> : nns::report::streamed {};
template <>
struct StringMaker<nns::bytes> : nns::report::streamed {};
template <>
struct StringMaker<nns::phase> : nns::report::streamed {};
template <>
struct StringMaker<nns::comparison_view> : nns::report::streamed {};
template <>
struct StringMaker<nns::summary_view> : nns::report::in_brief {};
template <int Rows, int Blocks, int Sources, int Characters, int Outputs>
struct StringMaker<nns::model_summary<Rows, Blocks, Sources, Characters, Outputs>> : nns::report::in_brief {};
template <class M, nns::counting How>
struct StringMaker<nns::detail::summary_of<M, How>> : nns::report::in_brief {};
template <class M, nns::counting How>
struct StringMaker<nns::detail::operations_of<M, How>> : nns::report::in_brief {};
template <std::size_t N>
struct StringMaker<nns::fixed_text<N>> : nns::report::streamed {};

}  // namespace Catch
