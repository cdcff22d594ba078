#include "common/codec/choices.hpp"

#include "common/kernel/bilingual.hpp"

namespace luodi::codec {

std::string listed_zh(const std::vector<Choice>& choices) {
  std::string out;
  for (const auto& [code, zh] : choices) {
    out += out.empty() ? "" : "、";
    out += zh.empty() || zh == code ? code : zh + "（" + code + "）";
  }
  return out;
}

std::string listed_en(const std::vector<Choice>& choices) {
  std::string out;
  for (const auto& choice : choices)
    out += (out.empty() ? "" : ", ") + choice.code;
  return out;
}

std::string one_of(const std::vector<Choice>& choices) {
  return bilingual("应为其中之一：{0} / must be one of: {0}", Twin{listed_zh(choices), listed_en(choices)});
}

std::string unknown_choice(const std::string& given, const std::vector<Choice>& choices) {
  return bilingual("不认识的取值 {0}，应为其中之一：{1} / unknown value {0}, must be one of: {1}", given,
                   Twin{listed_zh(choices), listed_en(choices)});
}

}  // namespace luodi::codec
