#include "services/incentive-calculator/domain/notice_period.hpp"

#include <gtest/gtest.h>

#include "tests/unit/services/incentive-calculator/city_samples.hpp"

namespace luodi::incentive::test {

namespace {
Notice notice_at(const char* now, int days = 5) {
  auto out = notice_from(at(now), days, 12, shipped_book().calendar());
  if (!out) throw std::runtime_error(out.error().detail);
  return *out;
}
}  // namespace

TEST(NoticePeriod, CountsWorkingDaysOfThePublishedCalendar) {
  // 2022-10-01 to 07 off, 08 and 09 worked.
  EXPECT_EQ(notice_at("2022-09-29T09:00:00+08:00").until, day("2022-10-10"));
  EXPECT_EQ(notice_at("2024-09-13T09:00:00+08:00").until, day("2024-09-20"));  // an official notice counted so
  EXPECT_EQ(notice_at("2022-09-29T09:00:00+08:00").from, day("2022-09-29"));
}

TEST(NoticePeriod, AfterNoonTheDayItselfIsNoDayOfIt) {
  EXPECT_EQ(notice_at("2022-05-25T11:59:59+08:00").until, day("2022-05-31"));
  EXPECT_EQ(notice_at("2022-05-25T12:00:00+08:00").until, day("2022-06-01"));
}

TEST(NoticePeriod, ADayOffIsNoDayOfIt) {
  EXPECT_EQ(notice_at("2022-05-28T09:00:00+08:00").until, day("2022-06-06"));
}

TEST(NoticePeriod, BeyondThePublishedCalendarIsAnError) {
  auto out = notice_from(at("2026-12-30T09:00:00+08:00"), 5, 12, shipped_book().calendar());
  ASSERT_FALSE(out);
  EXPECT_EQ(out.error().code, ErrorCode::no_calendar);
}

TEST(NoticePeriod, AnObjectionLeavesTheDaysThatWereNotOver) {
  const auto notice = notice_at("2022-05-25T09:00:00+08:00");  // to 05-31
  const auto& calendar = shipped_book().calendar();
  EXPECT_EQ(*remaining_days(notice, day("2022-05-25"), calendar), 5);
  EXPECT_EQ(*remaining_days(notice, day("2022-05-27"), calendar), 3);
  EXPECT_EQ(*remaining_days(notice, day("2022-05-28"), calendar), 2);  // a Saturday
  EXPECT_EQ(*remaining_days(notice, day("2022-05-31"), calendar), 1);
  const auto afternoon = notice_at("2022-05-25T15:00:00+08:00");
  EXPECT_EQ(*remaining_days(afternoon, day("2022-05-25"), calendar), 5);
}

}  // namespace luodi::incentive::test
