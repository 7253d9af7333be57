// A table that differs from the expected one: a layer became smaller.
// EXPECT: text_of<net, line<5>, line_got<says<"dense    dense  3                 24   80.0%          27            3">>, line_expected<says<"dense    dense  4                 32   80.0%          36            4">>>
#include <nns/nns.hpp>
#include <nns/report/static_text.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<8>, dense<4>, dense<2>> {};
#else
struct net : nns::sequential<input<8>, dense<3>, dense<2>> {};
#endif
constexpr char golden[] = R"(net
name     kind   output  forward MACs   share  parameters  activations
---------------------------------------------------------------------
input    input  8                  -       -           -            8
dense    dense  4                 32   80.0%          36            4
dense_1  dense  2                  8   20.0%          10            2
---------------------------------------------------------------------
total           2                 40  100.0%          46           14
)";
static_assert(nns::static_text_is<net, golden>);
