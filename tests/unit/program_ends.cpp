// What has no right number ends the program, where it is not a constant: the sentence is the name of the function that
// is called (nns/quantity.hpp, nns/shape.hpp, nns/summary.hpp). Here the trap's signal is caught.
#include "catch.hpp"

#include <nns/nns.hpp>

#if __has_include(<unistd.h>)

#include <csetjmp>
#include <csignal>
#include <initializer_list>
#include <limits>

using namespace nns::literals;

namespace {

sigjmp_buf before;

extern "C" void come_back(int) {
  siglongjmp(before, 1);
}

template <class F>
bool ends(F f) {
  struct sigaction now {};
  struct sigaction illegal {};
  struct sigaction trap {};
  now.sa_handler = &come_back;
  sigaction(SIGILL, &now, &illegal);
  sigaction(SIGTRAP, &now, &trap);
  const volatile bool came_back = sigsetjmp(before, 1) != 0;
  if (!came_back) f();
  sigaction(SIGILL, &illegal, nullptr);
  sigaction(SIGTRAP, &trap, nullptr);
  return came_back;
}

volatile std::int64_t largest = INT64_MAX;

TEST_CASE("units that do not fit in 63 bits") {
  volatile std::int64_t unused = 0;
  const nns::macs most{largest};
  CHECK(ends([&] { unused = (most + 1_MAC).count; }));
  CHECK(ends([&] { unused = (nns::macs{-2} - most).count; }));
  CHECK(ends([&] { unused = (2 * most).count; }));
  CHECK(ends([&] { unused = nns::to_flops(most).count; }));
  CHECK(ends([&] { unused = nns::detail::checked(nns::detail::count{largest} + 1); }));
  CHECK(ends([&] { unused = nns::detail::literal(static_cast<unsigned long long>(largest) + 1, 1); }));
  CHECK(ends([&] { unused = nns::detail::literal(static_cast<unsigned long long>(largest), 1000); }));
  CHECK(ends([&] { unused = nns::detail::literal(static_cast<long double>(largest), 10); }));
  CHECK_FALSE(ends([&] { unused = (most - 1_MAC).count; }));
  CHECK(unused == INT64_MAX - 1);
}

TEST_CASE("shapes of more than eight extents, and sides of more than three axes") {
  volatile int unused = 0;
  CHECK(ends([&] { unused = nns::shape{1, 2, 3, 4, 5, 6, 7, 8, 9}.rank(); }));
  nns::shape eight{1, 2, 3, 4, 5, 6, 7, 8};
  CHECK(ends([&] { eight.push_back(9); }));
  CHECK(ends([&] { unused = nns::sides{{1, 1}, {1, 1}, {1, 1}, {1, 1}}.used; }));
  CHECK_FALSE(ends([&] { unused = nns::sides{{1, 1}, {1, 1}, {1, 1}}.used; }));
  CHECK(unused == 3);
}

struct net : nns::sequential<nns::input<8>, nns::dense<4>> {};

TEST_CASE("a batch of nothing, and numbers without bytes") {
  volatile std::int64_t unused = 0;
  const auto estimated = [&](std::int64_t batch, int bytes) {
    return ends([&] { unused = nns::estimate<net>(nns::phase::inference, nns::batch{batch}, bytes).macs.count; });
  };
  CHECK(estimated(0, 4));
  CHECK(estimated(-1, 4));
  CHECK(estimated(1, 0));
  CHECK_FALSE(estimated(3, 2));
  CHECK(unused == 3 * 8 * 4);
}

}  // namespace

#endif
