// What the tool knows how to do (verbs), and which files it reads (formats). Each is one source file that enters itself
// here before main begins: a new verb or format is a new file, and no other is touched.
#pragma once

#include "arguments.hpp"

#include <iosfwd>
#include <memory>
#include <string>
#include <string_view>

namespace tool {

class model;

/// One link of a list that is in order of `place`.
template <class Entry>
struct registered {
  int place;  ///< among the others
  const Entry* next = nullptr;

  static const Entry*& first() {
    static const Entry* head = nullptr;
    return head;
  }

 protected:
  explicit registered(int where) : place(where) {}
  registered(const registered&) = delete;
  registered& operator=(const registered&) = delete;
  ~registered() = default;

  void enter(const Entry* self) {
    const Entry** at = &first();
    while (*at != nullptr && (*at)->place <= place) at = const_cast<const Entry**>(&(*at)->next);
    next = *at;
    *at = self;
  }
};

/// What a verb's help says, what it takes, and what it does.
struct about_verb {
  std::string_view name;
  std::string_view files;    ///< as the help writes them: "FILE"
  std::size_t file_count;
  std::string_view formats;  ///< of --format; the first one is the default
  std::string_view options;  ///< besides those on how a file is read, which all verbs take
  std::string_view what;
  int (*run)(const arguments&);  ///< the program's exit status
};
struct verb : registered<verb>, about_verb {
  verb(int where, const about_verb& about) : registered(where), about_verb(about) { enter(this); }
};

/// A file, and what it holds: of an archive, what was taken out of it.
struct content {
  std::string path{};
  std::string bytes{};
};

/// A kind of files. Those with a lower place are asked first; the last one takes what is left.
struct about_format {
  std::string_view what;  ///< as the help says it
  bool (*is)(const std::string& bytes);
  std::unique_ptr<model> (*open)(content file, const arguments& how);  ///< nothing, after a message, if it is wrong
  /// The same of a large file, of which only parts are read. Null where there is no such thing.
  bool (*is_in_place)(std::istream& file) = nullptr;
  std::unique_ptr<model> (*open_in_place)(const std::string& path, std::istream& file, const arguments& how) = nullptr;
};
struct format : registered<format>, about_format {
  format(int where, const about_format& about) : registered(where), about_format(about) { enter(this); }
};

}  // namespace tool
