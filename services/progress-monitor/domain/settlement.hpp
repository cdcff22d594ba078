#pragma once
// The settlement list 清算清单 of an exit (measure 9): every kind of the policy is settled, or says why it is not; each
// stands once. A line rests on a paper that can be found again, by its number or the digest of its file; where nothing
// is owed (settled, amount 0) a reason takes its place. Of what the city has delivered to the project no line says on
// its word alone that nothing happened. Pure.
//
//   if (auto fine = check_kinds(list, terms); !fine) return fail(fine.error());   // before the gate
//   if (auto fine = check_settlement(list); !fine) return fail(fine.error());
//   if (auto fine = check_delivered(list, around.delivered); !fine) return fail(fine.error());
#include <string>
#include <vector>

#include "common/domain/project.hpp"
#include "common/kernel/bilingual.hpp"
#include "common/policy/policy_book.hpp"

namespace luodi::monitor {

// Kinds that the list answers: settled, or open with an explanation.
std::vector<std::string> answered_kinds(const std::vector<domain::SettlementItem>& list);
// A kind that the policy does not name, with those that it does, or one that stands twice.
Expected<void> check_kinds(const std::vector<domain::SettlementItem>& list, const policy::ExitParameters& terms);
// A line that is open without its explanation, or without its paper.
Expected<void> check_settlement(const std::vector<domain::SettlementItem>& list);
// What came of one supply (supply.hpp), for the line that is called as its service.
struct DeliveredSupply {
  std::string kind;  // "land"
  std::string id;
  std::vector<std::string> documents;  // numbers, of each delivery that stands
  Twin quantity;                       // as people read it
};
// A line without amount and paper whose note names neither the supply nor a document of it.
Expected<void> check_delivered(const std::vector<domain::SettlementItem>& list,
                               const std::vector<DeliveredSupply>& delivered);
// amount_overflow past int64.
Expected<Fen> sum_of(const std::vector<domain::SettlementItem>& list, bool settled);

}  // namespace luodi::monitor
