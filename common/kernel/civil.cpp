#include "common/kernel/civil.hpp"

#include <algorithm>
#include <chrono>

#include "common/kernel/digits.hpp"

namespace luodi {

namespace {
constexpr std::int64_t k_shanghai_ms = 8 * k_hour_ms;  // one offset, no daylight saving since 1991
constexpr int k_cycles_a_year = 24;

constexpr std::int64_t floor_div(std::int64_t a, std::int64_t b) {
  return a / b - (a % b < 0 ? 1 : 0);
}

std::chrono::year_month_day ymd_of(std::int32_t days) {
  return std::chrono::year_month_day{std::chrono::sys_days{std::chrono::days{days}}};
}

std::int32_t days_of(const std::chrono::year_month_day& ymd) {
  return static_cast<std::int32_t>(std::chrono::sys_days{ymd}.time_since_epoch().count());
}

std::chrono::year_month_day ymd(int year, int month, int day) {
  return std::chrono::year{year} / std::chrono::month{static_cast<unsigned>(month)} /
         std::chrono::day{static_cast<unsigned>(day)};
}

tl::unexpected<Error> bad_date() {
  return fail(ErrorCode::invalid_body, "应为存在的日期，形如 2022-05-25 / must be an existing day such as 2022-05-25");
}
tl::unexpected<Error> bad_instant() {
  return fail(ErrorCode::invalid_body,
              "应为带时区的时间，形如 2022-05-25T09:00:00+08:00（RFC 3339，至毫秒） / must be RFC 3339 with an offset, "
              "at most milliseconds: 2022-05-25T09:00:00+08:00");
}
tl::unexpected<Error> bad_cycle() {
  return fail(ErrorCode::invalid_body, "应为半月周期，形如 2022-05-H2 / must be a half month such as 2022-05-H2");
}

bool at_is(std::string_view text, std::size_t at, char wanted) {
  return at < text.size() && text[at] == wanted;
}
}  // namespace

// ---- CivilDate ----

Expected<CivilDate> CivilDate::of(int year, int month, int day) {
  // Four digits are all that the text form holds, and chrono's month and day wrap silently above 255.
  if (year < 0 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31) return bad_date();
  const auto date = ymd(year, month, day);
  if (!date.ok()) return bad_date();
  return CivilDate(days_of(date));
}

Expected<CivilDate> CivilDate::parse(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return bad_date();
  const auto year = read_digits(text, 0, 4);
  const auto month = read_digits(text, 5, 2);
  const auto day = read_digits(text, 8, 2);
  if (!year || !month || !day) return bad_date();
  return of(*year, *month, *day);
}

int CivilDate::year() const {
  return static_cast<int>(ymd_of(days_).year());
}
int CivilDate::month() const {
  return static_cast<int>(static_cast<unsigned>(ymd_of(days_).month()));
}
int CivilDate::day() const {
  return static_cast<int>(static_cast<unsigned>(ymd_of(days_).day()));
}
int CivilDate::weekday() const {
  const std::chrono::weekday day{std::chrono::sys_days{std::chrono::days{days_}}};
  return static_cast<int>(day.iso_encoding());
}

CivilDate CivilDate::plus_months(int n) const {
  const auto from = ymd_of(days_);
  const std::int64_t months = static_cast<std::int64_t>(static_cast<int>(from.year())) * 12 +
                              static_cast<int>(static_cast<unsigned>(from.month())) - 1 + n;
  const auto year = static_cast<int>(floor_div(months, 12));
  const auto month = static_cast<unsigned>(months - floor_div(months, 12) * 12 + 1);
  const std::chrono::year_month_day_last last{std::chrono::year{year},
                                              std::chrono::month_day_last{std::chrono::month{month}}};
  const auto day = std::min(from.day(), last.day());
  return CivilDate(days_of(std::chrono::year{year} / std::chrono::month{month} / day));
}

CivilDate CivilDate::last_day_of_term(int months) const {
  const CivilDate same = plus_months(months);
  return same.day() == day() ? same.plus_days(-1) : same;
}

std::string CivilDate::str() const {
  const auto date = ymd_of(days_);
  std::string out;
  append_digits(out, static_cast<int>(date.year()), 4);
  out += '-';
  append_digits(out, static_cast<unsigned>(date.month()), 2);
  out += '-';
  append_digits(out, static_cast<unsigned>(date.day()), 2);
  return out;
}

// ---- Instant ----

Expected<Instant> Instant::parse(std::string_view text) {
  // 2022-05-25T09:00:00[.123](Z|+08:00); RFC 3339 allows lower case t and z.
  if (text.size() < 20 || text.size() > 29) return bad_instant();
  const auto date = CivilDate::parse(text.substr(0, 10));
  const auto hour = read_digits(text, 11, 2);
  const auto minute = read_digits(text, 14, 2);
  const auto second = read_digits(text, 17, 2);
  if (!date || !hour || !minute || !second) return bad_instant();
  if ((text[10] != 'T' && text[10] != 't') || text[13] != ':' || text[16] != ':') return bad_instant();
  // A leap second (60) has no place in a count of milliseconds since 1970.
  if (*hour > 23 || *minute > 59 || *second > 59) return bad_instant();

  std::size_t at = 19;
  std::int64_t fraction_ms = 0;
  if (text[at] == '.') {
    std::size_t width = 0;
    while (at + 1 + width < text.size() && text[at + 1 + width] >= '0' && text[at + 1 + width] <= '9')
      ++width;
    if (width < 1 || width > 3) return bad_instant();
    fraction_ms = *read_digits(text, at + 1, width);
    for (std::size_t i = width; i < 3; ++i)
      fraction_ms *= 10;
    at += 1 + width;
  }

  const std::string_view zone = text.substr(at);
  std::int64_t offset_ms = 0;
  if (zone != "Z" && zone != "z") {
    const auto zone_hour = read_digits(zone, 1, 2);
    const auto zone_minute = read_digits(zone, 4, 2);
    if (zone.size() != 6 || !at_is(zone, 3, ':') || !zone_hour || !zone_minute) return bad_instant();
    if (*zone_hour > 23 || *zone_minute > 59 || (zone[0] != '+' && zone[0] != '-')) return bad_instant();
    offset_ms = *zone_hour * k_hour_ms + *zone_minute * k_minute_ms;
    if (zone[0] == '-') offset_ms = -offset_ms;
  }
  return from_ms(date->days() * k_day_ms + *hour * k_hour_ms + *minute * k_minute_ms + *second * k_second_ms +
                 fraction_ms - offset_ms);
}

std::string Instant::str() const {
  const CivilDate day = civil_date(*this);
  const std::int64_t in_day = ms_ - instant_at(day).ms();
  std::string out = day.str();
  out += 'T';
  append_digits(out, in_day / k_hour_ms, 2);
  out += ':';
  append_digits(out, in_day / k_minute_ms % 60, 2);
  out += ':';
  append_digits(out, in_day / k_second_ms % 60, 2);
  if (in_day % k_second_ms != 0) {
    out += '.';
    append_digits(out, in_day % k_second_ms, 3);
  }
  out += "+08:00";
  return out;
}

CivilDate civil_date(Instant at) {
  return CivilDate::from_days(static_cast<std::int32_t>(floor_div(at.ms() + k_shanghai_ms, k_day_ms)));
}

Instant instant_at(CivilDate day, int hour, int minute, int second) {
  return Instant::from_ms(day.days() * k_day_ms - k_shanghai_ms + hour * k_hour_ms + minute * k_minute_ms +
                          second * k_second_ms);
}

// ---- HalfMonth ----

HalfMonth HalfMonth::of(CivilDate day) {
  const auto date = ymd_of(day.days());
  const int month = static_cast<int>(static_cast<unsigned>(date.month()));
  return HalfMonth(static_cast<int>(date.year()) * k_cycles_a_year + (month - 1) * 2 +
                   (static_cast<unsigned>(date.day()) > 15 ? 1 : 0));
}

Expected<HalfMonth> HalfMonth::parse(std::string_view text) {
  const auto year = read_digits(text, 0, 4);
  const auto month = read_digits(text, 5, 2);
  const auto half = read_digits(text, 9, 1);
  if (text.size() != 10 || !year || !month || !half) return bad_cycle();
  if (text[4] != '-' || text[7] != '-' || text[8] != 'H') return bad_cycle();
  if (*month < 1 || *month > 12 || *half < 1 || *half > 2) return bad_cycle();
  return HalfMonth(*year * k_cycles_a_year + (*month - 1) * 2 + *half - 1);
}

CivilDate HalfMonth::first_day() const {
  const auto year = static_cast<int>(floor_div(index_, k_cycles_a_year));
  const auto in_year = static_cast<int>(index_ - std::int64_t{year} * k_cycles_a_year);
  return CivilDate::from_days(days_of(ymd(year, in_year / 2 + 1, in_year % 2 == 0 ? 1 : 16)));
}

CivilDate HalfMonth::last_day() const {
  return plus(1).first_day().plus_days(-1);
}

Instant HalfMonth::closes_at() const {
  return instant_at(plus(1).first_day());
}

std::string HalfMonth::str() const {
  const CivilDate first = first_day();
  std::string out = first.str().substr(0, 8);
  out += first.day() == 1 ? "H1" : "H2";
  return out;
}

}  // namespace luodi
