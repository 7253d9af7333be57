// A list that grows at its end, for the rows and words that a report reads or compares: std::vector costs each file
// that includes it a hundredth of a second for each type of element.
#pragma once

#include <nns/detail/cxx20.hpp>

#include <cstddef>

namespace nns::report {

/// Its values can be moved, and made without arguments.
template <class T>
class growing {
 public:
  growing() = default;
  growing(const growing&) = delete;
  growing(growing&& from) noexcept { swap(from); }
  growing& operator=(const growing&) = delete;
  growing& operator=(growing&& from) noexcept {
    swap(from);
    return *this;
  }
  ~growing() { delete[] values_; }

  void reserve(std::size_t room) {
    if (room <= room_) return;
    T* const moved = new T[room]{};
    for (std::size_t i = 0; i != size_; ++i) moved[i] = static_cast<T&&>(values_[i]);
    delete[] values_;
    values_ = moved;
    room_ = room;
  }
  /// Adds a new value.
  T& add() {
    if (size_ == room_) reserve(room_ == 0 ? 8 : 2 * room_);
    return values_[size_++];
  }
  void push_back(T value) { add() = static_cast<T&&>(value); }
  void pop_back() { values_[--size_] = T{}; }
  void clear() {
    while (size_ != 0) pop_back();
  }

  [[nodiscard]] const T* data() const { return values_; }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] T& operator[](std::size_t i) { return values_[i]; }
  [[nodiscard]] const T& operator[](std::size_t i) const { return values_[i]; }
  [[nodiscard]] T& back() { return values_[size_ - 1]; }
  [[nodiscard]] const T& back() const { return values_[size_ - 1]; }
  [[nodiscard]] const T* begin() const { return values_; }
  [[nodiscard]] const T* end() const { return values_ + size_; }

 private:
  void swap(growing& other) {
    T* const values = values_;
    const std::size_t size = size_;
    const std::size_t room = room_;
    values_ = other.values_, size_ = other.size_, room_ = other.room_;
    other.values_ = values, other.size_ = size, other.room_ = room;
  }

  T* values_ = nullptr;
  std::size_t size_ = 0;
  std::size_t room_ = 0;
};

}  // namespace nns::report
