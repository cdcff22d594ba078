#include "services/progress-monitor/domain/dispatch_decide.hpp"

#include <algorithm>

#include "common/domain/refusals.hpp"
#include "common/domain/words.hpp"
#include "common/kernel/bilingual.hpp"
#include "services/progress-monitor/domain/dispatch_reporter.hpp"
#include "services/progress-monitor/domain/dispatch_scope.hpp"
#include "services/progress-monitor/domain/unchanged.hpp"

namespace luodi::monitor {

using domain::Context;
using domain::Decision;
using domain::field_fault;
using domain::Light;
using domain::Project;

namespace {
CycleDeadlines deadlines_of(HalfMonth cycle, const policy::DispatchParameters& p, const WorkingCalendar& calendar) {
  CycleDeadlines out;
  const auto report = calendar.add_working_days(cycle.last_day(), p.report_working_days);
  const auto meeting = calendar.add_working_days(cycle.last_day(), p.meeting_working_days);
  if (!report || !meeting) {
    out.blocked = !report ? report.error().detail : meeting.error().detail;
    return out;
  }
  out.report_due_at = instant_at(*report, p.report_hour);
  out.meeting_by = *meeting;
  out.closes_at = instant_at(meeting->plus_days(1));
  return out;
}

// One step of the life of a cycle.
class CycleStep {
 public:
  CycleStep(HalfMonth cycle, const DispatchDesk& desk, const policy::Policy& policy, const Context& context)
      : cycle_(cycle), id_(cycle.str()), desk_(desk), policy_(policy), context_(context) {
    decision_.policy = policy.id;
  }

  Decision take() {
    const auto* state = desk_.cycle(id_);
    if (!state)
      open();
    else if (state->state == CycleState::open)
      cut_off();
    else if (state->state == CycleState::reporting)
      state->deadlines.closes_at ? finish(*state) : unblock();
    return std::move(decision_);
  }

 private:
  void again(Instant at) { decision_.schedule(dispatch_job(cycle_), at); }

  void open() {
    if (context_.now < instant_at(cycle_.first_day())) return again(instant_at(cycle_.first_day()));
    decision_.raise<DispatchCycle>(id_, CycleOpened{cycle_.first_day(), cycle_.last_day(), policy_.id});
    again(cycle_.closes_at());
    const HalfMonth next = cycle_.plus(1);
    decision_.schedule(dispatch_job(next), instant_at(next.first_day()));
  }

  void cut_off() {
    if (context_.now < cycle_.closes_at()) return again(cycle_.closes_at());
    list_behind(desk_.listed_through(id_));
    CycleCutOff event;
    // Nobody behind the last line: the count finds whoever was heard of since then under an id before it.
    if (decision_.events.empty() && !count_lines(event.agenda)) list_behind("");
    if (!decision_.events.empty()) return again(context_.now);
    event.deadlines = deadlines_of(cycle_, policy_.dispatch, context_.policies->calendar());
    decision_.raise<DispatchCycle>(id_, event);
    again(event.deadlines.report_due_at ? reports_late_from(*event.deadlines.report_due_at)
                                        : context_.now.plus_ms(k_cycle_again_ms));
  }

  bool belongs(const Project& project) const {
    return dispatch_scope_on(project, policy_, cycle_.last_day(), cycle_.closes_at());
  }

  // Lines for the next projects in scope that have none. In order: the same projects, the same commits.
  void list_behind(const std::string& after) {
    desk_.projects_behind(after, [&](const std::string& id, const Project& project) {
      if (desk_.item(item_id(id_, id)) != nullptr || !belongs(project)) return true;
      auto line = line_of(cycle_, id, project, desk_, *context_.policies, policy_);
      decision_.raise<DispatchItem>(item_id(id_, id), DispatchListed{std::move(line)}, domain::parties_of(project));
      return decision_.events.size() < k_lines_together;
    });
  }

  // False when a project in scope has no line yet.
  bool count_lines(AgendaTotals& agenda) const {
    bool complete = true;
    desk_.each_project([&](const std::string& id, const Project& project) {
      if (const auto* item = desk_.item(item_id(id_, id)))
        count_line(item->line, agenda);
      else if (complete && belongs(project))
        complete = false;
    });
    return complete;
  }

  void unblock() {
    auto deadlines = deadlines_of(cycle_, policy_.dispatch, context_.policies->calendar());
    if (!deadlines.closes_at) return again(context_.now.plus_ms(k_cycle_again_ms));
    again(reports_late_from(*deadlines.report_due_at));
    decision_.raise<DispatchCycle>(id_, CycleUnblocked{std::move(deadlines)});
  }

  void finish(const DispatchCycle& state) {
    const Instant close_at = *state.deadlines.closes_at;
    // Also where nobody looked between the two: each step says what was so at its own instant.
    if (!state.reports_due && state.deadlines.report_due_at) {
      const Instant due = *state.deadlines.report_due_at;
      if (context_.now < reports_late_from(due)) return again(reports_late_from(due));
      end_reporting(due);
    }
    if (context_.now >= close_at) return close(close_at);
    again(close_at);
  }

