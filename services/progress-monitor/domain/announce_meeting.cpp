// What people hear of a meeting that is moved: Chinese first, one English line at the end.
#include "common/kernel/code_point.hpp"
#include "services/progress-monitor/domain/announce_interview_facts.hpp"
#include "services/progress-monitor/domain/ics.hpp"

namespace luodi::monitor {

std::optional<Announcement> announce_meeting(const MeetingNews& news, const Teller& teller) {
  const Meeting& meeting = *news.meeting;
  if (news.fact != MeetingMoved::fact || meeting.state != MeetingState::called || meeting.items.empty())
    return std::nullopt;
  Expected<MeetingMoved> moved = fail(ErrorCode::internal, "no data");
  if (news.data) moved = codec::decode<MeetingMoved>(*news.data);
  // Moved again before anybody was told: the later move is told, with its own reason.
  if (moved && (moved->meeting_at != meeting.meeting_at || moved->place != meeting.place)) return std::nullopt;
  Announcement out;
  out.about = news.id + ":" + news.fact + ":" + std::to_string(meeting.sequence);
  out.occasion = "meeting_moved";
  out.interview_id = meeting.items.front().interview_id;
  out.org = meeting.org;
  out.subject = "【约谈时间变更】" + meeting.items.front().document_number;
  const bool not_held = moved && moved->not_held;
  out.text = "约谈时间：" + moment(meeting.meeting_at);
  if (moved && moved->from && *moved->from != meeting.meeting_at)
    out.text += "（原定" + moment(moved->from) + (not_held ? "，未按期召开）" : "）");
  if (!meeting.place.empty()) out.text += "\n地点：" + meeting.place;
  if (moved && !is_blank(moved->reason)) out.text += "\n变更原因：" + moved->reason;
  const bool asked = news.first && !is_done(*news.first, Step::explanation);
  if (asked) out.text += due_line(*news.first, Step::explanation);
  out.text += "\n被约谈单位：" + teller.names.of(meeting.org) + "\n" + agenda_of(meeting);
  out.text += std::string("\nThe meeting ") + (not_held ? "was not held and " : "") + "is moved " +
              (moved && moved->from && *moved->from != meeting.meeting_at ? "from " + moment(moved->from) + " " : "") +
              "to " + moment(meeting.meeting_at) + (asked ? due_en(*news.first, Step::explanation) : std::string()) +
              ".";
  out.to_bureau = true;
  out.to_committee = true;
  out.invitation = invitation_of(news.id, meeting, teller);
  return out;
}

}  // namespace luodi::monitor
