#include "services/progress-monitor/exit_around.hpp"

#include <algorithm>

#include "services/progress-monitor/care.hpp"
#include "services/progress-monitor/domain/exit_objection.hpp"
#include "services/progress-monitor/domain/exit_red.hpp"
#include "services/progress-monitor/domain/quantity.hpp"
#include "services/progress-monitor/evaluation.hpp"

namespace luodi::monitor {

namespace {
// When people were last told of a red light of it. Asks every notification: for a rare command.
std::optional<Instant> told_red_at(const MonitorOverlay& world, const std::string& project) {
  std::optional<Instant> latest;
  for (const auto& [id, told] : world.table<Notification>().all()) {
    const auto& message = told.state.message;
    if (message.project_id != project || message.occasion != "warning_red") continue;
    latest = latest ? std::max(*latest, told.state.created_at) : told.state.created_at;
  }
  return latest;
}

// Since when it is red, or why it is called to an interview.
std::optional<CivilDate> red_since(const Indexes& indexes, const MonitorOverlay& world, const std::string& project,
                                   const domain::Context& context) {
  const auto* entry = world.find<domain::Project>(project);
  const auto* watch = world.find<domain::Watch>(project);
  if (entry)
    if (const auto red = red_before_exit(entry->state, watch ? &watch->state : nullptr, told_red_at(world, project),
                                         *context.policies, context.now))
      return red;
  for (const auto& known : interviews_of(indexes, world, project)) {
    if (has_ended(*known.state)) continue;
    if (watch)
      for (const auto& episode : watch->state.episodes)
        if (episode.interview_id == known.id && episode.red) return episode.red->last_day().plus_days(1);
    return civil_date(known.state->opened_at);
  }
  return std::nullopt;
}

// Of the interviews that still run, the latest.
std::optional<CivilDate> interview_opened(const Indexes& indexes, const MonitorOverlay& world,
                                          const std::string& project) {
  std::optional<CivilDate> latest;
  for (const auto& known : interviews_of(indexes, world, project)) {
    if (has_ended(*known.state)) continue;
    // Due with the close of its last cycle, however late somebody looked.
    const CivilDate opened = std::min(civil_date(known.state->opened_at), known.state->trigger.last_day().plus_days(1));
    latest = latest ? std::max(*latest, opened) : opened;
  }
  return latest;
}

std::vector<DeliveredSupply> delivered(const Indexes& indexes, const MonitorOverlay& world,
                                       const std::string& project) {
  std::vector<DeliveredSupply> out;
  const auto* entry = world.find<domain::Project>(project);
  if (!entry) return out;
  for (const auto& [id, supply, of] : objects_of<Supply>(indexes.supplies(), world, project, entry->state)) {
    if (supply->delivered <= 0) continue;
    DeliveredSupply one{std::string(codec::enum_text(supply->service)), id, {}, {}};
    one.quantity = quantity_words(supply->service, supply->delivered);
    for (const auto& delivery : supply->deliveries)
      if (delivery.quantity > 0) one.documents.push_back(delivery.told.document);
    out.push_back(std::move(one));
  }
  return out;
}
}  // namespace

ExitAround exit_around(const Indexes& indexes, const MonitorOverlay& world, const std::string& project,
                       const domain::Context& context) {
  ExitAround out;
  if (const auto* entry = world.find<domain::Project>(project))
    out.told_to_leave = leaves_on(indexes, world, project, entry->state, context);
  if (!out.told_to_leave) out.red_since = red_since(indexes, world, project, context);
  out.interview_opened = interview_opened(indexes, world, project);
  out.objection = objection_left(exits_of(indexes, world, project), context);
  out.delivered = delivered(indexes, world, project);
  return out;
}

}  // namespace luodi::monitor
