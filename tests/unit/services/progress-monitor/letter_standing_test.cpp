// What may be sent again: nobody is called to an interview that was withdrawn or to an hour that a meeting has left.
#include "services/progress-monitor/domain/letter_standing.hpp"

#include "tests/unit/services/progress-monitor/story.hpp"

namespace luodi::monitor::test {
namespace {
struct Letter {
  NotificationQueued message;
  Interview interview;
  Meeting meeting;

  Letter() {
    meeting.meeting_at = at("2022-08-24", 9, 30);
    meeting.place = "市政务中心三楼";
    message.occasion = "interview_issued";
    message.invitation = Invitation{"mtg_1@l",          0,  "REQUEST", "CONFIRMED", at("2022-08-19"),
                                    meeting.meeting_at, 60, "约谈",    "",          meeting.place};
    interview.state = InterviewState::issued;
  }
  std::string refusal() const {
    const auto stands = check_stands(message, {&interview, "mtg_1", &meeting, nullptr});
    return stands ? "" : stands.error().detail;
  }
};

TEST(LetterStanding, WhatIsAsItWasIsSentAgain) {
  Letter l;
  EXPECT_EQ(l.refusal(), "");
  ++l.meeting.sequence;  // somebody joined: the hour is the same
  EXPECT_EQ(l.refusal(), "");
  EXPECT_FALSE(
      with_the_hour_of_today(l.message, {&l.interview, "mtg_1", &l.meeting, nullptr}, {at("2022-08-20"), "l", {}}));
  EXPECT_TRUE(check_stands(l.message, {})) << "about no interview";
}

TEST(LetterStanding, OfAnInterviewThatIsOverOnlyWhatItCameToIs) {
  Letter l;
  l.interview.state = InterviewState::withdrawn;
  EXPECT_NE(l.refusal().find("约谈现为“已撤回”"), std::string::npos) << l.refusal();
  l.message.invitation.reset();
  l.message.occasion = "interview_opened";
  EXPECT_NE(l.refusal(), "");
  l.interview.state = InterviewState::closed;
  EXPECT_NE(l.refusal(), "");
  l.message.occasion = "interview_held";
  EXPECT_EQ(l.refusal(), "") << "its minutes are what they are";
  l.interview.state = InterviewState::withdrawn;
  EXPECT_NE(l.refusal(), "");
  l.message.occasion = "interview_withdrawn";
  EXPECT_EQ(l.refusal(), "");
}

TEST(LetterStanding, ANoticeOfAMovedMeetingGoesOutWithTheHourOfToday) {
  Letter l;
  l.meeting.meeting_at = at("2022-08-25", 9, 30);
  l.meeting.sequence = 1;
  EXPECT_EQ(l.refusal(), "") << "its letter has still to arrive";
  const auto anew =
      with_the_hour_of_today(l.message, {&l.interview, "mtg_1", &l.meeting, nullptr}, {at("2022-08-20"), "l", {}});
  ASSERT_TRUE(anew);
  EXPECT_EQ(anew->invitation->start, l.meeting.meeting_at);
  EXPECT_EQ(anew->invitation->sequence, 1);
  EXPECT_EQ(anew->text.find("约谈时间、地点已变更，现为2022-08-25 09:30，市政务中心三楼，以此为准。\n"), 0U)
      << anew->text;
}

TEST(LetterStanding, AMovedOrCancelledMeetingCallsNobodyToItsOldHour) {
  Letter moved;
  moved.message.occasion = "meeting_moved";
  moved.meeting.meeting_at = at("2022-08-25", 9, 30);
  EXPECT_NE(moved.refusal().find("现为2022-08-25 09:30，市政务中心三楼"), std::string::npos) << moved.refusal();
  Letter elsewhere;
  elsewhere.message.occasion = "meeting_moved";
  elsewhere.meeting.place = "高新区管委会";
  EXPECT_NE(elsewhere.refusal().find("高新区管委会"), std::string::npos);
  Letter cancelled;
  cancelled.meeting.state = MeetingState::cancelled;
  EXPECT_NE(cancelled.refusal().find("会议已取消"), std::string::npos);
  cancelled.message.invitation->method = "CANCEL";
  EXPECT_EQ(cancelled.refusal(), "") << "that it is cancelled is true";
}

TEST(LetterStanding, ALimitOrExitNoticeIsSentAgainWhileItStands) {
  ExitCase exit;
  exit.notice.letter.emplace().number = "限履〔2022〕1号";
  NotificationQueued limit;
  limit.occasion = "exit_limit_notice";
  limit.letter = "限履〔2022〕1号";
  EXPECT_TRUE(carries_letter_of(limit, exit));
  const auto stands = [&](const NotificationQueued& message, ExitState state) {
    exit.state = state;
    return check_stands(message, {nullptr, "", nullptr, &exit}).has_value();
  };
  EXPECT_TRUE(stands(limit, ExitState::limited));
  for (const auto state : {ExitState::noticed, ExitState::cured, ExitState::withdrawn, ExitState::exited})
    EXPECT_FALSE(stands(limit, state)) << codec::enum_text(state);
  NotificationQueued notice = limit;
  notice.occasion = "exit_notice";
  notice.letter = "退出〔2022〕1号";
  EXPECT_FALSE(carries_letter_of(notice, exit));
  exit.exit_notice.emplace().letter.emplace().number = "退出〔2022〕1号";
  EXPECT_TRUE(carries_letter_of(notice, exit));
  EXPECT_TRUE(stands(notice, ExitState::noticed));
  EXPECT_FALSE(stands(notice, ExitState::withdrawn));
  notice.occasion = "exit_withdrawn";
  EXPECT_TRUE(stands(notice, ExitState::withdrawn));
}
}  // namespace
}  // namespace luodi::monitor::test
