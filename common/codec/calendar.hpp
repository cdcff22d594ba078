#pragma once
// Reads a working-day calendar (deploy/policy/calendar/*.json): per year the number of the State Council notice, the
// holidays as ranges of days, the weekends that are worked, and the total of working days as a check.
// Days at the end of December that only the next year's notice gives off stand in the year to which they belong.
// Strict: any unknown field, impossible day or wrong total refuses the whole text. Pure.
//
//   Expected<WorkingCalendar> calendar = codec::parse_calendar(file_text);
#include <string_view>

#include "common/kernel/working_calendar.hpp"

namespace luodi::codec {

Expected<WorkingCalendar> parse_calendar(std::string_view json_text);

}  // namespace luodi::codec
