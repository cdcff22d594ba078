// One draft of an award and year at a time, and what every step of a run says about it.
#include "services/incentive-calculator/domain/words.hpp"
#include "tests/unit/common/domain/check_words.hpp"
#include "tests/unit/services/incentive-calculator/award_desk.hpp"

namespace luodi::incentive::test {
namespace {
TEST(AwardDraft, EveryStateHasWords) {
  luodi::test::check_words<RunState>();
}

TEST(AwardDraft, OneDraftOfAnAwardAndYearAtATime) {
  Desk desk;
  desk.city.project(big("a", "P1"));
  const std::string now = "2023-01-10T09:00:00+08:00";
  const auto first = *desk.create(AwardKind::park_award, 2022, now);
  ASSERT_EQ(desk.claims.size(), 1U);
  EXPECT_EQ(desk.claims[0].index + " " + desk.claims[0].value + " " + desk.claims[0].owner,
            "award_run_draft park_award/2022 " + first)
      << "two at the same moment do not see each other";
  const auto refused = desk.create(AwardKind::park_award, 2022, now);
  ASSERT_EQ(code(refused), ErrorCode::already_exists);
  EXPECT_NE(refused.error().detail.find(first), std::string::npos) << "it names the open draft";
  EXPECT_TRUE(desk.create(AwardKind::park_award, 2023, now)) << "another year";
  EXPECT_TRUE(desk.create(AwardKind::referral_award, 2022, now)) << "another award";
  const auto second = *desk.create(AwardKind::park_award, 2022, now, first);
  EXPECT_EQ(desk.run(first).run->state, RunState::replaced);
  ASSERT_EQ(desk.claims.size(), 2U);
  EXPECT_TRUE(desk.claims[0].release && desk.claims[0].owner == first);
  EXPECT_TRUE(!desk.claims[1].release && desk.claims[1].owner == second);
  ASSERT_TRUE(desk.verify(second, now));
  ASSERT_EQ(desk.claims.size(), 1U);
  EXPECT_TRUE(desk.claims[0].release && desk.claims[0].owner == second) << "a verified run is no draft";
  EXPECT_TRUE(desk.create(AwardKind::park_award, 2022, now));
}

TEST(AwardDraft, WhoReplacesARunSaysWhy) {
  Desk desk;
  desk.city.project(big("a", "P1"));
  const std::string now = "2023-01-10T09:00:00+08:00";
  const auto first = *desk.create(AwardKind::park_award, 2022, now);
  for (const auto& blank : {std::optional<std::string>(), std::optional<std::string>(" \u3000")}) {
    const auto refused = desk.create(AwardKind::park_award, 2022, now, first, blank);
    ASSERT_EQ(code(refused), ErrorCode::invalid_body);
    EXPECT_EQ(refused.error().fields.at(0).pointer, "/reason");
    EXPECT_NE(refused.error().detail.find("1 to 500"), std::string::npos) << refused.error().detail;
  }
  EXPECT_EQ(desk.run(first).run->state, RunState::draft);
  ASSERT_TRUE(desk.create(AwardKind::park_award, 2022, now, first, "项目已投产"));
  EXPECT_EQ(desk.run(first).run->replaced_reason, "项目已投产");
}

TEST(AwardDraft, EveryStepSaysWhichRunItIsAbout) {
  Desk desk;
  desk.city.project(big("a", "P1"));
  const auto id = desk.published_run();
  ASSERT_TRUE(desk.object(id, "2023-01-10T09:00:00+08:00"));
  ASSERT_TRUE(desk.publish(id, "2023-01-11T09:00:00+08:00", Role::bureau, "查无此事"));
  ASSERT_TRUE(desk.approve(id, "2023-01-20T09:00:00+08:00"));
  ASSERT_TRUE(desk.pay(id, "2023-01-21T09:00:00+08:00"));
  ASSERT_EQ(desk.facts,
            (std::vector<std::string>{"drafted", "verified", "published", "objected", "resumed", "approved", "paid"}));
  for (std::size_t i = 1; i < desk.events.size(); ++i) {
    const codec::Json expected = {{"kind", "park_award"}, {"year", 2022}, {"total_fen", 100'000'000}};
    EXPECT_EQ(desk.events[i]["run"], expected) << desk.facts[i];
  }
}
}  // namespace
}  // namespace luodi::incentive::test
