#pragma once
// Who may owe the solution of a problem (measure 5): whoever serves projects (service_owner.hpp), a park that is a
// party of the project, the committee office or the city leader. Another park has nothing to solve here unless the
// bureau says so. A name that nobody bears would never be told, and never be asked. Pure.
//
//   const auto owner = read_problem_owner("自然资源部门（ZRZY）", project, policy, bodies, actor,
//                                         Named::later);   // "自然资源部门"
#include <string>

#include "services/progress-monitor/domain/service_owner.hpp"

namespace luodi::monitor {

// Whoever serves the project, and the parks that are a party of it.
std::vector<Candidate> party_bodies(const domain::Project& project, const policy::Policy& policy,
                                    const CityBodies& bodies);
// When the owner is named: a problem that does not exist yet has no id at which the bureau could name another one.
enum class Named { at_report, later };
// As it is kept and shown. A fault of /owner that lists who may be named; forbidden for another park.
Expected<std::string> read_problem_owner(const std::string& given, const domain::Project& project,
                                         const policy::Policy& policy, const CityBodies& bodies, const Actor& actor,
                                         Named when);

// Whether the actor speaks for the owner of a problem: by organisation, by role, or as the department or host that the
// policy's title means.
bool owes_solution(const Actor& actor, const std::string& owner, const domain::Project& project,
                   const policy::Policy& policy);
// By the organisation alone, whatever the project.
bool is_organisation(const Actor& actor, const std::string& owner);

}  // namespace luodi::monitor
