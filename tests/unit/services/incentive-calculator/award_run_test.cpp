#include <algorithm>

#include "tests/unit/services/incentive-calculator/award_desk.hpp"

namespace luodi::incentive::test {

TEST(AwardRun, ADraftOfTheRunningYearIsNotTheRankingOfTheYear) {
  Desk desk;
  desk.city.project(big("a", "P1"));
  const auto early = *desk.create(AwardKind::park_award, 2022, "2022-12-30T09:00:00+08:00");
  const auto refused = desk.verify(early, "2023-01-06T09:00:00+08:00");
  EXPECT_EQ(code(refused), ErrorCode::wrong_state) << "it does not know the last days of the year";
  EXPECT_NE(refused.error().detail.find("2022-12-30"), std::string::npos) << refused.error().detail;
  EXPECT_NE(refused.error().detail.find("replaces"), std::string::npos) << "2022 is over: waiting does not help";
  const auto last_day = *desk.create(AwardKind::park_award, 2022, "2022-12-31T09:00:00+08:00", early);
  EXPECT_TRUE(desk.verify(last_day, "2023-01-06T09:00:00+08:00"));
}

TEST(AwardRun, LivesFromDraftToPaid) {
  Desk desk;
  desk.city.project(big("a", "P1"));
  const auto id = *desk.create(AwardKind::park_award, 2022, "2023-01-05T09:00:00+08:00");
  EXPECT_EQ(id, "awd_1");
  const auto* run = desk.run(id).run;
  EXPECT_EQ(run->state, RunState::draft);
  EXPECT_EQ(run->computed_at_sequence, 42);
  EXPECT_EQ(run->figures.policy_id, "mianyang-2022");
  EXPECT_EQ(run->as_of, day("2022-12-31"));
  EXPECT_EQ(run->figures.total_fen, Fen::wan(100));
  ASSERT_TRUE(desk.verify(id, "2023-01-06T09:00:00+08:00"));
  EXPECT_EQ(run->state, RunState::verified);
  ASSERT_TRUE(desk.publish(id, "2023-01-09T09:00:00+08:00"));
  EXPECT_EQ(run->state, RunState::published);
  EXPECT_EQ(run->notice->until, day("2023-01-13"));
  EXPECT_EQ(code(desk.approve(id, "2023-01-13T23:00:00+08:00")), ErrorCode::gate_not_passed);
  ASSERT_TRUE(desk.approve(id, "2023-01-16T09:00:00+08:00"));
  EXPECT_EQ(run->payable_fen, Fen::wan(100));
  ASSERT_EQ(desk.claims.size(), 2U);
  EXPECT_EQ(desk.claims[0].index, "park_award_year");
  EXPECT_EQ(desk.claims[0].value, "2022");
  EXPECT_EQ(desk.claims[1].index, "park_award_project");
  EXPECT_EQ(desk.claims[1].value, "a");
  ASSERT_TRUE(desk.pay(id, "2023-01-17T09:00:00+08:00"));
  EXPECT_EQ(run->state, RunState::paid);
  EXPECT_EQ(run->paid_on, day("2023-01-17"));
  EXPECT_FALSE(run->clawback_until);
  auto stored = codec::decode<AwardRun>(codec::encode(*run));
  ASSERT_TRUE(stored) << stored.error().detail;
  EXPECT_EQ(codec::encode(*stored), codec::encode(*run));
}

TEST(AwardRun, FiguresStayFrozenWhateverHappensLater) {
  Desk desk;
  auto& project = desk.city.project(big("a", "P1"));
  const auto id = desk.published_run();
  const auto before = bytes_of(desk.run(id).run->figures);
  City::verify(project, yi(10), true, "2022-10-01");
  desk.city.project(big("b", "P2"));
  ASSERT_TRUE(desk.object(id, "2023-01-10T09:00:00+08:00"));
  ASSERT_TRUE(desk.publish(id, "2023-01-11T09:00:00+08:00", Role::bureau, "查无此事"));
  ASSERT_TRUE(desk.approve(id, "2023-01-20T09:00:00+08:00"));
  EXPECT_EQ(bytes_of(desk.run(id).run->figures), before);
}

TEST(AwardRun, FourEyes) {
  Desk desk;
  desk.city.project(big("a", "P1"));
  const auto id = desk.published_run();
  EXPECT_EQ(code(desk.approve(id, "2023-01-16T09:00:00+08:00", Role::leader, "creator")), ErrorCode::claimant_decides);
  EXPECT_EQ(code(desk.approve(id, "2023-01-16T09:00:00+08:00", Role::leader, "verifier")), ErrorCode::claimant_decides);
  ASSERT_TRUE(desk.approve(id, "2023-01-16T09:00:00+08:00"));
  EXPECT_EQ(code(desk.pay(id, "2023-01-17T09:00:00+08:00", Role::finance, "leader")), ErrorCode::claimant_decides);
}

TEST(AwardRun, StepsCannotBeSkippedOrRepeated) {
  Desk desk;
  desk.city.project(big("a", "P1"));
  const auto id = *desk.create(AwardKind::park_award, 2022, "2023-01-05T09:00:00+08:00");
  const std::string later = "2023-02-01T09:00:00+08:00";
  EXPECT_EQ(code(desk.publish(id, later)), ErrorCode::wrong_state);
  EXPECT_EQ(code(desk.object(id, later)), ErrorCode::wrong_state);
  EXPECT_EQ(code(desk.approve(id, later)), ErrorCode::wrong_state);
  EXPECT_EQ(code(desk.pay(id, later)), ErrorCode::wrong_state);
  ASSERT_TRUE(desk.verify(id, later));
  EXPECT_EQ(code(desk.verify(id, later)), ErrorCode::wrong_state);
  EXPECT_EQ(code(desk.approve(id, later)), ErrorCode::wrong_state);
  ASSERT_TRUE(desk.publish(id, later));
  EXPECT_EQ(code(desk.publish(id, later)), ErrorCode::wrong_state);
  EXPECT_EQ(code(desk.pay(id, later)), ErrorCode::wrong_state);
}

TEST(AwardRun, AnObjectionStopsTheClockUntilItIsAnswered) {
  Desk desk;
  desk.city.project(big("a", "P1"));
  const auto id = desk.published_run();  // Monday 9th to Friday 13th
  ASSERT_TRUE(desk.object(id, "2023-01-11T15:00:00+08:00"));
  const auto* run = desk.run(id).run;
  EXPECT_EQ(run->state, RunState::objection);
  EXPECT_EQ(run->remaining_working_days, 3);
  EXPECT_EQ(run->objections.at(0).org, "P1");
  EXPECT_EQ(code(desk.approve(id, "2023-03-01T09:00:00+08:00")), ErrorCode::wrong_state);
  ASSERT_TRUE(desk.object(id, "2023-01-19T15:00:00+08:00"));  // a further one does not run the clock
  EXPECT_EQ(run->remaining_working_days, 3);
  EXPECT_EQ(code(desk.publish(id, "2023-02-01T09:00:00+08:00")), ErrorCode::gate_not_passed);
  ASSERT_TRUE(desk.publish(id, "2023-02-01T09:00:00+08:00", Role::bureau, "经复核无误"));
  EXPECT_EQ(run->state, RunState::published);
  EXPECT_EQ(run->notice->until, day("2023-02-03"));
  for (const auto& objection : run->objections)
    EXPECT_EQ(objection.answer, "经复核无误");
  EXPECT_EQ(code(desk.approve(id, "2023-02-03T18:00:00+08:00")), ErrorCode::gate_not_passed);
  EXPECT_TRUE(desk.approve(id, "2023-02-04T09:00:00+08:00"));
}

TEST(AwardRun, NoObjectionAfterTheNotice) {
  Desk desk;
  desk.city.project(big("a", "P1"));
  const auto id = desk.published_run();
  EXPECT_EQ(code(desk.object(id, "2023-01-14T00:00:00+08:00")), ErrorCode::wrong_state);
  EXPECT_TRUE(desk.object(id, "2023-01-13T23:59:59+08:00"));
}

TEST(AwardRun, TheCalendarThatIsMissingIsAnError) {
  Desk desk;
  const auto id = *desk.create(AwardKind::referral_award, 2026, "2026-12-29T09:00:00+08:00");
  ASSERT_TRUE(desk.verify(id, "2026-12-29T10:00:00+08:00"));
  EXPECT_EQ(code(desk.publish(id, "2026-12-29T11:00:00+08:00")), ErrorCode::no_calendar);
}

TEST(AwardRun, AYearIsRankedWhenItIsOver) {
  Desk desk;
  desk.city.project(big("a", "P1"));
  const auto early = *desk.create(AwardKind::park_award, 2022, "2022-12-31T23:59:59+08:00");
  const auto too_early = desk.verify(early, "2022-12-31T23:59:59+08:00");
  EXPECT_EQ(code(too_early), ErrorCode::wrong_state);
  EXPECT_EQ(too_early.error().detail.find("替换"), std::string::npos) << "this draft only has to wait";
  EXPECT_TRUE(desk.verify(early, "2023-01-01T00:00:00+08:00"));
  EXPECT_EQ(code(desk.create(AwardKind::park_award, 2024, "2023-12-31T09:00:00+08:00")), ErrorCode::in_future);
}

TEST(AwardRun, AnOpenYearCountsFactsUpToToday) {
  Desk desk;
  auto spec = big("a", "P1");
  spec.landed_on = "2022-11-02";
  desk.city.project(spec);
  const auto id = *desk.create(AwardKind::park_award, 2022, "2022-11-01T09:00:00+08:00");
  EXPECT_EQ(desk.run(id).run->as_of, day("2022-11-01"));
  EXPECT_TRUE(desk.run(id).run->figures.lines.empty());
}

TEST(AwardRun, StaleDraftsAreNotVerified) {
  Desk desk;
  desk.city.project(big("a", "P1"));
  const auto id = *desk.create(AwardKind::park_award, 2022, "2023-01-05T09:00:00+08:00");
  desk.city.project(big("b", "P2"));
  EXPECT_EQ(code(desk.verify(id, "2023-01-06T09:00:00+08:00")), ErrorCode::wrong_state);
}

TEST(AwardRun, OneRunOfAYearAtATime) {
  Desk desk;
  desk.city.project(big("a", "P1"));
  const auto first = desk.published_run();
  const auto second = *desk.create(AwardKind::park_award, 2022, "2023-01-10T09:00:00+08:00");
  EXPECT_EQ(code(desk.verify(second, "2023-01-10T09:00:00+08:00")), ErrorCode::already_exists);
  const auto third = *desk.create(AwardKind::park_award, 2022, "2023-01-10T09:00:00+08:00", first);
  EXPECT_EQ(desk.run(first).run->state, RunState::replaced);
  EXPECT_EQ(desk.run(first).run->replaced_by, third);
  EXPECT_EQ(desk.run(second).run->state, RunState::replaced) << "one draft at a time";
  EXPECT_TRUE(is_public(*desk.run(first).run));  // it was published and the record stays
  ASSERT_TRUE(desk.verify(third, "2023-01-10T09:00:00+08:00"));
  EXPECT_FALSE(is_public(*desk.run(third).run));
  const std::vector<std::pair<std::string, std::string>> guards{
      {"award_run", first}, {"award_run", second}, {"project", "a"}};
  std::sort(desk.guards.begin(), desk.guards.end());
  EXPECT_EQ(desk.guards, guards) << "neither two verifications nor a correction at one moment";
  EXPECT_EQ(code(desk.approve(first, "2023-02-01T09:00:00+08:00")), ErrorCode::wrong_state);
}

TEST(AwardRun, AnApprovedRankingIsFinalAndItsProjectsAreSpent) {
  Desk desk;
  desk.city.project(big("a", "P1"));
  const auto first = desk.published_run();
  ASSERT_TRUE(desk.approve(first, "2023-01-16T09:00:00+08:00"));
  EXPECT_EQ(code(desk.create(AwardKind::park_award, 2022, "2023-01-17T09:00:00+08:00", first)), ErrorCode::wrong_state);
  const auto again = *desk.create(AwardKind::park_award, 2022, "2023-01-17T09:00:00+08:00");
  EXPECT_EQ(code_of(desk.run(again).run->figures, "a"), "already_counted");
  EXPECT_EQ(code(desk.verify(again, "2023-01-17T09:00:00+08:00")), ErrorCode::already_exists);
}

TEST(AwardRun, ReplacesOnlyItsOwnKind) {
  Desk desk;
  const auto first = *desk.create(AwardKind::park_award, 2022, "2023-01-05T09:00:00+08:00");
  EXPECT_EQ(code(desk.create(AwardKind::referral_award, 2022, "2023-01-05T09:00:00+08:00", first)),
            ErrorCode::wrong_state);
  EXPECT_EQ(code(desk.create(AwardKind::park_award, 2022, "2023-01-05T09:00:00+08:00", "awd_none")),
            ErrorCode::award_run_not_found);
}

TEST(AwardRun, TheCommitteeFillsExactlyTheTiedPlaces) {
  Desk desk;
  for (const auto* park : {"P1", "P2", "P3", "P4"})
    desk.city.project(big(std::string("x") + park, park));
  const auto id = desk.published_run();
  const std::string over = "2023-01-16T09:00:00+08:00";
  auto undecided = desk.approve(id, over);
  ASSERT_EQ(code(undecided), ErrorCode::gate_not_passed);
  EXPECT_EQ(undecided.error().missing.at(0).item, "tie_decision");
  EXPECT_EQ(code(desk.approve(id, over, Role::committee, "c", {"P1", "P2"})), ErrorCode::invalid_body);
  EXPECT_EQ(code(desk.approve(id, over, Role::committee, "c", {"P1", "P2", "P2"})), ErrorCode::invalid_body);
  EXPECT_EQ(code(desk.approve(id, over, Role::committee, "c", {"P1", "P2", "P3", "P3"})), ErrorCode::invalid_body);
  EXPECT_EQ(code(desk.approve(id, over, Role::committee, "c", {"P1", "P2", "P9"})), ErrorCode::invalid_body);
  ASSERT_TRUE(desk.approve(id, over, Role::committee, "c", {"P4", "P2", "P1"}));
  EXPECT_EQ(desk.run(id).run->payable_fen, Fen::wan(300));
  EXPECT_EQ(desk.run(id).run->figures.total_fen, Fen::of(0));
  EXPECT_EQ(desk.run(id).run->tie_decision->chosen, (std::vector<std::string>{"P4", "P2", "P1"}));
}

TEST(AwardRun, NothingToChooseWithoutATie) {
  Desk desk;
  desk.city.project(big("a", "P1"));
  const auto id = desk.published_run();
  EXPECT_EQ(code(desk.approve(id, "2023-01-16T09:00:00+08:00", Role::leader, "leader", {"P1"})),
            ErrorCode::wrong_state);
}

// One project of 20亿元 that one person referred, started on 2022-09-01.
domain::Project& referred_project(City& city) {
  city.referral("ref_1", {{"张三", domain::ReferrerKind::individual, std::nullopt}});
  auto spec = big("p", "P1");
  spec.referral = "ref_1";
  spec.agreed = spec.verified_fixed = yi(20);
  spec.started_on = "2022-09-01";
  return city.project(spec);
}

TEST(AwardRun, ReferralPartsArePaidOnceAcrossRuns) {
  Desk desk;
  auto& project = referred_project(desk.city);
  const auto first = *desk.create(AwardKind::referral_award, 2022, "2022-10-10T09:00:00+08:00");
  EXPECT_EQ(desk.run(first).run->figures.total_fen, Fen::wan(15));
  ASSERT_TRUE(desk.verify(first, "2022-10-10T09:00:00+08:00"));
  ASSERT_TRUE(desk.publish(first, "2022-10-10T09:00:00+08:00"));
  ASSERT_TRUE(desk.approve(first, "2022-10-15T09:00:00+08:00"));
  ASSERT_EQ(desk.claims.size(), 1U);
  EXPECT_EQ(desk.claims[0].value, "p/start");
  ASSERT_TRUE(desk.pay(first, "2022-10-17T09:00:00+08:00"));
  EXPECT_EQ(desk.run(first).run->clawback_until, day("2025-10-17"));

  domain::ProductionStarted producing;
  producing.started_on = day("2022-12-01");
  domain::apply(project, producing, City::meta("2022-12-01"));
  // A caller that lists what was spent already must not make it count twice.
  desk.city.facts.spent = spent_by(first, *desk.run(first).run);
  const auto second = *desk.create(AwardKind::referral_award, 2022, "2022-12-20T09:00:00+08:00");
  const auto& figures = desk.run(second).run->figures;
  ASSERT_EQ(figures.lines.size(), 1U);
  EXPECT_EQ(figures.lines[0].part, "production");
  EXPECT_EQ(figures.total_fen, Fen::wan(15));
  EXPECT_TRUE(desk.verify(second, "2022-12-20T09:00:00+08:00"));
}

TEST(AwardRun, ReferralPartsArePromisedOnceAcrossYears) {
  Desk desk;
  referred_project(desk.city);
  const auto first = *desk.create(AwardKind::referral_award, 2022, "2023-01-05T09:00:00+08:00");
  const auto second = *desk.create(AwardKind::referral_award, 2023, "2023-01-06T09:00:00+08:00");
  EXPECT_EQ(desk.run(second).run->figures.total_fen, Fen::wan(15)) << "still due: nothing was paid";
  ASSERT_TRUE(desk.verify(first, "2023-01-06T09:00:00+08:00"));
  EXPECT_EQ(code(desk.verify(second, "2023-01-06T09:00:00+08:00")), ErrorCode::already_exists);
  ASSERT_TRUE(desk.publish(first, "2023-01-09T09:00:00+08:00") && desk.approve(first, "2023-01-16T09:00:00+08:00"));
  // Nothing is due any more.
  const auto third = *desk.create(AwardKind::referral_award, 2023, "2023-01-17T09:00:00+08:00", second);
  EXPECT_TRUE(desk.verify(third, "2023-01-17T09:00:00+08:00"));
}

TEST(AwardRun, ARunThatAwardsNobodyIsNeitherApprovedNorPaid) {
  Desk desk;
  const auto id = desk.published_run();
  ASSERT_TRUE(desk.run(id).run->figures.lines.empty());
  const auto refused = desk.approve(id, "2023-01-16T09:00:00+08:00");
  ASSERT_EQ(code(refused), ErrorCode::wrong_state);
  EXPECT_NE(refused.error().detail.find("没有应奖励的园区或项目"), std::string::npos) << refused.error().detail;
  EXPECT_NE(refused.error().next_zh.find("由新批次替换"), std::string::npos);
  EXPECT_EQ(desk.run(id).run->state, RunState::published);
  // It does not stand in the way of a run that finds somebody.
  desk.city.project(big("a", "P1"));
  const auto anew = *desk.create(AwardKind::park_award, 2022, "2023-01-17T09:00:00+08:00", id);
  ASSERT_TRUE(desk.verify(anew, "2023-01-17T09:00:00+08:00") && desk.publish(anew, "2023-01-17T09:00:00+08:00"));
  EXPECT_TRUE(desk.approve(anew, "2023-02-01T09:00:00+08:00"));

  AwardRun approved = *desk.run(id).run;  // as one could be before
  approved.state = RunState::approved;
  approved.approved = Step{"leader", at("2023-01-16T09:00:00+08:00")};
  const auto context = desk.as(Role::finance, "finance", "2023-01-17T09:00:00+08:00");
  PayAwardRun payment;
  payment.reference = "拨付1号";
  const auto unpaid = decide_pay({"awd_1", &approved}, payment, context);
  ASSERT_FALSE(unpaid);
  EXPECT_EQ(unpaid.error().code, ErrorCode::wrong_state);
  EXPECT_EQ(unpaid.error().next_zh.find("替换"), std::string::npos) << "an approved run is not replaced";
}

TEST(AwardRun, AFindingAgainstAParkThatIsNotRegisteredIsRefusedWithItsPointer) {
  Desk desk;
  CreateAwardRun command;
  command.award = AwardKind::park_award;
  command.year = 2022;
  command.fraud_findings = {{"P1", "文号一"}, {"NOPE", "文号二"}};
  const auto context = desk.as(Role::bureau, "creator", "2023-01-04T09:00:00+08:00");
  const auto refused = decide_create(command, desk.city.facts, desk.runs(), 42, context);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::invalid_body);
  ASSERT_EQ(refused.error().fields.size(), 1U);
  EXPECT_EQ(refused.error().fields[0].pointer, "/fraud_findings/1/park");
  command.fraud_findings.pop_back();
  EXPECT_TRUE(decide_create(command, desk.city.facts, desk.runs(), 42, context));
}

}  // namespace luodi::incentive::test
