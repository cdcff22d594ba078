#include "services/progress-monitor/domain/idle_unit.hpp"

namespace luodi::monitor {

namespace {
// Months since year 0; the half months of a month are numbered 2m and 2m + 1, as HalfMonth does.
std::int32_t month_number(CivilDate day) {
  return HalfMonth::of(day).index() / 2;
}
HalfMonth first_half(std::int32_t month) {
  return HalfMonth().plus(month * 2);
}
}  // namespace

std::optional<Reading> reading_of(std::string_view text) {
  if (text == "half_months") return Reading::half_months;
  if (text == "rolling_days") return Reading::rolling_days;
  if (text == "calendar_months") return Reading::calendar_months;
  return std::nullopt;
}

std::string reading_text(Reading reading) {
  switch (reading) {
    case Reading::half_months:
      return "half_months";
    case Reading::calendar_months:
      return "calendar_months";
    case Reading::rolling_days:
      return "rolling_days";
  }
  return {};
}

std::int32_t unit_number(Reading reading, CivilDate day) {
  switch (reading) {
    case Reading::half_months:
      return HalfMonth::of(day).index();
    case Reading::calendar_months:
      return month_number(day);
    case Reading::rolling_days:
      return day.days();
  }
  return 0;
}

Unit unit_at(Reading reading, std::int32_t number) {
  switch (reading) {
    case Reading::half_months: {
      const HalfMonth cycle = HalfMonth().plus(number);
      return {cycle.first_day(), cycle.last_day()};
    }
    case Reading::calendar_months:
      return {first_half(number).first_day(), first_half(number).plus(1).last_day()};
    case Reading::rolling_days:
      return {CivilDate::from_days(number), CivilDate::from_days(number)};
  }
  return {};
}

std::string unit_label(Reading reading, std::int32_t number) {
  switch (reading) {
    case Reading::half_months:
      return HalfMonth().plus(number).str();
    case Reading::calendar_months:
      return first_half(number).str().substr(0, 7);
    case Reading::rolling_days:
      return CivilDate::from_days(number).str();
  }
  return {};
}

HalfMonth closing_cycle(Reading reading, std::int32_t number) {
  switch (reading) {
    case Reading::half_months:
      return HalfMonth().plus(number);
    case Reading::calendar_months:
      return first_half(number).plus(1);
    case Reading::rolling_days:
      return HalfMonth::of(CivilDate::from_days(number));
  }
  return {};
}

std::int32_t first_unit_closing_in(Reading reading, HalfMonth cycle) {
  switch (reading) {
    case Reading::half_months:
      return cycle.index();
    case Reading::calendar_months:
      return cycle.index() / 2;  // a month closes with its second half
    case Reading::rolling_days:
      return cycle.first_day().days();
  }
  return 0;
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
