#pragma once
// ReferralLinks knows which projects name a referral (project.referrer_id) and which are of its enterprise, so that a
// reader is told for which of them it stands, and whether it came after first contact, without a walk over all
// projects; and which referrals are of one referrer and enterprise. The rules themselves are domain/referral_link.hpp
// and domain/first_contact.hpp, the same that the award asks. Kept current by the world's changes; a project never
// changes its referrer. One io_context thread.
//
//   links.join(world);                                     // before the world is loaded
//   links.project_of("ref_0123", world, paid)              // "prj_..." or ""
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "services/incentive-calculator/domain/first_contact.hpp"
#include "services/incentive-calculator/world.hpp"

namespace luodi::incentive {

class ReferralLinks {
 public:
  void join(CalculatorWorld& world);
  // `paid`: paid_by_referrals(world), gathered once for all lines of an answer.
  std::string project_of(const std::string& referral, const CalculatorWorld& world,
                         const std::set<std::string>& paid) const;
  // First contact with the enterprise that the referral names, where it came before the referral.
  std::optional<Contact> contact_before(const domain::Referral& referral, const CalculatorWorld& world) const;
  // Referrals that share one of referral_keys(), oldest first.
  std::vector<std::string> same_as(const std::vector<std::string>& keys) const;

 private:
  std::map<std::string, std::vector<std::string>> named_by_;                 // referral -> projects
  std::unordered_map<std::string, std::vector<std::string>> of_enterprise_;  // key -> projects, also of former names
  std::map<std::string, std::vector<std::string>> by_key_;                   // see referral_keys()
};

// Projects for which a part of a referral award was approved or paid.
std::set<std::string> paid_by_referrals(const CalculatorWorld& world);

}  // namespace luodi::incentive
