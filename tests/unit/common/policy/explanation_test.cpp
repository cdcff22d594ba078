#include <gtest/gtest.h>

#include "common/policy/explanation.hpp"
#include "tests/unit/common/policy/policy_samples.hpp"

namespace luodi::policy::test {

namespace {
Explanation sample() {
  auto out = explain(policy_of("mianyang-2022", "2022-05-25"), "7", "referral_award", "引荐奖励", "referral award");
  out.input("verified_fixed_investment", "10亿元");
  out.formula = "ladder(10亿元)";
  out.outcome = "20万元";
  Explanation step("split", "mianyang-2022/7", "分配", "split");
  step.outcome = "10万元 + 10万元";
  out.steps.push_back(step);
  return out;
}
}  // namespace

TEST(Explanation, NamesPolicyAndClause) {
  const auto out = sample();
  EXPECT_EQ(out.clause, "mianyang-2022/7");
  ASSERT_FALSE(out.inputs.empty());
  EXPECT_EQ(out.inputs[0].value, "mianyang-2022");
}

TEST(Explanation, SaysWhenATransitionJudgesAnOlderFact) {
  auto first = policy_of("mianyang-2022", "2022-05-25");
  first.applies_to_facts_from = day("2020-01-01");
  const auto book = *PolicyBook::of({first}, WorkingCalendar());
  const auto older = explain(**book.at(day("2022-05-18")), "7", "rule", "规则", "rule");
  ASSERT_EQ(older.inputs.size(), 2U);
  EXPECT_EQ(older.inputs[1].name, "policy:applies_to_facts_from");
  for (const char* word : {"过渡规定", "transition", "2020-01-01", "2022-05-25"})
    EXPECT_NE(older.inputs[1].value.find(word), std::string::npos) << word;
  EXPECT_EQ(explain(**book.at(day("2022-05-25")), "7", "rule", "规则", "rule").inputs.size(), 1U);
}

TEST(Explanation, SurvivesWritingAndReading) {
  const auto json = codec::encode(sample());
  auto back = codec::decode<Explanation>(json);
  ASSERT_TRUE(back) << back.error().detail;
  EXPECT_EQ(codec::encode(*back).dump(), json.dump());
}

// States of earlier versions hold inputs without words: they load, stay as they are, and are read by their names.
TEST(Explanation, AnInputOfBeforeInputsHadWordsStaysWithoutThem) {
  const std::string stored =
      R"({"clause":"mianyang-2022/7","formula":"","inputs":[{"name":"verified_funds","value":"10亿元"}],"outcome":"",)"
      R"("rule":"referral_award","text_en":"referral award","text_zh":"引荐奖励"})";
  const auto back = codec::parse<Explanation>(stored);
  ASSERT_TRUE(back) << back.error().detail;
  EXPECT_EQ(codec::encode(*back).dump(), stored);
  EXPECT_NE(render(*back, "zh").find("verified_funds = 10亿元"), std::string::npos) << render(*back, "zh");
}

TEST(Explanation, AnInputIsCalledByItsWords) {
  Explanation out;
  out.input("policy:interview.threshold_fen", "5亿元");
  out.input("payee 2", "5000 bp");
  out.input("of_a_newer_version", "1");
  EXPECT_EQ(out.inputs[0].name, "policy:interview.threshold_fen") << "the name stays for machines";
  EXPECT_EQ(out.inputs[0].text_zh, "约谈金额门槛（政策参数）");
  EXPECT_EQ(out.inputs[0].text_en, "threshold of the interview (of the policy)");
  EXPECT_EQ(out.inputs[1].text_zh, "第 2 名领取人的比例");
  EXPECT_FALSE(out.inputs[2].text_zh);
}

TEST(Explanation, ReadsInBothLanguages) {
  EXPECT_EQ(render(sample(), "zh"),
            "引荐奖励 [mianyang-2022/7]\n  适用政策 = mianyang-2022\n  核实固定资产投资 = 10亿元\n"
            "  算式：ladder(10亿元)\n  结果：20万元\n  分配 [mianyang-2022/7]\n    结果：10万元 + 10万元\n");
  EXPECT_EQ(render(sample(), "en"),
            "referral award [mianyang-2022/7]\n  policy = mianyang-2022\n  verified fixed investment = 10亿元\n"
            "  formula: ladder(10亿元)\n  outcome: 20万元\n  split [mianyang-2022/7]\n    outcome: 10万元 + 10万元\n");
}

}  // namespace luodi::policy::test
