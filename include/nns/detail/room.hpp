// Room for a number of values on the heap, all of them value-initialised, for temporary use inside a report:
// std::vector costs every file that includes it a twentieth of a second, and a hundredth for each type of element.
#pragma once

#include <nns/detail/cxx20.hpp>

#include <cstddef>

namespace nns::detail {

template <class T>
class room {
 public:
  room() = default;
  explicit room(std::size_t size) : values_(size == 0 ? nullptr : new T[size]{}), size_(size) {}
  room(const room&) = delete;
  room& operator=(const room&) = delete;
  ~room() { delete[] values_; }

  /// Replaces the values by `size` new ones.
  void renew(std::size_t size) {
    delete[] values_;
    values_ = nullptr;
    size_ = 0;
    if (size != 0) values_ = new T[size]{};
    size_ = size;
  }

  [[nodiscard]] T* data() { return values_; }
  [[nodiscard]] const T* data() const { return values_; }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] T& operator[](std::size_t i) { return values_[i]; }
  [[nodiscard]] const T& operator[](std::size_t i) const { return values_[i]; }
  [[nodiscard]] T* begin() { return values_; }
  [[nodiscard]] T* end() { return values_ + size_; }
  [[nodiscard]] const T* begin() const { return values_; }
  [[nodiscard]] const T* end() const { return values_ + size_; }

 private:
  T* values_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace nns::detail
