#include "services/progress-monitor/talent_cards.hpp"

namespace luodi::monitor {

void ObjectKind<TalentCard>::show(const TalentCard& card, const domain::Project&, Instant now, codec::Json& view) {
  view["state"] = codec::enum_text(state_on(card, now));  // the due queue may not have come round to it yet
}

Expected<std::function<bool(const TalentCard&)>> ObjectKind<TalentCard>::filter(const runtime::Query& query,
                                                                                Instant now) {
  const auto state = runtime::query_choice<CardState>(query, "state");
  if (!state) return fail(state.error());
  return [state = *state, now, ticket = runtime::query_text(query, "ticket")](const TalentCard& c) {
    return (!state || *state == state_on(c, now)) && (ticket.empty() || ticket == c.ticket_id);
  };
}

std::vector<KnownCard> TalentCards::cards_of(const MonitorOverlay& world, const std::string& project) const {
  std::vector<KnownCard> out;
  for (const auto& id : indexes_.talent_cards().of(project))
    if (const auto* card = world.find<TalentCard>(id)) out.push_back({id, &card->state});
  return out;
}

CardRoom TalentCards::room_for(const MonitorOverlay& world, const std::string& project, const std::string& ticket,
                               CivilDate today) const {
  const auto* asked = world.find<Ticket>(ticket);
  CardRoom room{asked ? &asked->state : nullptr, cards_of(world, project), {}};
  if (const auto* counter = world.find<DocumentCounter>(card_counter_id(today))) room.counter = counter->state;
  return room;
}

void TalentCards::join() {
  desk_.begins<IssueCard>("project.talent-cards", [this](const MonitorOverlay& world, const std::string& id,
                                                         const domain::Project& project, const IssueCard& body,
                                                         const domain::Context& context) {
    return decide_issue_card(id, project, room_for(world, id, body.ticket_id, civil_date(context.now)), body, context);
  });
  desk_.reads();
  desk_.on<RenewCard>("renewal", [this](const MonitorOverlay& world, const Held& on, const RenewCard& body,
                                        const domain::Context& context) {
    return decide_renew_card(on, cards_of(world, on.state->project_id), body, context);
  });
  desk_.on<CardRevoked>("revocation", decide_revoke_card);
}

JobKind talent_card_job_kind() {
  return object_job_kind<TalentCard>(decide_card_due);
}

}  // namespace luodi::monitor
