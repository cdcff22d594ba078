#pragma once
// Filing the minutes of a dispatch meeting (measure 5), and who reads what of them. From the cut-off on, also after the
// close: a paper is signed days after its meeting. Pure.
//
//   too_early            the cycle's last day is not over
//   secret_not_admitted  a matter names a secret project, whose details stay outside this system
//   already_exists       filed: give a correction; `unchanged` where that says what stands
//   invalid_body         a meeting before the cut-off, a digest that is none, a project that is not on the agenda
//   in_future            a meeting ahead
#include <functional>
#include <string>
#include <vector>

#include "services/progress-monitor/domain/announce_reports.hpp"
#include "services/progress-monitor/domain/dispatch_decide.hpp"

namespace luodi::monitor {

struct FileDispatchMinutes : DispatchMinutes {
  std::string correction;  // needed where minutes were filed: why these replace them
  static constexpr auto fields() {
    return codec::extended(DispatchMinutes::fields(),
                           codec::optional_field("correction", &FileDispatchMinutes::correction, codec::Text{0, 1000}));
  }
};
Expected<domain::Decision> decide_dispatch_minutes(const std::string& id, const DispatchCycle& cycle,
                                                   const FileDispatchMinutes& command, const DispatchDesk& desk,
                                                   const domain::Context& context);

// The minutes as they stand, first to last, for a reader who sees these lines: roles of the city read everything, a
// host with a line of its own what was decided for the whole city and about the lines that it sees, everybody else
// nothing. A line is that of the entity that it names, and of the one that its project has gone to since, which the
// letter of the minutes tells as well (reporter_since).
std::vector<FiledDispatchMinutes> minutes_for(const Actor& reader, const DispatchCycle& cycle,
                                              const std::vector<const DispatchItem*>& lines,
                                              const FindProject& find_project);

}  // namespace luodi::monitor
