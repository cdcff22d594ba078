#include "common/kernel/working_calendar.hpp"

#include <algorithm>

namespace luodi {

namespace {
CivilDate new_year(int year) {
  return *CivilDate::of(year, 1, 1);
}

std::size_t day_of_year(CivilDate day) {
  return static_cast<std::size_t>(day.days() - new_year(day.year()).days());
}

bool is_weekend(CivilDate day) {
  return day.weekday() >= 6;
}

tl::unexpected<Error> bad(int year, const std::string& why) {
  return fail(ErrorCode::invalid_body, "工作日历 / calendar of " + std::to_string(year) + "：" + why);
}
}  // namespace

Expected<WorkingCalendar> WorkingCalendar::of(const std::vector<CalendarYear>& years) {
  WorkingCalendar out;
  for (const auto& given : years) {
    if (given.year < 1949 || given.year > 9998) return bad(given.year, "年份无效 / no such year");
    const CivilDate first = new_year(given.year);
    const CivilDate next = new_year(given.year + 1);
    Year year{given.notice, {}};
    for (CivilDate day = first; day < next; day = day.plus_days(1))
      year.works.push_back(!is_weekend(day));

    for (CivilDate day : given.days_off) {
      if (day.year() != given.year) return bad(given.year, day.str() + " 不在该年 / lies outside the year");
      year.works[day_of_year(day)] = false;
    }
    for (CivilDate day : given.weekend_workdays) {
      if (day.year() != given.year) return bad(given.year, day.str() + " 不在该年 / lies outside the year");
      if (!is_weekend(day)) return bad(given.year, day.str() + " 不是周末，无需调休上班 / is no weekend day");
      if (std::find(given.days_off.begin(), given.days_off.end(), day) != given.days_off.end())
        return bad(given.year, day.str() + " 既放假又上班 / is both off and on");
      year.works[day_of_year(day)] = true;
    }
    const auto total = std::count(year.works.begin(), year.works.end(), true);
    if (total != given.working_days)
      return bad(given.year, "共 " + std::to_string(total) + " 个工作日，与所载 " + std::to_string(given.working_days) +
                                 " 不符 / the days add up to another total");
    if (!out.years_.emplace(given.year, std::move(year)).second) return bad(given.year, "重复 / stands twice");
  }
  return out;
}

Expected<bool> WorkingCalendar::is_working_day(CivilDate day) const {
  const auto year = years_.find(day.year());
  if (year == years_.end())
    return fail(ErrorCode::no_calendar,
                std::to_string(day.year()) +
                    " 年的节假日安排尚未载入，请管理员导入国务院办公厅通知 / import that year's "
                    "holiday notice first");
  return static_cast<bool>(year->second.works[day_of_year(day)]);
}

Expected<CivilDate> WorkingCalendar::working_day_on_or_after(CivilDate day) const {
  return add_working_days_inclusive(day, 1);
}

Expected<CivilDate> WorkingCalendar::add_working_days(CivilDate from, int n) const {
  if (auto known = is_working_day(from); !known) return fail(known.error());
  const int step = n < 0 ? -1 : 1;
  CivilDate day = from;
  // Ends for any n: the first day of an unknown year answers no_calendar.
  while (n != 0) {
    day = day.plus_days(step);
    const auto works = is_working_day(day);
    if (!works) return fail(works.error());
    if (*works) n -= step;
  }
  return day;
}

Expected<CivilDate> WorkingCalendar::add_working_days_inclusive(CivilDate from, int n) const {
  if (n < 1) return fail(ErrorCode::invalid_body, "含首日的工作日数至少为 1 / counting from day 1 needs n >= 1");
  const auto works = is_working_day(from);
  if (!works) return fail(works.error());
  return add_working_days(from, *works ? n - 1 : n);
}

Expected<int> WorkingCalendar::working_days_between(CivilDate from, CivilDate to) const {
  if (to < from) {
    auto back = working_days_within(to, from.plus_days(-1));
    if (back) *back = -*back;
    return back;
  }
  if (auto known = is_working_day(from); !known) return fail(known.error());
  return working_days_within(from.plus_days(1), to);
}

Expected<int> WorkingCalendar::working_days_within(CivilDate first, CivilDate last) const {
  int count = 0;
  for (CivilDate day = first; day <= last; day = day.plus_days(1)) {
    const auto works = is_working_day(day);
    if (!works) return fail(works.error());
    if (*works) ++count;
  }
  return count;
}

std::string WorkingCalendar::notice(int year) const {
  const auto found = years_.find(year);
  return found == years_.end() ? std::string() : found->second.notice;
}

std::vector<int> WorkingCalendar::years() const {
  std::vector<int> out;
  for (const auto& [year, days] : years_)
    out.push_back(year);
  return out;
}

}  // namespace luodi
