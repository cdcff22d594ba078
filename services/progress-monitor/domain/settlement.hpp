#pragma once
// The settlement list 清算清单 of an exit (measure 9): every kind of the policy is settled, or says why it is not; each
// stands once. A line rests on a paper that can be found again, by its number or the digest of its file; where nothing
// is owed (settled, amount 0) a reason takes its place. Pure.
//
//   if (auto fine = check_kinds(list, terms); !fine) return fail(fine.error());   // before the gate
//   if (auto fine = check_settlement(list); !fine) return fail(fine.error());
#include <string>
#include <vector>

#include "common/domain/project.hpp"
#include "common/policy/policy_book.hpp"

namespace luodi::monitor {

// Kinds that the list answers: settled, or open with an explanation.
std::vector<std::string> answered_kinds(const std::vector<domain::SettlementItem>& list);
// A kind that the policy does not name, with those that it does, or one that stands twice.
Expected<void> check_kinds(const std::vector<domain::SettlementItem>& list, const policy::ExitParameters& terms);
// A line that is open without its explanation, or without its paper.
Expected<void> check_settlement(const std::vector<domain::SettlementItem>& list);
// amount_overflow past int64.
Expected<Fen> sum_of(const std::vector<domain::SettlementItem>& list, bool settled);

}  // namespace luodi::monitor
