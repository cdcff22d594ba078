#include "services/progress-monitor/domain/idle_unit.hpp"

namespace luodi::monitor {

std::optional<Reading> reading_of(std::string_view text) {
  if (text == "half_months") return Reading::half_months;
  if (text == "rolling_days") return Reading::rolling_days;
  if (text == "calendar_months") return Reading::calendar_months;
  return std::nullopt;
}

Unit unit_of(Reading reading, CivilDate day) {
  switch (reading) {
    case Reading::half_months: {
      const HalfMonth cycle = HalfMonth::of(day);
      return {cycle.first_day(), cycle.last_day(), cycle.str()};
    }
    case Reading::calendar_months: {
      const CivilDate first = day.plus_days(1 - day.day());
      return {first, first.plus_months(1).plus_days(-1), first.str().substr(0, 7)};
    }
    case Reading::rolling_days:
      return {day, day, day.str()};
  }
  return {day, day, day.str()};
}

Limits limits_of(const policy::InterviewParameters& p) {
  const int whole = p.interview_cycles > 0 ? p.interview_cycles : p.idle_limit;
  auto share = [&](int cycles) { return whole > 0 ? (p.idle_limit * cycles + whole - 1) / whole : cycles; };
  return {share(p.yellow_cycles), share(p.red_cycles), p.idle_limit};
}

int in_cycles(int units, const policy::InterviewParameters& p) {
  if (p.idle_limit <= 0 || p.interview_cycles <= 0) return units;
  return units * p.interview_cycles / p.idle_limit;
}

}  // namespace luodi::monitor
