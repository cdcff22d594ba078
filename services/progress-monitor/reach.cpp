#include "services/progress-monitor/reach.hpp"

namespace luodi::monitor {

Reach reach_of(const MonitorOverlay& world, Reach configured) {
  Reach reach = std::move(configured);
  for (const auto& [name, account] : world.table<domain::Account>().all())
    reach.accounts.push_back(&account.state);
  reach.preference_of = [&world](const std::string& username) {
    const auto* preference = world.find<NotificationPreference>(username);
    return preference ? &preference->state : nullptr;
  };
  return reach;
}

}  // namespace luodi::monitor
