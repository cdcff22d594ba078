#pragma once
// What may be done to a service ticket 服务事项 (measure 9). Pure.
//
//   request    who accompanies the project: bureau, park, office. The policy names the owner and the working days of
//              each service. Talent cards, land and energy say how much. Its like, the same service, words and
//              quantity, is not asked for again before it is closed
//   assign     another owner than it has, one that there is (service_owner.hpp), while it is open, never who asked; the
//              clock goes on
//   answer     its owner, never who asked; or the bureau from the owner's paper. How much is granted is part of the
//              answer, 0 declines with its reason
//   confirm    the asker closes it
//   reopen     the asker, from answered or closed, with a reason; a new clock starts
// The asker is the user who asked, or a colleague: same role and same organisation.
//
// A clock that runs out is recorded once, by the due queue; a late answer leaves it overdue. A project that has ended
// asks for nothing and misses nothing; what was open then is withdrawn (ticket_set.hpp).
#include <optional>
#include <string>
#include <vector>

#include "services/progress-monitor/domain/project_object.hpp"
#include "services/progress-monitor/domain/quantity.hpp"
#include "services/progress-monitor/domain/service_owner.hpp"

namespace luodi::monitor {

struct RequestTicket {
  TicketService service = TicketService::green_channel;
  std::string title;
  std::string text;
  std::optional<std::int64_t> quantity;
  std::optional<QuantityUnit> unit = std::nullopt;
  static constexpr auto fields() {
    using codec::field;
    using codec::Text;
    using R = RequestTicket;
    return described(field("service", &R::service), field("title", &R::title, codec::Name{200}),
                     codec::optional_field("text", &R::text, Text{0, 4000}),
                     field("quantity", &R::quantity, codec::Range{1, 1'000'000'000}), field("unit", &R::unit));
  }
};
struct AssignTicket {
  std::string owner;
  std::string note;
  static constexpr auto fields() {
    return described(codec::field("owner", &AssignTicket::owner, codec::Text{1, 100}),
                     codec::optional_field("note", &AssignTicket::note, codec::Text{0, 1000}));
  }
};
struct AnswerTicket {
  std::string text;
  std::optional<std::int64_t> granted;
  std::optional<CivilDate> supply_by;  // of land or energy that is granted; by the policy where nothing is said
  std::vector<domain::Evidence> evidence;
  std::optional<QuantityUnit> unit = std::nullopt;  // of what is granted
  static constexpr auto fields() {
    using codec::field;
    using A = AnswerTicket;
    return described(field("text", &A::text, codec::Text{1, 4000}),
                     field("granted", &A::granted, codec::Range{0, 1'000'000'000}), field("supply_by", &A::supply_by),
                     field("evidence", &A::evidence, codec::Count{0, 20}), field("unit", &A::unit));
  }
};
struct ConfirmTicket {
  std::string text;
  static constexpr auto fields() {
    return described(codec::optional_field("text", &ConfirmTicket::text, codec::Text{0, 1000}));
  }
};
struct ReopenTicket {
  std::string reason;
  static constexpr auto fields() {
    return described(codec::field("reason", &ReopenTicket::reason, codec::Text{1, 1000}));
  }
};

struct Supply;

using Served = Concerning<Ticket>;

// `known`: the tickets of the project.
Expected<domain::Decision> decide_request_ticket(const std::string& project_id, const domain::Project& project,
                                                 const std::vector<Served>& known, const RequestTicket& command,
                                                 const domain::Context& context);
Expected<domain::Decision> decide_assign(const Served& on, const CityBodies& bodies, const AssignTicket& command,
                                         const domain::Context& context);
// `earlier`: what an earlier answer of the ticket has promised; nullptr = nothing.
Expected<domain::Decision> decide_answer(const Served& on, const Supply* earlier, const AnswerTicket& command,
                                         const domain::Context& context);
Expected<domain::Decision> decide_confirm(const Served& on, const ConfirmTicket& command,
                                          const domain::Context& context);
Expected<domain::Decision> decide_reopen(const Served& on, const std::vector<Served>& known,
                                         const ReopenTicket& command, const domain::Context& context);
// The due job of a ticket.
domain::Decision decide_ticket_due(const Served& on, const domain::Context& context);

// Gives free what a ticket kept from being requested again.
void release_claim(domain::Decision& decision, const Served& on);
bool is_asker(const Actor& actor, const Ticket& ticket);
inline std::string ticket_job(const std::string& id) {
  return "ticket:" + id;
}

}  // namespace luodi::monitor
