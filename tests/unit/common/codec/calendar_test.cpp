// The shipped calendar against published facts, and the ways in which a calendar is refused.
#include "common/codec/calendar.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>

namespace luodi {
namespace {

CivilDate date(std::string_view text) {
  return *CivilDate::parse(text);
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

std::string after(std::string_view from, int n) {
  return shipped().add_working_days(date(from), n).value().str();
}
std::string inclusive(std::string_view from, int n) {
  return shipped().add_working_days_inclusive(date(from), n).value().str();
}
bool works(std::string_view day) {
  return shipped().is_working_day(date(day)).value();
}

TEST(ShippedCalendar, HasThePublishedNumberOfWorkingDays) {
  EXPECT_EQ(shipped().years(), (std::vector<int>{2022, 2023, 2024, 2025, 2026}));
  const int totals[] = {249, 249, 251, 248, 248};
  for (int year = 2022; year <= 2026; ++year)
    EXPECT_EQ(shipped().working_days_within(*CivilDate::of(year, 1, 1), *CivilDate::of(year, 12, 31)),
              totals[year - 2022])
        << year;
  EXPECT_EQ(shipped().notice(2022), "国办发明电〔2021〕11号");
  EXPECT_EQ(shipped().notice(2027), "");
}

TEST(ShippedCalendar, Knows2022DayByDay) {
  for (const char* on : {"2022-01-29", "2022-01-30", "2022-04-02", "2022-04-24", "2022-05-07", "2022-10-08",
                         "2022-10-09", "2022-01-04", "2022-12-30"})
    EXPECT_TRUE(works(on)) << on;
  for (const char* off : {"2022-01-03", "2022-01-31", "2022-02-04", "2022-04-05", "2022-05-04", "2022-06-03",
                          "2022-09-12", "2022-10-07", "2022-05-28", "2022-05-29", "2022-12-31"})
    EXPECT_FALSE(works(off)) << off;
}

TEST(ShippedCalendar, KnowsTheSwappedWeekendsOfLaterYears) {
  for (const char* on : {"2023-04-23", "2023-06-25", "2024-02-04", "2024-09-14", "2025-01-26", "2025-10-11",
                         "2026-01-04", "2026-02-14", "2026-09-20", "2026-10-10"})
    EXPECT_TRUE(works(on)) << on;
  for (const char* off : {"2023-01-02", "2023-10-06", "2024-02-16", "2025-10-08", "2026-01-02", "2026-02-23"})
    EXPECT_FALSE(works(off)) << off;
}

TEST(ShippedCalendar, CountsAsOfficialNoticesDo) {
  // An environmental notice of 2024-09-13 to 2024-09-20, "5 working days".
  EXPECT_EQ(shipped().working_days_within(date("2024-09-13"), date("2024-09-20")), 5);
  EXPECT_EQ(inclusive("2024-09-13", 5), "2024-09-20");
  EXPECT_EQ(inclusive("2022-09-29", 5), "2022-10-10");
  EXPECT_EQ(after("2022-01-27", 5), "2022-02-08");
  EXPECT_EQ(after("2022-04-28", 3), "2022-05-06");
}

TEST(ShippedCalendar, CountsForthAndBack) {
  EXPECT_EQ(after("2022-05-25", 0), "2022-05-25");
  EXPECT_EQ(after("2022-05-28", 0), "2022-05-28");  // a Saturday stays what it is
  EXPECT_EQ(after("2022-05-27", 1), "2022-05-30");
  EXPECT_EQ(after("2022-05-28", 1), "2022-05-30");
  EXPECT_EQ(after("2022-05-30", -1), "2022-05-27");
  EXPECT_EQ(after("2022-12-30", 1), "2023-01-03");
  EXPECT_EQ(inclusive("2022-05-28", 1), "2022-05-30");
  EXPECT_EQ(inclusive("2022-05-27", 1), "2022-05-27");
  EXPECT_EQ(shipped().working_day_on_or_after(date("2022-10-01"))->str(), "2022-10-08");
  EXPECT_EQ(shipped().working_day_on_or_after(date("2022-09-30"))->str(), "2022-09-30");
}

TEST(ShippedCalendar, MeasuresDistances) {
  EXPECT_EQ(shipped().working_days_between(date("2022-05-27"), date("2022-05-30")), 1);
  EXPECT_EQ(shipped().working_days_between(date("2022-05-30"), date("2022-05-27")), -1);
  EXPECT_EQ(shipped().working_days_between(date("2022-05-27"), date("2022-05-27")), 0);
  EXPECT_EQ(shipped().working_days_within(date("2022-05-27"), date("2022-05-26")), 0);
}

TEST(ShippedCalendar, NeverGuessesBeyondItsYears) {
  EXPECT_EQ(shipped().is_working_day(date("2027-01-04")).error().code, ErrorCode::no_calendar);
  EXPECT_EQ(shipped().is_working_day(date("2021-12-31")).error().code, ErrorCode::no_calendar);
  EXPECT_EQ(after("2026-12-30", 1), "2026-12-31");
  EXPECT_EQ(shipped().add_working_days(date("2026-12-30"), 2).error().code, ErrorCode::no_calendar);
  EXPECT_EQ(shipped().add_working_days(date("2022-01-04"), -1).error().code, ErrorCode::no_calendar);
  EXPECT_EQ(shipped().add_working_days(date("2027-01-01"), 0).error().code, ErrorCode::no_calendar);
  EXPECT_EQ(shipped().add_working_days(date("2021-12-31"), 1).error().code, ErrorCode::no_calendar);
  EXPECT_EQ(shipped().add_working_days(date("2022-05-25"), 2'000'000'000).error().code, ErrorCode::no_calendar);
  EXPECT_EQ(shipped().working_days_within(date("2026-12-30"), date("2027-01-01")).error().code, ErrorCode::no_calendar);
  EXPECT_EQ(shipped().working_days_between(date("2021-12-31"), date("2022-01-05")).error().code,
            ErrorCode::no_calendar);
  EXPECT_NE(shipped().is_working_day(date("2027-01-04")).error().detail.find("2027"), std::string::npos);
  EXPECT_EQ(WorkingCalendar().is_working_day(date("2022-05-25")).error().code, ErrorCode::no_calendar);
}

TEST(ShippedCalendar, InclusiveCountingStartsAtOne) {
  EXPECT_EQ(shipped().add_working_days_inclusive(date("2022-05-25"), 0).error().code, ErrorCode::invalid_body);
}

// ---- refusals ----

std::string calendar_text(const std::string& holidays, const std::string& workdays, int total = 260) {
  return R"({"title":"t","years":[{"year":2022,"notice":"n","holidays":[)" + holidays + R"(],"workdays":[)" + workdays +
         R"(],"working_days":)" + std::to_string(total) + "}]}";
}
const std::string k_new_year = R"({"name":"元旦","from":"2022-01-01","to":"2022-01-01"})";  // a Saturday

TEST(CalendarText, ASmallOneIsRead) {
  const auto calendar = codec::parse_calendar(calendar_text(k_new_year, ""));
  ASSERT_TRUE(calendar) << calendar.error().detail;
  EXPECT_TRUE(calendar->knows(2022));
  EXPECT_FALSE(calendar->knows(2023));
}

TEST(CalendarText, RefusesWhatCannotBeTrue) {
  const std::string cases[] = {
      calendar_text(k_new_year, "", 259),                                                       // wrong total
      calendar_text(k_new_year, R"("2022-05-25")", 260),                                        // a Wednesday
      calendar_text(k_new_year, R"("2022-01-01")", 261),                                        // off and on
      calendar_text(k_new_year, R"("2023-01-07")", 261),                                        // another year
      calendar_text(R"({"name":"x","from":"2022-01-03","to":"2022-01-02"})", ""),               // backwards
      calendar_text(R"({"name":"x","from":"2021-12-31","to":"2022-01-02"})", ""),               // begins before
      calendar_text(R"({"name":"x","from":"2022-12-31","to":"9999-12-31"})", ""),               // ends after
      calendar_text(R"({"name":"x","from":"2022-02-30","to":"2022-03-01"})", ""),               // no such day
      calendar_text(R"({"name":"x","from":"2022-01-01","to":"2022-01-01","extra":true})", ""),  // unknown field
      R"({"title":"t","years":[]})",
  };
  for (const auto& text : cases) {
    const auto calendar = codec::parse_calendar(text);
    ASSERT_FALSE(calendar) << text;
    EXPECT_EQ(calendar.error().code, ErrorCode::invalid_body) << text;
    EXPECT_FALSE(calendar.error().detail.empty()) << text;
  }
  EXPECT_EQ(codec::parse_calendar("{").error().code, ErrorCode::malformed_json);
}

TEST(CalendarYears, RefusesAYearThatStandsTwiceAndDaysOfAnother) {
  const CalendarYear year{2022, "n", {}, {}, 260};
  EXPECT_TRUE(WorkingCalendar::of({year}));
  EXPECT_FALSE(WorkingCalendar::of({year, year}));
  EXPECT_FALSE(WorkingCalendar::of({CalendarYear{2022, "n", {date("2023-01-02")}, {}, 260}}));
  EXPECT_FALSE(WorkingCalendar::of({CalendarYear{1900, "n", {}, {}, 261}}));
}

}  // namespace
}  // namespace luodi
