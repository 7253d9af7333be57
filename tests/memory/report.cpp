// A plan in the four formats and as a picture.
#include "catch.hpp"

#include <nns/memory/plan.hpp>
#include <nns/nns.hpp>
#include <nns/report/memory_svg.hpp>

#include <string>

using namespace nns::layers;

namespace {

struct net : nns::sequential<input<100>, dense<60>, dropout, named<"a|b,c", dense<20>>> {};
constexpr auto& plan = nns::memory_plan<net, nns::align<4>>;

TEST_CASE("a plan in the formats", "[memory]") {
  // 100, 60 and 20 numbers of four bytes: 640 are live at once.
  CHECK(nns::to_csv(plan) ==
        "name,bytes,first,last,offset\n"
        "input,400,0,1,0\n"
        "dense,240,1,3,400\n"
        "\"a|b,c\",80,3,3,0\n");
  CHECK(nns::to_json(plan) ==
        "{\n  \"name\": \"net\",\n  \"height\": 640,\n  \"bound\": 640,\n  \"alignment\": 4,\n  \"buffers\": [\n"
        "    {\"name\": \"input\", \"bytes\": 400, \"first\": 0, \"last\": 1, \"offset\": 0},\n"
        "    {\"name\": \"dense\", \"bytes\": 240, \"first\": 1, \"last\": 3, \"offset\": 400},\n"
        "    {\"name\": \"a|b,c\", \"bytes\": 80, \"first\": 3, \"last\": 3, \"offset\": 0}\n  ]\n}\n");
  CHECK(nns::to_text(plan) ==
        "net: 640 bytes of activations, the least possible; aligned to 4\n"
        "not in it: parameters, what kernels keep for themselves, an interpreter\n"
        "buffer  bytes  first  last  offset\n"
        "input     400      0     1       0\n"
        "dense     240      1     3     400\n"
        "a|b,c      80      3     3       0\n");
  CHECK(nns::to_markdown(plan).find("| a\\|b,c | 80 | 3 | 3 | 0 |\n") != std::string::npos);
  const std::string picture = nns::to_svg(plan);
  CHECK(picture.find(">bound 640</text>") != std::string::npos);
  CHECK(picture.find("<title>dense: 240 bytes at 400, rows 1 to 3</title>") != std::string::npos);
}

}  // namespace
