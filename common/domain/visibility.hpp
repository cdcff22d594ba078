#pragma once
// Who sees which project: city-level roles all; park, office and referrer what their organisation is a party to; the
// administrators of system and security none. What is not seen answers as if it did not exist. Pure.
//
//   if (!project || !sees(request.actor, *project)) return fail(ErrorCode::project_not_found, id);
#include "common/domain/decision.hpp"
#include "common/domain/permission.hpp"
#include "common/domain/project.hpp"

namespace luodi::domain {

bool sees_all(const Actor& actor);
bool sees(const Actor& actor, const Project& project);
// Whether one of these roles, as held by the actor, may act on the project: a role of the city on every project, a park
// or an office on what its organisation is a party to. Who is a reviewer as well sees all and still acts on the own.
bool acts_on(RoleSet held, const std::string& org, RoleSet roles, const Project& project);
// forbidden, with whose the project is not, unless the actor may act on it in one of the operation's roles. Whether it
// holds one of them at all was asked before.
Expected<void> check_acts_on(const Context& context, std::string_view operation, const Project& project);

}  // namespace luodi::domain
