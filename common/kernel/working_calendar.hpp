#pragma once
// WorkingCalendar knows which civil days are working days: Monday to Friday, less the days off and plus the weekend
// workdays of the yearly State Council notices. It holds only the years it was given; a question that touches any other
// year answers no_calendar, never a guess (the holidays of a year are unknown until its notice appears).
// Immutable after construction, so any number of threads may read it. Pure: the data come from
// deploy/policy/calendar through codec::parse_calendar.
//
//   *calendar.add_working_days(thursday, 1)            // Friday: the day itself does not count
//   *calendar.add_working_days_inclusive(thursday, 1)  // Thursday: the day itself is day 1
#include <map>
#include <string>
#include <vector>

#include "common/kernel/civil.hpp"
#include "common/kernel/expected.hpp"

namespace luodi {

struct CalendarYear {
  int year = 0;
  std::string notice;                       // 发文字号 of the notice that sets these days
  std::vector<CivilDate> days_off;          // may contain weekends
  std::vector<CivilDate> weekend_workdays;  // Saturdays and Sundays only
  int working_days = 0;                     // of the whole year; checked, so that a typing error cannot pass
};

class WorkingCalendar {
 public:
  WorkingCalendar() = default;  // knows no year
  // invalid_body where a year stands twice, a day lies outside its year, a workday is no weekend day, a day is both off
  // and on, or the stated number of working days is not what the days add up to.
  static Expected<WorkingCalendar> of(const std::vector<CalendarYear>& years);

  Expected<bool> is_working_day(CivilDate day) const;
  Expected<CivilDate> working_day_on_or_after(CivilDate day) const;
  // The n-th working day after `from`; from itself does not count, n = 0 is from itself, a negative n goes back.
  Expected<CivilDate> add_working_days(CivilDate from, int n) const;
  // The n-th working day when `from`, if it is one, is the first; n >= 1.
  Expected<CivilDate> add_working_days_inclusive(CivilDate from, int n) const;
  // How far apart: the n for which add_working_days(from, n) reaches the last working day up to `to`. Days in
  // (from, to]; for to < from minus the days in [to, from).
  Expected<int> working_days_between(CivilDate from, CivilDate to) const;
  // Working days in [first, last], both ends included; 0 for last < first.
  Expected<int> working_days_within(CivilDate first, CivilDate last) const;

  bool knows(int year) const { return years_.contains(year); }
  std::string notice(int year) const;  // empty for a year it does not know
  std::vector<int> years() const;      // ascending

 private:
  struct Year {
    std::string notice;
    std::vector<bool> works;  // by day of the year, from 0
  };
  std::map<int, Year> years_;
};

}  // namespace luodi
