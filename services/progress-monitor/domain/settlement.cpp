#include "services/progress-monitor/domain/settlement.hpp"

#include <algorithm>
#include <map>

#include "common/codec/choices.hpp"
#include "common/domain/evidence.hpp"
#include "common/domain/refusals.hpp"
#include "common/kernel/bilingual.hpp"
#include "common/kernel/code_point.hpp"

namespace luodi::monitor {

using domain::field_fault;
using domain::SettlementItem;

namespace {
bool is_answered(const SettlementItem& item) {
  return item.settled || !is_blank(item.note);
}

std::string pointer(std::size_t line, const char* field) {
  return "/settlement/" + std::to_string(line) + "/" + field;
}

std::string unknown_kind(const std::string& kind, const policy::ExitParameters& terms) {
  std::vector<codec::Choice> allowed;
  for (const auto& each : terms.settlement)
    allowed.push_back({each.id, each.title_zh});
  return bilingual(
      "政策未列清算事项“{0}”，应为其中之一：{1} / the policy names no kind “{0}” to be settled; must be one of: {1}",
      kind, Twin{codec::listed_zh(allowed), codec::listed_en(allowed)});
}

std::string without_paper(const std::string& kind) {
  return bilingual(
      "清算事项（{0}"
      "）须附材料，并填写文号（reference）或文件摘要（sha256）；没有应清算的，标为已结清（settled）、金额（"
      "amount_fen）为 0，并在备注（note）写明理由 / the line {0} needs its paper, with its number (reference) or the "
      "digest of its file (sha256); where nothing is owed, give settled true and amount_fen 0, and the reason as note",
      kind);
}
}  // namespace

std::vector<std::string> answered_kinds(const std::vector<SettlementItem>& list) {
  std::vector<std::string> kinds;
  for (const auto& item : list)
    if (is_answered(item)) kinds.push_back(item.kind);
  return kinds;
}

Expected<void> check_kinds(const std::vector<SettlementItem>& list, const policy::ExitParameters& terms) {
  std::map<std::string, std::size_t> seen;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const auto& kind = list[i].kind;
    const bool known = std::any_of(terms.settlement.begin(), terms.settlement.end(),
                                   [&](const auto& allowed) { return allowed.id == kind; });
    if (!known) return fail(field_fault(pointer(i, "kind"), "unknown", unknown_kind(kind, terms)));
    const auto [first, fresh] = seen.emplace(kind, i);
    if (!fresh)
      return fail(field_fault(pointer(i, "kind"), "duplicate",
                              bilingual("清算事项 {0} 重复，已在第 {1} 行；同一事项合并为一行 / the kind {0} stands "
                                        "twice, first in line {1}: make one line of them",
                                        kind, first->second + 1)));
  }
  return {};
}

Expected<void> check_settlement(const std::vector<SettlementItem>& list) {
  for (std::size_t i = 0; i < list.size(); ++i) {
    const auto& item = list[i];
    if (!is_answered(item))
      return fail(field_fault(pointer(i, "note"), "required", "未结清须说明 / say why it is not settled"));
    const bool owes_nothing = item.settled && item.amount_fen == Fen();
    const bool proved = std::any_of(item.evidence.begin(), item.evidence.end(), domain::is_traceable);
    if (!proved && !(owes_nothing && !is_blank(item.note)))
      return fail(field_fault(pointer(i, "evidence"), "required", without_paper(item.kind)));
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
