#pragma once
// The public notice of an award (公示), counted in working days of the published calendar. Published before the hour of
// the policy (noon), the day itself is the first day; later, the next working day is. An objection stops the count and
// the days that were not over are counted again from the day on which it goes on. no_calendar past the last published
// year, never a guess. Pure.
#include "common/policy/policy_book.hpp"
#include "services/incentive-calculator/domain/award_run.hpp"

namespace luodi::incentive {

Expected<Notice> notice_from(Instant now, int working_days, int same_day_before_hour, const WorkingCalendar& calendar);

// Working days from the day of the objection (not over, so it counts again) to the end; at least 1.
Expected<int> remaining_days(const Notice& notice, CivilDate objected_on, const WorkingCalendar& calendar);

}  // namespace luodi::incentive
