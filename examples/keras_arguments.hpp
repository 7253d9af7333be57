// What keras_summary and keras_to_cpp are asked for: a file, the shapes of its inputs, and classes that cost nothing.
#pragma once

#include <nns/import/keras_file.hpp>

#include <charconv>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>

/// A positive integer, and nothing behind it.
inline bool read_number(std::string_view digits, std::int64_t& found) {
  const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), found);
  return result.ec == std::errc{} && result.ptr == digits.data() + digits.size() && found > 0;
}

/// 224x224x3
inline bool read_shape(std::string_view extents, nns::shape& found) {
  while (true) {
    const std::size_t end = extents.find('x');
    std::int64_t extent = 0;
    if (found.rank() == nns::shape::max_rank || !read_number(extents.substr(0, end), extent)) return false;
    found.push_back(extent);
    if (end == std::string_view::npos) return true;
    extents.remove_prefix(end + 1);
  }
}

struct keras_arguments {
  std::string path{};
  nns::keras_options options{};

  /// The word at i, with what belongs to it.
  bool read(int& i, int count, char** words) {
    const std::string_view word = words[i];
    if (word == "--input" && i + 1 < count) {
      nns::shape extents;
      if (!read_shape(words[++i], extents)) return false;
      options.inputs.push_back(extents);
    } else if (word == "--assume-zero" && i + 1 < count) {
      options.assume_zero.emplace_back(words[++i]);
    } else if (path.empty() && (word == "-" || word.substr(0, 1) != "-")) {
      path = word;
    } else {
      return false;
    }
    return true;
  }

  /// The model, or what is wrong with it, on the standard error.
  std::optional<nns::keras_file> open() const {
    std::ifstream file(path, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(path == "-" ? std::cin : file), {}};
    if (path != "-" && !file.is_open()) {
      std::cerr << path << ": cannot be read\n";
      return {};
    }
    nns::keras_file model(std::move(text), options);
    if (model) return model;
    std::cerr << path << ':' << model.error().line << ':' << model.error().column << ": " << model.error().message
              << '\n';
    return {};
  }
};
