#pragma once
// asked_for says what must stand beside the states because of them: unique values and deadlines. Values are counted for
// each owner and not compared by their text, because the normal form of a name may have been another one when it was
// claimed. Deadlines are those that a state alone tells; what depends on the policy or the calendar (reminders, the
// care of a project, the next dispatch) may be there or not, but never for what does not exist. Pure.
//
//   hear_registration(folded, envelope);     // of each event, beside folded.world.apply
//   for (const auto& [job, whose] : asked_for(folded).jobs) ...
#include <map>
#include <string>
#include <utility>

#include "common/domain/aggregate.hpp"
#include "deploy/tools/replay/everything.hpp"

namespace luodi::replay {

struct Asked {
  std::map<std::pair<std::string, std::string>, std::int64_t> values;  // (index, owner) -> how many
  // Likewise, but no more than so many: states from before such a value was claimed hold it without a claim.
  std::map<std::pair<std::string, std::string>, std::int64_t> at_most;
  std::map<std::string, std::string> jobs;  // job -> who waits for it, "ticket tkt_1"
};

void hear_registration(Folded& folded, const domain::EventEnvelope& envelope);
Asked asked_for(const Folded& folded);
// Whether a job may stand in the queue at all: its kind is known and what it is about exists.
bool may_stand(const Everything& world, const std::string& job);

}  // namespace luodi::replay
