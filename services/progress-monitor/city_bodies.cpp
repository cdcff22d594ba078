#include "services/progress-monitor/city_bodies.hpp"

#include <algorithm>
#include <set>

namespace luodi::monitor {

CityBodies bodies_of(const MonitorWorld& world) {
  CityBodies out;
  for (const auto& [code, park] : world.table<domain::Park>().all())
    out.parks.push_back({code, park.state.name});
  for (const auto& [code, office] : world.table<domain::Office>().all())
    out.offices.push_back({code, office.state.name});
  for (auto* each : {&out.parks, &out.offices})
    std::sort(each->begin(), each->end(), [](const CityBody& a, const CityBody& b) { return a.code < b.code; });
  const std::string reviewer(role_text(Role::reviewer));
  std::set<std::string> departments;
  for (const auto& [name, account] : world.table<domain::Account>().all()) {
    const auto& roles = account.state.roles;
    const bool speaks = !account.state.disabled && std::find(roles.begin(), roles.end(), reviewer) != roles.end();
    if (speaks && !account.state.org.empty()) departments.insert(account.state.org);
  }
  out.departments.assign(departments.begin(), departments.end());
  return out;
}

}  // namespace luodi::monitor
