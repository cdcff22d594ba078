#pragma once
// 引进 and 引荐: who brings a project. The introducing organisation is a registered park, a registered office that is
// open on the day of the lead, or the bureau itself; somebody else's referral is named only for the enterprise that was
// referred. Otherwise nobody could be told, warned or paid. Pure.
#include <optional>
#include <string>
#include <vector>

#include "common/domain/office.hpp"
#include "services/intake/domain/admission.hpp"
#include "services/intake/domain/commands.hpp"

namespace luodi::intake {

using Offices = std::vector<const domain::Office*>;  // in any order

// What a lead must know of the referral that it names.
struct KnownReferral {
  domain::Enterprise enterprise;
  Instant registered_at;
};

// Named by the command, or the own organisation of those who register in its name only, or the bureau.
std::string introducer_of(const RegisterLead& command, const Actor& actor);

// forbidden where somebody registers in a foreign name; invalid_body at /introduced_by where nobody has that code.
Expected<void> check_introducer(const std::string& introducer, const domain::Context& context, const Parks& parks,
                                const Offices& offices, CivilDate day);
// invalid_body at /referrer_id: no such referral, of another enterprise, or made after the lead was received.
// `referral` is the one named; nullopt = there is none. Same credit code, or same normalised name.
Expected<void> check_referral(const std::optional<std::string>& referrer_id,
                              const std::optional<KnownReferral>& referral, const domain::Enterprise& enterprise,
                              CivilDate received_on);

}  // namespace luodi::intake
