// What may be sent again: nobody is called to an interview that was withdrawn or to an hour that a meeting has left.
#include "services/progress-monitor/domain/letter_standing.hpp"

#include "services/progress-monitor/domain/announce_exit.hpp"
#include "tests/unit/services/progress-monitor/story.hpp"

namespace luodi::monitor::test {
namespace {
struct Letter {
  NotificationQueued message;
  Interview interview;
  Meeting meeting;
  Instant now = at("2022-08-20");

  Letter() {
    meeting.meeting_at = at("2022-08-24", 9, 30);
    meeting.place = "市政务中心三楼";
    message.occasion = "interview_issued";
    message.invitation = Invitation{"mtg_1@l",          0,  "REQUEST", "CONFIRMED", at("2022-08-19"),
                                    meeting.meeting_at, 60, "约谈",    "",          meeting.place};
    interview.state = InterviewState::issued;
  }
  std::string refusal() const {
    const auto stands = check_stands(message, {&interview, "mtg_1", &meeting}, now);
    return stands ? "" : stands.error().detail;
  }
};

TEST(LetterStanding, WhatIsAsItWasIsSentAgain) {
  Letter l;
  EXPECT_EQ(l.refusal(), "");
  ++l.meeting.sequence;  // somebody joined: the hour is the same
  EXPECT_EQ(l.refusal(), "");
  EXPECT_FALSE(with_the_hour_of_today(l.message, {&l.interview, "mtg_1", &l.meeting}, {at("2022-08-20"), "l", {}}));
  EXPECT_TRUE(check_stands(l.message, {}, l.now)) << "about no interview";
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
  const auto anew = with_the_hour_of_today(l.message, {&l.interview, "mtg_1", &l.meeting}, {at("2022-08-20"), "l", {}});
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

TEST(LetterStanding, TheDayOfTheExplanationIsThatOfTodayAsWell) {
  Letter l;
  l.message.text = "书面说明截止：2022-08-22（含当日）\nNotice.";
  l.meeting.meeting_at = at("2022-08-29", 9, 30);
  StepClock clock;
  clock.step = Step::explanation;
  clock.due_at = at("2022-08-27");
  l.interview.clocks = {clock};
  const LetterMatter matter{&l.interview, "mtg_1", &l.meeting};
  const Teller teller{at("2022-08-20"), "l", {}};
  auto anew = with_the_hour_of_today(l.message, matter, teller);
  ASSERT_TRUE(anew);
  EXPECT_NE(anew->text.find("以此为准。\n书面说明截止：2022-08-26（含当日），以此为准。\n书面说明截止：2022-08-22"),
            std::string::npos)
      << anew->text;
  EXPECT_TRUE(anew->text.ends_with(
      "The meeting is held on 2022-08-29 09:30 by now; written explanation by 2022-08-26 (inclusive)."))
      << anew->text;
  l.meeting.meeting_at = at("2022-08-30", 9, 30);
  const auto again = with_the_hour_of_today(*anew, matter, teller);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->text.find("2022-08-29"), std::string::npos) << "only the word of today: " << again->text;
  EXPECT_EQ(as_it_was(again->text), l.message.text);
  EXPECT_EQ(as_it_was(l.message.text), l.message.text);
  l.meeting.meeting_at = at("2022-08-29", 9, 30);
  l.interview.clocks[0].state = ClockState::done;
  anew = with_the_hour_of_today(l.message, matter, teller);
  EXPECT_EQ(anew->text.find("2022-08-26"), std::string::npos) << "it is in";
}

TEST(LetterStanding, NobodyIsCalledToAnHourThatIsPast) {
  Letter l;
  l.now = l.meeting.meeting_at.plus_ms(-1);
  EXPECT_EQ(l.refusal(), "");
  l.now = l.meeting.meeting_at;
  EXPECT_NE(l.refusal().find("约谈时间为2022-08-24 09:30，已过"), std::string::npos) << l.refusal();
  l.message.invitation.reset();
  EXPECT_NE(l.refusal(), "") << "its text names the hour";
  l.message.occasion = "meeting_moved";
  EXPECT_NE(l.refusal(), "");
  l.message.occasion = "interview_held";
  EXPECT_EQ(l.refusal(), "") << "what it came to";
}

// The others of a joint meeting may be called to a later hour once the minutes of this one are filed.
TEST(LetterStanding, NorToAMeetingThatWasHeld) {
  Letter l;
  StepClock clock;
  clock.step = Step::minutes;
  clock.state = ClockState::done;
  l.interview.clocks = {clock};
  l.interview.state = InterviewState::held;
  EXPECT_NE(l.refusal().find("约谈已召开并登记纪要"), std::string::npos) << l.refusal();
}

TEST(LetterStanding, ALimitOrExitNoticeIsSentAgainWhileItStands) {
  ExitCase exit;
  exit.notice.letter.emplace().number = "限履〔2022〕1号";
  NotificationQueued limit;
  limit.occasion = "exit_limit_notice";
  limit.letter = "限履〔2022〕1号";
  EXPECT_TRUE(is_notice_of(limit, "ext_1", exit));
  const auto stands = [&](const NotificationQueued& message, ExitState state) {
    exit.state = state;
    return check_stands(message, {nullptr, "", nullptr, &exit, "ext_1"}, at("2022-08-20")).has_value();
  };
  EXPECT_TRUE(stands(limit, ExitState::limited));
  for (const auto state : {ExitState::noticed, ExitState::cured, ExitState::withdrawn, ExitState::exited})
    EXPECT_FALSE(stands(limit, state)) << codec::enum_text(state);
  NotificationQueued notice = limit;
  notice.occasion = "exit_notice";
  notice.letter = "退出〔2022〕1号";
  EXPECT_FALSE(is_notice_of(notice, "ext_1", exit));
  exit.exit_notice.emplace().letter.emplace().number = "退出〔2022〕1号";
  EXPECT_TRUE(is_notice_of(notice, "ext_1", exit));
  EXPECT_TRUE(stands(notice, ExitState::noticed));
  EXPECT_FALSE(stands(notice, ExitState::withdrawn));
  notice.occasion = "exit_withdrawn";
  EXPECT_TRUE(stands(notice, ExitState::withdrawn));
}

// A limit notice of 1 July whose limit was moved from 1 to 9 August.
struct Limited {
  ExitCase exit;
  NotificationQueued notice;
  NotificationQueued moved;

