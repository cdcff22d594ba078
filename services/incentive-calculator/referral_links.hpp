#pragma once
// ReferralLinks knows which projects name a referral (project.referrer_id), so that a reader is told for which of them
// it stands without a walk over all projects, and which referrals are of one referrer and enterprise. The rule itself
// is domain/referral_link.hpp, the same that the award asks. Kept current by the world's changes; a project never
// changes its referrer. One io_context thread.
//
//   links.join(world);                                     // before the world is loaded
//   links.project_of("ref_0123", world, paid)              // "prj_..." or ""
#include <map>
#include <set>
#include <string>
#include <vector>

#include "services/incentive-calculator/world.hpp"

namespace luodi::incentive {

class ReferralLinks {
 public:
  void join(CalculatorWorld& world);
  // `paid`: paid_by_referrals(world), gathered once for all lines of an answer.
  std::string project_of(const std::string& referral, const CalculatorWorld& world,
                         const std::set<std::string>& paid) const;
  // Referrals that share one of referral_keys(), oldest first.
  std::vector<std::string> same_as(const std::vector<std::string>& keys) const;

 private:
  std::map<std::string, std::vector<std::string>> named_by_;  // referral -> projects
  std::map<std::string, std::vector<std::string>> by_key_;    // see referral_keys()
};

// Projects for which a part of a referral award was approved or paid.
std::set<std::string> paid_by_referrals(const CalculatorWorld& world);

}  // namespace luodi::incentive
