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
    const auto stands = check_stands(message, &interview, &meeting);
    return stands ? "" : stands.error().detail;
  }
};

TEST(LetterStanding, WhatIsAsItWasIsSentAgain) {
  Letter l;
  EXPECT_EQ(l.refusal(), "");
  ++l.meeting.sequence;  // somebody joined: the hour is the same
  EXPECT_EQ(l.refusal(), "");
  EXPECT_TRUE(check_stands(l.message, nullptr, nullptr)) << "about no interview";
}

TEST(LetterStanding, OfAWithdrawnInterviewOnlyTheWithdrawalIs) {
  Letter l;
  l.interview.state = InterviewState::withdrawn;
  EXPECT_NE(l.refusal().find("约谈已撤回"), std::string::npos);
  l.message.invitation.reset();
  l.message.occasion = "interview_opened";
  EXPECT_NE(l.refusal().find("约谈已撤回"), std::string::npos);
  l.message.occasion = "interview_withdrawn";
  EXPECT_EQ(l.refusal(), "");
}

TEST(LetterStanding, AMovedOrCancelledMeetingCallsNobodyToItsOldHour) {
  Letter moved;
  moved.meeting.meeting_at = at("2022-08-25", 9, 30);
  EXPECT_NE(moved.refusal().find("现为2022-08-25 09:30，市政务中心三楼"), std::string::npos) << moved.refusal();
  Letter elsewhere;
  elsewhere.meeting.place = "高新区管委会";
  EXPECT_NE(elsewhere.refusal().find("高新区管委会"), std::string::npos);
  Letter cancelled;
  cancelled.meeting.state = MeetingState::cancelled;
  EXPECT_NE(cancelled.refusal().find("会议已取消"), std::string::npos);
  cancelled.message.invitation->method = "CANCEL";
  EXPECT_EQ(cancelled.refusal(), "") << "that it is cancelled is true";
}
}  // namespace
}  // namespace luodi::monitor::test
