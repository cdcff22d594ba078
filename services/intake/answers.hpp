#pragma once
// Answers of intake: a project, a park, an office, and commands on a project in four steps (parse, find, ask, answer).
#include <functional>
#include <string>

#include "common/domain/project_view.hpp"
#include "common/domain/stage_table.hpp"
#include "common/domain/visibility.hpp"
#include "common/runtime/request_parts.hpp"
#include "services/intake/domain/introduction.hpp"
#include "services/intake/world.hpp"

namespace luodi::intake {

// 200 (201 with Location for `created`) with the project view and its ETag.
bus::Reply project_reply(const IntakeOverlay& world, const std::string& id, const policy::PolicyBook& policies,
                         Instant now, const domain::Reader& reader, bool created = false);
bus::Reply park_reply(const IntakeOverlay& world, const std::string& code, bool created = false);
codec::Json park_view(const std::string& code, const runtime::Versioned<domain::Park>& park);

bus::Reply office_reply(const IntakeOverlay& world, const std::string& code, bool created = false);
codec::Json office_view(const std::string& code, const runtime::Versioned<domain::Office>& office);

Parks parks_of(const IntakeOverlay& world);
Offices offices_of(const IntakeOverlay& world);

// project_not_found where the asker does not see it, then check_version().
Expected<const runtime::Versioned<domain::Project>*> addressed(const IntakeOverlay& world, const std::string& id,
                                                               const bus::Request& request,
                                                               const domain::Context& context);

}  // namespace luodi::intake
