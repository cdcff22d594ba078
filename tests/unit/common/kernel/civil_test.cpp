#include "common/kernel/civil.hpp"

#include <gtest/gtest.h>

#include "common/kernel/civil_text.hpp"

namespace luodi {
namespace {

CivilDate date(std::string_view text) {
  return *CivilDate::parse(text);
}
Instant instant(std::string_view text) {
  return *Instant::parse(text);
}

// ---- CivilDate ----

TEST(CivilDate, CountsDaysFrom1970) {
  EXPECT_EQ(CivilDate().str(), "1970-01-01");
  EXPECT_EQ(date("1970-01-02").days(), 1);
  EXPECT_EQ(date("1969-12-31").days(), -1);
  EXPECT_EQ(date("2000-03-01").days(), 11017);
  EXPECT_EQ(date("2022-05-25").days(), 19137);
}

TEST(CivilDate, AcceptsOnlyDaysThatExist) {
  EXPECT_TRUE(CivilDate::of(2024, 2, 29));
  EXPECT_TRUE(CivilDate::of(2000, 2, 29));
  EXPECT_FALSE(CivilDate::of(2023, 2, 29));
  EXPECT_FALSE(CivilDate::of(1900, 2, 29));
  EXPECT_FALSE(CivilDate::of(2023, 4, 31));
  EXPECT_FALSE(CivilDate::of(2023, 0, 1));
  EXPECT_FALSE(CivilDate::of(2023, 13, 1));
  EXPECT_FALSE(CivilDate::of(2023, 1, 0));
  EXPECT_FALSE(CivilDate::of(2023, 257, 1));  // 257 would wrap to month 1
  EXPECT_FALSE(CivilDate::of(2023, 1, 257));
  EXPECT_FALSE(CivilDate::of(-1, 1, 1));
  EXPECT_FALSE(CivilDate::of(10000, 1, 1));
  EXPECT_EQ(CivilDate::of(2023, 2, 29).error().code, ErrorCode::invalid_body);
}

TEST(CivilDate, ReadsExactlyTenCharacters) {
  EXPECT_EQ(date("2022-05-25").str(), "2022-05-25");
  EXPECT_EQ(date("0000-01-01").str(), "0000-01-01");
  EXPECT_EQ(date("9999-12-31").str(), "9999-12-31");
  for (const char* bad : {"", "2022-5-25", "2022-05-25 ", " 2022-05-25", "2022/05/25", "20220525", "2022-05-2x",
                          "+022-05-25", "2022-05-25T00:00:00Z", "２０２２-05"})
    EXPECT_FALSE(CivilDate::parse(bad)) << bad;
}

TEST(CivilDate, KnowsTheWeekday) {
  EXPECT_EQ(date("2022-05-25").weekday(), 3);
  EXPECT_EQ(date("2022-05-29").weekday(), 7);
  EXPECT_EQ(date("2022-05-30").weekday(), 1);
  EXPECT_EQ(date("1969-12-31").weekday(), 3);
}

TEST(CivilDate, MonthArithmeticClampsToTheLastDay) {
  EXPECT_EQ(date("2024-01-31").plus_months(1).str(), "2024-02-29");
  EXPECT_EQ(date("2023-01-31").plus_months(1).str(), "2023-02-28");
  EXPECT_EQ(date("2024-02-29").plus_months(12).str(), "2025-02-28");
  EXPECT_EQ(date("2024-02-29").plus_months(48).str(), "2028-02-29");
  EXPECT_EQ(date("2022-03-31").plus_months(-1).str(), "2022-02-28");
  EXPECT_EQ(date("2022-01-15").plus_months(-1).str(), "2021-12-15");
  EXPECT_EQ(date("2022-12-15").plus_months(1).str(), "2023-01-15");
  EXPECT_EQ(date("2022-05-25").plus_months(0).str(), "2022-05-25");
  EXPECT_EQ(date("2022-05-25").plus_months(-24).str(), "2020-05-25");
}

TEST(CivilDate, ATermOfYearsFromThe29thOfFebruaryEndsWithFebruary) {
  EXPECT_EQ(date("2024-02-29").last_day_of_term(36).str(), "2027-02-28");
  EXPECT_EQ(date("2024-02-29").last_day_of_term(48).str(), "2028-02-28") << "the same day exists again";
  EXPECT_EQ(date("2027-03-01").last_day_of_term(36).str(), "2030-02-28") << "the next term joins without a gap";
  EXPECT_EQ(date("2023-03-01").last_day_of_term(12).str(), "2024-02-29");
  EXPECT_EQ(date("2022-07-01").last_day_of_term(36).str(), "2025-06-30");
  EXPECT_EQ(date("2022-01-31").last_day_of_term(1).str(), "2022-02-28");
  EXPECT_EQ(date("2022-01-01").last_day_of_term(12).str(), "2022-12-31");
}

TEST(CivilDate, DaysCrossYearAndLeapBorders) {
  EXPECT_EQ(date("2022-12-31").plus_days(1).str(), "2023-01-01");
  EXPECT_EQ(date("2024-02-28").plus_days(1).str(), "2024-02-29");
  EXPECT_EQ(date("2023-02-28").plus_days(1).str(), "2023-03-01");
  EXPECT_EQ(date("2024-03-01").plus_days(-1).str(), "2024-02-29");
  EXPECT_LT(date("2022-12-31"), date("2023-01-01"));
}

// ---- Instant ----

TEST(Instant, ReadsRfc3339WithAnyOffset) {
  EXPECT_EQ(instant("1970-01-01T00:00:00Z").ms(), 0);
  EXPECT_EQ(instant("1970-01-01T08:00:00+08:00").ms(), 0);
  EXPECT_EQ(instant("1969-12-31T16:30:00-07:30").ms(), 0);
  EXPECT_EQ(instant("2022-05-25T09:00:00+08:00").ms(), 1'653'440'400'000);
  EXPECT_EQ(instant("2022-05-25t01:00:00z"), instant("2022-05-25T09:00:00+08:00"));
  EXPECT_EQ(instant("1970-01-01T00:00:00.5Z").ms(), 500);
  EXPECT_EQ(instant("1970-01-01T00:00:00.05Z").ms(), 50);
  EXPECT_EQ(instant("1970-01-01T00:00:00.005Z").ms(), 5);
}

TEST(Instant, RefusesEverythingElse) {
  for (const char* bad :
       {"", "2022-05-25", "2022-05-25T09:00:00", "2022-05-25 09:00:00+08:00", "2022-05-25T09:00+08:00",
        "2022-05-25T24:00:00Z", "2022-05-25T09:60:00Z", "2022-05-25T09:00:60Z", "2022-05-25T09:00:00.1234Z",
        "2022-05-25T09:00:00.Z", "2022-05-25T09:00:00+0800", "2022-05-25T09:00:00+08", "2022-05-25T09:00:00+24:00",
        "2022-05-25T09:00:00+08:60", "2022-05-25T09:00:00 08:00", "2022-05-25T09:00:00Zx", "2022-02-30T09:00:00Z",
        "2022-05-25T09:00:00.123+08:00x", "2022-05-25T-9:00:00Z"}) {
    EXPECT_FALSE(Instant::parse(bad)) << bad;
  }
  EXPECT_EQ(Instant::parse("x").error().code, ErrorCode::invalid_body);
}

TEST(Instant, WritesShanghaiTimeAndMillisecondsOnlyWhereTheyAre) {
  EXPECT_EQ(Instant().str(), "1970-01-01T08:00:00+08:00");
  EXPECT_EQ(Instant::from_ms(7).str(), "1970-01-01T08:00:00.007+08:00");
  EXPECT_EQ(Instant::from_ms(-1).str(), "1970-01-01T07:59:59.999+08:00");
  EXPECT_EQ(instant("2022-05-24T16:00:00Z").str(), "2022-05-25T00:00:00+08:00");
}

TEST(Instant, BelongsToTheShanghaiDay) {
  EXPECT_EQ(civil_date(instant("2022-05-24T15:59:59.999Z")).str(), "2022-05-24");
  EXPECT_EQ(civil_date(instant("2022-05-24T16:00:00Z")).str(), "2022-05-25");
  EXPECT_EQ(civil_date(Instant::from_ms(-1)).str(), "1970-01-01");
  EXPECT_EQ(civil_date(instant("1969-12-31T15:59:59.999Z")).str(), "1969-12-31");
  EXPECT_EQ(instant_at(date("2022-05-25"), 17).str(), "2022-05-25T17:00:00+08:00");
  EXPECT_EQ(instant_at(date("2022-05-25"), 9, 5, 7).str(), "2022-05-25T09:05:07+08:00");
}

// ---- HalfMonth ----

TEST(HalfMonth, TurnsBetweenThe15thAndThe16th) {
  EXPECT_EQ(HalfMonth::of(date("2022-05-01")).str(), "2022-05-H1");
  EXPECT_EQ(HalfMonth::of(date("2022-05-15")).str(), "2022-05-H1");
  EXPECT_EQ(HalfMonth::of(date("2022-05-16")).str(), "2022-05-H2");
  EXPECT_EQ(HalfMonth::of(date("2022-05-31")).str(), "2022-05-H2");
  EXPECT_EQ(HalfMonth::of(date("2022-06-01")).str(), "2022-06-H1");
}

TEST(HalfMonth, EndsWithTheMonth) {
  EXPECT_EQ(HalfMonth::parse("2024-02-H2")->last_day().str(), "2024-02-29");
  EXPECT_EQ(HalfMonth::parse("2023-02-H2")->last_day().str(), "2023-02-28");
  EXPECT_EQ(HalfMonth::parse("2022-12-H2")->last_day().str(), "2022-12-31");
  EXPECT_EQ(HalfMonth::parse("2022-12-H1")->last_day().str(), "2022-12-15");
  EXPECT_EQ(HalfMonth::parse("2022-12-H2")->first_day().str(), "2022-12-16");
  EXPECT_EQ(HalfMonth::parse("2022-12-H2")->closes_at().str(), "2023-01-01T00:00:00+08:00");
  EXPECT_EQ(HalfMonth::parse("2022-12-H1")->closes_at().str(), "2022-12-16T00:00:00+08:00");
}

TEST(HalfMonth, TwentyFourAYearFollowEachOther) {
  const HalfMonth first = *HalfMonth::parse("2022-01-H1");
  EXPECT_EQ(first.plus(1).str(), "2022-01-H2");
  EXPECT_EQ(first.plus(23).str(), "2022-12-H2");
  EXPECT_EQ(first.plus(24).str(), "2023-01-H1");
  EXPECT_EQ(first.plus(-1).str(), "2021-12-H2");
  EXPECT_EQ(first.plus(4).index() - first.index(), 4);
  EXPECT_LT(first.plus(-1), first);
}

TEST(HalfMonth, ReadsOnlyItsOwnForm) {
  for (const char* bad : {"", "2022-05", "2022-05-H0", "2022-05-H3", "2022-13-H1", "2022-00-H1", "2022-05-h1",
                          "2022-05-H1x", "2022/05-H1", "2022-05-25"})
    EXPECT_FALSE(HalfMonth::parse(bad)) << bad;
  EXPECT_EQ(HalfMonth::parse(HalfMonth().str()), HalfMonth());
}

// ---- Chinese text ----

TEST(CivilText, WritesDatesAsDocumentsDo) {
  EXPECT_EQ(date_zh(date("2022-05-25")), "2022年5月25日");
  EXPECT_EQ(date_zh(date("2022-12-01")), "2022年12月1日");
  EXPECT_EQ(time_zh(instant("2022-05-25T09:05:59+08:00")), "2022年5月25日9时05分");
  EXPECT_EQ(time_zh(instant("2022-05-24T16:00:00Z")), "2022年5月25日0时00分");
  EXPECT_EQ(cycle_zh(*HalfMonth::parse("2022-05-H1")), "2022年5月上半月");
  EXPECT_EQ(cycle_zh(*HalfMonth::parse("2022-05-H2")), "2022年5月下半月");
  EXPECT_EQ(weekday_zh(date("2022-05-25")), "星期三");
  EXPECT_EQ(weekday_zh(date("2022-05-29")), "星期日");
}

TEST(CivilText, ADeadlineThatEndsWithItsDayNamesTheDay) {
  EXPECT_EQ(until_zh(instant("2022-08-09T00:00:00+08:00")), "2022-08-08（含当日）");
  EXPECT_EQ(until_en(instant("2022-08-09T00:00:00+08:00")), "2022-08-08 (inclusive)");
  EXPECT_EQ(until_zh(instant("2023-01-01T00:00:00+08:00")), "2022-12-31（含当日）");
  EXPECT_EQ(until_zh(instant("2022-08-24T09:30:00+08:00")), "2022-08-24 09:30");
  EXPECT_EQ(until_en(instant("2022-08-24T09:30:00+08:00")), "2022-08-24 09:30");
}

}  // namespace
}  // namespace luodi
