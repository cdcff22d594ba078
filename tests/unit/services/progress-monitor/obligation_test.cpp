#include <gtest/gtest.h>

#include "tests/unit/services/progress-monitor/accord.hpp"

namespace luodi::monitor::test {
namespace {
using Kind = ObligationKind;
Accord agreed() {
  return Accord::signed_on("2022-06-10");
}

TEST(Obligation, FollowsAFormalAgreement) {
  Accord early;
  EXPECT_EQ(code(early.owe(Kind::deposit, "2022-07-10", "2022-06-20")), ErrorCode::wrong_state);
  early.story.sign("2022-06-10", yi(5), "framework");
  EXPECT_EQ(code(early.owe(Kind::deposit, "2022-07-10", "2022-06-20")), ErrorCode::wrong_state);
  auto a = agreed();
  EXPECT_EQ(code(a.owe(Kind::deposit, "2022-06-09", "2022-06-20")), ErrorCode::invalid_body) << "before the signing";
  const auto id = a.owe(Kind::deposit, "2022-07-10", "2022-06-20", Fen::wan(100));
  ASSERT_TRUE(id);
  const auto& deposit = a.obligations.at(*id);
  EXPECT_EQ(deposit.state, ObligationState::pending);
  EXPECT_EQ(deposit.owner, "测试企业");
  EXPECT_EQ(deposit.clause, "mianyang-2022/9");
  EXPECT_EQ(a.jobs.at(obligation_job(*id)), at("2022-07-11"));
  const auto land = a.owe(Kind::land, "2022-08-10", "2022-06-20", {}, ObligationSide::government);
  EXPECT_EQ(a.obligations.at(*land).owner, "MY-GX");
  a.story.leave("2022-06-30");
  EXPECT_EQ(code(a.owe(Kind::funds, "2022-08-10", "2022-07-01")), ErrorCode::wrong_state);
}

TEST(Obligation, ItsSideFitsItsKind) {
  using Side = ObligationSide;
  auto a = agreed();
  const auto owed_by = [&](Kind kind, Side side) { return a.owe(kind, "2022-07-10", "2022-06-20", {}, side); };
  for (const auto kind : {Kind::company, Kind::deposit, Kind::funds, Kind::start, Kind::production}) {
    const auto refused = owed_by(kind, Side::government);
    ASSERT_EQ(code(refused), ErrorCode::invalid_body) << codec::enum_text(kind);
    EXPECT_EQ(refused.error().fields.at(0).pointer, "/side");
    EXPECT_TRUE(owed_by(kind, Side::enterprise)) << codec::enum_text(kind);
  }
  for (const auto kind : {Kind::land, Kind::infrastructure, Kind::support}) {
    EXPECT_EQ(code(owed_by(kind, Side::enterprise)), ErrorCode::invalid_body) << codec::enum_text(kind);
    EXPECT_TRUE(owed_by(kind, Side::government)) << codec::enum_text(kind);
  }
  EXPECT_TRUE(owed_by(Kind::other, Side::enterprise) && owed_by(Kind::other, Side::government));
}

TEST(Obligation, TheSameOneIsRegisteredOnce) {
  auto a = agreed();
  const auto id = *a.owe(Kind::deposit, "2022-07-10", "2022-06-20", Fen::wan(100));
  EXPECT_EQ(a.obligations.at(id).registered_by, "bureauuser");
  const auto twice = a.owe(Kind::deposit, "2022-07-10", "2022-06-25", Fen::wan(200));
  ASSERT_EQ(code(twice), ErrorCode::already_exists) << "whatever its amount";
  EXPECT_NE(twice.error().detail.find("于 2022-06-20 由 bureauuser 登记（" + id + "）"), std::string::npos)
      << twice.error().detail;
  EXPECT_NE(twice.error().detail.find("on 2022-06-20 by bureauuser as " + id), std::string::npos);
  EXPECT_TRUE(a.owe(Kind::deposit, "2022-07-11"));
  EXPECT_TRUE(a.owe(Kind::funds, "2022-07-10"));
  EXPECT_TRUE(a.owe(Kind::other, "2022-07-10"));
  EXPECT_TRUE(a.owe(Kind::other, "2022-07-10", "2022-06-20", {}, ObligationSide::government));
  CorrectObligation moved;
  moved.due_on = day("2022-07-31");
  ASSERT_TRUE(a.correct(id, moved, "2022-06-26"));
  EXPECT_EQ(code(a.owe(Kind::deposit, "2022-07-31")), ErrorCode::already_exists) << "as it stands now";
  EXPECT_TRUE(a.owe(Kind::deposit, "2022-07-10")) << "another instalment";
}

TEST(Obligation, TwoAtTheSameMomentClaimTheSame) {
  const auto a = agreed();
  RegisterObligation c;
  c.title = "履约 保证金";
  c.due_on = day("2022-07-10");
  const auto now = context(at("2022-06-20", 9), k_bureau);
  const auto one = decide_register_obligation("prj_1", a.story.project, {}, {}, c, now);
  c.title = "履约保证金 ";
  const auto two = decide_register_obligation("prj_1", a.story.project, {}, {}, c, now);
  ASSERT_TRUE(one && two);
  ASSERT_EQ(one->claims.size(), 1U);
  EXPECT_EQ(one->claims[0].value, two->claims.at(0).value);
  Obligation owed;
  owed.project_id = "prj_1";
  owed.what = c.kind;
  owed.title = c.title;
  owed.due_on = c.due_on;
  CorrectObligation moved;
  moved.due_on = day("2022-07-31");
  moved.reason = "补充协议";
  const auto corrected = decide_correct({"obl_1", &owed, &a.story.project}, {}, moved, now);
  ASSERT_TRUE(corrected) << corrected.error().detail;
  ASSERT_EQ(corrected->claims.size(), 2U);
  EXPECT_TRUE(corrected->claims[0].release && corrected->claims[0].value == one->claims[0].value);
  EXPECT_FALSE(corrected->claims[1].release);
}

TEST(Obligation, CorrectedToTheDayOfAnotherItIsToldWhichOne) {
  auto a = agreed();
  const auto july = *a.owe(Kind::deposit, "2022-07-10");
  const auto august = *a.owe(Kind::deposit, "2022-08-10", "2022-06-21");
  CorrectObligation moved;
  moved.due_on = day("2022-07-10");
  const auto refused = a.correct(august, moved, "2022-06-22");
  ASSERT_EQ(code(refused), ErrorCode::already_exists);
  EXPECT_NE(refused.error().detail.find("于 2022-06-20 由 bureauuser 登记（" + july + "）"), std::string::npos)
      << refused.error().detail;
  EXPECT_EQ(refused.error().detail.find("prj_1/"), std::string::npos) << "no key of the store";
  moved.due_on = day("2022-08-10");
  moved.amount_fen = Fen::wan(1);
  EXPECT_TRUE(a.correct(august, moved, "2022-06-23")) << "its own day";
}

TEST(Obligation, IsBreachedOnceWhenItsLastDayIsOver) {
  for (const auto* last : {"2022-07-10", "2022-12-31", "2024-02-29", "2022-09-30"}) {
    auto a = agreed();
    const auto id = *a.owe(Kind::funds, last);
    a.run_due(instant_at(day(last), 23, 59));
    EXPECT_EQ(a.obligations.at(id).state, ObligationState::pending) << last;
    a.run_due(instant_at(day(last).plus_days(1)));
    EXPECT_EQ(a.obligations.at(id).state, ObligationState::breached) << last;
    EXPECT_EQ(a.obligations.at(id).breached_on, day(last));
    const auto before = text_of(a.obligations);
    a.jobs[obligation_job(id)] = instant_at(day(last));  // the job comes back
    a.run_due(instant_at(day(last).plus_days(3)));
    EXPECT_EQ(text_of(a.obligations), before);
  }
}

TEST(Obligation, IsHonouredWithEvidenceAndInFull) {
  auto a = agreed();
  const auto id = *a.owe(Kind::deposit, "2022-07-10", "2022-06-20", Fen::wan(100));
  EXPECT_EQ(code(a.honour(id, "2022-07-01")), ErrorCode::invalid_body) << "how much?";
  EXPECT_EQ(code(a.honour(id, "2022-07-01", "", k_bureau, Fen::of(Fen::wan(100).value() - 1))),
            ErrorCode::invalid_body);
  EXPECT_EQ(code(a.honour(id, "2022-06-09", "2022-07-01", k_bureau, Fen::wan(100))), ErrorCode::invalid_body);
  EXPECT_EQ(code(a.honour(id, "2022-07-02", "2022-07-01", k_bureau, Fen::wan(100))), ErrorCode::in_future);
  ASSERT_TRUE(a.honour(id, "2022-07-10", "2022-07-10", k_park, Fen::wan(100)));
  EXPECT_EQ(a.obligations.at(id).state, ObligationState::honoured);
  EXPECT_FALSE(a.obligations.at(id).late) << "the last day is in time";
  EXPECT_FALSE(a.jobs.contains(obligation_job(id)));
  EXPECT_EQ(code(a.honour(id, "2022-07-10", "2022-07-11", k_park, Fen::wan(100))), ErrorCode::wrong_state);
}

TEST(Obligation, WhoOwesItDoesNotSayThatItIsDone) {
  auto a = agreed();
  const auto id = *a.owe(Kind::land, "2022-07-10", "2022-06-20", {}, ObligationSide::government);
  EXPECT_EQ(code(a.honour(id, "2022-07-01", "", actor(Role::park, "MY-GX"))), ErrorCode::forbidden);
  EXPECT_TRUE(a.honour(id, "2022-07-01"));
}

TEST(Obligation, AStageOfTheProjectShowsWhatNobodyElseMaySay) {
  auto a = agreed();
  const auto company = *a.owe(Kind::company, "2022-07-10");
  const auto start = *a.owe(Kind::start, "2022-09-10");
  const auto of_the_city = *a.owe(Kind::start, "2022-09-08");
  a.obligations.at(of_the_city).side = ObligationSide::government;  // from before sides were compared with kinds
  EXPECT_EQ(code(a.honour(start, "2022-07-01")), ErrorCode::wrong_state) << "a ceremony is not a start";
  a.story.land("2022-07-05").start("2022-09-11");
  a.run_due(at("2022-09-12"));
  EXPECT_EQ(a.obligations.at(company).honoured_on, day("2022-07-05"));
  EXPECT_EQ(a.obligations.at(company).honoured->source, "landed");
  EXPECT_EQ(a.obligations.at(start).state, ObligationState::honoured);
  EXPECT_TRUE(a.obligations.at(start).late) << "one day";
  EXPECT_EQ(a.obligations.at(of_the_city).state, ObligationState::breached)
      << "the start of the enterprise is not the city's";
  const auto unseen = *a.owe(Kind::start, "2022-09-09", "2022-09-13");
  a.care("2022-09-13");  // before the due queue has looked
  EXPECT_EQ(a.obligations.at(unseen).breached_on, day("2022-09-09"));
  EXPECT_EQ(a.obligations.at(unseen).state, ObligationState::honoured);
  const auto before = text_of(a.obligations);
  a.care("2022-09-13");
  EXPECT_EQ(text_of(a.obligations), before);
}

TEST(Obligation, TheDaysDecideWhateverCameFirst) {
  auto a = agreed();
  const auto id = *a.owe(Kind::funds, "2022-07-10");
  a.run_due(at("2022-07-11"));
  ASSERT_EQ(a.obligations.at(id).state, ObligationState::breached);
  ASSERT_TRUE(a.honour(id, "2022-07-09", "2022-07-20"));  // told late
  EXPECT_EQ(a.obligations.at(id).state, ObligationState::honoured);
  EXPECT_FALSE(a.obligations.at(id).late);

  CorrectObligation wrong_day;
  wrong_day.honoured_on = day("2022-07-15");
  ASSERT_TRUE(a.correct(id, wrong_day, "2022-07-21"));
  EXPECT_TRUE(a.obligations.at(id).late);
  EXPECT_EQ(a.obligations.at(id).honoured->honoured_on, day("2022-07-09")) << "what was told stays";
  CorrectObligation never;
  never.not_honoured = true;
  ASSERT_TRUE(a.correct(id, never, "2022-07-22"));
  EXPECT_EQ(a.obligations.at(id).state, ObligationState::breached);
  CorrectObligation moved;
  moved.due_on = day("2022-07-31");
  ASSERT_TRUE(a.correct(id, moved, "2022-07-23"));
  EXPECT_EQ(a.obligations.at(id).state, ObligationState::pending) << "not yet due by the supplementary agreement";
  a.run_due(at("2022-08-01"));
  EXPECT_EQ(a.obligations.at(id).state, ObligationState::breached);
  EXPECT_EQ(a.obligations.at(id).corrections.size(), 3U);
}

// What was done after the last day was not done by it, whether the due queue or the report came first.
TEST(Obligation, ALateHonouringRecordsTheBreachThatTheQueueHasNotSeen) {
  for (const bool queue_first : {false, true}) {
    auto a = agreed();
    const auto id = *a.owe(Kind::funds, "2022-07-10");
    if (queue_first) a.run_due(at("2022-07-11"));
    ASSERT_TRUE(a.honour(id, "2022-07-11"));
    EXPECT_EQ(a.obligations.at(id).breached_on, day("2022-07-10")) << queue_first;
    EXPECT_EQ(a.obligations.at(id).state, ObligationState::honoured);
    EXPECT_TRUE(a.obligations.at(id).late);
    EXPECT_EQ(a.told_of(ObligationBreached::fact), 1);
    a.jobs[obligation_job(id)] = at("2022-07-11");  // the job comes back
    a.run_due(at("2022-07-12"));
    CorrectObligation later;
    later.honoured_on = day("2022-07-12");
    ASSERT_TRUE(a.correct(id, later, "2022-07-13"));
    EXPECT_EQ(a.told_of(ObligationBreached::fact), 1) << "once for each agreed day";
  }
  auto in_time = agreed();
  const auto id = *in_time.owe(Kind::funds, "2022-07-10");
  ASSERT_TRUE(in_time.honour(id, "2022-07-10", "2022-07-20"));
  EXPECT_FALSE(in_time.obligations.at(id).breached_on) << "done on the last day, told later";
}

TEST(Obligation, ADayMovedAwayAndBackIsBreachedOnce) {
  auto a = agreed();
  const auto id = *a.owe(Kind::funds, "2022-07-10");
  const auto move_to = [&](const char* due, const char* on) {
    CorrectObligation moved;
    moved.due_on = day(due);
    ASSERT_TRUE(a.correct(id, moved, on));
    a.run_due(at(on, 23));
  };
  a.run_due(at("2022-07-11"));
  move_to("2022-07-20", "2022-07-12");
  EXPECT_EQ(a.obligations.at(id).state, ObligationState::pending);
  a.run_due(at("2022-07-21"));
  EXPECT_EQ(a.told_of(ObligationBreached::fact), 2) << "once for each day";
  for (int i = 0; i < 2; ++i) {
    move_to("2022-07-10", "2022-07-22");
    EXPECT_EQ(a.obligations.at(id).state, ObligationState::breached) << "that day has passed";
    EXPECT_EQ(a.obligations.at(id).breached_on, day("2022-07-10"));
    EXPECT_FALSE(a.jobs.contains(obligation_job(id)));
    move_to("2022-07-20", "2022-07-23");
    EXPECT_EQ(a.obligations.at(id).breached_on, day("2022-07-20"));
  }
  ASSERT_TRUE(a.honour(id, "2022-07-24"));
  EXPECT_EQ(a.told_of(ObligationBreached::fact), 2);
  EXPECT_EQ(a.obligations.at(id).earlier_breaches, std::vector{day("2022-07-10")});
  const auto stored = codec::decode<Obligation>(codec::encode(a.obligations.at(id)));
  ASSERT_TRUE(stored) << stored.error().detail;
  EXPECT_TRUE(was_breached(*stored, day("2022-07-10")) && was_breached(*stored, day("2022-07-20")));
}

TEST(Obligation, ACorrectionToWhatStandsIsNone) {
  auto a = agreed();
  const auto id = *a.owe(Kind::deposit, "2022-07-10", "2022-06-20", Fen::wan(100));
  ASSERT_TRUE(a.honour(id, "2022-07-01", "", k_bureau, Fen::wan(100)));
  const auto refused = [&](const CorrectObligation& c) {
    const auto d = a.correct(id, c, "2022-07-21");
    return !d && d.error().fields.at(0).code == "unchanged" &&
           d.error().fields.at(0).message.find("约定 2022-07-10，履约 2022-07-01") != std::string::npos;
  };
  CorrectObligation same;
  same.due_on = day("2022-07-10");
  EXPECT_TRUE(refused(same));
  same.honoured_on = day("2022-07-01");
  same.amount_fen = Fen::wan(100);
  EXPECT_TRUE(refused(same));
  EXPECT_TRUE(a.obligations.at(id).corrections.empty());
  same.honoured_on = day("2022-07-02");
  EXPECT_TRUE(a.correct(id, same, "2022-07-21")) << "one of them is another";
}

TEST(Obligation, ACorrectionThatMakesItLateRecordsTheBreach) {
  auto a = agreed();
  const auto id = *a.owe(Kind::funds, "2022-07-10");
  ASSERT_TRUE(a.honour(id, "2022-07-10"));
  CorrectObligation later;
  later.honoured_on = day("2022-07-11");
  ASSERT_TRUE(a.correct(id, later, "2022-07-12"));
  EXPECT_EQ(a.obligations.at(id).breached_on, day("2022-07-10"));
  EXPECT_EQ(a.obligations.at(id).state, ObligationState::honoured);
  CorrectObligation earlier;  // the agreement named another day
  earlier.due_on = day("2022-07-01");
  ASSERT_TRUE(a.correct(id, earlier, "2022-07-13"));
  EXPECT_EQ(a.obligations.at(id).breached_on, day("2022-07-01"));
  CorrectObligation moved;
  moved.due_on = day("2022-07-31");
  ASSERT_TRUE(a.correct(id, moved, "2022-07-14"));
  EXPECT_FALSE(a.obligations.at(id).late);
  EXPECT_EQ(a.told_of(ObligationBreached::fact), 2) << "once for each of the two days";
  CorrectObligation never;
  never.not_honoured = true;
  ASSERT_TRUE(a.correct(id, never, "2022-07-15"));
  EXPECT_EQ(a.told_of(ObligationBreached::fact), 2) << "its last day is not over";
}

TEST(Obligation, ACorrectionSaysSomethingAndNothingContradictory) {
  auto a = agreed();
  const auto id = *a.owe(Kind::funds, "2022-07-10");
  EXPECT_EQ(code(a.correct(id, {}, "2022-06-21")), ErrorCode::invalid_body);
  CorrectObligation both;
  both.honoured_on = day("2022-06-20");
  both.not_honoured = true;
  EXPECT_EQ(code(a.correct(id, both, "2022-06-21")), ErrorCode::invalid_body);
  both.not_honoured = false;
  EXPECT_EQ(code(a.correct(id, both, "2022-06-21")), ErrorCode::wrong_state) << "nobody has said it was honoured";
  CorrectObligation early;
  early.due_on = day("2022-06-09");
  EXPECT_EQ(code(a.correct(id, early, "2022-06-21")), ErrorCode::invalid_body);
}

TEST(Obligation, LapsesWithTheProject) {
  auto a = agreed();
  const auto id = *a.owe(Kind::funds, "2022-07-10");
  a.story.leave("2022-07-01");
  a.run_due(at("2022-08-01"));
  EXPECT_EQ(a.obligations.at(id).state, ObligationState::lapsed);
  EXPECT_EQ(code(a.honour(id, "2022-07-01", "2022-08-02")), ErrorCode::wrong_state);
  CorrectObligation moved;
  moved.due_on = day("2022-09-10");
  EXPECT_EQ(code(a.correct(id, moved, "2022-08-02")), ErrorCode::wrong_state) << "nothing is owed any more";
}

TEST(Obligation, TheDayOfTheSigningWillDo) {
  auto a = agreed();
  const auto id = a.owe(Kind::funds, "2022-06-10");
  ASSERT_TRUE(id);
  EXPECT_TRUE(a.honour(*id, "2022-06-10", "2022-06-20"));
}

TEST(Obligation, WhatAStageShowsNoCorrectionSays) {
  auto a = agreed();
  const auto start = *a.owe(Kind::start, "2022-09-10");
  a.story.land("2022-07-05").start("2022-09-11");
  a.care("2022-09-12");
  ASSERT_EQ(a.obligations.at(start).state, ObligationState::honoured);
  CorrectObligation earlier;
  earlier.honoured_on = day("2022-09-10");
  const auto refused = a.correct(start, earlier, "2022-09-13");
  ASSERT_EQ(code(refused), ErrorCode::wrong_state);
  EXPECT_NE(refused.error().detail.find("登记开工"), std::string::npos) << refused.error().detail;
  CorrectObligation never;
  never.not_honoured = true;
  EXPECT_EQ(code(a.correct(start, never, "2022-09-13")), ErrorCode::wrong_state);
  CorrectObligation moved;
  moved.due_on = day("2022-09-11");
  ASSERT_TRUE(a.correct(start, moved, "2022-09-14")) << "the agreed day is nobody's stage";
  EXPECT_FALSE(a.obligations.at(start).late);
}

TEST(Obligation, ProductionIsShownByTheProjectAlone) {
  auto a = agreed();
  const auto production = *a.owe(Kind::production, "2023-09-10");
  const auto refused = a.honour(production, "2022-07-01");
  ASSERT_EQ(code(refused), ErrorCode::wrong_state);
  EXPECT_NE(refused.error().detail.find("登记投产"), std::string::npos) << refused.error().detail;
  a.story.land("2022-07-05").start("2022-09-11").produce("2023-09-10");
  a.care("2023-09-11");
  EXPECT_EQ(a.obligations.at(production).honoured_on, day("2023-09-10"));
  EXPECT_EQ(a.obligations.at(production).honoured->source, "producing");
}

// The due queue alone, before the project is looked after.
TEST(Obligation, TheQueueLeavesToTheStageWhatTheStageShows) {
  auto a = agreed();
  const auto start = *a.owe(Kind::start, "2022-09-10");
  const auto due = [&](std::string_view on) {
    return decide_obligation_due({start, &a.obligations.at(start), &a.story.project}, context(at(on), k_system));
  };
  const auto early = due("2022-09-10");
  EXPECT_TRUE(early.events.empty());
  ASSERT_EQ(early.deadlines.size(), 1U);
  EXPECT_EQ(early.deadlines[0].at, at("2022-09-11")) << "asked too early, it waits for its day";
  ASSERT_EQ(due("2022-09-11").events.size(), 1U);
  EXPECT_EQ(due("2022-09-11").events[0].fact, ObligationBreached::fact);
  auto left = a;
  left.story.leave("2022-09-01");
  EXPECT_TRUE(decide_obligation_due({start, &left.obligations.at(start), &left.story.project},
                                    context(at("2022-09-11"), k_system))
                  .events.empty())
      << "an ended project breaches nothing";
  a.story.land("2022-07-05").start("2022-09-09");
  EXPECT_TRUE(due("2022-09-11").events.empty()) << "it did start";
}
}  // namespace
}  // namespace luodi::monitor::test
