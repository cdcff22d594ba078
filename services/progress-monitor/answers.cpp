#include "services/progress-monitor/answers.hpp"

#include "common/codec/displays.hpp"
#include "services/progress-monitor/domain/interview_meeting.hpp"
#include "services/progress-monitor/domain/interview_table.hpp"
#include "services/progress-monitor/reach.hpp"

namespace luodi::monitor {

bus::Reply project_reply(const MonitorOverlay& world, const std::string& id, const policy::PolicyBook& policies,
                         Instant now, const domain::Reader& reader) {
  const auto* project = world.find<domain::Project>(id);
  const auto* watch = world.find<domain::Watch>(id);
  const domain::ProjectRecord record{id, project->version, &project->state, watch ? &watch->state : nullptr};
  auto reply = runtime::object_reply(domain::project_view(record, policies, civil_date(now), reader), project->version);
  return runtime::spoken(std::move(reply), reader.language);
}

codec::Json interview_view(const std::string& id, const runtime::Versioned<Interview>& interview, Instant now) {
  auto view = codec::encode(interview.state);
  if (!meeting_shown(interview.state, now)) view.erase("meeting_at");
  view["id"] = id;
  view["version"] = interview.version;
  codec::Json next = codec::Json::array();
  for (const auto* row : next_commands(interview.state))
    next.push_back(
        {{"command", row->path}, {"owner", row->owner}, {"title_zh", row->title_zh}, {"title_en", row->title_en}});
  view["next_steps"] = std::move(next);
  codec::add_displays(view);
  codec::add_due_displays(view);
  return view;
}

LastNumber last_number_in(const MonitorOverlay& world) {
  return [&world](const std::string& counter) {
    const auto* known = world.find<DocumentCounter>(counter);
    return known ? known->state.last : 0;
  };
}

Around around_of(const MonitorOverlay& world, const Interview& interview) {
  Around around;
  if (const auto* project = world.find<domain::Project>(interview.project_id)) around.project = &project->state;
  around.host_name = names_of(world).of(interview.responsible_org);
  around.last_number = last_number_in(world);
  around.meeting = [&world](const std::string& id) -> const Meeting* {
    const auto* entry = world.find<Meeting>(id);
    return entry ? &entry->state : nullptr;
  };
  around.each_meeting = [&world](const Around::VisitMeeting& visit) { for_each<Meeting>(world, visit); };
  around.interview = [&world](const std::string& id) -> const Interview* {
    const auto* entry = world.find<Interview>(id);
    return entry ? &entry->state : nullptr;
  };
  around.project_of = [&world](const std::string& id) -> const domain::Project* {
    const auto* entry = world.find<domain::Project>(id);
    return entry ? &entry->state : nullptr;
  };
  return around;
}

bus::Reply interview_reply(const MonitorOverlay& world, const std::string& id, Instant now) {
  const auto* interview = world.find<Interview>(id);
  return runtime::object_reply(interview_view(id, *interview, now), interview->version);
}

codec::Json notification_view(const std::string& id, const runtime::Versioned<Notification>& notification) {
  auto view = codec::encode(notification.state.message);
  const auto& n = notification.state;
  view["id"] = id;
  view["version"] = notification.version;
  view["state"] = codec::enum_text(n.state);
  view["attempts"] = codec::encode(n.attempts);
  view["created_at"] = n.created_at.str();
  view["updated_at"] = n.updated_at.str();
  if (n.next_at) view["next_at"] = n.next_at->str();
  if (!n.coalesced_into.empty()) view["coalesced_into"] = n.coalesced_into;
  return view;
}

bus::Reply notification_reply(const MonitorOverlay& world, const std::string& id) {
  const auto* notification = world.find<Notification>(id);
  return runtime::object_reply(notification_view(id, *notification), notification->version);
}

Expected<const runtime::Versioned<domain::Project>*> addressed_project(const MonitorOverlay& world,
                                                                       const std::string& id,
                                                                       const bus::Request& request,
                                                                       const domain::Context& context) {
  const auto* project = world.find<domain::Project>(id);
  if (!project || !sees(request.actor, project->state)) return fail(ErrorCode::project_not_found, id);
  if (auto own = domain::check_acts_on(context, request.operation, project->state); !own) return fail(own.error());
  if (auto current = runtime::check_version(request, project->version); !current) return fail(current.error());
  return project;
}

Expected<const runtime::Versioned<Interview>*> seen_interview(const MonitorOverlay& world, const std::string& id,
                                                              const Actor& actor) {
  const auto* interview = world.find<Interview>(id);
  if (!interview) return fail(ErrorCode::interview_not_found, id);
  const auto* project = world.find<domain::Project>(interview->state.project_id);
  // A later transfer may change the parties; whoever was called to the interview goes on seeing it.
  const bool called =
      domain::k_responsible.meets(actor) && !actor.org.empty() && actor.org == interview->state.responsible_org;
  const bool seen = domain::sees_all(actor) || called || (project && sees(actor, project->state));
  if (!seen) return fail(ErrorCode::interview_not_found, id);
  return interview;
}

bool sees(const Actor& actor, const Notification& notification) {
  if (domain::k_sees_persons.meets(actor)) return true;
  // What was told to a department, or to a person, is its own.
  const auto& message = notification.message;
  if (domain::sees_all(actor) &&
      (message.recipient == actor.username || (!actor.org.empty() && message.org == actor.org)))
    return true;
  return domain::k_responsible.meets(actor) && !actor.org.empty() && parties_of(notification) == actor.org;
}

}  // namespace luodi::monitor
