#include "services/intake/domain/allocation.hpp"

#include <algorithm>

#include "common/domain/project_admission.hpp"
#include "common/kernel/bilingual.hpp"
#include "services/intake/domain/review.hpp"

namespace luodi::intake {

using domain::field_fault;

Expected<domain::Decision> decide_allocation(const std::string& id, const domain::Project& project,
                                             const Allocate& command, const Parks& parks, const ParkLoad& load,
                                             const domain::Context& context) {
  if (auto fine = domain::check_stub(project, {{"/reason", !command.reason.empty()}}); !fine) return fail(fine.error());
  const auto admitted = admit(project, domain::Command::allocation, {}, command.allocated_on, "/allocated_on", context);
  if (!admitted) return fail(admitted.error());
  if (std::none_of(parks.begin(), parks.end(), [&](const domain::Park* park) { return park->code == command.host; }))
    return fail(
        field_fault("/host", "park_not_found", bilingual("没有这个园区：{0} / no such park: {0}", command.host)));
  if (const auto& before = project.allocation; before && before->host == command.host)
    return fail(domain::recorded_before(
        bilingual("向 {0} 的分配 / the allocation to {0}", domain::unit_name(context, command.host)),
        {before->allocated_on, before->by.value_or(""), {}}, &context));

  domain::Allocated event;
  event.host = command.host;
  event.reason = command.reason;
  event.allocated_on = admitted->on();
  event.by = context.actor.username;
  if (project.allocation) event.round = project.allocation->round.value_or(1) + 1;
  if (!project.host.empty() && project.host != command.host) event.former = project.host;
  if (!project.secret) {
    auto admission = admission_at(project, command.host, parks, context);
    if (!admission) return fail(admission.error());
    if (admission->verdict == "denied") return fail(admission_refusal(*admission, context));
    auto industry = Industry::parse(project.industry_code);
    if (!industry) return fail(industry.error());
    event.ranking = rank_parks(*industry, parks, load, domain::applied_on(project), *admitted->policy);
    event.admission = std::move(*admission);
  }
  domain::Project after = project;
  after.host = command.host;
  domain::Decision decision;
  decision.raise<domain::Project>(id, event, domain::parties_of(after));
  decision.guards.emplace_back("park", command.host);
  decision.policy = admitted->policy->id;
  return decision;
}

}  // namespace luodi::intake
