#include "services/progress-monitor/evaluation.hpp"

#include "services/progress-monitor/care.hpp"

namespace luodi::monitor {

domain::Decision Evaluation::judge(const MonitorOverlay& world, const std::string& id, const domain::Project& project,
                                   const domain::Context& context) const {
  std::vector<KnownInterview> known;
  for (const auto& interview : indexes_.interviews_of(id))
    if (const auto* entry = world.find<Interview>(interview)) {
      const auto* meeting = world.find<Meeting>(entry->state.meeting_id);
      known.push_back({interview, &entry->state, meeting ? &meeting->state : nullptr});
    }
  const auto* watch = world.find<domain::Watch>(id);
  const bool leaving = told_to_leave(exits_of(indexes_, world, id));
  return reconcile(id, project, watch ? &watch->state : nullptr, known, context, leaving);
}

domain::Decision Evaluation::of(const MonitorOverlay& world, const std::string& project,
                                const domain::Context& context) const {
  const auto* entry = world.find<domain::Project>(project);
  if (!entry) return {};
  auto decision = judge(world, project, entry->state, context);
  // An interview is opened on what the project is: if it changes meanwhile, judge again.
  if (!decision.events.empty()) decision.guards.emplace_back(domain::Project::kind, project);
  return decision;
}

domain::Decision Evaluation::after(const MonitorOverlay& world, const std::string& project,
                                   const domain::Decision& decision, const domain::Context& context) const {
  const auto* entry = world.find<domain::Project>(project);
  if (!entry) return {};
  auto state = entry->state;
  domain::EventMeta meta;
  meta.at = std::max(context.now, state.updated_at);
  meta.actor = context.actor.username;
  for (const auto& raised : decision.events) {
    if (raised.kind != domain::Project::kind || raised.subject != project) continue;
    auto applied = domain::apply_fact(state, raised.fact, raised.data, meta);
    if (!applied) return {};  // the runner applies the same event next and reports the bug
  }
  return judge(world, project, state, context);
}

}  // namespace luodi::monitor
