#include "services/progress-monitor/domain/problem_decide.hpp"

#include <utility>

#include "common/domain/permission.hpp"
#include "common/domain/refusals.hpp"
#include "common/kernel/bilingual.hpp"
#include "common/kernel/name.hpp"
#include "services/progress-monitor/domain/asker.hpp"
#include "services/progress-monitor/domain/effective_progress.hpp"
#include "services/progress-monitor/domain/problem_day.hpp"
#include "services/progress-monitor/domain/problem_owner.hpp"
#include "services/progress-monitor/domain/progress_retraction.hpp"
#include "services/progress-monitor/domain/unchanged.hpp"
#include "services/progress-monitor/domain/words.hpp"

namespace luodi::monitor {

using domain::Context;
using domain::Decision;
using domain::field_fault;
using domain::Project;

namespace {
constexpr RoleSet k_reporters = domain::allowed("project.problems");

Expected<void> check_reporter(const Problem& problem, const Context& context) {
  if (is_reporter(context.actor, problem)) return {};
  return fail(ErrorCode::forbidden, bilingual("由问题提出方{0}确认或重开 / the reporter, {0}, has the word",
                                              domain::person_name(context, problem.reporter)));
}

// Who says that it is solved and who confirms it are two: a closed problem counts as progress of its project.
Expected<void> check_other_hand(const Problem& problem, const Context& context) {
  if (problem.resolution->by != context.actor.username) return {};
  Error error(ErrorCode::claimant_decides,
              bilingual("由{0}报告解决，不得由其本人确认 / who says that it is solved does not confirm it: {0}",
                        domain::person_name(context, context.actor.username)));
  error.next_zh =
      "由提出方的另一名人员确认；提出方只有一人的，由其重开，改由投资促进部门或者工作委员会办公室的其他人员报告解决，"
      "再由提出方确认";
  error.next_en =
      "let a colleague of the reporter confirm it; where there is none, reopen it, let somebody else, of the bureau or "
      "the committee, say that it is solved, then confirm it";
  return fail(std::move(error));
}

std::string why_ended(const Project& project) {
  if (!project.exit) return "项目已终止 / the project has ended";
  return bilingual("项目已于 {0} 退出 / the project exited on {0}", project.exit->on);
}

// The exit ends its problems, whether or not anybody has come round to them.
Expected<void> check_goes_on(const Project& project) {
  if (!domain::has_ended(project)) return {};
  return fail(ErrorCode::wrong_state,
              bilingual("问题随项目终止，不再办理：{0} / problems end with their project and are "
                        "not handled any more: {0}",
                        twin_of(why_ended(project))));
}

// Neither the organisation that reported it nor that of who confirms it, an account that may have moved since, may be a
// party of the project: whoever had it then would close its own standstill.
Judgement judge_closing(const Problem& problem, const Project& project, CivilDate today, const Context& context) {
  Actor reporter = context.actor;
  const auto judged = [&] {
    return judge_report(project, domain::ProgressKind::problem_closed, today, problem.resolution->evidence, reporter,
                        *context.policies);
  };
  auto confirmed = judged();
  if (!confirmed.effective) return confirmed;
  reporter.org = problem.reporter_org;
  return judged();
}

// A command meets the problem as it stands by its day: what was due before climbs in the same commit, whether or not
// the due job came round to it. What is solved or closed does not climb.
template <class Rule>
Expected<Decision> after_climbs(const std::string& id, const Problem& problem, const Hindered& on,
                                const Context& context, Rule rule) {
  if (auto on_foot = check_goes_on(*on.project); !on_foot) return fail(on_foot.error());
  auto climbed = climb(id, problem, on, context);
  auto decision = rule(std::as_const(climbed.problem));
  if (!decision) return decision;
  climbed.decision.add(std::move(*decision));
  return std::move(climbed.decision);
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
    if (!has_ended(*each.state) && sameness(each.state->title, each.state->text) == same)
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
  const auto& terms = (*policy)->problem;
  const auto due = due_after(command.due_on, terms.due_working_days, terms, context);
  if (!due) return fail(due.error());
  ProblemReported event;
  event.project_id = on.id;
  event.project_name = on.project->name;
  event.title = command.title;
  event.text = command.text;
  event.reporter_role = acting_role(context.actor, k_reporters);
  event.reporter_org = context.actor.org;
  event.level = command.level.value_or(ProblemLevel::project);
  event.owner = body_of(event.level, *on.project);
  if (!command.owner.empty()) {
    auto owner = read_problem_owner(command.owner, *on.project, **policy, on.bodies, context.actor, Named::at_report);
    if (!owner) return fail(owner.error());
    event.owner = std::move(*owner);
  }
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

Expected<Decision> decide_assign(const std::string& id, const Problem& before, const Hindered& on,
                                 const AssignProblem& command, const Context& context) {
  return after_climbs(id, before, on, context, [&](const Problem& problem) -> Expected<Decision> {
    if (problem.state != ProblemState::open) return wrong_state(problem, {ProblemState::open});
    const bool city = !context.actor.has(Role::park);
    if (!city && problem.level > ProblemLevel::park)
      return fail(ErrorCode::forbidden, "已提级，由上级指派 / escalated: the higher level assigns");
    const auto policy = domain::policy_on(context, civil_date(context.now));
    if (!policy) return fail(policy.error());
    const auto owner = read_problem_owner(command.owner, *on.project, **policy, on.bodies, context.actor, Named::later);
    if (!owner) return fail(owner.error());
    auto due = Expected<Instant>(problem.due_at);
    const bool another_day = command.due_on && *command.due_on != last_day(problem);
    if (*owner == problem.owner && !another_day) return fail(unchanged("/owner", *owner));
    if (another_day) {
      if (auto may = check_moves_day(problem, on, **policy, context.actor); !may) return fail(may.error());
      due = due_after(command.due_on, 0, (*policy)->problem, context);
      if (!due) return fail(due.error());
      if (command.reason.empty())
        return fail(field_fault("/reason", "required",
                                bilingual("期限由 {0} 改为 {1}，须说明原因 / the day moves from {0} to {1}: say why",
                                          last_day(problem), *command.due_on)));
    }
    auto decision = raised(id, problem, on, ProblemAssigned{*owner, *due, command.reason});
    decision.schedule(problem_job(id), *due);
    return decision;
  });
}

namespace {
constexpr RoleSet k_solve_any = RoleSet::of(Role::bureau, Role::committee, Role::leader, Role::park);

Expected<void> check_solver(const Problem& problem, const Hindered& on, const Context& context) {
  if (k_solve_any.meets(context.actor)) return {};
  const auto policy = domain::policy_on(context, civil_date(context.now));
  if (!policy) return fail(policy.error());
  if (owes_solution(context.actor, problem.owner, *on.project, **policy)) return {};
  Error error(ErrorCode::forbidden,
              bilingual("本问题由{0}负责解决，由其报告已解决 / the problem is for {0} to solve, which "
                        "reports it solved",
                        domain::unit_name(context, problem.owner)));
  error.next_zh = "责任单位有误的，由投资促进部门改派：POST /v1/problems/{id}/assign";
  error.next_en = "where the owner is wrong, the bureau names another: POST /v1/problems/{id}/assign";
  return fail(std::move(error));
}
}  // namespace

Expected<Decision> decide_resolve(const std::string& id, const Problem& before, const Hindered& on,
                                  const ResolveProblem& command, const Context& context) {
  return after_climbs(id, before, on, context, [&](const Problem& problem) -> Expected<Decision> {
    if (problem.state != ProblemState::open) return wrong_state(problem, {ProblemState::open});
    if (auto may = check_solver(problem, on, context); !may) return fail(may.error());
    if (auto fine = domain::check_papers(*on.project, command.evidence, context); !fine) return fail(fine.error());
    auto decision = raised(id, problem, on, ProblemResolved{command.text, command.evidence, context.actor.username});
    decision.cancel(problem_job(id));
    return decision;
  });
}

Expected<Decision> decide_confirm(const std::string& id, const Problem& problem, const Hindered& on,
                                  const ConfirmProblem& command, const Context& context) {
  if (auto on_foot = check_goes_on(*on.project); !on_foot) return fail(on_foot.error());
  if (problem.state != ProblemState::resolved) return wrong_state(problem, {ProblemState::resolved});
  if (auto own = check_reporter(problem, context); !own) return fail(own.error());
  if (auto other = check_other_hand(problem, context); !other) return fail(other.error());
  const CivilDate today = civil_date(context.now);
  const auto policy = domain::policy_on(context, today);
  if (!policy) return fail(policy.error());
  const auto judged = judge_closing(problem, *on.project, today, context);
  domain::ProgressReported report;
  report.id = "prg_" + context.fresh_id;
  report.kind = domain::ProgressKind::problem_closed;
  report.occurred_on = today;
  report.text = problem.title;
  report.evidence = problem.resolution->evidence;
  report.effective = judged.effective;
  report.reason = judged.reason();
  if (!problem.reporter_org.empty()) report.org = problem.reporter_org;
  auto decision = raised(id, problem, on, ProblemConfirmed{command.text, report.id});
  if (problem.claimed.value_or(false)) decision.claims.push_back(same_claim(id, problem, /*release=*/true));
  decision.policy = (*policy)->id;
  decision.raise<Project>(on.id, report, domain::parties_of(*on.project));
  return decision;
}

Expected<Decision> decide_reopen(const std::string& id, const Problem& problem, const Hindered& on,
                                 const ReopenProblem& command, const Context& context) {
  if (auto on_foot = check_goes_on(*on.project); !on_foot) return fail(on_foot.error());
  if (problem.state == ProblemState::open) return wrong_state(problem, {ProblemState::resolved, ProblemState::closed});
  if (auto own = check_reporter(problem, context); !own) return fail(own.error());
  const auto policy = domain::policy_on(context, civil_date(context.now));
  if (!policy) return fail(policy.error());
  if (command.due_on)
    if (auto may = check_moves_day(problem, on, **policy, context.actor); !may) return fail(may.error());
  const auto& terms = (*policy)->problem;
  const auto due = due_after(command.due_on, terms.due_working_days, terms, context);
  if (!due) return fail(due.error());
  ProblemReopened event{command.reason, *due};
  if (problem.state == ProblemState::closed) event.closed_at = problem.updated_at;
  auto decision = raised(id, problem, on, event);
  if (problem.claimed.value_or(false)) decision.claims.push_back(same_claim(id, problem, /*release=*/false));
  if (problem.progress_id && !is_retracted(*on.project, *problem.progress_id))
    decision.raise<Project>(on.id,
                            taken_back(*on.project, *problem.progress_id,
                                       bilingual("问题已重开：{0} / the problem was reopened: {0}", command.reason)),
                            domain::parties_of(*on.project));
  decision.schedule(problem_job(id), *due);
  return decision;
}

Expected<Decision> decide_escalate(const std::string& id, const Problem& before, const Hindered& on,
                                   const EscalateProblem& command, const Context& context) {
  return after_climbs(id, before, on, context, [&](const Problem& problem) -> Expected<Decision> {
    if (problem.state != ProblemState::open) return wrong_state(problem, {ProblemState::open});
    const auto to = above(problem.level);
    if (!to) return fail(ErrorCode::wrong_state, "已是最高层级 / already with the city leader");
    const auto policy = domain::policy_on(context, civil_date(context.now));
    if (!policy) return fail(policy.error());
    if (command.due_on)
      if (auto may = check_moves_day(problem, on, **policy, context.actor); !may) return fail(may.error());
    const auto& terms = (*policy)->problem;
    const auto due = due_after(command.due_on, terms.escalation_working_days, terms, context);
    if (!due) return fail(due.error());
    ProblemEscalated event{problem.level, *to, body_of(*to, *on.project), *due, false, command.reason};
    event.former_owner = problem.owner;
    auto decision = raised(id, problem, on, event);
    decision.schedule(problem_job(id), *due);
    return decision;
  });
}

Decision withdraw_problem(const Concerning<Problem>& on, const Context& context) {
  if (!domain::has_ended(*on.project) || has_ended(*on.state)) return {};
  auto decision = climb(on.id, *on.state, Hindered{on.state->project_id, on.project}, context).decision;
  decision.raise<Problem>(on.id, ProblemWithdrawn{why_ended(*on.project)}, parties_of(*on.state, *on.project));
  if (holds_claim(*on.state)) decision.claims.push_back(same_claim(on.id, *on.state, /*release=*/true));
  decision.cancel(problem_job(on.id));
  return decision;
}

Decision decide_problem_due(const std::string& id, const Problem& before, const Hindered& on, const Context& context) {
  if (domain::has_ended(*on.project)) return withdraw_problem({id, &before, on.project}, context);  // of older commits
  auto climbed = climb(id, before, on, context);
  const Problem& problem = climbed.problem;
  if (climbed.blocked)
    climbed.decision.schedule(problem_job(id), context.now.plus_ms(k_escalation_again_ms));
  else if (problem.state == ProblemState::open && problem.due_at > context.now)
    climbed.decision.schedule(problem_job(id), problem.due_at);
  return std::move(climbed.decision);
}

}  // namespace luodi::monitor
