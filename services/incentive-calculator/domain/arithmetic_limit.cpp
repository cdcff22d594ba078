#include "services/incentive-calculator/domain/arithmetic_limit.hpp"

namespace luodi::incentive {

Excluded beyond_arithmetic(const ProjectFact& fact, policy::Explanation explanation) {
  explanation.input("kernel:largest_amount", k_largest_amount.display());
  explanation.outcome =
      "不计入：金额超出可计算范围，请核对并更正 / not counted: its amounts pass what can be computed; check and "
      "correct them";
  return {fact.id, fact.project->name, fact.project->host, "arithmetic_limit", std::move(explanation)};
}

}  // namespace luodi::incentive
