#include "services/progress-monitor/domain/problem_day.hpp"

#include "common/domain/refusals.hpp"
#include "common/kernel/bilingual.hpp"
#include "services/progress-monitor/domain/problem_owner.hpp"

namespace luodi::monitor {

using domain::Context;
using domain::field_fault;

namespace {
// The calendar that is published ends with a year.
Expected<void> check_published(CivilDate day, CivilDate today, const WorkingCalendar& calendar) {
  if (calendar.knows(day.year()) || !calendar.knows(today.year())) return {};
  const CivilDate last = CivilDate::of(calendar.years().back(), 12, 31).value_or(today);
  return fail(field_fault(
      "/due_on", "beyond_calendar",
      bilingual("期限 {0} 超出已公布的工作日历，日历截至 {1}；请填写 {1} 或以前的日期 / the day {0} lies beyond "
                "the published working calendar, which ends on {1}; give {1} or an earlier day",
                day, last)));
}

Expected<void> check_not_too_late(CivilDate day, CivilDate today, const policy::ProblemParameters& terms,
                                  const Actor& actor) {
  const CivilDate latest = today.plus_days(terms.due_latest_days);
  if (day <= latest || actor.has(Role::bureau)) return {};
  return fail(field_fault(
      "/due_on", "too_late",
      bilingual("期限 {0} 距今天超过 {1} 天，最晚为 {2}；请填写 {2} 或以前的日期，确需更晚的由投资促进部门填写 / the "
                "day {0} is "
                "more than {1} days from today, the latest is {2}; give {2} or an earlier day, a later one the bureau "
                "alone names",
                day, terms.due_latest_days, latest)));
}
}  // namespace

Expected<Instant> due_after(std::optional<CivilDate> named, int working_days, const policy::ProblemParameters& terms,
                            const Context& context) {
  const CivilDate today = civil_date(context.now);
  const auto& calendar = context.policies->calendar();
  if (!named) {
    auto last = calendar.add_working_days(today, working_days);
    if (last) return instant_at(last->plus_days(1));
    last.error().next_zh = "请管理员导入该年度节假日安排，或自行填写期限（due_on）";
    last.error().next_en = "have that year's holiday calendar imported, or name the day yourself (due_on)";
    return fail(std::move(last.error()));
  }
  if (*named < today)
    return fail(field_fault(
        "/due_on", "past",
        bilingual("期限 {0} 已过，今天是 {1}；请填写 {1} 或以后的日期 / the day {0} lies in the past, today is "
                  "{1}; give {1} or a later day",
                  *named, today)));
  if (auto known = check_published(*named, today, calendar); !known) return fail(known.error());
  if (auto near = check_not_too_late(*named, today, terms, context.actor); !near) return fail(near.error());
  return instant_at(named->plus_days(1));
}

Expected<void> check_moves_day(const Problem& problem, const Hindered& on, const policy::Policy& policy,
                               const Actor& actor) {
  if (actor.has(Role::bureau) || actor.has(Role::committee)) return {};
  if (is_reporter(actor, problem) && !owes_solution(actor, problem.owner, *on.project, policy)) return {};
  Error error(
      ErrorCode::forbidden,
      bilingual("期限为 {0}，由提出方、投资促进部门或工作委员会办公室变更，承办单位不得自行变更 / the last day is "
                "{0}: its reporter, the bureau or the committee moves it, whoever owes the solution does not",
                last_day(problem)));
  error.next_zh =
      "确需更多时间的，请其变更期限并写明原因：POST /v1/problems/{id}/assign（due_on、reason）；否则不填 due_on";
  error.next_en =
      "where more time is needed, ask one of them to move the day and say why: POST /v1/problems/{id}/assign (due_on, "
      "reason); otherwise leave due_on out";
  return fail(std::move(error));
}

}  // namespace luodi::monitor
