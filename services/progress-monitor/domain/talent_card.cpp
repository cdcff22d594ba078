#include "services/progress-monitor/domain/talent_card.hpp"

#include "services/progress-monitor/domain/project_object.hpp"

namespace luodi::monitor {

void apply(TalentCard& card, const CardIssued& event, const domain::EventMeta& meta) {
  begin(card, event, meta);
  card.ticket_id = event.ticket_id;
  card.holder = event.holder;
  card.post = event.post;
  card.clause = event.clause;
  card.valid_from = event.valid_from;
  card.valid_until = event.valid_until;
  card.issued_by = meta.actor;
}

void apply(TalentCard& card, const CardRenewed& event, const domain::EventMeta& meta) {
  card.state = CardState::valid;
  card.valid_until = event.valid_until;
  card.renewals.push_back({event, meta.actor, meta.at});
  card.updated_at = meta.at;
}

void apply(TalentCard& card, const CardExpiring& event, const domain::EventMeta& meta) {
  card.reminded_of = event.valid_until;
  card.updated_at = meta.at;
}

void apply(TalentCard& card, const CardExpired&, const domain::EventMeta& meta) {
  card.state = CardState::expired;
  card.updated_at = meta.at;
}

void apply(TalentCard& card, const CardRevoked& event, const domain::EventMeta& meta) {
  card.state = CardState::revoked;
  card.revoked_because = event.reason;
  card.revoked_by = meta.actor;
  card.updated_at = meta.at;
}

CardState state_on(const TalentCard& card, Instant now) {
  const bool over = after_last_day(card.valid_until) <= now;
  return card.state == CardState::valid && over ? CardState::expired : card.state;
}

}  // namespace luodi::monitor

template luodi::Expected<void> luodi::domain::apply_fact(luodi::monitor::TalentCard&, std::string_view,
                                                         const luodi::codec::Json&, const luodi::domain::EventMeta&);
template luodi::codec::Json luodi::codec::encode(const luodi::monitor::TalentCard&);
template luodi::Expected<luodi::monitor::TalentCard> luodi::codec::decode(const luodi::codec::Json&);
