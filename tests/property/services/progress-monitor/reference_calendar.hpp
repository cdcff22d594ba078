#pragma once
// The calendar of the slow reference: every day of sixty years written out, cycles and months numbered through.
//
//   cycle_number(day("2022-06-16").days()) == cycle_number(day("2022-06-15").days()) + 1
#include <string>
#include <vector>

#include "tests/unit/services/progress-monitor/story.hpp"

namespace luodi::monitor::test {

struct CalendarDay {
  int cycle = 0;
  int month = 0;
};
inline const CalendarDay& calendar(int d) {
  static const int k_begin = day("2015-01-01").days();
  static const auto lines = [] {
    std::vector<CalendarDay> all;
    for (CivilDate date = CivilDate::from_days(k_begin); date.year() < 2075; date = date.plus_days(1)) {
      const int month = date.year() * 12 + date.month() - 1;
      all.push_back({month * 2 + (date.day() <= 15 ? 0 : 1), month});
    }
    return all;
  }();
  return lines.at(static_cast<std::size_t>(d - k_begin));
}
inline int unit_of(const std::string& reading, int d) {
  if (reading == "half_months") return calendar(d).cycle;
  if (reading == "calendar_months") return calendar(d).month;
  return d;
}
inline int cycle_number(int d) {
  return calendar(d).cycle;
}
inline std::string cycle_name(int d) {
  const CivilDate date = CivilDate::from_days(d);
  return date.str().substr(0, 8) + (date.day() <= 15 ? "H1" : "H2");
}

}  // namespace luodi::monitor::test
