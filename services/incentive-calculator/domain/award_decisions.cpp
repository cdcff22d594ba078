// Creating and verifying a run: where figures come from. The later steps are in award_steps.cpp.
#include "services/incentive-calculator/domain/award_decisions.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "common/domain/refusals.hpp"
#include "common/kernel/bilingual.hpp"
#include "common/kernel/code_point.hpp"
#include "services/incentive-calculator/domain/late_correction.hpp"
#include "services/incentive-calculator/domain/park_award.hpp"
#include "services/incentive-calculator/domain/referral_award.hpp"
#include "services/incentive-calculator/domain/words.hpp"

namespace luodi::incentive {

namespace {
CivilDate last_day_of(int year) {
  return CivilDate::from_days(CivilDate::of(year + 1, 1, 1)->days() - 1);
}

const RunFact* find_run(const std::vector<RunFact>& runs, const std::string& id) {
  for (const auto& fact : runs)
    if (fact.id == id) return &fact;
  return nullptr;
}

// A finding against nobody would be taken and forgotten.
Expected<void> check_findings(const std::vector<FraudFinding>& findings, const std::vector<ParkFact>& parks) {
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const auto& code = findings[i].park;
    if (std::none_of(parks.begin(), parks.end(), [&](const ParkFact& fact) { return fact.code == code; }))
      return fail(domain::field_fault(
          "/fraud_findings/" + std::to_string(i) + "/park", "unknown",
          bilingual("没有登记这个园区：{0}，见 GET /v1/parks / no such park: {0}, see GET /v1/parks", code)));
  }
  return {};
}

Expected<void> check_replaces(const CreateAwardRun& command, const std::vector<RunFact>& runs) {
  if (!command.replaces) return {};
  if (is_blank(command.reason.value_or("")))
    return fail(domain::reason_needed("/reason", {"替换已有批次", "replacing a run"}, k_longest_replace_reason));
  const auto* old = find_run(runs, *command.replaces);
  if (!old) return fail(ErrorCode::award_run_not_found, *command.replaces);
  if (old->run->award != command.award || old->run->year != command.year)
    return fail(ErrorCode::wrong_state, "只能替换同一奖项、同一年度的批次 / only a run of the same award and year");
  switch (old->run->state) {
    case RunState::draft:
    case RunState::verified:
    case RunState::published:
    case RunState::objection:
      return {};
    case RunState::approved:
    case RunState::paid:
    case RunState::replaced:
      break;
  }
  const Word state = word_of(old->run->state);
  return fail(ErrorCode::wrong_state, bilingual("批次状态为{0}，不能替换 / the run is {0} and stays", state));
}

// What ends by the new run: the one that it names, and then every draft of the same award and year, for there is one
// draft at a time. A draft that is not named refuses a second one.
Expected<std::vector<RunFact>> ended_by(const CreateAwardRun& command, const std::vector<RunFact>& runs) {
  std::vector<RunFact> ended;
  for (const auto& other : runs) {
    const bool named = command.replaces == other.id;
    const bool draft =
        other.run->state == RunState::draft && other.run->award == command.award && other.run->year == command.year;
    if (!named && !draft) continue;
    if (!command.replaces)
      return fail(ErrorCode::already_exists,
                  bilingual("该年度已有测算稿 {0}，请核验该稿，或填明由新稿替换该稿，重新测算 / run {0} is an open "
                            "draft of this award and year: verify it, or name it in replaces to compute anew",
                            other.id));
    ended.push_back(other);
  }
  return ended;
}

// Two that are created at the same moment do not see each other.
domain::UniqueClaim draft_claim(AwardKind award, int year, std::string run, bool release) {
  return {"award_run_draft", std::string(codec::enum_text(award)) + "/" + std::to_string(year), std::move(run),
          release};
}

// A second run under way for the same award and year would let two papers claim to be the result. A year is ranked
// once, so an approved ranking blocks for good; referral parts that were paid are left out of later runs by themselves.
bool blocks(const AwardRun& other, AwardKind award) {
  switch (other.state) {
    case RunState::verified:
    case RunState::published:
    case RunState::objection:
      return true;
    case RunState::approved:
    case RunState::paid:
      return award == AwardKind::park_award;
    case RunState::draft:
    case RunState::replaced:
      return false;
  }
  return false;
}

// Does one line of both promise the same part of the same project?
bool promise_the_same(const AwardRun& a, const AwardRun& b) {
  std::set<std::pair<std::string_view, std::string_view>> promised;
  for (const auto& line : a.figures.lines)
    for (const auto& project : line.projects)
      promised.emplace(project, line.part);
  for (const auto& line : b.figures.lines)
    for (const auto& project : line.projects)
      if (promised.contains({project, line.part})) return true;
  return false;
}

// Set, not added to: what was paid twice over in the facts would be paid too little afterwards.
std::vector<Spent> spent_by_all(const std::vector<RunFact>& runs) {
  std::vector<Spent> out;
  for (const auto& fact : runs) {
    auto spent = spent_by(fact.id, *fact.run);
    out.insert(out.end(), spent.begin(), spent.end());
  }
  return out;
}
}  // namespace

std::string award_run_id_for(const domain::Context& context) {
  return "awd_" + context.fresh_id;
}

Expected<Figures> compute_figures(AwardKind award, const AwardFacts& facts) {
  switch (award) {
    case AwardKind::park_award:
      return compute_park_award(facts);
    case AwardKind::referral_award:
      return compute_referral_award(facts);
  }
  return fail(ErrorCode::internal, "unknown award");
}

