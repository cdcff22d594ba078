#pragma once
// Setting and revising the plan of a project 进度计划 (measure 5): milestones with target dates, monthly investment
// targets. A revision states the whole plan; what it changes of what stood is listed in the fact, and needs a reason:
// a target date or a monthly target that differs, the title of a milestone or what meets it, a milestone or month that
// is gone. Adding needs none. A milestone that was reached stays as it is: otherwise lateness could be planned away. So
// it could be by what meets a milestone, therefore
//
//   start of construction  met by that stage alone: what ever meant it is not made over into anything else
//   a stage reached        is no target any more, neither for a new milestone nor for one that it would meet at once
//   a day                  lies ahead when it is set; stages follow each other as they do on the path
//   monthly targets        each within the limit of amounts, together within the formal agreement
//   a month that has ended keeps its target, and none is added or taken out: the light by lag goes by the plan in
//                          force, so what is behind could be planned away. A first plan may state such months. Where
//                          one is wrong the bureau corrects it, with a reason; a quarter that is over is judged by the
//                          plan at its end all the same (plan_light.hpp)
//
// The host plans. The bureau corrects what the host has planned, always with a reason.
// Pure.
#include <optional>
#include <string>
#include <vector>

#include "common/domain/decision.hpp"
#include "common/domain/project.hpp"

namespace luodi::monitor {

struct SetPlan {
  std::vector<domain::Milestone> milestones;
  std::vector<domain::MonthTarget> months;
  std::string reason;
  static constexpr auto fields() {
    using codec::Count;
    using codec::field;
    return described(field("milestones", &SetPlan::milestones, Count{0, 40}),
                     field("months", &SetPlan::months, Count{0, 120}),
                     codec::optional_field("reason", &SetPlan::reason, codec::Text{0, 1000}));
  }
};

Expected<domain::Decision> decide_plan(const std::string& id, const domain::Project& project, const SetPlan& command,
                                       const domain::Context& context);

// The plan in force; nullptr = none yet.
const domain::ProjectPlanned* current_plan(const domain::Project& project);
const domain::Milestone* find_milestone(const domain::ProjectPlanned& plan, const std::string& id);
// By its stage, or by the first effective milestone report that names it.
std::optional<CivilDate> milestone_reached_on(const domain::Project& project, const domain::Milestone& milestone);

}  // namespace luodi::monitor
