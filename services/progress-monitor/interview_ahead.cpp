#include "services/progress-monitor/interview_ahead.hpp"

#include "common/runtime/lay_event.hpp"
#include "services/progress-monitor/domain/interview_due.hpp"

namespace luodi::monitor {

namespace {
std::vector<std::string> sharing_the_meeting(const MonitorOverlay& world, const std::string& id) {
  std::vector<std::string> ids{id};
  const auto* interview = world.find<Interview>(id);
  const auto* meeting = interview ? world.find<Meeting>(interview->state.meeting_id) : nullptr;
  if (meeting)
    for (const auto& other : meeting->state.items)
      if (other.interview_id != id) ids.push_back(other.interview_id);
  return ids;
}

// Whether something was due.
Expected<bool> bring_forward(MonitorOverlay& world, const std::string& id, const domain::Context& context,
                             domain::Decision& decision) {
  const auto* interview = world.find<Interview>(id);
  const auto due = interview ? next_due(interview->state, context.now) : std::nullopt;
  if (!due) return false;
  auto decided = decide_due(id, interview->state, *due, around_of(world, interview->state), context);
  if (!decided) return fail(decided.error());
  if (auto laid = runtime::lay_decision(world, *decided, context); !laid) return fail(laid.error());
  const bool moved = !decided->events.empty();
  decision.add(std::move(*decided));
  return moved;
}
}  // namespace

Expected<domain::Decision> judge_before(const Evaluation& evaluation, MonitorOverlay& world,
                                        const std::string& interview, const domain::Context& context) {
  const auto* entry = world.find<Interview>(interview);
  if (!entry) return domain::Decision();
  auto lights = evaluation.of(world, entry->state.project_id, context);
  if (lights.events.empty()) return domain::Decision();  // its jobs are set
  if (auto laid = runtime::lay_decision(world, lights, context); !laid) return fail(laid.error());
  return lights;
}

Expected<domain::Decision> bring_up_to_date(const Evaluation& evaluation, MonitorOverlay& world,
                                            const std::string& interview, const domain::Context& context) {
  domain::Decision decision;
  for (const auto& id : sharing_the_meeting(world, interview)) {
    auto judged = judge_before(evaluation, world, id, context);
    if (!judged) return judged;
    decision.add(std::move(*judged));
    for (Expected<bool> more = true; more && *more;) {
      more = bring_forward(world, id, context, decision);
      if (!more) return fail(more.error());
    }
  }
  return decision;
}

}  // namespace luodi::monitor
