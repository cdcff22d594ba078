#include "services/incentive-calculator/domain/notice_period.hpp"

#include <algorithm>

namespace luodi::incentive {

Expected<Notice> notice_from(Instant now, int working_days, int same_day_before_hour, const WorkingCalendar& calendar) {
  const CivilDate today = civil_date(now);
  const bool counts_today = now < instant_at(today).plus_ms(same_day_before_hour * 3'600'000LL);
  auto until = counts_today ? calendar.add_working_days_inclusive(today, working_days)
                            : calendar.add_working_days(today, working_days);
  if (!until) return fail(until.error());
  return Notice{today, *until, working_days};
}

Expected<int> remaining_days(const Notice& notice, CivilDate objected_on, const WorkingCalendar& calendar) {
  auto days = calendar.working_days_within(std::max(objected_on, notice.from), notice.until);
  if (!days) return fail(days.error());
  // A notice that began after noon has its own day as none of the working_days.
  return std::clamp(*days, 1, std::max(1, notice.working_days));
}

}  // namespace luodi::incentive
