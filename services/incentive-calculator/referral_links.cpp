#include "services/incentive-calculator/referral_links.hpp"

namespace luodi::incentive {

void ReferralLinks::join(CalculatorWorld& world) {
  world.table<domain::Project>().on_change = [this](const std::string& id, const domain::Project* before,
                                                    const domain::Project& after) {
    if (before == nullptr) add(id, after);
  };
}

void ReferralLinks::add(const std::string& id, const domain::Project& project) {
  if (!project.referrer_id) return;
  std::pair<Instant, std::string> entry(project.created_at, id);
  auto [held, fresh] = first_.try_emplace(*project.referrer_id, entry);
  if (!fresh && entry < held->second) held->second = std::move(entry);
}

const std::string& ReferralLinks::project_of(const std::string& referral) const {
  static const std::string none;
  const auto found = first_.find(referral);
  return found == first_.end() ? none : found->second.second;
}

}  // namespace luodi::incentive
