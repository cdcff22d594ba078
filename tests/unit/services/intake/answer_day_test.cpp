// Each answer to a line of the checklist has its day: nothing is decided for a day before it, and what a passed
// assessment rests on is not changed any more.
#include "common/domain/checklist.hpp"
#include "tests/unit/services/intake/intake_case.hpp"

namespace luodi::intake::test {
namespace {
const std::string k_law = "legality_review";
const std::string k_host = "landing_conditions";
const std::string k_fair = "fair_competition_review";

class AnswerDay : public IntakeCase {
 protected:
  bool answer(const std::string& line, std::string_view on, ItemOutcome outcome = ItemOutcome::passed) {
    return item(line, outcome, "材料已核 / papers examined", on);
  }
  bool decide(std::string_view on) { return assess(AssessmentPath::full, on); }
  bool decide_simply(std::string_view on, AssessmentVerdict verdict = AssessmentVerdict::passed) {
    return assess(AssessmentPath::simple, on, verdict);
  }
  void expect_fault(const std::string& pointer_, const std::vector<std::string>& words) {
    EXPECT_EQ(pointer(), pointer_);
    EXPECT_EQ(info(refusal()).status, 422);
    for (const auto& word : words)
      EXPECT_NE(error_->detail.find(word), std::string::npos) << error_->detail;
  }
  void expect_settled(const std::string& line) {
    EXPECT_FALSE(answer(line, "", ItemOutcome::failed)) << line;
    EXPECT_EQ(refusal(), ErrorCode::wrong_state) << line;
  }
};
}  // namespace

TEST_F(AnswerDay, IsTodayWhereNoneIsGivenAndNeverInTheFuture) {
  up_to_negotiating();
  at("2022-06-10");
  ASSERT_TRUE(answer(k_law, ""));
  EXPECT_EQ(project_.pre_assessment[0].answered_on, day("2022-06-10"));
  ASSERT_TRUE(answer(k_law, "2022-06-09"));
  EXPECT_EQ(project_.pre_assessment[0].answered_on, day("2022-06-09"));
  EXPECT_FALSE(answer(k_law, "2022-06-11"));
  EXPECT_EQ(refusal(), ErrorCode::in_future);
  EXPECT_EQ(pointer(), "/answered_on");
}

TEST_F(AnswerDay, TheDayIsThatOfShanghai) {
  up_to_negotiating();
  context_.now = *Instant::parse("2022-06-10T16:30:00Z");
  ASSERT_TRUE(answer(k_law, ""));
  EXPECT_EQ(project_.pre_assessment[0].answered_on, day("2022-06-11"));
}

TEST_F(AnswerDay, LiesNotBeforeTheReviewOrTheAllocation) {
  ASSERT_TRUE(enter());
  at("2022-06-02");
  ASSERT_TRUE(opine(OpinionVerdict::support));
  ASSERT_TRUE(approve());
  EXPECT_FALSE(answer(k_law, "2022-06-01"));
  expect_fault("/answered_on", {"2022-06-01", "2022-06-02"});
  ASSERT_TRUE(answer(k_law, "2022-06-02"));
  at("2022-06-04");
  ASSERT_TRUE(allocate());
  at("2022-06-06");
  ASSERT_TRUE(negotiate());
  EXPECT_FALSE(answer(k_host, "2022-06-03"));
  expect_fault("/answered_on", {"分配", "2022-06-04"});
  EXPECT_TRUE(answer(k_host, "2022-06-04")) << "before the negotiation, which it need not follow";
}

TEST_F(AnswerDay, NoAssessmentIsDatedBeforeTheLastAnswerThatItNeeds) {
  up_to_negotiating();
  at("2022-06-20");
  ASSERT_TRUE(answer(k_law, "2022-06-12"));
  ASSERT_TRUE(answer(k_host, "2022-06-10"));
  EXPECT_FALSE(decide("2022-06-09"));
  expect_fault("/decided_on", {"合法性审查", "legality", "2022-06-09", "2022-06-12"});
  EXPECT_FALSE(decide("2022-06-11"));
  expect_fault("/decided_on", {"合法性审查", "2022-06-12"});
  EXPECT_EQ(project_.stage, domain::Stage::negotiating);
  ASSERT_TRUE(decide("2022-06-12")) << "the same day will do";
  EXPECT_EQ(domain::reached_on(project_, domain::Stage::assessed), day("2022-06-12"));
}

TEST_F(AnswerDay, ACorrectionCountsWithItsOwnDay) {
  up_to_negotiating();
  at("2022-06-20");
  ASSERT_TRUE(answer(k_law, "2022-06-10", ItemOutcome::failed));
  ASSERT_TRUE(answer(k_host, "2022-06-10"));
  ASSERT_TRUE(answer(k_law, "2022-06-15"));
  EXPECT_FALSE(decide("2022-06-14"));
  expect_fault("/decided_on", {"2022-06-15"});
  EXPECT_TRUE(decide("2022-06-15"));
}

TEST_F(AnswerDay, LinesThatAreNotAskedForHoldNothingUp) {
  up_to_negotiating();
  at("2022-06-20");
  ASSERT_TRUE(answer(k_law, "2022-06-10"));
  ASSERT_TRUE(answer(k_host, "2022-06-18"));
  ASSERT_TRUE(answer(k_fair, "2022-06-19"));  // mandatory from 2024 only
  EXPECT_FALSE(decide("2022-06-17"));
  EXPECT_TRUE(decide_simply("2022-06-10")) << "the simple path asks for the legality alone";
  EXPECT_TRUE(decide("2022-06-18"));
}

TEST_F(AnswerDay, AReturnIsNotHeldUp) {
  up_to_negotiating();
  at("2022-06-20");
  ASSERT_TRUE(answer(k_law, ""));
  EXPECT_TRUE(assess(AssessmentPath::full, "2022-06-10", AssessmentVerdict::returned));
}

TEST_F(AnswerDay, NoAgreementIsDatedBeforeAnAnswerThatItNeeds) {
  at("2024-07-31");
  up_to_assessed();
  at("2024-08-20");
  ASSERT_TRUE(answer(k_fair, "2024-08-10"));
  EXPECT_FALSE(sign(AgreementKind::formal, Fen::wan(60'000), "2024-08-09"));
  expect_fault("/signed_on", {"公平竞争审查", "fair competition", "2024-08-09", "2024-08-10"});
  const auto before = project_;
  EXPECT_TRUE(sign(AgreementKind::formal, Fen::wan(60'000), "2024-08-10"));
  project_ = before;
  EXPECT_TRUE(sign(AgreementKind::formal, Fen::wan(60'000), "2024-07-31")) << "not asked for yet";
}

TEST_F(AnswerDay, WhatAPassedAssessmentRestsOnStays) {
  up_to_assessed();
  for (const auto& line : {k_law, k_host}) {
    expect_settled(line);
    EXPECT_FALSE(answer(line, "")) << "not even said again";
  }
  EXPECT_NE(error_->detail.find("2022-06-01"), std::string::npos) << error_->detail;
  EXPECT_NE(error_->detail.find("落地条件"), std::string::npos) << error_->detail;
  EXPECT_NE(error_->next_zh.find("/suspension"), std::string::npos);
  EXPECT_NE(error_->next_en.find("/suspension"), std::string::npos);
  EXPECT_TRUE(answer(k_fair, "", ItemOutcome::failed)) << "that one was not asked for";
  EXPECT_TRUE(answer(k_fair, "")) << "and may be corrected";
  EXPECT_TRUE(sign());
}

TEST_F(AnswerDay, AfterTheSimplePathAReturnFreesItsLines) {
  up_to_negotiating();
  ASSERT_TRUE(answer(k_law, ""));
  ASSERT_TRUE(decide_simply(""));
  expect_settled(k_law);
  EXPECT_NE(error_->next_zh.find("/pre-assessment-decision"), std::string::npos);
  ASSERT_TRUE(answer(k_host, "", ItemOutcome::failed)) << "the simple path did not ask for it";
  ASSERT_TRUE(decide_simply("", AssessmentVerdict::returned));
  ASSERT_TRUE(answer(k_law, "", ItemOutcome::failed));
  EXPECT_FALSE(sign(AgreementKind::framework));
  EXPECT_EQ(missing(), (std::vector<std::string>{k_law, "pre_assessment_passed"}));
}

TEST_F(AnswerDay, TheFrameworkOnceSignedFreesItsLinesForTheFullPath) {
  up_to_negotiating();
  ASSERT_TRUE(answer(k_law, ""));
  ASSERT_TRUE(decide_simply(""));
  at("2022-06-05");
  ASSERT_TRUE(sign(AgreementKind::framework));
  ASSERT_TRUE(answer(k_law, "", ItemOutcome::failed)) << "of the formal agreement";
  ASSERT_TRUE(answer(k_law, "2022-06-04"));
  at("2022-06-06");
  ASSERT_TRUE(decide_simply("2022-06-06"));
  expect_settled(k_law);  // the framework before does not use up the assessment after
}

// Events from before the day was kept are read, replayed and judged as answers without a day.
TEST_F(AnswerDay, AnAnswerWithoutADayIsReadAndHoldsNothingUp) {
  up_to_negotiating();
  at("2022-06-20");
  for (const auto& line : {k_law, k_host}) {
    const codec::Json old = {{"result", {{"item", line}, {"outcome", "passed"}, {"opinion", ""}, {"by", "somebody"}}}};
    domain::EventMeta meta;
    meta.at = context_.now;
    meta.version = ++version_;
    ASSERT_TRUE(domain::apply_fact(project_, "pre_assessment_item_recorded", old, meta));
  }
  for (const auto& result : project_.pre_assessment)
    EXPECT_FALSE(result.answered_on);
  EXPECT_EQ(codec::encode(project_).dump().find("answered_on"), std::string::npos) << "nothing is made up";
  EXPECT_TRUE(decide("2022-06-02"));
}

TEST_F(AnswerDay, NoPaperOfAnAnswerIsDatedAfterIt) {
  up_to_negotiating();
  at("2022-06-20");
  as(owner_of(k_law));
  RecordItem command;
  command.item = k_law;
  command.outcome = ItemOutcome::passed;
  command.answered_on = day("2022-06-10");
  command.evidence = {paper(), paper()};
  command.evidence[0].dated = day("2022-06-10");
  command.evidence[1].dated = day("2022-06-11");
  EXPECT_FALSE(take(decide_item(id_, project_, command, context())));
  expect_fault("/evidence/1/dated", {"2022-06-11", "2022-06-10", "填报"});
  command.evidence[1].dated = day("2022-06-10");
  EXPECT_TRUE(take(decide_item(id_, project_, command, context()))) << "the same day will do";
}

TEST_F(AnswerDay, NoPaperOfAnAgreementIsDatedAfterTheSigning) {
  up_to_assessed();
  at("2022-06-20");
  as(actor(Role::park, "MY-GX"));
  for (const auto kind : {AgreementKind::framework, AgreementKind::formal}) {
    Sign command;
    command.agreement = kind;
    command.signed_on = day("2022-06-10");
    command.evidence = {paper(domain::EvidenceKind::agreement)};
    command.evidence[0].dated = day("2022-06-11");
    EXPECT_FALSE(take(decide_signing(id_, project_, command, context())));
    expect_fault("/evidence/0/dated", {"2022-06-11", "2022-06-10", "签约", "the signing"});
    command.evidence[0].dated = day("2022-06-10");
    const auto before = project_;
    EXPECT_TRUE(take(decide_signing(id_, project_, command, context()))) << "the same day will do";
    project_ = before;
  }
}

}  // namespace luodi::intake::test
