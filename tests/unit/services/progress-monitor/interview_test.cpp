#include "services/progress-monitor/domain/interview_decide.hpp"
#include "tests/unit/services/progress-monitor/ledger.hpp"

namespace luodi::monitor::test {
namespace {
const Actor k_committee = actor(Role::committee, "", "office");
const Actor k_bureau = actor(Role::bureau, "", "b");
const Actor k_system = actor(Role::bureau, "", "system");

template <class T>
ErrorCode code(const Expected<T>& d) {
  return d ? ErrorCode::internal : d.error().code;
}

// Opened at the close of 2022-08-H1, Tuesday 2022-08-16 00:00: the grace covers the 17th and the 18th.
Ledger opened() {
  Ledger l(negotiating().project);
  l.evaluate(at("2022-08-16"));
  return l;
}

TEST(Interview, OpensWithExplanationResponsibleOrgAndGrace) {
  auto l = opened();
  ASSERT_EQ(l.interviews.size(), 1U);
  const auto& [id, i] = *l.interviews.begin();
  EXPECT_EQ(id, "int_1_2022-06-H2");
  EXPECT_EQ(i.responsible_org, "MY-AX") << "before landing the first-talk owner";
  EXPECT_EQ(i.trigger, cycle("2022-08-H1"));
  EXPECT_EQ(i.last_progress, day("2022-06-01")) << "the day itself, not the end of its cycle";
  EXPECT_EQ(i.cycles.size(), 4U);
  EXPECT_EQ(i.explanation.steps.size(), 4U);
  EXPECT_EQ(i.grace_until, at("2022-08-19"));
  EXPECT_EQ(i.meeting_at, at("2022-08-24", 9, 30));
  EXPECT_EQ(l.deadlines.at("grace:" + id), at("2022-08-19"));
  EXPECT_EQ(l.watch->episodes.at(0).interview_id, id);
}

TEST(Interview, AfterLandingTheHostIsResponsible) {
  auto s = negotiating();
  s.sign("2022-06-10", yi(5)).land("2022-06-12");
  Ledger l(s.project);
  l.evaluate(at("2022-08-16"));
  EXPECT_EQ(l.interviews.begin()->second.responsible_org, "MY-GX");
}

TEST(Interview, IssuesAutomaticallyAfterTheGraceAndNotBefore) {
  auto l = opened();
  l.grace(at("2022-08-19").plus_ms(-1));
  EXPECT_EQ(l.only().state, InterviewState::opened);
  l.grace(at("2022-08-19"));
  EXPECT_EQ(l.only().state, InterviewState::issued);
  EXPECT_EQ(l.only().document_number, "约谈〔2022〕1号");
  EXPECT_EQ(l.only().meeting_at, at("2022-08-24", 9, 30)) << "third working day after Friday the 19th";
  EXPECT_EQ(l.only().sequence, 1);
  const auto before = codec::encode(l.only());
  l.grace(at("2022-08-20"));
  EXPECT_EQ(codec::encode(l.only()), before) << "run twice, issued once";
}

TEST(Interview, LateWorkerGivesTheFullNotice) {
  auto l = opened();
  l.grace(at("2022-09-29", 10));
  EXPECT_EQ(l.only().meeting_at, at("2022-10-09", 9, 30)) << "30 September, then 8 and 9 October are worked";
}

TEST(Interview, HoldBackWithinTheGraceOnly) {
  auto l = opened();
  const HoldBack hold{"正在核实"};
  const std::string id = l.interviews.begin()->first;
  EXPECT_EQ(code(l.give(decide_hold_back, id, hold, at("2022-08-19"), k_committee)), ErrorCode::wrong_state);
  ASSERT_TRUE(l.give(decide_hold_back, id, hold, at("2022-08-18"), k_committee));
  EXPECT_EQ(l.only().state, InterviewState::held_back);
  EXPECT_FALSE(l.deadlines.contains("grace:" + id));
  l.grace(at("2022-08-19"));
  EXPECT_EQ(l.only().state, InterviewState::held_back);
}

TEST(Interview, CommitteeConfirmsWithdrawsAndReschedules) {
  auto l = opened();
  const std::string id = l.interviews.begin()->first;
  ASSERT_TRUE(l.give(decide_issue, id, Issue{}, at("2022-08-17", 10), k_committee));
  EXPECT_EQ(l.only().state, InterviewState::issued);
  EXPECT_EQ(code(l.give(decide_issue, id, Issue{}, at("2022-08-17", 11), k_committee)), ErrorCode::wrong_state);

  Schedule when;
  when.meeting_at = at("2022-08-21", 15);
  const auto early = l.give(decide_schedule, id, when, at("2022-08-18"), k_committee);
  ASSERT_FALSE(early);
  EXPECT_EQ(early.error().fields.at(0).pointer, "/meeting_at");
  when.meeting_at = at("2022-08-22", 15);
  when.place = "市政府三会议室";
  ASSERT_TRUE(l.give(decide_schedule, id, when, at("2022-08-18"), k_committee));
  EXPECT_EQ(l.only().sequence, 2);
  EXPECT_EQ(l.only().place, when.place);

  ASSERT_TRUE(l.give(decide_withdraw, id, Withdraw{"事由消失"}, at("2022-08-19"), k_committee));
  EXPECT_EQ(l.only().state, InterviewState::withdrawn);
  EXPECT_EQ(l.only().sequence, 3);
  EXPECT_EQ(l.only().timeline.size(), 4U);
}

TEST(Interview, OnConfirmationNothingIssuesByItself) {
  const auto manual = book_with([](policy::Policy& p) { p.interview.issue = "on_confirmation"; });
  Ledger l(negotiating().project, manual);
  l.evaluate(at("2022-08-16"));
  EXPECT_FALSE(l.deadlines.contains("grace:" + l.interviews.begin()->first));
  l.grace(at("2022-09-30"));
  EXPECT_EQ(l.only().state, InterviewState::opened);
}

TEST(Interview, NumbersRunWithoutGapsPerYear) {
  EXPECT_EQ(document_number(day("2022-12-31"), 7), "约谈〔2022〕7号");
  EXPECT_EQ(counter_id(day("2023-01-01")), "interview-2023");
  auto l = opened();
  Around around;
  around.last_number = [](const std::string& counter) { return counter == "interview-2022" ? 6 : 0; };
  const auto d = decide_issue("int_x", l.only(), {}, around, context(at("2022-08-17"), k_committee));
  ASSERT_TRUE(d);
  EXPECT_EQ(d->events.at(0).kind, "doc_counter");
  EXPECT_EQ(d->events.at(0).data["number"], 7);
  EXPECT_EQ(d->events.at(1).kind, "meeting");
  EXPECT_EQ(d->events.at(2).subject, "meeting-day-2022-08-22");
  EXPECT_EQ(d->events.at(3).data["document_number"], "约谈〔2022〕7号");
}

TEST(Interview, NumbersBeginAnewWhenTheYearDoes) {
  auto l = opened();
  const auto again = l.only();
  for (const char* id : {"int_2_2022-06-H2", "int_3_2022-06-H2", "int_4_2022-06-H2"})
    l.interviews[id] = again;
  std::vector<std::string> numbers;
  std::vector<Instant> times{at("2022-12-31"), at("2023-01-01").plus_ms(-1), at("2023-01-01"), at("2023-01-01", 8)};
  auto when = times.begin();
  for (const char* id : {"int_1_2022-06-H2", "int_2_2022-06-H2", "int_3_2022-06-H2", "int_4_2022-06-H2"}) {
    ASSERT_TRUE(l.give(decide_issue, id, Issue{}, *when++, k_committee));
    numbers.push_back(l.interviews.at(id).document_number);
  }
  // At midnight here it is still 16:00 of the old year in UTC.
  EXPECT_EQ(numbers,
            (std::vector<std::string>{"约谈〔2022〕1号", "约谈〔2022〕2号", "约谈〔2023〕1号", "约谈〔2023〕2号"}));
  EXPECT_EQ(l.counters.at("interview-2022").last, 2);
  EXPECT_EQ(l.counters.at("interview-2023").last, 2);
}

TEST(Interview, ANumberOfAWithdrawnNoticeIsNotGivenAgain) {
  auto l = opened();
  l.interviews["int_2_2022-06-H2"] = l.only();
  ASSERT_TRUE(l.give(decide_issue, "int_1_2022-06-H2", Issue{}, at("2022-08-17"), k_committee));
  ASSERT_TRUE(l.give(decide_withdraw, "int_1_2022-06-H2", Withdraw{"事由消失"}, at("2022-08-18"), k_committee));
  ASSERT_TRUE(l.give(decide_issue, "int_2_2022-06-H2", Issue{}, at("2022-08-18"), k_committee));
  EXPECT_EQ(l.interviews.at("int_2_2022-06-H2").document_number, "约谈〔2022〕2号");
}

TEST(Interview, OpenedOnTheDayBeforeAHoliday) {
  const auto& p = book().all().front().interview;
  EXPECT_EQ(*grace_end(book(), p, day("2022-09-30")), at("2022-10-10")) << "8 and 9 October are worked";
  EXPECT_EQ(*meeting_time(book(), p, day("2022-09-30")), at("2022-10-10", 9, 30)) << "8, 9, 10";
}

TEST(Interview, IssuedBeforeTheTwentyNinthOfFebruary) {
  const auto& p = book().all().front().interview;
  EXPECT_EQ(*meeting_time(book(), p, day("2024-02-26")), at("2024-02-29", 9, 30));
  EXPECT_EQ(*meeting_time(book(), p, day("2024-02-28")), at("2024-03-04", 9, 30));
  EXPECT_EQ(*meeting_time(book(), p, day("2023-02-24")), at("2023-03-01", 9, 30));
}

TEST(Interview, AYearWithoutCalendarIsVisibleAndAsksAgainTomorrow) {
  // The shipped calendar ends with 2026: opened at its last moment, the second working day lies in 2027.
  Story s;
  s.lead(yi(5), "2026-10-10").negotiate("2026-10-20");
  Ledger l(s.project);
  l.evaluate(at("2027-01-01"));
  const auto& i = l.only();
  EXPECT_EQ(i.state, InterviewState::opened);
  EXPECT_FALSE(i.grace_until);
  EXPECT_FALSE(i.blocked.empty());
  const std::string job = "grace:" + l.interviews.begin()->first;
  EXPECT_EQ(l.deadlines.at(job), at("2027-01-02"));
  l.grace(at("2027-01-02"));
  EXPECT_EQ(l.deadlines.at(job), at("2027-01-03")) << "the job is kept";
  EXPECT_FALSE(l.only().grace_until);
}

TEST(Interview, UnblocksWhenTheCalendarArrives) {
  auto l = opened();
  auto i = l.only();
  i.grace_until.reset();
  i.blocked = "no calendar";
  const auto d = decide_grace("int_x", i, {}, context(at("2022-08-20"), k_system));
  ASSERT_TRUE(d);
  EXPECT_EQ(d->events.at(0).fact, "unblocked");
  EXPECT_EQ(d->events.at(0).data["grace_until"], at("2022-08-19").str());
}

TEST(Interview, MeetingBeyondTheCalendarBlocksTheIssue) {
  auto l = opened();
  auto i = l.only();
  i.grace_until = at("2026-12-31");
  const auto d = decide_grace("int_x", i, {}, context(at("2026-12-31"), k_system));
  ASSERT_TRUE(d);
  EXPECT_EQ(d->events.at(0).fact, "blocked");
  EXPECT_EQ(d->deadlines.at(0).job, "grace:int_x");
  EXPECT_EQ(code(decide_issue("int_x", i, {}, {}, context(at("2026-12-31"), k_committee))), ErrorCode::no_calendar);
}
}  // namespace
}  // namespace luodi::monitor::test
