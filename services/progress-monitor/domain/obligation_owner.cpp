#include "services/progress-monitor/domain/obligation_owner.hpp"

#include "common/domain/refusals.hpp"
#include "common/kernel/bilingual.hpp"
#include "services/progress-monitor/domain/problem_owner.hpp"
#include "services/progress-monitor/domain/words.hpp"

namespace luodi::monitor {

namespace {
Candidate of_enterprise(const domain::Enterprise& enterprise) {
  return {enterprise.name, {enterprise.name, ""}, {enterprise.uscc.value_or("")}};
}

std::vector<Candidate> owing_bodies(ObligationSide side, const domain::Project& project, const policy::Policy& policy,
                                    const CityBodies& bodies) {
  if (side == ObligationSide::government) return party_bodies(project, policy, bodies);
  std::vector<Candidate> out{of_enterprise(project.enterprise)};
  if (project.landing && !find_called(project.landing->company.name, out))
    out.push_back(of_enterprise(project.landing->company));
  return out;
}
}  // namespace

Expected<ObligationOwner> read_obligation_owner(ObligationSide side, const std::string& given,
                                                const domain::Project& project, const policy::Policy& policy,
                                                const CityBodies& bodies) {
  const bool government = side == ObligationSide::government;
  if (given.empty()) return ObligationOwner{government ? project.host : project.enterprise.name, {}};
  const auto allowed = owing_bodies(side, project, policy, bodies);
  const auto* found = find_called(given, allowed);
  if (!found)
    return fail(domain::field_fault("/owner", "unknown",
                                    bilingual("“{0}”不是本项目{1}的责任方，应为其中之一：{2} / nobody called “{0}” "
                                              "owes on the side of the {1} here; must "
                                              "be one of: {2}",
                                              given, word_of(side), listed(allowed))));
  if (!government) return ObligationOwner{found->name, {}};
  const auto org = org_of(owner_of_service(found->name, project, policy));
  return ObligationOwner{found->name, org == found->name ? std::nullopt : org};
}

}  // namespace luodi::monitor
