#include "common/policy/clause_words.hpp"

#include <gtest/gtest.h>

#include "tests/unit/common/policy/policy_samples.hpp"

namespace luodi::policy::test {

namespace {
Policy titled() {
  auto policy = policy_of("city-2022", "2022-05-25");
  policy.title = "十条措施";
  policy.clauses = {{"city-2022/6", "主体责任与约谈", "Accountability and interviews", "要点"},
                    {"city-2022/10", "队伍建设", "People", "要点"}};
  return policy;
}
}  // namespace

TEST(ClauseWords, PeopleReadTitleAndNumberNeverTheId) {
  const auto policy = titled();
  EXPECT_EQ(cited(policy, "6").zh, "《十条措施》第六条“主体责任与约谈”");
  EXPECT_EQ(cited(policy, "6").en, "clause 6, “Accountability and interviews”");
  EXPECT_EQ(cited(policy, "10").zh, "《十条措施》第十条“队伍建设”");
  EXPECT_EQ(cited(policy, "7").zh, "《十条措施》第七条") << "one without a title";
  EXPECT_EQ(cited_zh("十条措施", "city-2022/6a", "附则"), "《十条措施》第6a条“附则”");
}

TEST(ClauseWords, AResultIsCitedByTheIdThatItCarries) {
  const auto book = *PolicyBook::of({titled()}, WorkingCalendar());
  EXPECT_EQ(cited(book, "city-2022/6").zh, "《十条措施》第六条“主体责任与约谈”");
  EXPECT_EQ(cited(book, "gone-2019/6").zh, "gone-2019/6") << "nothing is invented for a policy that is not loaded";
  EXPECT_EQ(cited(book, "").zh, "");
}

}  // namespace luodi::policy::test
