#pragma once
// 在谈, the start of the negotiation: after an approved review, at an allocated host that admits the project. Pure.
#include "common/domain/decision.hpp"
#include "services/intake/domain/commands.hpp"

namespace luodi::intake {

Expected<domain::Decision> decide_negotiation(const std::string& id, const domain::Project& project,
                                              const StartNegotiation& command, const domain::Context& context);

}  // namespace luodi::intake
