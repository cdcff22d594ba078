#include "services/progress-monitor/domain/letter_standing.hpp"

#include "common/kernel/bilingual.hpp"
#include "common/kernel/civil_text.hpp"

namespace luodi::monitor {

namespace {
constexpr std::string_view k_withdrawal = "interview_withdrawn";

bool calls(const NotificationQueued& message) {
  return message.invitation && message.invitation->method == "REQUEST";
}
bool is_left(const Invitation& invitation, const Meeting& meeting) {
  return meeting.state != MeetingState::called || invitation.start != meeting.meeting_at ||
         invitation.location != meeting.place;
}
}  // namespace

Expected<void> check_stands(const NotificationQueued& message, const Interview* interview, const Meeting* meeting) {
  if (interview && interview->state == InterviewState::withdrawn && message.occasion != k_withdrawal)
    return fail(ErrorCode::wrong_state,
                "约谈已撤回，此前的通知不再重发 / the interview was withdrawn: what was said before is not sent again");
  if (!calls(message) || !meeting || !is_left(*message.invitation, *meeting)) return {};
  if (meeting->state != MeetingState::called)
    return fail(ErrorCode::wrong_state,
                "会议已取消，原通知不再重发 / the meeting was cancelled: its notice is not sent again");
  return fail(
      ErrorCode::wrong_state,
      bilingual("会议时间或地点已变更（现为{0}，{1}），原通知不再重发，请重发变更后的通知 / the meeting is held on "
                "{0} at {1} by now: send the later notice again",
                minute_text(meeting->meeting_at), meeting->place));
}

}  // namespace luodi::monitor
