// Laws of dates, cycles, amounts and working days for any input, not just for the ones that somebody thought of.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cstdint>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "common/codec/calendar.hpp"
#include "common/kernel/civil.hpp"
#include "common/kernel/money.hpp"
#include "common/kernel/name.hpp"
#include "common/kernel/uscc.hpp"

namespace luodi {
namespace {

constexpr int k_two_centuries = 73'049;  // days

CivilDate any_day() {
  return CivilDate::from_days(*rc::gen::inRange(-k_two_centuries, k_two_centuries));
}

Rounding any_rounding() {
  return *rc::gen::element(Rounding::half_up, Rounding::half_even, Rounding::down, Rounding::up);
}

const WorkingCalendar& shipped() {
  static const WorkingCalendar calendar = [] {
    std::ifstream in(std::string(LUODI_SOURCE_DIR) + "/deploy/policy/calendar/cn-2022-2026.json");
    std::stringstream text;
    text << in.rdbuf();
    return codec::parse_calendar(text.str()).value();
  }();
  return calendar;
}
CivilDate any_shipped_day() {
  const int first = CivilDate::of(2022, 1, 1)->days();
  return CivilDate::from_days(*rc::gen::inRange(first, CivilDate::of(2027, 1, 1)->days()));
}

TEST(DateLaws, TextAndPartsReadBack) {
  EXPECT_TRUE(rc::check([] {
    const CivilDate day = any_day();
    RC_ASSERT(CivilDate::parse(day.str()).value() == day);
    RC_ASSERT(CivilDate::of(day.year(), day.month(), day.day()).value() == day);
    RC_ASSERT(day.plus_days(1) > day);
    RC_ASSERT(day.plus_days(7).weekday() == day.weekday());
    RC_ASSERT(civil_date(instant_at(day)) == day);
    RC_ASSERT(civil_date(instant_at(day, 23, 59, 59).plus_ms(999)) == day);
    RC_ASSERT(civil_date(instant_at(day, 23, 59, 59).plus_ms(1000)) == day.plus_days(1));
  }));
}

TEST(DateLaws, MonthsKeepTheDayUnlessTheMonthIsTooShort) {
  EXPECT_TRUE(rc::check([] {
    const CivilDate day = any_day();
    const int n = *rc::gen::inRange(-600, 600);
    const CivilDate there = day.plus_months(n);
    RC_ASSERT(there.year() * 12 + there.month() == day.year() * 12 + day.month() + n);
    RC_ASSERT(there.day() <= day.day());
    if (there.day() < day.day()) RC_ASSERT(there.plus_days(1).day() == 1);
  }));
}

TEST(InstantLaws, TextReadsBack) {
  EXPECT_TRUE(rc::check([] {
    const std::int64_t span = std::int64_t{k_two_centuries} * 86'400'000;
    const Instant at = Instant::from_ms(*rc::gen::inRange<std::int64_t>(-span, span));
    RC_ASSERT(Instant::parse(at.str()).value() == at);
  }));
}

TEST(CycleLaws, PlusAndMinusUndoEachOther) {
  EXPECT_TRUE(rc::check([] {
    const HalfMonth cycle = HalfMonth::of(any_day());
    const int n = *rc::gen::inRange(-5'000, 5'000);
    RC_ASSERT(cycle.plus(n).plus(-n) == cycle);
    RC_ASSERT(HalfMonth::of(cycle.plus(n).first_day()).index() == cycle.index() + n);
    RC_ASSERT(HalfMonth::parse(cycle.str()).value() == cycle);
  }));
}

TEST(CycleLaws, CyclesCoverEveryDayOnce) {
  EXPECT_TRUE(rc::check([] {
    const CivilDate day = any_day();
    const HalfMonth cycle = HalfMonth::of(day);
    RC_ASSERT(cycle.first_day() <= day);
    RC_ASSERT(day <= cycle.last_day());
    RC_ASSERT(cycle.last_day().plus_days(1) == cycle.plus(1).first_day());
    RC_ASSERT(cycle.closes_at() == instant_at(cycle.plus(1).first_day()));
    const int length = cycle.last_day().days() - cycle.first_day().days() + 1;
    RC_ASSERT(length >= 13);
    RC_ASSERT(length <= 16);
  }));
}

TEST(MoneyLaws, PartAndRestSumToTheTotal) {
  EXPECT_TRUE(rc::check([] {
    const Fen total = Fen::of(*rc::gen::arbitrary<std::int64_t>());
    const auto denominator = *rc::gen::inRange<std::int64_t>(1, 10'000);
    const auto numerator = *rc::gen::inRange<std::int64_t>(0, denominator + 1);
    const Fen part = total.times_ratio(numerator, denominator, any_rounding()).value();
    const Fen rest = total.minus(part).value();
    RC_ASSERT(part.plus(rest).value() == total);
  }));
}

TEST(MoneyLaws, RoundingStaysWithinOneFenAndInOrder) {
  EXPECT_TRUE(rc::check([] {
    const auto fen = *rc::gen::inRange<std::int64_t>(-1'000'000'000'000, 1'000'000'000'000);
    const auto numerator = *rc::gen::inRange<std::int64_t>(0, 1'000);
    const auto denominator = *rc::gen::inRange<std::int64_t>(1, 1'000);
    auto rounded = [&](Rounding rounding) {
      return Fen::of(fen).times_ratio(numerator, denominator, rounding).value().value();
    };
    const std::int64_t exact_times = fen * numerator;
    for (Rounding rounding : {Rounding::half_up, Rounding::half_even}) {
      const std::int64_t twice_error = 2 * (rounded(rounding) * denominator - exact_times);
      RC_ASSERT(twice_error <= denominator);
      RC_ASSERT(twice_error >= -denominator);
    }
    const auto size = [](std::int64_t v) { return v < 0 ? -v : v; };
    RC_ASSERT(size(rounded(Rounding::down)) <= size(rounded(Rounding::half_even)));
    RC_ASSERT(size(rounded(Rounding::half_even)) <= size(rounded(Rounding::half_up)));
    RC_ASSERT(size(rounded(Rounding::half_up)) <= size(rounded(Rounding::up)));
    RC_ASSERT(size(rounded(Rounding::up)) - size(rounded(Rounding::down)) <= 1);
  }));
}

// Reads what display() wrote back into fen: it may shorten, it may not lose.
std::int64_t read_display(std::string text) {
  std::int64_t unit = 100;
  auto strip = [&](const std::string& suffix, std::int64_t value) {
    if (!text.ends_with(suffix)) return false;
    text.resize(text.size() - suffix.size());
    unit = value;
    return true;
  };
  if (!strip("亿元", 10'000'000'000) && !strip("万元", 1'000'000)) strip("元", 100);
  const bool negative = text.starts_with("-");
  if (negative) text.erase(0, 1);
  const auto dot = text.find('.');
  std::int64_t fen = std::stoll(text.substr(0, dot)) * unit;
  if (dot != std::string::npos)
    for (char c : text.substr(dot + 1))
      fen += (c - '0') * (unit /= 10);
  return negative ? -fen : fen;
}

TEST(MoneyLaws, DisplayIsExact) {
  EXPECT_TRUE(rc::check([] {
    const auto scale = *rc::gen::element<std::int64_t>(1, 100, 10'000, 1'000'000, 100'000'000);
    const std::int64_t fen = *rc::gen::inRange<std::int64_t>(-9'000'000'000, 9'000'000'000) * scale;
    RC_ASSERT(read_display(Fen::of(fen).display()) == fen);
  }));
}

TEST(CalendarLaws, AddingWorkingDaysIsMonotoneAndLandsOnOne) {
  EXPECT_TRUE(rc::check([] {
    const CivilDate from = any_shipped_day();
    const int n = *rc::gen::inRange(1, 300);
    const auto there = shipped().add_working_days(from, n);
    if (!there) {
      RC_ASSERT(there.error().code == ErrorCode::no_calendar);
      return;
    }
    RC_ASSERT(shipped().is_working_day(*there).value());
    RC_ASSERT(*there > from);
    RC_ASSERT(*there > shipped().add_working_days(from, n - 1).value());
    RC_ASSERT(shipped().working_days_between(from, *there).value() == n);
    if (const auto later = shipped().add_working_days(from.plus_days(1), n)) RC_ASSERT(*later >= *there);
  }));
}

TEST(CalendarLaws, GoingBackUndoesGoingForthBetweenWorkingDays) {
  EXPECT_TRUE(rc::check([] {
    const CivilDate from = any_shipped_day();
    const int n = *rc::gen::inRange(0, 300);
    const auto there = shipped().add_working_days(from, n);
    if (!there || !shipped().is_working_day(from).value()) return;
    RC_ASSERT(shipped().add_working_days(*there, -n).value() == from);
    RC_ASSERT(shipped().working_days_between(*there, from).value() == -n);
  }));
}

TEST(CalendarLaws, InclusiveCountingIsOneAheadOnWorkingDaysOnly) {
  EXPECT_TRUE(rc::check([] {
    const CivilDate from = any_shipped_day();
    const int n = *rc::gen::inRange(1, 200);
    const auto inclusive = shipped().add_working_days_inclusive(from, n);
    const auto exclusive = shipped().add_working_days(from, shipped().is_working_day(from).value() ? n - 1 : n);
    RC_ASSERT(inclusive.has_value() == exclusive.has_value());
    if (!inclusive) return;
    RC_ASSERT(*inclusive == *exclusive);
    RC_ASSERT(shipped().working_days_within(from, *inclusive).value() == n);
  }));
}

TEST(CodeLaws, TheCheckDigitMakesAnyCodeValid) {
  EXPECT_TRUE(rc::check([] {
    const std::string alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    std::string code;
    for (std::size_t i = 0; i < 17; ++i) {
      const std::size_t letters = i >= 2 && i < 8 ? 10 : alphabet.size();
      code += alphabet[*rc::gen::inRange<std::size_t>(0, letters)];
    }
    code += uscc_check_digit(code).value();
    RC_ASSERT(check_uscc(code) == UsccCheck::valid);
  }));
}

TEST(CodeLaws, ParsersSurviveAnyBytes) {
  EXPECT_TRUE(rc::check([](const std::string& bytes) {
    if (const auto day = CivilDate::parse(bytes)) RC_ASSERT(day->str() == bytes);
    if (const auto cycle = HalfMonth::parse(bytes)) RC_ASSERT(cycle->str() == bytes);
    if (const auto at = Instant::parse(bytes)) RC_ASSERT(Instant::parse(at->str()).value() == *at);
    RC_ASSERT(normalise_name(normalise_name(bytes)) == normalise_name(bytes));
    RC_ASSERT(normalise_number(normalise_number(bytes)) == normalise_number(bytes));
  }));
}

// Bytes of which many begin, go on or break off a letter, with what normalising leaves out between them.
TEST(CodeLaws, NormalisingTornLettersTwiceChangesNothing) {
  EXPECT_TRUE(rc::check([] {
    const auto piece = rc::gen::element<std::string>("\xC2", "\xB7", "\xCB", "\x97", "\xEF", "\xBD", "\x87", "\xE2",
                                                     "\x80", "\x94", "(", " ", "-", "A", "\u00B7", "\uFF08", "\u4E2D");
    std::string bytes;
    for (const std::string& one : *rc::gen::container<std::vector<std::string>>(piece))
      bytes += one;
    RC_ASSERT(normalise_name(normalise_name(bytes)) == normalise_name(bytes));
    RC_ASSERT(normalise_number(normalise_number(bytes)) == normalise_number(bytes));
  }));
}

}  // namespace
}  // namespace luodi
