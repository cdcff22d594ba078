#include "services/intake/domain/duplicate_check.hpp"

#include <algorithm>

#include "common/kernel/industry.hpp"
#include "common/kernel/name.hpp"

namespace luodi::intake {

namespace {
bool same_class(const std::string& a, const std::string& b, int digits) {
  auto first = Industry::parse(a);
  auto second = Industry::parse(b);
  return first && second && first->same_class(*second, static_cast<std::size_t>(std::max(1, digits)));
}
}  // namespace

LeadIdentity identity_of(const domain::Project& project) {
  LeadIdentity identity;
  identity.uscc = project.enterprise.uscc;
  identity.enterprise_key = normalise_name(project.enterprise.name);
  identity.project_key = normalise_name(project.name);
  if (project.group) identity.group_key = normalise_name(*project.group);
  identity.industry_code = project.industry_code;
  identity.introduced_by = project.introduced_by;
  return identity;
}

bool is_protected(const domain::Project& project, CivilDate day) {
  return project.first_talk && !domain::has_ended(project) && day <= project.first_talk->until;
}

DuplicateFinding find_duplicates(const LeadIdentity& lead, std::vector<KnownLead> known,
                                 const policy::AdmissionParameters& parameters, CivilDate today) {
  std::sort(known.begin(), known.end(), [](const KnownLead& a, const KnownLead& b) {
    return a.project->created_at != b.project->created_at ? a.project->created_at < b.project->created_at : a.id < b.id;
  });
  DuplicateFinding finding;
  for (const auto& [id, project, identity] : known) {
    if (project->secret) continue;
    const auto& other = *identity;
    const bool uscc = lead.uscc && other.uscc == lead.uscc;
    const bool enterprise = other.enterprise_key == lead.enterprise_key;
    finding.same_uscc += uscc ? 1 : 0;
    finding.same_enterprise += enterprise ? 1 : 0;
    if (domain::has_ended(*project)) continue;
    const bool guarded = is_protected(*project, today);
    const bool group = guarded && !lead.group_key.empty() && other.group_key == lead.group_key &&
                       same_class(lead.industry_code, other.industry_code, parameters.duplicate_industry_digits);
    if (!uscc && !enterprise && !group) continue;
    if (finding.suspected.size() < k_listed_duplicates) finding.suspected.push_back(id);
    if (guarded && project->first_talk->owner != lead.introduced_by) finding.protected_elsewhere = true;
    if ((uscc || enterprise) && other.project_key == lead.project_key && other.introduced_by == lead.introduced_by &&
        !finding.same_registration)
      finding.same_registration = id;
  }
  return finding;
}

}  // namespace luodi::intake
