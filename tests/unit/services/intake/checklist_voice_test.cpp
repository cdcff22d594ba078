// A line of the checklist is answered by its owner; the bureau may record what the owner wrote.
#include "services/intake/domain/checklist_voice.hpp"

#include "tests/unit/services/intake/intake_case.hpp"

namespace luodi::intake::test {
namespace {
const Actor k_law = actor(Role::reviewer, "law");  // codes are compared in one form
const Actor k_fin = actor(Role::reviewer, "FIN");
const Actor k_bureau = actor(Role::bureau, "", "clerk");

class ChecklistVoice : public IntakeCase {
 protected:
  ChecklistVoice() {
    auto policy = sample_policy();
    policy.pre_assessment[0].owner = "司法行政部门";  // LAW of the sample's members
    policy.pre_assessment[1].owner = "承载园区";
    policy.pre_assessment[2].owner = "司法行政部门";
    book_ = *policy::PolicyBook::of({policy}, WorkingCalendar());
  }
  bool answer(const Actor& who, std::string item = "legality_review", std::string opinion = "",
              std::vector<domain::Evidence> evidence = {}) {
    as(who);
    RecordItem command;
    command.item = std::move(item);
    command.outcome = ItemOutcome::passed;
    command.opinion = std::move(opinion);
    command.evidence = std::move(evidence);
    return take(decide_item(id_, project_, command, context()));
  }
  bool record(domain::EvidenceKind kind = domain::EvidenceKind::review_opinion, std::string opinion = "函复：同意") {
    return answer(k_bureau, "legality_review", std::move(opinion), {paper(kind)});
  }
  const domain::PreAssessmentItemResult& line() const { return project_.pre_assessment.front(); }
};
}  // namespace

TEST_F(ChecklistVoice, TheOwnerAnswersAndNoOtherDepartment) {
  up_to_negotiating();
  for (const auto& other : {k_fin, actor(Role::reviewer), actor(Role::reviewer, "MY-GX")}) {
    EXPECT_FALSE(answer(other));
    EXPECT_EQ(refusal(), ErrorCode::forbidden);
    EXPECT_NE(error_->detail.find("司法行政部门（LAW）"), std::string::npos) << error_->detail;
  }
  ASSERT_TRUE(answer(k_law));
  EXPECT_EQ(line().department, "LAW");
  EXPECT_FALSE(line().on_behalf);
}

TEST_F(ChecklistVoice, ALineOfAnOwnerThatIsNotListedIsAnsweredByAnyReviewerOrTheBureau) {
  up_to_negotiating();
  for (const auto& who : {k_fin, actor(Role::reviewer), k_bureau}) {
    ASSERT_TRUE(answer(who, "landing_conditions"));
    EXPECT_FALSE(line().department);
    EXPECT_FALSE(line().on_behalf);
  }
}

TEST_F(ChecklistVoice, TheBureauRecordsWhatTheOwnerWrote) {
  up_to_negotiating();
  EXPECT_FALSE(record(domain::EvidenceKind::review_opinion, ""));
  EXPECT_EQ(pointer(), "/opinion");
  EXPECT_FALSE(record(domain::EvidenceKind::minutes));
  EXPECT_EQ(refusal(), ErrorCode::gate_not_passed);
  EXPECT_EQ(missing(), std::vector<std::string>{"opinion_document"});
  EXPECT_EQ(error_->missing[0].clause, "sample/4");
  ASSERT_TRUE(record());
  EXPECT_EQ(line().department, "LAW");
  EXPECT_EQ(line().on_behalf, true);
  EXPECT_EQ(line().by, "clerk");
  ASSERT_TRUE(record()) << "the bureau corrects what it recorded";
}

TEST_F(ChecklistVoice, AnOwnersOwnAnswerIsNotRecordedOver) {
  up_to_negotiating();
  ASSERT_TRUE(answer(k_law, "fair_competition_review"));
  ASSERT_TRUE(record()) << "that was another line";
  ASSERT_TRUE(answer(k_law)) << "the owner speaks over the paper";
  EXPECT_FALSE(record());
  EXPECT_EQ(refusal(), ErrorCode::wrong_state);
  ASSERT_TRUE(answer(k_law)) << "and changes its own answer";
}

TEST_F(ChecklistVoice, AnAnswerFromBeforeOwnersWereKeptMayBeReplaced) {
  up_to_negotiating();
  project_.pre_assessment = {{"legality_review", "failed", "", "somebody", std::nullopt, std::nullopt, {}}};
  EXPECT_TRUE(record());
}

// Of a secret project neither papers nor texts are kept here: the outcome alone is recorded.
TEST_F(ChecklistVoice, OfASecretProjectNeitherPaperNorTextIsAsked) {
  RegisterLead stub;
  stub.name = "代号长风";
  stub.secret = true;
  stub.park_code = "MY-GX";
  up_to_negotiating(stub);
  EXPECT_FALSE(answer(k_bureau, "legality_review", "函复：同意"));
  EXPECT_EQ(refusal(), ErrorCode::secret_not_admitted);
  EXPECT_EQ(pointer(), "/opinion");
  EXPECT_TRUE(answer(k_bureau, "legality_review"));
  RecordItem none;
  none.item = "landing_conditions";
  none.outcome = ItemOutcome::not_applicable;
  EXPECT_TRUE(take(decide_item(id_, project_, none, context())));
}

}  // namespace luodi::intake::test
