#include "services/progress-monitor/domain/ticket_decide.hpp"

#include "common/domain/permission.hpp"
#include "common/domain/refusals.hpp"
#include "common/kernel/bilingual.hpp"
#include "common/kernel/name.hpp"
#include "services/progress-monitor/domain/asker.hpp"
#include "services/progress-monitor/domain/object_event.hpp"
#include "services/progress-monitor/domain/supply_decide.hpp"
#include "services/progress-monitor/domain/unchanged.hpp"
#include "services/progress-monitor/domain/words.hpp"

namespace luodi::monitor {

using domain::Context;
using domain::Decision;
using domain::field_fault;
using domain::Project;

namespace {
constexpr RoleSet k_askers = domain::allowed("project.tickets");

const policy::ServiceParameters& promise(const policy::EnvironmentParameters& policy, TicketService service) {
  switch (service) {
    case TicketService::green_channel:
      return policy.green_channel;
    case TicketService::talent_card:
      return policy.talent_card;
    case TicketService::land:
      return policy.land;
    case TicketService::energy:
      return policy.energy;
  }
  return policy.green_channel;
}

struct Promise {
  const policy::Policy* policy;
  const policy::ServiceParameters* terms;
  Instant due_at;  // end of its last working day, counted from today
};
Expected<Promise> promised(TicketService service, const Context& context) {
  const CivilDate today = civil_date(context.now);
  const auto policy = domain::policy_on(context, today);
  if (!policy) return fail(policy.error());
  const auto& terms = promise((*policy)->environment, service);
  const auto last = context.policies->calendar().add_working_days(today, terms.working_days);
  if (!last) return fail(last.error());
  return Promise{*policy, &terms, after_last_day(*last)};
}

// A quantity belongs to every service but the green channel; it comes back in the unit in which it is kept.
Expected<std::optional<std::int64_t>> read_quantity(TicketService service, const std::optional<std::int64_t>& quantity,
                                                    const std::optional<QuantityUnit>& unit,
                                                    const std::string& pointer) {
  const auto kept_in = unit_of(service);
  if (kept_in && !quantity)
    return fail(
        field_fault(pointer, "required", bilingual("须填写数量（{0}） / say how much, in {0}", word_of(*kept_in))));
  if (!kept_in && quantity)
    return fail(field_fault(pointer, "not_applicable", "绿色通道事项没有数量 / the green channel has no quantity"));
  const auto kept = kept_quantity(service, quantity.value_or(0), unit, pointer);
  if (!kept) return fail(kept.error());
  return quantity ? std::optional(*kept) : std::nullopt;
}

// What makes two tickets of a project one, of a request or of what was requested.
template <class T>
std::string sameness(const T& asked) {
  return std::string(codec::enum_text(asked.service)) + "/" + normalise_name(asked.title) + "/" +
         normalise_name(asked.text) + "/" + (asked.quantity ? std::to_string(*asked.quantity) : "");
}

// Another one of `known` that is not closed, whoever asked.
template <class T>
Expected<void> check_not_recorded(const std::vector<Served>& known, const T& asked, const std::string& id) {
  const std::string same = sameness(asked);
  for (const auto& each : known) {
    const auto& ticket = *each.state;
    const bool stands = ticket.state == TicketState::open || ticket.state == TicketState::answered;
    if (each.id == id || !stands || sameness(ticket) != same) continue;
    auto error = domain::recorded_before("同一服务事项 / the same ticket",
                                         {civil_date(ticket.created_at), ticket.asker, each.id});
    error.next_zh = "待该事项由申请方办结后，方可再次申请；内容不同的，请写明不同之处";
    error.next_en = "ask again once its asker has closed it; where it is another matter, say what is different";
    return fail(std::move(error));
  }
  return {};
}

// Two that are requested at the same moment do not see each other, nor do one requested and one reopened.
template <class T>
domain::UniqueClaim same_claim(const T& asked, const std::string& id, bool release) {
  return {"ticket", asked.project_id + "/" + sameness(asked), id, release};
}

// Whoever asked hears of it as well.
template <class E>
Decision told(const Served& on, const E& event) {
  return raised(on, event, parties_with(*on.project, on.state->asker_org));
}

Expected<void> check_asker(const Served& on, const Context& context) {
  if (is_asker(context.actor, *on.state)) return {};
  const auto& ticket = *on.state;
  // Of the set nobody asked: the organisation that it serves has the word.
  const Twin asker = ticket.asker == "system" ? domain::unit_name(context, ticket.asker_org)
                                              : domain::person_name(context, ticket.asker);
  return fail(ErrorCode::forbidden, bilingual("由申请方{0}确认或重开 / the asker, {0}, has the word", asker));
}
}  // namespace

void release_claim(Decision& decision, const Served& on) {
  if (holds_claim(*on.state)) decision.claims.push_back(same_claim(*on.state, on.id, /*release=*/true));
}

bool is_asker(const Actor& actor, const Ticket& ticket) {
  return has_the_word(actor, ticket.asker, ticket.asker_role, ticket.asker_org);
}

Expected<Decision> decide_request_ticket(const std::string& project_id, const Project& project,
                                         const std::vector<Served>& known, const RequestTicket& command,
                                         const Context& context) {
  if (auto fine = domain::check_stub(
          project, {{"/title", true}, {"/text", !command.text.empty()}, {"/quantity", command.quantity.has_value()}});
      !fine)
    return fail(fine.error());
  if (domain::has_ended(project)) return fail(ErrorCode::wrong_state, "项目已终止 / the project has ended");
  const auto quantity = read_quantity(command.service, command.quantity, command.unit, "/quantity");
  if (!quantity) return fail(quantity.error());
  const auto made = promised(command.service, context);
  if (!made) return fail(made.error());
  TicketRequested event;
  event.project_id = project_id;
  event.project_name = project.name;
  event.service = command.service;
  event.title = command.title;
  event.text = command.text;
  event.quantity = *quantity;
  event.asker_role = acting_role(context.actor, k_askers);
  event.asker_org = context.actor.org;
  event.owner = made->terms->owner;
  event.owner_org = org_of(owner_of_service(event.owner, project, *made->policy));
  event.clause = domain::cite(*made->policy, "9");
  event.working_days = made->terms->working_days;
  event.due_at = made->due_at;
  event.claimed = true;
  const std::string id = "tkt_" + context.fresh_id;
  if (auto once = check_not_recorded(known, event, id); !once) return fail(once.error());
  Decision decision;
  decision.claims.push_back(same_claim(event, id, /*release=*/false));
  decision.policy = made->policy->id;
  decision.raise<Ticket>(id, event, parties_with(project, event.asker_org));
  decision.schedule(ticket_job(id), event.due_at);
  return decision;
}

Expected<Decision> decide_assign(const Served& on, const CityBodies& bodies, const AssignTicket& command,
                                 const Context& context) {
  if (on.state->state != TicketState::open) return wrong_state(*on.state, {TicketState::open});
  const auto policy = domain::policy_on(context, civil_date(context.now));
  if (!policy) return fail(policy.error());
  const auto named = read_owner(command.owner, *on.project, **policy, bodies);
  if (!named) return fail(named.error());
  if (named->name == on.state->owner) return fail(unchanged("/owner", named->name));
  const auto& owner = named->owner;
  const bool same_role = on.state->asker_role == role_text(domain::speaking_role(owner.kind));
  if (on.state->asker_org == owner.code && (same_role || !owner.code.empty()))
    return fail(field_fault("/owner", "is_asker",
                            bilingual("{0}是申请方，不得自行答复；请交其他单位承办 / whoever asked does not answer: "
                                      "{0}; name another body",
                                      owner.title)));
  return told(on, TicketAssigned{named->name, command.note, org_of(owner)});
}

Expected<Decision> decide_answer(const Served& on, const Supply* earlier, const AnswerTicket& command,
                                 const Context& context) {
  if (on.state->state != TicketState::open) return wrong_state(*on.state, {TicketState::open});
  const auto& ticket = *on.state;
  const auto policy = domain::policy_on(context, civil_date(context.now));
  if (!policy) return fail(policy.error());
  const auto owner = owner_of_service(served_by(ticket.owner, *on.project), *on.project, **policy);
  if (is_asker(context.actor, ticket) && domain::speaks_for(owner, context.actor)) {
    Error error(ErrorCode::forbidden, "申请方不得自行答复 / whoever asked does not answer");
    error.next_zh = "由投资促进部门改派其他承办单位：POST /v1/tickets/{id}/assign";
    error.next_en = "the bureau assigns another owner: POST /v1/tickets/{id}/assign";
    return fail(std::move(error));
  }
  const auto on_behalf = check_server(owner, {ticket.title, command.text, "/text", command.evidence}, *on.project,
                                      context.actor, **policy);
  if (!on_behalf) return fail(on_behalf.error());
  const auto granted = read_quantity(ticket.service, command.granted, command.unit, "/granted");
  if (!granted) return fail(granted.error());
  if (*granted && **granted > *ticket.quantity)
    return fail(field_fault(
        "/granted", "too_much",
        bilingual("批准{0}超过申请数量{1} / granted {0}, more than the {1} asked for",
                  quantity_words(ticket.service, **granted), quantity_words(ticket.service, *ticket.quantity))));
  if (auto fine = domain::check_papers(*on.project, command.evidence, context); !fine) return fail(fine.error());
  TicketAnswered event{command.text, *granted, command.evidence};
  if (*on_behalf) event.on_behalf = true;
  auto supply = promise_supply(on, earlier, event, command.supply_by, context);
  if (!supply) return fail(supply.error());
  auto decision = told(on, event);
  decision.cancel(ticket_job(on.id));
  decision.add(std::move(*supply));
  return decision;
}

Expected<Decision> decide_confirm(const Served& on, const ConfirmTicket& command, const Context& context) {
  if (on.state->state != TicketState::answered) return wrong_state(*on.state, {TicketState::answered});
  if (auto own = check_asker(on, context); !own) return fail(own.error());
  auto decision = told(on, TicketConfirmed{command.text});
  release_claim(decision, on);
  return decision;
}

Expected<Decision> decide_reopen(const Served& on, const std::vector<Served>& known, const ReopenTicket& command,
                                 const Context& context) {
  if (on.state->state == TicketState::open) return wrong_state(*on.state, {TicketState::answered, TicketState::closed});
  if (auto own = check_asker(on, context); !own) return fail(own.error());
  if (domain::has_ended(*on.project)) return fail(ErrorCode::wrong_state, "项目已终止 / the project has ended");
  if (auto once = check_not_recorded(known, *on.state, on.id); !once) return fail(once.error());
  const auto made = promised(on.state->service, context);
  if (!made) return fail(made.error());
  auto decision = told(on, TicketReopened{command.reason, made->terms->working_days, made->due_at});
  if (on.state->claimed.value_or(false)) decision.claims.push_back(same_claim(*on.state, on.id, /*release=*/false));
  decision.policy = made->policy->id;
  decision.schedule(ticket_job(on.id), made->due_at);
  return decision;
}

Decision decide_ticket_due(const Served& on, const Context& context) {
  if (!is_overdue(*on.state, context.now) || on.state->clocks.back().overdue || domain::has_ended(*on.project))
    return {};
  return told(on, TicketOverdue{on.state->clocks.back().due_at});
}

}  // namespace luodi::monitor
