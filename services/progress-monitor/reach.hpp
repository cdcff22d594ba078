#pragma once
// Whom a message can reach now: the accounts of the world with their preferences, beside the groups and systems of the
// configuration; and what organisations are called. Both point into `world`.
//
//   decision.add(queue_notifications(news, reach_of(world, configured), known, context));
#include "services/progress-monitor/domain/recipients.hpp"
#include "services/progress-monitor/world.hpp"

namespace luodi::monitor {

// With a book also what clauses are called.
OrgNames names_of(const MonitorOverlay& world, const policy::PolicyBook* policies = nullptr);
Reach reach_of(const MonitorOverlay& world, Reach configured);
// Whether anybody can hear for the organisation: an account of it that is not disabled.
bool has_account(const MonitorOverlay& world, const std::string& org);
// Without those who have had the same letter in their own name, as it was or with a word of today before it, or are
// being sent it. A copy in the inbox is none to whom the mail did not reach. Asks every notification: for a rare
// command.
Reach without_readers_of(const Notification& letter, const MonitorOverlay& world, Reach reach);

}  // namespace luodi::monitor
