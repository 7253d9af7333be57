// A graph of one node, written as an .onnx from a line of text: what nodes.txt says of ONNX Runtime.
#pragma once

#include <cstdint>
#include <cstring>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace written {

// protobuf's wire format.

inline void varint(std::string& to, std::uint64_t n) {
  for (; n >= 0x80; n >>= 7) to += static_cast<char>(n | 0x80);
  to += static_cast<char>(n);
}
inline void number(std::string& to, int field, std::int64_t n) {
  varint(to, static_cast<std::uint64_t>(field) << 3);
  varint(to, static_cast<std::uint64_t>(n));
}
inline void bytes(std::string& to, int field, std::string_view text) {
  varint(to, static_cast<std::uint64_t>(field) << 3 | 2);
  varint(to, text.size());
  to += text;
}
inline void real(std::string& to, int field, float x) {
  varint(to, static_cast<std::uint64_t>(field) << 3 | 5);
  char raw[4];
  std::memcpy(raw, &x, 4);
  to.append(raw, 4);
}

/// "f32[2,3]=1,2": type, extents, numbers. An input's extent of -1 is open.
struct tensor {
  int type = 1;
  std::vector<std::int64_t> dims{};
  std::vector<std::string> numbers{};

  static std::vector<std::string> parts(const std::string& list) {
    std::vector<std::string> all;
    std::stringstream in(list);
    for (std::string one; std::getline(in, one, ',');) all.push_back(one);
    return all;
  }
  explicit tensor(const std::string& text) {
    const auto open = text.find('['), close = text.find(']');
    const std::string name = text.substr(0, open);
    constexpr std::string_view types[] = {"", "f32", "u8", "i8", "u16", "i16", "i32", "i64", "str", "bool", "f16", "f64",
                                          "u32", "u64"};
    for (int i = 0; i != 14; ++i)
      if (types[i] == name) type = i;
    for (const std::string& d : parts(text.substr(open + 1, close - open - 1))) dims.push_back(std::stoll(d));
    if (const auto is = text.find('='); is != std::string::npos) numbers = parts(text.substr(is + 1));
  }
  [[nodiscard]] std::string as_constant(const std::string& name) const {
    std::string t;
    for (const std::int64_t d : dims) number(t, 1, d);
    number(t, 2, type);
    for (const std::string& n : numbers)
      if (type == 1)
        real(t, 4, std::stof(n));
      else
        number(t, type == 7 ? 7 : 5, std::stoll(n));
    bytes(t, 8, name);
    return t;
  }
  [[nodiscard]] std::string as_input(const std::string& name) const {
    std::string shape, kind, type_text, v;
    for (const std::int64_t d : dims) {
      std::string dim;
      if (d < 0)
        bytes(dim, 2, "open");
      else
        number(dim, 1, d);
      bytes(shape, 1, dim);
    }
    number(kind, 1, type);
    bytes(kind, 2, shape);
    bytes(type_text, 1, kind);
    bytes(v, 1, name);
    bytes(v, 2, type_text);
    return v;
  }
};

/// Attributes: name=KIND:VALUE; i, f, s, is, fs, and t with a tensor.
inline std::string attribute(const std::string& name, const std::string& kind, std::string value) {
  std::string a;
  bytes(a, 1, name);
  for (char& c : value)
    if (c == '~') c = ' ';
  if (kind == "i") {
    number(a, 3, std::stoll(value));
    number(a, 20, 2);
  } else if (kind == "f") {
    real(a, 2, std::stof(value));
    number(a, 20, 1);
  } else if (kind == "s") {
    bytes(a, 4, value);
    number(a, 20, 3);
  } else if (kind == "is") {
    for (const std::string& n : tensor::parts(value)) number(a, 8, std::stoll(n));
    number(a, 20, 7);
  } else if (kind == "fs") {
    for (const std::string& n : tensor::parts(value)) real(a, 7, std::stof(n));
    number(a, 20, 6);
  } else {
    bytes(a, 5, tensor("i64[1]=" + value.substr(value.find('=') + 1)).as_constant("t"));
    number(a, 20, 4);
  }
  return a;
}

struct node {
  std::string text{};
  node(const std::string& type, const std::vector<std::string>& inputs, const std::vector<std::string>& outputs,
       const std::vector<std::string>& attributes = {}, const std::string& domain = {}) {
    for (const std::string& i : inputs) bytes(text, 1, i);
    for (const std::string& o : outputs) bytes(text, 2, o);
    bytes(text, 4, type);
    for (const std::string& a : attributes) bytes(text, 5, a);
    if (!domain.empty()) bytes(text, 7, domain);
  }
};

/// A graph, and the file that it makes.
struct graph {
  std::string parts{};

