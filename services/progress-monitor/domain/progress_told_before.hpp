#pragma once
// The same progress told twice: what a paper has proved or shown once is no further progress, and what the bureau has
// taken back does not come back by being told again. Papers are one by their digest or their number, by their title
// where they have neither (common/domain/evidence.hpp). Pure.
//
//   if (auto once = check_step_once(project, event, context); !once) return fail(once.error());
//   if (auto judged = shown_before(project, command)) ... // recorded, not effective, says of which milestone
#include <optional>
#include <string>
#include <vector>

#include "common/domain/counted_progress.hpp"
#include "common/domain/decision.hpp"
#include "common/domain/project_events.hpp"
#include "services/progress-monitor/domain/project_commands.hpp"

namespace luodi::monitor {

// Names of the papers that prove a statutory step.
std::vector<std::string> papers_of_step(const std::vector<domain::Evidence>& evidence);

// already_exists where a statutory step is told once more: by the same words for the same day, or by papers that have
// all proved a step before, on whatever day and with whatever text; such a paper is no milestone beside it either.
Expected<void> check_step_once(const domain::Project& project, const domain::ProgressReported& event,
                               const domain::Context& context);

// What a milestone is shown by: the digest of each file, and the name of each paper.
std::vector<std::string> shown_marks(const Report& command);
// The judgement of a milestone of the day `on` that shows nothing new: it is told apart by what it attaches, and one
// new paper is enough. A node of the plan may be shown by what has shown another one of the same day: for a later day
// it would reset the clock once more, by nodes that are added to the plan. nullopt: it is new.
std::optional<domain::Judgement> shown_before(const domain::Project& project, const Report& command, CivilDate on);

// already_exists where the bureau has taken back a report of this kind and day by the same papers. Told aright, for
// another day or by another paper, it is heard.
Expected<void> check_not_taken_back(const domain::Project& project, const domain::ProgressReported& event,
                                    const domain::Context& context);

}  // namespace luodi::monitor
