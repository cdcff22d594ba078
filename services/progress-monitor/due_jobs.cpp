#include "services/progress-monitor/due_jobs.hpp"

#include "services/progress-monitor/answers.hpp"
#include "services/progress-monitor/domain/digest.hpp"
#include "services/progress-monitor/domain/interview_clock.hpp"
#include "services/progress-monitor/domain/interview_deadlines.hpp"
#include "services/progress-monitor/domain/interview_decide.hpp"
#include "services/progress-monitor/interview_ahead.hpp"

namespace luodi::monitor {

namespace {
constexpr std::size_t k_evaluations_together = 128;

bool knows_interview(const MonitorWorld& world, const std::string& id) {
  return world.table<Interview>().find(id) != nullptr;
}

// rule(id, Interview, Around) on an interview as its project leaves it: what was recorded before the job is heard
// before it, whether or not the consumer has come round to that. Nothing to do for what is not there.
template <class Rule>
Expected<domain::Decision> on_judged(const Evaluation& evaluation, const MonitorOverlay& world, const std::string& id,
                                     const domain::Context& context, Rule rule) {
  MonitorOverlay judged = world;
  auto decision = judge_before(evaluation, judged, id, context);
  const auto* entry = judged.find<Interview>(id);
  if (!decision || !entry) return decision;
  auto due = rule(id, entry->state, around_of(judged, entry->state));
  if (!due) return due;
  if (!due->policy.empty()) decision->policy = due->policy;
  decision->add(std::move(*due));
  return decision;
}

// A rule about the clock of one step.
template <class Rule>
JobKind clock_kind(std::string prefix, const Evaluation& evaluation, Rule rule) {
  JobKind kind;
  kind.prefix = std::move(prefix);
  kind.known = [](const MonitorWorld& world, const std::string& subject) {
    const auto about = clock_subject(subject);
    return !about || knows_interview(world, about->first);
  };
  kind.decide = [rule, &evaluation](const MonitorOverlay& world, const std::string& subject,
                                    const domain::Context& context) -> Expected<domain::Decision> {
    const auto about = clock_subject(subject);
    if (!about) return domain::Decision{};
    return on_judged(
        evaluation, world, about->first, context,
        [&](const std::string& id, const Interview& interview, const Around& around) -> Expected<domain::Decision> {
          return rule(id, interview, about->second, around, context);
        });
  };
  return kind;
}
}  // namespace

std::vector<JobKind> interview_jobs(const Evaluation& evaluation) {
  JobKind evaluate{"evaluate:", k_evaluations_together, {}, {}};
  evaluate.decide = [&evaluation](const MonitorOverlay& world, const std::string& project,
                                  const domain::Context& context) -> Expected<domain::Decision> {
    return evaluation.of(world, project, context);
  };
  JobKind grace{"grace:", 1, knows_interview, {}};
  grace.decide = [&evaluation](const MonitorOverlay& world, const std::string& subject,
                               const domain::Context& context) {
    return on_judged(evaluation, world, subject, context,
                     [&](const std::string& id, const Interview& interview, const Around& around) {
                       return decide_grace(id, interview, around, context);
                     });
  };
  return {std::move(evaluate), std::move(grace), clock_kind("remind:", evaluation, decide_remind),
          clock_kind("overdue:", evaluation, decide_overdue)};
}

JobKind digest_jobs(const Indexes& indexes) {
  JobKind kind;
  kind.prefix = k_digest_job;
  // What another instance queued for this slot is told as well: the job stands for all of it.
  kind.known = [](const MonitorWorld&, const std::string&) { return false; };
  kind.decide = [&indexes](const MonitorOverlay& world, const std::string& slot,
                           const domain::Context& context) -> Expected<domain::Decision> {
    std::vector<HeldNotification> held;
    for (const auto& id : indexes.held_for(slot))
      if (const auto* entry = world.find<Notification>(id)) held.push_back({id, &entry->state});
    return decide_digest(slot, held, context);
  };
  return kind;
}

}  // namespace luodi::monitor
