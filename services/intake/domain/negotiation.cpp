#include "services/intake/domain/negotiation.hpp"

#include "common/domain/stage_table.hpp"
#include "services/intake/domain/refusals.hpp"

namespace luodi::intake {

Expected<domain::Decision> decide_negotiation(const std::string& id, const domain::Project& project,
                                              const StartNegotiation& command, const domain::Context& context) {
  auto on = day_of_fact(command.started_on, context, "/started_on");
  if (!on) return fail(on.error());
  auto policy = policy_on(context, *on);
  if (!policy) return fail(policy.error());
  domain::Brought brought;
  brought.evidence = command.evidence;
  brought.on = *on;
  if (auto open = domain::check_gate(project, domain::Command::negotiation, brought, **policy); !open)
    return fail(open.error());
  if (auto ok = check_no_papers(project, command.evidence); !ok) return fail(ok.error());
  if (auto ok = check_evidence(command.evidence, context); !ok) return fail(ok.error());
  domain::NegotiationStarted event;
  event.started_on = *on;
  event.evidence = command.evidence;
  domain::Decision decision;
  decision.raise<domain::Project>(id, event, domain::parties_of(project));
  decision.policy = (*policy)->id;
  return decision;
}

}  // namespace luodi::intake
