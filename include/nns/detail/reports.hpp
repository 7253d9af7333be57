// The errors of reports that are used without their headers. These functions are the last choice of overload
// resolution: each takes anything by an ellipsis, so the real one is better wherever it is declared and accepts its
// arguments.
#pragma once

#include <nns/quantity.hpp>
#include <nns/shape.hpp>
#include <nns/summary.hpp>

namespace nns {

namespace detail {

/// Returned in place of a string, so that no further error follows.
struct no_report {
  [[nodiscard]] const char* c_str() const { return ""; }
  [[nodiscard]] const char* data() const { return ""; }
  [[nodiscard]] std::size_t size() const { return 0; }
  template <class String>
    requires requires { typename String::traits_type; }
  operator String() const {
    return {};
  }
};
template <class...>
inline constexpr bool is_declared_there = false;

}  // namespace detail

#define NNS_REPORT(name, header, use)                                                                                  \
  template <class... Asked>                                                                                            \
  detail::no_report name(...) {                                                                                        \
    static_assert(detail::is_declared_there<Asked...>, "nns: write nns::" use ", and #include <nns/report/" header ">"); \
    return {};                                                                                                         \
  }
NNS_REPORT(to_text, "text.hpp", "to_text(nns::summary<net>)")
NNS_REPORT(to_markdown, "markdown.hpp", "to_markdown(nns::summary<net>)")
NNS_REPORT(to_csv, "csv.hpp", "to_csv(nns::summary<net>)")
NNS_REPORT(to_json, "json.hpp", "to_json(nns::summary<net>)")
NNS_REPORT(to_html, "html.hpp", "to_html(nns::summary<net>)")
NNS_REPORT(to_svg, "svg.hpp", "to_svg(nns::summary<net>)")
NNS_REPORT(to_dot, "dot.hpp", "to_dot(nns::summary<net>)")
NNS_REPORT(to_mermaid, "mermaid.hpp", "to_mermaid(nns::summary<net>)")
NNS_REPORT(diff, "diff.hpp", "diff(nns::summary<before>, nns::summary<after>)")
#undef NNS_REPORT

namespace detail {

struct any_stream {
  template <class Stream>
    requires requires(Stream& s) { s.rdbuf(); }
  any_stream(Stream&);
};
/// What nns/report/stream.hpp prints. The conversions are deleted, not the operator: clang would list all others.
struct include_nns_report_stream_hpp {
  include_nns_report_stream_hpp(const macs&) = delete;   // #include <nns/report/stream.hpp>
  include_nns_report_stream_hpp(const flops&) = delete;  // #include <nns/report/stream.hpp>
  include_nns_report_stream_hpp(const bytes&) = delete;  // #include <nns/report/stream.hpp>
  include_nns_report_stream_hpp(const shape&) = delete;  // #include <nns/report/stream.hpp>
  include_nns_report_stream_hpp(const phase&) = delete;  // #include <nns/report/stream.hpp>
  template <int... Sizes>
  include_nns_report_stream_hpp(const model_summary<Sizes...>&) = delete;  // #include <nns/report/stream.hpp>
  template <class M, counting How>
  include_nns_report_stream_hpp(const chain_summary<M, How>&) = delete;  // #include <nns/report/stream.hpp>
};

}  // namespace detail

void operator<<(detail::any_stream, detail::include_nns_report_stream_hpp);

}  // namespace nns
