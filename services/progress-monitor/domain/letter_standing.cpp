#include "services/progress-monitor/domain/letter_standing.hpp"

#include <algorithm>
#include <array>

#include "common/kernel/bilingual.hpp"
#include "common/kernel/civil_text.hpp"
#include "services/progress-monitor/domain/ics.hpp"

namespace luodi::monitor {

namespace {
constexpr std::string_view k_notice = "interview_issued";
constexpr std::string_view k_withdrawal = "interview_withdrawn";
// What somebody still has to do; what an interview came to may be told at any time.
constexpr std::array<std::string_view, 6> k_asks{"interview_opened",    k_notice,
                                                 "interview_held_back", "interview_blocked",
                                                 "interview_reminded",  "interview_overdue"};

bool calls(const NotificationQueued& message) {
  return message.invitation && message.invitation->method == "REQUEST";
}
bool asks(const NotificationQueued& message) {
  return calls(message) || std::find(k_asks.begin(), k_asks.end(), message.occasion) != k_asks.end();
}
bool is_left(const Invitation& invitation, const Meeting& meeting) {
  return invitation.start != meeting.meeting_at || invitation.location != meeting.place;
}

Expected<void> check_interview(const NotificationQueued& message, const Interview& interview) {
  const bool withdrawn = interview.state == InterviewState::withdrawn;
  if (!has_ended(interview) || (withdrawn ? message.occasion == k_withdrawal : !asks(message))) return {};
  return fail(
      ErrorCode::wrong_state,
      bilingual("约谈现为“{0}”，此前的通知不再重发 / the interview is {0} by now: what was said before is not sent "
                "again",
                word_of(interview.state)));
}

// A limit notice stands until its case goes on, an exit notice until it is cured, withdrawn or done.
Expected<void> check_exit(const NotificationQueued& message, const ExitCase& exit) {
  const bool limit = message.occasion == "exit_limit_notice" || message.occasion == "exit_limit_moved";
  const bool stands =
      limit ? exit.state == ExitState::limited : message.occasion != "exit_notice" || exit.state == ExitState::noticed;
  if (stands) return {};
  return fail(
      ErrorCode::wrong_state,
      bilingual("通知所涉事项现为“{0}”，原通知不再重发 / what the notice is about is {0} by now: it is not sent again",
                word_of(exit.state)));
}
}  // namespace

bool carries_letter_of(const NotificationQueued& message, const ExitCase& exit) {
  const auto is_it = [&](const std::optional<ExitLetter>& letter) {
    return letter && letter->number == message.letter;
  };
  return !message.letter.empty() &&
         (is_it(exit.notice.letter) || (exit.exit_notice && is_it(exit.exit_notice->letter)));
}

Expected<void> check_stands(const NotificationQueued& message, const LetterMatter& matter) {
  if (matter.interview)
    if (auto fine = check_interview(message, *matter.interview); !fine) return fine;
  if (matter.exit)
    if (auto fine = check_exit(message, *matter.exit); !fine) return fine;
  const auto* meeting = matter.meeting;
  if (!calls(message) || !meeting) return {};
  if (meeting->state != MeetingState::called)
    return fail(ErrorCode::wrong_state,
                "会议已取消，原通知不再重发 / the meeting was cancelled: its notice is not sent again");
  if (message.occasion == k_notice || !is_left(*message.invitation, *meeting)) return {};
  return fail(
      ErrorCode::wrong_state,
      bilingual("会议时间或地点已变更（现为{0}，{1}），原通知不再重发，请重发变更后的通知 / the meeting is held on "
                "{0} at {1} by now: send the later notice again",
                minute_text(meeting->meeting_at), meeting->place));
}

std::optional<NotificationQueued> with_the_hour_of_today(const NotificationQueued& message, const LetterMatter& matter,
                                                         const Teller& teller) {
  const auto* meeting = matter.meeting;
  if (message.occasion != k_notice || !calls(message) || !meeting || !is_left(*message.invitation, *meeting))
    return std::nullopt;
  NotificationQueued anew = message;
  anew.invitation = invitation_of(matter.meeting_id, *meeting, teller);
  const std::string when = minute_text(meeting->meeting_at);
  const std::string where = meeting->place.empty() ? std::string() : "，" + meeting->place;
  anew.text = "约谈时间、地点已变更，现为" + when + where + "，以此为准。\n" + anew.text + " The meeting is held on " +
              when + " by now.";
  return anew;
}

}  // namespace luodi::monitor
