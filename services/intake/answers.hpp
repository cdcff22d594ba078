#pragma once
// Answers of intake: a project, a park, and commands on a project in four steps (parse, authorise, ask, answer).
#include <functional>
#include <string>

#include "common/domain/stage_table.hpp"
#include "services/intake/domain/admission.hpp"
#include "services/intake/visibility.hpp"
#include "services/intake/world.hpp"

namespace luodi::intake {

// 200 (201 with Location for `created`) with the project view and its ETag.
bus::Reply project_reply(const IntakeOverlay& world, const std::string& id, const policy::PolicyBook& policies,
                         Instant now, const std::string& language, bool created = false);
bus::Reply park_reply(const IntakeOverlay& world, const std::string& code, bool created = false);
codec::Json park_view(const std::string& code, const runtime::Versioned<domain::Park>& park);

Parks parks_of(const IntakeOverlay& world);

// project_not_found where the asker does not see it; precondition_required and stale_version by If-Match, which a
// dry run may leave out.
Expected<const runtime::Versioned<domain::Project>*> addressed(const IntakeOverlay& world, const std::string& id,
                                                               const bus::Request& request);

std::string path_id(const bus::Request& request);
// An absent body reads as an empty object: several commands need no field.
template <class Body>
Expected<Body> read_body(const bus::Request& request) {
  return codec::parse<Body>(request.body.empty() ? std::string_view("{}") : std::string_view(request.body));
}

}  // namespace luodi::intake
