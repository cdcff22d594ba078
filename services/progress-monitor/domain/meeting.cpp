#include "services/progress-monitor/domain/meeting.hpp"

#include <algorithm>

namespace luodi::monitor {

void apply(Meeting& meeting, const MeetingCalled& event, const domain::EventMeta& meta) {
  meeting.org = event.org;
  meeting.meeting_at = event.meeting_at;
  meeting.length_minutes = event.length_minutes;
  meeting.attendees = event.attendees;
  meeting.items = {event.item};
  meeting.place = event.place;
  meeting.created_at = meta.at;
  meeting.updated_at = meta.at;
}

void apply(Meeting& meeting, const MeetingJoined& event, const domain::EventMeta& meta) {
  meeting.items.push_back(event.item);
  ++meeting.sequence;
  meeting.updated_at = meta.at;
}

void apply(Meeting& meeting, const MeetingMoved& event, const domain::EventMeta& meta) {
  meeting.meeting_at = event.meeting_at;
  meeting.place = event.place;
  ++meeting.sequence;
  meeting.updated_at = meta.at;
}

void apply(Meeting& meeting, const MeetingLeft& event, const domain::EventMeta& meta) {
  // A cancelled meeting keeps its last item: its cancellation still says what it was about.
  if (meeting.items.size() > 1)
    std::erase_if(meeting.items, [&](const MeetingItem& item) { return item.interview_id == event.interview_id; });
  else
    meeting.state = MeetingState::cancelled;
  ++meeting.sequence;
  meeting.updated_at = meta.at;
}

std::string agenda_of(const Meeting& meeting) {
  constexpr std::size_t k_shown = 10;  // a stored text holds at most 4000 characters, a project's name 200
  std::string out;
  for (std::size_t i = 0; i < std::min(k_shown, meeting.items.size()); ++i)
    out += (i ? "\n" : "") + meeting.items[i].document_number + " " + meeting.items[i].project_name;
  if (meeting.items.size() > k_shown) out += "\n等" + std::to_string(meeting.items.size()) + "个项目";
  return out;
}

std::string meeting_id(const std::string& org, HalfMonth issued_in, int level, int number) {
  return "mtg_" + org + "_" + issued_in.str() + (level > 1 ? "_second_" : "_") + std::to_string(number);
}

}  // namespace luodi::monitor

template luodi::Expected<void> luodi::domain::apply_fact(luodi::monitor::Meeting&, std::string_view,
                                                         const luodi::codec::Json&, const luodi::domain::EventMeta&);
template luodi::codec::Json luodi::codec::encode(const luodi::monitor::Meeting&);
template luodi::Expected<luodi::monitor::Meeting> luodi::codec::decode(const luodi::codec::Json&);
