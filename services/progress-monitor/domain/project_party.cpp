#include "services/progress-monitor/domain/project_party.hpp"

#include <algorithm>

namespace luodi::monitor {

bool is_party(const std::string& org, const domain::Project& project) {
  return !org.empty() && ("," + domain::parties_of(project) + ",").find("," + org + ",") != std::string::npos;
}

bool was_party(const std::string& org, const domain::Project& project) {
  if (org.empty()) return false;
  return is_party(org, project) || std::any_of(project.former_hosts.begin(), project.former_hosts.end(),
                                               [&](const auto& former) { return former.host == org; });
}

}  // namespace luodi::monitor
