#include "services/progress-monitor/domain/interview_deadlines.hpp"

#include "common/domain/refusals.hpp"
#include "services/progress-monitor/domain/dispatch_scope.hpp"
#include "services/progress-monitor/domain/interview_clock.hpp"
#include "services/progress-monitor/domain/interview_second.hpp"

namespace luodi::monitor {

using domain::Decision;

namespace {
const StepClock* running_clock(const Interview& interview, Step step) {
  if (has_ended(interview)) return nullptr;
  const auto* clock = clock_of(interview, step);
  return clock && clock->state == ClockState::open ? clock : nullptr;
}

// A deadline that was blocked: computed if the calendar is there, asked for again tomorrow if not.
Decision unblock(const std::string& id, const Interview& interview, const StepClock& clock,
                 const policy::Policy& policy, const std::string& parties, const domain::Context& context) {
  Decision decision;
  const auto deadline =
      still_to_meet(step_deadline(clock.step, clock.from, interview.meeting_at, *context.policies, policy.interview),
                    interview.meeting_at, context.now);
  if (deadline.due_at) {
    decision.policy = policy.id;
    decision.raise<Interview>(id, InterviewClockSet{deadline}, parties);
  }
  watch_deadlines(decision, id, {deadline}, context.now);
  return decision;
}

// Judged as of the end of the window, by what was recorded by then: a late worker concludes what a prompt one would
// have. Whoever moved and then stood still again is in a stall of its own, which has its own interview.
bool stands_still(const Interview& interview, const Around& around, Instant window_end, const policy::Policy& policy,
                  const domain::Context& context) {
  if (!around.project) return false;
  const auto then = evaluate(known_at(*around.project, window_end), *context.policies, window_end);
  return still_idle(then, policy.interview) && then.current_first && *then.current_first <= interview.trigger;
}
}  // namespace

Decision decide_remind(const std::string& id, const Interview& interview, Step step, const Around& around,
                       const domain::Context& context) {
  Decision decision;
  const auto* clock = running_clock(interview, step);
  if (!clock || clock->reminded_at || !clock->remind_at || !clock->due_at) return decision;
  if (context.now >= *clock->due_at) return decision;  // the meeting has begun, or being overdue says it all
  if (context.now < *clock->remind_at) {
    decision.schedule(remind_job(id, step), *clock->remind_at);
    return decision;
  }
  decision.raise<Interview>(id, InterviewReminded{step, *clock->due_at}, around.parties(interview));
  return decision;
}

Expected<Decision> decide_overdue(const std::string& id, const Interview& interview, Step step, const Around& around,
                                  const domain::Context& context) {
  Decision decision;
  const auto* clock = running_clock(interview, step);
  if (!clock) return decision;
  const auto policy = domain::policy_on(context, civil_date(context.now));
  if (!policy) return fail(policy.error());
  if (!clock->due_at) return unblock(id, interview, *clock, **policy, around.parties(interview), context);
  if (context.now < *clock->due_at) {
    decision.schedule(overdue_job(id, step), *clock->due_at);
    return decision;
  }
  if (step == Step::verification && stands_still(interview, around, *clock->due_at, **policy, context)) {
    InterviewEscalated event;
    event.outcome = k_still_idle;
    event.reason = "核实期满项目仍无有效进展 / still no effective progress at the end of the verification window";
    return escalate(id, interview, std::move(event), around, context);
  }
  decision.policy = (*policy)->id;
  InterviewOverdue overdue{step, *clock->due_at, {}};
  if (step == Step::report) {
    const CivilDate last_day = civil_date(clock->due_at->plus_ms(-1));
    overdue.deadlines.push_back(
        step_deadline(Step::verification, last_day, {}, *context.policies, (*policy)->interview));
  }
  decision.raise<Interview>(id, overdue, around.parties(interview));
  watch_deadlines(decision, id, overdue.deadlines, context.now);
  return decision;
}

}  // namespace luodi::monitor
