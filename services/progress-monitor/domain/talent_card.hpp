#pragma once
// Talent green card 人才绿卡 (measure 9): one card of one person, issued against a ticket that granted so many.
// Aggregate id = "tcd_…". What may be done when and by whom: talent_card_decide.hpp. It holds a name and a post, never
// a number of an identity document. Pure.
//
//   valid ──its last day passes──▶ expired        reminded of once before its last day
//     │ ▲──────────renewed──────────┘
//     └── by the bureau or the committee (an expired one as well), or the project ends ──▶ revoked
#include <array>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "common/domain/project_parts.hpp"

namespace luodi::monitor {

enum class CardState { valid, expired, revoked };
Word word_of(CardState value);

struct CardIssued {
  static constexpr std::string_view fact = "issued";
  std::string project_id;
  std::string project_name;
  std::string ticket_id;
  std::string title;   // its number: "人才绿卡〔2022〕1号"
  std::string text;    // what it gives
  std::string owner;   // who issues it
  std::string holder;  // name
  std::string post;
  CivilDate valid_from;
  CivilDate valid_until;  // last day
  std::string clause;
  static constexpr auto fields() {
    using codec::field;
    using C = CardIssued;
    return described(field("project_id", &C::project_id), field("project_name", &C::project_name),
                     field("ticket_id", &C::ticket_id), field("title", &C::title), field("text", &C::text),
                     field("owner", &C::owner), field("holder", &C::holder), field("post", &C::post),
                     field("valid_from", &C::valid_from), field("valid_until", &C::valid_until),
                     field("clause", &C::clause));
  }
};
struct CardRenewed {
  static constexpr std::string_view fact = "renewed";
  CivilDate valid_until;
  std::string reason;
  std::string clause;
  static constexpr auto fields() {
    using codec::field;
    return described(field("valid_until", &CardRenewed::valid_until), field("reason", &CardRenewed::reason),
                     field("clause", &CardRenewed::clause));
  }
};
struct CardExpiring {  // by the due queue, once for each term
  static constexpr std::string_view fact = "expiring";
  CivilDate valid_until;
  static constexpr auto fields() { return described(codec::field("valid_until", &CardExpiring::valid_until)); }
};
struct CardExpired {  // by the due queue, once for each term
  static constexpr std::string_view fact = "expired";
  CivilDate valid_until;
  static constexpr auto fields() { return described(codec::field("valid_until", &CardExpired::valid_until)); }
};
struct CardRevoked {
  static constexpr std::string_view fact = "revoked";
  std::string reason;
  static constexpr auto fields() {
    return described(codec::field("reason", &CardRevoked::reason, codec::Text{1, 1000}));
  }
};

struct CardRenewal {
  CardRenewed told;
  std::string by;  // user name
  Instant at;
  static constexpr auto fields() {
    using codec::field;
    using C = CardRenewal;
    return described(field("told", &C::told), field("by", &C::by), field("at", &C::at));
  }
};

struct TalentCard {
  static constexpr std::string_view kind = "talent_card";
  using Events = std::variant<CardIssued, CardRenewed, CardExpiring, CardExpired, CardRevoked>;
  std::string project_id;
  std::string project_name;
  std::string ticket_id;
  std::string title;
  std::string text;
  std::string owner;
  std::string holder;
  std::string post;
  std::string clause;
  CardState state = CardState::valid;
  CivilDate valid_from;
  CivilDate valid_until;
  std::optional<CivilDate> reminded_of;  // the last day that was reminded of
  std::vector<CardRenewal> renewals;     // oldest first
  std::string issued_by;                 // user name
  std::optional<std::string> revoked_because;
  std::string revoked_by;  // user name
  Instant created_at;
  Instant updated_at;
  static constexpr auto fields() {
    using codec::field;
    using T = TalentCard;
    return described(field("project_id", &T::project_id), field("project_name", &T::project_name),
                     field("ticket_id", &T::ticket_id), field("title", &T::title), field("text", &T::text),
                     field("owner", &T::owner), field("holder", &T::holder), field("post", &T::post),
                     field("clause", &T::clause), field("state", &T::state), field("valid_from", &T::valid_from),
                     field("valid_until", &T::valid_until), field("reminded_of", &T::reminded_of),
                     field("renewals", &T::renewals), field("issued_by", &T::issued_by),
                     field("revoked_because", &T::revoked_because), field("revoked_by", &T::revoked_by),
                     field("created_at", &T::created_at), field("updated_at", &T::updated_at));
  }
};
void apply(TalentCard& card, const CardIssued& event, const domain::EventMeta& meta);
void apply(TalentCard& card, const CardRenewed& event, const domain::EventMeta& meta);
void apply(TalentCard& card, const CardExpiring& event, const domain::EventMeta& meta);
void apply(TalentCard& card, const CardExpired& event, const domain::EventMeta& meta);
void apply(TalentCard& card, const CardRevoked& event, const domain::EventMeta& meta);

// By the day, whether the due queue has come round to it or not.
CardState state_on(const TalentCard& card, Instant now);

}  // namespace luodi::monitor

template <>
struct luodi::codec::EnumNames<luodi::monitor::CardState> {
  using E = luodi::monitor::CardState;
  static constexpr std::array<std::pair<E, std::string_view>, 3> table{
      {{E::valid, "valid"}, {E::expired, "expired"}, {E::revoked, "revoked"}}};
};

// Compiled once, in talent_card.cpp.
extern template luodi::Expected<void> luodi::domain::apply_fact(luodi::monitor::TalentCard&, std::string_view,
                                                                const luodi::codec::Json&,
                                                                const luodi::domain::EventMeta&);
extern template luodi::codec::Json luodi::codec::encode(const luodi::monitor::TalentCard&);
extern template luodi::Expected<luodi::monitor::TalentCard> luodi::codec::decode(const luodi::codec::Json&);