  Limited() {
    exit.notice.letter.emplace().number = "限履〔2022〕2号";
    exit.notice.limit_until = day("2022-08-01");
    exit.limit_moved = ExitLimitMoved{day("2022-08-01"), day("2022-08-09"), 8, "", "9", {}};
    const auto told = announce_limit_moved("ext_1", exit, *exit.limit_moved, domain::Project{}, {});
    moved.occasion = told->occasion;
    moved.text = told->text;
    moved.letter = told->letter;
    notice.occasion = "exit_limit_notice";
    notice.letter = "限履〔2022〕2号";
    notice.text = "请于2022-08-01前（含当日）履约。";
  }
  LetterMatter matter() const { return {nullptr, "", nullptr, &exit, "ext_1"}; }
  std::string refusal(const NotificationQueued& message) const {
    const auto stands = check_stands(message, matter(), at("2022-07-20"));
    return stands ? "" : stands.error().detail;
  }
};

TEST(LetterStanding, WhatMovedALimitHasNoLetterAndStandsAsLongAsThatLimit) {
  Limited l;
  EXPECT_EQ(l.moved.letter, "");
  EXPECT_TRUE(is_notice_of(l.moved, "ext_1", l.exit));
  EXPECT_FALSE(is_notice_of(l.moved, "ext_2", l.exit)) << "another case of the project";
  EXPECT_EQ(l.refusal(l.moved), "");
  for (const auto state : {ExitState::noticed, ExitState::cured, ExitState::withdrawn, ExitState::exited}) {
    l.exit.state = state;
    EXPECT_NE(l.refusal(l.moved).find("原通知不再重发"), std::string::npos) << codec::enum_text(state);
  }
  l.exit.state = ExitState::limited;
  l.exit.limit_moved->limit_until = day("2022-08-15");
  EXPECT_NE(l.refusal(l.moved).find("履约期限现为2022-08-15（含当日）"), std::string::npos) << l.refusal(l.moved);
}

TEST(LetterStanding, ANoticeOfALimitThatWasMovedGoesOutWithTheLastDayOfToday) {
  Limited l;
  EXPECT_EQ(l.refusal(l.notice), "") << "its letter has still to arrive";
  const auto anew = with_the_limit_of_today(l.notice, l.matter());
  ASSERT_TRUE(anew);
  EXPECT_EQ(anew->text.find("履约期限已变更，现为2022-08-09（含当日），以此为准。\n请于2022-08-01"), 0U) << anew->text;
  EXPECT_TRUE(anew->text.ends_with(" The limit ends on 2022-08-09 inclusive by now.")) << anew->text;
  EXPECT_EQ(anew->letter, l.notice.letter);
  EXPECT_FALSE(with_the_limit_of_today(*anew, l.matter())) << "it says so already";
  EXPECT_FALSE(with_the_limit_of_today(l.moved, l.matter()));
  l.exit.limit_moved.reset();
  EXPECT_FALSE(with_the_limit_of_today(l.notice, l.matter()));
}

TEST(LetterStanding, ALetterThatALaterOneOfTheCaseReplacedIsNotSentAgain) {
  Limited l;
  auto former = l.notice;
  former.letter = "限履〔2022〕1号";
  EXPECT_FALSE(is_notice_of(former, "ext_1", l.exit));
  l.exit.former_letters.emplace_back().number = former.letter;
  EXPECT_TRUE(is_notice_of(former, "ext_1", l.exit));
  EXPECT_NE(l.refusal(former).find("已由其后的通知代替"), std::string::npos) << l.refusal(former);
}
}  // namespace
}  // namespace luodi::monitor::test
