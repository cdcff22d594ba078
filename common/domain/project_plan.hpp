#pragma once
// The plan of a project (measure 5): milestones with target dates and a monthly investment target. Each revision is one
// fact; a later one never rewrites an earlier one, so whoever moves a target leaves the old date, the new date and the
// reason behind. Described structs; pure. Who may revise what: services/progress-monitor/domain/plan.hpp.
#include <array>
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

// What of a milestone differs beside its date: the words that say it, or the stage that meets it.
enum class TargetPart { title, stage };

// One target that differs from the revision before; an empty side: it is new, or it is gone. Of a stage the sides are
// its names on the wire, empty where papers meet the milestone.
struct TargetChange {
  std::string target;  // milestone id, or month
  std::string before;
  std::string after;
  std::optional<TargetPart> part = std::nullopt;  // absent: the date or the amount
  static constexpr auto fields() {
    using codec::field;
    return described(field("target", &TargetChange::target), field("before", &TargetChange::before),
                     field("after", &TargetChange::after), field("part", &TargetChange::part));
  }
};
// What was added moves nothing that stood.
inline bool moves_what_stood(const TargetChange& change) {
  return change.part || !change.before.empty();
}

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

template <>
struct luodi::codec::EnumNames<luodi::domain::TargetPart> {
  using E = luodi::domain::TargetPart;
  static constexpr std::array<std::pair<E, std::string_view>, 2> table{{{E::title, "title"}, {E::stage, "stage"}}};
};
