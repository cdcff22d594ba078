#pragma once
// What is heard of a service ticket (服务事项): its owner, that it was asked for, given to it or reopened, and by when
// to answer; the asker, what was answered, how much was promised by when, and who serves it now. The bureau hears of
// what is asked, not of the set of a signed project, nor of what is given to another owner: of these the park for which
// it was opened, or whoever asked. But where the owner has no account here the bureau hears in its place, and the text
// says so. Told once, as long as it is so: what has another owner or day by now, is answered or has ended is not told
// as it was. Pure.
#include <optional>
#include <string>

#include "services/progress-monitor/domain/announce.hpp"
#include "services/progress-monitor/domain/supply.hpp"
#include "services/progress-monitor/domain/ticket.hpp"

namespace luodi::monitor {

struct TicketNews {
  std::string id;
  std::int64_t version = 0;  // tells a second answer from the first
  const Ticket* ticket = nullptr;
  const domain::Project* project = nullptr;  // its own
  const Supply* supply = nullptr;            // that its answer promised; nullptr = none
};
std::optional<Announcement> announce_ticket(const TicketNews& news, const TicketRequested& requested,
                                            const Teller& teller);
std::optional<Announcement> announce_ticket(const TicketNews& news, const TicketAssigned& assigned,
                                            const Teller& teller);
std::optional<Announcement> announce_ticket(const TicketNews& news, const TicketReopened& reopened,
                                            const Teller& teller);
std::optional<Announcement> announce_ticket(const TicketNews& news, const TicketAnswered& answered,
                                            const Teller& teller);

}  // namespace luodi::monitor
