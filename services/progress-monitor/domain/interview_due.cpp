#include "services/progress-monitor/domain/interview_due.hpp"

#include "services/progress-monitor/domain/interview_clock.hpp"
#include "services/progress-monitor/domain/interview_deadlines.hpp"
#include "services/progress-monitor/domain/interview_decide.hpp"

namespace luodi::monitor {

std::optional<InterviewDue> next_due(const Interview& interview, Instant now) {
  if (has_ended(interview)) return std::nullopt;
  std::optional<InterviewDue> first;
  if (interview.state == InterviewState::opened && interview.issue_mode == "after_grace" && interview.grace_until &&
      interview.blocked.empty() && now >= *interview.grace_until)
    first = InterviewDue{std::nullopt, *interview.grace_until};
  for (const auto& clock : interview.clocks) {
    if (clock.step == Step::meeting || clock.state != ClockState::open || !clock.due_at || now < *clock.due_at)
      continue;
    if (!first || *clock.due_at < first->since) first = InterviewDue{clock.step, *clock.due_at};
  }
  return first;
}

Expected<domain::Decision> decide_due(const std::string& id, const Interview& interview, const InterviewDue& due,
                                      const Around& around, const domain::Context& context) {
  domain::Decision decision;
  decision.cancel(due.step ? overdue_job(id, *due.step) : grace_job(id));
  auto decided = due.step ? decide_overdue(id, interview, *due.step, around, context)
                          : decide_grace(id, interview, around, context);
  if (!decided) return decided;
  decision.policy = decided->policy;
  decision.add(std::move(*decided));
  return decision;
}

}  // namespace luodi::monitor
