#pragma once
// 信息登记, registering a lead (measures 2 and 3): the first valid registration by server time gets first-talk
// protection; a later one by another organisation is accepted, flagged and unprotected; the same registration again is
// refused. Who introduces and who referred must be known (introduction.hpp). A failing check digit of the credit code
// is flagged for verification, a malformed code is refused. Pure.
#include "common/domain/decision.hpp"
#include "services/intake/domain/admission.hpp"
#include "services/intake/domain/commands.hpp"
#include "services/intake/domain/duplicate_check.hpp"
#include "services/intake/domain/introduction.hpp"

namespace luodi::intake {

// What the rule must know of the rest of the city.
struct Surroundings {
  Parks parks;
  Offices offices;
  std::optional<KnownReferral> referral;  // that the command names
  std::vector<KnownLead> known;           // see find_duplicates
};

// The identity that the registration will have, for gathering `known`; the organisation is the actor's where absent.
LeadIdentity identity_of(const RegisterLead& command, const Actor& actor);

Expected<domain::Decision> decide_registration(const std::string& id, const RegisterLead& command,
                                               const Surroundings& around, const domain::Context& context);

}  // namespace luodi::intake
