#pragma once
// Who serves 承办单位: whose ticket or supply it is and who may answer or deliver for it (measure 9). The policy or an
// assignment names the bureau, a department of the joint review by its title or code, the park that hosts the project,
// or any other body by the code that its reviewers' accounts carry. The owner alone serves; what another body wrote the
// bureau may record with its paper, also where the body has no account here and where the bureau itself asked. An
// assignment names a body that there is: another park does not serve a project that it does not host, so what a park
// was given as the host is served by the host of today. Pure.
//
//   const auto named = read_owner("自然资源部门（ZRZY）", project, policy, bodies);   // kept as "自然资源部门"
//   const auto owner = owner_of_service("自然资源部门", project, policy);         // reviewers of ZRZY
//   auto on_behalf = check_server(owner, {title, text, "/text", evidence}, project, context.actor, policy);
#include <optional>
#include <string>
#include <vector>

#include "common/codec/choices.hpp"
#include "common/domain/owner.hpp"

namespace luodi::monitor {

// Whose turn it is by now, by name or code: the host of today where `owner` has hosted the project before it.
std::string served_by(const std::string& owner, const domain::Project& project);
domain::Owner owner_of_service(const std::string& owner, const domain::Project& project, const policy::Policy& policy);

struct CityBody {
  std::string code;
  std::string name;
};
// The bodies of the city that are registered here, beside those that the policy names.
struct CityBodies {
  std::vector<CityBody> parks;
  std::vector<CityBody> offices;
  std::vector<std::string> departments;  // organisations of reviewers' accounts
};
// Somebody who may be named as an owner.
struct Candidate {
  std::string name;                      // as it is kept
  codec::Choice shown;                   // in the list of a refusal
  std::vector<std::string> other_names;  // beside those of the list
};
std::vector<Candidate> serving_bodies(const domain::Project& project, const policy::Policy& policy,
                                      const CityBodies& bodies);
// Whom a name means, compared as names are: by code, by title, or by both as views show them; nullptr = nobody.
const Candidate* find_called(const std::string& given, const std::vector<Candidate>& among);
// Their codes and titles, for whoever named nobody.
Twin listed(const std::vector<Candidate>& among);
struct NamedOwner {
  std::string name;  // as it is kept and shown
  domain::Owner owner;
};
// Whom an assignment means: by code, by title or name, or by both as views show them, compared as names are. A fault of
// /owner that lists who may be named.
Expected<NamedOwner> read_owner(const std::string& given, const domain::Project& project, const policy::Policy& policy,
                                const CityBodies& bodies);
// The organisation whose accounts are its own, for notifications; nullopt where there is none.
std::optional<std::string> org_of(const domain::Owner& owner);

struct Serving {
  std::string matter;  // title of the ticket or supply
  std::string text;    // that says what was done, and the field of the request that holds it
  std::string text_pointer;
  std::vector<domain::Evidence> evidence;
  bool answered = false;  // the ticket is: it is assigned to another one only once it is open again
};
// Whether it is recorded on the owner's behalf; forbidden, or what is missing of the paper.
Expected<bool> check_server(const domain::Owner& owner, const Serving& serving, const domain::Project& project,
                            const Actor& actor, const policy::Policy& policy);

}  // namespace luodi::monitor
