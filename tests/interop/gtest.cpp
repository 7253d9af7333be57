// nns/interop/gtest.hpp: what failed assertions print, budgets that are checked at run time, and approved summaries.
#include <nns/interop/gtest.hpp>
#include <nns/nns.hpp>

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <string>

#include <unistd.h>

using namespace nns::layers;
using namespace nns::literals;

namespace {

// 4 3 multiply-adds and 4 3 + 3 parameters, 2 3 activations for tanh; then 3 2, 3 2 + 2 and 2; the input has 4.
struct net : nns::sequential<input<4>, dense<3, tanh_>, dense<2>> {};
// 4 5, 4 5 + 5, 2 5; then 5 2, 5 2 + 2 and 2.
struct wider : nns::sequential<input<4>, dense<5, tanh_>, dense<2>> {};

TEST(Gtest, PrintsWhatNnsKnows) {
  EXPECT_EQ(testing::PrintToString(nns::shape{28, 28, 1}), "28x28x1");
  EXPECT_EQ(testing::PrintToString(416'520_MAC), "416,520 MAC");
  EXPECT_EQ(testing::PrintToString(nns::text{"conv"}), "conv");
  EXPECT_EQ(testing::PrintToString(nns::summary<net>), nns::to_text(nns::summary<net>));
  EXPECT_EQ(nns::output_shape<net>, nns::shape{2});
  EXPECT_EQ(nns::forward<net>, 18_MAC);
}

TEST(Gtest, ChecksBudgets) {
  EXPECT_TRUE(nns::fits_budget(nns::summary<net>, {.forward = 18_MAC, .parameters = 23, .activations = 12}));
  EXPECT_FALSE(nns::fits_budget(nns::summary<net>, {.parameters = 22}));
  EXPECT_STREQ(nns::fits_budget(nns::summary<net>, {.forward = 10_MAC, .parameters = 22}).message(),
               "net breaks its budget\n"
               "forward: used 18 MAC, allowed 10 MAC, exceeded by 8 MAC\n"
               "parameters: used 23, allowed 22, exceeded by 1\n"
               "\n"
               "net\n"
               "name     output  forward MACs  parameters\n"
               "-----------------------------------------\n"
               "input    4                  -           -\n"
               "dense    3                 12          15\n"
               "dense_1  2                  6           8\n"
               "-----------------------------------------\n"
               "total    2                 18          23\n");
}

// The approved file is the one of the tests with Catch2.
TEST(Gtest, ComparesWithAnApprovedFile) {
  EXPECT_TRUE(nns::approved(nns::summary<net>, "../unit/approved/net.csv"));
}

TEST(Gtest, ShowsWhatChanged) {
  unsetenv("NNS_ACCEPT");
  const std::string file = testing::TempDir() + "nns-approved-" + std::to_string(getpid()) + ".csv";
  const std::string table = nns::to_csv(nns::summary<net>, {.columns = nns::report::approved_columns});
  ASSERT_TRUE(nns::report::write_file(file, table));
  EXPECT_TRUE(nns::approved(nns::summary<net>, file));
  const std::string message = nns::approved(nns::summary<wider>, file).message();
  EXPECT_EQ(message.find("wider is not what was approved in\n" + file + "\nchanged dense\n  output: 3 -> 5\n"), 0U);
  std::remove(file.c_str());
  std::remove((file + ".received").c_str());
}

}  // namespace
