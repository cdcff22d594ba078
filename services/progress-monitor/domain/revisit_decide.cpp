#include "services/progress-monitor/domain/revisit_decide.hpp"

#include <algorithm>

#include "common/domain/permission.hpp"
#include "common/domain/refusals.hpp"
#include "common/kernel/bilingual.hpp"
#include "common/kernel/name.hpp"
#include "services/progress-monitor/domain/problem_decide.hpp"

namespace luodi::monitor {

using domain::Context;
using domain::Decision;
using domain::field_fault;
using domain::Project;

namespace {
// The policy of the agreement decides how it is accompanied; a secret project is accompanied elsewhere.
const policy::Policy* accompanying(const Project& project, const Context& context) {
  if (project.secret || !project.agreement) return nullptr;
  return context.policies->in_force(project.agreement->signed_on);  // no measure, no duty
}

std::optional<CivilDate> last_of(const Revisits* revisits) {
  std::optional<CivilDate> last;
  if (!revisits) return last;
  for (const auto& each : revisits->made)
    if (!last || *last < each.told.visited_on) last = each.told.visited_on;
  return last;
}

// The days of visits around one of `day`: the last before it, the first after it.
struct Neighbours {
  std::optional<CivilDate> before;
  std::optional<CivilDate> after;
};
Neighbours neighbours_of(const Revisits& revisits, CivilDate day) {
  Neighbours out;
  for (const auto& each : revisits.made) {
    const CivilDate on = each.told.visited_on;
    if (on < day && (!out.before || *out.before < on)) out.before = on;
    if (day < on && (!out.after || on < *out.after)) out.after = on;
  }
  return out;
}

Instant opens_at(CivilDate due_on, const policy::RevisitParameters& terms) {
  return instant_at(due_on.plus_days(-terms.open_days));
}

void set_job(Decision& decision, const std::string& id, std::optional<CivilDate> due_on,
             const policy::RevisitParameters& terms) {
  if (due_on)
    decision.schedule(revisit_job(id), opens_at(*due_on, terms));
  else
    decision.cancel(revisit_job(id));
}

Expected<Decision> low_satisfaction(const std::string& id, const Project& project, const RevisitMade& visit,
                                    const Context& context) {
  ReportProblem report;
  report.title = bilingual("回访满意度低：{0}/{1} / low satisfaction: {0}/{1}", visit.satisfaction, visit.scale);
  report.text = visit.text;
  return decide_report_problem({id, &project}, nullptr, report, context);  // one for each visit
}

// Two visits of one day differ in what they found.
Expected<void> check_not_recorded(const Revisits& revisits, const RecordRevisit& command, CivilDate visited_on,
                                  const Context& context) {
  for (const auto& known : revisits.made)
    if (known.told.visited_on == visited_on && known.told.satisfaction == command.satisfaction &&
        normalise_name(known.told.text) == normalise_name(command.text))
      return fail(domain::recorded_before(bilingual("{0} 的同一回访 / the same revisit of {0}", visited_on),
                                          {civil_date(known.recorded_at), known.by, {}}, &context));
  return {};
}
// The regular day, where production began on that day.
std::optional<CivilDate> regular_day(const Project& project, std::optional<CivilDate> produced,
                                     std::optional<CivilDate> last, const policy::RevisitParameters& terms) {
  CivilDate due = project.agreement->signed_on.plus_days(terms.first_days);
  if (last)
    due = last->plus_months(produced && *produced <= *last ? terms.after_production_months
                                                           : terms.until_production_months);
  if (produced && produced->plus_months(k_months_a_year * terms.after_production_years) < due) return std::nullopt;
  return due;
}

// What the records said of the production from a day on.
struct Told {
  std::optional<CivilDate> produced;
  CivilDate since;
};
// From the first record of a production that was taken back on, oldest first; empty: none was.
std::vector<Told> told_of_production(const Project& project) {
  std::vector<Told> out;
  for (const auto& returned : project.returns) {
    if (returned.stage != domain::Stage::producing) continue;
    out.push_back({returned.on, civil_date(returned.recorded_at)});
    out.push_back({std::nullopt, civil_date(returned.returned_at)});
  }
  if (out.empty()) return out;
  for (const auto& reached : project.reached)
    if (reached.stage == domain::Stage::producing) out.push_back({reached.on, civil_date(reached.recorded_at)});
  return out;
}
}  // namespace

std::optional<CivilDate> next_revisit(const Project& project, std::optional<CivilDate> last,
                                      const policy::RevisitParameters& terms) {
  if (!project.agreement || domain::has_ended(project)) return std::nullopt;
  const auto told = told_of_production(project);
  if (told.empty()) return regular_day(project, domain::reached_on(project, domain::Stage::producing), last, terms);
  auto due = regular_day(project, std::nullopt, last, terms);
  std::vector<CivilDate> missed;  // days that stood until they were over
  for (std::size_t i = 0; i < told.size(); ++i) {
    const auto& [produced, since] = told[i];
    if (due && *due < since) missed.push_back(*due);
    due = regular_day(project, produced, last, terms);
    if (i == 0 || !due || since <= *due || std::count(missed.begin(), missed.end(), *due) > 0) continue;
    due = regular_day(project, produced, since, terms);  // nobody can keep a day that was over when it became the day
  }
  return due;
}

Twin revisited_by() {
  return domain::owner_words(domain::allowed("project.revisits").text());
}

Decision plan_revisits(const std::string& id, const Project& project, const Revisits* revisits,
                       const Context& context) {
  Decision decision;
  const auto* policy = accompanying(project, context);
  if (!policy) return decision;
  const auto& terms = policy->environment.revisits;
  const auto due_on = next_revisit(project, last_of(revisits), terms);
  if (revisits ? revisits->due_on == due_on : !due_on) return decision;
  decision.policy = policy->id;
  decision.raise<Revisits>(id, RevisitPlanned{id, project.name, due_on, domain::cite(*policy, "9")},
                           domain::parties_of(project));
  set_job(decision, id, due_on, terms);
  return decision;
}

Expected<Decision> decide_revisit(const std::string& id, const Project& project, const Revisits* revisits,
                                  const RecordRevisit& command, const Context& context) {
  if (auto fine = domain::check_stub(project, {{"/satisfaction", true}, {"/text", !command.text.empty()}}); !fine)
    return fail(fine.error());
  const auto visited_on = domain::day_of_fact(command.visited_on, context, "/visited_on");
  if (!visited_on) return fail(visited_on.error());
  const auto* signed_under = accompanying(project, context);
  if (!revisits || !signed_under)
    return fail(ErrorCode::wrong_state, "正式协议签订后回访 / revisits begin with the formal agreement");
  if (domain::has_ended(project)) return fail(ErrorCode::wrong_state, "项目已终止 / the project has ended");
  if (*visited_on < project.agreement->signed_on)
    return fail(field_fault("/visited_on", "before_signing",
                            bilingual("{0} 早于签约日 {1} / the day {0} lies before the signing on {1}", *visited_on,
                                      project.agreement->signed_on)));
  const auto policy = domain::policy_on(context, *visited_on);
  if (!policy) return fail(policy.error());
  const auto& terms = (*policy)->environment.revisits;
  if (command.satisfaction < 1 || command.satisfaction > terms.scale)
    return fail(field_fault("/satisfaction", "out_of_range",
                            bilingual("满意度应为 1 至 {0}，所填为 {1} / satisfaction is 1 to {0}, not {1}",
                                      terms.scale, command.satisfaction)));
  if (auto once = check_not_recorded(*revisits, command, *visited_on, context); !once) return fail(once.error());

  RevisitMade event;
  event.visited_on = *visited_on;
  event.due_on = revisits->due_on;
  event.satisfaction = command.satisfaction;
  event.scale = terms.scale;
  event.text = command.text;
  event.clause = domain::cite(**policy, "9");
  const CivilDate last = std::max(last_of(revisits).value_or(*visited_on), *visited_on);
  const auto& intervals = signed_under->environment.revisits;
  event.next_on = next_revisit(project, last, intervals);
  const auto [before, after] = neighbours_of(*revisits, *visited_on);
  if (after) {
    event.due_on = next_revisit(project, before, intervals);
    event.follower_on = after;
    event.follower_due_on = next_revisit(project, *visited_on, intervals);
  }
  Decision problem;
  if (command.satisfaction <= terms.problem_at_most) {
    auto opened = low_satisfaction(id, project, event, context);
    if (!opened) return fail(opened.error());
    problem = std::move(*opened);
    event.problem_id = problem.events.front().subject;
  }
  Decision decision;
  decision.policy = (*policy)->id;
  decision.raise<Revisits>(id, event, domain::parties_of(project));
  set_job(decision, id, event.next_on, signed_under->environment.revisits);
  decision.add(std::move(problem));
  return decision;
}

Decision decide_revisit_due(const Concerning<Revisits>& on, const Context& context) {
  Decision decision;
  const auto& revisits = *on.state;
  const auto* policy = accompanying(*on.project, context);
  if (!policy || !revisits.due_on || revisits.state == RevisitState::overdue || domain::has_ended(*on.project))
    return decision;
  const CivilDate due_on = *revisits.due_on;
  const std::string parties = domain::parties_of(*on.project);
  if (is_overdue(revisits, context.now)) {
    decision.raise<Revisits>(on.id, RevisitMissed{due_on}, parties);
    return decision;
  }
  const Instant opens = opens_at(due_on, policy->environment.revisits);
  const bool begun = opens <= context.now;
  if (begun && revisits.state == RevisitState::planned) decision.raise<Revisits>(on.id, RevisitOpened{due_on}, parties);
  decision.schedule(revisit_job(on.id), begun ? after_last_day(due_on) : opens);
  return decision;
}

}  // namespace luodi::monitor
