// By hand, for an extent of 8: 8 8 3 4 9 + 8 8 4 4 + 256 10 + 10 10 + 10 3 products, two matrices of 8 3 + 3 parameters, and
// 8 3 4 + 8 4 (4 6 + 6 6) products.
#include <cstdint>

std::int64_t first_part(int extent);
std::int64_t second_part(int extent);

int main(int arguments, char**) {
  const int extent = 7 + arguments;
  const std::int64_t products = 8 * 8 * 3 * 4 * 9 + 8 * 8 * 4 * 4 + 256 * 10 + 10 * 10 + 10 * 3;
  const std::int64_t all = products + 2 * (8 * 3 + 3) + 8 * 3 * 4 + 8 * 4 * (4 * 6 + 6 * 6);
  return first_part(extent) == all && second_part(extent) == all ? 0 : 1;
}
