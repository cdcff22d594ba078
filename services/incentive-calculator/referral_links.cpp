#include "services/incentive-calculator/referral_links.hpp"

#include <algorithm>

#include "common/domain/enterprise_key.hpp"
#include "services/incentive-calculator/domain/referral_link.hpp"
#include "services/incentive-calculator/domain/referral_register.hpp"

namespace luodi::incentive {

void ReferralLinks::join(CalculatorWorld& world) {
  world.table<domain::Project>().on_change = [this](const std::string& id, const domain::Project* before,
                                                    const domain::Project& after) {
    if (before == nullptr && after.referrer_id) named_by_[*after.referrer_id].push_back(id);
    const auto& now = after.enterprise;
    if (after.secret || (before && before->enterprise.name == now.name && before->enterprise.uscc == now.uscc)) return;
    for (auto& key : domain::enterprise_keys(now.name, now.uscc))
      of_enterprise_[std::move(key)].push_back(id);
  };
  world.table<domain::Referral>().on_change = [this](const std::string& id, const domain::Referral* before,
                                                     const domain::Referral& after) {
    if (before != nullptr) return;
    for (const auto& key : referral_keys(after.name, after.referrer_kind, after.enterprise))
      by_key_[key].push_back(id);
  };
}

std::vector<std::string> ReferralLinks::same_as(const std::vector<std::string>& keys) const {
  std::vector<std::string> out;
  for (const auto& key : keys)
    if (const auto found = by_key_.find(key); found != by_key_.end())
      for (const auto& id : found->second)
        if (std::find(out.begin(), out.end(), id) == out.end()) out.push_back(id);
  return out;
}

std::string ReferralLinks::project_of(const std::string& referral, const CalculatorWorld& world,
                                      const std::set<std::string>& paid) const {
  const auto named = named_by_.find(referral);
  const auto* entry = world.table<domain::Referral>().find(referral);
  if (named == named_by_.end() || entry == nullptr) return {};
  std::vector<ProjectFact> linked;
  for (const auto& id : named->second)
    if (const auto* project = world.table<domain::Project>().find(id)) linked.push_back({id, &project->state});
  const auto* holder = holder_of(entry->state, linked, paid);
  return holder ? holder->id : std::string();
}

std::optional<Contact> ReferralLinks::contact_before(const domain::Referral& referral,
                                                     const CalculatorWorld& world) const {
  std::optional<Contact> first;
  for (const auto& key : domain::enterprise_keys(referral.enterprise.name, referral.enterprise.uscc)) {
    const auto projects = of_enterprise_.find(key);
    if (projects == of_enterprise_.end()) continue;
    for (const auto& id : projects->second) {
      const auto* project = world.table<domain::Project>().find(id);
      if (project == nullptr || !same_enterprise(referral, project->state)) continue;
      const auto contact = contact_by({id, &project->state});
      if (!first || contact < *first) first = contact;
    }
  }
  if (first && registered_before(referral, *first)) first.reset();
  return first;
}

std::set<std::string> paid_by_referrals(const CalculatorWorld& world) {
  std::vector<Spent> spent;
  for (const auto& [id, run] : world.table<AwardRun>().all())
    if (run.state.award == AwardKind::referral_award)
      for (auto& one : spent_by(id, run.state))
        spent.push_back(std::move(one));
  return referral_paid(spent);
}

}  // namespace luodi::incentive
