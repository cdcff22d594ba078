#pragma once
// What officers hear of an award run (measure 7): whoever must act next, in the inbox and by mail as of everything
// else. The run belongs to the incentive calculator; its events say what they are about. Names of persons are in none
// of it. Pure.
//
//   computed, verified   the bureau, which verifies and publishes      published, objection answered   who approves:
//   objection            the bureau, which answers                     committee office and leaders
//   approved             the finance office, which pays                paid, replaced                  who took part
#include "common/domain/award.hpp"
#include "services/progress-monitor/domain/announce.hpp"

namespace luodi::monitor {

// `version` of the run tells a second objection from the first. nullopt for a fact that nobody need hear of, and for
// events of before that do not say what they are about.
std::optional<Announcement> announce_award(const std::string& id, std::int64_t version, std::string_view fact,
                                           const codec::Json& data);

}  // namespace luodi::monitor
