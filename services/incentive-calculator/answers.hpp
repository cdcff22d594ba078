#pragma once
// How referrals and award runs look to people, and who may see them. A run is seen by the city's roles from the draft
// on, by parks, offices and referrers from the notice on. In what the latter see, names of persons are masked.
#include <optional>
#include <string>

#include "common/runtime/request_parts.hpp"
#include "services/incentive-calculator/domain/first_contact.hpp"
#include "services/incentive-calculator/world.hpp"

namespace luodi::incentive {

// City-level roles but portals, which stand for the public: they see every run and every referral, with full names.
bool is_officer(const Actor& actor);
// Officers, and whose referral it is.
bool sees_referral(const Actor& actor, const std::string& id, const domain::Referral& referral);

// `project` is the one that the referral is linked to; empty = none yet.
codec::Json referral_view(const std::string& id, const runtime::Versioned<domain::Referral>& referral,
                          const std::string& project);
codec::Json run_view(const std::string& id, const runtime::Versioned<AwardRun>& run, const Actor& actor);
codec::Json run_summary(const std::string& id, const runtime::Versioned<AwardRun>& run);

struct ReferralAround {
  std::string project;                    // for which it stands; empty = none yet
  std::optional<Contact> contact_before;  // first contact that came before it
};
bus::Reply referral_reply(const runtime::Versioned<domain::Referral>& referral, const std::string& id,
                          const ReferralAround& around, const std::string& language, bool created = false);
bus::Reply run_reply(const CalculatorOverlay& world, const std::string& id, const Actor& actor, bool created = false);

// The run, when this actor may see it; award_run_not_found otherwise.
Expected<const runtime::Versioned<AwardRun>*> seen_run(const CalculatorOverlay& world, const std::string& id,
                                                       const Actor& actor);

}  // namespace luodi::incentive
