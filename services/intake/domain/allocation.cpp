#include "services/intake/domain/allocation.hpp"

#include <algorithm>

#include "common/domain/project_admission.hpp"
#include "common/kernel/bilingual.hpp"
#include "services/intake/domain/review.hpp"

namespace luodi::intake {

using domain::field_fault;

namespace {
// The joint review is over by now: what it has decided holds, and no call asks it again.
Error cannot_host(const domain::Admission& denied, const domain::Project& project, const domain::Context& context) {
  Error error = admission_refusal(denied, context);
  Twin to;
  if (!denied.matching_parks.empty()) to = {"可对接园区", "a park that admits it"};
  if (const auto* exception = override_of(project)) {
    const Twin park = domain::unit_name(context, exception->park);
    to.zh += (to.zh.empty() ? "" : "或") + std::string("已经例外准入的") + park.zh;
    to.en += (to.en.empty() ? "" : " or ") + park.en + ", for which the review's override holds";
  }
  const Twin anew = twin_of(bilingual(
      "联合研判已于 {0} 作出结论，不再重开；确须由{1}承载的，由投资促进部门办理退出（{2}）"
      "并重新登记（{3}），由新的联合研判例外准入（{4}） / the joint review decided on {0} and is not held again; where "
      "it must be {1}, the bureau records the exit ({2}) and registers it anew ({3}), and the new review decides on an "
      "override ({4})",
      project.review.decision->decided_on, domain::unit_name(context, denied.park), "POST /v1/projects/{id}/exit",
      "POST /v1/projects", "POST /v1/projects/{id}/review-decision"));
  error.next_zh = (to.zh.empty() ? "" : "分配给" + to.zh + "：POST /v1/projects/{id}/allocation；") + anew.zh;
  error.next_en = (to.en.empty() ? "" : "allocate it to " + to.en + ": POST /v1/projects/{id}/allocation; ") + anew.en;
  return error;
}

Error hosts_already(const domain::Allocated& before, const domain::Context& context) {
  Error error = domain::recorded_before(
      bilingual("向 {0} 的分配 / the allocation to {0}", domain::unit_name(context, before.host)),
      {before.allocated_on, before.by.value_or(""), {}}, &context);
  error.next_zh = "改由其他园区承载的，以该园区为 host 分配：POST /v1/projects/{id}/allocation";
  error.next_en = "to give it to another park name that one as host: POST /v1/projects/{id}/allocation";
  return error;
}
}  // namespace

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
    return fail(hosts_already(*before, context));

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
    if (admission->verdict == "denied") return fail(cannot_host(*admission, project, context));
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
