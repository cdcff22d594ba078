#pragma once
// The settlement list 清算清单 of an exit (measure 9): every kind of the policy is settled, or says why it is not; each
// stands once. Pure.
#include <string>
#include <vector>

#include "common/domain/project.hpp"
#include "common/policy/policy_book.hpp"

namespace luodi::monitor {

// Kinds that the list answers: settled, or open with an explanation.
std::vector<std::string> answered_kinds(const std::vector<domain::SettlementItem>& list);
// A kind that the policy does not name, one that stands twice, an open one without its explanation.
Expected<void> check_settlement(const std::vector<domain::SettlementItem>& list, const policy::ExitParameters& terms);
// amount_overflow past int64.
Expected<Fen> sum_of(const std::vector<domain::SettlementItem>& list, bool settled);

}  // namespace luodi::monitor
