#include "services/progress-monitor/domain/settlement.hpp"

#include <algorithm>
#include <set>

#include "common/domain/refusals.hpp"

namespace luodi::monitor {

using domain::field_fault;
using domain::SettlementItem;

namespace {
bool is_answered(const SettlementItem& item) {
  return item.settled || !item.note.empty();
}
}  // namespace

std::vector<std::string> answered_kinds(const std::vector<SettlementItem>& list) {
  std::vector<std::string> kinds;
  for (const auto& item : list)
    if (is_answered(item)) kinds.push_back(item.kind);
  return kinds;
}

Expected<void> check_settlement(const std::vector<SettlementItem>& list, const policy::ExitParameters& terms) {
  std::set<std::string> seen;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const std::string at = "/settlement/" + std::to_string(i);
    const bool known = std::any_of(terms.settlement.begin(), terms.settlement.end(),
                                   [&](const auto& kind) { return kind.id == list[i].kind; });
    if (!known)
      return fail(field_fault(at + "/kind", "unknown", "政策未列此清算事项 / not among the kinds of the policy"));
    if (!seen.insert(list[i].kind).second)
      return fail(field_fault(at + "/kind", "duplicate", "清算事项重复 / this kind stands twice"));
    if (!is_answered(list[i]))
      return fail(field_fault(at + "/note", "required", "未结清须说明 / say why it is not settled"));
  }
  return {};
}

Expected<Fen> sum_of(const std::vector<SettlementItem>& list, bool settled) {
  Expected<Fen> total = Fen();
  for (const auto& item : list)
    if (total && item.settled == settled) total = total->plus(item.amount_fen);
  return total;
}

}  // namespace luodi::monitor
