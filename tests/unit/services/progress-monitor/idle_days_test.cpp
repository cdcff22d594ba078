// Days with a name: the 29th of February, the 31st of December, the day before a holiday, make-up working days. The
// idle clock counts calendar days; only what follows from it (grace, notice, meeting) counts working days.
#include "tests/unit/services/progress-monitor/ledger.hpp"

namespace luodi::monitor::test {
namespace {

TEST(IdleDays, TheTwentyNinthOfFebruaryBelongsToTheSecondHalf) {
  auto s = Story().lead(yi(5), "2023-12-01").negotiate("2024-01-16");
  EXPECT_EQ(s.evaluate("2024-02-29").idle_cycles, 1) << "02-H2 is not over on its last day";
  EXPECT_EQ(s.evaluate("2024-03-01").idle_cycles, 2);
  s.progress("2024-02-29");
  EXPECT_EQ(s.evaluate("2024-02-29").idle_cycles, 0) << "at once";
  EXPECT_EQ(s.evaluate("2024-03-16").idle_cycles, 1);
  EXPECT_EQ(s.evaluate("2024-05-01").episodes.back().interview, cycle("2024-04-H2"));
}

TEST(IdleDays, TheTwentyEighthOfFebruaryIsTheLastDayOfACommonYear) {
  auto s = Story().lead(yi(5), "2022-12-01").negotiate("2023-01-16");
  EXPECT_EQ(s.evaluate("2023-02-28").idle_cycles, 1);
  EXPECT_EQ(s.evaluate("2023-03-01").idle_cycles, 2);
}

TEST(IdleDays, TheThirtyFirstOfDecemberClosesTheYearsLastCycle) {
  auto s = Story().lead(yi(5), "2023-10-01").negotiate("2023-11-01");
  EXPECT_EQ(s.evaluate("2023-12-31").idle_cycles, 2);
  const auto r = s.evaluate("2024-01-01");
  EXPECT_EQ(r.idle_cycles, 3);
  EXPECT_EQ(r.through, cycle("2023-12-H2"));
  EXPECT_EQ(r.episodes.at(0).red, cycle("2023-12-H2"));
  EXPECT_EQ(r.next_at, at("2024-01-16"));
  s.progress("2023-12-31");
  EXPECT_EQ(s.evaluate("2024-01-01").idle_cycles, 0);
  EXPECT_EQ(s.evaluate("2024-01-16").idle_cycles, 1) << "the new year's first cycle";
}

TEST(IdleDays, ACycleThatClosesIntoAHolidayIsDueAllTheSame) {
  // 2022-09-H2 ends on the day before the National Day holiday, 1 to 7 October.
  auto s = Story().lead(yi(5), "2022-07-01").negotiate("2022-07-20");
  Ledger l(s.project);
  l.evaluate(at("2022-09-30", 23, 59));
  EXPECT_TRUE(l.interviews.empty());
  l.evaluate(at("2022-10-01"));
  ASSERT_EQ(l.interviews.size(), 1U);
  EXPECT_EQ(l.only().trigger, cycle("2022-09-H2"));
  EXPECT_EQ(l.only().grace_until, at("2022-10-10")) << "8 and 9 October are make-up working days";
}

TEST(IdleDays, OpenedOnTheDayBeforeAHolidayTheGraceWaitsForItsEnd) {
  auto s = Story().lead(yi(5), "2022-06-01").negotiate("2022-07-01");
  Ledger l(s.project);
  l.evaluate(at("2022-09-30", 18));  // the monitor was down since the cycle closed on 16 September
  ASSERT_EQ(l.interviews.size(), 1U);
  EXPECT_EQ(l.only().trigger, cycle("2022-09-H1"));
  EXPECT_EQ(l.only().grace_until, at("2022-10-10"));
}

TEST(IdleDays, ProgressOnAHolidayCounts) {
  auto s = Story().lead(yi(5), "2022-07-01").negotiate("2022-07-20");
  s.progress("2022-10-01");
  EXPECT_EQ(s.evaluate("2022-10-01").idle_cycles, 0);
  EXPECT_EQ(s.evaluate("2022-11-01").idle_cycles, 1);
}
}  // namespace
}  // namespace luodi::monitor::test
