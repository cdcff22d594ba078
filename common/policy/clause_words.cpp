#include "common/policy/clause_words.hpp"

#include <algorithm>
#include <charconv>

#include "common/kernel/chinese_number.hpp"

namespace luodi::policy {

namespace {
std::string_view short_of(std::string_view clause_id) {
  return clause_id.substr(clause_id.find('/') + 1);  // npos + 1 = 0
}

// "第六条"; what is no number keeps its own sign: "第6a条".
std::string ordinal_zh(std::string_view short_id) {
  int number = 0;
  const auto [end, fault] = std::from_chars(short_id.data(), short_id.data() + short_id.size(), number);
  const bool counts = fault == std::errc() && end == short_id.data() + short_id.size() && number >= 1 && number <= 99;
  return "第" + (counts ? chinese_number(number) : std::string(short_id)) + "条";
}
}  // namespace

std::string cited_zh(std::string_view policy_title, std::string_view clause_id, std::string_view clause_title) {
  std::string out = "《" + std::string(policy_title) + "》" + ordinal_zh(short_of(clause_id));
  if (!clause_title.empty()) out += "“" + std::string(clause_title) + "”";
  return out;
}

Twin cited(const Policy& policy, std::string_view short_id) {
  const auto* clause = policy.clause(short_id);
  std::string en = "clause " + std::string(short_id);
  if (clause) en += ", “" + clause->title_en + "”";
  return {cited_zh(policy.title, short_id, clause ? clause->title_zh : ""), std::move(en)};
}

Twin cited(const PolicyBook& book, const std::string& clause_id) {
  const auto* policy = book.find(std::string_view(clause_id).substr(0, clause_id.find('/')));
  return policy ? cited(*policy, short_of(clause_id)) : Twin{clause_id, clause_id};
}

}  // namespace luodi::policy
