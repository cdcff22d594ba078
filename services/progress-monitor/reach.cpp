#include "services/progress-monitor/reach.hpp"

#include "common/policy/clause_words.hpp"

namespace luodi::monitor {

OrgNames names_of(const MonitorOverlay& world, const policy::PolicyBook* policies) {
  auto find = [&world](const std::string& code) {
    if (const auto* park = world.find<domain::Park>(code)) return park->state.name;
    const auto* office = world.find<domain::Office>(code);
    return office ? office->state.name : std::string();
  };
  OrgNames::Find clause;
  if (policies) clause = [policies](const std::string& id) { return policy::cited(*policies, id).zh; };
  return OrgNames(find, std::move(clause));
}

Reach reach_of(const MonitorOverlay& world, Reach configured) {
  Reach reach = std::move(configured);
  for (const auto& [name, account] : world.table<domain::Account>().all())
    reach.accounts.push_back(&account.state);
  reach.preference_of = [&world](const std::string& username) {
    const auto* preference = world.find<NotificationPreference>(username);
    return preference ? &preference->state : nullptr;
  };
  reach.names = names_of(world);
  return reach;
}

}  // namespace luodi::monitor
