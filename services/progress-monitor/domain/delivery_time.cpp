#include "services/progress-monitor/domain/delivery_time.hpp"

#include <algorithm>

namespace luodi::monitor {

namespace {
Instant at_time(CivilDate day, DayTime time) {
  return instant_at(day, time.minutes() / 60, time.minutes() % 60);
}
}  // namespace

Expected<DayTime> DayTime::parse(std::string_view text) {
  const auto digit = [&](std::size_t i) { return text[i] >= '0' && text[i] <= '9'; };
  if (text.size() == 5 && text[2] == ':' && digit(0) && digit(1) && digit(3) && digit(4)) {
    const int hour = (text[0] - '0') * 10 + (text[1] - '0');
    const int minute = (text[3] - '0') * 10 + (text[4] - '0');
    if (hour < 24 && minute < 60) return DayTime(hour * 60 + minute);
  }
  return fail(ErrorCode::invalid_body, "应为 HH:MM / must be HH:MM");
}

std::string DayTime::str() const {
  const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return two(minutes_ / 60) + ":" + two(minutes_ % 60);
}

bool is_statutory(std::string_view occasion) {
  return occasion.starts_with("interview_") || occasion.starts_with("meeting_") || occasion.starts_with("exit_");
}

Instant after_quiet(Instant at, const std::optional<QuietHours>& quiet) {
  if (!quiet) return at;
  const CivilDate day = civil_date(at);
  const auto minute = (at.ms() - instant_at(day).ms()) / k_minute_ms;
  const bool over_midnight = quiet->from > quiet->to;
  const bool evening = minute >= quiet->from.minutes();
  const bool morning = minute < quiet->to.minutes();
  if (over_midnight && evening) return at_time(day.plus_days(1), quiet->to);
  if (over_midnight && morning) return at_time(day, quiet->to);
  if (!over_midnight && evening && morning) return at_time(day, quiet->to);
  return at;
}

Instant next_digest(Instant now, DayTime time) {
  const CivilDate day = civil_date(now);
  const Instant today = at_time(day, time);
  return today > now ? today : at_time(day.plus_days(1), time);
}

}  // namespace luodi::monitor
