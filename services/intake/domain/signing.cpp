#include "services/intake/domain/signing.hpp"

#include <algorithm>

#include "common/domain/checklist.hpp"
#include "common/domain/project_admission.hpp"
#include "common/kernel/bilingual.hpp"
#include "common/kernel/name.hpp"
#include "services/intake/domain/amount.hpp"

namespace luodi::intake {

using domain::field_fault;

namespace {
Expected<void> check_no_amount(const domain::Project& project, bool stated) {
  if (!project.secret || !stated) return {};
  return fail(ErrorCode::secret_not_admitted, "涉密项目不登记金额 / no amount of a secret project is recorded here");
}

// An agreement is worth what its currency was worth on its own day: neither a rate of another day nor an amount that
// was converted by one makes a threshold reached or missed.
Expected<void> check_rate(const domain::Project& project, const KnownAmount& amount, bool framework, CivilDate on) {
  if (amount.foreign) {
    const CivilDate rated = amount.foreign->rate_date;
    if (rated == on) return {};
    return fail(field_fault("/amount/rate_date", "not_signing_date",
                            bilingual("协议金额按签约日 {0} 的汇率折算，所填为 {1} 的汇率 / an agreement uses the rate "
                                      "of its day of signing, {0}, not that of {1}",
                                      on, rated)));
  }
  if (amount.fen || framework) return {};
  const auto* known = domain::last_known_version(project);
  if (known == nullptr || !known->rate_date || *known->rate_date == on) return {};
  return fail(
      field_fault("/amount", "not_signing_date",
                  bilingual("已登记的外币金额按 {0} 的汇率折算，签约须按签约日 {1} 的汇率填写金额 / the amount known "
                            "so far was converted at the rate of {0}: state it at that of the day of signing, {1}",
                            *known->rate_date, on)));
}

// Below a threshold there is no interview and no dispatch, so the one who answers for the project does not decide that.
Expected<void> check_may_lower(const domain::Project& project, Fen amount, CivilDate on, const Actor& actor) {
  const auto before = domain::formal_amount_on(project, on);
  if (!before || amount >= *before || actor.has(Role::bureau)) return {};
  return fail(ErrorCode::forbidden,
              bilingual("调低协议金额（{0} → {1}）由投资促进部门登记，请向其提交补充协议和理由 / the bureau records a "
                        "lower amount ({0} to {1}): hand it the supplementary agreement and the reason",
                        *before, amount));
}
// One document: by its digest where both papers have it, else by its number, else by its title.
bool same_document(const domain::Evidence& a, const domain::Evidence& b) {
  if (a.sha256 && b.sha256) return normalise_name(*a.sha256) == normalise_name(*b.sha256);
  if (a.reference && b.reference) return normalise_name(*a.reference) == normalise_name(*b.reference);
  return normalise_name(a.title) == normalise_name(b.title);
}

std::vector<domain::Evidence> agreements_in(const std::vector<domain::Evidence>& papers) {
  std::vector<domain::Evidence> out;
  std::copy_if(papers.begin(), papers.end(), std::back_inserter(out),
               [](const domain::Evidence& paper) { return paper.kind == domain::EvidenceKind::agreement; });
  return out;
}

// A second framework agreement is another document or of another day; of a secret project only the day is known.
Expected<void> check_not_recorded(const domain::Project& project, const Sign& command, const domain::Context& context) {
  const auto& before = project.framework;
  if (command.agreement != AgreementKind::framework || !before || before->signed_on != command.signed_on) return {};
  const auto old = agreements_in(before->evidence);
  const auto now = agreements_in(command.evidence);
  const bool same = std::any_of(now.begin(), now.end(), [&](const domain::Evidence& paper) {
    return std::any_of(old.begin(), old.end(),
                       [&](const domain::Evidence& other) { return same_document(paper, other); });
  });
  if (!same && !(old.empty() && now.empty())) return {};
  return fail(
      domain::recorded_before(bilingual("{0} 的同一框架协议 / this framework agreement of {0}", before->signed_on),
                              {before->recorded_on, before->by.value_or(""), {}}, &context));
}

// The amount that the latest amendment of that day set already; where another came between, it is an amendment again.
Expected<void> check_not_recorded(const domain::Project& project, const Amend& command, CivilDate effective_on,
                                  const domain::Context& context) {
  const auto& amounts = project.amounts;
  const auto latest = std::find_if(amounts.rbegin(), amounts.rend(), [&](const domain::AgreedAmount& version) {
    return version.basis == "amendment" && version.from == effective_on;
  });
  if (latest == amounts.rend() || latest->amount_fen != command.agreed_amount_fen) return {};
  return fail(domain::recorded_before(bilingual("自 {0} 起为{1}的同一协议变更 / the same amendment from {0}, {1}",
                                                effective_on, command.agreed_amount_fen),
                                      {latest->recorded_on, latest->by.value_or(""), {}}, &context));
}

// Of an agreement only the amount is kept here, so an amendment that leaves it as it is changes nothing.
Expected<void> check_changes(const domain::Project& project, const Amend& command, CivilDate effective_on) {
  const auto before = domain::formal_amount_on(project, effective_on);
  if (before != command.agreed_amount_fen) return {};
  Error error = field_fault(
      "/agreed_amount_fen", "unchanged",
      bilingual(
          "{0} 有效的协议金额已是{1}，这项变更没有改变金额；请核对补充协议的金额和生效日 / the amount in force on "
          "{0} is {1} already: this amendment changes none; check the amount and the day of the supplementary "
          "agreement",
          effective_on, *before));
  error.next_zh = "变更的是履约期限或约定事项的，更正履约事项：POST /v1/obligations/{id}/correction";
  error.next_en = "where a day or a duty has changed, correct the obligation: POST /v1/obligations/{id}/correction";
  return fail(std::move(error));
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
  const auto admitted =
      admit(project, domain::Command::signing, std::move(brought), command.signed_on, "/signed_on", context);
  if (!admitted) return fail(admitted.error());
  if (auto ok = domain::check_answered(project, admitted->brought, *admitted->policy, "/signed_on"); !ok)
    return fail(ok.error());
  if (auto ok = domain::check_papers_before(command.evidence, *on, {"签约", "the signing"}); !ok)
    return fail(ok.error());
  if (auto ok = check_rate(project, *amount, admitted->brought.framework, *on); !ok) return fail(ok.error());
  if (auto ok = check_not_recorded(project, command, context); !ok) return fail(ok.error());
  domain::AgreementSigned event;
  event.agreement = std::string(codec::enum_text(command.agreement));
  event.signed_on = *on;
  event.agreed_amount_fen = amount->fen;
  if (!amount->fen && !admitted->brought.framework) event.agreed_amount_fen = domain::last_known_amount(project);
  event.foreign_amount = amount->foreign;
  event.evidence = command.evidence;
  event.recorded_on = civil_date(context.now);
  event.by = context.actor.username;
  return raised(id, project, event, *admitted->policy);
}

Expected<domain::Decision> decide_amendment(const std::string& id, const domain::Project& project, const Amend& command,
                                            const domain::Context& context) {
  if (auto ok = check_no_amount(project, true); !ok) return fail(ok.error());
  domain::Brought brought;
  brought.evidence = command.evidence;
  brought.amount = command.agreed_amount_fen;
  const auto admitted =
      admit(project, domain::Command::amendments, std::move(brought), command.effective_on, "/effective_on", context);
  if (!admitted) return fail(admitted.error());
  if (auto ok = check_may_lower(project, command.agreed_amount_fen, admitted->on(), context.actor); !ok)
    return fail(ok.error());
  if (auto ok = check_not_recorded(project, command, admitted->on(), context); !ok) return fail(ok.error());
  if (auto ok = check_changes(project, command, admitted->on()); !ok) return fail(ok.error());
  domain::AgreementAmended event;
  event.effective_on = admitted->on();
  event.agreed_amount_fen = command.agreed_amount_fen;
  event.reason = command.reason;
  event.evidence = command.evidence;
  event.recorded_on = civil_date(context.now);
  event.by = context.actor.username;
  return raised(id, project, event, *admitted->policy);
}

}  // namespace luodi::intake
