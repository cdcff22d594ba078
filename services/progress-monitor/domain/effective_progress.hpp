#pragma once
// Effective progress 有效进展 (measures 5 and 6): does a report, or a sum of verified funds, count? Evidence-typed:
// what people merely say does not count. A stage change counts by itself, at its civil date. Pure.
//
//   milestone       with at least one attachment; told after its half month has closed, with a dated paper that has a
//                   number or a digest
//   statutory step  with a land contract, lease, project code, permit or approval; told after its half month has
//                   closed, with the date of that paper (decide_progress refuses it otherwise)
//   signed minutes  with the minutes, each paper once, only while negotiating, at most minutes_streak_max cycles
//                   running
//   problem closed  by the confirmation of its reporter (problem_decide), who is and was no party of the project
//                   (project_party.hpp: neither a host of today or before nor the introducer nor the first-talk owner),
//                   with evidence of what was done
//   funds           the sum since the last counted day reaches max(funds_min, funds_rate of the agreed amount)
//   note, visit, ceremony  never
//
// A paper that is younger than the day reported proves none of the first three: decide_progress refuses it.
//
// judge_report and judge_funds say what the reporter is told, as of all facts that are known at that moment; the
// verdict is stored with the fact. For minutes and funds it is information: a fact that is recorded later, but lies
// earlier, may change it. The idle clock, the agenda and the project's view ask common/domain/counted_progress instead,
// which judges all facts by their own dates, in whichever order they were recorded.
#include <optional>
#include <string>
#include <vector>

#include "common/domain/counted_progress.hpp"
#include "common/kernel/bilingual.hpp"
#include "common/policy/policy_book.hpp"

namespace luodi::monitor {

using domain::Judgement;

// Whether a paper of this kind proves that a statutory step 法定手续 is done.
bool proves_a_step(domain::EvidenceKind kind);

Judgement judge_report(const domain::Project& project, domain::ProgressKind kind, CivilDate occurred_on,
                       const std::vector<domain::Evidence>& evidence, const Actor& reporter,
                       const policy::PolicyBook& book);

// A milestone that is told when its half month has closed already: a stall is over by it in retrospect, so it counts
// only with a dated paper that somebody can find again, by the digest of its file or by its number. The judgement that
// it does not count; nullopt: nothing is against it.
std::optional<Judgement> judge_late_milestone(domain::ProgressKind kind, CivilDate occurred_on,
                                              const std::vector<domain::Evidence>& evidence, Instant now,
                                              const policy::PolicyBook& book);

// amount_overflow when the sum leaves int64.
Expected<Judgement> judge_funds(domain::Project project, Fen amount, CivilDate injected_on,
                                const policy::PolicyBook& book);

bool ends_project(domain::Stage stage);
// How a change of stage is told, without its day.
Twin stage_change(domain::Stage stage);

// Every day on which something effective happened, ascending; an exit is a change of stage as well.
std::vector<CivilDate> moved_days(const domain::Project& project, const policy::PolicyBook& book);

// What is told as progress, up to and including `until` (Chinese, English): the same days, but for a stage that ends
// the project. Nobody calls an exit progress; the clock, which leaves the scope with it, may.
struct ProgressDay {
  CivilDate on;
  std::string what_zh;
  std::string what_en;
  std::optional<domain::Stage> stage = std::nullopt;  // that was reached
};
std::vector<ProgressDay> progress_days(const domain::Project& project, const policy::PolicyBook& book, CivilDate until);

}  // namespace luodi::monitor
