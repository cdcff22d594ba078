// The edges of shared meetings: by a minute, by a day, by one project; who is on the agenda and who is not.
#include "tests/unit/services/progress-monitor/interview_hands.hpp"

namespace luodi::monitor::test {
namespace {
const std::string k_first = "int_1_2022-06-H2";
const std::string k_second = "int_2_2022-06-H2";

// Two interviews of MY-AX, opened on 2022-08-16.
Ledger two() {
  Ledger l(negotiating().project);
  l.evaluate(at("2022-08-16"));
  auto other = l.only();
  other.project_name = "另一项目";
  l.interviews[k_second] = other;
  return l;
}
void issue(Ledger& l, const std::string& id, std::string_view date) {
  ASSERT_TRUE(l.give(decide_issue, id, Issue{}, at(date), k_committee));
}
Expected<void> move(Ledger& l, const std::string& id, Instant to, Instant now) {
  return l.give(decide_schedule, id, Schedule{to, "", ""}, now, k_committee);
}
std::int64_t count(const Ledger& l, const std::string& fact) {
  return std::count(l.facts.begin(), l.facts.end(), fact);
}

TEST(MeetingEdge, ANoticeJoinsAMeetingOfItsFirstDayWhateverTheHour) {
  auto l = two();
  issue(l, k_first, "2022-08-17");
  ASSERT_TRUE(move(l, k_first, at("2022-08-23", 8), at("2022-08-17", 10)));
  issue(l, k_second, "2022-08-18");  // its own first day is the 23rd, 09:30
  EXPECT_EQ(l.interviews.at(k_second).meeting_id, l.interviews.at(k_first).meeting_id);
  EXPECT_EQ(l.interviews.at(k_second).meeting_at, at("2022-08-23", 8));
}

TEST(MeetingEdge, AMeetingIsMovedToNoDayBeforeTheLatestOfItsNoticePeriods) {
  auto l = two();
  issue(l, k_first, "2022-08-17");
  ASSERT_TRUE(move(l, k_first, at("2022-08-25", 15), at("2022-08-17", 10)));
  issue(l, k_second, "2022-08-18");
  ASSERT_EQ(l.meetings.size(), 1U);
  for (const auto& id : {k_first, k_second}) {
    EXPECT_FALSE(move(l, id, at("2022-08-22", 15), at("2022-08-18", 10))) << id;
    EXPECT_TRUE(move(l, id, at("2022-08-23", id == k_first ? 9 : 10), at("2022-08-18", 10))) << id;
  }
}

TEST(MeetingEdge, NobodyJoinsACancelledMeeting) {
  auto l = two();
  issue(l, k_first, "2022-08-17");
  ASSERT_TRUE(l.give(decide_withdraw, k_first, Withdraw{"事由消失"}, at("2022-08-17", 10), k_committee));
  issue(l, k_second, "2022-08-17");
  EXPECT_EQ(l.interviews.at(k_second).meeting_id, "mtg_MY-AX_2022-08-H2_2");
  EXPECT_EQ(l.meetings.at("mtg_MY-AX_2022-08-H2_2").state, MeetingState::called);
}

TEST(MeetingEdge, EveryInterviewIsMovedOnce) {
  auto l = two();
  l.grace(at("2022-08-19"));
  ASSERT_TRUE(move(l, k_first, at("2022-08-26", 15), at("2022-08-22")));
  EXPECT_EQ(count(l, "interview.scheduled"), 2);
}

TEST(MeetingEdge, MinutesOfTheWholeMeetingLeaveOutWhoHasTheirs) {
  auto l = two();
  l.grace(at("2022-08-19"));
  ASSERT_TRUE(l.give(decide_minutes, k_first, minutes(false), at("2022-08-24", 12), k_committee));
  ASSERT_TRUE(l.give(decide_minutes, k_second, minutes(true), at("2022-08-25"), k_committee));
  EXPECT_EQ(count(l, "interview.held"), 2);
  EXPECT_EQ(clock_of(l.interviews.at(k_first), Step::plan)->from, day("2022-08-24"));
}

TEST(MeetingEdge, OnceItHasBegunNobodyLeavesIt) {
  const auto left_at = [](Instant now) {
    auto l = two();
    l.grace(at("2022-08-19"));
    EXPECT_TRUE(l.give(decide_withdraw, k_first, Withdraw{"事由消失"}, now, k_committee));
    return count(l, "meeting.left");
  };
  EXPECT_EQ(left_at(at("2022-08-24", 9, 30).plus_ms(-1)), 1);
  EXPECT_EQ(left_at(at("2022-08-24", 9, 30)), 0);
}

TEST(MeetingEdge, AnAgendaOfTenIsShownWhole) {
  Meeting meeting;
  for (int i = 1; i <= 10; ++i)
    meeting.items.push_back({"int_" + std::to_string(i), "项目" + std::to_string(i), "约谈〔2022〕1号"});
  const auto lines = [&] {
    const auto text = agenda_of(meeting);
    return std::count(text.begin(), text.end(), '\n') + 1;
  };
  EXPECT_EQ(lines(), 10);
  EXPECT_TRUE(agenda_of(meeting).ends_with("项目10"));
  meeting.items.push_back({"int_11", "项目11", "约谈〔2022〕1号"});
  EXPECT_EQ(lines(), 11);
  EXPECT_TRUE(agenda_of(meeting).ends_with("项目10\n等11个项目"));
}

TEST(MeetingEdge, TheIdTellsAFirstFromASecondInterview) {
  EXPECT_EQ(meeting_id("MY-AX", cycle("2022-08-H2"), 1, 1), "mtg_MY-AX_2022-08-H2_1");
  EXPECT_EQ(meeting_id("MY-AX", cycle("2022-08-H2"), 2, 1), "mtg_MY-AX_2022-08-H2_second_1");
}
}  // namespace
}  // namespace luodi::monitor::test
