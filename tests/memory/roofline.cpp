// A roofline in the four formats.
#include "catch.hpp"

#include <nns/nns.hpp>
#include <nns/report/roofline.hpp>

using namespace nns::layers;

namespace {

// 1,000 numbers, a million weights: 4,004,000 bytes read, 4,000 written, of which a device moves 1e9 a second.
struct net : nns::sequential<input<1'000>, named<"a|b,c", dense<1'000, no_bias>>, relu> {};
inline constexpr nns::device slow_memory{.name = "slow memory",
                                         .rates = {{nns::data_type::float32, 1e9}},
                                         .bytes_per_second = 1e9,
                                         .source = "its data sheet"};
constexpr auto& found = nns::roofline<net, slow_memory>;

TEST_CASE("a roofline in the formats", "[memory]") {
  CHECK(nns::to_csv(found) ==
        "name,forward,read,written,intensity,least_seconds,bounded_by\n"
        "input,0,0,0,0,0,\n"
        "\"a|b,c\",1000000,4004000,4000,0.249500998003992,0.004008,memory\n"
        "relu,0,4000,4000,0,8e-06,memory\n"
        "total,1000000,4008000,8000,0.249003984063745,0.004016,\n");
  CHECK(nns::to_text(found) ==
        "net on slow memory: at least 4.02 ms (lower bounds, not measurements: no device reaches its peak figures, and element-wise work takes time, too)\n"
        "name   forward MACs  bytes read  bytes written  MACs per byte  at least  bounded by\n"
        "input             -           -              -              -         -\n"
        "a|b,c     1,000,000   4,004,000          4,000         250e-3   4.01 ms  memory\n"
        "relu              -       4,000          4,000              -   8.00 us  memory\n"
        "total     1,000,000   4,008,000          8,000         249e-3   4.02 ms\n"
        "the device's figures: its data sheet\n");
  CHECK(nns::to_markdown(found).find("| a\\|b,c | 1,000,000 | 4,004,000 | 4,000 | 250e-3 | 4.01 ms | memory |\n") !=
        std::string::npos);
  const std::string json = nns::to_json(found);
  CHECK(json.find("\"device\": \"slow memory\"") != std::string::npos);
  CHECK(json.find("{\"name\": \"relu\", \"forward\": 0, \"read\": 4000, \"written\": 4000, \"intensity\": 0, "
                  "\"least_seconds\": 8e-06, \"bounded_by\": \"memory\"}") != std::string::npos);
}

}  // namespace
