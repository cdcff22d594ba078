// Progress reports 进展 and verified funds 到位资金: recorded as told, with what effective_progress says at that
// moment; funds against their vouchers, reports against the plan.
#include <algorithm>

#include "common/domain/evidence.hpp"
#include "common/domain/project_admission.hpp"
#include "common/domain/refusals.hpp"
#include "common/kernel/bilingual.hpp"
#include "common/kernel/currency.hpp"
#include "services/progress-monitor/domain/effective_progress.hpp"
#include "services/progress-monitor/domain/plan.hpp"
#include "services/progress-monitor/domain/progress_told_before.hpp"
#include "services/progress-monitor/domain/project_code_paper.hpp"
#include "services/progress-monitor/domain/project_commands.hpp"

namespace luodi::monitor {

using domain::field_fault;

using domain::Brought;
using domain::Command;

namespace {
Expected<Fen> amount_of(const VerifyFunds& command, CivilDate on) {
  if (command.amount_fen.has_value() == command.foreign_amount.has_value())
    return fail(
        field_fault("/amount_fen", "exactly_one", "人民币金额与外币金额填且只填一项 / state exactly one of the two"));
  if (command.amount_fen) return *command.amount_fen;
  // Funds are converted at the rate of the day they came in, not of the day of signing.
  const auto& foreign = *command.foreign_amount;
  if (!is_currency(foreign.currency))
    return fail(field_fault("/foreign_amount/currency", "format", "应为 ISO 4217 货币代码 / a currency of ISO 4217"));
  if (foreign.rate_date != on)
    return fail(
        field_fault("/foreign_amount/rate_date", "not_injection_date",
                    bilingual("应为资金到位日 {0} 的汇率，所填为 {1} 的汇率 / the rate of the injection date, {0}, "
                              "not of {1}",
                              on, foreign.rate_date)));
  auto fen = to_fen(foreign.currency, foreign.minor_units, foreign.rate_e6);
  if (fen && fen->value() < 1)
    return fail(field_fault("/foreign_amount/minor_units", "out_of_range", "金额应大于零 / more than nothing"));
  return fen;
}

// The milestones that a report may name.
Twin reportable(const domain::ProjectPlanned& plan) {
  Twin ids;
  for (const auto& milestone : plan.milestones) {
    if (milestone.stage) continue;
    ids.zh += (ids.zh.empty() ? "" : "、") + milestone.id;
    ids.en += (ids.en.empty() ? "" : ", ") + milestone.id;
  }
  return ids.zh.empty() ? Twin{"无", "none"} : ids;
}

// A report that names a milestone reaches it, once; it must stand in the plan and not follow from a stage.
Expected<void> check_milestone(const Project& project, const Report& command) {
  if (!command.milestone) return {};
  if (command.kind != domain::ProgressKind::milestone)
    return fail(field_fault("/milestone", "wrong_kind", "只有节点完成才指明节点 / only with kind milestone"));
  const auto* plan = current_plan(project);
  if (!plan)
    return fail(
        field_fault("/milestone", "unknown",
                    bilingual("尚无进度计划，没有节点 {0}；请先编制计划 / there is no plan yet, and no milestone "
                              "{0}: set the plan first",
                              *command.milestone)));
  const auto* milestone = find_milestone(*plan, *command.milestone);
  if (!milestone)
    return fail(
        field_fault("/milestone", "unknown",
                    bilingual("计划中没有节点 {0}；可填：{1} / the milestone {0} is not in the plan; there are: {1}",
                              *command.milestone, reportable(*plan))));
  if (milestone->stage)
    return fail(
        field_fault("/milestone", "by_stage",
                    bilingual("节点 {0} 随阶段“{1}”完成，不另行填报；请登记该阶段 / the milestone {0} is reached with "
                              "its stage, {1}, not by a report: record that stage",
                              *command.milestone, word_of(*milestone->stage))));
  if (milestone_reached_on(project, *milestone))
    return fail(ErrorCode::already_exists,
                bilingual("节点 {0} 已完成 / the milestone was reached before: {0}", *command.milestone));
  return {};
}
// A younger paper does not prove that something was done by that day: otherwise progress is dated back into a cycle.
// What never counts needs no proof.
Expected<void> check_proof_of_day(const Report& command, CivilDate on) {
  using enum domain::ProgressKind;
  if (command.kind != milestone && command.kind != statutory_step && command.kind != signed_minutes) return {};
  return domain::check_papers_before(command.evidence, on, word_of(command.kind));
}

// Half a code, or one of another city, proves no step here.
Expected<void> check_codes(const Report& command) {
  if (command.kind != domain::ProgressKind::statutory_step) return {};
  Error error(
      ErrorCode::invalid_body,
      "法定手续的项目代码有误，请按赋码文件填写 / the project code of the step is wrong: give it as it was assigned");
  error.fields = code_faults(command.evidence);
  if (error.fields.empty()) return {};
  return fail(std::move(error));
}

// Somebody must be able to look the paper of a step up, and to tell it from the next one.
Expected<void> check_step_numbers(const Report& command) {
  if (command.kind != domain::ProgressKind::statutory_step) return {};
  for (std::size_t i = 0; i < command.evidence.size(); ++i) {
    const auto& paper = command.evidence[i];
    if (proves_a_step(paper.kind) && normalise_number(paper.reference.value_or("")).empty())
      return fail(field_fault("/evidence/" + std::to_string(i) + "/reference", "required",
                              bilingual("法定手续的{0}“{1}”须填写文号或编号 / the paper of a statutory step needs its "
                                        "number: {0} “{1}”",
                                        word_of(paper.kind), paper.title)));
  }
  return {};
}

// Told after its half month has closed, a step ends a stall in retrospect: its paper says of which day it is.
Expected<void> check_step_dated(const Report& command, CivilDate on, Instant now) {
  if (command.kind != domain::ProgressKind::statutory_step || now < HalfMonth::of(on).closes_at()) return {};
  const auto& papers = command.evidence;
  const auto proof = std::find_if(papers.begin(), papers.end(), [](const auto& e) { return proves_a_step(e.kind); });
  const auto dated = [](const auto& e) { return proves_a_step(e.kind) && e.dated; };
  if (proof == papers.end() || std::any_of(papers.begin(), papers.end(), dated)) return {};
  return fail(
      field_fault("/evidence/" + std::to_string(proof - papers.begin()) + "/dated", "required",
                  bilingual("{0} 所属半月已结束，补报的法定手续须填写材料日期 / the half month of {0} has closed: "
                            "a statutory step that is told late needs the date of its paper",
                            on)));
}

// A closed problem is no label of a report: it counts when the problem itself is confirmed.
Expected<void> check_kind(const Report& command) {
  if (command.kind != domain::ProgressKind::problem_closed) return {};
  return fail(field_fault("/kind", "by_problem",
                          "问题销号不能自行填报：由问题提出方确认后自动计入，见 GET /v1/problems / reported by the "
                          "problem itself once its reporter confirms it, see GET /v1/problems"));
}
}  // namespace

Expected<Decision> decide_progress(const std::string& id, const Project& project, const Report& command,
                                   const Context& context) {
  // Stages have their own commands: whatever is reported beside them is a detail.
  if (auto fine = domain::check_stub(project, {{"/kind", true},
                                               {"/text", !command.text.empty()},
                                               {"/milestone", command.milestone.has_value()},
                                               {"/evidence", !command.evidence.empty()}});
      !fine)
    return fail(fine.error());
  if (auto fine = check_kind(command); !fine) return fail(fine.error());
  Brought brought;
  brought.evidence = command.evidence;
  const auto admitted =
      domain::admit(project, Command::progress, std::move(brought), command.occurred_on, "/occurred_on", context);
  if (!admitted) return fail(admitted.error());
  const domain::Basis lead{{"项目信息登记", "the lead"}, domain::applied_on(project)};
  if (auto fine = domain::check_rests_on(lead, admitted->on(), "/occurred_on", "before_lead"); !fine)
    return fail(fine.error());
  if (auto sound = check_codes(command); !sound) return fail(sound.error());
  if (auto proved = check_proof_of_day(command, admitted->on()); !proved) return fail(proved.error());
  if (auto fits = check_milestone(project, command); !fits) return fail(fits.error());
  if (auto numbered = check_step_numbers(command); !numbered) return fail(numbered.error());
  if (auto dated = check_step_dated(command, admitted->on(), context.now); !dated) return fail(dated.error());
  auto judged = shown_before(project, command, admitted->on())
                    .value_or(judge_report(project, command.kind, admitted->on(), command.evidence, context.actor,
                                           *context.policies));
  if (judged.effective)
    if (auto late =
            judge_late_milestone(command.kind, admitted->on(), command.evidence, context.now, *context.policies))
      judged = std::move(*late);
  domain::ProgressReported event;
  event.id = "prg_" + context.fresh_id;
  event.kind = command.kind;
  event.occurred_on = admitted->on();
  event.text = command.text;
  event.evidence = command.evidence;
  event.effective = judged.effective;
  event.reason = judged.reason();
  event.milestone = command.milestone;
  event.by = context.actor.username;
  if (!context.actor.org.empty()) event.org = context.actor.org;
  event.digests = shown_marks(command);
  if (auto once = check_step_once(project, event, context); !once) return fail(once.error());
  if (event.kind == domain::ProgressKind::statutory_step) event.papers = papers_of_step(event.evidence);
  if (event.kind == domain::ProgressKind::signed_minutes) event.papers = domain::minutes_marks(event.evidence);
  if (auto standing = check_not_taken_back(project, event, context); !standing) return fail(standing.error());
  return domain::raised(id, project, event, *admitted->policy);
}

Expected<Decision> decide_funds(const std::string& id, const Project& project, const VerifyFunds& command,
                                const SlipUser& elsewhere, const Context& context) {
  if (auto fine = domain::check_stub(project, {{"/amount_fen", command.amount_fen.has_value()},
                                               {"/foreign_amount", command.foreign_amount.has_value()},
                                               {"/vouchers", true},
                                               {"/evidence", !command.evidence.empty()},
                                               {"/note", !command.note.empty()}});
      !fine)
    return fail(fine.error());
  Brought brought;
  brought.evidence = command.evidence;
  const auto admitted =
      domain::admit(project, Command::funds, std::move(brought), command.injected_on, "/injected_on", context);
  if (!admitted) return fail(admitted.error());
  const auto amount = amount_of(command, admitted->on());
  if (!amount) return fail(amount.error());
  if (auto proved = check_vouchers(project, command.vouchers, *amount, elsewhere, context); !proved)
    return fail(proved.error());
  if (auto before = check_slips_before(command.vouchers, command.evidence, admitted->on()); !before)
    return fail(before.error());
  auto over = over_agreed_note(project, *amount, command.over_agreed, command.note);
  if (!over) return fail(over.error());
  const auto judged = judge_funds(project, *amount, admitted->on(), *context.policies);
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
  event.vouchers = command.vouchers;
  event.over_agreed = std::move(*over);
  auto decision = domain::raised(id, project, event, *admitted->policy);
  claim_vouchers(decision, id, command.vouchers);
  return decision;
}

}  // namespace luodi::monitor
