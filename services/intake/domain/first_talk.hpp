#pragma once
// 首谈, first-talk protection (measure 3): the organisation that registered first is protected for first_talk_days; the
// day of registration is not counted, the last day is. One extension of first_talk_renewal_days on evidence of contact,
// asked for while the protection still holds. Pure.
#include "common/domain/decision.hpp"
#include "services/intake/domain/commands.hpp"

namespace luodi::intake {

domain::FirstTalk new_protection(std::string owner, CivilDate since, const policy::AdmissionParameters& parameters);

Expected<domain::Decision> decide_first_talk(const std::string& id, const domain::Project& project,
                                             const RenewFirstTalk& command, const domain::Context& context);

}  // namespace luodi::intake