  void add(const node& n) { bytes(parts, 1, n.text); }
  void initializer(const std::string& name, const std::string& t) { bytes(parts, 5, tensor(t).as_constant(name)); }
  void input(const std::string& name, const std::string& t) { bytes(parts, 11, tensor(t).as_input(name)); }
  void output(const std::string& name) {
    std::string v;
    bytes(v, 1, name);
    if (!name.empty()) bytes(parts, 12, v);
  }
  [[nodiscard]] std::string as_file(int opset, const std::string& domain = {}) const {
    std::string model, version, whole = parts;
    bytes(whole, 2, "g");
    number(model, 1, 8);
    number(version, 2, opset);
    bytes(model, 8, version);
    if (!domain.empty()) {
      std::string other;
      bytes(other, 1, domain);
      number(other, 2, 1);
      bytes(model, 8, other);
    }
    bytes(model, 7, whole);
    return model;
  }
};

/// What a line says.
struct line {
  std::string type{};
  std::string domain{};
  int opset = 0;
  std::vector<std::string> words{};    // inputs and attributes
  std::vector<std::string> shapes{};   // of the outputs; _ where there is none
  std::vector<double> values{};        // the numbers that come out, if the line says them
  std::int64_t macs = -2;              // -2: not said
  std::int64_t parameters = -2;

  explicit line(const std::string& text) {
    std::stringstream in(text);
    std::string word;
    in >> word;
    const auto at = word.find('@'), dot = word.rfind('.');
    type = word.substr(dot == std::string::npos ? 0 : dot + 1, at - (dot == std::string::npos ? 0 : dot + 1));
    if (dot != std::string::npos) domain = word.substr(0, dot);
    opset = std::stoi(word.substr(at + 1));
    while (in >> word && word != "->" && word != "=>") words.push_back(word);
    const bool numbers = word == "=>";
    while (in >> word)
      if (numbers)
        for (const std::string& n : tensor::parts(word)) values.push_back(std::stod(n));
      else if (word.starts_with("macs="))
        macs = std::stoll(word.substr(5));
      else if (word.starts_with("params="))
        parameters = std::stoll(word.substr(7));
      else
        shapes.push_back(word);
  }

  /// How many nodes of Constant stand in front of the node.
  [[nodiscard]] int constants() const {
    int n = 0;
    for (const std::string& w : words) n += w.starts_with("c:");
    return n;
  }

  /// Numbers are looked at as extents: each, a thousand times and with two thousand million on top, fills a tensor.
  static constexpr std::int64_t top = 2'000'000'000;

  [[nodiscard]] std::string as_file() const {
    graph g;
    std::vector<std::string> inputs, outputs, attributes;
    for (const std::string& w : words) {
      const std::string name = "in" + std::to_string(inputs.size());
      if (w == "_") {
        inputs.emplace_back();
      } else if (const char kind = w[1] == ':' ? w[0] : ' '; kind != ' ') {
        const std::string t = w.substr(2);
        if (kind == 'x') g.input(name, t);
        if (kind == 'w') g.initializer(name, t);
        if (kind == 'c') {
          std::string a;
          bytes(a, 1, "value");
          bytes(a, 5, tensor(t).as_constant(name));
          number(a, 20, 4);
          g.add({"Constant", {}, {name}, {a}});
        }
        inputs.push_back(name);
      } else {
        const auto is = w.find('='), colon = w.find(':');
        attributes.push_back(attribute(w.substr(0, is), w.substr(is + 1, colon - is - 1), w.substr(colon + 1)));
      }
    }
    while (!inputs.empty() && inputs.back().empty()) inputs.pop_back();
    for (const std::string& s : shapes) outputs.push_back(s == "_" ? "" : "out" + std::to_string(outputs.size()));
    if (!values.empty()) outputs.emplace_back("out0");
    if (!values.empty() && type == "Split") outputs.emplace_back("rest");
    g.add({type, inputs, outputs, attributes, domain});
    if (!values.empty()) look_at_values(g);
    for (const std::string& o : outputs) g.output(o);
    return g.as_file(values.empty() || opset > 9 ? opset : 9, domain);  // ConstantOfShape came with 9
  }

 private:
  void look_at_values(graph& g) const {
    g.initializer("flat", "i64[1]=-1");
    g.initializer("thousand", "f32[]=1000");
    g.initializer("top", "i64[]=" + std::to_string(top));
    g.add({"Reshape", {"out0", "flat"}, {"line"}});
    g.add({"Cast", {"line"}, {"real"}, {attribute("to", "i", "1")}});
    g.add({"Mul", {"real", "thousand"}, {"many"}});
    g.add({"Cast", {"many"}, {"whole"}, {attribute("to", "i", "7")}});
    g.add({"Add", {"whole", "top"}, {"positive"}});
    for (std::size_t i = 0; i != values.size(); ++i) {
      const std::string n = std::to_string(i);
      g.initializer("at" + n, "i64[1]=" + n);
      g.add({"Gather", {"positive", "at" + n}, {"one" + n}});
      g.add({"ConstantOfShape", {"one" + n}, {"filled" + n}});
    }
  }
};

}  // namespace written
