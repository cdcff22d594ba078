#pragma once
// Referral award, first half: may this project be rewarded at all? Answers the first reason against it, in the order of
// the checks: registered before first contact, eligible referrer, industrial, formal amount, signed and landed. Pure.
#include <optional>

#include "services/incentive-calculator/domain/award_facts.hpp"

namespace luodi::incentive {

struct Refusal {
  std::string code;  // "not_landed": stable
  std::string zh;
  std::string en;
};

// Was the referral recorded before the city knew of the project? Against the record of the lead and the first talk.
bool registered_first(const Referral& referral, const domain::Project& project);

// Checks that need no policy: the referral is known and its only project, the project is signed and landed.
std::optional<Refusal> refusal_before_policy(const ReferralFact* referral, bool first_project,
                                             const domain::Project& project, CivilDate as_of);
// Checks by the policy in force on the day of landing.
std::optional<Refusal> refusal_by_policy(const Referral& referral, const domain::Project& project,
                                         const policy::ReferralAwardParameters& parameters);

}  // namespace luodi::incentive
