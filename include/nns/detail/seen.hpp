// A view of consecutive values in an array, a vector or a sequence. It is what std::span<const T> is, but that costs a
// file a hundredth of a second for each T.
#pragma once

#include <nns/detail/cxx20.hpp>

#include <cstddef>

namespace nns::detail {

template <class T>
class seen {
 public:
  using value_type = T;

  constexpr seen() = default;
  constexpr seen(const T* first, std::size_t size) : first_(first), size_(size) {}
  template <std::size_t N>
  constexpr seen(const T (&values)[N]) : first_(values), size_(N) {}
  template <class Rows>
    requires requires(const Rows& rows, const T*& first) {
      first = rows.data();
      static_cast<std::size_t>(rows.size());
    }
  constexpr seen(const Rows& rows) : first_(rows.data()), size_(static_cast<std::size_t>(rows.size())) {}

  [[nodiscard]] constexpr const T* data() const { return first_; }
  [[nodiscard]] constexpr std::size_t size() const { return size_; }
  [[nodiscard]] constexpr bool empty() const { return size_ == 0; }
  [[nodiscard]] constexpr const T* begin() const { return first_; }
  [[nodiscard]] constexpr const T* end() const { return first_ + size_; }
  [[nodiscard]] constexpr const T& operator[](std::size_t i) const { return first_[i]; }
  [[nodiscard]] constexpr const T& front() const { return first_[0]; }
  [[nodiscard]] constexpr const T& back() const { return first_[size_ - 1]; }
  [[nodiscard]] constexpr seen subspan(std::size_t from, std::size_t size) const { return {first_ + from, size}; }

 private:
  const T* first_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace nns::detail
