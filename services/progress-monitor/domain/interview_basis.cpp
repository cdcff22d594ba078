#include "services/progress-monitor/domain/interview_basis.hpp"

#include <algorithm>

#include "common/domain/words.hpp"
#include "common/kernel/bilingual.hpp"
#include "services/progress-monitor/domain/dispatch_scope.hpp"

namespace luodi::monitor {

using domain::Project;

namespace {
// When it was verified as rectified; nullopt = it was not.
std::optional<Instant> passed_at(const Interview& interview) {
  if (interview.state != InterviewState::closed || interview.outcome != k_rectified) return std::nullopt;
  const auto* entry = last_entry(interview, InterviewClosed::fact);
  return entry ? std::optional(entry->at) : std::nullopt;
}

// Approved now, and by one of its decisions of that time.
bool approved_within(const domain::Exemption& exemption, Instant issued_at, Instant until) {
  if (exemption.state != domain::ExemptionState::approved) return false;
  const auto within = [&](Instant decided) { return decided >= issued_at && decided <= until; };
  return (exemption.decided_at && within(*exemption.decided_at)) ||
         std::any_of(exemption.corrections.begin(), exemption.corrections.end(),
                     [&](const auto& before) { return before.approved && within(before.decided_at); });
}

PassBasisLost lost(const PassBasis& basis, CivilDate issued_on, CivilDate passed_on, const IdleResult& result,
                   const policy::InterviewParameters& p) {
  PassBasisLost event;
  event.issued_on = issued_on;
  event.passed_on = passed_on;
  if (basis.progress) {
    event.progress_on = basis.progress->on;
    event.progress = basis.progress->what_zh + " / " + basis.progress->what_en;
  } else {
    event.progress = bilingual("正当理由（{0}） / exemption ({0})", domain::ground_word(basis.ground));
  }
  event.idle_cycles = result.idle_cycles;
  event.light = result.light;
  event.last_progress = result.last_progress;
  event.interview_cycles = p.interview_cycles;
  return event;
}
}  // namespace

std::optional<PassBasis> basis_of(const Project& project, const Interview& interview, Instant until,
                                  const policy::PolicyBook& book) {
  if (!interview.issued_at) return std::nullopt;
  const Instant issued_at = *interview.issued_at;
  auto days = progress_days(project, book, civil_date(until));
  if (!days.empty() && days.back().on >= civil_date(issued_at)) return PassBasis{std::move(days.back())};
  // One of other cycles excuses nothing of this stall.
  const HalfMonth last = HalfMonth::of(civil_date(until));
  const auto exempt = std::find_if(project.exemptions.begin(), project.exemptions.end(), [&](const auto& exemption) {
    return approved_within(exemption, issued_at, until) && exemption.from <= last &&
           interview.episode_first < exemption.from.plus(exemption.cycles);
  });
  if (exempt == project.exemptions.end()) return std::nullopt;
  return PassBasis{std::nullopt, exempt->ground};
}

void follow_basis(domain::Decision& decision, const std::string& id, const Interview& interview, const Project& project,
                  const IdleResult& result, const std::string& parties, const domain::Context& context) {
  const auto passed = passed_at(interview);
  if (!passed || !interview.issued_at || domain::has_ended(project)) return;
  const auto& book = *context.policies;
  const auto now = basis_of(project, interview, *passed, book);
  if (now && interview.basis_lost)
    decision.raise<Interview>(id, PassBasisRestored{now->progress ? std::optional(now->progress->on) : std::nullopt},
                              parties);
  if (now || interview.basis_lost) return;
  // Of the very millisecond of the pass: what was recorded was known to it, what was taken back came after it.
  const auto then = basis_of(known_at(project, passed->plus_ms(1), *passed), interview, *passed, book);
  const auto policy = book.at(civil_date(context.now));
  if (!then || !policy) return;
  decision.raise<Interview>(
      id, lost(*then, civil_date(*interview.issued_at), civil_date(*passed), result, (*policy)->interview), parties);
}

}  // namespace luodi::monitor
