#include "common/domain/project.hpp"

#include <gtest/gtest.h>

namespace luodi::domain {

namespace {
CivilDate day(std::string_view text) {
  return *CivilDate::parse(text);
}
EventMeta meta(std::string_view date, std::string actor = "zhang") {
  EventMeta out;
  out.at = instant_at(day(date), 9);
  out.actor = std::move(actor);
  return out;
}
LeadRegistered registered(std::optional<Fen> amount = Fen::wan(100)) {
  LeadRegistered out;
  out.name = "项目";
  out.enterprise.name = "甲公司";
  out.introduced_by = "SZ";
  out.park_code = "MY-GX";
  out.agreed_amount_fen = amount;
  out.first_talk = FirstTalk{"SZ", day("2022-06-01"), day("2022-11-28")};
  return out;
}
FundsVerified funds(std::string on, Fen amount, bool fixed = false) {
  FundsVerified out;
  out.injected_on = day(on);
  out.amount_fen = amount;
  out.fixed_investment = fixed;
  return out;
}
AgreementSigned agreement(std::string kind, std::string on, std::optional<Fen> amount) {
  AgreementSigned out;
  out.agreement = std::move(kind);
  out.signed_on = day(on);
  out.agreed_amount_fen = amount;
  return out;
}
}  // namespace

TEST(ProjectAmounts, FormalBeatsFrameworkBeatsLeadWhateverTheDates) {
  Project project;
  apply(project, registered(), meta("2022-06-01"));
  EXPECT_EQ(agreed_amount_on(project, day("2022-06-01")), Fen::wan(100));
  EXPECT_FALSE(agreed_amount_on(project, day("2022-05-31")));
  apply(project, agreement("framework", "2022-05-01", Fen::wan(200)), meta("2022-06-02"));
  EXPECT_EQ(agreed_amount_on(project, day("2022-06-02")), Fen::wan(200));
  apply(project, agreement("formal", "2022-05-26", Fen::wan(150)), meta("2022-06-03"));  // recorded late
  EXPECT_EQ(agreed_amount_on(project, day("2022-06-03")), Fen::wan(150));
  EXPECT_EQ(agreed_amount_on(project, day("2022-05-25")), Fen::wan(200));
  EXPECT_EQ(last_known_amount(project), Fen::wan(150));
  EXPECT_FALSE(formal_amount_on(project, day("2022-05-25")));
}

TEST(ProjectAmounts, OfTwoVersionsFromOneDayTheLaterRecordHolds) {
  Project project;
  apply(project, registered(), meta("2022-06-01"));
  apply(project, agreement("formal", "2022-06-05", Fen::wan(1)), meta("2022-06-05"));
  AgreementAmended amended;
  amended.effective_on = day("2022-06-05");
  amended.agreed_amount_fen = Fen::wan(2);
  apply(project, amended, meta("2022-06-06"));
  EXPECT_EQ(formal_amount_on(project, day("2022-06-05")), Fen::wan(2));
}

TEST(ProjectAmounts, AFrameworkWithoutAmountLeavesTheKnownOneAlone) {
  Project project;
  apply(project, registered(), meta("2022-06-01"));
  apply(project, agreement("framework", "2022-06-02", std::nullopt), meta("2022-06-02"));
  EXPECT_EQ(agreed_amount_on(project, day("2022-06-02")), Fen::wan(100));
  EXPECT_EQ(project.stage, Stage::lead);
}

TEST(ProjectFunds, AreSummedInclusivelyAndCheckedForOverflow) {
  Project project;
  apply(project, registered(), meta("2022-06-01"));
  apply(project, funds("2022-06-10", Fen::wan(5), true), meta("2022-06-11"));
  apply(project, funds("2022-06-12", Fen::wan(7)), meta("2022-06-12"));
  EXPECT_EQ(*verified_funds(project, day("2022-06-09")), Fen());
  EXPECT_EQ(*verified_funds(project, day("2022-06-10")), Fen::wan(5));
  EXPECT_EQ(*verified_funds(project, day("2022-06-12")), Fen::wan(12));
  EXPECT_EQ(*verified_fixed_investment(project, day("2022-06-12")), Fen::wan(5));
  apply(project, funds("2022-06-12", Fen::of(INT64_MAX)), meta("2022-06-12"));
  EXPECT_EQ(verified_funds(project, day("2022-06-12")).error().code, ErrorCode::amount_overflow);
}

TEST(ProjectOrganisations, TheFirstTalkOwnerAnswersBeforeLandingTheHostAfter) {
  Project project;
  apply(project, registered(), meta("2022-06-01"));
  EXPECT_EQ(responsible_org(project), "SZ");
  EXPECT_EQ(parties_of(project), "MY-GX,SZ");
  ProjectLanded landed;
  landed.landed_on = day("2022-07-01");
  apply(project, landed, meta("2022-07-02"));
  EXPECT_EQ(responsible_org(project), "MY-GX");
  EXPECT_EQ(reached_on(project, Stage::landed), day("2022-07-01"));
  EXPECT_FALSE(reached_on(project, Stage::started));
}

TEST(ProjectOrganisations, WithoutProtectionTheHostAnswersElseTheIntroducer) {
  Project project;
  auto event = registered();
  event.first_talk.reset();
  apply(project, event, meta("2022-06-01"));
  EXPECT_EQ(responsible_org(project), "MY-GX");
  project.host.clear();
  EXPECT_EQ(responsible_org(project), "SZ");
  EXPECT_EQ(parties_of(project), "SZ");
}

TEST(ProjectSuspensions, KeepTheirHistory) {
  Project project;
  apply(project, registered(), meta("2022-06-01"));
  apply(project, ProjectResumed{day("2022-06-02"), "x"}, meta("2022-06-02"));  // total: nothing to resume
  EXPECT_TRUE(project.past_suspensions.empty());
  apply(project, ProjectSuspended{day("2022-06-03"), "调查"}, meta("2022-06-03"));
  apply(project, ProjectResumed{day("2022-06-20"), "查清"}, meta("2022-06-20"));
  EXPECT_FALSE(project.suspension);
  ASSERT_EQ(project.past_suspensions.size(), 1U);
  EXPECT_EQ(project.past_suspensions[0].to, day("2022-06-20"));
}

TEST(ProjectExemptions, ADecisionIsKeptWithItsMaker) {
  Project project;
  apply(project, registered(), meta("2022-06-01"));
  ExemptionClaimed claimed;
  claimed.id = "exm_1";
  claimed.cycles = 2;
  claimed.org = "MY-GX";
  apply(project, claimed, meta("2022-06-02", "park"));
  ExemptionDecided decided;
  decided.id = "exm_1";
  decided.approved = true;
  decided.cycles = 1;
  apply(project, decided, meta("2022-06-03", "bureau"));
  EXPECT_EQ(project.exemptions[0].state, ExemptionState::approved);
  EXPECT_EQ(project.exemptions[0].cycles, 1);
  EXPECT_EQ(project.exemptions[0].claimed_by, "park");
  EXPECT_EQ(project.exemptions[0].decided_by, "bureau");
  decided.id = "exm_9";
  decided.approved = false;
  apply(project, decided, meta("2022-06-04"));  // total: an unknown id changes nothing
  EXPECT_EQ(project.exemptions[0].state, ExemptionState::approved);
}

TEST(ProjectState, SurvivesItsStoredForm) {
  Project project;
  apply(project, registered(), meta("2022-06-01"));
  apply(project, funds("2022-06-10", Fen::wan(5), true), meta("2022-06-11"));
  const auto stored = codec::encode(project).dump();
  auto back = codec::parse<Project>(stored);
  ASSERT_TRUE(back);
  EXPECT_EQ(codec::encode(*back).dump(), stored);
}

}  // namespace luodi::domain
