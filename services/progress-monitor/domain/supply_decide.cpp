#include "services/progress-monitor/domain/supply_decide.hpp"

#include <cstdlib>

#include "common/domain/refusals.hpp"
#include "common/kernel/bilingual.hpp"
#include "common/kernel/name.hpp"
#include "services/progress-monitor/domain/asker.hpp"
#include "services/progress-monitor/domain/object_event.hpp"
#include "services/progress-monitor/domain/service_owner.hpp"
#include "services/progress-monitor/domain/unchanged.hpp"
#include "services/progress-monitor/domain/words.hpp"

namespace luodi::monitor {

using domain::Context;
using domain::Decision;
using domain::field_fault;

namespace {
int days_to(TicketService service, const policy::SupplyParameters& terms) {
  switch (service) {
    case TicketService::land:
      return terms.land_days;
    case TicketService::energy:
      return terms.energy_days;
    case TicketService::green_channel:
    case TicketService::talent_card:
      return 0;
  }
  return 0;
}

bool promised_before(const Ticket& ticket) {
  return ticket.answer && ticket.answer->granted.value_or(0) > 0;
}

Expected<void> check_day(const std::optional<CivilDate>& supply_by, bool grants, CivilDate today) {
  if (!supply_by) return {};
  if (!grants)
    return fail(field_fault("/supply_by", "not_applicable",
                            "未批准用地、用能的，没有供应期限 / only land or energy that is granted has a day"));
  if (*supply_by < today)
    return fail(field_fault("/supply_by", "in_past", bilingual("早于今日 {0} / before today, {0}", today)));
  return {};
}

// What the deliveries come to when one of them brought `quantity` instead, or (0) one more brings it.
std::int64_t sum_with(const Supply& supply, std::size_t which, std::int64_t quantity) {
  std::int64_t sum = which == 0 ? quantity : 0;
  for (std::size_t i = 0; i < supply.deliveries.size(); ++i)
    sum += i + 1 == which ? quantity : supply.deliveries[i].quantity;
  return sum;
}

Expected<void> check_sum(const Supply& supply, std::size_t which, std::int64_t quantity) {
  if (sum_with(supply, which, quantity) <= supply.quantity) return {};
  return fail(field_fault("/quantity", "too_much",
                          bilingual("累计超过承诺数量{0}，已供应{1}；需增加的，在申请数量内的重开服务事项 "
                                    "{2}，超过的另行申请 / more than the {0} "
                                    "promised, {1} delivered so far; for more, reopen the ticket {2} within what it "
                                    "asked for, or request another",
                                    quantity_words(supply.service, supply.quantity),
                                    quantity_words(supply.service, supply.delivered), supply.ticket_id)));
}

// What a delivery brings. `told` is what the request says by itself; each part in 亩 is rounded to a square metre, so
// the one that comes within that of all is all.
std::int64_t brought(const Supply& supply, const DeliverSupply& command, std::int64_t told) {
  if (command.unit != QuantityUnit::mu) return told;
  const std::int64_t rest = supply.quantity - supply.delivered;
  const auto parts = static_cast<std::int64_t>(supply.deliveries.size()) + 1;
  return rest - parts <= told && told <= rest + parts ? rest : told;
}

// One document brings so much on one day once. Compared by what was told: what an earlier part in 亩 was recorded as
// may be as many square metres off as there are parts, which is far less than one 亩.
Expected<void> check_not_recorded(const Supplied& on, const DeliverSupply& command, CivilDate on_day,
                                  std::int64_t told) {
  const auto& deliveries = on.state->deliveries;
  const auto rounding = command.unit == QuantityUnit::mu ? static_cast<std::int64_t>(deliveries.size()) : 0;
  for (const auto& known : deliveries)
    if (known.told.delivered_on == on_day && std::abs(known.quantity - told) <= rounding &&
        normalise_number(known.told.document) == normalise_number(command.document))
      return fail(domain::recorded_before(bilingual("{0} 的同一供应 / the same delivery of {0}", on_day),
                                          {civil_date(known.at), known.by, on.id}));
  return {};
}

void note_miss(Decision& decision, const Supplied& on) {
  const CivilDate day = on.state->supply_by;
  if (!was_missed(*on.state, day)) decision.add(raised(on, SupplyMissed{day}));
}

// The clock runs as long as something is owed.
void set_job(Decision& decision, const Supplied& on, std::int64_t delivered) {
  if (delivered < on.state->quantity)
    decision.schedule(supply_job(on.id), after_last_day(on.state->supply_by));
  else
    decision.cancel(supply_job(on.id));
}
}  // namespace

std::string supply_id(const std::string& ticket) {
  const auto mark = ticket.find('_');
  return "sup_" + ticket.substr(mark == std::string::npos ? 0 : mark + 1);
}

bool is_supplied(TicketService service) {
  switch (service) {
    case TicketService::land:
    case TicketService::energy:
      return true;
    case TicketService::green_channel:
    case TicketService::talent_card:
      return false;
  }
  return false;
}

Expected<Decision> promise_supply(const Served& on, const Supply* earlier, const TicketAnswered& answer,
                                  const std::optional<CivilDate>& supply_by, const Context& context) {
  const auto& ticket = *on.state;
  const CivilDate today = civil_date(context.now);
  const std::int64_t granted = answer.granted.value_or(0);
  const bool grants = is_supplied(ticket.service) && granted > 0;
  if (auto fine = check_day(supply_by, grants, today); !fine) return fail(fine.error());
  Decision decision;
  if (!grants && !(is_supplied(ticket.service) && promised_before(ticket))) return decision;
  const auto policy = domain::policy_on(context, today);
  if (!policy) return fail(policy.error());
  SupplyPromised event;
  event.project_id = ticket.project_id;
  event.project_name = ticket.project_name;
  event.ticket_id = on.id;
  event.service = ticket.service;
  event.title = ticket.title;
  event.text = answer.text;
  event.owner = served_by(ticket.owner, *on.project);
  event.owner_org = org_of(owner_of_service(event.owner, *on.project, **policy));
  event.quantity = granted;
  event.supply_by = supply_by.value_or(today.plus_days(days_to(ticket.service, (*policy)->environment.supply)));
  event.clause = domain::cite(**policy, "9");
  const std::string id = supply_id(on.id);
  // What was not supplied by the day of before stays missed, whether the due queue has come round to it or not.
  if (earlier && is_overdue(*earlier, context.now)) note_miss(decision, {id, earlier, on.project});
  decision.policy = (*policy)->id;
  decision.raise<Supply>(id, event, domain::parties_of(*on.project));
  if (grants)
    decision.schedule(supply_job(id), after_last_day(event.supply_by));
  else
    decision.cancel(supply_job(id));
  return decision;
}

Expected<Decision> decide_deliver(const Supplied& on, const DeliverSupply& command, const Context& context) {
  const auto& supply = *on.state;
  const bool complete = supply.state == SupplyState::supplied;
  if (supply.state != SupplyState::promised && !complete) return wrong_state(supply, {SupplyState::promised});
  const auto policy = domain::policy_on(context, civil_date(context.now));
  if (!policy) return fail(policy.error());
  const auto owner = owner_of_service(served_by(supply.owner, *on.project), *on.project, **policy);
  const auto on_behalf =
      check_server(owner, {supply.title, command.document, "/document", command.evidence, /*answered=*/true},
                   *on.project, context.actor, **policy);
  if (!on_behalf) return fail(on_behalf.error());
  const auto on_day = domain::day_of_fact(command.delivered_on, context, "/delivered_on");
  if (!on_day) return fail(on_day.error());
  const CivilDate promised_on = civil_date(supply.created_at);
  if (*on_day < promised_on)
    return fail(
        field_fault("/delivered_on", "before_promise",
                    bilingual("供应日 {0} 早于承诺日 {1}；请填写 {1} 或以后的日期 / delivered on {0}, before it was "
                              "promised on {1}; give {1} or a later day",
                              *on_day, promised_on)));
  if (auto fine = domain::check_papers_before(command.evidence, *on_day, {"供应", "the delivery"}); !fine)
    return fail(fine.error());
  const auto told = kept_quantity(supply.service, command.quantity, command.unit, "/quantity");
  if (!told) return fail(told.error());
  if (auto once = check_not_recorded(on, command, *on_day, *told); !once) return fail(once.error());
  if (complete) return wrong_state(supply, {SupplyState::promised});
  const std::int64_t quantity = brought(supply, command, *told);
  if (auto fine = check_sum(supply, 0, quantity); !fine) return fail(fine.error());
  if (auto fine = domain::check_papers(*on.project, command.evidence, context); !fine) return fail(fine.error());
  Decision decision;
  // What comes after the last day was owed on it, whether the due queue has come round to it or not.
  if (supply.supply_by < *on_day) note_miss(decision, on);
  SupplyDelivered event{*on_day, quantity, command.document, command.text, command.evidence};
  if (*on_behalf) event.on_behalf = true;
  decision.add(raised(on, event));
  set_job(decision, on, supply.delivered + quantity);
  return decision;
}

Expected<Decision> decide_correct_supply(const Supplied& on, const CorrectSupply& command, const Context& context) {
  const auto& supply = *on.state;
  if (supply.state == SupplyState::lapsed)
    return wrong_state(supply, {SupplyState::promised, SupplyState::supplied, SupplyState::released});
  const auto which = static_cast<std::size_t>(command.delivery);
  if (which < 1 || which > supply.deliveries.size())
    return fail(field_fault("/delivery", "unknown",
                            bilingual("没有第 {0} 次供应，已登记 {1} 次 / no delivery {0}; recorded: {1}",
                                      command.delivery, supply.deliveries.size())));
  const auto quantity = kept_quantity(supply.service, command.quantity, command.unit, "/quantity");
  if (!quantity) return fail(quantity.error());
  if (*quantity == supply.deliveries[which - 1].quantity)
    return fail(unchanged("/quantity", quantity_words(supply.service, *quantity)));
  // Less is always possible: a later answer may have promised less than had come.
  if (*quantity > supply.deliveries[which - 1].quantity)
    if (auto fine = check_sum(supply, which, *quantity); !fine) return fail(fine.error());
  if (auto fine = domain::check_papers(*on.project, command.evidence, context); !fine) return fail(fine.error());
  auto decision = raised(on, SupplyCorrected{command.delivery, *quantity, command.reason, command.evidence});
  set_job(decision, on, sum_with(supply, which, *quantity));
  return decision;
}

Decision decide_supply_due(const Supplied& on, const Context& context) {
  const auto& supply = *on.state;
  if (supply.state != SupplyState::promised || domain::has_ended(*on.project)) return {};
  if (!is_overdue(supply, context.now)) {
    Decision decision;
    decision.schedule(supply_job(on.id), after_last_day(supply.supply_by));
    return decision;
  }
  Decision decision;
  note_miss(decision, on);
  return decision;
}

Decision end_supply(const Supplied& on) {
  if (!domain::has_ended(*on.project) || on.state->state != SupplyState::promised) return {};
  auto decision = raised(on, SupplyLapsed{"项目已终止 / the project has ended"});
  decision.cancel(supply_job(on.id));
  return decision;
}

}  // namespace luodi::monitor
