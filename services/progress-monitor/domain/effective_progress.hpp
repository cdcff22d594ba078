#pragma once
// Effective progress 有效进展 (measures 5 and 6): does a report, or a sum of verified funds, count? Evidence-typed:
// what people merely say does not count. A stage change counts by itself, at its civil date (idle_clock reads it from
// the project). Pure; the verdict is stored with the fact, so later rules need not judge it again.
//
//   milestone       with at least one attachment
//   statutory step  with a land contract, lease, project code, permit or approval
//   signed minutes  with the minutes, only while negotiating, at most minutes_streak_max cycles running
//   problem closed  by the confirmation of its reporter (problem_decide), who is no party of the project (neither the
//                   host nor the introducer nor the first-talk owner), with evidence of what was done
//   funds           the sum since the last counted funds reaches max(funds_min, funds_rate of the agreed amount)
//   note, visit, ceremony  never
#include <string>
#include <vector>

#include "common/domain/project.hpp"
#include "common/policy/policy_book.hpp"

namespace luodi::monitor {

struct Judgement {
  bool effective = false;
  std::string reason_zh;
  std::string reason_en;
  std::string reason() const { return reason_zh + " / " + reason_en; }
};

Judgement judge_report(const domain::Project& project, domain::ProgressKind kind, CivilDate occurred_on,
                       const std::vector<domain::Evidence>& evidence, const Actor& reporter,
                       const policy::Policy& policy);

// amount_overflow when the ledger leaves int64.
Expected<Judgement> judge_funds(const domain::Project& project, Fen amount, CivilDate injected_on,
                                const policy::Policy& policy);

// Days on which something effective happened, up to and including `until`, ascending, with what it was (Chinese,
// English).
struct ProgressDay {
  CivilDate on;
  std::string what_zh;
  std::string what_en;
};
std::vector<ProgressDay> progress_days(const domain::Project& project, CivilDate until);

}  // namespace luodi::monitor
