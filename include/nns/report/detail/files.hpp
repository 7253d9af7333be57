// Files by their names, as far as an approved table needs them. <filesystem> and <fstream> would be a fifth of a second
// in every test that includes an adapter.
#pragma once

#include <nns/detail/cxx20.hpp>

#include <cstddef>
#include <cstdio>
#include <string>

#if defined(_WIN32)
#include <direct.h>
#else
#include <sys/stat.h>
#endif

namespace nns::report {

#if defined(_WIN32)
inline constexpr const char* separators = "/\\";
#else
inline constexpr const char* separators = "/";
#endif

/// "tests/" of tests/net.csv, and nothing of net.csv.
inline std::string folder_of(const std::string& path) {
  return path.substr(0, path.find_last_of(separators) + 1);  // npos + 1 is 0
}

inline bool is_full_path(const std::string& path) {
#if defined(_WIN32)
  if (path.size() > 1 && path[1] == ':') return true;
#endif
  return path.find_first_of(separators) == 0;
}

/// Makes the folders of a file, if they are missing.
inline void make_folders_of(const std::string& path) {
  for (std::size_t end = path.find_first_of(separators, 1); end != std::string::npos;
       end = path.find_first_of(separators, end + 1)) {
    const std::string folder = path.substr(0, end);
#if defined(_WIN32)
    (void)::_mkdir(folder.c_str());
#else
    (void)::mkdir(folder.c_str(), 0777);
#endif
  }
}

/// Whether the file has this content now.
inline bool write_file(const std::string& path, const std::string& content) {
  make_folders_of(path);
  std::FILE* const out = std::fopen(path.c_str(), "wb");
  if (out == nullptr) return false;
  const bool written = std::fwrite(content.data(), 1, content.size(), out) == content.size();
  return std::fclose(out) == 0 && written;
}

/// Reads a file without the carriage returns that a version control system may have added.
inline bool read_file(const std::string& path, std::string& content) {
  std::FILE* const in = std::fopen(path.c_str(), "rb");
  if (in == nullptr) return false;
  for (int c = std::getc(in); c != EOF; c = std::getc(in))
    if (c != '\r') content += static_cast<char>(c);
  std::fclose(in);
  return true;
}

}  // namespace nns::report
