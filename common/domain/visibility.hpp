#pragma once
// Who sees which project: city-level roles all; park, office and referrer what their organisation is a party to; the
// administrators of system and security none. What is not seen answers as if it did not exist. Pure.
//
//   if (!project || !sees(request.actor, *project)) return fail(ErrorCode::project_not_found, id);
#include "common/domain/permission.hpp"
#include "common/domain/project.hpp"

namespace luodi::domain {

bool sees_all(const Actor& actor);
bool sees(const Actor& actor, const Project& project);

}  // namespace luodi::domain
