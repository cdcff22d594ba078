#pragma once
// Idle unit: what "two months" is counted in. half_months (default) counts dispatch cycles, calendar_months whole
// months, rolling_days single days. The walk of idle_clock is the same for all three. Pure.
#include <optional>
#include <string>

#include "common/policy/policy_book.hpp"

namespace luodi::monitor {

enum class Reading { half_months, rolling_days, calendar_months };
std::optional<Reading> reading_of(std::string_view text);

struct Unit {
  CivilDate first;
  CivilDate last;  // inclusive; complete from the first instant of the next day
  std::string label;
};
Unit unit_of(Reading reading, CivilDate day);

// Idle units at which each light is due. Yellow and red are given in dispatch cycles of `interview_cycles`; for other
// readings they keep their share of the way to the interview, rounded up: 60 days with 2, 3 and 4 cycles gives 30,
// 45, 60.
struct Limits {
  int yellow = 0;
  int red = 0;
  int interview = 0;
};
Limits limits_of(const policy::InterviewParameters& parameters);
// Idle units told in dispatch cycles, for people: 45 idle days are 3 cycles.
int in_cycles(int units, const policy::InterviewParameters& parameters);

}  // namespace luodi::monitor
