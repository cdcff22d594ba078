#include "services/progress-monitor/reach.hpp"

#include <algorithm>
#include <set>

#include "common/policy/clause_words.hpp"
#include "services/progress-monitor/domain/letter_standing.hpp"

namespace luodi::monitor {

namespace {
// Of one announcement, sent again or not: in the same words, but for what was put around them when it was sent again.
bool is_same_letter(const NotificationQueued& a, const NotificationQueued& b) {
  if (a.occasion != b.occasion || a.org != b.org || a.project_id != b.project_id || a.interview_id != b.interview_id ||
      a.subject != b.subject)
    return false;
  const std::string was = as_it_was(a.text);
  const std::string other = as_it_was(b.text);
  return was.find(other) != std::string::npos || other.find(was) != std::string::npos;
}
}  // namespace

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
  std::set<std::string_view> mailed, told, missed;
  for (const auto& [id, other] : world.table<Notification>().all()) {
    const auto& queued = other.state.message;
    if (!is_same_letter(queued, message)) continue;
    const bool mail = channel_of(queued) == ChannelKind::email;
    const auto state = other.state.state;
    if (state == NotificationState::delivered || state == NotificationState::queued)
      (mail ? mailed : told).insert(queued.recipient);
    else if (mail && did_not_arrive(state))
      missed.insert(queued.recipient);
  }
  std::erase_if(reach.accounts, [&](const auto* account) {
    const std::string_view name = account->username;
    return mailed.contains(name) || (told.contains(name) && !missed.contains(name));
  });
  return reach;
}

}  // namespace luodi::monitor
