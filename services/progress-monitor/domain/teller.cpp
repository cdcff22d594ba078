#include "services/progress-monitor/domain/teller.hpp"

#include "common/domain/refusals.hpp"
#include "common/policy/policy_book.hpp"

namespace luodi::monitor {

bool is_unheard(const Teller& teller, const std::string& org) {
  return teller.has_account && (org.empty() || !teller.has_account(org));
}

std::string basis_line(const Teller& teller, std::string_view clause, CivilDate day) {
  const auto* policy = teller.policies ? teller.policies->in_force(day) : nullptr;
  return policy ? "\n依据：" + teller.names.clause(domain::cite(*policy, clause)) : std::string();
}

}  // namespace luodi::monitor
