#include "common/policy/explanation.hpp"

#include "common/policy/input_words.hpp"
#include "common/policy/policy_book.hpp"

namespace luodi::policy {

namespace {
void render_into(std::string& out, const Explanation& explanation, bool english, std::size_t depth) {
  const std::string indent(depth * 2, ' ');
  out += indent + (english ? explanation.text_en : explanation.text_zh);
  if (!explanation.clause.empty()) out += " [" + explanation.clause + "]";
  out += '\n';
  for (const auto& input : explanation.inputs) {
    const auto& words = english ? input.text_en : input.text_zh;
    out += indent + "  " + words.value_or(input.name) + " = " + input.value + "\n";
  }
  if (!explanation.formula.empty()) out += indent + (english ? "  formula: " : "  算式：") + explanation.formula + "\n";
  if (!explanation.outcome.empty()) out += indent + (english ? "  outcome: " : "  结果：") + explanation.outcome + "\n";
  for (const auto& step : explanation.steps)
    render_into(out, step, english, depth + 1);
}
}  // namespace

void Explanation::input(std::string name, std::string value) {
  const auto words = input_word(name);
  auto& input = inputs.emplace_back();
  input.name = std::move(name);
  input.value = std::move(value);
  if (!words) return;
  input.text_zh = words->zh;
  input.text_en = words->en;
}

Explanation explain(const Policy& policy, std::string_view short_id, std::string rule, std::string zh, std::string en) {
  Explanation out(std::move(rule), policy.id + "/" + std::string(short_id), std::move(zh), std::move(en));
  out.input("policy", policy.id);
  if (policy.transitional) out.input("policy:applies_to_facts_from", transition_note(policy));
  return out;
}

std::string transition_note(const Policy& policy) {
  if (!policy.transitional) return {};
  const auto from = policy.applies_to_facts_from->str();
  const auto start = policy.effective_from.str();
  return "过渡规定：《" + policy.title + "》自 " + start + " 起施行，" + from +
         " 以后、施行以前的事实按该首个版本判定 / " + "transition: " + policy.id + " is in force from " + start +
         "; facts from " + from + " on, before that day, are judged by this first version";
}

std::string render(const Explanation& explanation, std::string_view language) {
  std::string out;
  render_into(out, explanation, language == "en", 0);
  return out;
}

}  // namespace luodi::policy
