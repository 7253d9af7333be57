// Recurrent translators against their papers.
#include <nns/zoo/translation.hpp>
#include <rerun.hpp>

namespace {

using nns::zoo::sequence_to_sequence;

// Sutskever et al. 2014, section 3.4: 384M parameters, of which 64M are recurrent connections, 32M on either side.
static_assert(again::parameters<sequence_to_sequence> == 384'000'000);
static_assert(nns::summary<sequence_to_sequence>.layers[2].name == "encoder");
static_assert(nns::summary<sequence_to_sequence>.layers[2].parameters == 32'000'000);
static_assert(nns::summary<sequence_to_sequence>.layers[5].parameters == 32'000'000);

// By hand: 30 steps of 32M products on either side, and 30 times 1,000 x 80,000 for the words.
static_assert(nns::forward<sequence_to_sequence>.count == 2 * 30 * 32'000'000LL + 30 * 80'000'000LL);

}  // namespace