Expected<domain::Decision> decide_create(const CreateAwardRun& command, AwardFacts facts,
                                         const std::vector<RunFact>& runs, std::int64_t sequence,
                                         const domain::Context& context) {
  const CivilDate today = civil_date(context.now);
  if (command.year > today.year())
    return fail(ErrorCode::in_future, bilingual("{0} 年尚未开始 / the year {0} has not begun", command.year));
  if (auto replaces = check_replaces(command, runs); !replaces) return fail(replaces.error());
  const auto ended = ended_by(command, runs);
  if (!ended) return fail(ended.error());
  if (auto known = check_findings(command.fraud_findings, facts.parks); !known) return fail(known.error());

  facts.year = command.year;
  facts.as_of = std::min(today, last_day_of(command.year));
  facts.policies = context.policies;
  facts.fraud_findings = command.fraud_findings;
  facts.spent = spent_by_all(runs);
  auto figures = compute_figures(command.award, facts);
  if (!figures) return fail(figures.error());

  const std::string id = award_run_id_for(context);
  domain::Decision decision;
  decision.policy = figures->policy_id;
  AwardRunDrafted event;
  event.award = command.award;
  event.year = command.year;
  event.as_of = facts.as_of;
  event.computed_at_sequence = sequence;
  event.figures = std::move(*figures);
  event.fraud_findings = command.fraud_findings;
  event.replaces = command.replaces;
  decision.raise<AwardRun>(id, event);
  for (const auto& old : *ended) {
    decision.raise<AwardRun>(old.id, AwardRunReplaced{id, command.reason.value_or(""), about(*old.run)});
    decision.claims.push_back(draft_claim(command.award, command.year, old.id, /*release=*/true));
  }
  decision.claims.push_back(draft_claim(command.award, command.year, id, /*release=*/false));
  return decision;
}

namespace {
// A ranking is one of the whole year: computed on its last day or later, and verified after it.
Expected<void> check_year_over(const AwardRun& run, const policy::Policy& policy, CivilDate today) {
  if (run.award != AwardKind::park_award || !policy.award_run.ranking_after_year_end) return {};
  if (run.as_of.plus_days(1).year() <= run.year)
    return fail(
        ErrorCode::wrong_state,
        bilingual(
            "本稿按 {0} 的情况测算，当时 {1} 年尚未结束；年终后填明由新稿替换本稿，重新测算，再行核验 / this draft was "
            "computed as of {0}, when {1} was not over: draft it again with replaces after the end of "
            "the year, then verify",
            run.as_of, run.year));
  if (today.year() <= run.year)
    return fail(ErrorCode::wrong_state,
                bilingual("{0} 年尚未结束，年终后再行核验 / the year {0} is not over: verify after its end", run.year));
  return {};
}
}  // namespace

Expected<domain::Decision> decide_verify(const RunFact& run, const VerifyAwardRun& command, AwardFacts facts,
                                         const std::vector<RunFact>& runs, const domain::Context& context) {
  if (run.run->state != RunState::draft)
    return fail(ErrorCode::wrong_state, "只有测算稿可以核验 / only a draft can be verified");
  const auto* policy = context.policies->find(run.run->figures.policy_id);
  if (!policy) return fail(ErrorCode::no_policy, run.run->figures.policy_id);
  if (auto ranked = check_year_over(*run.run, *policy, civil_date(context.now)); !ranked) return fail(ranked.error());
  domain::Decision decision;
  decision.policy = policy->id;
  for (const auto& other : runs) {
    if (other.id == run.id || other.run->award != run.run->award) continue;
    const bool same_year = other.run->year == run.run->year;
    if (same_year && blocks(*other.run, run.run->award))
      return fail(ErrorCode::already_exists,
                  bilingual("同一年度已有批次 {0}，须先替换 / run {0} is of the same award and year; replace it first",
                            other.id));
    if (!same_year && blocks(*other.run, run.run->award) && promise_the_same(*other.run, *run.run))
      return fail(ErrorCode::already_exists,
                  bilingual("批次 {0}（{1} 年）已列入同一笔奖励，请待其兑付后重新测算 / run {0} of {1} promises part "
                            "of the same; compute again after it is paid",
                            other.id, other.run->year));
    decision.guards.emplace_back(std::string(AwardRun::kind), other.id);  // it may be verified at the same moment
  }
  facts.year = run.run->year;
  facts.as_of = run.run->as_of;
  facts.policies = context.policies;
  facts.fraud_findings = run.run->fraud_findings;
  facts.spent = spent_by_all(runs);
  auto again = compute_figures(run.run->award, facts);
  if (!again) return fail(again.error());
  if (codec::encode(*again) != codec::encode(run.run->figures))
    return fail(ErrorCode::wrong_state,
                "测算后数据已有变化，请重新测算 / the facts or the policy have changed since: compute a new run");
  // A correction that is committed at the same moment is judged by this or by the next try, never lost.
  for (const auto& project : counted_projects(*run.run))
    decision.guards.emplace_back(std::string(domain::Project::kind), project);
  decision.raise<AwardRun>(run.id,
                           AwardRunVerified{command.note, about(*run.run), seen_corrections(*run.run, facts.projects)});
  decision.claims.push_back(draft_claim(run.run->award, run.run->year, run.id, /*release=*/true));
  return decision;
}

}  // namespace luodi::incentive
