#include "services/progress-monitor/domain/problem_decide.hpp"

#include "common/domain/permission.hpp"
#include "common/domain/refusals.hpp"
#include "common/kernel/bilingual.hpp"
#include "common/kernel/name.hpp"
#include "services/progress-monitor/domain/asker.hpp"
#include "services/progress-monitor/domain/effective_progress.hpp"
#include "services/progress-monitor/domain/words.hpp"

namespace luodi::monitor {

using domain::Context;
using domain::Decision;
using domain::field_fault;
using domain::Project;

namespace {
constexpr RoleSet k_reporters = domain::allowed("project.problems");

// The last instant of a day that is given, or of the n-th working day from the day on.
Expected<Instant> end_of(std::optional<CivilDate> given, CivilDate from, int working_days, const Context& context) {
  const CivilDate today = civil_date(context.now);
  if (given) {
    if (*given < today) return fail(field_fault("/due_on", "past", "期限已过 / lies in the past"));
    return instant_at(given->plus_days(1));
  }
  const auto last = context.policies->calendar().add_working_days(from, working_days);
  if (!last) return fail(last.error());
  return instant_at(last->plus_days(1));
}

std::string body_of(ProblemLevel level, const Project& project) {
  switch (level) {
    case ProblemLevel::project:
    case ProblemLevel::park:
      return domain::responsible_org(project);
    case ProblemLevel::bureau:
      return std::string(role_text(Role::bureau));
    case ProblemLevel::city_leader:
      return std::string(role_text(Role::leader));
  }
  return {};
}

std::optional<ProblemLevel> above(ProblemLevel level) {
  switch (level) {
    case ProblemLevel::project:
      return ProblemLevel::park;
    case ProblemLevel::park:
      return ProblemLevel::bureau;
    case ProblemLevel::bureau:
      return ProblemLevel::city_leader;
    case ProblemLevel::city_leader:
      return std::nullopt;
  }
  return std::nullopt;
}

Expected<void> check_reporter(const Problem& problem, const Context& context) {
  if (is_reporter(context.actor, problem)) return {};
  return fail(ErrorCode::forbidden, bilingual("由问题提出方{0}确认或重开 / the reporter, {0}, has the word",
                                              domain::person_name(context, problem.reporter)));
}

template <class E>
Decision raised(const std::string& id, const Problem& problem, const Hindered& on, const E& event) {
  Decision decision;
  decision.raise<Problem>(id, event, parties_of(problem, *on.project));
  return decision;
}

std::string sameness(const std::string& title, const std::string& text) {
  return normalise_name(title) + "/" + normalise_name(text);
}

// Still open, whoever reported it; what is closed may come back as another problem.
Expected<void> check_not_recorded(const std::vector<Concerning<Problem>>& known, const ReportProblem& command,
                                  const Context& context) {
  const std::string same = sameness(command.title, command.text);
  for (const auto& each : known)
    if (each.state->state != ProblemState::closed && sameness(each.state->title, each.state->text) == same)
      return fail(domain::recorded_before("同一问题 / the same problem",
                                          {civil_date(each.state->created_at), each.state->reporter, each.id},
                                          &context));
  return {};
}

// Two that are reported at the same moment do not see each other, nor do one reported and one reopened.
domain::UniqueClaim same_claim(const std::string& project, const std::string& same, std::string id, bool release) {
  return {"problem", project + "/" + same, std::move(id), release};
}
domain::UniqueClaim same_claim(const std::string& id, const Problem& problem, bool release) {
  return same_claim(problem.project_id, sameness(problem.title, problem.text), id, release);
}
}  // namespace

bool is_reporter(const Actor& actor, const Problem& problem) {
  return has_the_word(actor, problem.reporter, problem.reporter_role, problem.reporter_org);
}

std::string parties_of(const Problem& problem, const Project& project) {
  return parties_with(project, problem.reporter_org);
}

Expected<Decision> decide_report_problem(const Hindered& on, const std::vector<Concerning<Problem>>* known,
                                         const ReportProblem& command, const Context& context) {
  if (auto fine = domain::check_stub(
          *on.project, {{"/title", true}, {"/text", !command.text.empty()}, {"/owner", !command.owner.empty()}});
      !fine)
    return fail(fine.error());
  const CivilDate today = civil_date(context.now);
  const auto policy = domain::policy_on(context, today);
  if (!policy) return fail(policy.error());
  if (domain::has_ended(*on.project)) return fail(ErrorCode::wrong_state, "项目已终止 / the project has ended");
  if (known)
    if (auto once = check_not_recorded(*known, command, context); !once) return fail(once.error());
  const auto due = end_of(command.due_on, today, (*policy)->problem.due_working_days, context);
  if (!due) return fail(due.error());
  ProblemReported event;
  event.project_id = on.id;
  event.project_name = on.project->name;
  event.title = command.title;
  event.text = command.text;
  event.reporter_role = acting_role(context.actor, k_reporters);
  event.reporter_org = context.actor.org;
  event.level = command.level.value_or(ProblemLevel::project);
  event.owner = command.owner.empty() ? body_of(event.level, *on.project) : command.owner;
  event.due_at = *due;
  if (known) event.claimed = true;
  const std::string id = "prb_" + context.fresh_id;
  Decision decision;
  if (known) decision.claims.push_back(same_claim(on.id, sameness(command.title, command.text), id, /*release=*/false));
  decision.policy = (*policy)->id;
  decision.raise<Problem>(id, event, domain::parties_of(*on.project));
  decision.schedule(problem_job(id), *due);
  return decision;
}

Expected<Decision> decide_assign(const std::string& id, const Problem& problem, const Hindered& on,
                                 const AssignProblem& command, const Context& context) {
  if (problem.state != ProblemState::open) return wrong_state(problem, {ProblemState::open});
  const bool city = !context.actor.has(Role::park);
  if (!city && problem.level > ProblemLevel::park)
    return fail(ErrorCode::forbidden, "已提级，由上级指派 / escalated: the higher level assigns");
  auto due = command.due_on ? end_of(command.due_on, {}, 0, context) : Expected<Instant>(problem.due_at);
  if (!due) return fail(due.error());
  if (*due != problem.due_at && command.reason.empty())
    return fail(field_fault("/reason", "required", "变更期限须说明原因 / another day needs a reason"));
  auto decision = raised(id, problem, on, ProblemAssigned{command.owner, *due, command.reason});
  decision.schedule(problem_job(id), *due);
  return decision;
}

Expected<Decision> decide_resolve(const std::string& id, const Problem& problem, const Hindered& on,
                                  const ResolveProblem& command, const Context& context) {
  if (problem.state != ProblemState::open) return wrong_state(problem, {ProblemState::open});
  if (auto fine = domain::check_papers(*on.project, command.evidence, context); !fine) return fail(fine.error());
  auto decision = raised(id, problem, on, ProblemResolved{command.text, command.evidence});
  decision.cancel(problem_job(id));
  return decision;
}

Expected<Decision> decide_confirm(const std::string& id, const Problem& problem, const Hindered& on,
                                  const ConfirmProblem& command, const Context& context) {
  if (problem.state != ProblemState::resolved) return wrong_state(problem, {ProblemState::resolved});
  if (auto own = check_reporter(problem, context); !own) return fail(own.error());
  const CivilDate today = civil_date(context.now);
  const auto policy = domain::policy_on(context, today);
  if (!policy) return fail(policy.error());
  ProblemConfirmed event{command.text, std::nullopt};
  Decision progress;
  if (!domain::has_ended(*on.project)) {
    const auto& evidence = problem.resolution->evidence;
    const auto judged = judge_report(*on.project, domain::ProgressKind::problem_closed, today, evidence, context.actor,
                                     *context.policies);
    domain::ProgressReported report;
    report.id = "prg_" + context.fresh_id;
    report.kind = domain::ProgressKind::problem_closed;
    report.occurred_on = today;
    report.text = problem.title;
    report.evidence = evidence;
    report.effective = judged.effective;
    report.reason = judged.reason();
    event.progress_id = report.id;
    progress.raise<Project>(on.id, report, domain::parties_of(*on.project));
  }
  auto decision = raised(id, problem, on, event);
  if (problem.claimed.value_or(false)) decision.claims.push_back(same_claim(id, problem, /*release=*/true));
  decision.policy = (*policy)->id;
  decision.add(std::move(progress));
  return decision;
}

Expected<Decision> decide_reopen(const std::string& id, const Problem& problem, const Hindered& on,
                                 const ReopenProblem& command, const Context& context) {
  if (problem.state == ProblemState::open) return wrong_state(problem, {ProblemState::resolved, ProblemState::closed});
  if (auto own = check_reporter(problem, context); !own) return fail(own.error());
  const CivilDate today = civil_date(context.now);
  const auto policy = domain::policy_on(context, today);
  if (!policy) return fail(policy.error());
  const auto due = end_of(command.due_on, today, (*policy)->problem.due_working_days, context);
  if (!due) return fail(due.error());
  auto decision = raised(id, problem, on, ProblemReopened{command.reason, *due});
  if (problem.claimed.value_or(false)) decision.claims.push_back(same_claim(id, problem, /*release=*/false));
  if (problem.progress_id && !domain::has_ended(*on.project))
    decision.raise<Project>(
        on.id,
        domain::ProgressRetracted{*problem.progress_id,
                                  bilingual("问题已重开：{0} / the problem was reopened: {0}", command.reason)},
        domain::parties_of(*on.project));
  decision.schedule(problem_job(id), *due);
  return decision;
}

Expected<Decision> decide_escalate(const std::string& id, const Problem& problem, const Hindered& on,
                                   const EscalateProblem& command, const Context& context) {
  if (problem.state != ProblemState::open) return wrong_state(problem, {ProblemState::open});
  const auto to = above(problem.level);
  if (!to) return fail(ErrorCode::wrong_state, "已是最高层级 / already with the city leader");
  const CivilDate today = civil_date(context.now);
  const auto policy = domain::policy_on(context, today);
  if (!policy) return fail(policy.error());
  const auto due = end_of(command.due_on, today, (*policy)->problem.escalation_working_days, context);
  if (!due) return fail(due.error());
  const ProblemEscalated event{problem.level, *to, body_of(*to, *on.project), *due, false, command.reason};
  auto decision = raised(id, problem, on, event);
  decision.schedule(problem_job(id), *due);
  return decision;
}

Decision decide_problem_due(const std::string& id, const Problem& problem, const Hindered& on, const Context& context) {
  Decision decision;
  ProblemLevel level = problem.level;
  Instant due = problem.due_at;
  if (problem.state != ProblemState::open || domain::has_ended(*on.project)) return decision;
  for (auto to = above(level); to && due <= context.now; to = above(level)) {
    const CivilDate last_day = civil_date(due.plus_ms(-1));
    const auto policy = domain::policy_on(context, last_day);
    const auto next =
        policy ? context.policies->calendar().add_working_days(last_day, (*policy)->problem.escalation_working_days)
               : Expected<CivilDate>(fail(policy.error()));
    if (!next) {
      decision.schedule(problem_job(id), context.now.plus_ms(k_escalation_again_ms));
      return decision;
    }
    due = instant_at(next->plus_days(1));
    decision.raise<Problem>(id,
                            ProblemEscalated{level, *to, body_of(*to, *on.project), due, true, "逾期未解决 / overdue"},
                            parties_of(problem, *on.project));
    level = *to;
  }
  if (due > context.now && above(level)) decision.schedule(problem_job(id), due);
  return decision;
}

}  // namespace luodi::monitor
