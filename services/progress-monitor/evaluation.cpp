#include "services/progress-monitor/evaluation.hpp"

#include <algorithm>

#include "common/runtime/lay_event.hpp"
#include "services/progress-monitor/care.hpp"
#include "services/progress-monitor/interview_ahead.hpp"
#include "services/progress-monitor/objects_ahead.hpp"

namespace luodi::monitor {

std::vector<KnownInterview> interviews_of(const Indexes& indexes, const MonitorOverlay& world,
                                          const std::string& project) {
  std::vector<KnownInterview> known;
  for (const auto& id : held_by<Interview>(world, project, indexes.interviews_of(project)))
    if (const auto* entry = world.find<Interview>(id)) {
      const auto* meeting = world.find<Meeting>(entry->state.meeting_id);
      known.push_back({id, &entry->state, meeting ? &meeting->state : nullptr});
    }
  return known;
}

domain::Decision Evaluation::judge(const MonitorOverlay& world, const std::string& id, const domain::Project& project,
                                   const domain::Context& context) const {
  const auto known = interviews_of(indexes_, world, id);
  const auto* watch = world.find<domain::Watch>(id);
  // Clocks of two machines differ a little: what was judged is not judged anew as of an earlier instant, in which a
  // cycle that has closed would be open again.
  if (watch && context.now < watch->state.updated_at) {
    domain::Context later = context;
    later.now = watch->state.updated_at;
    return judge(world, id, project, later);
  }
  return reconcile(id, project, watch ? &watch->state : nullptr, known, context,
                   leaves_on(indexes_, world, id, project, context));
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

Expected<domain::Decision> Evaluation::ahead(MonitorOverlay& world, const std::string& project,
                                             const domain::Context& context) const {
  const auto* entry = world.find<domain::Project>(project);
  if (!entry) return domain::Decision();
  auto objects = objects_up_to_date(indexes_, world, project, context);
  if (!objects) return objects;
  domain::Decision decision = std::move(*objects);
  for (const auto& interview : interviews_of(indexes_, world, project)) {
    auto due = bring_up_to_date(*this, world, interview.id, context);
    if (!due) return due;
    decision.add(std::move(*due));
  }
  auto lights = judge(world, project, entry->state, context);
  if (!lights.events.empty()) {
    if (auto laid = runtime::lay_decision(world, lights, context); !laid) return fail(laid.error());
    decision.add(std::move(lights));
  }
  return decision;
}

Expected<domain::Decision> Evaluation::promptly(const MonitorOverlay& world, const std::string& project,
                                                const Rule& rule, const domain::Context& context) const {
  MonitorOverlay prompt = world;
  auto decision = ahead(prompt, project, context);
  if (!decision) return decision;
  auto asked = rule(prompt);
  if (!asked) return asked;
  const std::string policy = asked->policy;  // of the command; the evaluation may use a later one
  if (auto laid = runtime::lay_decision(prompt, *asked, context); !laid) return fail(laid.error());
  decision->add(std::move(*asked));
  auto follows = objects_up_to_date(indexes_, prompt, project, context);
  if (!follows) return follows;
  decision->add(std::move(*follows));
  if (const auto* entry = prompt.find<domain::Project>(project))
    decision->add(judge(prompt, project, entry->state, context));
  decision->policy = policy;
  return decision;
}

}  // namespace luodi::monitor
