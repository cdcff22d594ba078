#pragma once
// What people hear of what is late of one project: a problem that climbs a level (问题提级) or is overdue at the
// highest, a service whose clock ran out (服务事项逾期), land or energy that was promised and did not come
// (要素保障逾期), an obligation of either side that is breached (履约事项逾期), a revisit that nobody made (回访逾期),
// a talent green card that soon runs out. Each is told once, however late the machine runs. Reports:
// announce_reports.hpp. Pure.
//
//   problem      to the park's level: entity · to the bureau's: entity, bureau · to the city leader's, and overdue
//                there: those and the leaders; overdue there its owner as well; whoever owned it before it climbed
//   ticket, supply, obligation, card
//                entity, the bureau, which coordinates, and the accounts of the owner
//   revisit      those who may make it: the bureau, the committee and the first-talk owner; and the entity
#include <optional>

#include "services/progress-monitor/domain/announce.hpp"
#include "services/progress-monitor/domain/obligation.hpp"
#include "services/progress-monitor/domain/problem.hpp"
#include "services/progress-monitor/domain/revisit.hpp"
#include "services/progress-monitor/domain/supply.hpp"
#include "services/progress-monitor/domain/talent_card.hpp"
#include "services/progress-monitor/domain/ticket.hpp"

namespace luodi::monitor {

// nullopt for a problem that is solved or said to be by now.
std::optional<Announcement> announce_escalation(const std::string& id, const Problem& problem,
                                                const ProblemEscalated& step, const domain::Project& project,
                                                const Teller& teller);
// nullopt for a problem that is solved or said to be, or has another day by now.
std::optional<Announcement> announce_overdue_problem(const std::string& id, const Problem& problem,
                                                     const ProblemOverdue& late, const domain::Project& project,
                                                     const Teller& teller);
// nullopt for a ticket that is answered by now.
std::optional<Announcement> announce_late_ticket(const std::string& id, const Ticket& ticket, const TicketOverdue& late,
                                                 const domain::Project& project, const OrgNames& names);
// nullopt for a supply that has come, or has another day by now.
std::optional<Announcement> announce_missed_supply(const std::string& id, const Supply& supply,
                                                   const SupplyMissed& missed, const domain::Project& project,
                                                   const OrgNames& names);
// nullopt for an obligation that is honoured, or has another day by now.
std::optional<Announcement> announce_breach(const std::string& id, const Obligation& obligation,
                                            const ObligationBreached& breach, const domain::Project& project,
                                            const OrgNames& names);
// nullopt for a revisit that was made, or has another day by now.
std::optional<Announcement> announce_missed_revisit(const std::string& id, const Revisits& revisits,
                                                    const RevisitMissed& missed, const domain::Project& project,
                                                    const OrgNames& names);
// nullopt for a card that is renewed or revoked by now.
std::optional<Announcement> announce_expiring_card(const std::string& id, const TalentCard& card,
                                                   const CardExpiring& soon, const domain::Project& project,
                                                   const Teller& teller);

}  // namespace luodi::monitor
