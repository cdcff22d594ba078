#pragma once
// Referral award, first half: may this project be rewarded at all? Answers the first reason against it, in the order of
// the checks: the referral is known, speaks of this enterprise and stands for this project; signed and landed;
// registered before first contact; eligible referrer, industrial, formal amount. Pure.
#include <optional>

#include "services/incentive-calculator/domain/first_contact.hpp"

namespace luodi::incentive {

struct Refusal {
  std::string code;  // "not_landed": stable
  std::string zh;
  std::string en;
};

// Checks that need no policy. holder: the project that the referral stands for, nullptr = none (referral_link.hpp).
std::optional<Refusal> refusal_before_policy(const ReferralFact* referral, const ProjectFact* holder,
                                             const ProjectFact& fact, CivilDate as_of);
// Checks by the policy in force on the day of landing.
std::optional<Refusal> refusal_by_policy(const domain::Referral& referral, const domain::Project& project,
                                         const Contact& first_contact,
                                         const policy::ReferralAwardParameters& parameters);

}  // namespace luodi::incentive
