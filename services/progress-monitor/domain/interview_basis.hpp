#pragma once
// What a pass rests on 核实通过的依据: effective progress dated from the day of the notice to the day of the
// verification, or an exemption approved in between that covers a cycle from the first of the stall to that of the
// verification, however it was corrected since, as long as it is approved. Taken back or corrected away afterwards, the
// pass stands and rests on nothing: the interview says so (basis_lost), with what the clock says now, and people are
// told once; where it comes back (basis_restored), likewise. Level-triggered over the project as it stands and as it
// was known at the pass: asked late or twice the interview is the same. A pass that rested on nothing from the
// beginning, as earlier releases took it, is never said to have lost anything. Pure.
//
//   if (!basis_of(project, interview, context.now, book)) ...   // nothing to pass on
//   follow_basis(decision, known.id, *known.state, project, result, parties, context);
#include <optional>
#include <string>

#include "common/domain/decision.hpp"
#include "services/progress-monitor/domain/effective_progress.hpp"
#include "services/progress-monitor/domain/idle_clock.hpp"
#include "services/progress-monitor/domain/interview.hpp"

namespace luodi::monitor {

struct PassBasis {
  std::optional<ProgressDay> progress;  // the latest; absent: an exemption
  std::string ground = {};              // of the exemption
};
// nullopt = there is none, from the notice to that instant, or no notice.
std::optional<PassBasis> basis_of(const domain::Project& project, const Interview& interview, Instant until,
                                  const policy::PolicyBook& book);

// What to record of an interview that passed; nothing of any other. `result`: what the clock says now.
void follow_basis(domain::Decision& decision, const std::string& id, const Interview& interview,
                  const domain::Project& project, const IdleResult& result, const std::string& parties,
                  const domain::Context& context);

}  // namespace luodi::monitor
