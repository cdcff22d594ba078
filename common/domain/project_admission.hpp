#pragma once
// What every command on a project passes before its own rule is asked: the day of the fact and its order among the
// steps, the policy of that day, stage and gate, papers. And how its one event is raised. Pure.
//
//   auto admitted = admit(project, Command::start, std::move(brought), command.started_on, "/started_on", context);
//   if (!admitted) return fail(admitted.error());
//   return raised(id, project, ProjectStarted{admitted->on(), command.evidence}, *admitted->policy);
#include "common/domain/refusals.hpp"
#include "common/domain/stage_table.hpp"

namespace luodi::domain {

// For a command whose day is known: policy on brought.on, stage and gate, papers.
Expected<const policy::Policy*> admit(const Project& project, Command command, const Brought& brought,
                                      const Context& context);

struct Admitted {
  Brought brought;
  const policy::Policy* policy;
  CivilDate on() const { return brought.on; }
};
// For a command that may name its day at `pointer`: today where absent, in_future past today, refused where it lies
// before the step that it follows (stage_order.hpp).
Expected<Admitted> admit(const Project& project, Command command, Brought brought, std::optional<CivilDate> day,
                         const std::string& pointer, const Context& context);

// One event on the project, heard by its parties.
template <class E>
Decision raised(const std::string& id, const Project& project, const E& event, const policy::Policy& policy) {
  Decision decision;
  decision.policy = policy.id;
  decision.raise<Project>(id, event, parties_of(project));
  return decision;
}

}  // namespace luodi::domain
