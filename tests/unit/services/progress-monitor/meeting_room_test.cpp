// One place holds one meeting at a time: where a notice finds its place taken, and where a move is refused.
#include "tests/unit/services/progress-monitor/interview_hands.hpp"

namespace luodi::monitor::test {
namespace {
std::string id_of(int n) {
  return "int_" + std::to_string(n) + "_2022-06-H2";
}
// Interviews of so many entities, opened on 2022-08-16: int_1 of MY-AX, the others of MY-2, MY-3, ...
Ledger several(int entities, policy::PolicyBook policies = book()) {
  Ledger l(negotiating().project, std::move(policies));
  l.evaluate(at("2022-08-16"));
  for (int n = 2; n <= entities; ++n) {
    auto other = l.only();
    other.responsible_org = "MY-" + std::to_string(n);
    l.interviews[id_of(n)] = other;
  }
  return l;
}
const Interview& of(const Ledger& l, int n) {
  return l.interviews.at(id_of(n));
}
void issue(Ledger& l, int n, Instant when) {
  const auto given = l.give(decide_issue, id_of(n), Issue{}, when, k_committee);
  ASSERT_TRUE(given) << given.error().detail;
}
Expected<void> move(Ledger& l, int n, Instant to, const std::string& place = {}) {
  return l.give(decide_schedule, id_of(n), Schedule{to, place, ""}, at("2022-08-19", 10), k_committee);
}
std::string refusal(const Expected<void>& given) {
  if (given) return "";
  const auto& fields = given.error().fields;
  return fields.empty() ? given.error().detail : fields.front().pointer + " " + fields.front().code;
}

TEST(MeetingRoom, NoticesOfOneDayTakeTurnsInTheOrderOfTheirNumbers) {
  auto l = several(3);
  l.grace(at("2022-08-19"));
  ASSERT_EQ(l.meetings.size(), 3U);
  int hour = 9;
  for (int n = 1; n <= 3; ++n, ++hour) {
    EXPECT_EQ(of(l, n).document_number, "约谈〔2022〕" + std::to_string(n) + "号");
    EXPECT_EQ(of(l, n).meeting_at, at("2022-08-24", hour, 30)) << n;
    EXPECT_EQ(l.meetings.at(of(l, n).meeting_id).meeting_at, of(l, n).meeting_at) << n;
    EXPECT_EQ(of(l, n).notice->meeting_at, of(l, n).meeting_at) << "the letter says so";
  }
}

TEST(MeetingRoom, AFullDayGoesOnWithTheNextWorkingDayFromItsFirstHour) {
  auto l = several(5, book_with([](policy::Policy& p) { p.interview.meeting_length_minutes = 240; }));
  for (int n = 1; n <= 5; ++n)
    issue(l, n, at("2022-08-23"));
  EXPECT_EQ(of(l, 1).meeting_at, at("2022-08-26", 9, 30));
  EXPECT_EQ(of(l, 2).meeting_at, at("2022-08-26", 13, 30));
  EXPECT_EQ(of(l, 3).meeting_at, at("2022-08-29", 8)) << "another one would end after 18:00; it is a Friday";
  EXPECT_EQ(of(l, 4).meeting_at, at("2022-08-29", 12));
  EXPECT_EQ(of(l, 5).meeting_at, at("2022-08-30", 8));
}

TEST(MeetingRoom, AMeetingLongerThanTheOfficeHoursHasADayOfItsOwn) {
  auto l = several(2, book_with([](policy::Policy& p) { p.interview.meeting_length_minutes = 700; }));
  l.grace(at("2022-08-19"));
  EXPECT_EQ(of(l, 1).meeting_at, at("2022-08-24", 9, 30));
  EXPECT_EQ(of(l, 2).meeting_at, at("2022-08-25", 8));
}

TEST(MeetingRoom, WhereTheCalendarEndsTheNoticeWaitsForIt) {
  auto l = several(2, book_with([](policy::Policy& p) { p.interview.meeting_length_minutes = 700; }));
  issue(l, 1, at("2026-12-28"));
  ASSERT_EQ(of(l, 1).meeting_at, at("2026-12-31", 9, 30));
  const auto second = l.give(decide_issue, id_of(2), Issue{}, at("2026-12-28"), k_committee);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::no_calendar);
}

TEST(MeetingRoom, TheNextHourIsFreeForItsWholeLength) {
  auto l = several(2);
  issue(l, 1, at("2022-08-19"));
  ASSERT_TRUE(move(l, 1, at("2022-08-25", 10)));  // until 11:00: in the way of 9:30 and of 10:30
  issue(l, 2, at("2022-08-22"));
  EXPECT_EQ(of(l, 2).meeting_at, at("2022-08-25", 11, 30));
}

TEST(MeetingRoom, AMoveToATakenHourNamesWhoIsThere) {
  auto l = several(2);
  l.grace(at("2022-08-19"));
  const auto taken = move(l, 2, at("2022-08-24", 9));
  ASSERT_EQ(refusal(taken), "/meeting_at place_taken");
  const auto& text = taken.error().fields.front().message;
  for (const auto* part : {"2022-08-24 09:30", "MY-AX", "约谈〔2022〕1号", "60分钟", "choose another time"})
    EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
  EXPECT_EQ(refusal(move(l, 2, at("2022-08-24", 10, 29))), "/meeting_at place_taken");
  EXPECT_EQ(refusal(move(l, 2, at("2022-08-24", 8, 31))), "/meeting_at place_taken");
  EXPECT_EQ(refusal(move(l, 2, at("2022-08-24", 8, 30))), "") << "it ends when the other one begins";
  EXPECT_EQ(refusal(move(l, 2, at("2022-08-24", 9, 30), "三会议室")), "") << "another place";
}

TEST(MeetingRoom, PlacesAreTheSameWhateverTheirWhiteSpace) {
  auto l = several(3);
  l.grace(at("2022-08-19"));
  ASSERT_TRUE(move(l, 1, at("2022-08-25", 15), "2号楼 三会议室"));
  EXPECT_EQ(refusal(move(l, 2, at("2022-08-25", 15), " 2号楼　 三会议室\t")), "/meeting_at place_taken");
  EXPECT_EQ(refusal(move(l, 2, at("2022-08-25", 15), "2号楼四会议室")), "");
  for (const char* same : {"2 号楼 三会议室", "2号楼三会议室", "2号楼\u3000三\u200B会议室"})
    EXPECT_EQ(refusal(move(l, 3, at("2022-08-25", 15), same)), "/meeting_at place_taken") << same;
  EXPECT_EQ(refusal(move(l, 3, at("2022-08-25", 15), "二号楼三会议室")), "") << "otherwise as they are written";
}

TEST(MeetingRoom, APlaceIsOneLine) {
  auto l = several(1);
  l.grace(at("2022-08-19"));
  for (const char* place : {"三会议室\n二楼", "三会议室\r", "三\u2028会议室", "三\u2029会议室"})
    EXPECT_EQ(refusal(move(l, 1, at("2022-08-25", 15), place)), "/place line_break") << place;
  EXPECT_EQ(refusal(move(l, 1, at("2022-08-25", 15), "三会议室，二楼")), "");
}

TEST(MeetingRoom, WhoeverLeavesItLeavesItFree) {
  auto gone = several(2);
  issue(gone, 1, at("2022-08-19"));
  ASSERT_TRUE(gone.give(decide_withdraw, id_of(1), Withdraw{"事由消失"}, at("2022-08-19", 10), k_committee));
  issue(gone, 2, at("2022-08-19", 11));
  EXPECT_EQ(of(gone, 2).meeting_at, at("2022-08-24", 9, 30)) << "a cancelled meeting is nowhere";
  auto moved = several(2);
  moved.grace(at("2022-08-19"));
  ASSERT_TRUE(move(moved, 1, at("2022-08-25", 15)));
  EXPECT_EQ(refusal(move(moved, 2, at("2022-08-24", 9, 30))), "");
}

TEST(MeetingRoom, AMeetingWithoutAPlaceIsInNobodysWay) {
  auto l = several(2);
  issue(l, 1, at("2022-08-19"));
  l.meetings.begin()->second.place.clear();
  issue(l, 2, at("2022-08-19"));
  EXPECT_EQ(of(l, 2).meeting_at, at("2022-08-24", 9, 30));
}

// Whoever looks at a day at the same moment takes the same number of it, and only one commit does.
TEST(MeetingRoom, TwoThatLookAtOnceClashOnTheDay) {
  auto l = several(3);
  l.grace(at("2022-08-19"));
  const auto number = [&](int n, Instant to) {
    const auto now = context(at("2022-08-22", 10), k_committee);
    const auto d = decide_schedule(id_of(n), of(l, n), {to, "三会议室", ""}, l.around(), now);
    EXPECT_TRUE(d);
    for (const auto& raised : d->events)
      if (raised.kind == DocumentCounter::kind) return raised.subject + " " + raised.data.at("number").dump();
    return std::string();
  };
  EXPECT_EQ(number(1, at("2022-08-25", 15)), "meeting-day-2022-08-25 1");
  EXPECT_EQ(number(2, at("2022-08-25", 15)), "meeting-day-2022-08-25 1");
  ASSERT_TRUE(move(l, 1, at("2022-08-25", 15), "三会议室"));
  EXPECT_EQ(number(2, at("2022-08-25", 16)), "meeting-day-2022-08-25 2");
  EXPECT_EQ(l.counters.at("meeting-day-2022-08-24").last, 3) << "of the notices as well";
}

TEST(MeetingRoom, TheLastMeetingOfADayMayEndWithTheOfficeHours) {
  auto l = several(3, book_with([](policy::Policy& p) { p.interview.meeting_length_minutes = 255; }));
  l.grace(at("2022-08-19"));
  EXPECT_EQ(of(l, 1).meeting_at, at("2022-08-24", 9, 30));
  EXPECT_EQ(of(l, 2).meeting_at, at("2022-08-24", 13, 45)) << "until 18:00";
  EXPECT_EQ(of(l, 3).meeting_at, at("2022-08-25", 8));
}
}  // namespace
}  // namespace luodi::monitor::test
