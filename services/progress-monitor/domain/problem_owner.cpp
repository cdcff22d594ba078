#include "services/progress-monitor/domain/problem_owner.hpp"

#include "common/domain/refusals.hpp"
#include "common/domain/words.hpp"
#include "common/kernel/bilingual.hpp"
#include "common/kernel/name.hpp"
#include "services/progress-monitor/domain/project_party.hpp"

namespace luodi::monitor {

using domain::Project;

namespace {
Candidate of_park(const CityBody& park) {
  return {park.code, {park.code, park.name}, {}};
}

std::vector<Candidate> solving_bodies(const Project& project, const policy::Policy& policy, const CityBodies& bodies) {
  auto out = party_bodies(project, policy, bodies);
  for (const Role role : {Role::committee, Role::leader}) {
    const std::string code(role_text(role));
    out.push_back({code, {code, std::string(domain::word_of(role).zh)}, {}});
  }
  return out;
}

Error foreign(const Candidate& park, Named when) {
  Error error(
      ErrorCode::forbidden,
      bilingual("{0}（{1}）不是本项目的承载园区、引进单位或首谈单位，只能由投资促进部门指派 / the park {0} ({1}) is "
                "no party of this project: the bureau alone makes it the owner",
                park.shown.zh, park.name));
  switch (when) {
    case Named::at_report:
      error.next_zh = "不填责任单位即可报送，由该层级的单位负责；之后可请投资促进部门改派";
      error.next_en = "report it without an owner: it goes to the body of its level, the bureau may name another later";
      break;
    case Named::later:
      error.next_zh = "由投资促进部门指派：POST /v1/problems/{id}/assign";
      error.next_en = "let the bureau assign it: POST /v1/problems/{id}/assign";
      break;
  }
  return error;
}
}  // namespace

std::vector<Candidate> party_bodies(const Project& project, const policy::Policy& policy, const CityBodies& bodies) {
  auto out = serving_bodies(project, policy, bodies);
  for (const auto& park : bodies.parks)
    if (is_party(park.code, project) && !find_called(park.code, out)) out.push_back(of_park(park));
  return out;
}

bool owes_solution(const Actor& actor, const std::string& owner, const Project& project, const policy::Policy& policy) {
  if (is_organisation(actor, owner)) return true;
  if (const auto role = role_of(owner)) return actor.has(*role);
  return domain::speaks_for(owner_of_service(owner, project, policy), actor);
}

bool is_organisation(const Actor& actor, const std::string& owner) {
  return !actor.org.empty() && same_code(owner, actor.org);
}

Expected<std::string> read_problem_owner(const std::string& given, const Project& project, const policy::Policy& policy,
                                         const CityBodies& bodies, const Actor& actor, Named when) {
  const auto allowed = solving_bodies(project, policy, bodies);
  if (const auto* found = find_called(given, allowed)) return found->name;
  std::vector<Candidate> parks;
  for (const auto& park : bodies.parks)
    parks.push_back(of_park(park));
  if (const auto* park = find_called(given, parks)) {
    if (!actor.has(Role::bureau)) return fail(foreign(*park, when));
    return park->name;
  }
  return fail(domain::field_fault(
      "/owner", "unknown",
      bilingual(
          "没有名为“{0}”的责任单位，应为其中之一：{1} / nobody who could solve it is called “{0}”; must be one of: "
          "{1}",
          given, listed(allowed))));
}

}  // namespace luodi::monitor
