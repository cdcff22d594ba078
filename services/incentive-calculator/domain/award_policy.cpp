#include "services/incentive-calculator/domain/award_policy.hpp"

#include "common/kernel/bilingual.hpp"

namespace luodi::incentive {

Expected<const policy::Policy*> award_policy(const AwardFacts& facts) {
  auto policy = facts.policies->at(facts.as_of);
  if (!policy || !(*policy)->transitional) return policy;
  const CivilDate start = (*policy)->effective_from;
  Error error(
      ErrorCode::no_policy,
      bilingual("政策 {0} 自 {1} 起施行，{2} 尚未施行，该年度不测算奖励 / policy {0} is in force from {1} on and was "
                "not on {2}: that year has no award",
                (*policy)->id, start, facts.as_of));
  const auto first = std::to_string(start.year());
  error.next_zh = "选择 " + first + " 年或以后的年度";
  error.next_en = "choose " + first + " or a later year";
  return fail(std::move(error));
}

}  // namespace luodi::incentive
