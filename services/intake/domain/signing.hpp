#pragma once
// 审慎签约, signing and amending (measure 4). A formal agreement needs the full assessment, passed on or before the day
// of signing with every line mandatory on that day, and a known amount; it moves the project to 签约. A framework
// agreement is recorded on the simple path, moves no stage and counts toward no threshold. Each needs its document. A
// foreign amount of either is converted at the rate of the day of signing. The agreed amount is versioned: an amendment
// holds from its effective date, never before the signing; a lower amount is recorded by the bureau alone. Pure.
#include "common/domain/decision.hpp"
#include "services/intake/domain/commands.hpp"

namespace luodi::intake {

// A formal agreement without a stated amount takes over the amount known so far, unless that was converted at the rate
// of another day.
Expected<domain::Decision> decide_signing(const std::string& id, const domain::Project& project, const Sign& command,
                                          const domain::Context& context);
Expected<domain::Decision> decide_amendment(const std::string& id, const domain::Project& project, const Amend& command,
                                            const domain::Context& context);

}  // namespace luodi::intake
