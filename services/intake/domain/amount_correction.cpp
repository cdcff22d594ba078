#include "services/intake/domain/amount_correction.hpp"

#include "common/domain/project_admission.hpp"
#include "common/kernel/bilingual.hpp"
#include "services/intake/domain/amount.hpp"

namespace luodi::intake {

using domain::field_fault;

namespace {
Expected<void> check_may_correct(const domain::Project& project, const Actor& actor) {
  if (actor.has(Role::bureau)) return {};
  if (actor.org.empty() || actor.org != project.introduced_by)
    return fail(ErrorCode::forbidden,
                "信息的投资额由登记单位或投资促进部门更正 / who registered the lead or the bureau corrects its amount");
  if (!project.allocation) return {};
  return fail(
      ErrorCode::forbidden,
      bilingual("项目已于 {0} 分派，此后由投资促进部门更正，请向其提交材料和理由 / the project was allocated on "
                "{0}: from then on the bureau corrects, hand it the papers and the reason",
                project.allocation->allocated_on));
}

// Whether the amount is what is registered already on every day that the correction reaches.
bool says_nothing_new(const domain::Project& project, Fen amount, bool never_was, CivilDate today) {
  if (!never_was) return domain::threshold_amount_on(project, today) == amount;
  bool same = true;
  for (const auto& version : project.amounts)
    if (version.basis == "lead")
      same = (same || version.replaces_earlier.value_or(false)) && version.amount_fen == amount;
  return same;
}
}  // namespace

Expected<domain::Decision> decide_amount_correction(const std::string& id, const domain::Project& project,
                                                    const CorrectAmount& command, const domain::Context& context) {
  if (auto fine = domain::check_stub(project, {{"/agreed_amount_fen", command.agreed_amount_fen.has_value()},
                                               {"/amount", command.amount.has_value()},
                                               {"/reason", !command.reason.empty()}});
      !fine)
    return fail(fine.error());
  domain::Brought brought;
  brought.on = civil_date(context.now);
  const auto policy = admit(project, domain::Command::amount_correction, brought, context);
  if (!policy) return fail(policy.error());
  if (auto may = check_may_correct(project, context.actor); !may) return fail(may.error());
  if (auto said = domain::check_reason(project, command.reason, "/reason", {"更正投资额", "correcting the amount"},
                                       k_longest_reason);
      !said)
    return fail(said.error());
  const auto amount = read_amount(command.agreed_amount_fen, command.amount, brought.on);
  if (!amount) return fail(amount.error());
  if (!amount->fen)
    return fail(field_fault("/agreed_amount_fen", "required", "须填写正确的金额 / give the right amount"));
  if (says_nothing_new(project, *amount->fen, command.never_was, brought.on))
    return fail(field_fault(
        amount->foreign ? "/amount" : "/agreed_amount_fen", "unchanged",
        bilingual("金额与已登记的相同：{0} / the amount is the one that is registered: {0}", *amount->fen)));
  domain::LeadAmountCorrected event;
  event.corrected_on = brought.on;
  event.before_fen = domain::threshold_amount_on(project, brought.on);
  event.agreed_amount_fen = *amount->fen;
  event.foreign_amount = amount->foreign;
  event.reason = command.reason;
  if (command.never_was) event.never_was = true;
  return raised(id, project, event, **policy);
}

}  // namespace luodi::intake
