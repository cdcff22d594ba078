#pragma once
// The set of green-channel tickets 绿色通道事项包 that every project gets with its formal agreement (measure 9), and
// the end of all tickets with their project. Level-triggered: what is to be opened follows from the project and from
// the tickets that there are, so judged late, twice or after an outage the set is the same: one ticket for each line of
// the policy of the signing date, under an id made of project and line. Its clock counts working days after the day on
// which the agreement was recorded, because nobody could know of it before. The host has the asker's word. Pure.
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "services/progress-monitor/domain/ticket_decide.hpp"

namespace luodi::monitor {

std::string set_ticket_id(const std::string& project, const std::string& line);

// Where it cannot be judged yet (no working calendar for the year), `again` says when to look again.
struct TicketSet {
  domain::Decision decision;
  std::optional<Instant> again;
};
TicketSet open_ticket_set(const std::string& project_id, const domain::Project& project,
                          const std::function<bool(const std::string& ticket)>& known, const domain::Context& context);

// Of a project that has ended, whatever is not closed.
domain::Decision withdraw_ticket(const Served& on);

// A day that a service looks again after it could not judge.
inline constexpr std::int64_t k_care_again_ms = 86'400'000;  // a calendar is published, it does not come by itself

}  // namespace luodi::monitor
