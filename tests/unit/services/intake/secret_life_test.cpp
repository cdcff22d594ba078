// 涉密项目: from the stub to the signing; neither papers nor amounts nor reasons are kept.
#include "tests/unit/services/intake/intake_case.hpp"

namespace luodi::intake::test {

class SecretLife : public IntakeCase {};

TEST_F(SecretLife, MovesThroughTheStagesWithoutDetails) {
  RegisterLead stub;
  stub.name = "代号长风";
  stub.secret = true;
  stub.park_code = "MY-GX";
  ASSERT_TRUE(enter(stub));
  ASSERT_TRUE(opine(OpinionVerdict::support));
  const auto refuses_reason = [&](const Expected<domain::Decision>& decision) {
    EXPECT_FALSE(take(decision));
    EXPECT_EQ(refusal(), ErrorCode::secret_not_admitted);
    EXPECT_EQ(pointer(), "/reason");
  };
  as(actor(Role::bureau));
  for (const auto verdict : {ReviewVerdict::approved, ReviewVerdict::rejected}) {
    DecideReview decided;
    decided.verdict = verdict;
    decided.reason = "符合规划";
    refuses_reason(decide_review(id_, project_, decided, parks(), context()));
  }
  DecideReview rejected;  // none is asked for either
  rejected.verdict = ReviewVerdict::rejected;
  EXPECT_TRUE(decide_review(id_, project_, rejected, parks(), context()));
  ASSERT_TRUE(approve());
  Allocate allocation;
  allocation.host = "MY-GX";
  allocation.reason = "产业匹配";
  refuses_reason(decide_allocation(id_, project_, allocation, parks(), {}, context()));
  ASSERT_TRUE(allocate());
  EXPECT_TRUE(project_.allocation->ranking.empty());
  ASSERT_TRUE(negotiate());
  RecordItem told;
  told.item = "legality_review";
  told.outcome = ItemOutcome::passed;
  told.evidence = {paper()};
  EXPECT_FALSE(take(decide_item(id_, project_, told, context())));
  EXPECT_EQ(refusal(), ErrorCode::secret_not_admitted);
  ASSERT_TRUE(item("legality_review", ItemOutcome::failed)) << "without a word";
  ASSERT_TRUE(item("legality_review"));
  ASSERT_TRUE(item("landing_conditions"));
  as(actor(Role::bureau));
  DecidePreAssessment assessed;
  assessed.verdict = AssessmentVerdict::passed;
  assessed.reason = "清单齐备";
  refuses_reason(decide_pre_assessment(id_, project_, assessed, context()));
  assessed.verdict = AssessmentVerdict::returned;
  assessed.reason.clear();
  EXPECT_TRUE(decide_pre_assessment(id_, project_, assessed, context()));
  ASSERT_TRUE(assess());
  EXPECT_TRUE(sign(AgreementKind::framework, std::nullopt));
  EXPECT_FALSE(sign(AgreementKind::framework, std::nullopt)) << "of one day, as far as anybody may know";
  EXPECT_EQ(refusal(), ErrorCode::already_exists);
  EXPECT_FALSE(sign(AgreementKind::formal, Fen::wan(1)));
  EXPECT_EQ(refusal(), ErrorCode::secret_not_admitted);
  EXPECT_TRUE(sign(AgreementKind::formal, std::nullopt));
  EXPECT_EQ(project_.stage, domain::Stage::signed_);
  EXPECT_FALSE(amend("2022-06-01", Fen::wan(1)));
  EXPECT_EQ(refusal(), ErrorCode::secret_not_admitted);
  domain::PublishedFact fact;
  fact.stage_text = "开工";
  fact.source = "报纸";
  EXPECT_FALSE(take(decide_published_fact(id_, project_, fact, context())));
  EXPECT_EQ(refusal(), ErrorCode::secret_not_admitted);
}

}  // namespace luodi::intake::test
