#pragma once
// The plan of a project (measure 5): milestones with target dates and a monthly investment target. Each revision is one
// fact; a later one never rewrites an earlier one, so whoever moves a target leaves the old date, the new date and the
// reason behind. Described structs; pure. Who may revise what: services/progress-monitor/domain/plan.hpp.
#include <optional>
#include <string>
#include <vector>

#include "common/domain/aggregate.hpp"
#include "common/domain/project_enums.hpp"
#include "common/kernel/month.hpp"

namespace luodi::domain {

struct Milestone {
  std::string id;  // chosen by whoever plans: "foundation"
  std::string title;
  CivilDate target_on;
  std::optional<Stage> stage;  // reached with this stage; absent: by a milestone report with evidence
  static constexpr auto fields() {
    using codec::field;
    using codec::Text;
    return described(field("id", &Milestone::id, Text{1, 40}), field("title", &Milestone::title, Text{1, 100}),
                     field("target_on", &Milestone::target_on), field("stage", &Milestone::stage));
  }
};

struct MonthTarget {
  Month month;
  Fen target_fen;  // to be verified within the month
  static constexpr auto fields() {
    return described(codec::field("month", &MonthTarget::month),
                     codec::field("target_fen", &MonthTarget::target_fen, codec::Range{0, INT64_MAX}));
  }
};

// One target that differs from the revision before; an empty side: it is new, or it is gone.
struct TargetChange {
  std::string target;  // milestone id, or month
  std::string before;
  std::string after;
  static constexpr auto fields() {
    using codec::field;
    return described(field("target", &TargetChange::target), field("before", &TargetChange::before),
                     field("after", &TargetChange::after));
  }
};

struct ProjectPlanned {
  static constexpr std::string_view fact = "planned";
  std::vector<Milestone> milestones;
  std::vector<MonthTarget> months;    // ascending
  std::vector<TargetChange> changes;  // against the revision before
  std::string reason;                 // of the changes; empty where nothing that stood was changed
  static constexpr auto fields() {
    using codec::field;
    using P = ProjectPlanned;
    return described(field("milestones", &P::milestones), field("months", &P::months), field("changes", &P::changes),
                     field("reason", &P::reason));
  }
};

struct PlanRevision {
  ProjectPlanned plan;
  std::string by;  // user name
  Instant recorded_at;
  static constexpr auto fields() {
    using codec::field;
    return described(field("plan", &PlanRevision::plan), field("by", &PlanRevision::by),
                     field("recorded_at", &PlanRevision::recorded_at));
  }
};

}  // namespace luodi::domain
