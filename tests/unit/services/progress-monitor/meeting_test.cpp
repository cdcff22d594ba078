// Several projects of one entity come to one meeting.
#include "services/progress-monitor/domain/ics.hpp"
#include "tests/unit/services/progress-monitor/interview_hands.hpp"

namespace luodi::monitor::test {
namespace {
// Two interviews of MY-AX: the first as the idle clock opened it, the second a copy under another id.
Ledger two(policy::PolicyBook policies = book()) {
  Ledger l(negotiating().project, std::move(policies));
  l.evaluate(at("2022-08-16"));
  auto other = l.only();
  other.project_name = "另一项目";
  l.interviews["int_2_2022-06-H2"] = other;
  return l;
}
const Interview& first(const Ledger& l) {
  return l.interviews.at("int_1_2022-06-H2");
}
const Interview& second(const Ledger& l) {
  return l.interviews.at("int_2_2022-06-H2");
}
Schedule when(std::string_view date) {
  Schedule s;
  s.meeting_at = at(date, 15);
  s.place = "三会议室";
  return s;
}

TEST(Meeting, NoticesOfOneCycleShareOneMeeting) {
  auto l = two();
  l.grace(at("2022-08-19"));
  ASSERT_EQ(l.meetings.size(), 1U);
  EXPECT_EQ(first(l).meeting_id, "mtg_MY-AX_2022-08-H2_1");
  EXPECT_EQ(second(l).meeting_id, first(l).meeting_id);
  EXPECT_NE(second(l).document_number, first(l).document_number);
  EXPECT_EQ(l.meetings.begin()->second.items.size(), 2U);
  EXPECT_EQ(l.meetings.begin()->second.sequence, 1);
}

TEST(Meeting, ALaterNoticeJoinsOnlyIfItsOwnNoticePeriodIsKept) {
  auto l = two();
  ASSERT_TRUE(l.give(decide_issue, "int_1_2022-06-H2", Issue{}, at("2022-08-17"), k_committee));
  ASSERT_EQ(first(l).meeting_at, at("2022-08-22", 9, 30));
  ASSERT_TRUE(l.give(decide_issue, "int_2_2022-06-H2", Issue{}, at("2022-08-18"), k_committee));
  EXPECT_EQ(second(l).meeting_id, "mtg_MY-AX_2022-08-H2_2") << "the 22nd is one working day too early for it";
  auto moved = two();
  ASSERT_TRUE(moved.give(decide_issue, "int_1_2022-06-H2", Issue{}, at("2022-08-17"), k_committee));
  ASSERT_TRUE(moved.give(decide_schedule, "int_1_2022-06-H2", when("2022-08-25"), at("2022-08-17"), k_committee));
  ASSERT_TRUE(moved.give(decide_issue, "int_2_2022-06-H2", Issue{}, at("2022-08-18"), k_committee));
  EXPECT_EQ(second(moved).meeting_id, first(moved).meeting_id);
  EXPECT_EQ(second(moved).meeting_at, at("2022-08-25", 15));
  EXPECT_EQ(second(moved).place, "三会议室");
}

TEST(Meeting, AnotherCycleOrThePolicyKeepsThemApart) {
  auto l = two();
  ASSERT_TRUE(l.give(decide_issue, "int_1_2022-06-H2", Issue{}, at("2022-08-31"), k_committee));
  ASSERT_TRUE(l.give(decide_issue, "int_2_2022-06-H2", Issue{}, at("2022-09-01"), k_committee));
  EXPECT_EQ(l.meetings.size(), 2U);
  auto alone = two(book_with([](policy::Policy& p) { p.interview.joint_meeting = "never"; }));
  alone.grace(at("2022-08-19"));
  EXPECT_EQ(alone.meetings.size(), 2U);
}

TEST(Meeting, ThePolicySaysWhenItBeginsAndHowLongItTakes) {
  auto l = two(book_with([](policy::Policy& p) {
    p.interview.meeting_hour = 14;
    p.interview.meeting_minute = 5;
    p.interview.meeting_length_minutes = 90;
  }));
  EXPECT_EQ(first(l).meeting_at, at("2022-08-24", 14, 5)) << "tentative, when it opens";
  l.grace(at("2022-08-19"));
  EXPECT_EQ(first(l).meeting_at, at("2022-08-24", 14, 5));
  const auto& [id, meeting] = *l.meetings.begin();
  const auto calendar = write_ics(invitation_of(id, meeting, {at("2022-08-19"), "luodi.example", {}}), {}, "");
  EXPECT_NE(calendar.find("DTEND;TZID=Asia/Shanghai:20220824T153500\r\n"), std::string::npos) << calendar;
  ASSERT_TRUE(l.give(decide_schedule, "int_1_2022-06-H2", when("2022-08-26"), at("2022-08-22"), k_committee));
  EXPECT_EQ(meeting.length_minutes, 90) << "a meeting that moves takes as long";
}

TEST(Meeting, IsWhereThePolicySaysUntilSomebodyNamesAnotherPlace) {
  auto l = two(book_with([](policy::Policy& p) { p.notice.place = "工委办会议室"; }));
  l.grace(at("2022-08-19"));
  const auto& meeting = l.meetings.begin()->second;
  EXPECT_EQ(meeting.place, "工委办会议室") << "calendars show it";
  EXPECT_EQ(first(l).place, "工委办会议室");
  EXPECT_EQ(second(l).place, "工委办会议室") << "whoever joins comes to the same place";
  Schedule hour;
  hour.meeting_at = at("2022-08-25", 15);
  ASSERT_TRUE(l.give(decide_schedule, "int_1_2022-06-H2", hour, at("2022-08-22"), k_committee));
  EXPECT_EQ(meeting.place, "工委办会议室") << "another hour is no other place";
  EXPECT_EQ(second(l).place, "工委办会议室");
  ASSERT_TRUE(l.give(decide_schedule, "int_1_2022-06-H2", when("2022-08-26"), at("2022-08-22"), k_committee));
  EXPECT_EQ(meeting.place, "三会议室");
}

TEST(Meeting, MovingItMovesEveryInterviewAndTheirClocks) {
  auto l = two();
  l.grace(at("2022-08-19"));
  const int before = l.meetings.begin()->second.sequence;
  ASSERT_TRUE(l.give(decide_schedule, "int_2_2022-06-H2", when("2022-08-26"), at("2022-08-22"), k_committee));
  for (const auto& [id, i] : l.interviews) {
    EXPECT_EQ(i.meeting_at, at("2022-08-26", 15)) << id;
    EXPECT_EQ(clock_of(i, Step::explanation)->due_at, at("2022-08-26")) << id;
    EXPECT_EQ(l.deadlines.at(overdue_job(id, Step::minutes)), at("2022-09-01")) << id;
  }
  EXPECT_EQ(l.meetings.begin()->second.sequence, before + 1);
  EXPECT_EQ(std::count(l.facts.begin(), l.facts.end(), "meeting.moved"), 1);
}

TEST(Meeting, FromItsHourOnItIsMovedWithAReasonAlone) {
  const auto moved = [](Instant now) {
    auto l = two();
    l.grace(at("2022-08-19"));
    return bool(l.give(decide_schedule, "int_1_2022-06-H2", when("2022-08-26"), now, k_committee));
  };
  EXPECT_TRUE(moved(at("2022-08-24", 9, 30).plus_ms(-1)));
  EXPECT_FALSE(moved(at("2022-08-24", 9, 30)));
}

TEST(Meeting, WhoLeavesLeavesItToTheOthersTheLastOneCancelsIt) {
  auto l = two();
  l.grace(at("2022-08-19"));
  const auto& meeting = l.meetings.begin()->second;
  ASSERT_TRUE(l.give(decide_withdraw, "int_1_2022-06-H2", Withdraw{"事由消失"}, at("2022-08-22"), k_committee));
  EXPECT_EQ(meeting.state, MeetingState::called);
  ASSERT_EQ(meeting.items.size(), 1U);
  EXPECT_EQ(meeting.items[0].interview_id, "int_2_2022-06-H2") << "whoever stays";
  EXPECT_EQ(meeting.sequence, 2);
  ASSERT_TRUE(l.give(decide_withdraw, "int_2_2022-06-H2", Withdraw{"事由消失"}, at("2022-08-23"), k_committee));
  EXPECT_EQ(meeting.state, MeetingState::cancelled);
  EXPECT_EQ(meeting.sequence, 3);
}

TEST(Meeting, MinutesMayCoverAll) {
  auto m = minutes();
  auto l = two();
  l.grace(at("2022-08-19"));
  ASSERT_TRUE(l.give(decide_minutes, "int_1_2022-06-H2", m, at("2022-08-25"), k_committee));
  EXPECT_EQ(second(l).state, InterviewState::issued) << "only if they say so";
  auto all = two();
  all.grace(at("2022-08-19"));
  m.whole_meeting = true;
  ASSERT_TRUE(all.give(decide_minutes, "int_1_2022-06-H2", m, at("2022-08-25"), k_committee));
  EXPECT_EQ(first(all).state, InterviewState::held);
  EXPECT_EQ(second(all).state, InterviewState::held);
  EXPECT_TRUE(clock_of(second(all), Step::plan)->due_at);
}

TEST(Meeting, ACorrectionOfItsMinutesCoversAllThatHaveThem) {
  auto m = minutes();
  m.whole_meeting = true;
  auto l = two();
  l.grace(at("2022-08-19"));
  ASSERT_TRUE(l.give(decide_minutes, "int_1_2022-06-H2", m, at("2022-08-25"), k_committee));
  const auto due = clock_of(second(l), Step::plan)->due_at;
  m.text = "会议纪要（更正）";
  m.correction = "笔误";
  ASSERT_TRUE(l.give(decide_minutes, "int_2_2022-06-H2", m, at("2022-08-26"), k_committee));
  for (const auto* one : {&first(l), &second(l)}) {
    ASSERT_EQ(one->papers.size(), 2U);
    EXPECT_EQ(one->papers.back().text, "会议纪要（更正）");
    EXPECT_EQ(one->papers.back().correction, "笔误");
  }
  EXPECT_EQ(clock_of(second(l), Step::plan)->due_at, due) << "a correction moves no clock";
  EXPECT_FALSE(l.give(decide_minutes, "int_2_2022-06-H2", m, at("2022-08-26"), k_committee)) << "nothing is corrected";
  m.whole_meeting = false;
  m.text = "会议纪要（再更正）";
  ASSERT_TRUE(l.give(decide_minutes, "int_2_2022-06-H2", m, at("2022-08-26"), k_committee));
  EXPECT_EQ(first(l).papers.size(), 2U) << "only if they say so";
  m.whole_meeting = true;
  ASSERT_TRUE(l.give(decide_minutes, "int_2_2022-06-H2", m, at("2022-08-26"), k_committee));
  EXPECT_EQ(first(l).papers.size(), 3U);
  EXPECT_EQ(second(l).papers.size(), 3U) << "of whom it says nothing new it is no paper";
}

TEST(Meeting, ACorrectionOfItsMinutesLeavesOutWhoHasNoneAndIsRefusedWhereOneHasEnded) {
  auto m = minutes();
  auto l = two();
  l.grace(at("2022-08-19"));
  ASSERT_TRUE(l.give(decide_minutes, "int_1_2022-06-H2", m, at("2022-08-25"), k_committee));
  m.whole_meeting = true;
  m.correction = "笔误";
  m.text = "会议纪要（更正）";
  ASSERT_TRUE(l.give(decide_minutes, "int_1_2022-06-H2", m, at("2022-08-26"), k_committee));
  EXPECT_TRUE(second(l).papers.empty()) << "its minutes are not filed yet";
  FileMinutes other = m;
  other.correction.reset();
  ASSERT_TRUE(l.give(decide_minutes, "int_2_2022-06-H2", other, at("2022-08-26"), k_committee));
  m.text = "会议纪要（再更正）";
  auto ended = l;
  ended.interviews.at("int_2_2022-06-H2").state = InterviewState::closed;
  const auto refused = ended.give(decide_minutes, "int_1_2022-06-H2", m, at("2022-08-26"), k_committee);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::wrong_state);
  EXPECT_NE(refused.error().detail.find("约谈〔2022〕2号"), std::string::npos) << refused.error().detail;
  l.interviews.at("int_2_2022-06-H2").state = InterviewState::withdrawn;
  EXPECT_TRUE(l.give(decide_minutes, "int_1_2022-06-H2", m, at("2022-08-26"), k_committee)) << "nobody reads those";
}
}  // namespace
}  // namespace luodi::monitor::test
