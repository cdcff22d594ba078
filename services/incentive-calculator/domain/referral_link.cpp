#include "services/incentive-calculator/domain/referral_link.hpp"

#include <tuple>

#include "common/domain/enterprise_key.hpp"

namespace luodi::incentive {

bool same_enterprise(const domain::Referral& referral, const domain::Project& project) {
  if (project.secret) return false;  // a stub names nobody
  return domain::same_enterprise(domain::enterprise_keys(referral.enterprise.name, referral.enterprise.uscc),
                                 domain::enterprise_keys(project.enterprise.name, project.enterprise.uscc));
}

const ProjectFact* holder_of(const domain::Referral& referral, const std::vector<ProjectFact>& linked,
                             const std::set<std::string>& paid) {
  const auto order = [&](const ProjectFact& fact) {
    return std::tuple(!paid.contains(fact.id), fact.project->created_at, std::string_view(fact.id));
  };
  const ProjectFact* holder = nullptr;
  for (const auto& fact : linked) {
    if (!same_enterprise(referral, *fact.project)) continue;
    if (domain::has_ended(*fact.project) && !paid.contains(fact.id)) continue;
    if (holder == nullptr || order(fact) < order(*holder)) holder = &fact;
  }
  return holder;
}

std::set<std::string> referral_paid(const std::vector<Spent>& spent) {
  std::set<std::string> out;
  for (const auto& one : spent)
    if (one.award == "referral_award") out.insert(one.project);
  return out;
}

}  // namespace luodi::incentive
