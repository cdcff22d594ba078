// From the notice to the payment: what happens to figures that nobody may change any more.
#include <algorithm>
#include <set>

#include "common/domain/refusals.hpp"
#include "common/kernel/bilingual.hpp"
#include "services/incentive-calculator/domain/award_decisions.hpp"
#include "services/incentive-calculator/domain/notice_period.hpp"
#include "services/incentive-calculator/domain/words.hpp"

namespace luodi::incentive {

namespace {
// Codes of the runs' unique claims: what may happen once in the life of a project or a year.
constexpr std::string_view k_index_project = "park_award_project";
constexpr std::string_view k_index_year = "park_award_year";
constexpr std::string_view k_index_part = "referral_award_part";

std::string state_text(const AwardRun& run) {
  return bilingual("批次状态为{0} / the run is {0}", word_of(run.state));
}

int notice_days(AwardKind award, const policy::Policy& policy) {
  switch (award) {
    case AwardKind::park_award:
      return policy.park_award.notice_working_days;
    case AwardKind::referral_award:
      return policy.referral_award.notice_working_days;
  }
  return 0;
}

// Persons are named in the figures, so the events of a run go to city-level roles only; others read masked views.
domain::Decision decision_under(const policy::Policy& policy) {
  domain::Decision decision;
  decision.policy = policy.id;
  return decision;
}

Expected<Fen> payable_of(const Figures& figures, const std::vector<std::string>& chosen) {
  Fen payable = figures.total_fen;
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    auto sum = payable.plus(figures.tie->each_fen);
    if (!sum) return fail(sum.error());
    payable = *sum;
  }
  if (chosen.empty()) return payable;
  return payable.plus(figures.tie->remainder_fen);
}

// The places are filled exactly: choosing fewer would be a silent cut, more would be a silent raise.
Expected<std::vector<std::string>> settled_choice(const Figures& figures, const std::vector<std::string>& chosen) {
  const std::set<std::string> distinct(chosen.begin(), chosen.end());
  if (!figures.tie) {
    if (!chosen.empty()) return fail(ErrorCode::wrong_state, "没有并列，无须选择 / there is no tie to decide");
    return std::vector<std::string>();
  }
  if (chosen.empty()) {
    Error error(ErrorCode::gate_not_passed,
                "并列园区须由工作委员会决定 / the committee must choose among the tied parks");
    error.missing.push_back({"tie_decision", figures.policy_id + "/7", domain::owner_words("committee"),
                             "并列园区的决定", "choice among ties"});
    return fail(std::move(error));
  }
  const bool known = std::all_of(distinct.begin(), distinct.end(), [&](const std::string& code) {
    return std::find(figures.tie->subjects.begin(), figures.tie->subjects.end(), code) != figures.tie->subjects.end();
  });
  if (!known || distinct.size() != chosen.size() || distinct.size() != static_cast<std::size_t>(figures.tie->places)) {
    Error error(ErrorCode::invalid_body,
                bilingual("应从并列园区中选择 {0} 个，所选为 {1} 个 / choose exactly {0} of the tied parks, not {1}",
                          figures.tie->places, distinct.size()));
    error.fields.push_back({"/chosen", "tie_choice", error.detail});
    return fail(std::move(error));
  }
  return chosen;
}

void claim_once(domain::Decision& decision, const RunFact& run) {
  if (run.run->award == AwardKind::park_award)
    decision.claim(std::string(k_index_year), std::to_string(run.run->year), run.id);
  for (const auto& line : run.run->figures.lines) {
    for (const auto& project : line.projects) {
      if (run.run->award == AwardKind::park_award)
        decision.claim(std::string(k_index_project), project, run.id);
      else
        decision.claim(std::string(k_index_part), project + "/" + line.part, run.id);
    }
  }
}

// A run that pays nothing to anybody has nothing to approve: its notice has said so, and it stays what it is.
Expected<void> check_pays(const AwardRun& run, Fen payable) {
  if (payable.value() > 0) return {};
  Error error(
      ErrorCode::wrong_state,
      bilingual("本批次没有应奖励的园区或项目，应付 {0}，不予批准或兑付 / nobody is awarded by this run and {0} is "
                "due: there is nothing to approve or to pay",
                payable));
  const bool open = run.state == RunState::published;
  error.next_zh = open ? "未计入的项目及理由见本批次的测算结果；事实有更正的，填明由新批次替换本批次，重新测算"
                       : "未计入的项目及理由见本批次的测算结果；本批次无须兑付";
  error.next_en = open ? "figures.excluded says why each project does not count; where a fact was corrected, name this "
                         "run in replaces to compute anew"
                       : "figures.excluded says why each project does not count; nothing is to be paid for this run";
  return fail(std::move(error));
}

bool is_step_of(const std::optional<Step>& step, const Actor& actor) {
  return step && step->by == actor.username;
}
}  // namespace

