#pragma once
// 公开报道: a line of a published report about the project, as published. It is no evidence and moves no stage; what
// the report does not say stays unknown. Pure.
#include "common/domain/decision.hpp"
#include "services/intake/domain/commands.hpp"

namespace luodi::intake {

// The date is "2022-05-18", "2021-08" or "2021", exists; what a report foretells may lie ahead.
Expected<domain::Decision> decide_published_fact(const std::string& id, const domain::Project& project,
                                                 const domain::PublishedFact& command, const domain::Context& context);

}  // namespace luodi::intake
