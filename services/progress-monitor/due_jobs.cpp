#include "services/progress-monitor/due_jobs.hpp"

#include "services/progress-monitor/answers.hpp"
#include "services/progress-monitor/domain/digest.hpp"
#include "services/progress-monitor/domain/interview_clock.hpp"
#include "services/progress-monitor/domain/interview_deadlines.hpp"
#include "services/progress-monitor/domain/interview_decide.hpp"

namespace luodi::monitor {

namespace {
constexpr std::size_t k_evaluations_together = 64;

bool knows_interview(const MonitorWorld& world, const std::string& id) {
  return world.table<Interview>().find(id) != nullptr;
}

// A rule about the clock of one step; nothing to do for what is not there.
template <class Rule>
JobKind clock_kind(std::string prefix, Rule rule) {
  JobKind kind;
  kind.prefix = std::move(prefix);
  kind.known = [](const MonitorWorld& world, const std::string& subject) {
    const auto about = clock_subject(subject);
    return !about || knows_interview(world, about->first);
  };
  kind.decide = [rule](const MonitorOverlay& world, const std::string& subject,
                       const domain::Context& context) -> Expected<domain::Decision> {
    const auto about = clock_subject(subject);
    const auto* entry = about ? world.find<Interview>(about->first) : nullptr;
    if (!entry) return domain::Decision{};
    return rule(about->first, entry->state, about->second, around_of(world, entry->state), context);
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
  grace.decide = [](const MonitorOverlay& world, const std::string& id,
                    const domain::Context& context) -> Expected<domain::Decision> {
    const auto* entry = world.find<Interview>(id);
    if (!entry) return domain::Decision{};
    return decide_grace(id, entry->state, around_of(world, entry->state), context);
  };
  return {std::move(evaluate), std::move(grace), clock_kind("remind:", decide_remind),
          clock_kind("overdue:", decide_overdue)};
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
