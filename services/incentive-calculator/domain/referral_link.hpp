#pragma once
// Which project a referral stands for. A project names its referral (project.referrer_id); that counts only where both
// speak of one enterprise and the project has not ended. One referral, one project: the first by registration holds it,
// the id decides between two of one instant. When the holder is rejected or leaves, the referral is free for the next,
// unless part of the award was paid for it: then it stays where the money went. Pure.
//
//   auto holder = holder_of(*referral, linked, paid);   // nullptr: free
#include <set>
#include <string>

#include "services/incentive-calculator/domain/award_facts.hpp"

namespace luodi::incentive {

bool same_enterprise(const domain::Referral& referral, const domain::Project& project);

// `linked`: every project that names the referral, in any order. `paid`: projects with a paid part of a referral award.
const ProjectFact* holder_of(const domain::Referral& referral, const std::vector<ProjectFact>& linked,
                             const std::set<std::string>& paid);

std::set<std::string> referral_paid(const std::vector<Spent>& spent);

}  // namespace luodi::incentive
