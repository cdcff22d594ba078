#include "services/progress-monitor/domain/problem_climb.hpp"

#include "common/domain/refusals.hpp"
#include "services/progress-monitor/domain/asker.hpp"
#include "services/progress-monitor/domain/dispatch_scope.hpp"

namespace luodi::monitor {

using domain::Context;
using domain::Project;

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

bool is_reporter(const Actor& actor, const Problem& problem) {
  return has_the_word(actor, problem.reporter, problem.reporter_role, problem.reporter_org);
}

std::string parties_of(const Problem& problem, const Project& project) {
  return parties_with(project, problem.reporter_org);
}

Climbed climb(const std::string& id, const Problem& problem, const Hindered& on, const Context& context) {
  Climbed out{problem, {}};
  auto& now = out.problem;
  const Instant until = domain::has_ended(*on.project) ? on.project->reached.back().recorded_at : context.now;
  for (auto to = above(now.level); to && is_overdue(now, until); to = above(now.level)) {
    const CivilDate ended = last_day(now);
    const auto policy = domain::policy_on(context, ended);
    const auto next =
        policy ? context.policies->calendar().add_working_days(ended, (*policy)->problem.escalation_working_days)
               : Expected<CivilDate>(fail(policy.error()));
    if (!next) {
      out.blocked = true;
      return out;
    }
    const ProblemEscalated step{now.level,
                                *to,
                                body_of(*to, known_at(*on.project, now.due_at)),
                                instant_at(next->plus_days(1)),
                                true,
                                "逾期未解决 / overdue",
                                now.due_at,
                                now.owner};
    out.decision.raise<Problem>(id, step, parties_of(problem, *on.project));
    domain::EventMeta meta;
    meta.at = context.now;
    apply(now, step, meta);
  }
  if (!above(now.level) && is_overdue(now, until) && now.overdue_told != now.due_at) {
    out.decision.raise<Problem>(id, ProblemOverdue{now.due_at}, parties_of(problem, *on.project));
    now.overdue_told = now.due_at;
  }
  return out;
}

}  // namespace luodi::monitor
