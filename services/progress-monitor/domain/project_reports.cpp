// Progress reports 进展 and verified funds 到位资金: recorded as told, judged at once by effective_progress.
#include "common/domain/stage_table.hpp"
#include "services/progress-monitor/domain/effective_progress.hpp"
#include "services/progress-monitor/domain/project_commands.hpp"
#include "services/progress-monitor/domain/refusals.hpp"

namespace luodi::monitor {

using domain::Brought;
using domain::Command;

namespace {
// Minor units in one unit of the currency, ISO 4217; nearly all have 100.
std::int64_t minor_units_of(std::string_view currency) {
  for (std::string_view whole : {"JPY", "KRW", "VND", "CLP", "ISK", "XAF", "XOF", "PYG", "UGX", "RWF"})
    if (currency == whole) return 1;
  for (std::string_view thousandth : {"KWD", "BHD", "OMR", "JOD", "TND", "IQD", "LYD"})
    if (currency == thousandth) return 1000;
  return 100;
}

Expected<Fen> amount_of(const VerifyFunds& command, CivilDate on) {
  if (command.amount_fen.has_value() == command.foreign_amount.has_value())
    return fail(field_fault("/amount_fen", "exactly_one",
                            "amount_fen 与 foreign_amount 填且只填一项 / state exactly one of the two"));
  if (command.amount_fen) return *command.amount_fen;
  // Funds are converted at the rate of the day they came in, not of the day of signing.
  if (command.foreign_amount->rate_date != on)
    return fail(field_fault("/foreign_amount/rate_date", "not_injection_date",
                            "应为资金到位日汇率 / the rate of the injection date: " + on.str()));
  auto fen = fen_of(*command.foreign_amount);
  if (fen && fen->value() < 1)
    return fail(field_fault("/foreign_amount/minor_units", "out_of_range", "金额应大于零 / more than nothing"));
  return fen;
}
}  // namespace

Expected<Fen> fen_of(const domain::ForeignAmount& amount) {
  constexpr std::int64_t k_rate_unit = 1'000'000;  // rates are in millionths
  constexpr std::int64_t k_fen_a_yuan = 100;
  return Fen::of(amount.minor_units)
      .times_ratio(amount.rate_e6 * k_fen_a_yuan, k_rate_unit * minor_units_of(amount.currency), Rounding::half_up);
}

Expected<Decision> decide_progress(const std::string& id, const Project& project, const Report& command,
                                   const Context& context) {
  if (auto may = domain::check_role(context.actor, Command::progress); !may) return fail(may.error());
  const auto on = day_of_fact(command.occurred_on, context, "/occurred_on");
  if (!on) return fail(on.error());
  const auto policy = context.policies->at(*on);
  if (!policy) return fail(policy.error());
  Brought brought;
  brought.evidence = command.evidence;
  brought.on = *on;
  if (auto open = domain::check_gate(project, Command::progress, brought, **policy); !open) return fail(open.error());
  if (auto fine = check_papers(project, command.evidence, context); !fine) return fail(fine.error());
  const auto judged = judge_report(project, command.kind, *on, command.evidence, context.actor, **policy);
  domain::ProgressReported event;
  event.id = "prg_" + context.fresh_id;
  event.kind = command.kind;
  event.occurred_on = *on;
  event.text = command.text;
  event.evidence = command.evidence;
  event.effective = judged.effective;
  event.reason = judged.reason();
  Decision decision;
  decision.policy = (*policy)->id;
  decision.raise<Project>(id, event, domain::parties_of(project));
  return decision;
}

Expected<Decision> decide_funds(const std::string& id, const Project& project, const VerifyFunds& command,
                                const Context& context) {
  if (auto may = domain::check_role(context.actor, Command::funds); !may) return fail(may.error());
  const auto on = day_of_fact(command.injected_on, context, "/injected_on");
  if (!on) return fail(on.error());
  const auto policy = context.policies->at(*on);
  if (!policy) return fail(policy.error());
  Brought brought;
  brought.evidence = command.evidence;
  brought.on = *on;
  if (auto open = domain::check_gate(project, Command::funds, brought, **policy); !open) return fail(open.error());
  if (auto fine = check_papers(project, command.evidence, context); !fine) return fail(fine.error());
  const auto amount = amount_of(command, *on);
  if (!amount) return fail(amount.error());
  const auto judged = judge_funds(project, *amount, *on, **policy);
  if (!judged) return fail(judged.error());
  domain::FundsVerified event;
  event.id = "fnd_" + context.fresh_id;
  event.amount_fen = *amount;
  event.fixed_investment = command.fixed_investment;
  event.injected_on = *on;
  event.evidence = command.evidence;
  event.foreign_amount = command.foreign_amount;
  event.effective = judged->effective;
  event.reason = judged->reason();
  Decision decision;
  decision.policy = (*policy)->id;
  decision.raise<Project>(id, event, domain::parties_of(project));
  return decision;
}

}  // namespace luodi::monitor
