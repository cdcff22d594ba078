// Deadlines at the edges of the calendar, and the jobs that watch them: late, twice, after an outage.
#include "services/progress-monitor/domain/interview_steps.hpp"
#include "tests/unit/services/progress-monitor/ledger.hpp"

namespace luodi::monitor::test {
namespace {
StepDeadline deadline(Step step, std::string_view from, std::optional<Instant> meeting = {}) {
  return step_deadline(step, day(from), meeting, book(), book().all().front().interview);
}
std::int64_t told(const Ledger& l, const std::string& fact) {
  return std::count(l.facts.begin(), l.facts.end(), "interview." + fact);
}
// Minutes filed on Thursday 2022-08-25: plan until 1 September, report until 24 September.
Ledger held() {
  Ledger l(negotiating().project);
  l.evaluate(at("2022-08-16"));
  l.grace(at("2022-08-19"));
  FileMinutes m;
  m.text = "会议纪要";
  m.attendees = {"分管负责人"};
  EXPECT_TRUE(l.give(decide_minutes, l.interviews.begin()->first, m, at("2022-08-25", 10), actor(Role::committee)));
  return l;
}

TEST(InterviewClock, TheDayBeforeAHoliday) {
  EXPECT_EQ(deadline(Step::plan, "2022-09-30").due_at, at("2022-10-13"))
      << "8 and 9 October are worked: 8, 9, 10, 11, 12";
  EXPECT_EQ(deadline(Step::minutes, "2022-09-30").due_at, at("2022-10-11"));
  EXPECT_EQ(deadline(Step::plan, "2022-09-30").remind_at, at("2022-10-11", 9));
}

TEST(InterviewClock, AWorkingDayMadeOfAWeekendCounts) {
  // Saturday 2022-10-08 is worked: a meeting on Sunday the 9th has its explanation due on Saturday.
  const auto meeting = at("2022-10-09", 9, 30);
  EXPECT_EQ(deadline(Step::explanation, "2022-10-09", meeting).due_at, at("2022-10-09"));
  EXPECT_EQ(deadline(Step::meeting, "2022-10-09", meeting).remind_at, at("2022-10-08", 9));
}

TEST(InterviewClock, TheTwentyNinthOfFebruary) {
  EXPECT_EQ(deadline(Step::report, "2024-01-30").due_at, at("2024-03-01")) << "29 February is the thirtieth day";
  EXPECT_EQ(deadline(Step::report, "2023-01-30").due_at, at("2023-03-02"));
  EXPECT_EQ(deadline(Step::plan, "2024-02-29").due_at, at("2024-03-08")) << "1, 4, 5, 6 and 7 March";
  EXPECT_EQ(deadline(Step::explanation, "2024-03-01", at("2024-03-01", 9, 30)).due_at, at("2024-03-01"))
      << "the whole of 29 February is in time";
  EXPECT_EQ(deadline(Step::verification, "2024-02-15").opens_at, at("2024-02-16"));
  EXPECT_EQ(deadline(Step::verification, "2024-02-15").due_at, at("2024-03-16"));
}

TEST(InterviewClock, TheThirtyFirstOfDecember) {
  EXPECT_EQ(deadline(Step::report, "2022-12-01").due_at, at("2023-01-01")) << "the whole of the 31st is in time";
  EXPECT_EQ(deadline(Step::verification, "2022-12-20").due_at, at("2023-02-01"));
  EXPECT_EQ(deadline(Step::verification, "2022-12-31").opens_at, at("2023-01-01"));
  EXPECT_EQ(deadline(Step::minutes, "2022-12-30").due_at, at("2023-01-06")) << "1 and 2 January are off: 3, 4, 5";
}

TEST(InterviewClock, PastTheCalendarIsBlockedNeverGuessed) {
  const auto plan = deadline(Step::plan, "2026-12-30");
  EXPECT_FALSE(plan.due_at);
  EXPECT_FALSE(plan.blocked.empty());
  const auto report = deadline(Step::report, "2026-12-30");
  EXPECT_EQ(report.due_at, at("2027-01-30")) << "calendar days need no calendar";
  EXPECT_FALSE(report.remind_at) << "working days do";
  domain::Decision d;
  watch_deadlines(d, "int_1", {plan}, at("2026-12-30", 10));
  EXPECT_EQ(d.deadlines.back().job, "overdue:int_1:plan");
  EXPECT_EQ(d.deadlines.back().at, at("2026-12-31", 10)) << "asked again tomorrow";
}

TEST(InterviewClock, ABlockedDeadlineIsSetWhenTheCalendarHasArrived) {
  auto l = held();
  auto& i = l.interviews.begin()->second;
  for (auto& c : i.clocks)
    if (c.step == Step::plan) {
      c.due_at.reset();
      c.blocked = "no calendar";
    }
  l.clock_job(overdue_job(l.interviews.begin()->first, Step::plan), at("2022-08-26"));
  EXPECT_EQ(clock_of(l.only(), Step::plan)->due_at, at("2022-09-02"));
  EXPECT_EQ(l.deadlines.at(overdue_job(l.interviews.begin()->first, Step::plan)), at("2022-09-02"));
}

TEST(InterviewClock, PromptlyEachOccasionIsToldOnce) {
  auto l = held();
  l.run_due(at("2022-09-03"), at("2022-08-25", 10));
  EXPECT_EQ(told(l, "reminded"), 1);
  EXPECT_EQ(told(l, "overdue"), 2) << "the explanation, which never came, and the plan";
  EXPECT_EQ(clock_of(l.only(), Step::plan)->state, ClockState::overdue);
}

TEST(InterviewClock, TwiceAndAfterAnOutageTheSameStates) {
  auto prompt = held();
  prompt.run_due(at("2022-09-10"), at("2022-08-25", 10));
  auto late = held();
  late.run_due(at("2022-09-10"), at("2022-09-10"));  // nobody worked for two weeks
  EXPECT_EQ(told(late, "reminded"), 0) << "what is overdue is not reminded of";
  EXPECT_EQ(told(late, "overdue"), told(prompt, "overdue"));
  const auto once = codec::encode(late.only());
  late.clock_job(overdue_job(late.interviews.begin()->first, Step::plan), at("2022-09-11"));
  late.clock_job(remind_job(late.interviews.begin()->first, Step::plan), at("2022-09-11"));
  EXPECT_EQ(codec::encode(late.only()), once);
  for (const auto& c : late.only().clocks)
    EXPECT_EQ(c.state, clock_of(prompt.only(), c.step)->state) << codec::enum_text(c.step);
}

TEST(InterviewClock, AReminderOfADoneStepOrABegunMeetingIsDropped) {
  auto l = held();
  const std::string id = l.interviews.begin()->first;
  l.clock_job(remind_job(id, Step::meeting), at("2022-08-26"));
  l.clock_job(remind_job(id, Step::explanation), at("2022-08-26"));
  EXPECT_EQ(told(l, "reminded"), 0);
}

TEST(InterviewClock, ADeadlineThatMovedIsAskedForAtItsNewTime) {
  auto l = held();
  const std::string job = remind_job(l.interviews.begin()->first, Step::report);
  l.clock_job(job, at("2022-08-30"));
  EXPECT_EQ(told(l, "reminded"), 0);
  EXPECT_EQ(l.deadlines.at(job), at("2022-09-23", 9));
}
}  // namespace
}  // namespace luodi::monitor::test
