#include "services/intake/domain/allocation.hpp"

#include <algorithm>

#include "common/domain/stage_table.hpp"
#include "services/intake/domain/refusals.hpp"
#include "services/intake/domain/review.hpp"

namespace luodi::intake {

Expected<domain::Decision> decide_allocation(const std::string& id, const domain::Project& project,
                                             const Allocate& command, const Parks& parks, const ParkLoad& load,
                                             const domain::Context& context) {
  auto on = day_of_fact(command.allocated_on, context, "/allocated_on");
  if (!on) return fail(on.error());
  auto policy = policy_on(context, *on);
  if (!policy) return fail(policy.error());
  domain::Brought brought;
  brought.on = *on;
  if (auto open = domain::check_gate(project, domain::Command::allocation, brought, **policy); !open)
    return fail(open.error());
  if (std::none_of(parks.begin(), parks.end(), [&](const domain::Park* park) { return park->code == command.host; }))
    return fail(field_fault("/host", "park_not_found", "没有这个园区 / no such park: " + command.host));

  domain::Allocated event;
  event.host = command.host;
  event.reason = command.reason;
  event.allocated_on = *on;
  if (!project.secret) {
    auto admission = admission_at(project, command.host, parks, context);
    if (!admission) return fail(admission.error());
    if (admission->verdict == "denied") return fail(admission_refusal(*admission));
    auto industry = Industry::parse(project.industry_code);
    if (!industry) return fail(industry.error());
    event.ranking = rank_parks(*industry, parks, load, civil_date(project.created_at), **policy);
    event.admission = std::move(*admission);
  }
  domain::Project after = project;
  after.host = command.host;
  domain::Decision decision;
  decision.raise<domain::Project>(id, event, domain::parties_of(after));
  decision.guards.emplace_back("park", command.host);
  decision.policy = (*policy)->id;
  return decision;
}

}  // namespace luodi::intake
