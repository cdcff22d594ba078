#pragma once
// Who asked for something about a project (a problem 问题, a service ticket 服务事项) has the word whether it is done:
// the user who asked, or a colleague of the same role and organisation. Pure.
#include <string>

#include "common/domain/project.hpp"
#include "common/kernel/role_set.hpp"

namespace luodi::monitor {

bool has_the_word(const Actor& actor, const std::string& asker, const std::string& role, const std::string& org);
// The first role of the actor among these; empty where there is none.
std::string acting_role(const Actor& actor, RoleSet among);
// Who hears of it: the parties of the project, and the asker's organisation.
std::string parties_with(const domain::Project& project, const std::string& org);

}  // namespace luodi::monitor
