// The three readings of "two consecutive months" at their boundaries, and policies of different readings that follow
// each other.
#include "services/progress-monitor/domain/idle_clock.hpp"
#include "tests/unit/services/progress-monitor/story.hpp"

namespace luodi::monitor::test {
namespace {
using domain::Light;

policy::PolicyBook reads(const std::string& reading, int limit) {
  return book_with([&](policy::Policy& p) {
    p.interview.idle_reading = reading;
    p.interview.idle_limit = limit;
  });
}
// The real policy until `last`, then one of another reading.
policy::PolicyBook turns(const std::string& before, int limit, std::string_view last, const std::string& after,
                         int then) {
  std::vector<policy::Policy> both(2, book().all().front());
  both[0].interview.idle_reading = before;
  both[0].interview.idle_limit = limit;
  both[0].effective_to = day(last);
  both[1].id = "later";
  both[1].effective_from = day(last).plus_days(1);
  both[1].applies_to_facts_from.reset();
  both[1].effective_to.reset();
  both[1].interview.idle_reading = after;
  both[1].interview.idle_limit = then;
  return *policy::PolicyBook::of(std::move(both), book().calendar());
}
IdleResult judged(const Story& s, const policy::PolicyBook& policies, std::string_view as_of) {
  return evaluate(s.project, policies, at(as_of));
}
std::optional<HalfMonth> due(const IdleResult& r) {
  return r.episodes.empty() ? std::nullopt : r.episodes.back().interview;
}

TEST(IdleReadings, HalfMonthsAreDueWithTheCloseOfTheFourth) {
  const auto half = reads("half_months", 4);
  const auto s = negotiating();
  EXPECT_FALSE(due(judged(s, half, "2022-08-15")));
  EXPECT_EQ(due(judged(s, half, "2022-08-16")), cycle("2022-08-H1"));
}

TEST(IdleReadings, SixtyDaysAreCountedThroughALeapFebruary) {
  const auto days = reads("rolling_days", 60);
  // Progress on 1 January; idle from the 2nd: 30 days of January and 29 of February make 59.
  const auto leap = Story().lead(yi(5), "2024-01-01").negotiate("2024-01-01");
  EXPECT_FALSE(due(judged(leap, days, "2024-03-01")));
  EXPECT_EQ(due(judged(leap, days, "2024-03-02")), cycle("2024-03-H1"));
  const auto common = Story().lead(yi(5), "2023-01-01").negotiate("2023-01-01");
  EXPECT_FALSE(due(judged(common, days, "2023-03-02")));
  EXPECT_EQ(due(judged(common, days, "2023-03-03")), cycle("2023-03-H1"));
}

TEST(IdleReadings, TheSixtiethDayResetsWhenItHoldsProgress) {
  const auto days = reads("rolling_days", 60);
  auto s = negotiating();  // idle from 06-02; the 60th day is 07-31
  s.progress("2022-07-31");
  EXPECT_FALSE(due(judged(s, days, "2022-09-28")));
  EXPECT_EQ(judged(s, days, "2022-09-29").episodes.back().red, cycle("2022-09-H1"));
  EXPECT_EQ(due(judged(s, days, "2022-09-30")), cycle("2022-09-H2"));
}

TEST(IdleReadings, CalendarMonthsIgnoreAMonthThatBeganOutside) {
  const auto months = reads("calendar_months", 2);
  const auto late = Story().lead(yi(5), "2022-05-26").negotiate("2022-06-02");
  EXPECT_FALSE(due(judged(late, months, "2022-08-31"))) << "June is partial";
  EXPECT_EQ(due(judged(late, months, "2022-09-01")), cycle("2022-08-H2"));
  const auto before = Story().lead(yi(5), "2022-05-26").negotiate("2022-05-31");
  EXPECT_EQ(due(judged(before, months, "2022-08-01")), cycle("2022-07-H2")) << "June is the first whole month";
}

TEST(IdleReadings, WarningsKeepTheirShareOfTheWay) {
  const auto months = reads("calendar_months", 2);
  const auto s = Story().lead(yi(5), "2022-05-26").negotiate("2022-05-31");
  const auto one = judged(s, months, "2022-07-01");
  EXPECT_EQ(one.light, Light::yellow) << "one of two months is two of four cycles";
  EXPECT_EQ(one.idle_cycles, 2);
  const auto two = judged(s, months, "2022-08-01");
  EXPECT_EQ(two.episodes.at(0).red, cycle("2022-07-H2")) << "three of four cycles are reached with the second month";
}

TEST(IdleReadings, AnExemptHalfPausesItsMonth) {
  const auto months = reads("calendar_months", 2);
  auto s = Story().lead(yi(5), "2022-05-26").negotiate("2022-05-31");
  s.claim("exm_1", "2022-07-H1", 1, "2022-07-01").decide("exm_1", true, 1, "2022-07-02");
  EXPECT_FALSE(due(judged(s, months, "2022-08-01")));
  EXPECT_EQ(due(judged(s, months, "2022-09-01")), cycle("2022-08-H2"));
}

TEST(IdleReadings, AnotherReadingBeginsANewCount) {
  const auto policies = turns("half_months", 4, "2022-07-31", "calendar_months", 2);
  const auto s = negotiating();
  const auto before = judged(s, policies, "2022-08-01");
  EXPECT_EQ(before.idle_cycles, 0) << "three half months do not become months";
  ASSERT_EQ(before.episodes.size(), 1U);
  EXPECT_EQ(before.episodes[0].red, cycle("2022-07-H2")) << "what was due stays";
  EXPECT_EQ(due(judged(s, policies, "2022-10-01")), cycle("2022-09-H2"));
}

TEST(IdleReadings, AUnitThatTheChangeCutsCountsUnderNeither) {
  const auto policies = turns("half_months", 4, "2022-07-09", "calendar_months", 2);
  const auto s = negotiating();
  const auto r = judged(s, policies, "2022-10-01");
  ASSERT_EQ(r.lines.size(), 6U);
  EXPECT_EQ(r.lines[2].label, "2022-07-H1");
  EXPECT_EQ(r.lines[2].verdict, UnitVerdict::partial);
  EXPECT_EQ(r.lines[2].last, day("2022-07-09"));
  EXPECT_EQ(r.lines[3].label, "2022-07");
  EXPECT_EQ(r.lines[3].verdict, UnitVerdict::partial);
  EXPECT_EQ(r.lines[3].first, day("2022-07-10"));
  EXPECT_NE(r.lines[3].why_en.find("policy"), std::string::npos);
  EXPECT_EQ(due(r), cycle("2022-09-H2")) << "August and September";
}

TEST(IdleReadings, NewNumbersOfOneReadingHoldForTheUnitThatClosesUnderThem) {
  auto policies = turns("half_months", 4, "2022-08-10", "half_months", 3);
  const auto s = negotiating();  // 06-H2, 07-H1, 07-H2 idle; 08-H1 closes under the new limit of three
  EXPECT_EQ(due(judged(s, policies, "2022-08-10")), std::nullopt);
  const auto r = judged(s, policies, "2022-08-16");
  EXPECT_EQ(due(r), cycle("2022-08-H1"));
  EXPECT_EQ(r.lines.back().count, 4) << "the row goes on";
}

TEST(IdleReadings, NothingIsJudgedBetweenTwoPolicies) {
  std::vector<policy::Policy> both(2, book().all().front());
  both[0].effective_to = day("2022-07-20");
  both[1].id = "later";
  both[1].effective_from = day("2022-09-01");
  both[1].applies_to_facts_from.reset();
  const auto policies = *policy::PolicyBook::of(std::move(both), book().calendar());
  const auto s = negotiating();
  const auto between = judged(s, policies, "2022-08-20");
  EXPECT_FALSE(between.in_scope);
  EXPECT_EQ(between.light, Light::none);
  EXPECT_EQ(between.next_at, at("2022-09-01"));
  EXPECT_EQ(between.lines.back().label, "2022-07-H2");
  EXPECT_EQ(between.lines.back().verdict, UnitVerdict::partial);
  EXPECT_EQ(judged(s, policies, "2022-11-01").idle_cycles, 4);
}

TEST(IdleReadings, AnUnknownReadingJudgesNothing) {
  const auto r = judged(negotiating(), reads("moon_phases", 2), "2023-01-01");
  EXPECT_TRUE(r.lines.empty());
  EXPECT_EQ(r.light, Light::none);
  EXPECT_EQ(r.idle_cycles, 0);
}
}  // namespace
}  // namespace luodi::monitor::test
