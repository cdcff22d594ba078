// Landing 落地, start 开工, production 投产, suspension, resumption and exit: the stage table judges, this records.
#include "common/domain/stage_table.hpp"
#include "services/progress-monitor/domain/project_commands.hpp"
#include "services/progress-monitor/domain/refusals.hpp"

namespace luodi::monitor {

using domain::Brought;
using domain::Command;

namespace {
// Role, policy on the day of the fact, stage, gate, papers: what every command on a project passes first.
Expected<const policy::Policy*> admit(const Project& project, Command command, const Brought& brought,
                                      const Context& context) {
  if (auto may = domain::check_role(context.actor, command); !may) return fail(may.error());
  const auto policy = context.policies->at(brought.on);
  if (!policy) return fail(policy.error());
  if (auto open = domain::check_gate(project, command, brought, **policy); !open) return fail(open.error());
  if (auto fine = check_papers(project, brought.evidence, context); !fine) return fail(fine.error());
  return *policy;
}

template <class E>
Decision raised(const std::string& id, const Project& project, const E& event, const policy::Policy& policy) {
  Decision decision;
  decision.policy = policy.id;
  decision.raise<Project>(id, event, domain::parties_of(project));
  return decision;
}
}  // namespace

Expected<Decision> decide_landing(const std::string& id, const Project& project, const Land& command,
                                  const Context& context) {
  const auto on = day_of_fact(command.landed_on, context, "/landed_on");
  if (!on) return fail(on.error());
  Brought brought;
  brought.evidence = command.evidence;
  brought.company = command.company;
  brought.on = *on;
  const auto policy = admit(project, Command::landing, brought, context);
  if (!policy) return fail(policy.error());
  if (auto later = check_after_last_stage(project, *on, "/landed_on"); !later) return fail(later.error());
  domain::ProjectLanded event;
  event.landed_on = *on;
  event.company = command.company.value_or(project.enterprise);
  event.evidence = command.evidence;
  event.satisfied = domain::landing_proofs(project, brought, (*policy)->landing);
  return raised(id, project, event, **policy);
}

Expected<Decision> decide_start(const std::string& id, const Project& project, const Start& command,
                                const Context& context) {
  const auto on = day_of_fact(command.started_on, context, "/started_on");
  if (!on) return fail(on.error());
  Brought brought;
  brought.evidence = command.evidence;
  brought.on = *on;
  const auto policy = admit(project, Command::start, brought, context);
  if (!policy) return fail(policy.error());
  if (auto later = check_after_last_stage(project, *on, "/started_on"); !later) return fail(later.error());
  return raised(id, project, domain::ProjectStarted{*on, command.evidence}, **policy);
}

Expected<Decision> decide_production(const std::string& id, const Project& project, const Produce& command,
                                     const Context& context) {
  const auto on = day_of_fact(command.started_on, context, "/started_on");
  if (!on) return fail(on.error());
  Brought brought;
  brought.evidence = command.evidence;
  brought.on = *on;
  const auto policy = admit(project, Command::production, brought, context);
  if (!policy) return fail(policy.error());
  if (auto later = check_after_last_stage(project, *on, "/started_on"); !later) return fail(later.error());
  return raised(id, project, domain::ProductionStarted{*on, command.evidence}, **policy);
}

Expected<Decision> decide_suspension(const std::string& id, const Project& project, const Suspend& command,
                                     const Context& context) {
  const auto from = day_of_fact(command.from, context, "/from");
  if (!from) return fail(from.error());
  Brought brought;
  brought.on = *from;
  const auto policy = admit(project, Command::suspension, brought, context);
  if (!policy) return fail(policy.error());
  return raised(id, project, domain::ProjectSuspended{*from, command.reason}, **policy);
}

Expected<Decision> decide_resumption(const std::string& id, const Project& project, const Resume& command,
                                     const Context& context) {
  const auto on = day_of_fact(command.on, context, "/on");
  if (!on) return fail(on.error());
  Brought brought;
  brought.on = *on;
  const auto policy = admit(project, Command::resumption, brought, context);
  if (!policy) return fail(policy.error());
  if (*on < project.suspension->from)
    return fail(
        field_fault("/on", "before_suspension", "不得早于暂停日 / not before " + project.suspension->from.str()));
  return raised(id, project, domain::ProjectResumed{*on, command.reason}, **policy);
}

Expected<Decision> decide_exit(const std::string& id, const Project& project, bool red, const Exit& command,
                               const Context& context) {
  const auto on = day_of_fact(command.on, context, "/on");
  if (!on) return fail(on.error());
  Brought brought;
  brought.on = *on;
  const auto policy = admit(project, Command::exit, brought, context);
  if (!policy) return fail(policy.error());
  if (auto later = check_after_last_stage(project, *on, "/on"); !later) return fail(later.error());
  if (red && !command.extra_approval) {
    Error error(ErrorCode::gate_not_passed,
                "红灯后申请退出须另行批准 / an exit after a red light needs extra approval");
    error.missing.push_back({"extra_approval", (*policy)->id + "/9", "committee", "工作委员会办公室批准文号",
                             "number of the committee office's approval"});
    return fail(std::move(error));
  }
  return raised(id, project, domain::ProjectExited{*on, command.reason, command.extra_approval}, **policy);
}

}  // namespace luodi::monitor