  void end_reporting(Instant due) {
    CycleReportsDue event;
    each_item(reports_late_from(due), civil_date(due),
              [&](const DispatchItem& item) { count_at_deadline(item, due, event.reports); });
    decision_.raise<DispatchCycle>(id_, event);
  }

  void close(Instant at) {
    CycleClosed event;
    each_item(at, civil_date(at.plus_ms(-1)),
              [&](const DispatchItem& item) { count_at_close(item, at, event.reports); });
    decision_.raise<DispatchCycle>(id_, event);
  }

  // As it counts at that instant: of what was not filed until then nothing is missing where the project had gone.
  void each_item(Instant until, CivilDate day, const std::function<void(const DispatchItem&)>& visit) {
    desk_.each_project([&](const std::string& id, const Project& project) {
      const auto* stored = desk_.item(item_id(id_, id));
      if (!stored) return;
      auto why = missed(*stored, until) && !is_released(*stored, until) ? why_no_report(project, day) : std::string();
      if (why.empty()) return visit(*stored);
      DispatchItem item = *stored;
      item.released = DispatchReleased{until, std::move(why)};
      decision_.raise<DispatchItem>(item_id(id_, id), *item.released, domain::parties_of(project));
      visit(item);
    });
  }

  HalfMonth cycle_;
  std::string id_;
  const DispatchDesk& desk_;
  const policy::Policy& policy_;
  const Context& context_;
  Decision decision_;
};
}  // namespace

Decision decide_dispatch(const std::string& id, const DispatchDesk& desk, const Context& context) {
  const auto cycle = HalfMonth::parse(id);
  if (!cycle || context.policies == nullptr) return {};
  // A cycle that no measure governs is not held; the next one may be.
  if (const auto* policy = context.policies->in_force(cycle->last_day()))
    return CycleStep(*cycle, desk, *policy, context).take();
  Decision decision;
  const HalfMonth next = cycle->plus(1);
  decision.schedule(dispatch_job(next), instant_at(next.first_day()));
  return decision;
}

HalfMonth first_cycle(const DispatchDesk& desk, CivilDate today) {
  CivilDate first = today;
  desk.each_project(
      [&](const std::string&, const Project& project) { first = std::min(first, civil_date(project.created_at)); });
  return HalfMonth::of(first);
}

Expected<void> check_replaces(bool filed, const std::string& correction, Word what) {
  if (filed && correction.empty()) {
    Error error(ErrorCode::already_exists,
                bilingual("已有{0}，更正须填写更正说明 / filed already ({0}): give a correction", what));
    error.fields.push_back(
        {"/correction", "required", "更正已报的内容，须说明原因 / to correct what was filed, say what and why"});
    return fail(std::move(error));
  }
  if (!filed && !correction.empty())
    return fail(field_fault("/correction", "nothing_filed",
                            bilingual("尚无{0}，无可更正 / nothing to correct yet: no {0}", what)));
  return {};
}

namespace {
// Whether it came in time, and from whom, is no part of what it says.
bool says_the_same(DispatchReported filed, const DispatchReported& report) {
  filed.late = report.late;
  filed.org = report.org;
  return codec::encode(filed) == codec::encode(report);
}
}  // namespace

Expected<Decision> decide_file(const std::string& id, const DispatchCycle& cycle, const DispatchItem& item,
                               const Project& project, const FileReport& command, const Context& context) {
  if (auto may = check_may_report(item.line, project, context); !may) return fail(may.error());
  if (auto fine = domain::check_papers(project, command.evidence, context); !fine) return fail(fine.error());
  const bool filed = !item.reports.empty();
  if (const auto why = why_no_report(project, civil_date(context.now)); !filed && !why.empty())
    return fail(ErrorCode::wrong_state, why);
  if (auto fine = check_replaces(filed, command.correction, {"报告", "report"}); !fine) return fail(fine.error());
  const bool warned = item.line.light == Light::yellow || item.line.light == Light::red;
  if (warned && command.light_reason.empty())
    return fail(field_fault(
        "/light_reason", "required",
        bilingual("灯色为{0}，须说明原因 / the light is {0}: a reason is needed", word_of(item.line.light))));
  const auto& due = cycle.deadlines.report_due_at;
  const DispatchReported report{command.text,     command.light_reason,      command.next,
                                command.evidence, due && context.now > *due, filed_for(item.line, context.actor.org)};
  if (filed && says_the_same(item.reports.back().report, report))
    return fail(unchanged("/text", item.line.project_name));
  Decision decision;
  decision.policy = cycle.policy;
  if (filed)
    decision.raise<DispatchItem>(id, DispatchCorrected{report, command.correction}, domain::parties_of(project));
  else
    decision.raise<DispatchItem>(id, report, domain::parties_of(project));
  return decision;
}

}  // namespace luodi::monitor
