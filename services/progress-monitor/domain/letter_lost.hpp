#pragma once
// Told when a statutory letter to an entity comes to an end without having arrived 法定通知未送达: its address is
// refused for good, its tries are used up, or nobody can say whether it arrived. Deadlines run from such a letter, so
// the bureau and the committee office hear which one did not reach whom, and what to do; once for each letter, in their
// inboxes as well. The reader has it in the inbox from then on. Pure.
//
//   decision.add(alarm_lost(id, letter, decision, reach, known, context));    // after decide_attempt
#include <functional>
#include <string>

#include "services/progress-monitor/domain/recipients.hpp"

namespace luodi::monitor {

// `letter` as it was before `attempt`, which decide_attempt made of it; nothing where it goes on, arrived or is no
// statutory letter to a person.
domain::Decision alarm_lost(const std::string& id, const Notification& letter, const domain::Decision& attempt,
                            const Reach& reach, const std::function<bool(const std::string& id)>& known,
                            const domain::Context& context);

}  // namespace luodi::monitor
