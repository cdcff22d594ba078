// A meeting that is brought forward, put off or called anew because nobody held it: how soon, until when, and why.
#include "services/progress-monitor/domain/announce.hpp"
#include "tests/unit/services/progress-monitor/interview_hands.hpp"

namespace luodi::monitor::test {
namespace {
const std::string k_second = "int_2_2022-06-H2";

// Two interviews of MY-AX with one meeting, on 2022-08-24 at 09:30; the notices of 19 August.
Ledger two() {
  Ledger l(negotiating().project);
  l.evaluate(at("2022-08-16"));
  auto other = l.only();
  other.project_name = "另一项目";
  l.interviews[k_second] = other;
  l.grace(at("2022-08-19"));
  return l;
}
Expected<void> move(Ledger& l, Instant to, Instant now, const std::string& reason = {}) {
  return l.give(decide_schedule, k_id, Schedule{to, "", reason}, now, k_committee);
}
std::string refusal(const Expected<void>& given) {
  if (given) return "";
  const auto& fields = given.error().fields;
  return fields.empty() ? given.error().detail : fields.front().pointer + " " + fields.front().code;
}
const Interview& first(const Ledger& l) {
  return l.interviews.at(k_id);
}

TEST(MeetingAnew, IsBroughtForwardWithTheTimeOfANoticeAndTheErrorNamesTheFirstDay) {
  auto l = two();
  ASSERT_TRUE(move(l, at("2022-09-02", 15), at("2022-08-22", 10)));
  const auto early = move(l, at("2022-08-31", 9), at("2022-08-29", 10));  // three days after the notice, and more
  ASSERT_EQ(refusal(early), "/meeting_at too_early");
  EXPECT_NE(early.error().fields[0].message.find("至少 3 个工作日，最早 2022-09-01"), std::string::npos)
      << early.error().fields[0].message;
  EXPECT_EQ(refusal(move(l, at("2022-09-02", 14, 59), at("2022-08-31", 10))), "/meeting_at too_early")
      << "an hour of the same day as well";
  EXPECT_EQ(refusal(move(l, at("2022-09-01", 9), at("2022-08-29", 10))), "");
  EXPECT_EQ(refusal(move(l, at("2022-09-01", 10), at("2022-09-01", 8))), "") << "later needs no such time";
}

TEST(MeetingAnew, AnExplanationIsNeverDueBeforeTheDayOnWhichItIsTold) {
  auto l = two();
  ASSERT_TRUE(move(l, at("2022-08-26", 15), at("2022-08-22", 10)));
  EXPECT_EQ(clock_of(first(l), Step::explanation)->due_at, at("2022-08-26"));
  ASSERT_TRUE(move(l, at("2022-08-26", 16), at("2022-08-26", 8))) << "the day before it is over";
  const auto* clock = clock_of(first(l), Step::explanation);
  EXPECT_EQ(clock->due_at, at("2022-08-26", 16));
  EXPECT_FALSE(clock->remind_at);
  EXPECT_EQ(l.deadlines.at(overdue_job(k_id, Step::explanation)), at("2022-08-26", 16));
}

TEST(MeetingAnew, NotHeldItIsCalledAnewWithAReasonAndItsClocksGoWithIt) {
  auto l = two();
  l.run_due(at("2022-08-30"), at("2022-08-30"));
  ASSERT_EQ(clock_of(first(l), Step::minutes)->state, ClockState::overdue) << "nobody filed minutes";
  EXPECT_EQ(refusal(move(l, at("2022-09-01", 9), at("2022-08-30", 10), " ")), "/reason required");
  EXPECT_EQ(refusal(move(l, at("2022-08-30", 9), at("2022-08-30", 10), "负责人住院")), "/meeting_at too_early");
  ASSERT_EQ(refusal(move(l, at("2022-09-01", 9), at("2022-08-30", 10), "负责人住院")), "");
  for (const auto& [id, i] : l.interviews) {
    EXPECT_EQ(i.state, InterviewState::issued) << id;
    EXPECT_EQ(i.meeting_at, at("2022-09-01", 9)) << id;
    EXPECT_EQ(clock_of(i, Step::minutes)->state, ClockState::open) << id;
    EXPECT_EQ(clock_of(i, Step::minutes)->due_at, at("2022-09-07")) << id;
    EXPECT_EQ(l.deadlines.at(overdue_job(id, Step::minutes)), at("2022-09-07")) << id;
    EXPECT_TRUE(i.timeline.back().note.ends_with("负责人住院")) << i.timeline.back().note;
  }
  EXPECT_EQ(l.give(decide_minutes, k_id, minutes(), at("2022-08-31", 10), k_committee).error().code,
            ErrorCode::too_early);
  EXPECT_TRUE(l.give(decide_minutes, k_id, minutes(true), at("2022-09-01", 12), k_committee));
  EXPECT_EQ(l.interviews.at(k_second).state, InterviewState::held);
}

TEST(MeetingAnew, TheMailSaysThatItWasNotHeld) {
  auto l = two();
  ASSERT_TRUE(move(l, at("2022-09-01", 9), at("2022-08-24", 10), "负责人住院"));
  const auto& raised = std::find_if(l.log.begin(), l.log.end(), [](const auto& each) {
                         return each.first.fact == MeetingMoved::fact;
                       })->first;
  const auto& meeting = l.meetings.at(raised.subject);
  const auto news = announce_meeting({raised.subject, &meeting, &first(l), raised.fact, &raised.data},
                                     {at("2022-08-24", 10), "l", {}});
  ASSERT_TRUE(news);
  EXPECT_TRUE(news->text.starts_with("约谈时间：2022-09-01 09:00（原定2022-08-24 09:30，未按期召开）\n")) << news->text;
  EXPECT_NE(news->text.find("\n变更原因：负责人住院\n"), std::string::npos) << news->text;
  EXPECT_NE(news->text.find("\nThe meeting was not held and is moved from 2022-08-24 09:30 to 2022-09-01 09:00"),
            std::string::npos)
      << news->text;
}

TEST(MeetingAnew, WhereMinutesOfItAreFiledItWasHeld) {
  auto l = two();
  ASSERT_TRUE(l.give(decide_minutes, k_second, minutes(), at("2022-08-24", 12), k_committee));
  const auto refused = move(l, at("2022-09-01", 9), at("2022-08-25", 10), "负责人住院");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::wrong_state);
  EXPECT_NE(refused.error().detail.find("约谈〔2022〕2号的纪要已登记"), std::string::npos) << refused.error().detail;
}

TEST(MeetingAnew, WhoEndedAfterItsHourIsNotOnItsAgenda) {
  auto l = two();
  ASSERT_TRUE(l.give(decide_withdraw, k_second, Withdraw{"事由消失"}, at("2022-08-24", 12), k_committee));
  ASSERT_EQ(l.meetings.begin()->second.items.size(), 2U) << "it had begun";
  ASSERT_TRUE(move(l, at("2022-09-01", 9), at("2022-08-25", 10), "负责人住院"));
  ASSERT_EQ(l.meetings.begin()->second.items.size(), 1U);
  EXPECT_EQ(l.meetings.begin()->second.items[0].interview_id, k_id);
}

TEST(MeetingAnew, ANoticeJoinsNoMeetingThatWasPutOffPastItsOwnLatestDay) {
  const auto joins = [](std::string_view moved_to) {
    Ledger l(negotiating().project);
    l.evaluate(at("2022-08-16"));
    l.interviews[k_second] = l.only();
    EXPECT_TRUE(l.give(decide_issue, k_id, Issue{}, at("2022-08-17"), k_committee));
    EXPECT_EQ(refusal(move(l, at(moved_to, 9), at("2022-08-17", 10), "负责人出国")), "");
    EXPECT_TRUE(l.give(decide_issue, k_second, Issue{}, at("2022-08-18"), k_committee));
    return l.interviews.at(k_second).meeting_id == first(l).meeting_id;
  };
  EXPECT_TRUE(joins("2022-09-30")) << "30 working days after 18 August";
  EXPECT_FALSE(joins("2022-10-08")) << "31: without a word it goes no further";
}

TEST(MeetingAnew, IsToldToTheMinute) {
  auto l = two();
  EXPECT_EQ(refusal(move(l, at("2022-08-26", 18).plus_ms(59'000), at("2022-08-22", 10))), "/meeting_at not_a_minute");
  EXPECT_EQ(refusal(move(l, at("2022-08-24", 9, 30).plus_ms(1'000), at("2022-08-19", 10))), "/meeting_at not_a_minute");
  EXPECT_EQ(refusal(move(l, at("2022-08-26", 18), at("2022-08-22", 10))), "");
}

TEST(MeetingAnew, MovesOfOlderCommitsStayWhatTheyWere) {
  EXPECT_FALSE(codec::encode(MeetingMoved{at("2022-08-26", 15), "", "", std::nullopt}).contains("not_held"));
  EXPECT_FALSE(codec::encode(InterviewScheduled{at("2022-08-26", 15), "", "", {}, false}).contains("not_held"));
}
}  // namespace
}  // namespace luodi::monitor::test
