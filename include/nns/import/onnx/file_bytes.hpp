// The bytes of an ONNX file at run time: all of them or, for a stream, those that are needed, each at its own place.
// Weights are skipped by seeking: of a 500 MB file, some hundred kB are read.
#pragma once

#include <nns/import/onnx/tensor.hpp>
#include <nns/import/onnx/wire.hpp>

#include <cstdlib>
#include <istream>
#include <iterator>
#include <memory>
#include <new>
#include <string>
#include <utility>
#include <vector>

namespace nns::detail {

class onnx_file_bytes {
 public:
  onnx_file_bytes() = default;
  explicit onnx_file_bytes(std::string all) : whole_(std::move(all)), first_(whole_.data()), size_(whole_.size()) {}

  /// A stream that can seek is read in parts, any other as a whole.
  explicit onnx_file_bytes(std::istream& file) {
    const std::streamoff begin = file.tellg();
    const bool seeks = begin >= 0 && file.seekg(0, std::ios::end);
    const std::streamoff end = seeks ? std::streamoff{file.tellg()} : -1;
    if (end < begin || !file.seekg(begin))
      take_whole(file);
    else
      take_parts(file, begin, end);
  }

  onnx_file_bytes(const onnx_file_bytes&) = delete;
  onnx_file_bytes& operator=(const onnx_file_bytes&) = delete;

  [[nodiscard]] const char* data() const { return first_; }
  [[nodiscard]] std::size_t size() const { return size_; }
  /// How many were read.
  [[nodiscard]] std::size_t bytes_read() const { return room_ == nullptr ? whole_.size() : read_; }
  /// Whether the stream failed.
  [[nodiscard]] bool failed() const { return failed_; }

  /// Reads bytes that were skipped before. The stream must still exist.
  void read(slice s) {
    if (stream_ != nullptr) load(s);
  }
  /// The same for a message's next field: its key, and its number or length.
  void read_next(const wire& w) { read({w.at, w.end - w.at < key_and_number ? w.end - w.at : key_and_number}); }

 private:
  static constexpr std::size_t block = 4096;
  static constexpr int key_and_number = 20;  // the most bytes of a key and the number after it
  static constexpr int taken_whole = 1024;   // the size up to which messages and lists are read whole
  static constexpr int deepest = 64;

  enum class message { none, skipped, model, function, graph, node, attribute, sparse, tensor };

  struct freed {
    void operator()(char* p) const { std::free(p); }
  };

  std::string whole_{};
  std::unique_ptr<char[], freed> room_{};
  const char* first_ = "";
  std::size_t size_ = 0;
  std::size_t read_ = 0;
  std::vector<bool> loaded_{};
  std::istream* stream_ = nullptr;
  std::streamoff begin_ = 0;
  bool failed_ = false;

  void take_whole(std::istream& file) {
    file.clear();
    whole_.assign(std::istreambuf_iterator<char>(file), {});
    failed_ = file.bad();
    first_ = whole_.data();
    size_ = whole_.size();
  }

  void take_parts(std::istream& file, std::streamoff begin, std::streamoff end) {
    size_ = static_cast<std::size_t>(end - begin);
    if (size_ > INT32_MAX) return;  // refused before anything is read
    // Pages that are never written take address space, but no memory.
    room_.reset(static_cast<char*>(std::calloc(size_ + 1, 1)));
    if (room_ == nullptr) throw std::bad_alloc();
    first_ = room_.get();
    loaded_.assign(size_ / block + 1, false);
    stream_ = &file;
    begin_ = begin;
    walk(message::model, {0, static_cast<int>(size_)}, 0);
  }

  /// Reads bytes to their places.
  void load(std::size_t from, std::size_t length) {
    const std::size_t last = from + length < size_ ? from + length : size_;
    for (std::size_t b = from / block; b * block < last; ++b) {
      if (loaded_[b]) continue;
      loaded_[b] = true;
      const std::size_t count = size_ - b * block < block ? size_ - b * block : block;
      stream_->seekg(begin_ + static_cast<std::streamoff>(b * block));
      stream_->read(room_.get() + b * block, static_cast<std::streamsize>(count));
      read_ += count;
      if (!*stream_) failed_ = true, stream_->clear();
    }
  }
  void load(slice s) { load(static_cast<std::size_t>(s.first), static_cast<std::size_t>(s.length)); }

  /// What a field of a message contains; skipped: nothing that readers look at beyond its beginning.
  static message inner_of(message outer, int field) {
    switch (outer) {
      case message::model:
        return field == 7 ? message::graph
               : field == 25 ? message::function
               : field == 6 || field == 14 || field == 20 ? message::skipped
                                                          : message::none;
      case message::function: return field == 7 ? message::node : field == 11 ? message::attribute : message::none;
      case message::graph:
        return field == 1 ? message::node : field == 5 ? message::tensor : field == 15 ? message::sparse : message::none;
      case message::node: return field == 5 ? message::attribute : message::none;
      case message::attribute:
        return field == 5 || field == 10    ? message::tensor
               : field == 6 || field == 11  ? message::graph
               : field == 22 || field == 23 ? message::sparse
               : field == 4 || field == 9   ? message::skipped
                                            : message::none;
      case message::sparse: return field == 1 || field == 2 ? message::tensor : message::none;
      case message::tensor: return (field >= 4 && field <= 7) || (field >= 9 && field <= 11) ? message::skipped : message::none;
      default: return message::none;
    }
  }

  /// Reads a message except its skipped parts. An invalid message is left where it becomes invalid, as readers do.
  void walk(message kind, slice whole, int depth) {
    onnx_fault bad;
    wire w(first_, whole, bad);
    for (;;) {
      read_next(w);
      if (!w.next()) return;
      if (w.type != wire_type::bytes) continue;
      const message inner = inner_of(kind, w.field);
      if (inner == message::skipped)
        load({w.content.first, w.content.length < taken_whole ? w.content.length : taken_whole});
      else if (inner == message::none || w.content.length <= taken_whole || depth == deepest)
        load(w.content);
      else
        walk(inner, w.content, depth + 1);
    }
  }
};

}  // namespace nns::detail
