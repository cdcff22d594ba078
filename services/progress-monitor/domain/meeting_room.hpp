#pragma once
// One place holds one meeting at a time. A notice takes the first hour at which its place is free; whoever moves a
// meeting is refused an hour at which another one is there. Places are compared as they are written, without any
// white space; a meeting of before that has no place is in nobody's way. Pure.
//
// What is free is read from the meetings themselves. Two that look at the same day at once would both find it free, so
// setting a meeting takes a number of that day (meeting_day_counter_id): the slower one clashes on it and looks again.
//
//   auto at = first_free(around, place, earliest, p, calendar);
//   if (const auto other = in_the_way(around, {meeting_id, place, at, minutes})) ...
//   take_day(decision, around, meeting_id, *at);
#include <optional>
#include <string>

#include "common/domain/decision.hpp"
#include "services/progress-monitor/domain/interview_around.hpp"

namespace luodi::monitor {

struct WantedRoom {
  std::string meeting_id;  // who wants it, and so is not in its own way
  std::string place;
  Instant at;
  int minutes = 0;
};
struct MeetingThere {
  std::string id;
  const Meeting* meeting;
};
// The first of the meetings that are there then.
std::optional<MeetingThere> in_the_way(const Around& around, const WantedRoom& wanted);

// `earliest`, if the place is free then; otherwise the next hour of that day, one length of a meeting later each time,
// that ends by meeting_latest_hour; then those of the working days after it, from meeting_earliest_hour on. no_calendar
// where it comes to a day that is not published.
Expected<Instant> first_free(const Around& around, const std::string& place, Instant earliest,
                             const policy::InterviewParameters& p, const WorkingCalendar& calendar);

// In the commit that sets the meeting for this instant.
void take_day(domain::Decision& decision, const Around& around, const std::string& meeting_id, Instant at);

}  // namespace luodi::monitor
