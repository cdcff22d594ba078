#include "common/kernel/working_calendar.hpp"

#include <algorithm>

#include "common/kernel/bilingual.hpp"

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
  return fail(ErrorCode::invalid_body, bilingual("{0} 年工作日历：{1} / calendar of {0}: {1}", year, twin_of(why)));
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
      if (day.year() != given.year) return bad(given.year, bilingual("{0} 不在该年 / outside that year: {0}", day));
      year.works[day_of_year(day)] = false;
    }
    for (CivilDate day : given.weekend_workdays) {
      if (day.year() != given.year) return bad(given.year, bilingual("{0} 不在该年 / outside that year: {0}", day));
      if (!is_weekend(day))
        return bad(given.year, bilingual("{0} 不是周末，无需调休上班 / not a day of a weekend: {0}", day));
      if (std::find(given.days_off.begin(), given.days_off.end(), day) != given.days_off.end())
        return bad(given.year, bilingual("{0} 既放假又上班 / both off and on: {0}", day));
      year.works[day_of_year(day)] = true;
    }
    const auto total = std::count(year.works.begin(), year.works.end(), true);
    if (total != given.working_days)
      return bad(given.year,
                 bilingual("共 {0} 个工作日，与所载 {1} 不符 / there are {0} working days, not {1} as stated", total,
                           given.working_days));
    if (!out.years_.emplace(given.year, std::move(year)).second) return bad(given.year, "重复 / stands twice");
  }
  return out;
}

Expected<bool> WorkingCalendar::is_working_day(CivilDate day) const {
  const auto year = years_.find(day.year());
  if (year == years_.end())
    return fail(ErrorCode::no_calendar, bilingual("{0} 年的节假日安排尚未载入，请管理员导入国务院办公厅通知 / the "
                                                  "holidays of {0} are not loaded: import that year's notice first",
                                                  day.year()));
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
  if (n < 1)
    return fail(ErrorCode::invalid_body,
                "含首日的工作日数至少为 1 / counted with the first day there is at least 1 working day");
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
