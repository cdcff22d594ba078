// Limit and exit notices: what calls upon a late project, until when, and what cures.
#include <gtest/gtest.h>

#include "services/progress-monitor/domain/project_commands.hpp"
#include "services/progress-monitor/domain/settlement.hpp"
#include "tests/unit/services/progress-monitor/accord.hpp"

namespace luodi::monitor::test {
namespace {
using Kind = ObligationKind;

TEST(ExitCase, CompanyAndDepositAreCalledUponThirtyDaysLate) {
  for (const auto kind : {Kind::company, Kind::deposit}) {
    auto a = owing(kind, "2022-07-10");
    a.run_due(at("2022-08-08", 23, 59));
    EXPECT_TRUE(a.exits.empty());
    ASSERT_EQ(a.next_care, at("2022-08-09"));
    a.run_due(at("2022-08-09"));
    const auto& notice = a.only_exit().notice;
    EXPECT_EQ(notice.late_since, day("2022-08-09"));
    EXPECT_EQ(notice.limit_until, day("2022-09-08"));
    EXPECT_EQ(notice.clause, "mianyang-2022/9");
    EXPECT_EQ(notice.explanation.outcome, "2022-09-08");
    EXPECT_EQ(a.only_exit().state, ExitState::limited);
    const auto before = text_of(a.exits);
    days(a, "2022-08-10", "2022-09-08");
    EXPECT_EQ(text_of(a.exits), before) << "one notice";
  }
}

TEST(ExitCase, AStartIsCalledUponSixMonthsLateAtEveryMonthsEnd) {
  const std::pair<const char*, const char*> table[] = {{"2022-08-31", "2023-02-28"},
                                                       {"2023-08-31", "2024-02-29"},
                                                       {"2022-06-30", "2022-12-30"},
                                                       {"2022-12-31", "2023-06-30"},
                                                       {"2024-02-29", "2024-08-29"}};
  for (const auto& [agreed, late] : table) {
    auto a = owing(Kind::start, agreed);
    a.run_due(instant_at(day(late).plus_days(-1), 23, 59));
    EXPECT_TRUE(a.exits.empty()) << agreed;
    a.run_due(at(late));
    EXPECT_EQ(a.only_exit().notice.late_since, day(late)) << agreed;
    EXPECT_EQ(a.only_exit().notice.ground, ExitGround::start_late);
  }
}

TEST(ExitCase, OtherObligationsAndThoseOfTheCityAreNoGround) {
  auto a = owing(Kind::funds, "2022-07-10");
  const auto of_the_city = a.owe(Kind::company, "2022-07-10");
  ASSERT_TRUE(of_the_city);
  a.obligations.at(*of_the_city).side = ObligationSide::government;  // from before sides were compared with kinds
  days(a, "2022-07-11", "2023-02-01");
  EXPECT_TRUE(a.exits.empty());
}

TEST(ExitCase, ALimitThatEndsOnADayOffMovesOn) {
  auto a = owing(Kind::deposit, "2022-08-02");
  a.run_due(at("2022-09-01"));
  EXPECT_EQ(a.only_exit().notice.limit_until, day("2022-10-08")) << "1 to 7 October are days off, Saturday 8 is none";
  a.run_due(at("2022-10-08", 23, 59));
  EXPECT_EQ(a.only_exit().state, ExitState::limited);
  a.run_due(at("2022-10-09"));
  EXPECT_EQ(a.only_exit().state, ExitState::noticed);
  auto year = owing(Kind::deposit, "2022-11-01");
  year.run_due(at("2022-12-01"));
  EXPECT_EQ(year.only_exit().notice.limit_until, day("2023-01-03")) << "31 December begins the holiday";
}

TEST(ExitCase, TheLimitCountsFromTheNoticeHoweverLateItIsIssued) {
  auto a = owing(Kind::deposit, "2022-07-10");
  a.run_due(at("2022-08-16"));  // a week down
  EXPECT_EQ(a.only_exit().notice.late_since, day("2022-08-09"));
  EXPECT_EQ(a.only_exit().notice.limit_until, day("2022-09-15"));
}

TEST(ExitCase, WithoutACalendarNothingIsGuessed) {
  auto a = owing(Kind::deposit, "2026-11-20");
  a.run_due(at("2026-12-20"));
  EXPECT_TRUE(a.exits.empty());
  EXPECT_EQ(a.next_care, at("2026-12-21"));
}

TEST(ExitCase, PerformedWithinTheLimitIsCured) {
  auto a = owing(Kind::deposit, "2022-07-10");
  a.run_due(at("2022-08-09"));
  ASSERT_TRUE(a.honour(first_owed(a), "2022-09-08"));
  a.care("2022-09-08");
  EXPECT_EQ(a.only_exit().state, ExitState::cured);
  days(a, "2022-09-09", "2022-10-20");
  EXPECT_EQ(a.only_exit().state, ExitState::cured);
}

TEST(ExitCase, PerformedTooLateIsNotButToldTooLateIs) {
  auto late = owing(Kind::deposit, "2022-07-10");
  late.run_due(at("2022-08-09"));
  late.run_due(at("2022-09-09"));
  ASSERT_EQ(late.only_exit().state, ExitState::noticed);
  ASSERT_TRUE(late.honour(first_owed(late), "2022-09-09"));
  late.care("2022-09-10");
  EXPECT_EQ(late.only_exit().state, ExitState::noticed);
  CorrectObligation earlier;  // the slip bears the day before
  earlier.honoured_on = day("2022-09-08");
  ASSERT_TRUE(late.correct(first_owed(late), earlier, "2022-09-20"));
  late.care("2022-09-20");
  EXPECT_EQ(late.only_exit().state, ExitState::cured) << "also after the exit notice";
  CorrectObligation never;
  never.not_honoured = true;
  ASSERT_TRUE(late.correct(first_owed(late), never, "2022-09-21"));
  late.care("2022-09-21");
  EXPECT_EQ(late.only_exit().state, ExitState::limited) << "under its own id, with a limit of its own";
  EXPECT_EQ(late.only_exit().notice.limit_until, day("2022-10-21"));
  ASSERT_EQ(late.only_exit().former_letters.size(), 2U) << "what went out before stays readable";
  EXPECT_EQ(late.only_exit().former_letters[0].number, "限履〔2022〕1号");
  EXPECT_EQ(late.only_exit().former_letters[1].number, "退出〔2022〕1号");
  EXPECT_EQ(late.only_exit().former_letters[0].issued_at, at("2022-08-09")) << "its paper stays what it was";
  EXPECT_EQ(late.only_exit().former_letters[1].issued_at, at("2022-09-09"));
  EXPECT_TRUE(late.only_exit().notice.replaces.empty()) << "said once";
}

TEST(ExitCase, ACorrectionThatTakesTheCureAwayBringsTheExitNoticeBack) {
  for (const bool told_before : {false, true}) {
    auto a = owing(Kind::deposit, "2022-07-10");
    a.run_due(at("2022-08-09"));
    if (told_before) a.run_due(at("2022-09-09"));  // the exit notice went out before anybody told of the performance
    ASSERT_TRUE(a.honour(first_owed(a), "2022-09-08", "2022-09-20"));
    a.care("2022-09-20");
    ASSERT_EQ(a.only_exit().state, ExitState::cured);
    CorrectObligation later;
    later.honoured_on = day("2022-09-12");
    ASSERT_TRUE(a.correct(first_owed(a), later, "2022-09-21"));
    a.care("2022-09-21");
    EXPECT_EQ(a.only_exit().state, ExitState::noticed) << "as if it had been told so at once";
    EXPECT_EQ(a.only_exit().notice.limit_until, day("2022-09-08"));
    ASSERT_TRUE(a.only_exit().exit_notice);
    EXPECT_EQ(a.only_exit().exit_notice->again_on, day("2022-09-21"));
    EXPECT_FALSE(a.only_exit().cured);
    EXPECT_EQ(a.told_of(ExitNoticeIssued::fact), told_before ? 2 : 1);
    ASSERT_EQ(a.only_exit().former_letters.size(), told_before ? 1U : 0U);
    for (const auto& former : a.only_exit().former_letters)
      EXPECT_EQ(former.number, "退出〔2022〕1号") << "it stays readable";
    const int told = a.told;
    a.care("2022-09-22");
    EXPECT_EQ(a.told, told) << "judged again, nothing is said again";
    later.honoured_on = day("2022-09-07");
    ASSERT_TRUE(a.correct(first_owed(a), later, "2022-09-23"));
    a.care("2022-09-23");
    EXPECT_EQ(a.only_exit().state, ExitState::cured);
    later.honoured_on = day("2022-09-08");
    ASSERT_TRUE(a.correct(first_owed(a), later, "2022-09-24"));
    a.care("2022-09-24");
    EXPECT_EQ(a.only_exit().state, ExitState::cured) << "still within the limit";
  }
}

TEST(ExitCase, AMovedDayTakesTheNoticeBack) {
  auto a = owing(Kind::start, "2022-07-10");
  a.run_due(at("2023-01-10"));
  ASSERT_EQ(a.only_exit().state, ExitState::limited);
  CorrectObligation moved;
  moved.due_on = day("2022-10-10");
  ASSERT_TRUE(a.correct(first_owed(a), moved, "2023-01-20"));
  a.care("2023-01-20");
  EXPECT_EQ(a.only_exit().state, ExitState::cured);
  a.run_due(at("2023-04-10"));
  ASSERT_EQ(a.exits.size(), 2U) << "late again, by the new day";
}

// A notice that was issued late stands when the moved day is still late enough on the day of the notice.
TEST(ExitCase, AMovedDayThatWasLateOnTheDayOfTheNoticeTakesNothingBack) {
  const auto moved_to = [](std::string_view due_on) {
    auto a = owing(Kind::deposit, "2022-07-10");
    a.run_due(at("2022-08-16"));  // a week down
    CorrectObligation moved;
    moved.due_on = day(due_on);
    EXPECT_TRUE(a.correct(first_owed(a), moved, "2022-08-20"));
    a.care("2022-08-20");
    return a.exits.at(exit_id(first_owed(a), day("2022-07-10"))).state;
  };
  EXPECT_EQ(moved_to("2022-07-17"), ExitState::limited) << "thirty days late on 16 August";
  EXPECT_EQ(moved_to("2022-07-18"), ExitState::cured);
}

TEST(ExitCase, ItsNoticesSayWhatTheyRestOn) {
  auto a = owing(Kind::start, "2022-06-30");
  a.run_due(at("2022-12-30"));
  const auto input = [](const policy::Explanation& e, std::string_view name) {
    for (const auto& each : e.inputs)
      if (each.name == name) return each.value;
    return std::string("absent");
  };
  const auto limit = a.only_exit().notice;
  EXPECT_EQ(input(limit.explanation, "policy:environment.exit.start_late"), "6个月 / months: 6");
  EXPECT_EQ(input(limit.explanation, "agreed_on"), "2022-06-30");
  a.run_due(after_last_day(limit.limit_until));
  ASSERT_TRUE(a.only_exit().exit_notice);
  const auto& told = a.only_exit().exit_notice->explanation;
  EXPECT_EQ(input(told, "honoured_on"), "—") << "not at all";
  EXPECT_EQ(input(told, "limit_until"), limit.limit_until.str());

  auto late = owing(Kind::deposit, "2022-07-10");
  late.run_due(at("2022-08-09"));
  EXPECT_EQ(input(late.only_exit().notice.explanation, "policy:environment.exit.deposit_late"), "30日 / days: 30");
  ASSERT_TRUE(late.honour(first_owed(late), "2022-09-09", "2022-09-10"));
  late.care("2022-09-10");
  ASSERT_TRUE(late.only_exit().exit_notice);
  EXPECT_EQ(input(late.only_exit().exit_notice->explanation, "honoured_on"), "2022-09-09") << "a day too late";
}

TEST(ExitCase, ItsIdIsThatOfItsObligationAndDay) {
  EXPECT_EQ(exit_id("obl_7", day("2022-07-10")), "ext_7_2022-07-10");
  EXPECT_EQ(exit_id("7", day("2022-07-10")), "ext_7_2022-07-10");
}

TEST(ExitCase, WithoutAPolicyInForceNothingIsJudged) {
  auto a = owing(Kind::deposit, "2022-07-10");
  a.obligations.at(first_owed(a)).due_on = day("1990-01-01");
  const auto judged = judge_exit(a.performance(), context(at("1991-01-01"), k_system));
  EXPECT_TRUE(judged.decision.events.empty());
  EXPECT_FALSE(judged.next_at);
}

TEST(ExitCase, OneRunsAtATimeAndAWithdrawnGroundOpensNothingAgain) {
  auto a = owing(Kind::deposit, "2022-07-10");
  ASSERT_TRUE(a.owe(Kind::company, "2022-07-12"));
  a.run_due(at("2022-08-15"));
  const auto first = a.only_exit();
  EXPECT_EQ(first.notice.ground, ExitGround::deposit_late) << "the oldest";
  const std::string id = a.exits.begin()->first;
  const auto withdrawn = decide_withdraw_exit({id, &first, &a.story.project}, ExitWithdrawn{"已协商"},
                                              context(at("2022-08-16", 9), k_bureau));
  ASSERT_TRUE(withdrawn);
  a.take(*withdrawn, at("2022-08-16", 9), k_bureau);
  EXPECT_EQ(code(decide_withdraw_exit({id, &a.exits.at(id), &a.story.project}, ExitWithdrawn{"再次"},
                                      context(at("2022-08-16", 9), k_bureau))),
            ErrorCode::wrong_state);
  a.run_due(at("2022-08-17"));
  EXPECT_EQ(a.exits.size(), 2U);
  EXPECT_EQ(a.exits.at(id).state, ExitState::withdrawn);
  EXPECT_EQ(a.exits.at(id).withdrawn_by, "bureauuser");
}

TEST(ExitCase, NothingBeginsAndNoLimitEndsWhileSuspended) {
  auto a = owing(Kind::deposit, "2022-07-10");
  a.story.suspend("2022-08-01");
  a.run_due(at("2022-08-20"));
  EXPECT_TRUE(a.exits.empty());
  a.story.resume("2022-08-21");
  a.run_due(at("2022-08-21", 10));
  ASSERT_EQ(a.only_exit().state, ExitState::limited);
  a.story.suspend("2022-09-01");
  a.run_due(at("2022-10-20"));
  EXPECT_EQ(a.only_exit().state, ExitState::limited);
}

TEST(ExitCase, TheDayOfTheNoticeDoesNotRunSoItsSuspensionTakesNoneAway) {
  auto a = owing(Kind::deposit, "2022-07-10");
  a.run_due(at("2022-08-09"));
  a.story.suspend("2022-08-09").resume("2022-08-15");
  a.care("2022-08-15");
  ASSERT_TRUE(a.only_exit().limit_moved);
  EXPECT_EQ(a.only_exit().limit_moved->suspended_days, 5) << "10 to 14 August";
  EXPECT_EQ(a.only_exit().limit_moved->limit_until, day("2022-09-13"));
}

// Notice on 9 August, limit until 8 September; suspended since.
Accord suspended_within(std::string_view from) {
  auto a = owing(Kind::deposit, "2022-07-10");
  a.run_due(at("2022-08-09"));
  a.story.suspend(from);
  a.care(from);
  return a;
}

TEST(ExitCase, DaysOfASuspensionWithinTheLimitDoNotRun) {
  auto a = suspended_within("2022-09-01");
  a.run_due(at("2022-09-09"));
  EXPECT_EQ(a.only_exit().state, ExitState::limited);
  EXPECT_FALSE(a.only_exit().limit_moved) << "nobody knows yet by how much";
  a.story.resume("2022-10-10");
  a.care("2022-10-10");
  EXPECT_EQ(a.only_exit().state, ExitState::limited) << "not told to leave on the day it comes back";
  ASSERT_TRUE(a.only_exit().limit_moved);
  const auto& moved = *a.only_exit().limit_moved;
  EXPECT_EQ(moved.before, day("2022-09-08"));
  EXPECT_EQ(moved.limit_until, day("2022-10-17")) << "39 days later";
  EXPECT_EQ(moved.suspended_days, 39);
  EXPECT_EQ(moved.explanation.outcome, "2022-10-17");
  EXPECT_EQ(a.only_exit().text, moved.text);
  EXPECT_NE(moved.text.find("由 2022-09-08 顺延至 2022-10-17（含当日）"), std::string::npos) << moved.text;
  EXPECT_EQ(a.only_exit().notice.limit_until, day("2022-09-08")) << "the letter keeps what it said";
  EXPECT_EQ(a.next_care, at("2022-10-18"));
  const int told = a.told;
  a.care("2022-10-11");
  EXPECT_EQ(a.told, told) << "told once";
  a.run_due(at("2022-10-17", 23, 59));
  EXPECT_EQ(a.only_exit().state, ExitState::limited);
  a.run_due(at("2022-10-18"));
  ASSERT_EQ(a.only_exit().state, ExitState::noticed);
  EXPECT_EQ(a.only_exit().exit_notice->limit_until, day("2022-10-17"));
  ASSERT_TRUE(a.only_exit().exit_notice->letter);
  EXPECT_EQ(a.only_exit().exit_notice->letter->limit_until, day("2022-10-17"));
}

TEST(ExitCase, AMovedLimitComesOutTheSameLateAndIsMovedOnFromADayOff) {
  auto prompt = suspended_within("2022-09-01");
  prompt.story.resume("2022-09-15");
  auto late = prompt;
  prompt.care("2022-09-15");
  EXPECT_EQ(prompt.only_exit().limit_moved->limit_until, day("2022-09-22")) << "14 days";
  prompt.run_due(at("2022-10-08"));
  late.run_due(at("2022-10-08"));  // nobody looked between
  for (const auto* a : {&prompt, &late}) {
    EXPECT_EQ(a->only_exit().state, ExitState::noticed);
    EXPECT_EQ(a->only_exit().exit_notice->limit_until, day("2022-09-22"));
    EXPECT_EQ(codec::encode(*a->only_exit().limit_moved), codec::encode(*late.only_exit().limit_moved));
  }
  auto holiday = suspended_within("2022-09-01");
  holiday.story.resume("2022-09-25");
  holiday.care("2022-09-25");
  EXPECT_EQ(holiday.only_exit().limit_moved->limit_until, day("2022-10-08"))
      << "2 October is a day off, Saturday 8 none";
}

TEST(ExitCase, PerformedWithinAMovedLimitOrWhileItStoodIsCured) {
  auto a = suspended_within("2022-09-01");
  ASSERT_TRUE(a.honour(first_owed(a), "2022-09-20"));
  a.care("2022-09-20");
  EXPECT_EQ(a.only_exit().state, ExitState::cured) << "the limit had not ended";
  a.story.resume("2022-10-10");
  a.care("2022-10-10");
  EXPECT_EQ(a.only_exit().state, ExitState::cured);
  CorrectObligation later;
  later.honoured_on = day("2022-10-17");
  ASSERT_TRUE(a.correct(first_owed(a), later, "2022-10-20"));
  a.care("2022-10-20");
  EXPECT_EQ(a.only_exit().state, ExitState::cured) << "the last day of the moved limit";
  later.honoured_on = day("2022-10-18");
  ASSERT_TRUE(a.correct(first_owed(a), later, "2022-10-21"));
  a.care("2022-10-21");
  EXPECT_EQ(a.only_exit().state, ExitState::noticed);
  EXPECT_EQ(a.only_exit().exit_notice->limit_until, day("2022-10-17"));
}

TEST(ExitCase, SuspendedAgainItMovesAgainAndOnlyDaysWithinTheLimitCount) {
  auto a = suspended_within("2022-09-01");
  a.story.resume("2022-09-08");
  a.care("2022-09-08");
  EXPECT_EQ(a.only_exit().limit_moved->limit_until, day("2022-09-15")) << "7 days";
  a.story.suspend("2022-09-15");
  a.run_due(at("2022-09-16"));
  EXPECT_EQ(a.only_exit().state, ExitState::limited) << "its last day lay in the suspension";
  a.story.resume("2022-09-19");
  a.care("2022-09-19");
  EXPECT_EQ(a.only_exit().limit_moved->limit_until, day("2022-09-19"));
  EXPECT_EQ(a.only_exit().limit_moved->before, day("2022-09-15"));
  EXPECT_EQ(a.told_of(ExitLimitMoved::fact), 2);

  auto over = owing(Kind::deposit, "2022-07-10");
  over.run_due(at("2022-08-09"));
  over.story.suspend("2022-09-09");
  over.run_due(at("2022-09-12"));
  EXPECT_EQ(over.only_exit().state, ExitState::noticed) << "it had ended before: as a prompt look would have found";
  EXPECT_FALSE(over.only_exit().limit_moved);
}

TEST(ExitCase, ALimitThatMovesBeyondTheCalendarDoesNotEnd) {
  auto a = owing(Kind::deposit, "2026-10-20");
  a.run_due(at("2026-11-19"));
  ASSERT_EQ(a.only_exit().notice.limit_until, day("2026-12-21"));
  a.story.suspend("2026-12-01");
  a.story.resume("2026-12-21");
  a.care(at("2026-12-21"));
  EXPECT_EQ(a.only_exit().state, ExitState::limited);
  EXPECT_FALSE(a.only_exit().limit_moved) << "10 January 2027 may be a day off";
  EXPECT_EQ(a.next_care, at("2026-12-22")) << "asked again";
}

TEST(ExitCase, IsCompletedWithTheExit) {
  auto a = owing(Kind::deposit, "2022-07-10");
  a.run_due(at("2022-08-09"));
  a.run_due(at("2022-09-09"));
  EXPECT_TRUE(told_to_leave_on(a.performance().exits));
  a.story.leave("2022-10-10");
  a.care("2022-10-10");
  EXPECT_EQ(a.only_exit().state, ExitState::exited);
  EXPECT_EQ(a.only_exit().exited_on, day("2022-10-10"));
  EXPECT_EQ(a.obligations.begin()->second.state, ObligationState::lapsed);
}

}  // namespace
}  // namespace luodi::monitor::test
