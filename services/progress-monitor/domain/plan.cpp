#include "services/progress-monitor/domain/plan.hpp"

#include <algorithm>
#include <set>

#include "common/domain/project_admission.hpp"
#include "common/kernel/bilingual.hpp"
#include "common/kernel/code_point.hpp"
#include "common/kernel/money.hpp"

namespace luodi::monitor {

using domain::field_fault;
using domain::Milestone;
using domain::MonthTarget;
using domain::Project;
using domain::ProjectPlanned;
using domain::Stage;
using domain::TargetChange;
using domain::TargetPart;

namespace {
const MonthTarget* find_month(const ProjectPlanned& plan, Month month) {
  const auto found =
      std::find_if(plan.months.begin(), plan.months.end(), [&](const auto& each) { return each.month == month; });
  return found == plan.months.end() ? nullptr : &*found;
}

Expected<void> check_form(const SetPlan& command) {
  if (command.milestones.empty() && command.months.empty())
    return fail(field_fault("/milestones", "required", "须有节点或月度目标 / milestones or monthly targets"));
  std::set<std::string> ids;
  for (std::size_t i = 0; i < command.milestones.size(); ++i)
    if (!ids.insert(command.milestones[i].id).second)
      return fail(field_fault(
          "/milestones/" + std::to_string(i) + "/id", "repeated",
          bilingual("节点编号 {0} 重复，请另编 / the id {0} stands twice: give another", command.milestones[i].id)));
  for (std::size_t i = 1; i < command.months.size(); ++i)
    if (command.months[i].month <= command.months[i - 1].month)
      return fail(
          field_fault("/months/" + std::to_string(i) + "/month", "not_ascending", "月份应递增 / months must ascend"));
  for (std::size_t i = 0; i < command.months.size(); ++i)
    if (auto fits = within_limit(command.months[i].target_fen); !fits)
      return fail(
          field_fault("/months/" + std::to_string(i) + "/target_fen", "out_of_range", std::move(fits.error().detail)));
  return {};
}

std::string stage_text(const Milestone& milestone) {
  return milestone.stage ? std::string(codec::enum_text(*milestone.stage)) : std::string();
}

void add_changes(const Milestone& before, const Milestone& now, std::vector<TargetChange>& out) {
  if (now.target_on != before.target_on) out.push_back({before.id, before.target_on.str(), now.target_on.str()});
  if (now.title != before.title) out.push_back({before.id, before.title, now.title, TargetPart::title});
  if (now.stage != before.stage) out.push_back({before.id, stage_text(before), stage_text(now), TargetPart::stage});
}

std::vector<TargetChange> changes_between(const ProjectPlanned& before, const SetPlan& after) {
  ProjectPlanned next;
  next.milestones = after.milestones;
  next.months = after.months;
  std::vector<TargetChange> out;
  for (const auto& milestone : before.milestones) {
    if (const auto* now = find_milestone(next, milestone.id))
      add_changes(milestone, *now, out);
    else
      out.push_back({milestone.id, milestone.target_on.str(), ""});
  }
  for (const auto& month : before.months) {
    const auto* now = find_month(next, month.month);
    if (!now || now->target_fen != month.target_fen)
      out.push_back({month.month.str(), std::to_string(month.target_fen.value()),
                     now ? std::to_string(now->target_fen.value()) : ""});
  }
  for (const auto& milestone : next.milestones)
    if (!find_milestone(before, milestone.id)) out.push_back({milestone.id, "", milestone.target_on.str()});
  for (const auto& month : next.months)
    if (!find_month(before, month.month))
      out.push_back({month.month.str(), "", std::to_string(month.target_fen.value())});
  return out;
}

// What stood and was kept must not have been met yet, and is changed for a reason.
Expected<void> check_changes(const Project& project, const ProjectPlanned& before,
                             const std::vector<TargetChange>& changes, const std::string& reason, bool corrects) {
  bool moves = corrects;
  for (const auto& change : changes) {
    moves = moves || moves_what_stood(change);
    const auto* milestone = find_milestone(before, change.target);
    if (milestone && milestone_reached_on(project, *milestone))
      return fail(field_fault(
          "/milestones", "reached",
          bilingual("节点 {0} 已完成，目标日期、名称和完成方式不再变更 / a milestone that was reached keeps "
                    "its date, its title and what meets it: {0}",
                    change.target)));
  }
  if (moves && is_blank(reason))
    return fail(field_fault("/reason", "required", "变更目标须说明原因 / a changed target needs a reason"));
  return {};
}

// Of a month that has ended nothing is planned any more.
Expected<void> check_ended_months(const ProjectPlanned& before, const SetPlan& command, CivilDate today) {
  ProjectPlanned next;
  next.months = command.months;
  const auto refused = [&](Month month, std::string pointer) {
    const auto* stood = find_month(before, month);
    const Twin was = stood ? twin_of(bilingual("目标为{0} / its target is {0}", stood->target_fen))
                           : Twin{"原计划未列", "the plan did not name it"};
    return fail(field_fault(
        std::move(pointer), "ended",
        bilingual(
            "{0} 已结束（{1}），不再增减或变更目标；可变更的月份自 {2} 起，已结束的月份请照原计划填写。确有错误的，"
            "向投资促进部门说明原因，由其更正 / the month {0} has ended ({1}) and stays as it was planned: months "
            "can be changed from {2} on, repeat those before it; where one is wrong, tell the bureau why, it "
            "corrects",
            month, was, Month::of(today))));
  };
  for (std::size_t i = 0; i < command.months.size(); ++i) {
    const auto& now = command.months[i];
    const auto* stood = find_month(before, now.month);
    if (now.month.last_day() < today && (!stood || stood->target_fen != now.target_fen))
      return refused(now.month, "/months/" + std::to_string(i));
  }
  for (const auto& stood : before.months)
    if (stood.month.last_day() < today && !find_month(next, stood.month)) return refused(stood.month, "/months");
  return {};
}

// In any revision: taken out and put in again it is the same milestone.
bool meant_the_start(const Project& project, const std::string& id) {
  return std::any_of(project.plans.begin(), project.plans.end(), [&](const auto& revision) {
    const auto* milestone = find_milestone(revision.plan, id);
    return milestone && milestone->stage == Stage::started;
  });
}

// What meets a milestone must lie ahead, and a start of construction is met by nothing else.
Expected<void> check_stages(const Project& project, const SetPlan& command) {
  const auto* before = current_plan(project);
  for (std::size_t i = 0; i < command.milestones.size(); ++i) {
    const auto& milestone = command.milestones[i];
    const std::string at = "/milestones/" + std::to_string(i) + "/stage";
    if (milestone.stage != Stage::started && meant_the_start(project, milestone.id))
      return fail(field_fault(
          at, "start",
          bilingual(
              "节点 {0} 为开工节点，只以登记开工为完成，不得改为附材料完成或对应其他阶段；开工推迟的，保留该节点，"
              "变更目标日期并说明原因 / the milestone {0} is the start of construction: it is met by that stage "
              "alone, not by papers or another stage; for a later start keep it, change its date and say why",
              milestone.id)));
    const auto* stood = before ? find_milestone(*before, milestone.id) : nullptr;
    if (!milestone.stage || (stood && stood->stage == milestone.stage)) continue;
    if (const auto on = domain::reached_on(project, *milestone.stage))
      return fail(field_fault(
          at, "reached",
          bilingual(
              "节点 {0} 对应的阶段“{1}”已于 {2} 到达，不能再作目标；请对应尚未到达的阶段，或不列该节点 / the stage "
              "of the milestone {0}, {1}, was reached on {2} and is no target any more; name a stage that lies "
              "ahead, or leave the milestone out",
              milestone.id, word_of(*milestone.stage), *on)));
  }
  return {};
}

// A target lies ahead when it is set, and the stages follow each other in the plan as they do on the path.
Expected<void> check_days(const SetPlan& command, const ProjectPlanned* before, CivilDate today) {
  for (std::size_t i = 0; i < command.milestones.size(); ++i) {
    const auto& milestone = command.milestones[i];
    const std::string at = "/milestones/" + std::to_string(i) + "/target_on";
    const auto* stood = before ? find_milestone(*before, milestone.id) : nullptr;
    const bool kept = stood && stood->target_on == milestone.target_on;
    if (!kept && milestone.target_on < today)
      return fail(
          field_fault(at, "in_past",
                      bilingual("节点 {0} 的目标日期 {1} 早于今日 {2}；请填写今日或以后的日期 / the target of the "
                                "milestone {0}, {1}, lies before today, {2}: give today or a later day",
                                milestone.id, milestone.target_on, today)));
    if (!milestone.stage) continue;
    for (const auto& other : command.milestones)
      if (other.stage && *other.stage < *milestone.stage && other.target_on > milestone.target_on)
        return fail(field_fault(
            at, "order",
            bilingual("“{0}”（{1}）须在“{2}”（{3}）之后；请调整目标日期 / the stage {0} ({1}) comes after {2} ({3}): "
                      "adjust the days",
                      word_of(*milestone.stage), milestone.target_on, word_of(*other.stage), other.target_on)));
  }
  return {};
}

Expected<Fen> sum_of(const std::vector<MonthTarget>& months) {
  Fen sum;
  for (const auto& month : months) {
    const auto more = sum.plus(month.target_fen);
    if (!more) return fail(more.error());
    sum = *more;
  }
  return sum;
}

// More than the formal agreement is no plan of this project. One that stood above it may be lowered.
Expected<void> check_sum(const Project& project, const SetPlan& command, const ProjectPlanned* before,
                         CivilDate today) {
  const auto agreed = domain::formal_amount_on(project, today);
  const auto planned = sum_of(command.months);
  if (!planned) return fail(planned.error());
  if (!agreed || *planned <= *agreed) return {};
  if (const auto stood = before ? sum_of(before->months) : Expected<Fen>(Fen()); !stood || *planned <= *stood)
    return {};
  return fail(
      field_fault("/months", "over_agreed",
                  bilingual("月度目标合计{0}，超过协议投资额{1}；请核对，追加投资的先登记协议变更 / the monthly "
                            "targets come to {0}, above the agreed {1}: check them, or record the amendment first",
                            *planned, *agreed)));
}
}  // namespace

const ProjectPlanned* current_plan(const Project& project) {
  return project.plans.empty() ? nullptr : &project.plans.back().plan;
}

const Milestone* find_milestone(const ProjectPlanned& plan, const std::string& id) {
  const auto found =
      std::find_if(plan.milestones.begin(), plan.milestones.end(), [&](const auto& each) { return each.id == id; });
  return found == plan.milestones.end() ? nullptr : &*found;
}

std::optional<CivilDate> milestone_reached_on(const Project& project, const Milestone& milestone) {
  if (milestone.stage) return domain::reached_on(project, *milestone.stage);
  std::optional<CivilDate> first;
  for (const auto& report : project.progress)
    if (report.effective && report.milestone == milestone.id && (!first || report.occurred_on < *first))
      first = report.occurred_on;
  return first;
}

Expected<domain::Decision> decide_plan(const std::string& id, const Project& project, const SetPlan& command,
                                       const domain::Context& context) {
  if (auto fine = domain::check_stub(
          project, {{"/milestones", true}, {"/months", !command.months.empty()}, {"/reason", !command.reason.empty()}});
      !fine)
    return fail(fine.error());
  const auto admitted = domain::admit(project, domain::Command::plan, domain::Brought{}, std::nullopt, "", context);
  if (!admitted) return fail(admitted.error());
  if (auto fine = check_form(command); !fine) return fail(fine.error());
  if (auto fine = check_stages(project, command); !fine) return fail(fine.error());
  const CivilDate today = civil_date(context.now);
  if (auto fine = check_days(command, current_plan(project), today); !fine) return fail(fine.error());
  if (auto fine = check_sum(project, command, current_plan(project), today); !fine) return fail(fine.error());
  const bool corrects = context.actor.has(Role::bureau);
  const auto* before = current_plan(project);
  ProjectPlanned event;
  if (before) {
    if (auto fine = corrects ? Expected<void>() : check_ended_months(*before, command, today); !fine)
      return fail(fine.error());
    event.changes = changes_between(*before, command);
    if (auto fine = check_changes(project, *before, event.changes, command.reason, corrects); !fine)
      return fail(fine.error());
  } else if (corrects) {
    return fail(
        ErrorCode::forbidden,
        "尚无计划：计划由项目承载园区编制，投资促进部门只作更正 / there is no plan yet: the hosting park sets it, "
        "the bureau corrects what it has set");
  }
  event.milestones = command.milestones;
  event.months = command.months;
  event.reason = command.reason;
  return domain::raised(id, project, event, *admitted->policy);
}

}  // namespace luodi::monitor
