#pragma once
// What is heard of a service ticket (服务事项): its owner, that it was asked for, given to it or reopened, and by when
// to answer; the asker, what was answered, and who serves it now. Owners may have no accounts here, so the bureau hears
// of all that is asked; of the set of a signed project the park for which it was opened. Told once, as long as it is
// so: what has another owner or day by now, is answered or has ended is not told as it was. Pure.
#include <optional>
#include <string>

#include "services/progress-monitor/domain/announce.hpp"
#include "services/progress-monitor/domain/ticket.hpp"

namespace luodi::monitor {

struct TicketNews {
  std::string id;
  std::int64_t version = 0;  // tells a second answer from the first
  const Ticket* ticket = nullptr;
  const domain::Project* project = nullptr;  // its own
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
