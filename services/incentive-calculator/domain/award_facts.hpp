#pragma once
// What the award rules look at: the parks, projects and referrals of the city and what earlier runs already paid. The
// order of the lists never matters; the rules sort by id. Borrowed pointers; the service's tables own them. Pure.
#include <string>
#include <string_view>
#include <vector>

#include "common/domain/park.hpp"
#include "common/domain/project.hpp"
#include "common/domain/referral.hpp"
#include "common/policy/policy_book.hpp"

namespace luodi::incentive {

inline constexpr std::string_view k_award_clause = "7";       // 考核激励
inline constexpr std::string_view k_production_clause = "5";  // 半月调度推进: what proves a stage

struct ParkFact {
  std::string code;
  const domain::Park* park = nullptr;
};
struct ProjectFact {
  std::string id;
  const domain::Project* project = nullptr;
};
struct ReferralFact {
  std::string id;
  const domain::Referral* referral = nullptr;
};

// One thing that an approved run counted or paid: park award = the project, referral award = one part of the project.
struct Spent {
  std::string award;  // "park_award" | "referral_award"
  std::string project;
  std::string part;  // referral award
  Fen amount_fen;    // referral award
  std::string run;
};

// An upheld finding of fraud puts a park out of the award; it is named when the run is created, with its document.
struct FraudFinding {
  std::string park;
  std::string reference;
  static constexpr auto fields() {
    using codec::field;
    using codec::Text;
    return described(field("park", &FraudFinding::park, Text{2, 20}),
                     field("reference", &FraudFinding::reference, Text{1, 200}));
  }
};

struct AwardFacts {
  int year = 0;
  CivilDate as_of;  // last day whose facts count: the end of the year, or today while it lasts
  const policy::PolicyBook* policies = nullptr;
  std::vector<ParkFact> parks;
  std::vector<ProjectFact> projects;
  std::vector<ReferralFact> referrals;
  std::vector<Spent> spent;
  std::vector<FraudFinding> fraud_findings;
};

}  // namespace luodi::incentive
