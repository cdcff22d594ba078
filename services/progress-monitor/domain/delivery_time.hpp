#pragma once
// When a message goes out 静默时段、每日汇总: quiet hours and the daily digest move an instant, they never drop a
// message. Both are wall clock times in Asia/Shanghai. Statutory notices know neither. Pure.
//
//   after_quiet(23:30, QuietHours{22:00, 07:30})  ==  07:30 of the next day
//   next_digest(18:00 sharp, DayTime 18:00)       ==  18:00 of the next day
#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "common/codec/fields.hpp"

namespace luodi::monitor {

class DayTime {
 public:
  constexpr DayTime() = default;
  static Expected<DayTime> parse(std::string_view text);  // exactly "HH:MM", 00:00 to 23:59
  std::string str() const;
  constexpr int minutes() const { return minutes_; }
  friend constexpr auto operator<=>(const DayTime&, const DayTime&) = default;

 private:
  constexpr explicit DayTime(int minutes) : minutes_(minutes) {}
  int minutes_ = 0;
};

struct QuietHours {  // from inclusive, to exclusive; from > to spans midnight
  DayTime from;
  DayTime to;
  static constexpr auto fields() {
    return described(codec::field("from", &QuietHours::from), codec::field("to", &QuietHours::to));
  }
};

// Steps of the accountability interview and of an exit bind the people they are sent to: their deadlines run from the
// notice.
bool is_statutory(std::string_view occasion);

Instant after_quiet(Instant at, const std::optional<QuietHours>& quiet);
Instant next_digest(Instant now, DayTime time);  // strictly later than now

}  // namespace luodi::monitor
