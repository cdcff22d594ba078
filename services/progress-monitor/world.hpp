#pragma once
// What the monitor keeps in memory: projects (written by intake and by itself) and the parks and offices that answer
// for them, its own watches, interviews with their meetings, document counters, notifications with preferences,
// problems, service tickets with what they grant (supplies, talent cards), revisits, obligations, exit cases and
// dispatch cycles with their lines, and the accounts of the gateway, which it writes to.
#include "common/domain/account.hpp"
#include "common/domain/office.hpp"
#include "common/domain/park.hpp"
#include "common/domain/project.hpp"
#include "common/domain/watch.hpp"
#include "common/runtime/command_runner.hpp"
#include "common/runtime/read_model.hpp"
#include "services/progress-monitor/domain/dispatch_cycle.hpp"
#include "services/progress-monitor/domain/dispatch_item.hpp"
#include "services/progress-monitor/domain/document_number.hpp"
#include "services/progress-monitor/domain/exit_case.hpp"
#include "services/progress-monitor/domain/interview.hpp"
#include "services/progress-monitor/domain/meeting.hpp"
#include "services/progress-monitor/domain/notification.hpp"
#include "services/progress-monitor/domain/obligation.hpp"
#include "services/progress-monitor/domain/preference.hpp"
#include "services/progress-monitor/domain/problem.hpp"
#include "services/progress-monitor/domain/revisit.hpp"
#include "services/progress-monitor/domain/supply.hpp"
#include "services/progress-monitor/domain/talent_card.hpp"
#include "services/progress-monitor/domain/ticket.hpp"

namespace luodi::monitor {

using MonitorWorld =
    runtime::World<domain::Project, domain::Park, domain::Office, domain::Watch, domain::Account, Interview, Meeting,
                   DocumentCounter, Notification, NotificationPreference, Problem, Ticket, Supply, TalentCard, Revisits,
                   Obligation, ExitCase, DispatchCycle, DispatchItem>;
using MonitorModel = runtime::ReadModel<MonitorWorld>;
using MonitorRunner = runtime::CommandRunner<MonitorWorld>;
using MonitorPlan = runtime::Plan<MonitorWorld>;
using MonitorOverlay = runtime::Overlay<MonitorWorld>;

template <class T>
using Task = store::Task<T>;

// f(id, state) for every one of a kind, as the overlay has it: what is laid over the world instead of what it is laid
// over, and what is laid over it alone.
template <class A, class F>
void for_each(const MonitorOverlay& world, F&& f) {
  const auto& stored = world.table<A>();
  for (const auto& [id, entry] : stored.all())
    f(id, world.find<A>(id)->state);
  world.for_each_laid<A>([&](const std::string& id, const auto& entry) {
    if (!stored.find(id)) f(id, entry.state);
  });
}

}  // namespace luodi::monitor

// Compiled once, in world.cpp: the frame's templates are most of a service's compile time.
extern template class luodi::runtime::CommandRunner<luodi::monitor::MonitorWorld>;
extern template class luodi::runtime::ReadModel<luodi::monitor::MonitorWorld>;
