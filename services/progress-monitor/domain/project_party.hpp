#pragma once
// Party 当事单位: whom a project concerns, so that it is no third party to it: the host (before the allocation the one
// that was asked for), the introducer and the first-talk owner; and whoever has ever hosted it, as far as that was
// kept. Pure.
//
//   was_party("MY-JK", project)   // true for a host of before, which does not see the project any more
#include <string>

#include "common/domain/project.hpp"

namespace luodi::monitor {

bool is_party(const std::string& org, const domain::Project& project);
bool was_party(const std::string& org, const domain::Project& project);  // is one, or was as a host of before

}  // namespace luodi::monitor
