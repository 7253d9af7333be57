// A .tflite in an array, and what is asked of it while the program compiles. -DTFLITE_FILE= is the array's text, a literal
// or a list with braces; -DASK= the question, which nobody asks without.
#include <nns/import/tflite.hpp>
#include <nns/nns.hpp>

alignas(16) inline constexpr unsigned char file[] =
#include TFLITE_FILE
    ;
#ifdef ASK
struct net : nns::tflite_model<file> {};
static_assert(nns::ASK > 0);
#endif
