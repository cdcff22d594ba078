#pragma once
// A stall that goes on after its interview has ended. An interview answers for the cycles up to its end: verified as
// rectified, or withdrawn by the committee. What stands still after that is counted anew, from the first whole unit
// behind the end, and leads to warnings and to another interview like any stall, not before the cool-down (measure 6:
// 2 cycles) is over. So an exemption of one cycle, which pauses the count and ends no stall, cannot buy silence for
// good. A second interview that failed ends the matter here: nothing more is opened; one that was withdrawn, by late
// evidence too, is behind the project as a first one that the committee withdrew. Pure.
//
//   add_stalls_after(result.episodes, result.lines, interviews, book);   // each behind the one that it continues
#include <vector>

#include "services/progress-monitor/domain/idle_clock.hpp"
#include "services/progress-monitor/domain/interview.hpp"
#include "services/progress-monitor/domain/meeting.hpp"

namespace luodi::monitor {

struct KnownInterview {
  std::string id;
  const Interview* state;
  const Meeting* meeting = nullptr;  // that it comes to, if any
};

// The interview that an episode has had: what stands comes before what the committee withdrew. nullptr = none.
const KnownInterview* interview_of(const domain::Episode& episode, const std::vector<KnownInterview>& interviews);

// The day on which people ended it so that a new count begins; nullopt = it runs, or ended otherwise.
std::optional<CivilDate> answered_on(const Interview& interview);

void add_stalls_after(std::vector<domain::Episode>& episodes, const std::vector<UnitLine>& lines,
                      const std::vector<KnownInterview>& interviews, const policy::PolicyBook& book);

}  // namespace luodi::monitor
