#include "services/progress-monitor/answers.hpp"

#include "common/codec/text.hpp"
#include "common/domain/project_view.hpp"

namespace luodi::monitor {

bus::Reply project_reply(const MonitorOverlay& world, const std::string& id, const policy::PolicyBook& policies,
                         Instant now, const std::string& language) {
  const auto* project = world.find<domain::Project>(id);
  const auto* watch = world.find<domain::Watch>(id);
  const domain::ProjectRecord record{id, project->version, &project->state, watch ? &watch->state : nullptr};
  bus::Reply reply(200, codec::dump(domain::project_view(record, policies, civil_date(now), language)));
  reply.headers["ETag"] = runtime::etag(project->version);
  return reply;
}

codec::Json interview_view(const std::string& id, const runtime::Versioned<Interview>& interview) {
  auto view = codec::encode(interview.state);
  view["id"] = id;
  view["version"] = interview.version;
  return view;
}

bus::Reply interview_reply(const MonitorOverlay& world, const std::string& id) {
  const auto* interview = world.find<Interview>(id);
  bus::Reply reply(200, codec::dump(interview_view(id, *interview)));
  reply.headers["ETag"] = runtime::etag(interview->version);
  return reply;
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
  return view;
}

bus::Reply notification_reply(const MonitorOverlay& world, const std::string& id) {
  const auto* notification = world.find<Notification>(id);
  bus::Reply reply(200, codec::dump(notification_view(id, *notification)));
  reply.headers["ETag"] = runtime::etag(notification->version);
  return reply;
}

bus::Reply list_reply(codec::Json items, std::size_t total, const std::string& next) {
  codec::Json body = {{"items", std::move(items)}};
  if (!next.empty()) body["next"] = next;
  bus::Reply reply(200, codec::dump(body));
  reply.headers["X-Total-Count"] = std::to_string(total);
  return reply;
}

Expected<void> check_version(const bus::Request& request, std::int64_t version) {
  if (request.dry_run && !request.if_match) return {};
  return runtime::check_if_match(request, version);
}

Expected<const runtime::Versioned<domain::Project>*> addressed_project(const MonitorOverlay& world,
                                                                       const std::string& id,
                                                                       const bus::Request& request) {
  const auto* project = world.find<domain::Project>(id);
  if (!project || !sees(request.actor, project->state)) return fail(ErrorCode::project_not_found, id);
  if (auto current = check_version(request, project->version); !current) return fail(current.error());
  return project;
}

Expected<const runtime::Versioned<Interview>*> seen_interview(const MonitorOverlay& world, const std::string& id,
                                                              const Actor& actor) {
  const auto* interview = world.find<Interview>(id);
  if (!interview) return fail(ErrorCode::interview_not_found, id);
  const auto* project = world.find<domain::Project>(interview->state.project_id);
  // A later transfer may change the parties; whoever was called to the interview goes on seeing it.
  const bool called = actor.has(Role::park) && !actor.org.empty() && actor.org == interview->state.responsible_org;
  const bool seen = sees_all(actor) || called || (project && sees(actor, project->state));
  if (!seen) return fail(ErrorCode::interview_not_found, id);
  return interview;
}

std::string path_id(const bus::Request& request) {
  const auto found = request.params.find("id");
  return found == request.params.end() ? std::string() : found->second;
}

}  // namespace luodi::monitor
