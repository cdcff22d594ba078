#include "services/progress-monitor/domain/meeting_room.hpp"

#include <algorithm>
#include <tuple>
#include <vector>

#include "common/kernel/code_point.hpp"

namespace luodi::monitor {

namespace {
// Without its white space: in Chinese nobody says where it stands.
std::string written(std::string_view place) {
  std::string out;
  while (!place.empty()) {
    const auto point = first_code_point(place);
    if (!is_blank(point.value)) out += place.substr(0, point.length);
    place.remove_prefix(point.length);
  }
  return out;
}

Instant end_of(Instant at, int minutes) {
  return at.plus_ms(minutes * k_minute_ms);
}

// Those that have this place, whenever they are, the wanting one left out; the first one first.
std::vector<MeetingThere> meetings_at(const Around& around, const std::string& place, const std::string& but) {
  std::vector<MeetingThere> out;
  const std::string here = written(place);
  if (here.empty() || !around.each_meeting) return out;
  around.each_meeting([&](const std::string& id, const Meeting& meeting) {
    if (id != but && meeting.state == MeetingState::called && written(meeting.place) == here)
      out.push_back({id, &meeting});
  });
  std::sort(out.begin(), out.end(), [](const MeetingThere& a, const MeetingThere& b) {
    return std::tie(a.meeting->meeting_at, a.id) < std::tie(b.meeting->meeting_at, b.id);
  });
  return out;
}

// One that ends when another begins is in nobody's way.
std::optional<MeetingThere> first_within(const std::vector<MeetingThere>& there, Instant at, int minutes) {
  for (const auto& each : there)
    if (each.meeting->meeting_at < end_of(at, minutes) &&
        at < end_of(each.meeting->meeting_at, each.meeting->length_minutes))
      return each;
  return std::nullopt;
}
}  // namespace

std::optional<MeetingThere> in_the_way(const Around& around, const WantedRoom& wanted) {
  return first_within(meetings_at(around, wanted.place, wanted.meeting_id), wanted.at, wanted.minutes);
}

Expected<Instant> first_free(const Around& around, const std::string& place, Instant earliest,
                             const policy::InterviewParameters& p, const WorkingCalendar& calendar) {
  const int minutes = p.meeting_length_minutes;
  const auto there = meetings_at(around, place, "");
  Instant first = earliest;
  for (CivilDate day = civil_date(earliest);;) {
    const Instant closing = instant_at(day, p.meeting_latest_hour);
    // The first hour of a day may end later than that: a meeting longer than the office hours has no better one.
    for (Instant at = first; at == first || end_of(at, minutes) <= closing; at = end_of(at, minutes))
      if (!first_within(there, at, minutes)) return at;
    const auto next = calendar.add_working_days(day, 1);
    if (!next) return fail(next.error());
    day = *next;
    first = instant_at(day, p.meeting_earliest_hour);
  }
}

void take_day(domain::Decision& decision, const Around& around, const std::string& meeting_id, Instant at) {
  const auto counter = meeting_day_counter_id(civil_date(at));
  decision.raise<DocumentCounter>(counter, NumberTaken{around.last(counter) + 1, meeting_id});
}

}  // namespace luodi::monitor
