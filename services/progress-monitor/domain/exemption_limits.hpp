#pragma once
// The limits of an exemption 正当理由 (measure 6): what it renews, what it must not overlap or adjoin, how many cycles
// of one stall may stand exempt together. Asked with the claim, with the approval, and when a decision is corrected.
// Pure.
//
//   if (auto fits = check_renewal(project, asked, p); !fits) return fail(fits.error());
#include <optional>
#include <string>

#include "common/domain/decision.hpp"
#include "common/domain/project.hpp"
#include "common/policy/policy_book.hpp"

namespace luodi::monitor {

// An exemption as it would stand.
struct AskedExemption {
  std::string id;  // empty: it is claimed just now
  std::string ground;
  HalfMonth from;
  int cycles = 0;
  std::optional<std::string> renews;
  HalfMonth last_cycle() const { return from.plus(cycles - 1); }
};
AskedExemption asked_again(const domain::Exemption& exemption, int cycles);

const domain::Exemption* find_exemption(const domain::Project& project, const std::string& id);

// It follows an approved one of its ground without a gap, exemption_renewals times at most.
Expected<void> check_renewal(const domain::Project& project, const AskedExemption& asked,
                             const policy::InterviewParameters& p);
// It overlaps nothing that is approved or still to be decided; beside one of the same ground it is its renewal.
Expected<void> check_overlap(const domain::Project& project, const AskedExemption& asked);
// With all others that are approved: at most so many cycles of one stall.
Expected<void> check_together(const domain::Project& project, const AskedExemption& asked, const policy::Policy& policy,
                              const policy::PolicyBook& book);
// As long as a renewal is approved, what it renews ends just before it.
Expected<void> check_renewals_of(const domain::Project& project, const domain::Exemption& exemption, bool approved,
                                 int cycles);

}  // namespace luodi::monitor
