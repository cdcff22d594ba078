#include "common/domain/referral.hpp"

namespace luodi::domain {

namespace {
bool is_person(ReferrerKind kind) {
  switch (kind) {
    case ReferrerKind::individual:
    case ReferrerKind::civil_servant:
    case ReferrerKind::public_staff:
    case ReferrerKind::investor:  // may be a person: masked rather than shown
    case ReferrerKind::related_party:
      return true;
    case ReferrerKind::association:
    case ReferrerKind::enterprise:
    case ReferrerKind::public_institution:
    case ReferrerKind::state_owned:
      return false;
  }
  return true;
}

// Bytes of the first character of UTF-8 text; input was checked to be UTF-8 when it was read.
std::size_t first_character(const std::string& text) {
  std::size_t end = 1;
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
    ++end;
  return end;
}
}  // namespace

void apply(Referral& referral, const ReferralRegistered& event, const EventMeta& meta) {
  referral.name = event.name;
  referral.referrer_kind = event.kind;
  referral.org = event.org;
  referral.registered_by = meta.actor;
  referral.enterprise = event.enterprise;
  referral.summary = event.summary;
  referral.declarations = event.declarations;
  referral.team = event.team;
  referral.registered_at = meta.at;
  referral.created_at = meta.at;
  referral.updated_at = meta.at;
}

bool owns(const Actor& actor, const std::string& referral_id, const Referral& referral) {
  if (!actor.username.empty() && actor.username == referral.registered_by) return true;
  return !actor.org.empty() && (actor.org == referral_id || actor.org == referral.org);
}

std::string masked_name(const std::string& name, ReferrerKind kind) {
  if (!is_person(kind) || name.empty()) return name;
  return name.substr(0, first_character(name)) + "*";
}

}  // namespace luodi::domain

template luodi::Expected<void> luodi::domain::apply_fact(luodi::domain::Referral&, std::string_view,
                                                         const luodi::codec::Json&, const luodi::domain::EventMeta&);
template luodi::codec::Json luodi::codec::encode(const luodi::domain::Referral&);
template luodi::Expected<luodi::domain::Referral> luodi::codec::decode(const luodi::codec::Json&);
