// Each opinion of a joint review has its day: its papers are not dated after it, and nothing is decided for a day
// before it.
#include "tests/unit/services/intake/joint_review.hpp"

namespace luodi::intake::test {

using OpinionDay = JointReview;

TEST_F(OpinionDay, IsTodayWhereNoneIsGivenAndNotBeforeTheLead) {
  at("2022-06-05");
  ASSERT_TRUE(enter());
  at("2022-06-20");
  ASSERT_TRUE(opine(OpinionVerdict::support));
  EXPECT_EQ(project_.review.opinions[0].given_on, day("2022-06-20")) << "today where none is given";
  as(actor(Role::reviewer, "FIN"));
  GiveOpinion command;
  command.verdict = OpinionVerdict::support;
  const auto give = [&](std::string_view on) {
    command.given_on = day(on);
    return take(decide_opinion(id_, project_, command, context()));
  };
  EXPECT_FALSE(give("2022-06-21"));
  EXPECT_EQ(refusal(), ErrorCode::in_future);
  EXPECT_EQ(pointer(), "/given_on");
  EXPECT_FALSE(give("2022-06-04"));
  EXPECT_EQ(pointer(), "/given_on");
  EXPECT_NE(error_->detail.find("2022-06-05"), std::string::npos) << error_->detail;
  ASSERT_TRUE(give("2022-06-05")) << "the day of the lead will do";
  EXPECT_EQ(project_.review.opinions[1].given_on, day("2022-06-05"));
}

TEST_F(OpinionDay, NoDecisionIsDatedBeforeAnOpinionThatItRestsOn) {
  ASSERT_TRUE(enter());
  at("2022-06-08");
  ASSERT_TRUE(opine(OpinionVerdict::support, "LAW"));
  at("2022-06-12");
  ASSERT_TRUE(opine(OpinionVerdict::support, "FIN"));
  at("2022-06-20");
  DecideReview command;
  command.reason = "不符合规划";
  for (const auto verdict : {ReviewVerdict::approved, ReviewVerdict::rejected}) {
    command.verdict = verdict;
    command.decided_on = day("2022-06-11");
    EXPECT_FALSE(review(command));
    EXPECT_EQ(info(refusal()).status, 422);
    EXPECT_EQ(pointer(), "/decided_on");
    for (const char* word : {"2022-06-11", "FIN", "2022-06-12"})
      EXPECT_NE(error_->detail.find(word), std::string::npos) << error_->detail;
    const auto before = project_;
    command.decided_on = day("2022-06-12");
    EXPECT_TRUE(review(command)) << "the same day will do";
    project_ = before;
  }
}

// Events from before the day was kept.
TEST_F(OpinionDay, AnOpinionWithoutADayHoldsNothingUp) {
  ASSERT_TRUE(enter());
  at("2022-06-20");
  const codec::Json old = {
      {"opinion", {{"department", "FIN"}, {"verdict", "support"}, {"text", "同意"}, {"by", "somebody"}}}};
  domain::EventMeta meta;
  meta.at = context_.now;
  meta.version = ++version_;
  ASSERT_TRUE(domain::apply_fact(project_, "review_opinion_given", old, meta));
  EXPECT_EQ(codec::encode(project_).dump().find("given_on"), std::string::npos) << "nothing is made up";
  DecideReview command;
  command.verdict = ReviewVerdict::approved;
  command.decided_on = day("2022-06-02");
  EXPECT_TRUE(review(command));
}

TEST_F(OpinionDay, NoPaperOfAnOpinionIsDatedAfterIt) {
  ASSERT_TRUE(enter());
  at("2022-06-20");
  as(actor(Role::reviewer, "FIN"));
  GiveOpinion command;
  command.verdict = OpinionVerdict::support;
  command.given_on = day("2022-06-10");
  command.evidence = {paper(domain::EvidenceKind::review_opinion)};
  command.evidence[0].dated = day("2022-06-11");
  EXPECT_FALSE(take(decide_opinion(id_, project_, command, context())));
  EXPECT_EQ(pointer(), "/evidence/0/dated");
  command.evidence[0].dated = day("2022-06-10");
  EXPECT_TRUE(take(decide_opinion(id_, project_, command, context())));
}

}  // namespace luodi::intake::test
