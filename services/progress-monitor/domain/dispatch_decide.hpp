#pragma once
// Opening, cutting off and closing of dispatch cycles by the due queue, and the reports of the hosts (measure 5). Pure.
//
// The job "dispatch:<cycle>" takes the next step that is due, one a run, and sets itself for the one after; opening a
// cycle sets the job of the cycle that follows. It looks at the state and at facts recorded before the cut-off: late,
// twice or after an outage it leaves the same cycles and the same lines.
//
//   open       on the first day
//   list       after the last day: a line for each project in scope on it, k_lines_together a commit; each step goes on
//              behind the last line, so that a city of a million is walked once and not once a commit
//   cut off    with the deadlines: report_working_days after the last day at report_hour, the meeting within
//              meeting_working_days; beyond the published calendar they are blocked and asked for again every day
//   due        right after the report deadline (17:00 sharp is in time), so that the meeting knows who has not filed;
//              left out where the close is due as well: its news says the same
//   close      at the end of the meeting's last day; counts what was filed until then
// A project that has ended or is suspended at the deadline or the close owes no report: its line is released there,
// missing in no count and urged no more.
#include <functional>
#include <string>
#include <vector>

#include "common/domain/decision.hpp"
#include "services/progress-monitor/domain/dispatch_item.hpp"
#include "services/progress-monitor/domain/problem.hpp"

namespace luodi::monitor {

inline constexpr std::size_t k_lines_together = 64;         // half a kilobyte a line: a commit of some ten milliseconds
inline constexpr std::int64_t k_cycle_again_ms = k_day_ms;  // a calendar appears once a year

// What a decision may look up.
struct DispatchDesk {
  std::function<const DispatchCycle*(const std::string& id)> cycle;
  std::function<const DispatchItem*(const std::string& id)> item;
  std::function<const domain::Project*(const std::string& id)> project;
  using VisitProject = std::function<void(const std::string& id, const domain::Project& project)>;
  std::function<void(const VisitProject&)> each_project;  // in any order
  using VisitWhile = std::function<bool(const std::string& id, const domain::Project& project)>;
  // Projects with an id behind `after`, in the order of their ids, until the visit answers false.
  std::function<void(const std::string& after, const VisitWhile&)> projects_behind;
  // The last project, by id, that has a line in the cycle; empty when none has.
  std::function<std::string(const std::string& cycle)> listed_through;
  using VisitProblem = std::function<void(const std::string& id, const Problem& problem)>;
  std::function<void(const std::string& project, const VisitProblem&)> each_problem;
};

// Expects a text that HalfMonth reads; anything else decides nothing.
domain::Decision decide_dispatch(const std::string& cycle, const DispatchDesk& desk, const domain::Context& context);

// The first cycle that a city needs: that of its first project, or of today where there is none yet.
HalfMonth first_cycle(const DispatchDesk& desk, CivilDate today);

struct FileReport {
  std::string project_id;
  std::string text;
  std::string light_reason;  // needed where the light is yellow or red
  std::string next;
  std::vector<domain::Evidence> evidence;
  std::string correction;  // needed where a report was filed: why this one replaces it
  static constexpr auto fields() {
    using codec::field;
    using codec::optional_field;
    using codec::Text;
    using F = FileReport;
    return described(field("project_id", &F::project_id, Text{1, 80}), field("text", &F::text, Text{1, 4000}),
                     optional_field("light_reason", &F::light_reason, Text{0, 2000}),
                     optional_field("next", &F::next, Text{0, 2000}),
                     field("evidence", &F::evidence, codec::Count{0, 20}),
                     optional_field("correction", &F::correction, Text{0, 1000}));
  }
};
// too_early before the cut-off, forbidden for another entity than those of the line and of today
// (dispatch_reporter.hpp), already_exists without a correction, wrong_state for the first report of a project that has
// ended or is suspended.
Expected<domain::Decision> decide_file(const std::string& id, const DispatchCycle& cycle, const DispatchItem& item,
                                       const domain::Project& project, const FileReport& command,
                                       const domain::Context& context);

// already_exists where `what` was filed and no correction is given, invalid_body for a correction of nothing.
Expected<void> check_replaces(bool filed, const std::string& correction, Word what);

// The line of a project as it was known at the end of the cycle.
DispatchLine line_of(HalfMonth cycle, const std::string& id, const domain::Project& project, const DispatchDesk& desk,
                     const policy::PolicyBook& book, const policy::Policy& policy);

inline std::string dispatch_job(HalfMonth cycle) {
  return "dispatch:" + cycle.str();
}

}  // namespace luodi::monitor
