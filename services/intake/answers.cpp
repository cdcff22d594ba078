#include "services/intake/answers.hpp"

namespace luodi::intake {

bus::Reply project_reply(const IntakeOverlay& world, const std::string& id, const policy::PolicyBook& policies,
                         Instant now, const domain::Reader& reader, bool created) {
  const auto* project = world.find<domain::Project>(id);
  const auto* watch = world.find<domain::Watch>(id);
  const domain::ProjectRecord record{id, project->version, &project->state, watch ? &watch->state : nullptr};
  auto reply = runtime::object_reply(domain::project_view(record, policies, civil_date(now), reader), project->version,
                                     created ? "/v1/projects/" + id : std::string());
  return runtime::spoken(std::move(reply), reader.language);
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
  return runtime::object_reply(park_view(code, *park), park->version, created ? "/v1/parks/" + code : std::string());
}

codec::Json office_view(const std::string& code, const runtime::Versioned<domain::Office>& office) {
  auto view = codec::encode(office.state);
  view["id"] = code;
  view["version"] = office.version;
  return view;
}

bus::Reply office_reply(const IntakeOverlay& world, const std::string& code, bool created) {
  const auto* office = world.find<domain::Office>(code);
  return runtime::object_reply(office_view(code, *office), office->version,
                               created ? "/v1/offices/" + code : std::string());
}

Parks parks_of(const IntakeOverlay& world) {
  Parks parks;
  for (const auto& [code, park] : world.table<domain::Park>().all())
    parks.push_back(&park.state);
  return parks;
}

Offices offices_of(const IntakeOverlay& world) {
  Offices offices;
  for (const auto& [code, office] : world.table<domain::Office>().all())
    offices.push_back(&office.state);
  return offices;
}

Expected<const runtime::Versioned<domain::Project>*> addressed(const IntakeOverlay& world, const std::string& id,
                                                               const bus::Request& request,
                                                               const domain::Context& context) {
  const auto* project = world.find<domain::Project>(id);
  if (project == nullptr || !sees(request.actor, project->state)) return fail(ErrorCode::project_not_found, id);
  if (auto own = domain::check_acts_on(context, request.operation, project->state); !own) return fail(own.error());
  if (auto current = runtime::check_version(request, project->version); !current) return fail(current.error());
  return project;
}

}  // namespace luodi::intake
