#pragma once
// 预审清单, the checklist of the assessment before signing (measure 4): which of the policy's lines are asked for on a
// day, who answers them, and which of them a project has settled. The gates, the answers to lines and the view ask
// here. Pure.
//
//   for (const auto& item : open_lines(project, brought, policy)) ...   // empty = every line asked for is settled
#include <vector>

#include "common/domain/owner.hpp"
#include "common/domain/stage_table.hpp"

namespace luodi::domain {

// A line that is asked for on that day and on that path.
bool is_mandatory(const policy::PreAssessmentItem& item, CivilDate day, bool framework);
// Legality and statutory lines are always examined: "not applicable" is no answer to them.
bool may_be_not_applicable(const policy::PreAssessmentItem& item);

// Who answers a line of this project, and so owes it: one answer for who may and for what is missing. nullopt = a title
// that check_policy refuses.
std::optional<Owner> line_owner(const policy::PreAssessmentItem& line, const Project& project,
                                const policy::Policy& policy);

// The answer to a line that counts; nullptr where nobody has given one, or only a host of another allocation.
const PreAssessmentItemResult* answer_in_force(const Project& project, const policy::PreAssessmentItem& line,
                                               const std::optional<Owner>& owner);

// The lines asked for that the project has not settled, one item each with the body that owes it, in policy order.
std::vector<MissingItem> open_lines(const Project& project, const Brought& brought, const policy::Policy& policy);
// invalid_body (before_answer) at `pointer` where one of the lines asked for was answered after brought.on: neither an
// assessment nor an agreement rests on what was found later. Names the last such line and its day.
Expected<void> check_answered(const Project& project, const Brought& brought, const policy::Policy& policy,
                              const std::string& pointer);
// wrong_state where an assessment that has passed rests on the answer to this line. What it did not ask for, or what is
// not settled any more, may still be answered; so may all lines again once the framework agreement is signed.
Expected<void> check_may_change(const Project& project, const policy::PreAssessmentItem& line,
                                const policy::Policy& policy);

}  // namespace luodi::domain
