#include "services/intake/domain/signing.hpp"

#include "common/domain/project_admission.hpp"
#include "services/intake/domain/amount.hpp"

namespace luodi::intake {

using domain::field_fault;

namespace {
Expected<void> check_no_amount(const domain::Project& project, bool stated) {
  if (!project.secret || !stated) return {};
  return fail(ErrorCode::secret_not_admitted, "涉密项目不登记金额 / no amount of a secret project is recorded here");
}
}  // namespace

Expected<domain::Decision> decide_signing(const std::string& id, const domain::Project& project, const Sign& command,
                                          const domain::Context& context) {
  auto on = day_of_fact(command.signed_on, context, "/signed_on");
  if (!on) return fail(on.error());
  if (auto ok = check_no_amount(project, command.agreed_amount_fen || command.amount); !ok) return fail(ok.error());
  auto amount = read_amount(command.agreed_amount_fen, command.amount, *on);
  if (!amount) return fail(amount.error());
  domain::Brought brought;
  brought.framework = command.agreement == AgreementKind::framework;
  brought.evidence = command.evidence;
  brought.amount = amount->fen;
  brought.on = *on;
  auto policy = admit(project, domain::Command::signing, brought, context);
  if (!policy) return fail(policy.error());
  domain::AgreementSigned event;
  event.agreement = std::string(codec::enum_text(command.agreement));
  event.signed_on = *on;
  event.agreed_amount_fen = amount->fen;
  if (!amount->fen && !brought.framework) event.agreed_amount_fen = domain::last_known_amount(project);
  event.foreign_amount = amount->foreign;
  event.evidence = command.evidence;
  return raised(id, project, event, **policy);
}

Expected<domain::Decision> decide_amendment(const std::string& id, const domain::Project& project, const Amend& command,
                                            const domain::Context& context) {
  auto on = day_of_fact(command.effective_on, context, "/effective_on");
  if (!on) return fail(on.error());
  domain::Brought brought;
  brought.evidence = command.evidence;
  brought.amount = command.agreed_amount_fen;
  brought.on = *on;
  auto policy = admit(project, domain::Command::amendments, brought, context);
  if (!policy) return fail(policy.error());
  if (auto ok = check_no_amount(project, true); !ok) return fail(ok.error());
  if (*on < project.agreement->signed_on)
    return fail(field_fault("/effective_on", "before_signing",
                            "不得早于签约日 / not before the signing on " + project.agreement->signed_on.str()));
  domain::AgreementAmended event;
  event.effective_on = *on;
  event.agreed_amount_fen = command.agreed_amount_fen;
  event.reason = command.reason;
  event.evidence = command.evidence;
  return raised(id, project, event, **policy);
}

}  // namespace luodi::intake