Expected<domain::Decision> decide_publish(const RunFact& run, const PublishAwardRun& command,
                                          const domain::Context& context) {
  auto policy = context.policies->at(civil_date(context.now));
  if (!policy) return fail(policy.error());
  const int hour = (*policy)->award_run.notice_same_day_before_hour;
  const auto& calendar = context.policies->calendar();
  auto decision = decision_under(**policy);
  if (run.run->state == RunState::verified) {
    auto notice = notice_from(context.now, notice_days(run.run->award, **policy), hour, calendar);
    if (!notice) return fail(notice.error());
    decision.raise<AwardRun>(run.id, AwardRunPublished{*notice, about(*run.run)});
    return decision;
  }
  if (run.run->state != RunState::objection) return fail(ErrorCode::wrong_state, state_text(*run.run));
  if (!command.answer) {
    Error error(ErrorCode::gate_not_passed, "须先答复异议 / answer the objections first");
    error.missing.push_back(
        {"answer", (*policy)->id + "/7", domain::owner_words("bureau"), "对异议的答复", "answer to the objections"});
    return fail(std::move(error));
  }
  auto notice = notice_from(context.now, run.run->remaining_working_days, hour, calendar);
  if (!notice) return fail(notice.error());
  decision.raise<AwardRun>(run.id, AwardRunResumed{*command.answer, *notice, about(*run.run)});
  return decision;
}

Expected<domain::Decision> decide_object(const RunFact& run, const ObjectToAwardRun& command,
                                         const domain::Context& context) {
  const auto& actor = context.actor;
  const bool running = run.run->state == RunState::published;
  if (!running && run.run->state != RunState::objection) return fail(ErrorCode::wrong_state, state_text(*run.run));
  const CivilDate today = civil_date(context.now);
  if (running && today > run.run->notice->until)
    return fail(ErrorCode::wrong_state,
                bilingual("公示已于 {0} 结束 / the notice ended on {0}", run.run->notice->until));
  AwardRunObjected event;
  event.run = about(*run.run);
  event.objection.id = "obj_" + context.fresh_id;
  event.objection.by = actor.username;
  event.objection.org = actor.org;
  event.objection.text = command.text;
  event.objection.at = context.now;
  // A further objection finds the clock stopped already.
  event.remaining_working_days = run.run->remaining_working_days;
  if (running) {
    auto remaining = remaining_days(*run.run->notice, today, context.policies->calendar());
    if (!remaining) return fail(remaining.error());
    event.remaining_working_days = *remaining;
  }
  domain::Decision decision;
  decision.raise<AwardRun>(run.id, event);
  return decision;
}

Expected<domain::Decision> decide_approve(const RunFact& run, const ApproveAwardRun& command,
                                          const domain::Context& context) {
  const auto& actor = context.actor;
  if (run.run->state == RunState::objection) return fail(ErrorCode::wrong_state, "异议未答复 / an objection is open");
  if (run.run->state != RunState::published) return fail(ErrorCode::wrong_state, state_text(*run.run));
  if (is_step_of(run.run->created, actor) || is_step_of(run.run->verified, actor))
    return fail(ErrorCode::claimant_decides, "测算或核验人不得批准 / who created or verified it may not approve");
  if (civil_date(context.now) <= run.run->notice->until) {
    Error error(ErrorCode::gate_not_passed,
                bilingual("公示至 {0}，期满后方可批准 / the notice runs until {0}; it can be approved afterwards",
                          run.run->notice->until));
    error.missing.push_back(
        {"notice_over", run.run->figures.policy_id + "/7", domain::owner_words("bureau"), "公示期满", "notice period"});
    return fail(std::move(error));
  }
  auto chosen = settled_choice(run.run->figures, command.chosen);
  if (!chosen) return fail(chosen.error());
  auto payable = payable_of(run.run->figures, *chosen);
  if (!payable) return fail(payable.error());
  if (auto pays = check_pays(*run.run, *payable); !pays) return fail(pays.error());
  AwardRunApproved event;
  event.run = about(*run.run);
  event.run->total_fen = *payable;
  event.minutes = command.minutes;
  if (!chosen->empty()) event.tie_decision = TieDecision{*chosen};
  event.payable_fen = *payable;
  domain::Decision decision;
  decision.policy = run.run->figures.policy_id;
  decision.raise<AwardRun>(run.id, event);
  claim_once(decision, run);
  return decision;
}

Expected<domain::Decision> decide_pay(const RunFact& run, const PayAwardRun& command, const domain::Context& context) {
  if (run.run->state != RunState::approved) return fail(ErrorCode::wrong_state, state_text(*run.run));
  if (is_step_of(run.run->approved, context.actor))
    return fail(ErrorCode::claimant_decides, "批准人不得兑付 / who approved it may not pay it");
  if (auto pays = check_pays(*run.run, run.run->payable_fen); !pays) return fail(pays.error());
  const auto paid_on = domain::day_of_fact(command.paid_on, context, "/paid_on");
  if (!paid_on) return fail(paid_on.error());
  if (const auto approved_on = civil_date(run.run->approved->at); *paid_on < approved_on)
    return fail(
        ErrorCode::wrong_state,
        bilingual("兑付日 {0} 早于批准日 {1} / paid on {0}, before it was approved on {1}", *paid_on, approved_on));
  AwardRunPaid event;
  event.run = about(*run.run);
  event.reference = command.reference;
  event.paid_on = *paid_on;
  const auto* policy = context.policies->find(run.run->figures.policy_id);
  if (!policy) return fail(ErrorCode::no_policy, run.run->figures.policy_id);
  if (run.run->award == AwardKind::referral_award)
    event.clawback_until = paid_on->plus_months(12 * policy->referral_award.clawback_years);
  auto decision = decision_under(*policy);
  decision.raise<AwardRun>(run.id, event);
  return decision;
}

}  // namespace luodi::incentive
