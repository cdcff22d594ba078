#include "services/progress-monitor/domain/ticket_set.hpp"

#include "common/domain/refusals.hpp"
#include "services/progress-monitor/domain/asker.hpp"
#include "services/progress-monitor/domain/service_owner.hpp"

namespace luodi::monitor {

using domain::Context;
using domain::Decision;
using domain::Project;

namespace {
std::optional<CivilDate> recorded_on(const Project& project) {
  for (const auto& entry : project.reached)
    if (entry.stage == domain::Stage::signed_) return civil_date(entry.recorded_at);
  return std::nullopt;
}

TicketRequested requested(const std::string& project_id, const Project& project, const policy::Policy& policy,
                          const policy::SetTicketParameters& line, CivilDate last_day) {
  TicketRequested event;
  event.project_id = project_id;
  event.project_name = project.name;
  event.service = TicketService::green_channel;
  event.title = line.title;
  event.text = "签约项目绿色通道事项 / green channel of a signed project";
  event.asker_role = role_text(Role::park);
  // The park that hosts it: the first-talk owner may be an office, which does not build.
  event.asker_org = project.host.empty() ? domain::responsible_org(project) : project.host;
  event.owner = line.owner;
  event.owner_org = org_of(owner_of_service(line.owner, project, policy));
  event.clause = domain::cite(policy, "9");
  event.working_days = line.working_days;
  event.due_at = after_last_day(last_day);
  return event;
}
}  // namespace

std::string set_ticket_id(const std::string& project, const std::string& line) {
  const auto mark = project.find('_');
  return "tkt_" + project.substr(mark == std::string::npos ? 0 : mark + 1) + "_" + line;
}

TicketSet open_ticket_set(const std::string& project_id, const Project& project,
                          const std::function<bool(const std::string&)>& known, const Context& context) {
  TicketSet out;
  if (project.secret) return out;  // no answer to it could be recorded here
  const auto since = recorded_on(project);
  if (!project.agreement || !since || domain::has_ended(project)) return out;
  // No measure, no duty: an agreement that is older than every policy is judged, but starts no clock.
  const auto* policy = context.policies->in_force(project.agreement->signed_on);
  if (!policy) return out;
  for (const auto& line : policy->environment.ticket_set) {
    const std::string id = set_ticket_id(project_id, line.id);
    if (known(id)) continue;
    const auto last_day = context.policies->calendar().add_working_days(*since, line.working_days);
    if (!last_day) {
      out.again = context.now.plus_ms(k_care_again_ms);
      continue;
    }
    const auto event = requested(project_id, project, *policy, line, *last_day);
    out.decision.policy = policy->id;
    out.decision.raise<Ticket>(id, event, parties_with(project, event.asker_org));
    out.decision.schedule(ticket_job(id), event.due_at);
  }
  return out;
}

Decision withdraw_ticket(const Served& on) {
  Decision decision;
  const auto state = on.state->state;
  if (!domain::has_ended(*on.project) || state == TicketState::closed || state == TicketState::withdrawn)
    return decision;
  decision.raise<Ticket>(on.id, TicketWithdrawn{"项目已终止 / the project has ended"},
                         parties_with(*on.project, on.state->asker_org));
  release_claim(decision, on);
  decision.cancel(ticket_job(on.id));
  return decision;
}

}  // namespace luodi::monitor
