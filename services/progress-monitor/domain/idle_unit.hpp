#pragma once
// Idle unit: what "two months" is counted in. half_months (default) counts dispatch cycles, calendar_months whole
// months, rolling_days single days. Units have numbers: neighbours have consecutive ones, so that a run of them is a
// subtraction. The walk of idle_walk is the same for all three. Pure.
//
//   unit_at(Reading::half_months, unit_number(Reading::half_months, day)).last
#include <cstdint>
#include <optional>
#include <string>

#include "common/policy/policy_book.hpp"

namespace luodi::monitor {

enum class Reading { half_months, rolling_days, calendar_months };
std::optional<Reading> reading_of(std::string_view text);
std::string reading_text(Reading reading);  // as the policy writes it

struct Unit {
  CivilDate first;
  CivilDate last;  // inclusive; complete from the first instant of the next day
};
std::int32_t unit_number(Reading reading, CivilDate day);
Unit unit_at(Reading reading, std::int32_t number);
std::string unit_label(Reading reading, std::int32_t number);  // "2022-06-H1", "2022-06", "2022-06-01"
// The dispatch cycle in which the unit's last day lies: what became due with the unit is named by it.
HalfMonth closing_cycle(Reading reading, std::int32_t number);
// The first unit whose closing cycle is not before `cycle`.
std::int32_t first_unit_closing_in(Reading reading, HalfMonth cycle);

enum class UnitVerdict { partial, progress, outside, suspended, exempt, idle };

struct Stall {  // an uninterrupted row of idle units, named by the cycle of its first
  HalfMonth first;
  std::optional<HalfMonth> yellow;  // cycle with whose close it was due
  std::optional<HalfMonth> red;
  std::optional<HalfMonth> interview;
};

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
