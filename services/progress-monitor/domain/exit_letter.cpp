#include "services/progress-monitor/domain/exit_letter.hpp"

#include "common/domain/names.hpp"
#include "common/domain/refusals.hpp"
#include "common/policy/policy_book.hpp"
#include "services/progress-monitor/domain/exit_case.hpp"
#include "services/progress-monitor/domain/notice_facts.hpp"
#include "services/progress-monitor/domain/obligation.hpp"

namespace luodi::monitor {

namespace {
// The paper of the signing that is its agreement.
LetterAgreement agreement_of(const domain::AgreementSigned& signing) {
  LetterAgreement agreement;
  agreement.signed_on = signing.signed_on;
  for (const auto& paper : signing.evidence) {
    if (paper.kind != domain::EvidenceKind::agreement) continue;
    agreement.title = paper.title;
    agreement.number = paper.reference.value_or("");
    break;
  }
  return agreement;
}

// By its name alone: the reader of a letter has no use for the code.
std::string host_name(const domain::Project& project, const domain::Context& context) {
  if (project.host.empty() || !context.names || !context.names->unit) return project.host;
  const std::string name = context.names->unit(project.host);
  return name.empty() ? project.host : name;
}

// What both letters say.
ExitLetter letter_about(const LimitNoticeIssued& notice, const Obligation& obligation, const domain::Project& project,
                        const policy::Policy& policy, const domain::Context& context) {
  const CivilDate today = civil_date(context.now);
  ExitLetter letter;
  letter.issued_on = today;
  letter.issuer = policy.notice.issuer;
  letter.addressee = project.enterprise.name;  // whoever owes it: the agreement was made with the enterprise
  letter.project_name = notice.project_name;
  letter.project_code = project_code_of(&project);
  letter.obligation = obligation.title;
  letter.agreed_in = obligation.text;
  letter.amount_fen = obligation.amount_fen;
  letter.agreed_on = notice.agreed_on;
  letter.days_late = today.days() - notice.agreed_on.days();
  letter.limit_until = notice.limit_until;
  letter.policy_title = policy.title;
  letter.clause = domain::cite(policy, "9");
  if (const auto* clause = policy.clause("9")) {
    letter.clause_title = clause->title_zh;
    letter.clause_point = clause->paraphrase;
  }
  letter.contact = policy.notice.contact;
  letter.copies = policy.notice.copies;
  if (project.agreement) letter.agreement = agreement_of(*project.agreement);
  if (auto host = host_name(project, context); !host.empty()) {
    letter.copies.push_back(host);
    letter.host = std::move(host);
  }
  return letter;
}
}  // namespace

ExitLetter limit_letter(const LimitNoticeIssued& notice, const Obligation& obligation, const domain::Project& project,
                        const policy::Policy& policy, const domain::Context& context) {
  return letter_about(notice, obligation, project, policy, context);
}

ExitLetter exit_letter(const ExitCase& exit, const Obligation& obligation, const domain::Project& project,
                       const policy::Policy& policy, const domain::Context& context) {
  auto letter = letter_about(exit.notice, obligation, project, policy, context);
  letter.agreed_on = agreed_on(exit);
  letter.days_late = letter.issued_on.days() - letter.agreed_on.days();
  letter.objection_working_days = policy.environment.exit.objection_working_days;
  letter.limit_until = limit_until(exit);
  letter.limit_notice_on = civil_date(exit.notice_at);
  if (exit.notice.letter) letter.limit_number = exit.notice.letter->number;
  for (const auto& kind : policy.environment.exit.settlement)
    letter.settlement.push_back(kind.title_zh);
  // A performance within the limit is a cure and no letter is written.
  letter.honoured_on = obligation.honoured_on;
  if (letter.honoured_on) letter.days_late = letter.honoured_on->days() - letter.agreed_on.days();
  return letter;
}

Twin too_late(const ExitLetter& letter, const std::string& on) {
  if (!letter.honoured_on) return {};
  const std::string days = std::to_string(letter.days_late);
  return {"已于" + on + "履约，逾期" + days + "日，晚于限期",
          "performed on " + letter.honoured_on->str() + ", " + days + " days late and after the limit"};
}

}  // namespace luodi::monitor
