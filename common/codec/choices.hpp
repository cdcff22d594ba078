#pragma once
// What a closed list allows, for whoever gave something else: Chinese words with the codes that requests carry, and the
// codes in English. The words are those of word_of(), which stands beside the enum (common/kernel/word.hpp). Pure.
//
//   one_of(choices<Light>())   // "应为其中之一：绿灯（green）、… / must be one of: green, ..."
#include <string>
#include <vector>

#include "common/codec/described.hpp"
#include "common/kernel/word.hpp"

namespace luodi::codec {

struct Choice {
  std::string code;
  std::string zh;  // empty where the list has no words: the code alone is shown
};

std::string listed_zh(const std::vector<Choice>& choices);  // "绿灯（green）、黄灯（yellow）"
std::string listed_en(const std::vector<Choice>& choices);  // "green, yellow"
std::string one_of(const std::vector<Choice>& choices);
// For a parameter of a query: also what was given instead.
std::string unknown_choice(const std::string& given, const std::vector<Choice>& choices);

template <class E>
std::vector<Choice> choices() {
  std::vector<Choice> out;
  for (const auto& [value, code] : EnumNames<E>::table) {
    auto& choice = out.emplace_back(Choice{std::string(code), {}});
    if constexpr (requires(E e) { word_of(e); }) choice.zh = word_of(value).zh;
  }
  return out;
}

}  // namespace luodi::codec
