#pragma once
// What people hear of an exemption (正当理由认定): the bureau that one is claimed, which it decides, and whoever
// claimed it what was decided. Told once. Pure.
//
//   claimed   the bureau, while it is still to be decided
//   decided   the organisation that claimed it, and the entity
#include <optional>
#include <string>

#include "services/progress-monitor/domain/announce.hpp"

namespace luodi::monitor {

std::optional<Announcement> announce_claim(const std::string& project_id, const domain::Project& project,
                                           const domain::ExemptionClaimed& claim, const Teller& teller);
std::optional<Announcement> announce_decision(const std::string& project_id, const domain::Project& project,
                                              const domain::ExemptionDecided& decided, const Teller& teller);

}  // namespace luodi::monitor
