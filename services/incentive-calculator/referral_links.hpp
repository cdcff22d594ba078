#pragma once
// ReferralLinks knows which project a referral is linked to: the first recorded one that names it
// (project.referrer_id). Kept current by the world's changes; a project never changes its referrer. One io_context
// thread.
//
//   links.join(world);                       // before the world is loaded
//   links.project_of("ref_0123")             // "prj_..." or ""
#include <map>
#include <string>
#include <utility>

#include "services/incentive-calculator/world.hpp"

namespace luodi::incentive {

class ReferralLinks {
 public:
  void join(CalculatorWorld& world);
  void add(const std::string& id, const domain::Project& project);
  const std::string& project_of(const std::string& referral) const;

 private:
  // Record time, then id: the same order by which the award takes the first project of a referral.
  std::map<std::string, std::pair<Instant, std::string>> first_;
};

}  // namespace luodi::incentive
