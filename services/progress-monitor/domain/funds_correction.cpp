#include "services/progress-monitor/domain/funds_correction.hpp"

#include <algorithm>
#include <set>

#include "common/domain/project_admission.hpp"
#include "common/kernel/bilingual.hpp"
#include "services/progress-monitor/domain/effective_progress.hpp"
#include "services/progress-monitor/domain/unchanged.hpp"

namespace luodi::monitor {

using domain::field_fault;
using domain::FundsEntry;
using domain::Project;

namespace {
std::set<std::string> slips_of(const std::vector<domain::Voucher>& vouchers) {
  std::set<std::string> out;
  for (const auto& voucher : vouchers)
    out.insert(slip_name(voucher));
  return out;
}

// The entry as it would be right; what it said before stands in its corrections once the event is applied.
FundsEntry corrected(FundsEntry entry, const CorrectFunds& command) {
  entry.amount_fen = command.amount_fen.value_or(entry.amount_fen);
  entry.fixed_investment = command.fixed_investment.value_or(entry.fixed_investment);
  entry.injected_on = command.injected_on.value_or(entry.injected_on);
  const bool nothing_came = entry.amount_fen == Fen();
  if (!command.vouchers.empty() || nothing_came) entry.vouchers = command.vouchers;
  return entry;
}

bool says_the_same(const FundsEntry& before, const FundsEntry& after) {
  return before.amount_fen == after.amount_fen && before.fixed_investment == after.fixed_investment &&
         before.injected_on == after.injected_on && codec::encode(before.vouchers) == codec::encode(after.vouchers);
}
}  // namespace

Expected<domain::Decision> decide_funds_correction(const std::string& id, const Project& project,
                                                   const CorrectFunds& command, const SlipUser& elsewhere,
                                                   const domain::Context& context) {
  if (auto fine = domain::check_stub(project, {{"/amount_fen", command.amount_fen.has_value()},
                                               {"/vouchers", !command.vouchers.empty()},
                                               {"/note", !command.note.empty()},
                                               {"/reason", !command.reason.empty()},
                                               {"/evidence", !command.evidence.empty()}});
      !fine)
    return fail(fine.error());
  const auto found = std::find_if(project.funds.begin(), project.funds.end(),
                                  [&](const FundsEntry& entry) { return entry.id == command.entry; });
  if (found == project.funds.end())
    return fail(
        field_fault("/entry", "unknown",
                    bilingual("本项目没有这笔到位资金：{0}，编号见项目的到位资金清单 / no such entry of funds: {0}; "
                              "the project lists them with their ids",
                              command.entry)));
  const FundsEntry after = corrected(*found, command);
  domain::Brought brought;
  brought.evidence = command.evidence;
  const auto admitted = domain::admit(project, domain::Command::funds_correction, std::move(brought), after.injected_on,
                                      "/injected_on", context);
  if (!admitted) return fail(admitted.error());
  if (auto said = domain::check_reason(project, command.reason, "/reason",
                                       {"更正到位资金", "correcting verified funds"}, k_longest_funds_reason);
      !said)
    return fail(said.error());
  if (says_the_same(*found, after)) return fail(unchanged("", after.amount_fen));
  Project others = project;  // everything that the corrected entry stands beside
  others.funds.erase(others.funds.begin() + (found - project.funds.begin()));
  if (auto proved = check_vouchers(others, after.vouchers, after.amount_fen, elsewhere, context); !proved)
    return fail(proved.error());
  if (command.injected_on || !command.vouchers.empty())  // what was recorded before, and stays, is not asked again
    if (auto before = check_slips_before(after.vouchers, {}, after.injected_on); !before) return fail(before.error());
  auto over = Expected<std::optional<std::string>>(found->over_agreed);  // less than before needs no new note
  if (after.amount_fen > found->amount_fen)
    over = over_agreed_note(others, after.amount_fen, command.over_agreed, command.note);
  if (!over) return fail(over.error());
  const auto judged = judge_funds(others, after.amount_fen, after.injected_on, *context.policies);
  if (!judged) return fail(judged.error());
  domain::FundsCorrected event;
  event.id = command.entry;
  event.amount_fen = after.amount_fen;
  event.fixed_investment = after.fixed_investment;
  event.injected_on = after.injected_on;
  event.vouchers = after.vouchers;
  event.over_agreed = std::move(*over);
  event.effective = judged->effective;
  event.reason = command.reason;
  event.evidence = command.evidence;
  auto decision = domain::raised(id, project, event, *admitted->policy);
  const auto old_slips = slips_of(found->vouchers);
  const auto new_slips = slips_of(after.vouchers);
  for (const auto& slip : new_slips)
    if (!old_slips.contains(slip)) decision.claim(std::string(k_slip_index), slip, id);
  for (const auto& slip : old_slips)
    if (!new_slips.contains(slip)) decision.claims.push_back({std::string(k_slip_index), slip, id, /*release=*/true});
  return decision;
}

}  // namespace luodi::monitor
