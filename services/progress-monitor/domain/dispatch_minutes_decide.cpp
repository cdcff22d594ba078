#include "services/progress-monitor/domain/dispatch_minutes_decide.hpp"

#include <algorithm>

#include "common/domain/refusals.hpp"
#include "common/domain/visibility.hpp"
#include "common/kernel/bilingual.hpp"
#include "services/progress-monitor/domain/dispatch_reporter.hpp"
#include "services/progress-monitor/domain/unchanged.hpp"

namespace luodi::monitor {

using domain::Context;
using domain::Decision;
using domain::field_fault;

namespace {
std::string pointer_of(std::size_t matter, const char* member) {
  return "/matters/" + std::to_string(matter) + "/" + member;
}

Expected<void> check_not_secret(const std::vector<DecidedMatter>& matters, const DispatchDesk& desk) {
  std::vector<FieldError> faults;
  for (std::size_t i = 0; i < matters.size(); ++i)
    if (const auto* project = desk.project(matters[i].project_id); project && project->secret)
      faults.push_back({pointer_of(i, "text"), "secret", "涉密项目不得填写 / not for a secret project"});
  return domain::refuse_details({}, std::move(faults));
}

// Every matter that names a project names one with a line in this cycle.
Expected<void> check_on_agenda(const std::string& id, const std::vector<DecidedMatter>& matters,
                               const DispatchDesk& desk) {
  std::vector<FieldError> faults;
  for (std::size_t i = 0; i < matters.size(); ++i) {
    const auto& project = matters[i].project_id;
    if (project.empty() || desk.item(item_id(id, project))) continue;
    faults.push_back(
        {pointer_of(i, "project_id"), "not_on_agenda",
         bilingual("项目编号 {0} 不在 {1} 的调度范围，请填写本期项目的编号，涉及全市的不填 / not on the agenda "
                   "of {1}: {0}; give a project of this cycle, or none for a matter of the whole city",
                   project, id)});
  }
  if (faults.empty()) return {};
  Error error(ErrorCode::invalid_body, faults.front().message);
  error.fields = std::move(faults);
  return fail(std::move(error));
}

Expected<void> check_day(const DispatchCycle& cycle, CivilDate met_on, const Context& context) {
  if (auto day = domain::day_of_fact(met_on, context, "/met_on"); !day) return fail(day.error());
  if (met_on > cycle.last_day) return {};
  return fail(
      field_fault("/met_on", "before_cut_off",
                  bilingual("会议日期 {0} 不晚于周期末日 {1}，请填写 {2} 或以后的日期 / the meeting of {0} is not "
                            "after the cycle's last day, {1}: give {2} or a later day",
                            met_on, cycle.last_day, cycle.last_day.plus_days(1))));
}
}  // namespace

Expected<Decision> decide_dispatch_minutes(const std::string& id, const DispatchCycle& cycle,
                                           const FileDispatchMinutes& command, const DispatchDesk& desk,
                                           const Context& context) {
  if (cycle.state == CycleState::open)
    return fail(
        ErrorCode::too_early,
        bilingual("周期末日 {0} 之后登记会议纪要 / minutes are filed after the cycle's last day, {0}", cycle.last_day));
  if (auto open = check_not_secret(command.matters, desk); !open) return fail(open.error());
  const bool filed = !cycle.minutes.empty();
  if (auto fine = check_replaces(filed, command.correction, {"会议纪要", "minutes"}); !fine) return fail(fine.error());
  if (auto fine = check_digest(command.sha256, "/sha256"); !fine) return fail(fine.error());
  if (auto fine = check_day(cycle, command.met_on, context); !fine) return fail(fine.error());
  if (auto fine = check_on_agenda(id, command.matters, desk); !fine) return fail(fine.error());
  const DispatchMinutes& minutes = command;
  if (filed && minutes == cycle.minutes.back().minutes) return fail(unchanged("", minutes.number));
  Decision decision;
  decision.policy = cycle.policy;
  if (filed)
    decision.raise<DispatchCycle>(id, CycleMinutesCorrected{minutes, command.correction});
  else
    decision.raise<DispatchCycle>(id, CycleMinutesFiled{minutes});
  return decision;
}

std::vector<FiledDispatchMinutes> minutes_for(const Actor& reader, const DispatchCycle& cycle,
                                              const std::vector<const DispatchItem*>& lines,
                                              const FindProject& find_project) {
  if (domain::sees_all(reader)) return cycle.minutes;
  if (reader.org.empty()) return {};
  const auto is_host = [&](const DispatchItem* item) {
    if (item->line.org == reader.org) return true;
    const auto* project = find_project(item->line.project_id);
    return project != nullptr && reporter_since(item->line, *project) == reader.org;
  };
  if (std::none_of(lines.begin(), lines.end(), is_host)) return {};
  const auto hidden = [&](const DecidedMatter& matter) {
    return !matter.project_id.empty() && std::none_of(lines.begin(), lines.end(), [&](const DispatchItem* item) {
      return item->line.project_id == matter.project_id;
    });
  };
  auto out = cycle.minutes;
  for (auto& filed : out)
    std::erase_if(filed.minutes.matters, hidden);
  return out;
}

}  // namespace luodi::monitor
