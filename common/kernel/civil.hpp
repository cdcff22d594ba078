#pragma once
// Civil time of Luodi: an Instant is a point in time (milliseconds since 1970 UTC), a CivilDate is a calendar day in
// Asia/Shanghai, a HalfMonth is a dispatch cycle (measure 5: days 1-15 and 16-month end, 24 a year).
// China has had one offset and no daylight saving since 1991, so the zone is the fixed offset +08:00.
// All functions are pure; nothing here reads a clock.
//
//   Instant t = *Instant::parse("2022-05-25T09:00:00+08:00");
//   HalfMonth::of(civil_date(t)).str() == "2022-05-H2"
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "common/kernel/expected.hpp"

namespace luodi {

// Lengths of time in milliseconds. A civil day has 24 hours: China keeps no daylight saving.
inline constexpr std::int64_t k_second_ms = 1000;
inline constexpr std::int64_t k_minute_ms = 60 * k_second_ms;
inline constexpr std::int64_t k_hour_ms = 60 * k_minute_ms;
inline constexpr std::int64_t k_day_ms = 24 * k_hour_ms;

class Instant {
 public:
  constexpr Instant() = default;
  static constexpr Instant from_ms(std::int64_t ms) { return Instant(ms); }
  // RFC 3339 with an offset (or Z) and at most milliseconds; anything else is invalid_body.
  static Expected<Instant> parse(std::string_view text);
  constexpr std::int64_t ms() const { return ms_; }
  // RFC 3339 in +08:00; milliseconds only where they are not zero: "2022-05-25T09:00:00+08:00".
  std::string str() const;
  constexpr Instant plus_ms(std::int64_t ms) const { return Instant(ms_ + ms); }
  friend constexpr auto operator<=>(const Instant&, const Instant&) = default;

 private:
  constexpr explicit Instant(std::int64_t ms) : ms_(ms) {}
  std::int64_t ms_ = 0;
};

class CivilDate {
 public:
  constexpr CivilDate() = default;  // 1970-01-01
  // A day that exists (2023-02-29 does not); otherwise invalid_body.
  static Expected<CivilDate> of(int year, int month, int day);
  static Expected<CivilDate> parse(std::string_view text);  // exactly "YYYY-MM-DD"
  static constexpr CivilDate from_days(std::int32_t days) { return CivilDate(days); }
  int year() const;
  int month() const;
  int day() const;
  int weekday() const;                                   // 1 = Monday .. 7 = Sunday
  constexpr std::int32_t days() const { return days_; }  // since 1970-01-01
  constexpr CivilDate plus_days(int n) const { return CivilDate(days_ + n); }
  // Month arithmetic clamps to the last day of the target month: 2024-01-31 + 1 month = 2024-02-29.
  CivilDate plus_months(int n) const;
  // The last day of a term of so many months whose first day this is, both inclusive: the day before the same day, or
  // the last of the month where that day does not exist. Three years from 2024-02-29 end on 2027-02-28.
  CivilDate last_day_of_term(int months) const;
  std::string str() const;
  friend constexpr auto operator<=>(const CivilDate&, const CivilDate&) = default;

 private:
  constexpr explicit CivilDate(std::int32_t days) : days_(days) {}
  std::int32_t days_ = 0;
};

CivilDate civil_date(Instant at);                                                 // the day in Asia/Shanghai
Instant instant_at(CivilDate day, int hour = 0, int minute = 0, int second = 0);  // that wall clock in Asia/Shanghai

class HalfMonth {
 public:
  constexpr HalfMonth() = default;
  static HalfMonth of(CivilDate day);
  static Expected<HalfMonth> parse(std::string_view text);  // "2022-05-H2"
  CivilDate first_day() const;
  CivilDate last_day() const;
  Instant closes_at() const;  // the first instant that no longer belongs to it
  HalfMonth plus(int n) const { return HalfMonth(index_ + n); }
  constexpr std::int32_t index() const { return index_; }  // consecutive cycles have consecutive indexes
  std::string str() const;
  friend constexpr auto operator<=>(const HalfMonth&, const HalfMonth&) = default;

 private:
  constexpr explicit HalfMonth(std::int32_t index) : index_(index) {}
  std::int32_t index_ = 0;  // year * 24 + (month - 1) * 2 + half
};

}  // namespace luodi
