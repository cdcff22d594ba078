#pragma once
// 重复信息, suspected duplicates of a lead (measure 3, first talk): same credit code; same normalised enterprise name;
// or same group and same industry class while the earlier registration is protected. Suspicion is listed, never
// decided: the first valid registration keeps its protection and the review meeting settles disputes. Pure.
//
//   auto finding = find_duplicates(identity, known, policy.admission, today);
//   finding.protected_elsewhere   // another organisation talked first and is still protected
#include <optional>
#include <string>
#include <vector>

#include "common/domain/project.hpp"
#include "common/policy/policy_book.hpp"

namespace luodi::intake {

// What a registration is recognised by. Names are normalised (common/kernel/name.hpp).
struct LeadIdentity {
  std::optional<std::string> uscc;
  std::string enterprise_key;
  std::string project_key;
  std::string group_key;  // empty = no group
  std::string industry_code;
  std::string introduced_by;
};
LeadIdentity identity_of(const domain::Project& project);

// identity is identity_of(*project), kept by whoever gathers the leads: normalising names is what costs.
struct KnownLead {
  std::string id;
  const domain::Project* project;
  const LeadIdentity* identity;
};

// More would tell a reader nothing and make one enterprise with many projects expensive.
inline constexpr std::size_t k_listed_duplicates = 20;

struct DuplicateFinding {
  std::vector<std::string> suspected;            // oldest registration first, at most k_listed_duplicates
  bool protected_elsewhere = false;              // first-talk protection of another organisation holds today
  std::optional<std::string> same_registration;  // this organisation has registered this very project
  std::size_t same_uscc = 0;  // all earlier registrations, ended ones too: serial numbers for the unique claims
  std::size_t same_enterprise = 0;
};
// `known` must hold every project that shares credit code, enterprise name or group; others may be among them.
// Secret stubs have no identity and are never matched.
DuplicateFinding find_duplicates(const LeadIdentity& lead, std::vector<KnownLead> known,
                                 const policy::AdmissionParameters& parameters, CivilDate today);

bool is_protected(const domain::Project& project, CivilDate day);  // first-talk protection holds on that day

}  // namespace luodi::intake
