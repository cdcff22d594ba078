#pragma once
// Registering a referral (measure 7): before first contact with the city, with declarations, by someone whom the policy
// of the day does not exclude. A team files how it shares, for all members or for none. The same referrer registers the
// same enterprise once; what somebody else has registered is not told to whoever does not see it. Pure.
#include "common/domain/decision.hpp"
#include "common/domain/referral.hpp"

namespace luodi::incentive {

inline constexpr std::int64_t k_whole_bp = 10'000;  // shares are basis points of the award
inline constexpr std::size_t k_largest_team = 20;

struct RegisterReferral {  // POST /v1/referrals
  std::string name;
  domain::ReferrerKind kind = domain::ReferrerKind::individual;
  domain::ReferredEnterprise enterprise;
  std::string summary;
  domain::Declarations declarations;
  std::vector<domain::TeamMember> team;  // absent = the referrer alone
  static constexpr auto fields() {
    using codec::field;
    using codec::optional_field;
    using codec::Text;
    using R = RegisterReferral;
    return described(field("name", &R::name, codec::Name{100}), field("kind", &R::kind),
                     field("enterprise", &R::enterprise), optional_field("summary", &R::summary, Text{0, 1000}),
                     field("declarations", &R::declarations), field("team", &R::team, codec::Count{0, k_largest_team}));
  }
};

struct KnownReferral {
  std::string id;
  const domain::Referral* referral = nullptr;
};
// By what two referrals are one: referrer and enterprise, the latter by its name or its credit code.
std::vector<std::string> referral_keys(const std::string& name, domain::ReferrerKind kind,
                                       const domain::ReferredEnterprise& enterprise);

// forbidden, invalid_body (team), not_eligible (excluded kind, declaration not given), already_exists, no_policy. The
// referral's id is "ref_" + context.fresh_id. `same`: the referrals that share a key and that the actor sees.
Expected<domain::Decision> decide_register_referral(const RegisterReferral& command,
                                                    const std::vector<KnownReferral>& same,
                                                    const domain::Context& context);

std::string referral_id_for(const domain::Context& context);

// The first kind of the referrer or its team that this policy excludes.
std::optional<domain::ReferrerKind> excluded_kind(const std::vector<domain::TeamMember>& team,
                                                  domain::ReferrerKind referrer,
                                                  const policy::ReferralAwardParameters& parameters);

// policy_invalid when a policy excludes a kind that no referrer can have: a misspelt word would exclude nobody.
Expected<void> check_excluded_kinds(const policy::PolicyBook& policies);

}  // namespace luodi::incentive
