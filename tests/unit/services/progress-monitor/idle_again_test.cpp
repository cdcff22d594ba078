// A stall that goes on after its interview has ended leads to another one, counted anew.
#include "services/progress-monitor/domain/idle_again.hpp"

#include "tests/unit/services/progress-monitor/ledger.hpp"

namespace luodi::monitor::test {
namespace {

const std::string k_first = "int_1_2022-06-H2";

// Opened for 06-H2 to 08-H1.
Ledger opened(Story story = negotiating(), policy::PolicyBook policies = book()) {
  Ledger l(story.project, std::move(policies));
  l.evaluate(at("2022-08-16"));
  return l;
}
// Its first interview led to a second one.
Ledger called_twice() {
  auto l = opened();
  auto& first = l.interviews.at(k_first);
  first.state = InterviewState::escalated;
  first.second_id = k_first + "_2";
  Interview second = first;
  second.level = 2;
  l.interviews[k_first + "_2"] = second;
  return l;
}
void end(Ledger& l, const std::string& id, InterviewState state, std::string_view on) {
  auto& interview = l.interviews.at(id);
  interview.state = state;
  if (state == InterviewState::closed) interview.outcome = k_rectified;
  const auto fact = state == InterviewState::closed ? InterviewClosed::fact : InterviewWithdrawn::fact;
  interview.timeline.push_back({std::string(fact), at(on, 10), "somebody", ""});
}
std::set<std::string> ids(const Ledger& l) {
  std::set<std::string> out;
  for (const auto& [id, interview] : l.interviews)
    out.insert(id);
  return out;
}
using Ids = std::set<std::string>;

TEST(IdleAgain, FourWholeCyclesAfterThePassCallAgainAndOnlyOnce) {
  auto l = opened();
  end(l, k_first, InterviewState::closed, "2022-09-20");  // 09-H2 answers with it
  l.evaluate(at("2022-11-30", 23));
  EXPECT_EQ(ids(l), Ids{k_first}) << "10-H1, 10-H2, 11-H1 are three";
  l.evaluate(at("2022-12-01"));
  EXPECT_EQ(ids(l), (Ids{k_first, "int_1_2022-10-H1"}));
  const auto& again = l.interviews.at("int_1_2022-10-H1");
  EXPECT_EQ(again.trigger, cycle("2022-11-H2"));
  EXPECT_EQ(again.cycles, (std::vector<HalfMonth>{cycle("2022-10-H1"), cycle("2022-10-H2"), cycle("2022-11-H1"),
                                                  cycle("2022-11-H2")}));
  EXPECT_EQ(again.count->units, 4) << "also where it is found late";
  ASSERT_EQ(l.watch->episodes.size(), 2U);
  EXPECT_EQ(l.watch->episodes[0].interview_id, k_first);
  EXPECT_EQ(l.watch->episodes[1].yellow, cycle("2022-10-H2"));
  EXPECT_EQ(l.watch->episodes[1].red, cycle("2022-11-H1"));
  EXPECT_EQ(l.watch->idle_cycles, 11) << "the count itself goes on: it stands still since 06-H2";
  const auto facts = l.facts;
  l.evaluate(at("2022-12-01"));
  EXPECT_EQ(l.facts, facts) << "twice";
  l.evaluate(at("2024-12-01"));
  EXPECT_EQ(ids(l).size(), 2U) << "while the second one runs";
}

TEST(IdleAgain, LateAndInOneJumpTheSame) {
  auto daily = opened();
  end(daily, k_first, InterviewState::closed, "2022-09-20");
  for (CivilDate d = day("2022-09-21"); d <= day("2023-03-01"); d = d.plus_days(1))
    daily.evaluate(instant_at(d));
  auto late = opened();
  end(late, k_first, InterviewState::closed, "2022-09-20");
  late.evaluate(at("2023-03-01"));
  EXPECT_EQ(ids(late), ids(daily));
  EXPECT_EQ(codec::encode(late.watch->episodes), codec::encode(daily.watch->episodes));
  EXPECT_EQ(late.interviews.at("int_1_2022-10-H1").cycles, daily.interviews.at("int_1_2022-10-H1").cycles);
}

TEST(IdleAgain, EachEndBeginsACountOfItsOwn) {
  auto l = opened();
  end(l, k_first, InterviewState::withdrawn, "2022-08-18");
  l.evaluate(at("2022-11-01"));
  EXPECT_EQ(ids(l), (Ids{k_first, "int_1_2022-09-H1"})) << "08-H2 lies around the end: 09-H1 to 10-H2";
  end(l, "int_1_2022-09-H1", InterviewState::closed, "2022-12-31");
  l.evaluate(at("2023-03-01"));
  EXPECT_EQ(ids(l), (Ids{k_first, "int_1_2022-09-H1", "int_1_2023-01-H1"})) << "the last day of the year is no cycle";
}

TEST(IdleAgain, TheLastDayOfACycleIsNotBehindItself) {
  auto l = opened();
  end(l, k_first, InterviewState::closed, "2024-02-15");
  l.evaluate(at("2024-04-16"));
  EXPECT_EQ(ids(l), (Ids{k_first, "int_1_2024-02-H2"})) << "16 to 29 February is the first of four";
  auto later = opened();
  end(later, k_first, InterviewState::closed, "2024-02-16");
  later.evaluate(at("2024-04-16"));
  EXPECT_EQ(ids(later), Ids{k_first});
}

TEST(IdleAgain, ProgressEndsTheStallAndTheNextOneIsOrdinary) {
  auto l = opened();
  end(l, k_first, InterviewState::closed, "2022-09-20");
  Story story = negotiating();
  story.progress("2022-10-20");
  l.project = story.project;
  l.evaluate(at("2022-12-16"));
  EXPECT_EQ(ids(l), Ids{k_first}) << "10-H2 holds it: 11-H1, 11-H2, 12-H1 are three";
  l.evaluate(at("2023-01-01"));
  EXPECT_EQ(ids(l), (Ids{k_first, "int_1_2022-11-H1"}));
}

TEST(IdleAgain, PausedCyclesDoNotCount) {
  Story story = negotiating();
  story.claim("exm_1", "2022-10-H2", 2, "2022-10-20").decide("exm_1", true, 2, "2022-10-21");
  auto l = opened();
  end(l, k_first, InterviewState::closed, "2022-09-20");
  l.project = story.project;
  l.evaluate(at("2022-12-31", 23));
  EXPECT_EQ(ids(l), Ids{k_first});
  l.evaluate(at("2023-01-01"));
  EXPECT_EQ(ids(l), (Ids{k_first, "int_1_2022-10-H1"})) << "10-H1, 11-H2, 12-H1, 12-H2";
}

TEST(IdleAgain, ThePolicySaysHowLongTheCoolDownIs) {
  auto l = opened(negotiating(), book_with([](policy::Policy& p) { p.interview.cooldown_cycles = 6; }));
  end(l, k_first, InterviewState::closed, "2022-09-20");
  l.evaluate(at("2022-12-16"));
  EXPECT_EQ(ids(l), Ids{k_first}) << "10-H1 to 12-H1 are five of more than six cycles behind 09-H2";
  l.evaluate(at("2023-01-16"));
  EXPECT_EQ(ids(l), (Ids{k_first, "int_1_2022-10-H1"}));
  EXPECT_EQ(l.interviews.at("int_1_2022-10-H1").trigger, cycle("2023-01-H1"));
}

TEST(IdleAgain, WhatRunsWasWithdrawnByItselfOrFailedTwiceIsNotCountedAnew) {
  Interview interview = opened().only();
  EXPECT_FALSE(answered_on(interview)) << "it runs";
  interview.timeline.push_back({std::string(InterviewWithdrawn::fact), at("2022-08-18"), "system", ""});
  interview.state = InterviewState::withdrawn;
  interview.withdrawn_automatically = true;
  EXPECT_FALSE(answered_on(interview)) << "it comes back under its own id";
  interview.level = 2;
  EXPECT_EQ(answered_on(interview), day("2022-08-18")) << "a second one does not";
  interview.level = 1;
  interview.withdrawn_automatically = false;
  EXPECT_EQ(answered_on(interview), day("2022-08-18"));
  interview.state = InterviewState::closed;
  interview.outcome = k_project_exited;
  interview.timeline.push_back({std::string(InterviewClosed::fact), at("2022-08-20"), "system", ""});
  EXPECT_FALSE(answered_on(interview));

  auto l = called_twice();
  l.evaluate(at("2023-06-01"));
  EXPECT_EQ(ids(l).size(), 2U) << "a second one that failed ends the matter";
  end(l, k_first + "_2", InterviewState::closed, "2022-10-20");
  l.evaluate(at("2023-06-01"));
  EXPECT_EQ(ids(l), (Ids{k_first, k_first + "_2", "int_1_2022-11-H1"})) << "one that passed does not";
}

// Otherwise a stall whose second interview late evidence withdrew would be silent for good.
TEST(IdleAgain, AStallThatGoesOnAfterItsSecondInterviewWasWithdrawnByItselfIsCalledAgain) {
  auto l = called_twice();
  end(l, k_first + "_2", InterviewState::withdrawn, "2022-10-20");
  l.interviews.at(k_first + "_2").withdrawn_automatically = true;
  l.evaluate(at("2023-06-01"));
  EXPECT_EQ(ids(l), (Ids{k_first, k_first + "_2", "int_1_2022-11-H1"}));
}

TEST(IdleAgain, ByDaysTheDayAfterTheEndIsTheFirst) {
  const auto by_days = book_with([](policy::Policy& p) {
    p.interview.idle_reading = "rolling_days";
    p.interview.idle_limit = 60;
  });
  auto l = Ledger(negotiating().progress("2022-06-10").project, by_days);
  l.evaluate(at("2022-08-10"));
  ASSERT_EQ(l.interviews.size(), 1U);
  const std::string first = l.interviews.begin()->first;
  end(l, first, InterviewState::closed, "2022-09-20");
  l.evaluate(at("2022-11-19"));
  EXPECT_EQ(ids(l).size(), 1U) << "59 days";
  l.evaluate(at("2022-11-20"));
  EXPECT_EQ(ids(l), (Ids{first, "int_1_2022-09-H2"})) << "21 September is the first of 60 days";
  const auto& count = l.interviews.at("int_1_2022-09-H2").count;
  ASSERT_TRUE(count);
  EXPECT_EQ(count->units, 60);
  EXPECT_EQ(count->spans.front().first, day("2022-09-21"));
  EXPECT_EQ(count->spans.back().last, day("2022-11-19"));
}
}  // namespace
}  // namespace luodi::monitor::test
