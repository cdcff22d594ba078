#include "services/progress-monitor/domain/exemption_limits.hpp"

#include <algorithm>
#include <map>

#include "common/domain/refusals.hpp"
#include "common/kernel/bilingual.hpp"
#include "common/policy/clause_words.hpp"
#include "services/progress-monitor/domain/effective_progress.hpp"

namespace luodi::monitor {

using domain::Exemption;
using domain::ExemptionState;

namespace {
HalfMonth last_cycle(const Exemption& exemption) {
  return exemption.from.plus(exemption.cycles - 1);
}

// How many renewals lead up to this exemption.
int renewals_behind(const domain::Project& project, const Exemption& exemption) {
  int n = 0;
  const Exemption* at = &exemption;
  while (at && at->renews && n <= static_cast<int>(project.exemptions.size())) {
    at = find_exemption(project, *at->renews);
    ++n;
  }
  return n;
}

// How many cycles of one stall would stand exempt when these are granted. Effective progress ends a stall, whatever is
// exempt in its cycle; cycles that count, or are suspended, do not. Of several stalls that the cycles touch, the
// fullest.
int exempt_together(const domain::Project& project, const AskedExemption& asked, const policy::PolicyBook& book) {
  std::vector<HalfMonth> moved;
  for (const CivilDate day : moved_days(project, book))
    moved.push_back(HalfMonth::of(day));
  auto stall_of = [&](HalfMonth cycle) { return std::upper_bound(moved.begin(), moved.end(), cycle) - moved.begin(); };
  std::map<std::ptrdiff_t, int> together;  // by stall
  auto add = [&](HalfMonth first, int count, bool is_asked) {
    for (HalfMonth c = first; c < first.plus(count); c = c.plus(1)) {
      if (std::binary_search(moved.begin(), moved.end(), c)) continue;
      if (is_asked)
        ++together[stall_of(c)];
      else if (const auto stall = together.find(stall_of(c)); stall != together.end())
        ++stall->second;
    }
  };
  add(asked.from, asked.cycles, true);
  for (const auto& exemption : project.exemptions)
    if (exemption.state == ExemptionState::approved && exemption.id != asked.id)
      add(exemption.from, exemption.cycles, false);
  int most = 0;
  for (const auto& [stall, count] : together)
    most = std::max(most, count);
  return most;
}
}  // namespace

AskedExemption asked_again(const Exemption& exemption, int cycles) {
  return {exemption.id, exemption.ground, exemption.from, cycles, exemption.renews};
}

const Exemption* find_exemption(const domain::Project& project, const std::string& id) {
  for (const auto& exemption : project.exemptions)
    if (exemption.id == id) return &exemption;
  return nullptr;
}

Expected<void> check_renewal(const domain::Project& project, const AskedExemption& asked,
                             const policy::InterviewParameters& p) {
  if (!asked.renews) return {};
  const auto* renewed = find_exemption(project, *asked.renews);
  if (!renewed || renewed->state != ExemptionState::approved)
    return fail(domain::field_fault("/renews", "not_approved",
                                    "只能续延已批准的认定 / only an approved exemption can be renewed"));
  if (renewed->ground != asked.ground)
    return fail(domain::field_fault("/ground", "differs", "续延须为同一事由 / a renewal keeps its ground"));
  if (asked.from != last_cycle(*renewed).plus(1))
    return fail(domain::field_fault(
        "/from", "not_adjacent",
        bilingual("续延应从{0}起，所填为{1} / a renewal follows without a gap, from {0}, not from {1}",
                  last_cycle(*renewed).plus(1), asked.from)));
  if (renewals_behind(project, *renewed) >= p.exemption_renewals)
    return fail(ErrorCode::not_eligible,
                bilingual("最多续延{0}次 / renewable at most {0} times", p.exemption_renewals));
  return {};
}

Expected<void> check_overlap(const domain::Project& project, const AskedExemption& asked) {
  const HalfMonth last = asked.last_cycle();
  for (const auto& other : project.exemptions) {
    if (other.state == ExemptionState::refused || other.id == asked.id) continue;
    const bool overlaps = other.from <= last && asked.from <= last_cycle(other);
    if (overlaps) return fail(ErrorCode::not_eligible, bilingual("与{0}的周期重叠 / overlaps {0}", other.id));
    const bool touches = other.from == last.plus(1) || asked.from == last_cycle(other).plus(1);
    if (touches && other.ground == asked.ground && asked.renews != other.id && other.renews != asked.id)
      return fail(ErrorCode::not_eligible,
                  bilingual("紧接{0}，应作为其续延申请 / adjacent to {0}: claim it as a renewal", other.id));
  }
  return {};
}

Expected<void> check_together(const domain::Project& project, const AskedExemption& asked, const policy::Policy& policy,
                              const policy::PolicyBook& book) {
  const int together = exempt_together(project, asked, book);
  const int most = policy.interview.exemption_together();
  if (together <= most) return {};
  return fail(
      ErrorCode::not_eligible,
      bilingual("同一停滞期内的认定（不论事由、是否相接）合计{0}个周期，最多{1}个（{2}） / the exemptions of one stall "
                "would be {0} cycles together, whatever their grounds and what lies between them: at most {1} ({2})",
                together, most, policy::cited(policy, "6")));
}

Expected<void> check_renewals_of(const domain::Project& project, const Exemption& exemption, bool approved,
                                 int cycles) {
  for (const auto& other : project.exemptions) {
    if (other.renews != exemption.id || other.state != ExemptionState::approved) continue;
    if (approved && other.from == exemption.from.plus(cycles)) continue;
    return fail(
        ErrorCode::not_eligible,
        bilingual("续延{0}（自{1}起）建立在本项认定之上，应先更正该续延 / the renewal {0}, from {1}, stands on this "
                  "exemption: correct the renewal first",
                  other.id, other.from));
  }
  return {};
}

}  // namespace luodi::monitor
