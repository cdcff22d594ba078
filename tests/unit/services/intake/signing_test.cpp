#include "tests/unit/services/intake/intake_case.hpp"

namespace luodi::intake::test {

class PreAssessment : public IntakeCase {};

TEST_F(PreAssessment, PassesOnlyWhenEveryMandatoryLinePassed) {
  up_to_negotiating();
  EXPECT_FALSE(assess());
  EXPECT_EQ(missing(), (std::vector<std::string>{"legality_review", "landing_conditions"}));
  EXPECT_EQ(error_->missing[0].owner.zh, "司法行政部门（LAW）");
  EXPECT_EQ(error_->missing[1].owner.zh, "承载园区（MY-GX）");
  EXPECT_EQ(error_->missing[0].clause, "sample/4");
  for (const char* blank : {"", " \u3000"}) {
    EXPECT_FALSE(item("legality_review", ItemOutcome::failed, blank));
    EXPECT_EQ(info(refusal()).status, 422);
    EXPECT_EQ(pointer(), "/opinion");
    EXPECT_NE(error_->detail.find("1 to 2000"), std::string::npos) << error_->detail;
  }
  ASSERT_TRUE(item("legality_review", ItemOutcome::failed, "条款与上位法不符"));
  ASSERT_TRUE(item("landing_conditions"));
  EXPECT_FALSE(assess());
  ASSERT_TRUE(item("legality_review"));  // the latest answer counts
  EXPECT_TRUE(assess());
  EXPECT_EQ(project_.stage, domain::Stage::assessed);
}

TEST_F(PreAssessment, FairCompetitionReviewIsMandatoryFromItsFirstDay) {
  at("2024-07-01");
  up_to_negotiating();
  ASSERT_TRUE(item("legality_review"));
  ASSERT_TRUE(item("landing_conditions"));
  at("2024-08-01");
  EXPECT_FALSE(assess());
  EXPECT_EQ(missing(), std::vector<std::string>{"fair_competition_review"});
  at("2024-07-31");
  EXPECT_TRUE(assess());
}

TEST_F(PreAssessment, IsNotDatedBeforeTheNegotiation) {
  up_to_negotiating();
  ASSERT_TRUE(item("legality_review"));
  ASSERT_TRUE(item("landing_conditions"));
  as(actor(Role::bureau));
  DecidePreAssessment command;
  command.verdict = AssessmentVerdict::passed;
  command.decided_on = day("2022-05-31");
  EXPECT_FALSE(take(decide_pre_assessment(id_, project_, command, context())));
  EXPECT_EQ(pointer(), "/decided_on");
  command.decided_on = day("2022-06-01");
  EXPECT_TRUE(take(decide_pre_assessment(id_, project_, command, context())));
}

TEST_F(PreAssessment, AnAgreementDatedLaterNeedsTheReviewAlthoughTheAssessmentDidNot) {
  at("2024-07-31");
  up_to_assessed();
  EXPECT_TRUE(std::find_if(project_.pre_assessment.begin(), project_.pre_assessment.end(), [](const auto& result) {
                return result.item == "fair_competition_review";
              }) == project_.pre_assessment.end());
  at("2024-08-02");
  EXPECT_FALSE(sign(AgreementKind::formal, Fen::wan(1), "2024-08-01"));
  EXPECT_EQ(missing(), std::vector<std::string>{"fair_competition_review"});
  const auto before = project_;
  EXPECT_TRUE(sign(AgreementKind::formal, Fen::wan(1), "2024-07-31"));
  project_ = before;
  ASSERT_TRUE(item("fair_competition_review"));
  EXPECT_FALSE(sign(AgreementKind::formal, Fen::wan(1), "2024-08-01")) << "the review came a day later";
  EXPECT_EQ(pointer(), "/signed_on");
  EXPECT_TRUE(sign(AgreementKind::formal, Fen::wan(1), "2024-08-02"));
}

TEST_F(PreAssessment, NotApplicableNeedsAReasonAndIsNoAnswerToStatutoryLines) {
  up_to_negotiating();
  EXPECT_FALSE(item("legality_review", ItemOutcome::not_applicable, "无"));
  EXPECT_EQ(pointer(), "/outcome");
  EXPECT_FALSE(item("fair_competition_review", ItemOutcome::not_applicable, "无"));
  EXPECT_EQ(pointer(), "/outcome");
  EXPECT_FALSE(item("landing_conditions", ItemOutcome::not_applicable));
  EXPECT_EQ(pointer(), "/opinion");
  ASSERT_TRUE(item("landing_conditions", ItemOutcome::not_applicable, "租用现有厂房"));
  ASSERT_TRUE(item("legality_review"));
  EXPECT_TRUE(assess());
}

TEST_F(PreAssessment, KnowsItsLines) {
  up_to_negotiating();
  EXPECT_FALSE(item("horoscope"));
  EXPECT_EQ(pointer(), "/item");
}

TEST_F(PreAssessment, AReturnNeedsAReasonAndMovesNothing) {
  up_to_negotiating();
  as(actor(Role::bureau));
  DecidePreAssessment command;
  command.verdict = AssessmentVerdict::returned;
  EXPECT_FALSE(take(decide_pre_assessment(id_, project_, command, context())));
  EXPECT_EQ(pointer(), "/reason");
  command.reason = "补充资料";
  EXPECT_TRUE(take(decide_pre_assessment(id_, project_, command, context())));
  EXPECT_EQ(project_.stage, domain::Stage::negotiating);
}

class Signing : public IntakeCase {};

TEST_F(Signing, NoFormalAgreementWithoutTheFullAssessment) {
  up_to_negotiating();
  EXPECT_FALSE(sign());
  EXPECT_EQ(refusal(), ErrorCode::wrong_stage);
  ASSERT_TRUE(item("legality_review"));
  ASSERT_TRUE(assess(AssessmentPath::simple));
  EXPECT_EQ(project_.stage, domain::Stage::negotiating);
  EXPECT_FALSE(sign());
  EXPECT_EQ(missing(), (std::vector<std::string>{"landing_conditions", "pre_assessment_passed"}));
  EXPECT_TRUE(sign(AgreementKind::framework));
  EXPECT_EQ(project_.stage, domain::Stage::negotiating);
  EXPECT_TRUE(project_.framework);
}

TEST_F(Signing, TheSameFrameworkAgreementIsRecordedOnce) {
  up_to_assessed();
  at("2022-06-10");
  const auto signs = [&](std::string_view on, domain::Evidence document) {
    as(actor(Role::park, "MY-GX", "wang"));
    Sign command;
    command.agreement = AgreementKind::framework;
    command.signed_on = day(on);
    command.evidence = {paper(domain::EvidenceKind::minutes), std::move(document)};
    return take(decide_signing(id_, project_, command, context()));
  };
  auto document = paper(domain::EvidenceKind::agreement);
  document.title = "框架协议";
  ASSERT_TRUE(signs("2022-06-09", document));
  at("2022-06-12");
  for (const char* title : {"框架协议", "框架 协议"}) {
    document.title = title;
    EXPECT_FALSE(signs("2022-06-09", document)) << title;
    EXPECT_EQ(refusal(), ErrorCode::already_exists);
    EXPECT_NE(error_->detail.find("于 2022-06-10 由 wang 登记"), std::string::npos) << error_->detail;
    EXPECT_NE(error_->detail.find("on 2022-06-10 by wang"), std::string::npos) << error_->detail;
  }
  EXPECT_TRUE(signs("2022-06-12", document)) << "of another day";
  document.title = "补充框架协议";
  EXPECT_TRUE(signs("2022-06-12", document)) << "another document";
  document.reference = "协议〔2022〕7号";
  EXPECT_FALSE(signs("2022-06-12", document)) << "the title alone was known";
  document.title = "框架协议（二）";
  EXPECT_TRUE(signs("2022-06-12", document));
  document.title = "框架协议（三）";
  EXPECT_FALSE(signs("2022-06-12", document)) << "one number, one document";
  document.sha256 = std::string(64, 'a');
  EXPECT_FALSE(signs("2022-06-12", document));
  document.reference = "协议〔2022〕8号";
  ASSERT_TRUE(signs("2022-06-12", document));
  document.reference = "协议〔2022〕9号";
  EXPECT_FALSE(signs("2022-06-12", document)) << "one digest, one document";
  document.sha256 = std::string(64, 'b');
  document.reference = "协议〔2022〕8号";
  EXPECT_TRUE(signs("2022-06-12", document)) << "the digest tells them apart";
}

TEST_F(Signing, FormalAgreementMovesTheProject) {
  up_to_assessed();
  at("2022-06-10");
  ASSERT_TRUE(sign());
  EXPECT_EQ(project_.stage, domain::Stage::signed_);
  EXPECT_EQ(domain::formal_amount_on(project_, day("2022-06-10")), Fen::wan(60'000));
  EXPECT_FALSE(domain::formal_amount_on(project_, day("2022-06-09")));
  EXPECT_FALSE(sign());
  EXPECT_EQ(refusal(), ErrorCode::wrong_stage);
}

TEST_F(Signing, NotBeforeTheAssessmentNotInTheFuture) {
  up_to_assessed();
  at("2022-06-10");
  EXPECT_FALSE(sign(AgreementKind::formal, Fen::wan(1), "2022-05-31"));
  EXPECT_EQ(pointer(), "/signed_on");
  EXPECT_NE(error_->detail.find("2022-06-01"), std::string::npos);
  EXPECT_FALSE(sign(AgreementKind::formal, Fen::wan(1), "2022-06-11"));
  EXPECT_EQ(refusal(), ErrorCode::in_future);
  EXPECT_TRUE(sign(AgreementKind::formal, Fen::wan(1), "2022-06-01"));
}

TEST_F(Signing, AFrameworkCountsForNoThreshold) {
  up_to_negotiating();
  ASSERT_TRUE(item("legality_review"));
  ASSERT_TRUE(assess(AssessmentPath::simple));
  ASSERT_TRUE(sign(AgreementKind::framework, Fen::wan(990'000)));
  EXPECT_FALSE(domain::formal_amount_on(project_, day("2022-12-31")));
  EXPECT_EQ(domain::agreed_amount_on(project_, day("2022-12-31")), Fen::wan(990'000));
}

TEST_F(Signing, TheAmountIsKnownFromTheAgreementOrFromBefore) {
  auto command = lead();
  command.agreed_amount_fen.reset();
  ASSERT_TRUE(enter(command));
  ASSERT_TRUE(opine(OpinionVerdict::support));
  ASSERT_TRUE(approve());
  ASSERT_TRUE(allocate());
  ASSERT_TRUE(negotiate());
  ASSERT_TRUE(item("legality_review"));
  ASSERT_TRUE(item("landing_conditions"));
  ASSERT_TRUE(assess());
  EXPECT_FALSE(sign(AgreementKind::formal, std::nullopt));
  EXPECT_EQ(missing(), std::vector<std::string>{"amount_known"});
  EXPECT_TRUE(sign(AgreementKind::framework, std::nullopt));
  EXPECT_TRUE(sign(AgreementKind::formal, Fen::wan(70'000)));
}

TEST_F(Signing, TakesOverTheRegisteredAmount) {
  up_to_assessed();
  ASSERT_TRUE(sign(AgreementKind::formal, std::nullopt));
  EXPECT_EQ(project_.agreement->agreed_amount_fen, Fen::wan(60'000));
}

namespace {
StatedAmount dollars(std::string_view rate_date) {
  StatedAmount out;
  out.currency = "USD";
  out.minor_units = 10'000'000'000;
  out.rate_e6 = 6'700'000;
  out.rate_date = day(rate_date);
  out.rate_source = "中国外汇交易中心";
  return out;
}
}  // namespace

TEST_F(Signing, AForeignAmountIsConvertedAtTheRateOfTheDayOfSigning) {
  up_to_assessed();
  at("2022-06-10");
  as(actor(Role::park, "MY-GX"));
  for (const auto kind : {AgreementKind::framework, AgreementKind::formal}) {
    Sign command;
    command.agreement = kind;
    command.signed_on = day("2022-06-09");
    command.evidence = {paper(domain::EvidenceKind::agreement)};
    for (const char* rated : {"1999-01-01", "2022-06-08"}) {
      command.amount = dollars(rated);
      EXPECT_FALSE(take(decide_signing(id_, project_, command, context()))) << rated;
      EXPECT_EQ(info(refusal()).status, 422);
      EXPECT_EQ(pointer(), "/amount/rate_date");
      EXPECT_NE(error_->detail.find(rated), std::string::npos) << error_->detail;
      EXPECT_NE(error_->detail.find("2022-06-09"), std::string::npos) << error_->detail;
    }
    command.amount = dollars("2022-06-10");
    EXPECT_FALSE(take(decide_signing(id_, project_, command, context())));
    EXPECT_EQ(pointer(), "/amount/rate_date");
    command.amount = dollars("2022-06-09");
    ASSERT_TRUE(take(decide_signing(id_, project_, command, context())));
  }
  EXPECT_EQ(domain::formal_amount_on(project_, day("2022-06-09")), Fen::of(67'000'000'000));
}

TEST_F(Signing, AnAmountConvertedOnAnotherDayIsNotTakenOver) {
  auto command = lead();
  command.agreed_amount_fen.reset();
  command.amount = dollars("2022-05-31");  // a lead is rated on or before its day
  up_to_assessed(command);
  EXPECT_FALSE(sign(AgreementKind::formal, std::nullopt));
  EXPECT_EQ(info(refusal()).status, 422);
  EXPECT_EQ(pointer(), "/amount");
  EXPECT_NE(error_->detail.find("2022-05-31"), std::string::npos) << error_->detail;
  EXPECT_NE(error_->detail.find("2022-06-01"), std::string::npos) << error_->detail;
  EXPECT_TRUE(sign(AgreementKind::framework, std::nullopt));  // leaves the amount alone
  EXPECT_TRUE(sign(AgreementKind::formal, Fen::wan(67'000)));
}

TEST_F(Signing, AmendmentsAreVersionsFromTheirDay) {
  up_to_assessed();
  ASSERT_TRUE(sign(AgreementKind::formal, Fen::wan(50'000)));
  at("2022-12-31");
  EXPECT_FALSE(amend("2022-05-31", Fen::wan(1)));
  EXPECT_EQ(pointer(), "/effective_on");
  EXPECT_FALSE(amend("2023-01-01", Fen::wan(1)));
  EXPECT_EQ(refusal(), ErrorCode::in_future);
  ASSERT_TRUE(amend("2022-10-01", Fen::wan(80'000)));
  ASSERT_TRUE(amend("2022-08-01", Fen::wan(20'000), Role::bureau));  // recorded later, in force earlier
  EXPECT_EQ(domain::formal_amount_on(project_, day("2022-07-31")), Fen::wan(50'000));
  EXPECT_EQ(domain::formal_amount_on(project_, day("2022-08-01")), Fen::wan(20'000));
  EXPECT_EQ(domain::formal_amount_on(project_, day("2022-09-30")), Fen::wan(20'000));
  EXPECT_EQ(domain::formal_amount_on(project_, day("2022-10-01")), Fen::wan(80'000));
}

TEST_F(Signing, TheSameAmendmentIsRecordedOnce) {
  up_to_assessed();
  ASSERT_TRUE(sign(AgreementKind::formal, Fen::wan(50'000)));
  at("2022-12-31");
  ASSERT_TRUE(amend("2022-10-01", Fen::wan(80'000)));
  EXPECT_FALSE(amend("2022-10-01", Fen::wan(80'000), Role::bureau));
  ASSERT_EQ(refusal(), ErrorCode::already_exists);
  const auto by = *project_.amounts.back().by;
  EXPECT_NE(error_->detail.find("自 2022-10-01 起为8亿元的同一协议变更已于 2022-12-31 由 " + by + " 登记"),
            std::string::npos)
      << error_->detail;
  ASSERT_TRUE(amend("2022-10-01", Fen::wan(90'000)));
  EXPECT_TRUE(amend("2022-10-01", Fen::wan(80'000), Role::bureau)) << "back again is another amendment";
  project_.amounts.back().by.reset();  // from before it was kept
  project_.amounts.back().recorded_on.reset();
  EXPECT_FALSE(amend("2022-10-01", Fen::wan(80'000), Role::bureau));
  EXPECT_EQ(refusal(), ErrorCode::already_exists);
}

TEST_F(Signing, NoAmendmentWithoutAnAgreement) {
  up_to_assessed();
  EXPECT_FALSE(amend("2022-06-01", Fen::wan(1)));
  EXPECT_EQ(refusal(), ErrorCode::wrong_stage);
  EXPECT_EQ(missing(), std::vector<std::string>{"formal_agreement"});
}

TEST_F(Signing, ASuspendedProjectIsNotSigned) {
  up_to_assessed();
  project_.suspension = domain::Suspension{day("2022-06-01"), std::nullopt, "调查"};
  EXPECT_FALSE(sign());
  EXPECT_EQ(refusal(), ErrorCode::wrong_state);
  EXPECT_EQ(missing(), std::vector<std::string>{"not_suspended"});
}

TEST_F(Signing, NeedsTheDocumentFormalOrFramework) {
  up_to_assessed();
  as(actor(Role::park, "MY-GX"));
  for (const auto kind : {AgreementKind::formal, AgreementKind::framework}) {
    Sign command;
    command.agreement = kind;
    command.signed_on = day("2022-06-01");
    ASSERT_FALSE(take(decide_signing(id_, project_, command, context())));
    EXPECT_EQ(refusal(), ErrorCode::gate_not_passed);
    EXPECT_EQ(missing(), std::vector<std::string>{"agreement_document"});
    EXPECT_EQ(error_->missing[0].owner.zh, "园区/县市区");
    command.evidence = {paper(domain::EvidenceKind::minutes)};
    EXPECT_FALSE(take(decide_signing(id_, project_, command, context())));
  }
  EXPECT_TRUE(sign());
}

TEST_F(Signing, AnAmendmentNeedsTheSupplementaryAgreement) {
  up_to_assessed();
  ASSERT_TRUE(sign());
  Amend command;
  command.effective_on = day("2022-06-01");
  command.agreed_amount_fen = Fen::wan(70'000);
  command.reason = "增资";
  EXPECT_FALSE(take(decide_amendment(id_, project_, command, context())));
  EXPECT_EQ(missing(), std::vector<std::string>{"agreement_document"});
  command.evidence = {paper(domain::EvidenceKind::agreement)};
  EXPECT_TRUE(take(decide_amendment(id_, project_, command, context())));
}

TEST_F(Signing, AnAmendmentChangesTheAmountThatIsInForceOnItsDay) {
  up_to_assessed();
  ASSERT_TRUE(sign(AgreementKind::formal, Fen::wan(50'000)));
  at("2022-12-31");
  EXPECT_FALSE(amend("2022-08-01", Fen::wan(50'000)));
  ASSERT_EQ(refusal(), ErrorCode::invalid_body);
  EXPECT_EQ(pointer(), "/agreed_amount_fen");
  EXPECT_NE(error_->fields.at(0).message.find("2022-08-01 有效的协议金额已是5亿元，这项变更没有改变金额"),
            std::string::npos)
      << error_->fields.at(0).message;
  EXPECT_NE(error_->next_zh.find("/v1/obligations/{id}/correction"), std::string::npos);
  ASSERT_TRUE(amend("2022-10-01", Fen::wan(80'000)));
  EXPECT_FALSE(amend("2022-09-01", Fen::wan(50'000))) << "that of the agreement is in force until then";
  EXPECT_FALSE(amend("2022-11-01", Fen::wan(80'000)));
  EXPECT_TRUE(amend("2022-09-01", Fen::wan(80'000))) << "from an earlier day on";
  EXPECT_TRUE(amend("2022-11-01", Fen::wan(50'000), Role::bureau));
}

// Below the threshold there is no interview: who answers for the project must not choose the amount.
TEST_F(Signing, OnlyTheBureauLowersTheAmount) {
  up_to_assessed();
  ASSERT_TRUE(sign(AgreementKind::formal, Fen::wan(60'000)));
  at("2022-08-01");
  EXPECT_FALSE(amend("2022-07-01", Fen::of(Fen::wan(60'000).value() - 1)));
  EXPECT_EQ(refusal(), ErrorCode::forbidden);
  EXPECT_NE(error_->detail.find("6亿元"), std::string::npos) << error_->detail;
  EXPECT_FALSE(amend("2022-07-01", Fen::wan(60'000))) << "no lower, but no other either";
  EXPECT_EQ(refusal(), ErrorCode::invalid_body);
  ASSERT_TRUE(amend("2022-07-01", Fen::wan(80'000)));
  EXPECT_FALSE(amend("2022-07-15", Fen::wan(70'000)));  // the version in force on that day counts
  EXPECT_EQ(refusal(), ErrorCode::forbidden);
  ASSERT_TRUE(amend("2022-07-15", Fen::wan(40'000), Role::bureau));
  EXPECT_EQ(last_.events[0].data["reason"], "增资");
  EXPECT_EQ(domain::formal_amount_on(project_, day("2022-08-01")), Fen::wan(40'000));
}

}  // namespace luodi::intake::test
