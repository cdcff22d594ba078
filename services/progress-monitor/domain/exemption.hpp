#pragma once
// Exemption 正当理由 (measure 6): claimed by the host, decided by the bureau, never by the claimant or its
// organisation. Only an approved one pauses the idle clock. Closed list of grounds, evidence, at most
// exemption_max_cycles, renewable exemption_renewals times: a claim that touches an approved exemption of the same
// ground must be its renewal, so that the limit cannot be walked around by claiming afresh. Nor by another ground or
// by a gap: the approved exemptions of one stall, from one effective progress to the next, are at most
// exemption_max_cycles × (1 + exemption_renewals) cycles together, checked with the claim and with the approval
// (exemption_limits.hpp). A claim begins within exemption_past_cycles before and exemption_future_cycles after the
// running cycle, and not before the cycle in which the project is first watched. A wrong decision is corrected by a new
// one with its reason, under the same limits: what stood before stays readable, and everything that reads it is judged
// anew, as with late evidence. Pure.
#include <optional>
#include <string>
#include <vector>

#include "common/domain/decision.hpp"
#include "common/domain/project.hpp"

namespace luodi::monitor {

struct ClaimExemption {
  std::string ground;
  HalfMonth from;
  int cycles = 0;
  std::string text;
  std::optional<std::string> renews;
  std::vector<domain::Evidence> evidence;
  static constexpr auto fields() {
    using codec::field;
    using codec::Text;
    using C = ClaimExemption;
    return described(field("ground", &C::ground, Text{1, 100}), field("from", &C::from),
                     field("cycles", &C::cycles, codec::Range{1, 24}),
                     codec::optional_field("text", &C::text, Text{0, 2000}), field("renews", &C::renews, Text{1, 80}),
                     field("evidence", &C::evidence, codec::Count{0, 20}));
  }
};
inline constexpr std::size_t k_longest_exemption_reason = 1000;  // characters
struct DecideExemption {
  bool approved = false;
  std::optional<int> cycles;  // granted; absent = as claimed
  std::string reason;
  std::optional<std::string> correction = std::nullopt;  // why what was decided before is wrong
  static constexpr auto fields() {
    using codec::field;
    using codec::Text;
    using D = DecideExemption;
    return described(field("approved", &D::approved), field("cycles", &D::cycles),
                     field("reason", &D::reason, Text{1, k_longest_exemption_reason}),
                     field("correction", &D::correction, Text{1, k_longest_exemption_reason}));
  }
};

Expected<domain::Decision> decide_exemption_claim(const std::string& project_id, const domain::Project& project,
                                                  const ClaimExemption& command, const domain::Context& context);
Expected<domain::Decision> decide_exemption(const std::string& project_id, const domain::Project& project,
                                            const std::string& exemption_id, const DecideExemption& command,
                                            const domain::Context& context);

}  // namespace luodi::monitor
