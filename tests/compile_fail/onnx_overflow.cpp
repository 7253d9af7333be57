// A total that does not fit in 63 bits, of an ONNX file's nodes whose counts do.
// For a million instances two products of 5e18 multiply-adds each: 1e6 x 2.5e6 by 2.5e6 x 2e6, and back. Totals are
// summed without rows, and still the message says at which node it happens.
// EXPECT: a count of this layer, or a total up to it, does not fit in 63 bits
// EXPECT: row<2>
#include <nns/import/onnx.hpp>

inline constexpr char text[] =
    "\010\010\022\004\164\145\163\164\072\166\012\030\012\001\170\012\001\167\022\001\171\032\005\146\151"
    "\162\163\164\042\006\115\141\164\115\165\154\012\031\012\001\171\012\001\166\022\001\172\032\006\163"
    "\145\143\157\156\144\042\006\115\141\164\115\165\154\022\001\147\052\016\010\240\313\230\001\010\200"
    "\211\172\020\001\102\001\167\052\016\010\200\211\172\010\240\313\230\001\020\001\102\001\166\132\027"
    "\012\001\170\022\022\012\020\010\001\022\014\012\003\022\001\156\012\005\010\240\313\230\001\142\003"
    "\012\001\172\102\002\020\021";

#ifdef NNS_MENDED
struct net : nns::onnx_model<text> {};
#else
struct net : nns::onnx_model<text, nns::bind<"n", 1'000'000>> {};
#endif

static_assert(nns::forward<net>.count == 10'000'000'000'000);
