#pragma once
// Explanation is the tree behind every computed result: which rule, which clause of which policy, which inputs, which
// formula, what came out; children are the steps below. The same inputs give the same bytes. Pure.
//
//   Explanation e("referral_award", "mianyang-2022/7", "引荐奖励", "referral award");
//   e.input("verified_fixed_fen", fen.display());
//   e.formula = "ladder(verified fixed investment)";
//   e.outcome = "10万元";
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/codec/fields.hpp"

namespace luodi::policy {

struct ExplainedInput {
  std::string name;   // "verified_fixed_fen", or "policy:interview.threshold_fen" for a parameter
  std::string value;  // display text
  // What people call it; absent in explanations that were stored before inputs had words.
  std::optional<std::string> text_zh = std::nullopt;
  std::optional<std::string> text_en = std::nullopt;
  static constexpr auto fields() {
    using codec::field;
    return described(field("name", &ExplainedInput::name), field("value", &ExplainedInput::value),
                     field("text_zh", &ExplainedInput::text_zh), field("text_en", &ExplainedInput::text_en));
  }
};

struct Explanation {
  Explanation() = default;
  Explanation(std::string r, std::string c, std::string zh, std::string en)
      : rule(std::move(r)), clause(std::move(c)), text_zh(std::move(zh)), text_en(std::move(en)) {}
  void input(std::string name, std::string value);  // with its words

  std::string rule;
  std::string clause;  // "mianyang-2022/6"
  std::string text_zh;
  std::string text_en;
  std::vector<ExplainedInput> inputs;
  std::string formula;
  std::string outcome;
  std::vector<Explanation> steps;
  static constexpr auto fields() {
    using codec::field;
    using codec::optional_field;
    return described(field("rule", &Explanation::rule), field("clause", &Explanation::clause),
                     field("text_zh", &Explanation::text_zh), field("text_en", &Explanation::text_en),
                     optional_field("inputs", &Explanation::inputs), optional_field("formula", &Explanation::formula),
                     optional_field("outcome", &Explanation::outcome), optional_field("steps", &Explanation::steps));
  }
};

struct Policy;

// An explanation of a rule under the clause `short_id` ("7") of a policy; its first input names the policy, so that the
// text alone says under which version it was computed; the second says so where a transition judges an older fact.
Explanation explain(const Policy& policy, std::string_view short_id, std::string rule, std::string zh, std::string en);

// Why a policy judges a fact from before its first day, Chinese / English; empty for a policy in force.
std::string transition_note(const Policy& policy);

// The tree as indented lines for people; language "en" or anything else for Chinese. Stable: same tree, same bytes.
std::string render(const Explanation& explanation, std::string_view language);

}  // namespace luodi::policy
