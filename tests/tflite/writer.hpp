// Writes small .tflite files for the tests: a flatbuffer of tables whose fields are numbers, lists and tables.
// It shares nothing with the reader, so that both would have to be wrong in the same way.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace tflite_writer {

struct value;
using table = std::map<int, value>;

/// What a field holds.
struct value {
  enum kind { byte, number, eight, ints, longs, floats, bytes, tables, one_table } what = number;
  std::int64_t n = 0;
  std::vector<std::int64_t> list{};
  std::string characters{};
  std::vector<table> children{};
};

inline value byte(int n) { return {value::byte, n, {}, {}, {}}; }
inline value number(std::int64_t n) { return {value::number, n, {}, {}, {}}; }
/// A number of eight bytes.
inline value eight(std::int64_t n) { return {value::eight, n, {}, {}, {}}; }
inline value ints(std::vector<std::int64_t> n) { return {value::ints, 0, std::move(n), {}, {}}; }
inline value longs(std::vector<std::int64_t> n) { return {value::longs, 0, std::move(n), {}, {}}; }
inline value floats(std::size_t n) { return {value::floats, 0, std::vector<std::int64_t>(n, 0x3f800000), {}, {}}; }
inline value bytes(std::string n) { return {value::bytes, 0, {}, std::move(n), {}}; }
inline value tables(std::vector<table> n) { return {value::tables, 0, {}, {}, std::move(n)}; }
inline value one(table n) { return {value::one_table, 0, {}, {}, {std::move(n)}}; }

class writer {
 public:
  std::string run(const table& model) {
    out_.assign(8, '\0');
    out_.replace(4, 4, "TFL3");
    const std::size_t root = put(model);
    patch(0, root);
    return out_;
  }

 private:
  std::string out_{};

  void align(std::size_t n) { out_.resize((out_.size() + n - 1) / n * n); }
  void little(std::uint64_t n, int size) {
    for (int i = 0; i != size; ++i) out_ += static_cast<char>(n >> (8 * i));
  }
  void set(std::size_t at, std::uint64_t n, int size) {
    for (int i = 0; i != size; ++i) out_[at + static_cast<std::size_t>(i)] = static_cast<char>(n >> (8 * i));
  }
  static std::size_t size_of(const value& v) { return v.what == value::eight ? 8 : 4; }
  void patch(std::size_t at, std::size_t target) { set(at, target - at, 4); }

  std::size_t put(const table& t) {
    align(4);
    const int fields = t.empty() ? 0 : t.rbegin()->first + 1;
    const std::size_t list = out_.size();
    little(static_cast<std::uint64_t>(4 + 2 * fields), 2);
    const std::size_t size_at = out_.size();
    little(0, 2);
    std::size_t offset = 4;
    for (int i = 0; i != fields; ++i) {
      const auto field = t.find(i);
      little(field != t.end() ? offset : 0, 2);
      if (field != t.end()) offset += size_of(field->second);
    }
    set(size_at, offset, 2);
    align(4);
    const std::size_t at = out_.size();
    little(at - list, 4);
    for (const auto& field : t) little(static_cast<std::uint64_t>(field.second.n), static_cast<int>(size_of(field.second)));
    offset = at + 4;
    for (const auto& field : t) {
      if (field.second.what > value::eight) patch(offset, put(field.second));
      offset += size_of(field.second);
    }
    return at;
  }

  std::size_t put(const value& v) {
    if (v.what == value::one_table) return put(v.children[0]);
    align(v.what == value::longs ? 8 : 4);
    if (v.what == value::longs) little(0, 4);
    const std::size_t at = out_.size();
    switch (v.what) {
      case value::bytes:
        little(v.characters.size(), 4);
        out_ += v.characters + '\0';
        break;
      case value::tables: {
        little(v.children.size(), 4);
        const std::size_t first = out_.size();
        out_.resize(first + 4 * v.children.size());
        for (std::size_t i = 0; i != v.children.size(); ++i) patch(first + 4 * i, put(v.children[i]));
        break;
      }
      default:
        little(v.list.size(), 4);
        for (const std::int64_t n : v.list) little(static_cast<std::uint64_t>(n), v.what == value::longs ? 8 : 4);
    }
    return at;
  }
};

// The format's tables.

/// A tensor; its data is in the buffer with that number, if it is not 0.
inline table tensor(std::string name, std::vector<std::int64_t> shape, int type, int buffer = 0, std::size_t scales = 0,
                    bool variable = false) {
  table t{{0, ints(std::move(shape))}, {1, byte(type)}, {2, number(buffer)}, {3, bytes(std::move(name))}};
  if (scales != 0) t[4] = one({{2, floats(scales)}, {3, longs(std::vector<std::int64_t>(scales, 0))}});
  if (variable) t[5] = byte(1);
  return t;
}

/// An operator: its place in the list of codes, and its tensors.
inline table node(int code, std::vector<std::int64_t> inputs, std::vector<std::int64_t> outputs, int options_type = 0,
                  table options = {}) {
  table t{{0, number(code)}, {1, ints(std::move(inputs))}, {2, ints(std::move(outputs))}};
  if (options_type != 0) {
    t[3] = byte(options_type);
    t[4] = one(std::move(options));
  }
  return t;
}

inline table subgraph(std::vector<table> tensors, std::vector<std::int64_t> inputs, std::vector<std::int64_t> outputs,
                      std::vector<table> nodes) {
  return {{0, tables(std::move(tensors))},
          {1, ints(std::move(inputs))},
          {2, ints(std::move(outputs))},
          {3, tables(std::move(nodes))}};
}

/// A code of an operator, as new files and, up to 126, old ones have it; or a custom operator's name.
inline table code(int builtin) { return {{0, byte(builtin < 127 ? builtin : 127)}, {3, number(builtin)}}; }
inline table custom(std::string name) { return {{0, byte(32)}, {1, bytes(std::move(name))}, {3, number(32)}}; }

/// A model; buffers hold so many bytes each, the first of them none.
inline table model(std::vector<table> codes, std::vector<table> subgraphs, const std::vector<std::size_t>& buffers) {
  std::vector<table> data(1);
  for (const std::size_t size : buffers) data.push_back({{0, bytes(std::string(size, '\1'))}});
  return {{0, number(3)},
          {1, tables(std::move(codes))},
          {2, tables(std::move(subgraphs))},
          {4, tables(std::move(data))}};
}

inline std::string write(const table& m) { return writer().run(m); }

}  // namespace tflite_writer
