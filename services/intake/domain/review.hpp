#pragma once
// 联合研判, the joint review (measure 3): opinions per department, the latest counts; who speaks is review_voice.hpp's.
// Silence is no consent, so a decision needs the opinions of review_departments departments. An approval against the
// majority of the cast votes needs a reason and the leader's approval. A denied admission is overridden only by support
// of at least override_numerator/override_denominator of the cast votes (support and oppose), with a reason and the
// leader's approval; or the review accepts one of the parks offered. Integers only. Pure.
#include "common/domain/decision.hpp"
#include "services/intake/domain/admission.hpp"
#include "services/intake/domain/commands.hpp"

namespace luodi::intake {

Expected<domain::Decision> decide_opinion(const std::string& id, const domain::Project& project,
                                          const GiveOpinion& command, const domain::Context& context);

struct Votes {
  std::int64_t support = 0;
  std::int64_t oppose = 0;
  std::int64_t abstain = 0;
};
Votes count_votes(const domain::Review& review);
// Abstentions are not cast votes; no cast vote carries nothing.
bool carries_override(const Votes& votes, const policy::AdmissionParameters& parameters);

Expected<domain::Decision> decide_review(const std::string& id, const domain::Project& project,
                                         const DecideReview& command, const Parks& parks,
                                         const domain::Context& context);

// What the joint review has admitted by its override; it holds for its park, whichever park hosts meanwhile. nullptr:
// none.
const domain::Admission* override_of(const domain::Project& project);
// The admission as it stands at this park by the rows valid on the application date, or by the override.
Expected<domain::Admission> admission_at(const domain::Project& project, const std::string& park, const Parks& parks,
                                         const domain::Context& context);

}  // namespace luodi::intake
