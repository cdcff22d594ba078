#pragma once
// How an obligation 履约事项 follows its project and its day, without anybody's command: honoured by the stage that
// shows it, owed again when that stage is taken back, breached when its last day is over, lapsed with the project.
// Pure.
#include <optional>
#include <string>

#include "services/progress-monitor/domain/obligation.hpp"
#include "services/progress-monitor/domain/project_object.hpp"

namespace luodi::monitor {

using Owed = Concerning<Obligation>;

// The due job of an obligation.
domain::Decision decide_obligation_due(const Owed& on, const domain::Context& context);
// After any event of the project: a stage that was reached honours what it shows, one that was taken back does so no
// more; an end lets the rest lapse.
domain::Decision follow_project(const Owed& on);

// The stage of the project that shows that an obligation of the enterprise was honoured.
std::optional<domain::Stage> shown_by(const Obligation& obligation);
// The breach that the due queue has not come round to: what is done after the last day was not done by it, whoever was
// faster. Once for each agreed day.
void note_breach(domain::Decision& decision, const Owed& on, CivilDate due_on, CivilDate honoured_on);

inline std::string obligation_job(const std::string& id) {
  return "obligation:" + id;
}

}  // namespace luodi::monitor
