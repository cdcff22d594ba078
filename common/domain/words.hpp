#pragma once
// The words of the closed lists that all services share. Exhaustive: a value without words does not compile. word_of()
// is declared beside each list, so that reading a request can name what the list allows (common/codec/choices.hpp).
// Pure.
#include <string>
#include <vector>

#include "common/domain/award.hpp"
#include "common/domain/park.hpp"
#include "common/domain/project.hpp"
#include "common/domain/referral.hpp"
#include "common/domain/watch.hpp"
#include "common/kernel/bilingual.hpp"
#include "common/kernel/role_set.hpp"
#include "common/kernel/word.hpp"

namespace luodi::domain {

Word word_of(Role role);

// Grounds are named by policies ("force_majeure"); one that has no words here stands for itself.
Word ground_word(const std::string& ground);
// What a request may name, for a refusal.
std::vector<codec::Choice> ground_choices(const std::vector<std::string>& grounds);

// Several of one list: "签约、落地 / signed, landed".
struct Words {
  std::string zh;
  std::string en;
  void add(Word word);
};
template <class List>
Words words_of(const List& values) {
  Words out;
  for (const auto value : values)
    out.add(word_of(value));
  return out;
}

// Who owes something, as tables of commands name it: "park, office" is "园区/县市区、驻外机构". Whatever is no role, a
// department for example, is its own name.
Twin owner_words(std::string_view owner);

}  // namespace luodi::domain
