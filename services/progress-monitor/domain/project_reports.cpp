// Progress reports 进展 and verified funds 到位资金: recorded as told, judged at once by effective_progress.
#include "common/domain/project_admission.hpp"
#include "common/kernel/currency.hpp"
#include "services/progress-monitor/domain/effective_progress.hpp"
#include "services/progress-monitor/domain/project_commands.hpp"

namespace luodi::monitor {

using domain::field_fault;

using domain::Brought;
using domain::Command;

namespace {
Expected<Fen> amount_of(const VerifyFunds& command, CivilDate on) {
  if (command.amount_fen.has_value() == command.foreign_amount.has_value())
    return fail(field_fault("/amount_fen", "exactly_one",
                            "amount_fen 与 foreign_amount 填且只填一项 / state exactly one of the two"));
  if (command.amount_fen) return *command.amount_fen;
  // Funds are converted at the rate of the day they came in, not of the day of signing.
  const auto& foreign = *command.foreign_amount;
  if (foreign.rate_date != on)
    return fail(field_fault("/foreign_amount/rate_date", "not_injection_date",
                            "应为资金到位日汇率 / the rate of the injection date: " + on.str()));
  auto fen = to_fen(foreign.currency, foreign.minor_units, foreign.rate_e6);
  if (fen && fen->value() < 1)
    return fail(field_fault("/foreign_amount/minor_units", "out_of_range", "金额应大于零 / more than nothing"));
  return fen;
}
}  // namespace

Expected<Decision> decide_progress(const std::string& id, const Project& project, const Report& command,
                                   const Context& context) {
  Brought brought;
  brought.evidence = command.evidence;
  const auto admitted =
      domain::admit(project, Command::progress, std::move(brought), command.occurred_on, "/occurred_on", context);
  if (!admitted) return fail(admitted.error());
  const auto judged =
      judge_report(project, command.kind, admitted->on(), command.evidence, context.actor, *admitted->policy);
  domain::ProgressReported event;
  event.id = "prg_" + context.fresh_id;
  event.kind = command.kind;
  event.occurred_on = admitted->on();
  event.text = command.text;
  event.evidence = command.evidence;
  event.effective = judged.effective;
  event.reason = judged.reason();
  return domain::raised(id, project, event, *admitted->policy);
}

Expected<Decision> decide_funds(const std::string& id, const Project& project, const VerifyFunds& command,
                                const Context& context) {
  Brought brought;
  brought.evidence = command.evidence;
  const auto admitted =
      domain::admit(project, Command::funds, std::move(brought), command.injected_on, "/injected_on", context);
  if (!admitted) return fail(admitted.error());
  const auto amount = amount_of(command, admitted->on());
  if (!amount) return fail(amount.error());
  const auto judged = judge_funds(project, *amount, admitted->on(), *admitted->policy);
  if (!judged) return fail(judged.error());
  domain::FundsVerified event;
  event.id = "fnd_" + context.fresh_id;
  event.amount_fen = *amount;
  event.fixed_investment = command.fixed_investment;
  event.injected_on = admitted->on();
  event.evidence = command.evidence;
  event.foreign_amount = command.foreign_amount;
  event.effective = judged->effective;
  event.reason = judged->reason();
  return domain::raised(id, project, event, *admitted->policy);
}

}  // namespace luodi::monitor
