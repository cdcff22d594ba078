#include "services/progress-monitor/domain/service_owner.hpp"

#include <algorithm>

#include "common/domain/refusals.hpp"
#include "common/kernel/bilingual.hpp"
#include "common/kernel/name.hpp"

namespace luodi::monitor {

using policy::OwnerKind;

namespace {
Error not_the_owner(const domain::Owner& owner, const std::string& matter, bool answered) {
  if (owner.kind == OwnerKind::bureau)
    return Error(ErrorCode::forbidden,
                 bilingual("“{0}”由{1}承办，不能代办 / the matter “{0}” is served by {1} alone", matter, owner.title));
  Error error(ErrorCode::forbidden,
              bilingual("“{0}”由{1}承办，不能代办；也可由其出具书面意见，由投资促进部门代录 / the matter “{0}” is "
                        "served by {1} alone, or recorded by the bureau from its paper",
                        matter, owner.title));
  error.next_zh =
      answered ? "承办单位有误的，由申请方先重开服务事项：POST /v1/tickets/{id}/reopen，再由投资促进部门改派：POST "
                 "/v1/tickets/{id}/assign"
               : "承办单位有误的，由投资促进部门改派服务事项：POST /v1/tickets/{id}/assign";
  error.next_en = answered
                      ? "where the owner is wrong, the asker reopens the ticket (POST /v1/tickets/{id}/reopen), then "
                        "the bureau assigns it anew: POST /v1/tickets/{id}/assign"
                      : "where the owner is wrong, the bureau assigns the ticket anew: POST /v1/tickets/{id}/assign";
  return error;
}

bool is_called(const Candidate& candidate, const std::string& normal) {
  const auto& code = candidate.shown.code;
  const auto means = [&](const std::string& name) {
    return !name.empty() && (normalise_name(name) == normal || normalise_name(name + code) == normal);
  };
  return means(code) || means(candidate.shown.zh) ||
         std::any_of(candidate.other_names.begin(), candidate.other_names.end(), means);
}

// Owners of the policy's services; some have neither code nor account here and answer by their paper.
std::vector<std::string> owners_of_services(const policy::EnvironmentParameters& terms) {
  std::vector<std::string> out{terms.green_channel.owner, terms.talent_card.owner, terms.land.owner,
                               terms.energy.owner};
  for (const auto& line : terms.ticket_set)
    out.push_back(line.owner);
  return out;
}

// Of another park it is said why it cannot be named.
std::string not_an_owner(const std::string& given, const domain::Project& project,
                         const std::vector<Candidate>& allowed, const CityBodies& bodies) {
  const Twin list = listed(allowed);
  const auto normal = normalise_name(given);
  for (const auto& park : bodies.parks)
    if (!same_code(park.code, project.host) && is_called({park.code, {park.code, park.name}, {}}, normal))
      return bilingual(
          "{0}（{1}）不是本项目的承载园区，不能承办；应为其中之一：{2} / the park {0} ({1}) does not host this project "
          "and cannot serve it; must be one of: {2}",
          park.name, park.code, list);
  return bilingual(
      "没有名为“{0}”的承办单位，应为其中之一：{1} / no body that serves is called “{0}”; must be one of: {1}", given,
      list);
}
}  // namespace

std::vector<Candidate> serving_bodies(const domain::Project& project, const policy::Policy& policy,
                                      const CityBodies& bodies) {
  std::vector<Candidate> out;
  const auto is_known = [&](const std::string& name) {
    const auto normal = normalise_name(name);
    return std::any_of(out.begin(), out.end(), [&](const Candidate& known) { return is_called(known, normal); });
  };
  const std::string bureau(domain::k_bureau_org);
  const std::string bureau_title(policy::k_bureau_title);
  out.push_back({bureau, {bureau, bureau_title}, {"市" + bureau_title}});
  if (!project.host.empty()) {
    Candidate host{project.host, {project.host, std::string(policy::k_host_title)}, {}};
    for (const auto& park : bodies.parks)
      if (same_code(park.code, project.host)) host.other_names.push_back(park.name);
    out.push_back(std::move(host));
  }
  for (const auto& member : policy.admission.review_members)
    out.push_back({member.title_zh, {member.code, member.title_zh}, {member.title_en}});
  for (const auto& owner : owners_of_services(policy.environment))
    if (owner != policy::k_host_title && !is_known(owner)) out.push_back({owner, {owner, ""}, {}});
  for (const auto& office : bodies.offices)
    out.push_back({office.code, {office.code, office.name}, {}});
  for (const auto& department : bodies.departments)
    if (!is_known(department)) out.push_back({department, {department, ""}, {}});
  return out;
}

const Candidate* find_called(const std::string& given, const std::vector<Candidate>& among) {
  const auto normal = normalise_name(given);
  const auto found =
      std::find_if(among.begin(), among.end(), [&](const auto& each) { return is_called(each, normal); });
  return found == among.end() ? nullptr : &*found;
}

Twin listed(const std::vector<Candidate>& among) {
  std::vector<codec::Choice> choices;
  for (const auto& each : among)
    choices.push_back(each.shown);
  return {codec::listed_zh(choices), codec::listed_en(choices)};
}

std::string served_by(const std::string& owner, const domain::Project& project) {
  const bool hosted = std::any_of(
      project.former_hosts.begin(), project.former_hosts.end(),
      [&](const domain::FormerHost& former) { return !former.host.empty() && same_code(former.host, owner); });
  return hosted ? project.host : owner;
}

domain::Owner owner_of_service(const std::string& owner, const domain::Project& project, const policy::Policy& policy) {
  const std::string name = same_code(owner, domain::k_bureau_org) ? std::string(policy::k_bureau_title) : owner;
  if (auto titled = domain::owner_titled(name, project, policy)) return *titled;
  if (const auto* member = policy::find_member(name, policy))
    return *domain::owner_titled(member->title_zh, project, policy);
  if (same_code(name, project.host))
    return {OwnerKind::host, project.host, {"承载园区（" + project.host + "）", "the hosting park " + project.host}};
  return {OwnerKind::department, name, {name, name}};
}

Expected<NamedOwner> read_owner(const std::string& given, const domain::Project& project, const policy::Policy& policy,
                                const CityBodies& bodies) {
  const auto allowed = serving_bodies(project, policy, bodies);
  if (const auto* found = find_called(given, allowed))
    return NamedOwner{found->name, owner_of_service(found->name, project, policy)};
  return fail(domain::field_fault("/owner", "unknown", not_an_owner(given, project, allowed, bodies)));
}

std::optional<std::string> org_of(const domain::Owner& owner) {
  return owner.code.empty() ? std::nullopt : std::optional(owner.code);
}

Expected<bool> check_server(const domain::Owner& owner, const Serving& serving, const domain::Project& project,
                            const Actor& actor, const policy::Policy& policy) {
  if (domain::speaks_for(owner, actor)) return false;
  if (owner.kind == OwnerKind::bureau || !actor.has(Role::bureau))
    return fail(not_the_owner(owner, serving.matter, serving.answered));
  const domain::WrittenOpinion written{owner.title,
                                       serving.text,
                                       serving.text_pointer,
                                       serving.evidence,
                                       /*has_spoken=*/false,  // asked again, it answers again
                                       "9"};
  if (auto ok = domain::check_on_behalf(written, project, policy); !ok) return fail(ok.error());
  return true;
}

}  // namespace luodi::monitor
