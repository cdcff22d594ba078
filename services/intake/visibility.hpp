#pragma once
// Who sees which project: city-level roles all; park, office and referrer what their organisation is a party to; the
// administrators of system and security none. What is not seen answers as if it did not exist. Pure.
#include "common/domain/project.hpp"
#include "common/kernel/actor.hpp"

namespace luodi::intake {

bool sees_all(const Actor& actor);
bool sees(const Actor& actor, const domain::Project& project);

}  // namespace luodi::intake
