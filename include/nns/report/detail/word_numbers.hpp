// Numbers for words: equal words have equal numbers, counted from 0 in the order in which the words appear.
#pragma once

#include <nns/detail/room.hpp>
#include <nns/detail/text.hpp>
#include <nns/report/detail/growing.hpp>

#include <cstddef>
#include <cstdint>
#include <string>

namespace nns::report {

class word_numbers {
 public:
  /// The number of a word; a new one if the word has not appeared before.
  int number_of(text word) {
    if (2 * words_.size() >= places_.size()) grow();
    const std::size_t place = place_of(word);
    if (places_[place] < 0) {
      places_[place] = static_cast<int>(words_.size());
      words_.push_back(std::string(word.data(), word.size()));
    }
    return places_[place];
  }
  /// The same, or -1.
  [[nodiscard]] int find(text word) const { return places_.empty() ? -1 : places_[place_of(word)]; }
  [[nodiscard]] std::size_t size() const { return words_.size(); }

 private:
  /// Where a word is, or would be: there are more places than words.
  [[nodiscard]] std::size_t place_of(text word) const {
    std::uint64_t hash = 14695981039346656037U;  // Fowler-Noll-Vo, 64 bits
    for (const char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
    for (std::size_t place = hash % places_.size();; place = (place + 1) % places_.size()) {
      const int number = places_[place];
      if (number < 0) return place;
      const std::string& other = words_[static_cast<std::size_t>(number)];
      if (text{other.data(), other.size()} == word) return place;
    }
  }

  void grow() {
    places_.renew(places_.empty() ? 64 : 4 * places_.size());
    for (int& number : places_) number = -1;
    for (std::size_t i = 0; i != words_.size(); ++i)
      places_[place_of(text{words_[i].data(), words_[i].size()})] = static_cast<int>(i);
  }

  growing<std::string> words_{};
  detail::room<int> places_{};  // for each word: its number
};

}  // namespace nns::report
