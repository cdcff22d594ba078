#pragma once
// When a talent green card is issued, renewed, runs out and is revoked (measure 9). Pure.
//
//   issued     by the bureau against an answered ticket of this project that granted cards: as many as it granted, and
//              one revoked within its term makes room. Under a number of its year, without gaps. One person, by name
//              and post in one form, holds one card of a project. Its term follows from the policy in force on its
//              first day, which is no earlier than project and ticket
//   reminded   so many days before its last day the host is told, once for each term
//   renewed    from then on until as many days after the last day, unless the holder has got another card meanwhile;
//              the new term follows the old one without a gap
//   expired    its last day has passed
//   revoked    by the bureau or the committee with a reason, an expired one as well: it is not renewed any more; with
//              the end of the project by itself
#include <optional>
#include <string>
#include <vector>

#include "services/progress-monitor/domain/document_number.hpp"
#include "services/progress-monitor/domain/project_object.hpp"
#include "services/progress-monitor/domain/talent_card.hpp"
#include "services/progress-monitor/domain/ticket.hpp"

namespace luodi::monitor {

struct IssueCard {
  std::string ticket_id;
  std::string holder;
  std::string post;
  std::string text;
  std::optional<CivilDate> valid_from;
  static constexpr auto fields() {
    using codec::field;
    using codec::Text;
    using I = IssueCard;
    return described(field("ticket_id", &I::ticket_id, Text{1, 100}), field("holder", &I::holder, Text{1, 100}),
                     field("post", &I::post, Text{1, 100}), codec::optional_field("text", &I::text, Text{0, 2000}),
                     field("valid_from", &I::valid_from));
  }
};
struct RenewCard {
  std::string reason;
  static constexpr auto fields() { return described(codec::field("reason", &RenewCard::reason, codec::Text{1, 1000})); }
};

using Held = Concerning<TalentCard>;

struct KnownCard {
  std::string id;
  const TalentCard* state;
};
// What an issue looks at beside the project.
struct CardRoom {
  const Ticket* ticket;          // nullptr = not known
  std::vector<KnownCard> cards;  // of the project
  DocumentCounter counter;       // of the year of issue
};

Expected<domain::Decision> decide_issue_card(const std::string& project_id, const domain::Project& project,
                                             const CardRoom& room, const IssueCard& command,
                                             const domain::Context& context);
// `cards`: of the project, this one among them.
Expected<domain::Decision> decide_renew_card(const Held& on, const std::vector<KnownCard>& cards,
                                             const RenewCard& command, const domain::Context& context);
Expected<domain::Decision> decide_revoke_card(const Held& on, const CardRevoked& command,
                                              const domain::Context& context);
// The days on which a card may be renewed, both inclusive: around the last one of its term.
struct RenewalDays {
  CivilDate first;
  CivilDate last;
};
RenewalDays renewal_days(CivilDate valid_until, const policy::CardParameters& terms);
// The due job of a card.
domain::Decision decide_card_due(const Held& on, const domain::Context& context);
// Of a project that has ended, whatever is valid.
domain::Decision end_card(const Held& on);

inline std::string card_job(const std::string& id) {
  return "talent-card:" + id;
}

}  // namespace luodi::monitor
