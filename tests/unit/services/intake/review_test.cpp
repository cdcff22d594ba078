#include "tests/unit/services/intake/joint_review.hpp"

namespace luodi::intake::test {

TEST_F(JointReview, SilenceIsNoConsent) {
  ASSERT_TRUE(enter());
  EXPECT_FALSE(approve());
  EXPECT_EQ(refusal(), ErrorCode::gate_not_passed);
  EXPECT_EQ(missing(), std::vector<std::string>{"opinion_given"});
  EXPECT_EQ(error_->missing[0].clause, "sample/3");
  EXPECT_EQ(error_->missing[0].owner.zh, "研判成员单位");
  ASSERT_TRUE(opine(OpinionVerdict::abstain));
  EXPECT_TRUE(approve());
  EXPECT_EQ(project_.stage, domain::Stage::reviewed);
}

TEST_F(JointReview, TheLatestOpinionOfADepartmentCounts) {
  ASSERT_TRUE(enter());
  ASSERT_TRUE(opine(OpinionVerdict::support));
  ASSERT_TRUE(opine(OpinionVerdict::oppose));
  ASSERT_TRUE(opine(OpinionVerdict::support, "FIN"));
  ASSERT_EQ(project_.review.opinions.size(), 2U);
  ASSERT_TRUE(approve());
  EXPECT_EQ(project_.review.decision->support, 1);
  EXPECT_EQ(project_.review.decision->oppose, 1);
}

TEST_F(JointReview, WhoOpposesAndWhoRejectsSaysWhy) {
  ASSERT_TRUE(enter());
  as(actor(Role::reviewer, "ENV"));
  for (const char* blank : {"", " \u3000\n"}) {
    GiveOpinion command;
    command.verdict = OpinionVerdict::oppose;
    command.text = blank;
    EXPECT_FALSE(take(decide_opinion(id_, project_, command, context())));
    EXPECT_EQ(info(refusal()).status, 422);
    EXPECT_EQ(pointer(), "/text");
    EXPECT_NE(error_->detail.find("1 至 2000 字"), std::string::npos) << error_->detail;
    command.verdict = OpinionVerdict::abstain;
    EXPECT_TRUE(take(decide_opinion(id_, project_, command, context())));
    DecideReview rejection;
    rejection.verdict = ReviewVerdict::rejected;
    rejection.reason = blank;
    EXPECT_FALSE(review(rejection));
    EXPECT_EQ(pointer(), "/reason");
    as(actor(Role::reviewer, "ENV"));
  }
  EXPECT_TRUE(opine(OpinionVerdict::oppose));
}

TEST_F(JointReview, TheIntroducingUnitDoesNotVote) {
  ASSERT_TRUE(enter());
  EXPECT_FALSE(opine(OpinionVerdict::support, "MY-GX"));
  EXPECT_EQ(refusal(), ErrorCode::recusal_required);
  for (const char* written : {"MY-GX", "my-gx", "ＭＹ－ＧＸ "}) {
    EXPECT_FALSE(record(written));
    EXPECT_EQ(refusal(), ErrorCode::recusal_required) << written;
  }
}

TEST_F(JointReview, AReviewerSpeaksForTheOwnDepartmentOnly) {
  ASSERT_TRUE(enter());
  as(actor(Role::reviewer, "ENV"));
  GiveOpinion command;
  command.department = "FIN";
  EXPECT_FALSE(take(decide_opinion(id_, project_, command, context())));
  EXPECT_EQ(refusal(), ErrorCode::forbidden);
  command.department.reset();
  EXPECT_TRUE(take(decide_opinion(id_, project_, command, context())));
  EXPECT_EQ(project_.review.opinions[0].department, "ENV");
  as(actor(Role::reviewer));
  for (const char* department : {"", "ENV"}) {  // an account without an organisation speaks for nobody
    command.department.reset();
    if (*department != 0) command.department = department;
    EXPECT_FALSE(take(decide_opinion(id_, project_, command, context())));
    EXPECT_EQ(refusal(), ErrorCode::forbidden);
    EXPECT_NE(error_->detail.find("所属单位"), std::string::npos);
  }
}

TEST_F(JointReview, TheBureauRecordsAWrittenOpinionAndItIsKeptThatItDid) {
  ASSERT_TRUE(enter());
  as(actor(Role::bureau, "", "clerk"));
  GiveOpinion command;
  command.verdict = OpinionVerdict::support;
  EXPECT_FALSE(take(decide_opinion(id_, project_, command, context())));
  EXPECT_EQ(pointer(), "/department");
  command.department = "FIN";
  EXPECT_FALSE(take(decide_opinion(id_, project_, command, context())));
  EXPECT_EQ(pointer(), "/text");
  command.text = "财政局函〔2022〕3号：同意";
  using Papers = std::vector<domain::Evidence>;
  for (const auto& papers : {Papers(), Papers{paper(domain::EvidenceKind::minutes)}}) {
    command.evidence = papers;
    EXPECT_FALSE(take(decide_opinion(id_, project_, command, context())));
    EXPECT_EQ(refusal(), ErrorCode::gate_not_passed);
    EXPECT_EQ(missing(), std::vector<std::string>{"opinion_document"});
    EXPECT_EQ(error_->missing[0].clause, "sample/3");
  }
  command.evidence = {paper(domain::EvidenceKind::review_opinion)};
  ASSERT_TRUE(take(decide_opinion(id_, project_, command, context())));
  EXPECT_TRUE(project_.review.opinions[0].on_behalf);
  EXPECT_EQ(project_.review.opinions[0].by, "clerk");
  EXPECT_EQ(project_.review.opinions[0].evidence.at(0).kind, domain::EvidenceKind::review_opinion);
  ASSERT_TRUE(opine(OpinionVerdict::oppose, "FIN"));  // the department itself has the last word
  ASSERT_EQ(project_.review.opinions.size(), 1U);
  EXPECT_FALSE(project_.review.opinions[0].on_behalf);
  EXPECT_FALSE(record("FIN"));
  EXPECT_EQ(refusal(), ErrorCode::wrong_state);
  EXPECT_EQ(project_.review.opinions[0].verdict, "oppose");
}

TEST_F(JointReview, ADepartmentIsOneHoweverItsCodeIsWritten) {
  auto policy = sample_policy();
  policy.admission.review_departments = 2;
  judge_by(policy);
  ASSERT_TRUE(enter());
  for (const char* written : {"FIN", "fin", "ＦＩＮ", "ｆｉｎ", " FIN "})
    EXPECT_TRUE(record(written)) << written;
  ASSERT_EQ(project_.review.opinions.size(), 1U);
  EXPECT_EQ(project_.review.opinions[0].department, "FIN");
  EXPECT_FALSE(approve());
  EXPECT_EQ(missing(), std::vector<std::string>{"opinion_given"});
  ASSERT_TRUE(opine(OpinionVerdict::support, "ｆin"));  // the account's own code, carelessly entered
  EXPECT_EQ(project_.review.opinions.size(), 1U);
  ASSERT_TRUE(opine(OpinionVerdict::support, "env"));
  EXPECT_EQ(project_.review.opinions[1].department, "ENV");
  EXPECT_TRUE(approve());
}

TEST_F(JointReview, TheBureauSpeaksForListedDepartmentsOnly) {
  judge_by(sample_policy());
  ASSERT_TRUE(enter());
  for (const char* nobody : {"财政局", "财政局 ", "FGW", "MY-JK", "SZ-OFFICE", "bureau", "FIN2"}) {
    EXPECT_FALSE(record(nobody)) << nobody;
    EXPECT_EQ(info(refusal()).status, 422);
    EXPECT_EQ(pointer(), "/department");
    EXPECT_NE(error_->detail.find("FIN 财政部门"), std::string::npos) << error_->detail;
  }
  EXPECT_TRUE(project_.review.opinions.empty());
}

TEST_F(JointReview, AReviewerSitsForAListedDepartmentOrTheHostingPark) {
  auto command = lead();
  as(actor(Role::office, "SZ-OFFICE"));
  ASSERT_TRUE(enter(command));
  for (const char* outside : {"MY-JK", "OFFICE-BJ", "FGW", "bureau"}) {
    EXPECT_FALSE(opine(OpinionVerdict::support, outside)) << outside;
    EXPECT_EQ(refusal(), ErrorCode::forbidden);
    EXPECT_NE(error_->detail.find("FIN 财政部门"), std::string::npos) << error_->detail;
  }
  EXPECT_FALSE(opine(OpinionVerdict::support, "sz-office"));
  EXPECT_EQ(refusal(), ErrorCode::recusal_required);
  ASSERT_TRUE(opine(OpinionVerdict::support, "my-gx"));
  EXPECT_EQ(project_.review.opinions[0].department, "MY-GX");
  ASSERT_TRUE(opine(OpinionVerdict::oppose, "MY-GX"));
  EXPECT_EQ(project_.review.opinions.size(), 1U);
}

TEST_F(JointReview, OfASecretProjectNeitherTextNorPaperIsKept) {
  RegisterLead stub;
  stub.name = "代号长风";
  stub.secret = true;
  stub.park_code = "MY-GX";
  ASSERT_TRUE(enter(stub));
  EXPECT_FALSE(record("FIN", {}));
  EXPECT_EQ(refusal(), ErrorCode::secret_not_admitted);
  EXPECT_EQ(pointer(), "/text");
  EXPECT_FALSE(record("FIN", {paper(domain::EvidenceKind::review_opinion)}, ""));
  EXPECT_EQ(refusal(), ErrorCode::secret_not_admitted);
  EXPECT_EQ(pointer(), "/evidence");
  EXPECT_TRUE(record("FIN", {}, ""));
  EXPECT_TRUE(opine(OpinionVerdict::oppose, "LAW"));
}

TEST_F(JointReview, ADecisionNeedsTheOpinionsOfSoManyDepartments) {
  auto policy = voters();
  policy.admission.review_departments = 3;
  judge_by(policy);
  ASSERT_TRUE(enter());
  vote(2, 0);
  ASSERT_TRUE(opine(OpinionVerdict::oppose, "S0"));  // the same department again is no third one
  DecideReview rejection;
  rejection.verdict = ReviewVerdict::rejected;
  rejection.reason = "能耗超标";
  for (const bool approval : {true, false}) {
    ASSERT_FALSE(approval ? approve() : review(rejection));
    EXPECT_EQ(refusal(), ErrorCode::gate_not_passed);
    ASSERT_EQ(missing(), std::vector<std::string>{"opinion_given"});
    EXPECT_TRUE(error_->missing[0].title_zh.ends_with("：须 3，现有 2")) << error_->missing[0].title_zh;
    EXPECT_NE(error_->detail.find("3 needed, there: 2"), std::string::npos) << error_->detail;
  }
  ASSERT_TRUE(opine(OpinionVerdict::abstain, "LAW"));
  EXPECT_TRUE(approve());
}

TEST_F(JointReview, AnApprovalAgainstTheMajorityNeedsReasonAndLeader) {
  ASSERT_TRUE(enter());
  vote(1, 2);
  EXPECT_FALSE(approve());
  EXPECT_EQ(refusal(), ErrorCode::gate_not_passed);
  EXPECT_EQ(missing(), (std::vector<std::string>{"decision_reason", "leader_approval"}));
  DecideReview command;
  command.verdict = ReviewVerdict::approved;
  command.reason = "补链";
  EXPECT_FALSE(review(command));
  EXPECT_EQ(missing(), std::vector<std::string>{"leader_approval"});
  command.leader_approval = "分管市领导";
  ASSERT_TRUE(review(command));
  EXPECT_EQ(project_.review.decision->leader_approval, "分管市领导");
  EXPECT_FALSE(project_.review.decision->admission_override);
}

TEST_F(JointReview, ATieIsNoMajorityAgainst) {
  ASSERT_TRUE(enter());
  vote(2, 2, 1);
  EXPECT_TRUE(approve());
  EXPECT_FALSE(project_.review.decision->leader_approval);
}

TEST_F(JointReview, ADenialNeedsAnOverrideAndOffersOtherParks) {
  enter_denied();
  vote(3, 0);
  EXPECT_FALSE(approve());
  EXPECT_EQ(refusal(), ErrorCode::admission_denied);
  EXPECT_NE(error_->detail.find("MY-JK"), std::string::npos);
  EXPECT_EQ(missing(), std::vector<std::string>{"admission_settled"});
  EXPECT_EQ(
      error_->next_zh,
      "改由可对接园区承载的，写明该园区（park_code）；仍由MY-GX承载的，注明例外准入（admission_override）、"
      "理由（reason）和领导批准（leader_approval），支持票须达有效票的 2/3：POST /v1/projects/{id}/review-decision")
      << "who is told decides the review";
  EXPECT_TRUE(
      error_->next_en.starts_with("for a park that admits it name park_code; to admit it to MY-GX all the same"))
      << error_->next_en;
}

TEST_F(JointReview, OverrideCarriesAtExactlyTwoThirdsOfCastVotes) {
  enter_denied();
  vote(2, 1, 5);  // abstentions are not cast
  EXPECT_TRUE(review(override_decision()));
  EXPECT_EQ(project_.admission->verdict, "overridden");
  EXPECT_TRUE(project_.review.decision->admission_override);
  EXPECT_EQ(project_.review.decision->leader_approval, "分管市领导");
  EXPECT_EQ(project_.host, "MY-GX");
}

TEST_F(JointReview, OverrideFailsJustBelowTwoThirds) {
  enter_denied();
  vote(199, 100);  // 66.56 %
  EXPECT_FALSE(review(override_decision()));
  EXPECT_EQ(refusal(), ErrorCode::quorum_not_met);
  ASSERT_TRUE(opine(OpinionVerdict::support, "LAW"));
  EXPECT_TRUE(review(override_decision()));
}

TEST_F(JointReview, AbstentionsAloneCarryNothing) {
  enter_denied();
  vote(0, 0, 3);
  EXPECT_FALSE(review(override_decision()));
  EXPECT_EQ(refusal(), ErrorCode::quorum_not_met);
}

TEST_F(JointReview, OverrideNeedsReasonAndApproval) {
  enter_denied();
  vote(3, 0);
  auto command = override_decision();
  command.reason.clear();
  command.leader_approval.reset();
  EXPECT_FALSE(review(command));
  EXPECT_EQ(refusal(), ErrorCode::gate_not_passed);
  EXPECT_EQ(missing(), (std::vector<std::string>{"decision_reason", "leader_approval"}));
}

TEST_F(JointReview, AnOverrideThatIsNotNeededIsNotRecorded) {
  ASSERT_TRUE(enter());
  vote(0, 1);
  EXPECT_TRUE(review(override_decision()));
  EXPECT_FALSE(project_.review.decision->admission_override);
  EXPECT_EQ(project_.admission->verdict, "admitted");
}

TEST_F(JointReview, AcceptsAParkOnOffer) {
  enter_denied();
  vote(1, 0);
  DecideReview command;
  command.verdict = ReviewVerdict::approved;
  command.park_code = "MY-JK";
  ASSERT_TRUE(review(command));
  EXPECT_EQ(project_.host, "MY-JK");
  EXPECT_EQ(project_.admission->verdict, "admitted");
  EXPECT_EQ(parties_, "MY-JK,SZ-OFFICE");
}

TEST_F(JointReview, RejectionEndsTheProjectAndNeedsAReason) {
  enter_denied();
  vote(0, 1);
  DecideReview command;
  command.verdict = ReviewVerdict::rejected;
  EXPECT_FALSE(review(command));
  EXPECT_EQ(pointer(), "/reason");
  command.reason = "能耗超标";
  EXPECT_TRUE(review(command));
  EXPECT_EQ(project_.stage, domain::Stage::rejected);
  EXPECT_FALSE(opine(OpinionVerdict::support));
  EXPECT_EQ(refusal(), ErrorCode::wrong_state);
}

TEST_F(JointReview, IsJudgedByTheRowsOfTheApplicationDate) {
  parks_[0].industries = {row("397", domain::IndustryRole::leading, "2020-01-01", "2022-06-01")};
  ASSERT_TRUE(enter());
  ASSERT_TRUE(opine(OpinionVerdict::support));
  at("2022-09-01");  // the row has ended since
  EXPECT_TRUE(approve());
  EXPECT_TRUE(allocate());
}

TEST_F(JointReview, ADecisionIsNotDatedInTheFuture) {
  ASSERT_TRUE(enter());
  ASSERT_TRUE(opine(OpinionVerdict::support));
  DecideReview command;
  command.verdict = ReviewVerdict::approved;
  command.decided_on = day("2022-06-02");
  EXPECT_FALSE(review(command));
  EXPECT_EQ(refusal(), ErrorCode::in_future);
  EXPECT_EQ(pointer(), "/decided_on");
}

TEST_F(JointReview, ADecisionIsNotDatedBeforeTheLead) {
  ASSERT_TRUE(enter());
  ASSERT_TRUE(opine(OpinionVerdict::support));
  DecideReview command;
  command.verdict = ReviewVerdict::approved;
  command.decided_on = day("2022-05-31");
  EXPECT_FALSE(review(command));
  EXPECT_EQ(pointer(), "/decided_on");
  EXPECT_NE(error_->detail.find("2022-06-01"), std::string::npos);
  command.decided_on = day("2022-06-01");
  EXPECT_TRUE(review(command));
}

}  // namespace luodi::intake::test
