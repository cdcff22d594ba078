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

bool owes_nothing(const SettlementItem& item) {
  return item.settled && item.amount_fen == Fen();
}

bool is_proved(const SettlementItem& item) {
  return std::any_of(item.evidence.begin(), item.evidence.end(), domain::is_traceable);
}

std::string pointer(std::size_t line) {
  return "/settlement/" + std::to_string(line);
}
std::string pointer(std::size_t line, const char* field) {
  return pointer(line) + "/" + field;
}

bool names(const std::string& note, const DeliveredSupply& supply) {
  const auto stands = [&](const std::string& name) { return !is_blank(name) && note.find(name) != std::string::npos; };
  return stands(supply.id) || std::any_of(supply.documents.begin(), supply.documents.end(), stands);
}

Error contradicts(const SettlementItem& item, const DeliveredSupply& supply, std::size_t line) {
  Error error = field_fault(pointer(line), "contradiction",
                            bilingual("已供应{0}（{1}），清算事项（{2}）不能仅以未发生了结 / what was delivered is {0} "
                                      "({1}): the line {2} cannot say that nothing happened",
                                      supply.quantity, supply.id, item.kind));
  error.next_zh = "填写金额（amount_fen），或附收回、结清的材料（evidence），或在备注（note）中写明 " + supply.id +
                  " 或其文号及处置结果";
  error.next_en = "give the amount (amount_fen), the paper of its return or settlement (evidence), or name " +
                  supply.id + " or its document in the note, with what became of it";
  return error;
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
    if (!is_proved(item) && !(owes_nothing(item) && !is_blank(item.note)))
      return fail(field_fault(pointer(i, "evidence"), "required", without_paper(item.kind)));
  }
  return {};
}

Expected<void> check_delivered(const std::vector<SettlementItem>& list, const std::vector<DeliveredSupply>& delivered) {
  for (std::size_t i = 0; i < list.size(); ++i) {
    const auto& item = list[i];
    if (!owes_nothing(item) || is_proved(item)) continue;
    for (const auto& supply : delivered)
      if (supply.kind == item.kind && !names(item.note, supply)) return fail(contradicts(item, supply, i));
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
