#include "services/incentive-calculator/domain/first_contact.hpp"

#include <algorithm>

#include "common/domain/enterprise_key.hpp"

namespace luodi::incentive {

Contact contact_by(const ProjectFact& fact) {
  const auto& project = *fact.project;
  CivilDate on = civil_date(project.created_at);
  if (project.first_talk) on = std::min(on, project.first_talk->since);
  for (const auto& entry : project.reached)
    on = std::min(on, entry.on);
  if (project.framework) on = std::min(on, project.framework->signed_on);
  return {on, project.created_at, fact.id};
}

FirstContacts::FirstContacts(const std::vector<ProjectFact>& projects) {
  for (const auto& fact : projects) {
    if (fact.project->secret) continue;
    const auto contact = contact_by(fact);
    for (auto& key : domain::enterprise_keys(fact.project->enterprise.name, fact.project->enterprise.uscc)) {
      const auto [held, fresh] = earliest_.try_emplace(std::move(key), contact);
      if (!fresh) held->second = std::min(held->second, contact);
    }
  }
}

Contact FirstContacts::of(const domain::Referral& referral, const ProjectFact& project) const {
  Contact out = contact_by(project);
  const auto look = [&](const std::string& name, const std::optional<std::string>& uscc) {
    for (const auto& key : domain::enterprise_keys(name, uscc))
      if (const auto found = earliest_.find(key); found != earliest_.end()) out = std::min(out, found->second);
  };
  look(referral.enterprise.name, referral.enterprise.uscc);
  look(project.project->enterprise.name, project.project->enterprise.uscc);
  return out;
}

bool registered_before(const domain::Referral& referral, const Contact& contact) {
  return referral.registered_at <= contact.recorded_at && civil_date(referral.registered_at) <= contact.on;
}

}  // namespace luodi::incentive
