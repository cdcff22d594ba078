#include "services/progress-monitor/city_bodies.hpp"

#include <algorithm>
#include <set>

namespace luodi::monitor {

CityBodies bodies_of(const MonitorOverlay& world) {
  CityBodies out;
  for_each<domain::Park>(world, [&](const std::string& code, const domain::Park& park) {
    out.parks.push_back({code, park.name});
  });
  for_each<domain::Office>(world, [&](const std::string& code, const domain::Office& office) {
    out.offices.push_back({code, office.name});
  });
  for (auto* each : {&out.parks, &out.offices})
    std::sort(each->begin(), each->end(), [](const CityBody& a, const CityBody& b) { return a.code < b.code; });
  const std::string reviewer(role_text(Role::reviewer));
  std::set<std::string> departments;
  for_each<domain::Account>(world, [&](const std::string&, const domain::Account& account) {
    const auto& roles = account.roles;
    const bool speaks = !account.disabled && std::find(roles.begin(), roles.end(), reviewer) != roles.end();
    if (speaks && !account.org.empty()) departments.insert(account.org);
  });
  out.departments.assign(departments.begin(), departments.end());
  return out;
}

}  // namespace luodi::monitor
