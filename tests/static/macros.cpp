// The core behind the macros of other people's headers: Arduino.h (AVR's and ESP32's), Windows.h, newlib's <ctype.h>,
// Xtensa's special registers. The standard headers stand in front, as these headers include them themselves.
#include <boost/mp11/algorithm.hpp>
#include <boost/mp11/list.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <new>
#include <type_traits>
#include <utility>
#if defined(NNS_PORTABLE)  // what the portable forms need in addition
#include <bit>
#include <cstdlib>
#include <limits>
#include <source_location>
#endif

// Arduino.h
#define HIGH 0x1
#define LOW 0x0
#define INPUT 0x0
#define OUTPUT 0x1
#define INPUT_PULLUP 0x2
#define PI 3.1415926535897932384626433832795
#define HALF_PI 1.5707963267948966192313216916398
#define EULER 2.718281828459045235360287471352
#define SERIAL 0x0
#define DISPLAY 0x1
#define LSBFIRST 0
#define MSBFIRST 1
#define CHANGE 1
#define FALLING 2
#define RISING 3
#define DEFAULT 1
#define EXTERNAL 0
#define INTERNAL 3
#define min(a, b) ((a) < (b) ? (a) : (b))
#define max(a, b) ((a) > (b) ? (a) : (b))
#define abs(x) ((x) > 0 ? (x) : -(x))
#define round(x) ((x) >= 0 ? (long)((x) + 0.5) : (long)((x)-0.5))
#define radians(deg) ((deg)*0.017453292519943295769236907684886)
#define degrees(rad) ((rad)*57.295779513082320876798154814105)
#define sq(x) ((x) * (x))
#define constrain(amt, low, high) ((amt) < (low) ? (low) : ((amt) > (high) ? (high) : (amt)))
#define interrupts() sei()
#define noInterrupts() cli()
#define lowByte(w) ((uint8_t)((w)&0xff))
#define highByte(w) ((uint8_t)((w) >> 8))
#define bitRead(value, bit) (((value) >> (bit)) & 0x01)
#define bitSet(value, bit) ((value) |= (1UL << (bit)))
#define bitClear(value, bit) ((value) &= ~(1UL << (bit)))
#define bitWrite(value, bit, bitvalue) ((bitvalue) ? bitSet(value, bit) : bitClear(value, bit))
#define bit(b) (1UL << (b))
#define _BV(b) (1UL << (b))
#define word(...) makeWord(__VA_ARGS__)
#define F(string_literal) (reinterpret_cast<const __FlashStringHelper*>(PSTR(string_literal)))
#define PSTR(s) (s)
#define PROGMEM
#define NOT_A_PIN 0
#define NUM_DIGITAL_PINS 20
#define analogInPinToBit(P) (P)
#define A0 14
#define A1 15
// binary.h
#define B0 0
#define B1 1
#define B00 0
#define B01 1
#define B10 2
#define B11 3
#define B11111111 255
// Windows.h
#define near
#define far
#define NEAR
#define FAR
#define IN
#define OUT
#define OPTIONAL
#define CONST const
#define VOID void
#define TRUE 1
#define FALSE 0
#define ERROR 0
#define NO_ERROR 0L
#define DELETE (0x00010000L)
#define IGNORE 0
#define STRICT 1
#define interface struct
#define small char
#define hyper long long
#define cdecl
#define pascal
#define CALLBACK
#define DIFFERENCE 11
#define RELATIVE 2
#define ABSOLUTE 1
// newlib's <ctype.h>
#define _U 01
#define _L 02
#define _N 04
#define _S 010
#define _P 020
#define _C 040
#define _X 0100
#define _B 0200
// Xtensa's registers, and what ESP-IDF and Zephyr define
#define LBEG 0
#define LEND 1
#define LCOUNT 2
#define SAR 3
#define BR 4
#define PS 230
#define DEBUGCAUSE 233
#define CCOUNT 234
#define BIT(n) (1UL << (n))
#define MIN(a, b) ((a) < (b) ? (a) : (b))
#define MAX(a, b) ((a) > (b) ? (a) : (b))
#define ARRAY_SIZE(x) (sizeof(x) / sizeof(x[0]))
// POSIX and others
#define major(x) (x)
#define minor(x) (x)
#define unix 1
#define linux 1
#define I _Complex_I
#define check(x) (x)
#define verify(x) (x)
#define require(x) (x)

#include <nns/layers/conv_lstm.hpp>
#include <nns/layers/families.hpp>
#include <nns/layers/highway.hpp>
#include <nns/layers/locally_connected.hpp>
#include <nns/layers/pooled_attention.hpp>
#include <nns/layers/preprocessing.hpp>
#include <nns/layers/product.hpp>
#include <nns/layers/rearranging.hpp>
#include <nns/layers/slicing.hpp>
#include <nns/layers/tensor.hpp>
#include <nns/layers/window_attention.hpp>
#include <nns/models/blocks.hpp>
#include <nns/nns.hpp>

using namespace nns::layers;
using namespace nns::literals;

namespace {

struct net : nns::sequential<input<28, 28, 1>, conv2d<6, kernel<5>, same, tanh_>, average_pooling2d<2>, flatten,
                             repeat<2, residual<dense<1176, relu>>>, dense<10, softmax>> {};

// 784 6 25, 2 1176 1176, 1176 10; each with its biases
static_assert(nns::forward<net> == nns::macs{784 * 6 * 25 + 2 * 1176 * 1176 + 11'760});
static_assert(nns::parameters<net> == 156 + 2 * (1176 * 1176 + 1176) + 11'770);
static_assert(nns::within<nns::forward<net>, 3_MMAC> && nns::bytes{1'024} == 1_KiB && nns::bytes{8} == 8_B);
static_assert(nns::at<net>({28, 28}).refused && nns::summary<net>.layers[1].name == "conv2d");

}  // namespace
