#include "services/progress-monitor/domain/exemption.hpp"

#include <algorithm>
#include <map>

#include "common/domain/project_admission.hpp"
#include "common/domain/words.hpp"
#include "common/kernel/bilingual.hpp"
#include "common/policy/clause_words.hpp"
#include "services/progress-monitor/domain/effective_progress.hpp"
#include "services/progress-monitor/domain/interview_scope.hpp"

namespace luodi::monitor {

using domain::field_fault;

using domain::Decision;
using domain::Exemption;
using domain::ExemptionState;

namespace {
tl::unexpected<Error> refuse(std::string pointer, std::string code, std::string message) {
  return fail(field_fault(std::move(pointer), std::move(code), std::move(message)));
}

HalfMonth last_cycle(const Exemption& exemption) {
  return exemption.from.plus(exemption.cycles - 1);
}

const Exemption* find(const domain::Project& project, const std::string& id) {
  for (const auto& exemption : project.exemptions)
    if (exemption.id == id) return &exemption;
  return nullptr;
}

// How many renewals lead up to this exemption.
int renewals_behind(const domain::Project& project, const Exemption& exemption) {
  int n = 0;
  const Exemption* at = &exemption;
  while (at && at->renews && n <= static_cast<int>(project.exemptions.size())) {
    at = find(project, *at->renews);
    ++n;
  }
  return n;
}

Expected<void> check_renewal(const domain::Project& project, const ClaimExemption& command,
                             const policy::InterviewParameters& p) {
  if (!command.renews) return {};
  const auto* renewed = find(project, *command.renews);
  if (!renewed || renewed->state != ExemptionState::approved)
    return refuse("/renews", "not_approved", "只能续延已批准的认定 / only an approved exemption can be renewed");
  if (renewed->ground != command.ground)
    return refuse("/ground", "differs", "续延须为同一事由 / a renewal keeps its ground");
  if (command.from != last_cycle(*renewed).plus(1))
    return refuse("/from", "not_adjacent",
                  bilingual("续延应从{0}起，所填为{1} / a renewal follows without a gap, from {0}, not from {1}",
                            last_cycle(*renewed).plus(1), command.from));
  if (renewals_behind(project, *renewed) >= p.exemption_renewals)
    return fail(ErrorCode::not_eligible,
                bilingual("最多续延{0}次 / renewable at most {0} times", p.exemption_renewals));
  return {};
}

// How many cycles of one stall would stand exempt when these are granted. Effective progress ends a stall, whatever is
// exempt in its cycle; cycles that count, or are suspended, do not. Of several stalls that the cycles touch, the
// fullest.
int exempt_together(const domain::Project& project, HalfMonth from, int cycles, const policy::PolicyBook& book) {
  std::vector<HalfMonth> moved;
  for (const CivilDate day : moved_days(project, book))
    moved.push_back(HalfMonth::of(day));
  auto stall_of = [&](HalfMonth cycle) { return std::upper_bound(moved.begin(), moved.end(), cycle) - moved.begin(); };
  std::map<std::ptrdiff_t, int> together;  // by stall
  auto add = [&](HalfMonth first, int count, bool asked) {
    for (HalfMonth c = first; c < first.plus(count); c = c.plus(1)) {
      if (std::binary_search(moved.begin(), moved.end(), c)) continue;
      if (asked)
        ++together[stall_of(c)];
      else if (const auto stall = together.find(stall_of(c)); stall != together.end())
        ++stall->second;
    }
  };
  add(from, cycles, true);
  for (const auto& exemption : project.exemptions)
    if (exemption.state == ExemptionState::approved) add(exemption.from, exemption.cycles, false);
  int most = 0;
  for (const auto& [stall, count] : together)
    most = std::max(most, count);
  return most;
}

Expected<void> check_together(const domain::Project& project, HalfMonth from, int cycles, const policy::Policy& policy,
                              const policy::PolicyBook& book) {
  const int together = exempt_together(project, from, cycles, book);
  const int most = policy.interview.exemption_together();
  if (together <= most) return {};
  return fail(
      ErrorCode::not_eligible,
      bilingual("同一停滞期内的认定（不论事由、是否相接）合计{0}个周期，最多{1}个（{2}） / the exemptions of one stall "
                "would be {0} cycles together, whatever their grounds and what lies between them: at most {1} ({2})",
                together, most, policy::cited(policy, "6")));
}

// A claim is about the present stall: neither about one long past nor about one that may come.
Expected<void> check_when(HalfMonth from, CivilDate today, const policy::InterviewParameters& p) {
  const HalfMonth running = HalfMonth::of(today);
  const HalfMonth first = running.plus(-p.exemption_past_cycles);
  const HalfMonth last = running.plus(p.exemption_future_cycles);
  if (first <= from && from <= last) return {};
  return refuse("/from", "out_of_range",
                bilingual("应在{0}与{1}之间，所填为{2} / from {0} to {1}, not {2}", first, last, from));
}

// What nobody counted needs no excuse: neither before the project is watched nor before it was registered.
Expected<void> check_watched(const domain::Project& project, HalfMonth from) {
  const auto watched = watched_from(project);
  const HalfMonth first = HalfMonth::of(watched.value_or(civil_date(project.created_at)));
  if (first <= from) return {};
  return refuse("/from", "before_watch",
                watched ? bilingual("项目自{0}起计数（{1}），之前的周期无需认定，所填为{2} / the project is counted "
                                    "from {1} on, cycle {0}: nothing before it needs an exemption, not {2}",
                                    first, *watched, from)
                        : bilingual("项目于{1}登记，之前的周期（早于{0}）无需认定，所填为{2} / the project was "
                                    "registered on {1}: nothing before cycle {0} needs an exemption, not {2}",
                                    first, civil_date(project.created_at), from));
}

// Overlap with anything that is approved or still to be decided; nearness to an approved one of the same ground.
Expected<void> check_overlap(const domain::Project& project, const ClaimExemption& command) {
  const HalfMonth last = command.from.plus(command.cycles - 1);
  for (const auto& other : project.exemptions) {
    if (other.state == ExemptionState::refused) continue;
    const bool overlaps = other.from <= last && command.from <= last_cycle(other);
    if (overlaps) return fail(ErrorCode::not_eligible, bilingual("与{0}的周期重叠 / overlaps {0}", other.id));
    const bool touches = other.from == last.plus(1) || command.from == last_cycle(other).plus(1);
    if (touches && other.ground == command.ground && command.renews != other.id)
      return fail(ErrorCode::not_eligible,
                  bilingual("紧接{0}，应作为其续延申请 / adjacent to {0}: claim it as a renewal", other.id));
  }
  return {};
}
}  // namespace

Expected<Decision> decide_exemption_claim(const std::string& project_id, const domain::Project& project,
                                          const ClaimExemption& command, const domain::Context& context) {
  // A claim stands on its evidence, which stays outside: so does the claim.
  if (auto fine = domain::check_stub(
          project, {{"/ground", true}, {"/text", !command.text.empty()}, {"/evidence", !command.evidence.empty()}});
      !fine)
    return fail(fine.error());
  const CivilDate today = civil_date(context.now);
  const auto policy = policy_on(context, today);
  if (!policy) return fail(policy.error());
  domain::Brought brought;
  brought.evidence = command.evidence;
  brought.on = today;
  if (auto open = domain::check_gate(project, domain::Command::exemptions, brought, **policy); !open)
    return fail(open.error());
  const auto& p = (*policy)->interview;
  if (std::find(p.exemption_grounds.begin(), p.exemption_grounds.end(), command.ground) == p.exemption_grounds.end())
    return refuse("/ground", "not_allowed", codec::one_of(domain::ground_choices(p.exemption_grounds)));
  if (command.cycles < 1 || command.cycles > p.exemption_max_cycles)
    return refuse("/cycles", "out_of_range",
                  bilingual("每次 1 至 {0} 个周期，所填为 {1} / 1 to {0} cycles at a time, not {1}",
                            p.exemption_max_cycles, command.cycles));
  if (command.evidence.empty()) return refuse("/evidence", "required", "须附证明材料 / evidence is required");
  if (auto fits = check_renewal(project, command, p); !fits) return fail(fits.error());
  if (auto fits = check_overlap(project, command); !fits) return fail(fits.error());
  if (auto fits = check_when(command.from, today, p); !fits) return fail(fits.error());
  if (auto fits = check_watched(project, command.from); !fits) return fail(fits.error());
  if (auto fits = check_together(project, command.from, command.cycles, **policy, *context.policies); !fits)
    return fail(fits.error());

  domain::ExemptionClaimed claimed;
  claimed.id = "exm_" + context.fresh_id;
  claimed.ground = command.ground;
  claimed.from = command.from;
  claimed.cycles = command.cycles;
  claimed.org = context.actor.org;
  claimed.text = command.text;
  claimed.renews = command.renews;
  claimed.evidence = command.evidence;
  return domain::raised(project_id, project, claimed, **policy);
}

Expected<Decision> decide_exemption(const std::string& project_id, const domain::Project& project,
                                    const std::string& exemption_id, const DecideExemption& command,
                                    const domain::Context& context) {
  const auto* exemption = find(project, exemption_id);
  if (!exemption) return fail(ErrorCode::exemption_not_found, exemption_id);
  const bool own = context.actor.username == exemption->claimed_by ||
                   (!context.actor.org.empty() && context.actor.org == exemption->claimed_org);
  if (own) return fail(ErrorCode::claimant_decides, "由市投资促进部门审批 / the bureau decides");
  if (exemption->state != ExemptionState::claimed)
    return fail(ErrorCode::wrong_state, bilingual("已经审批：{0} / already decided: {0}", word_of(exemption->state)));
  if (!command.approved)
    if (auto said = domain::check_reason(project, command.reason, "/reason", {"不予认定", "a refused exemption"},
                                         k_longest_exemption_reason);
        !said)
      return fail(said.error());
  const auto policy = context.policies->at(civil_date(context.now));
  const int granted = command.cycles.value_or(exemption->cycles);
  if (command.approved && (granted < 1 || granted > exemption->cycles))
    return refuse("/cycles", "out_of_range",
                  bilingual("批准周期应在 1 与申请的 {0} 之间，所填为 {1} / between 1 and the {0} cycles that were "
                            "asked for, not {1}",
                            exemption->cycles, granted));
  if (command.approved && policy)
    if (auto fits = check_together(project, exemption->from, granted, **policy, *context.policies); !fits)
      return fail(fits.error());
  Decision decision;
  if (policy) decision.policy = (*policy)->id;
  decision.raise<domain::Project>(
      project_id,
      domain::ExemptionDecided{exemption_id, command.approved, command.approved ? granted : 0, command.reason},
      domain::parties_of(project));
  return decision;
}

}  // namespace luodi::monitor
