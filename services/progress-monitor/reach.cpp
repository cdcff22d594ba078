#include "services/progress-monitor/reach.hpp"

#include <algorithm>
#include <set>

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

bool has_account(const MonitorOverlay& world, const std::string& org) {
  const auto& accounts = world.table<domain::Account>().all();
  return std::any_of(accounts.begin(), accounts.end(), [&](const auto& each) {
    const auto& account = each.second.state;
    return !account.disabled && account.org == org;
  });
}

Reach without_readers_of(const Notification& letter, const MonitorOverlay& world, Reach reach) {
  const auto& message = letter.message;
  std::set<std::string_view> readers;
  // Of one announcement: queued in one commit, in the same words.
  for (const auto& [id, other] : world.table<Notification>().all()) {
    const auto& told = other.state.message;
    const bool same = other.state.created_at == letter.created_at && told.occasion == message.occasion &&
                      told.org == message.org && told.text == message.text;
    if (same && other.state.state == NotificationState::delivered) readers.insert(told.recipient);
  }
  std::erase_if(reach.accounts, [&](const auto* account) { return readers.contains(account->username); });
  return reach;
}

}  // namespace luodi::monitor
