#include "services/progress-monitor/domain/exemption.hpp"

#include <algorithm>

#include "common/domain/project_admission.hpp"
#include "common/domain/words.hpp"
#include "common/kernel/bilingual.hpp"
#include "services/progress-monitor/domain/exemption_limits.hpp"
#include "services/progress-monitor/domain/interview_scope.hpp"
#include "services/progress-monitor/domain/unchanged.hpp"

namespace luodi::monitor {

using domain::field_fault;

using domain::Decision;
using domain::Exemption;
using domain::ExemptionState;

namespace {
tl::unexpected<Error> refuse(std::string pointer, std::string code, std::string message) {
  return fail(field_fault(std::move(pointer), std::move(code), std::move(message)));
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

// As it was claimed; where an earlier release granted fewer, what it granted is all that is known.
int cycles_asked(const Exemption& exemption) {
  return exemption.asked.value_or(exemption.cycles);
}

// Decided once; from then on only corrected, with a reason, while the project goes on.
Expected<void> check_occasion(const domain::Project& project, const Exemption& exemption,
                              const DecideExemption& command) {
  const bool decided = exemption.state != ExemptionState::claimed;
  if (decided && !command.correction)
    return fail(
        ErrorCode::wrong_state,
        bilingual("已经审批：{0}；认定有误的，填写更正原因（correction） / already decided: {0}; to correct it give "
                  "the reason (correction)",
                  word_of(exemption.state)));
  if (!command.correction) return {};
  if (!decided)
    return refuse("/correction", "nothing_to_correct",
                  "尚未审批，没有可更正的认定 / nothing was decided yet that could be corrected");
  if (domain::has_ended(project))
    return fail(ErrorCode::wrong_state,
                "项目已终止，认定不再更正 / the project has ended: nothing is corrected any more");
  return domain::check_reason(project, *command.correction, "/correction",
                              {"更正认定", "correcting a decided exemption"}, k_longest_exemption_reason);
}

Expected<void> check_correction(const domain::Project& project, const Exemption& exemption,
                                const DecideExemption& command, int granted) {
  const bool approved = exemption.state == ExemptionState::approved;
  if (approved == command.approved && (!approved || granted == exemption.cycles))
    return fail(unchanged("/approved", word_of(exemption.state)));
  return check_renewals_of(project, exemption, command.approved, granted);
}

// What it renews may have been taken back since the claim; and a claim keeps its cycles free only until it is refused.
Expected<void> check_approval(const domain::Project& project, const AskedExemption& asked, bool decided,
                              const policy::Policy& policy, const policy::PolicyBook& book) {
  if (auto fits = check_renewal(project, asked, policy.interview); !fits)
    return fail(ErrorCode::not_eligible, fits.error().detail);
  if (decided)
    if (auto fits = check_overlap(project, asked); !fits) return fits;
  return check_together(project, asked, policy, book);
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
  const AskedExemption asked{"", command.ground, command.from, command.cycles, command.renews};
  if (auto fits = check_renewal(project, asked, p); !fits) return fail(fits.error());
  if (auto fits = check_overlap(project, asked); !fits) return fail(fits.error());
  if (auto fits = check_when(command.from, today, p); !fits) return fail(fits.error());
  if (auto fits = check_watched(project, command.from); !fits) return fail(fits.error());
  if (auto fits = check_together(project, asked, **policy, *context.policies); !fits) return fail(fits.error());

  domain::ExemptionClaimed claimed;
  claimed.id = "exm_" + context.fresh_id;
  claimed.ground = command.ground;
  claimed.from = command.from;
  claimed.cycles = command.cycles;
  claimed.org = context.actor.org;
  claimed.text = command.text;
  claimed.renews = command.renews;
  claimed.evidence = command.evidence;
  claimed.shown = true;
  return domain::raised(project_id, project, claimed, **policy);
}

Expected<Decision> decide_exemption(const std::string& project_id, const domain::Project& project,
                                    const std::string& exemption_id, const DecideExemption& command,
                                    const domain::Context& context) {
  const auto* exemption = find_exemption(project, exemption_id);
  if (!exemption) return fail(ErrorCode::exemption_not_found, exemption_id);
  const bool own = context.actor.username == exemption->claimed_by ||
                   (!context.actor.org.empty() && context.actor.org == exemption->claimed_org);
  if (own) return fail(ErrorCode::claimant_decides, "由市投资促进部门审批 / the bureau decides");
  const bool decided = exemption->state != ExemptionState::claimed;
  if (auto fits = check_occasion(project, *exemption, command); !fits) return fail(fits.error());
  if (!command.approved)
    if (auto said = domain::check_reason(project, command.reason, "/reason", {"不予认定", "a refused exemption"},
                                         k_longest_exemption_reason);
        !said)
      return fail(said.error());
  const int most = cycles_asked(*exemption);
  const int granted = command.cycles.value_or(exemption->state == ExemptionState::refused ? most : exemption->cycles);
  if (command.approved && (granted < 1 || granted > most))
    return refuse("/cycles", "out_of_range",
                  bilingual("批准周期应在 1 与申请的 {0} 之间，所填为 {1} / between 1 and the {0} cycles that were "
                            "asked for, not {1}",
                            most, granted));
  if (decided)
    if (auto fits = check_correction(project, *exemption, command, granted); !fits) return fail(fits.error());
  const auto policy = context.policies->at(civil_date(context.now));
  if (command.approved && policy)
    if (auto fits = check_approval(project, asked_again(*exemption, granted), decided, **policy, *context.policies);
        !fits)
      return fail(fits.error());
  Decision decision;
  if (policy) decision.policy = (*policy)->id;
  const int cycles = command.approved ? granted : 0;
  const std::string parties = domain::parties_of(project);
  if (decided) {
    const domain::ExemptionCorrected event{exemption_id, command.approved, cycles, command.reason, *command.correction};
    decision.raise<domain::Project>(project_id, event, parties);
    return decision;
  }
  domain::ExemptionDecided event{exemption_id, command.approved, cycles, command.reason};
  if (command.approved && granted < most) event.asked = most;
  decision.raise<domain::Project>(project_id, event, parties);
  return decision;
}

}  // namespace luodi::monitor
