#include "services/progress-monitor/domain/progress_retraction.hpp"

#include <algorithm>

#include "common/domain/project_admission.hpp"
#include "common/kernel/bilingual.hpp"
#include "services/progress-monitor/domain/project_party.hpp"

namespace luodi::monitor {

using domain::field_fault;
using domain::ProgressEntry;
using domain::Project;

namespace {
auto find_report(const Project& project, const std::string& id) {
  return std::find_if(project.progress.begin(), project.progress.end(),
                      [&](const ProgressEntry& report) { return report.id == id; });
}

// Of a closed problem: its reporter has the word, as long as it has anything to do with the project.
bool reporter_has_left(const ProgressEntry& closing, const Project& project) {
  return closing.org && was_party(*closing.org, project) && !is_party(*closing.org, project);
}

Expected<void> check_report(const Project& project, const std::string& id) {
  const auto found = find_report(project, id);
  if (found == project.progress.end())
    return fail(
        field_fault("/report", "unknown",
                    bilingual("本项目没有这条进展：{0}，编号见项目的进展清单 / no such report of progress: {0}; "
                              "the project lists them with their ids",
                              id)));
  if (found->retracted_by) {
    const std::string on = found->retraction ? civil_date(found->retraction->at).str() + " " : std::string();
    const Twin when{on.empty() ? on : "于 " + on, on.empty() ? on : "on " + on};
    return fail(ErrorCode::already_exists,
                bilingual("进展 {0} 已{1}由 {2} 撤销 / the report {0} was taken back {1}by {2}", id, when,
                          *found->retracted_by));
  }
  if (found->kind == domain::ProgressKind::problem_closed && !reporter_has_left(*found, project))
    return fail(
        field_fault("/report", "by_problem",
                    "问题销号由问题提出方重开问题撤销，见 POST /v1/problems/{id}/reopen / a closed problem is taken "
                    "back by its reporter, who reopens it: POST /v1/problems/{id}/reopen"));
  return {};
}
}  // namespace

domain::ProgressRetracted taken_back(const Project& project, const std::string& report, std::string reason) {
  domain::ProgressRetracted event;
  event.id = report;
  event.reason = std::move(reason);
  if (const auto found = find_report(project, report); found != project.progress.end())
    event.before = domain::ReportVerdictThen{found->effective, found->reason};
  return event;
}

bool is_retracted(const Project& project, const std::string& report) {
  const auto found = find_report(project, report);
  return found != project.progress.end() && found->retracted_by;
}

Project with_reporters(Project project, const std::vector<Concerning<Problem>>& problems) {
  for (auto& report : project.progress) {
    if (report.kind != domain::ProgressKind::problem_closed || report.org) continue;
    const auto made = std::find_if(problems.begin(), problems.end(),
                                   [&](const auto& each) { return each.state->progress_id == report.id; });
    if (made != problems.end()) report.org = made->state->reporter_org;
  }
  return project;
}

Expected<domain::Decision> decide_progress_retraction(const std::string& id, const Project& project,
                                                      const RetractProgress& command, const domain::Context& context) {
  if (auto fine = domain::check_stub(project, {{"/reason", !command.reason.empty()}}); !fine) return fail(fine.error());
  const auto admitted = domain::admit(project, domain::Command::progress_retraction, {}, std::nullopt, "", context);
  if (!admitted) return fail(admitted.error());
  if (auto said = domain::check_reason(project, command.reason, "/reason",
                                       {"撤销进展", "taking a report of progress back"}, k_longest_retraction_reason);
      !said)
    return fail(said.error());
  if (auto known = check_report(project, command.report); !known) return fail(known.error());
  auto event = taken_back(project, command.report, bilingual("已撤销：{0} / taken back: {0}", command.reason));
  event.by = context.actor.username;
  return domain::raised(id, project, event, *admitted->policy);
}

}  // namespace luodi::monitor
