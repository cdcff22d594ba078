#include "services/intake/answers.hpp"

#include "common/codec/text.hpp"
#include "common/domain/project_view.hpp"

namespace luodi::intake {

bus::Reply project_reply(const IntakeOverlay& world, const std::string& id, const policy::PolicyBook& policies,
                         Instant now, const std::string& language, bool created) {
  const auto* project = world.find<domain::Project>(id);
  const auto* watch = world.find<domain::Watch>(id);
  const domain::ProjectRecord record{id, project->version, &project->state, watch ? &watch->state : nullptr};
  bus::Reply reply(created ? 201 : 200, codec::dump(domain::project_view(record, policies, civil_date(now), language)));
  reply.headers["ETag"] = runtime::etag(project->version);
  if (created) reply.headers["Location"] = "/v1/projects/" + id;
  return reply;
}

codec::Json park_view(const std::string& code, const runtime::Versioned<domain::Park>& park) {
  auto view = codec::encode(park.state);
  if (!view.contains("industries")) view["industries"] = codec::Json::array();
  view["id"] = code;
  view["version"] = park.version;
  return view;
}

bus::Reply park_reply(const IntakeOverlay& world, const std::string& code, bool created) {
  const auto* park = world.find<domain::Park>(code);
  bus::Reply reply(created ? 201 : 200, codec::dump(park_view(code, *park)));
  reply.headers["ETag"] = runtime::etag(park->version);
  if (created) reply.headers["Location"] = "/v1/parks/" + code;
  return reply;
}

Parks parks_of(const IntakeOverlay& world) {
  Parks parks;
  for (const auto& [code, park] : world.table<domain::Park>().all())
    parks.push_back(&park.state);
  return parks;
}

Expected<const runtime::Versioned<domain::Project>*> addressed(const IntakeOverlay& world, const std::string& id,
                                                               const bus::Request& request) {
  const auto* project = world.find<domain::Project>(id);
  if (project == nullptr || !sees(request.actor, project->state)) return fail(ErrorCode::project_not_found, id);
  if (request.dry_run && !request.if_match) return project;
  if (auto current = runtime::check_if_match(request, project->version); !current) return fail(current.error());
  return project;
}

std::string path_id(const bus::Request& request) {
  const auto found = request.params.find("id");
  return found == request.params.end() ? std::string() : found->second;
}

}  // namespace luodi::intake
