#pragma once
// Everything is the world of all aggregates, of whichever service: what the event stream of a city rebuilds.
#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "common/domain/account.hpp"
#include "common/domain/office.hpp"
#include "common/domain/park.hpp"
#include "common/domain/project.hpp"
#include "common/domain/referral.hpp"
#include "common/domain/watch.hpp"
#include "common/runtime/world.hpp"
#include "services/incentive-calculator/domain/award_run.hpp"
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

namespace luodi::replay {

using Everything =
    runtime::World<domain::Project, domain::Park, domain::Office, domain::Watch, domain::Account, monitor::Interview,
                   monitor::Meeting, monitor::Notification, monitor::NotificationPreference, monitor::DocumentCounter,
                   monitor::Problem, monitor::Ticket, monitor::Supply, monitor::TalentCard, monitor::Revisits,
                   monitor::Obligation, monitor::ExitCase, monitor::DispatchCycle, monitor::DispatchItem,
                   domain::Referral, incentive::AwardRun>;

// The world and what only the events tell of the unique values.
struct Folded {
  Everything world;
  // (index, owner) -> how many values the registration claimed
  std::map<std::pair<std::string, std::string>, std::int64_t> registered;
};

}  // namespace luodi::replay
