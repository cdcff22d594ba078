#pragma once
// The one table of the interview's life (rules.md "Interview"): for each command the states it may start from, the
// states in which what it filed may be corrected, the clock that it stops, who may give it and who owes it. Decisions,
// dry_run, the view's next_steps and the README read this table. Pure.
//
//   if (auto may = check_interview(interview, InterviewCommand::report, correction, context); !may) return fail(...);
#include <span>
#include <vector>

#include "common/domain/decision.hpp"
#include "common/domain/permission.hpp"
#include "services/progress-monitor/domain/interview.hpp"

namespace luodi::monitor {

// wrong_state, with the state that the interview is in.
tl::unexpected<Error> wrong_state(const Interview& interview);

enum class InterviewCommand {
  hold_back,
  issue,
  schedule,
  explanation,
  minutes,
  plan,    // rectification, kind plan
  report,  // rectification, kind report
  verification,
  withdraw
};

struct InterviewRow {
  InterviewCommand command;
  std::string_view path;  // segment of the route
  std::vector<InterviewState> from;
  std::vector<InterviewState> correct_in;  // once it is filed; needs a reason
  std::optional<Step> step;                // the clock that it stops
  bool responsible_only = false;           // the entity that is interviewed, nobody else
  RoleSet roles;
  std::string_view owner;  // whom people ask for it
  std::string_view title_zh;
  std::string_view title_en;
};
std::span<const InterviewRow> interview_table();
const InterviewRow& interview_row(InterviewCommand command);

// Whether the command may be given now. `correction`: it gives a reason why it replaces what was filed.
//   forbidden         the role may not, or it is another entity's interview
//   claimant_decides  the interviewed entity would verify itself
//   too_early         a step before it is missing (`missing` names it), or the clock of its step has not opened
//   already_exists    it is done: give a correction instead
//   wrong_state       everything else, such as an interview that has ended
Expected<void> check_interview(const Interview& interview, InterviewCommand command, bool correction,
                               const domain::Context& context);

// Commands that the state allows now, whoever asks: the view's next_steps.
std::vector<const InterviewRow*> next_commands(const Interview& interview);

}  // namespace luodi::monitor
