#include "services/progress-monitor/domain/interview_basis.hpp"

#include <algorithm>

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

PassBasisLost lost(const ProgressDay& progress, CivilDate issued_on, CivilDate passed_on, const IdleResult& result,
                   const policy::InterviewParameters& p) {
  PassBasisLost event;
  event.issued_on = issued_on;
  event.passed_on = passed_on;
  event.progress_on = progress.on;
  event.progress = progress.what_zh + " / " + progress.what_en;
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
  const bool exempt =
      std::any_of(project.exemptions.begin(), project.exemptions.end(), [&](const domain::Exemption& exemption) {
        return exemption.state == domain::ExemptionState::approved && exemption.decided_at >= issued_at &&
               exemption.decided_at <= until && exemption.from <= last &&
               interview.episode_first < exemption.from.plus(exemption.cycles);
      });
  return exempt ? std::optional(PassBasis{}) : std::nullopt;
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
  if (!then || !then->progress || !policy) return;  // an exemption that was approved stays so
  decision.raise<Interview>(
      id, lost(*then->progress, civil_date(*interview.issued_at), civil_date(*passed), result, (*policy)->interview),
      parties);
}

}  // namespace luodi::monitor
