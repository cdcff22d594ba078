#pragma once
// What people hear of what is late: a problem that climbs a level (问题提级), reports of a dispatch cycle that nobody
// filed (缺报), a service whose clock ran out (服务事项逾期). Each is told once, however late the machine runs. Pure.
//
//   problem   to the park's level: entity · to the bureau's: entity, bureau · to the city leader's: those and the
//   leaders reports   entity, for all its projects of the cycle together, and the bureau ticket    entity, the bureau,
//   which coordinates, and the accounts of the owner
#include <vector>

#include "services/progress-monitor/domain/announce.hpp"
#include "services/progress-monitor/domain/dispatch_item.hpp"
#include "services/progress-monitor/domain/problem.hpp"
#include "services/progress-monitor/domain/ticket.hpp"

namespace luodi::monitor {

// nullopt for a problem that is solved or said to be by now.
std::optional<Announcement> announce_escalation(const std::string& id, const Problem& problem,
                                                const ProblemEscalated& step, const domain::Project& project,
                                                const OrgNames& names);
// One for each entity; `items` are those of the closed cycle.
std::vector<Announcement> announce_missing_reports(const std::string& id, const DispatchCycle& cycle,
                                                   const std::vector<const DispatchItem*>& items,
                                                   const OrgNames& names);
// nullopt for a ticket that is answered by now.
std::optional<Announcement> announce_late_ticket(const std::string& id, const Ticket& ticket, const TicketOverdue& late,
                                                 const domain::Project& project, const OrgNames& names);

}  // namespace luodi::monitor
