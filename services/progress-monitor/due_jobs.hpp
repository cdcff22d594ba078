#pragma once
// The kinds of due work, by the prefix of the job's id: "grace:int_1" is the kind "grace:" about "int_1". A kind is a
// pure rule; the worker claims, commits and gives back. Whoever adds a kind adds a line to a table, not a branch to the
// worker. A rule must be level-triggered: a job may run late, twice, or after everything it was about is over.
//
//   worker.add({"overdue:", 1, known, [](const MonitorOverlay& world, const std::string& subject,
//                                        const domain::Context& context) { return decide_overdue(...); }});
#include <functional>
#include <string>
#include <vector>

#include "services/progress-monitor/evaluation.hpp"
#include "services/progress-monitor/indexes.hpp"

namespace luodi::monitor {

struct JobKind {
  std::string prefix;
  std::size_t together = 1;  // jobs of this kind that may share one commit
  // False = not heard of yet: the worker brings the world up to the stream before it decides.
  std::function<bool(const MonitorWorld& world, const std::string& subject)> known;
  std::function<Expected<domain::Decision>(const MonitorOverlay& world, const std::string& subject,
                                           const domain::Context& context)>
      decide;
};

// evaluate:<project>, grace:<interview>, remind:<interview>:<step>, overdue:<interview>:<step>
std::vector<JobKind> interview_jobs(const Evaluation& evaluation);
// digest:<slot>
JobKind digest_jobs(const Indexes& indexes);

}  // namespace luodi::monitor
