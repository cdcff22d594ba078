#pragma once
// Word: what a value of a closed list is called where people read it, in Chinese and in English. Machine words
// ("draft", "force_majeure") belong into fields and requests, never into a Chinese sentence. Each list has one table:
// word_of() of common/domain/words and of the services' domain/words. Pure.
//
//   word_of(domain::Stage::negotiating).zh == "在谈"
#include <string>
#include <string_view>

namespace luodi {

struct Word {
  std::string_view zh;
  std::string_view en;
};

// "在谈 / negotiating"
inline std::string both(Word word) {
  return std::string(word.zh) + " / " + std::string(word.en);
}

}  // namespace luodi
