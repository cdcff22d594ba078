#pragma once
// Service ticket 服务事项 (measure 9): what a project asks of the city, with a service clock. Green channel 绿色通道,
// talent green cards 人才绿卡, land 用地 and energy 用能. Aggregate id = "tkt_…". What may be done when and by whom:
// ticket_decide.hpp. Pure.
//
//   open ──answer──▶ answered ──confirm──▶ closed      a clock runs while the ticket is open; reopening starts another
//     ▲─────────────reopen──────┴────────────┘
//   open, answered ──the project ends──▶ withdrawn
#include <array>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "common/domain/project_parts.hpp"

namespace luodi::monitor {

enum class TicketService { green_channel, talent_card, land, energy };
Word word_of(TicketService value);
enum class TicketState {
  open,
  answered,  // the asker has the word
  closed,
  withdrawn  // the project has ended before
};
Word word_of(TicketState value);

struct ServiceClock {
  int working_days = 0;
  Instant due_at;  // end of its last day
  std::optional<Instant> answered_at;
  bool overdue = false;  // no answer by then; stays true after a late answer
  static constexpr auto fields() {
    using codec::field;
    using C = ServiceClock;
    return described(field("working_days", &C::working_days), field("due_at", &C::due_at),
                     field("answered_at", &C::answered_at), field("overdue", &C::overdue));
  }
};

struct TicketRequested {
  static constexpr std::string_view fact = "requested";
  std::string project_id;
  std::string project_name;
  TicketService service = TicketService::green_channel;
  std::string title;
  std::string text;
  std::optional<std::int64_t> quantity;  // cards, square metres of land, tonnes of standard coal a year
  std::string asker_role;
  std::string asker_org;  // empty = city level
  std::string owner;
  std::optional<std::string> owner_org;  // whose accounts are the owner's; absent: nobody's, or from before it was kept
  std::string clause;                    // that promises the service
  int working_days = 0;
  Instant due_at;
  std::optional<bool> claimed = std::nullopt;  // true: no other of its service, words and quantity until it is closed
  static constexpr auto fields() {
    using codec::field;
    using T = TicketRequested;
    return described(field("project_id", &T::project_id), field("project_name", &T::project_name),
                     field("service", &T::service), field("title", &T::title), field("text", &T::text),
                     field("quantity", &T::quantity), field("asker_role", &T::asker_role),
                     field("asker_org", &T::asker_org), field("owner", &T::owner), field("owner_org", &T::owner_org),
                     field("clause", &T::clause), field("working_days", &T::working_days), field("due_at", &T::due_at),
                     field("claimed", &T::claimed));
  }
};
struct TicketAssigned {  // another owner; the clock is the city's and does not move
  static constexpr std::string_view fact = "assigned";
  std::string owner;
  std::string note;
  std::optional<std::string> owner_org;
  static constexpr auto fields() {
    return described(codec::field("owner", &TicketAssigned::owner), codec::field("note", &TicketAssigned::note),
                     codec::field("owner_org", &TicketAssigned::owner_org));
  }
};
struct TicketAnswered {
  static constexpr std::string_view fact = "answered";
  std::string text;
  std::optional<std::int64_t> granted;  // of the quantity; 0 = declined
  std::vector<domain::Evidence> evidence;
  std::optional<bool> on_behalf = std::nullopt;  // true: recorded by the bureau from the owner's paper
  static constexpr auto fields() {
    using codec::field;
    using T = TicketAnswered;
    return described(field("text", &T::text), field("granted", &T::granted), field("evidence", &T::evidence),
                     field("on_behalf", &T::on_behalf));
  }
};
struct TicketConfirmed {  // by the asker: closed
  static constexpr std::string_view fact = "confirmed";
  std::string text;
  static constexpr auto fields() { return described(codec::field("text", &TicketConfirmed::text)); }
};
struct TicketReopened {
  static constexpr std::string_view fact = "reopened";
  std::string reason;
  int working_days = 0;
  Instant due_at;
  static constexpr auto fields() {
    using codec::field;
    using T = TicketReopened;
    return described(field("reason", &T::reason), field("working_days", &T::working_days), field("due_at", &T::due_at));
  }
};
struct TicketOverdue {  // by the due queue, once for each clock
  static constexpr std::string_view fact = "overdue";
  Instant due_at;
  static constexpr auto fields() { return described(codec::field("due_at", &TicketOverdue::due_at)); }
};
struct TicketWithdrawn {
  static constexpr std::string_view fact = "withdrawn";
  std::string reason;
  static constexpr auto fields() { return described(codec::field("reason", &TicketWithdrawn::reason)); }
};

struct Ticket {
  static constexpr std::string_view kind = "ticket";
  using Events = std::variant<TicketRequested, TicketAssigned, TicketAnswered, TicketConfirmed, TicketReopened,
                              TicketOverdue, TicketWithdrawn>;
  std::string project_id;
  std::string project_name;
  TicketService service = TicketService::green_channel;
  std::string title;
  std::string text;
  std::optional<std::int64_t> quantity;
  std::string asker;  // user name
  std::string asker_role;
  std::string asker_org;
  TicketState state = TicketState::open;
  std::string owner;
  std::optional<std::string> owner_org;
  std::string clause;
  std::vector<ServiceClock> clocks;      // oldest first; the last one counts
  std::optional<TicketAnswered> answer;  // the latest
  std::string answered_by;               // user name
  std::string confirmation;
  std::string reopened_because;
  std::optional<std::string> withdrawn_because;
  std::optional<bool> claimed;  // as it was requested
  Instant created_at;
  Instant updated_at;
  static constexpr auto fields() {
    using codec::field;
    using T = Ticket;
    return described(field("project_id", &T::project_id), field("project_name", &T::project_name),
                     field("service", &T::service), field("title", &T::title), field("text", &T::text),
                     field("quantity", &T::quantity), field("asker", &T::asker), field("asker_role", &T::asker_role),
                     field("asker_org", &T::asker_org), field("state", &T::state), field("owner", &T::owner),
                     field("owner_org", &T::owner_org), field("clause", &T::clause), field("clocks", &T::clocks),
                     field("answer", &T::answer), field("answered_by", &T::answered_by),
                     field("confirmation", &T::confirmation), field("reopened_because", &T::reopened_because),
                     field("withdrawn_because", &T::withdrawn_because), field("claimed", &T::claimed),
                     field("created_at", &T::created_at), field("updated_at", &T::updated_at));
  }
};
void apply(Ticket& ticket, const TicketRequested& event, const domain::EventMeta& meta);
void apply(Ticket& ticket, const TicketAssigned& event, const domain::EventMeta& meta);
void apply(Ticket& ticket, const TicketAnswered& event, const domain::EventMeta& meta);
void apply(Ticket& ticket, const TicketConfirmed& event, const domain::EventMeta& meta);
void apply(Ticket& ticket, const TicketReopened& event, const domain::EventMeta& meta);
void apply(Ticket& ticket, const TicketOverdue& event, const domain::EventMeta& meta);
void apply(Ticket& ticket, const TicketWithdrawn& event, const domain::EventMeta& meta);

// Whether it keeps its like from being requested again: a ticket of the set does not, nor what is closed.
bool holds_claim(const Ticket& ticket);
bool is_overdue(const Ticket& ticket, Instant now);  // open past the last day of its clock

}  // namespace luodi::monitor

template <>
struct luodi::codec::EnumNames<luodi::monitor::TicketService> {
  using E = luodi::monitor::TicketService;
  static constexpr std::array<std::pair<E, std::string_view>, 4> table{
      {{E::green_channel, "green_channel"}, {E::talent_card, "talent_card"}, {E::land, "land"}, {E::energy, "energy"}}};
};
template <>
struct luodi::codec::EnumNames<luodi::monitor::TicketState> {
  using E = luodi::monitor::TicketState;
  static constexpr std::array<std::pair<E, std::string_view>, 4> table{
      {{E::open, "open"}, {E::answered, "answered"}, {E::closed, "closed"}, {E::withdrawn, "withdrawn"}}};
};

// Compiled once, in ticket.cpp.
extern template luodi::Expected<void> luodi::domain::apply_fact(luodi::monitor::Ticket&, std::string_view,
                                                                const luodi::codec::Json&,
                                                                const luodi::domain::EventMeta&);
extern template luodi::codec::Json luodi::codec::encode(const luodi::monitor::Ticket&);
extern template luodi::Expected<luodi::monitor::Ticket> luodi::codec::decode(const luodi::codec::Json&);
