// The edges of an interview's rules: the very instant of a deadline, what is late or early by one, and what waits for a
// calendar.
#include "services/progress-monitor/domain/interview_table.hpp"
#include "tests/unit/services/progress-monitor/interview_hands.hpp"

namespace luodi::monitor::test {
namespace {
const Actor k_system = actor(Role::bureau, "", "system");

const policy::InterviewParameters& shipped() {
  return book().all().front().interview;
}
Ledger opened(const policy::PolicyBook& policies = book()) {
  Ledger l(negotiating().project, policies);
  l.evaluate(at("2022-08-16"));
  return l;
}
// Issued on Friday 2022-08-19, meeting on Wednesday the 24th at 09:30.
Ledger issued(const policy::PolicyBook& policies = book()) {
  auto l = opened(policies);
  l.grace(at("2022-08-19"));
  return l;
}
Ledger held(Instant when = at("2022-08-25", 10)) {
  auto l = issued();
  EXPECT_TRUE(l.give(decide_minutes, k_id, minutes(), when, k_committee));
  return l;
}
Rectify plan() {
  return Rectify{RectificationKind::plan, "整改方案", {}, {}};
}
Rectify report() {
  return Rectify{RectificationKind::report, "整改报告", {}, {}};
}
ErrorCode code(const Expected<void>& done) {
  return done ? ErrorCode::internal : done.error().code;
}
std::int64_t told(const Ledger& l, const std::string& fact) {
  return std::count(l.facts.begin(), l.facts.end(), "interview." + fact);
}

TEST(InterviewEdge, ClocksStandInTheOrderOfTheSteps) {
  auto l = held();
  ASSERT_TRUE(l.give(decide_rectification, k_id, plan(), at("2022-08-29"), k_park));
  ASSERT_TRUE(l.give(decide_rectification, k_id, report(), at("2022-09-10"), k_park));
  std::vector<Step> steps;
  for (const auto& clock : l.only().clocks)
    steps.push_back(clock.step);
  EXPECT_EQ(steps, (std::vector<Step>{Step::explanation, Step::meeting, Step::minutes, Step::plan, Step::report,
                                      Step::verification}));
}

TEST(InterviewEdge, AStepThatIsDoneStaysDoneWhenTheMeetingMoves) {
  auto l = issued();
  ASSERT_TRUE(l.give(decide_explanation, k_id, Explain{"情况说明", {}, {}}, at("2022-08-20"), k_park));
  ASSERT_TRUE(l.give(decide_schedule, k_id, Schedule{at("2022-08-26", 15), "", ""}, at("2022-08-22"), k_committee));
  EXPECT_EQ(clock_of(l.only(), Step::explanation)->state, ClockState::done);
  EXPECT_EQ(clock_of(l.only(), Step::explanation)->due_at, at("2022-08-26"));
  EXPECT_FALSE(l.deadlines.contains(overdue_job(k_id, Step::explanation)));
  auto open = issued();
  ASSERT_TRUE(open.give(decide_schedule, k_id, Schedule{at("2022-08-26", 15), "", ""}, at("2022-08-22"), k_committee));
  EXPECT_EQ(open.deadlines.at(overdue_job(k_id, Step::explanation)), at("2022-08-26"));
}

TEST(InterviewEdge, WhatIsLateIsStillTaken) {
  auto l = held();
  l.clock_job(overdue_job(k_id, Step::plan), at("2022-09-02"));
  ASSERT_EQ(clock_of(l.only(), Step::plan)->state, ClockState::overdue) << "the first instant that is too late";
  EXPECT_FALSE(is_done(l.only(), Step::plan));
  ASSERT_TRUE(l.give(decide_rectification, k_id, plan(), at("2022-09-03"), k_park));
  EXPECT_TRUE(is_done(l.only(), Step::plan));
  l.clock_job(overdue_job(k_id, Step::plan), at("2022-09-10"));
  EXPECT_EQ(told(l, "overdue"), 1) << "what is done is not overdue";
}

TEST(InterviewEdge, ALateReportGainsNoTime) {
  auto l = held();
  ASSERT_TRUE(l.give(decide_rectification, k_id, plan(), at("2022-08-29"), k_park));
  l.clock_job(overdue_job(k_id, Step::report), at("2022-09-25"));
  ASSERT_TRUE(l.give(decide_rectification, k_id, report(), at("2022-10-10"), k_park));
  EXPECT_EQ(clock_of(l.only(), Step::verification)->due_at, at("2022-11-01"));
}

TEST(InterviewEdge, AReportDueAtTheEndOfACycleIsVerifiedFromTheNextOne) {
  auto l = held(at("2022-08-31", 10));  // the report is due on 30 September, the last day of its cycle
  l.clock_job(overdue_job(k_id, Step::report), at("2022-10-01"));
  EXPECT_EQ(clock_of(l.only(), Step::verification)->opens_at, at("2022-10-01"));
  EXPECT_EQ(clock_of(l.only(), Step::verification)->due_at, at("2022-11-01"));
}

TEST(InterviewEdge, ALateWorkerJudgesAsOfTheEndOfTheWindow) {
  auto l = held();
  ASSERT_TRUE(l.give(decide_rectification, k_id, plan(), at("2022-08-29"), k_park));
  ASSERT_TRUE(l.give(decide_rectification, k_id, report(), at("2022-09-10"), k_park));
  auto after = negotiating();
  after.progress("2022-10-20");  // four days after the window
  l.project = after.project;
  l.clock_job(overdue_job(k_id, Step::verification), at("2022-10-25"));
  EXPECT_EQ(l.interviews.at(k_id).outcome, k_still_idle);
}

TEST(InterviewEdge, ARemindersInstant) {
  const auto deadline = step_deadline(Step::plan, day("2022-08-25"), {}, book(), shipped());
  ASSERT_EQ(deadline.remind_at, at("2022-08-31", 9));
  const auto scheduled = [&](Instant now) {
    domain::Decision d;
    watch_deadlines(d, "int_1", {deadline}, now);
    return d.deadlines.at(0).verb == domain::Deadline::Verb::schedule;
  };
  EXPECT_TRUE(scheduled(deadline.remind_at->plus_ms(-1)));
  EXPECT_FALSE(scheduled(*deadline.remind_at)) << "whoever acts at that instant needs no reminder";
  auto l = held();
  l.clock_job(remind_job(k_id, Step::plan), at("2022-09-01", 23));
  l.clock_job(remind_job(k_id, Step::plan), at("2022-09-01", 23));
  EXPECT_EQ(told(l, "reminded"), 1) << "run twice, told once";
  auto late = held();
  late.clock_job(remind_job(k_id, Step::plan), at("2022-09-02"));
  EXPECT_EQ(told(late, "reminded"), 0) << "overdue at this instant";
}

TEST(InterviewEdge, AnOverdueJobThatComesTooEarlyWaits) {
  auto l = held();
  l.clock_job(overdue_job(k_id, Step::plan), at("2022-09-02").plus_ms(-1));
  EXPECT_EQ(told(l, "overdue"), 0);
  EXPECT_EQ(l.deadlines.at(overdue_job(k_id, Step::plan)), at("2022-09-02"));
}

TEST(InterviewEdge, AnExplanationIsNeverDueAfterTheMeetingBegan) {
  auto p = shipped();
  p.explanation_working_days = 0;
  const auto meeting = at("2022-08-24", 9, 30);
  EXPECT_EQ(step_deadline(Step::explanation, day("2022-08-24"), meeting, book(), p).due_at, meeting);
}

TEST(InterviewEdge, AMeetingIsMovedIntoTheFutureOnly) {
  auto l = issued();
  const Instant now = at("2022-08-24", 10);  // half an hour after it was to begin
  const auto move = [&](Instant to) {
    return l.give(decide_schedule, k_id, Schedule{to, "", "未按期召开"}, now, k_committee);
  };
  for (const Instant to : {now, now.plus_ms(-60'000)}) {
    const auto refused = move(to);
    ASSERT_EQ(code(refused), ErrorCode::invalid_body);
    EXPECT_NE(refused.error().fields.at(0).message.find("已经过去"), std::string::npos);
  }
  EXPECT_TRUE(move(now.plus_ms(60'000)));
}

TEST(InterviewEdge, AMeetingIsMovedIntoOfficeHoursOfAPublishedWorkingDay) {
  const auto refusal = [](Instant to) {
    auto l = issued();
    const auto done = l.give(decide_schedule, k_id, Schedule{to, "", ""}, at("2022-08-22", 10), k_committee);
    return done ? std::string() : done.error().fields.at(0).pointer + " " + done.error().fields.at(0).code;
  };
  EXPECT_EQ(refusal(at("2022-08-26", 7, 59)), "/meeting_at out_of_hours");
  EXPECT_EQ(refusal(at("2022-08-26", 8)), "");
  EXPECT_EQ(refusal(at("2022-08-26", 18)), "");
  EXPECT_EQ(refusal(at("2022-08-26", 18, 1)), "/meeting_at out_of_hours");
  EXPECT_EQ(refusal(at("2022-08-26", 3)), "/meeting_at out_of_hours");
  EXPECT_EQ(refusal(at("2022-08-27", 10)), "/meeting_at not_working_day") << "a Saturday";
  EXPECT_EQ(refusal(at("2022-10-03", 10)), "/meeting_at not_working_day") << "National Day";
  EXPECT_EQ(refusal(at("2022-10-08", 10)), "") << "a Saturday on which people work, the 30th after the notice";
  EXPECT_EQ(refusal(at("2022-10-09", 10)), "/reason required") << "the 31st working day after the notice";
  EXPECT_EQ(refusal(at("2026-12-31", 10)), "/reason required");
  EXPECT_EQ(refusal(at("2027-01-04", 10)), "/meeting_at no_calendar");
  EXPECT_EQ(refusal(at("9999-12-31", 10)), "/meeting_at no_calendar");
}

TEST(InterviewEdge, ADayOffIsToldWithTheNextWorkingDay) {
  const auto told = [](Instant to) {
    auto l = issued();
    return l.give(decide_schedule, k_id, Schedule{to, "", "改期"}, at("2022-08-22", 10), k_committee)
        .error()
        .fields.at(0)
        .message;
  };
  EXPECT_EQ(told(at("2022-08-27", 10)),
            "2022-08-27不是工作日，其后的工作日为2022-08-29 / not a working day: "
            "2022-08-27, the next one is 2022-08-29");
  EXPECT_NE(told(at("2022-10-03", 10)).find("2022-10-08"), std::string::npos) << "a Saturday on which people work";
}

TEST(InterviewEdge, AMeetingIsPutOffFurtherOnlyWithAReasonThatPeopleRead) {
  const auto put_off = [](Ledger& l, const std::string& reason) {
    return l.give(decide_schedule, k_id, Schedule{at("2022-10-09", 10), "", reason}, at("2022-08-22", 10), k_committee);
  };
  auto l = issued();
  const auto refused = put_off(l, " \u3000");
  ASSERT_EQ(code(refused), ErrorCode::invalid_body);
  EXPECT_NE(refused.error().fields.at(0).message.find("30个工作日"), std::string::npos)
      << refused.error().fields.at(0).message;
  ASSERT_TRUE(put_off(l, "负责人因公出国"));
  EXPECT_NE(l.only().timeline.back().note.find("负责人因公出国"), std::string::npos) << l.only().timeline.back().note;
  auto near = issued(book_with([](policy::Policy& p) { p.interview.meeting_latest_working_days = 3; }));
  EXPECT_EQ(
      code(near.give(decide_schedule, k_id, Schedule{at("2022-08-25", 10), "", ""}, at("2022-08-22"), k_committee)),
      ErrorCode::invalid_body)
      << "the policy says how far";
}

TEST(InterviewEdge, AMoveThatMovesNothingIsRefusedAndNobodyHearsOfIt) {
  auto l = issued();
  const auto refusal = [&](const Schedule& same) {
    const auto done = l.give(decide_schedule, k_id, same, at("2022-08-22", 10), k_committee);
    return done ? std::string() : done.error().fields.at(0).pointer + " " + done.error().fields.at(0).code;
  };
  const auto place = l.only().place;
  const int sequence = l.meetings.begin()->second.sequence;
  EXPECT_EQ(refusal(Schedule{at("2022-08-24", 9, 30), "", ""}), "/meeting_at unchanged");
  EXPECT_EQ(refusal(Schedule{at("2022-08-24", 9, 30), place, "再次通知"}), "/meeting_at unchanged");
  EXPECT_EQ(l.meetings.begin()->second.sequence, sequence);
  EXPECT_EQ(std::count(l.facts.begin(), l.facts.end(), "meeting.moved"), 0);
  EXPECT_EQ(refusal(Schedule{at("2022-08-24", 9, 30), "三会议室", ""}), "") << "another room at the same hour";
  EXPECT_EQ(refusal(Schedule{at("2022-08-24", 10), "", ""}), "");
}

TEST(InterviewEdge, TheHoursOfAMeetingAreThoseOfThePolicy) {
  const auto early = book_with([](policy::Policy& p) { p.interview.meeting_earliest_hour = 6; });
  auto l = issued(early);
  EXPECT_TRUE(l.give(decide_schedule, k_id, Schedule{at("2022-08-26", 6), "", ""}, at("2022-08-22", 10), k_committee));
}

TEST(InterviewEdge, NoJobOfTheGraceOutlivesIt) {
  auto by_hand = opened();
  ASSERT_TRUE(by_hand.give(decide_issue, k_id, Issue{}, at("2022-08-17"), k_committee));
  EXPECT_FALSE(by_hand.deadlines.contains("grace:" + k_id));
  auto gone = opened();
  ASSERT_TRUE(gone.give(decide_withdraw, k_id, Withdraw{"另行处理"}, at("2022-08-17"), k_committee));
  EXPECT_FALSE(gone.deadlines.contains("grace:" + k_id));
  auto story = negotiating();
  story.leave("2022-08-17");
  auto left = opened();
  left.project = story.project;
  left.evaluate(at("2022-08-17", 12));
  EXPECT_FALSE(left.deadlines.contains("grace:" + k_id));
}

TEST(InterviewEdge, OnConfirmationTheCommitteeMayHoldItBackAtAnyTime) {
  auto l = opened(book_with([](policy::Policy& p) { p.interview.issue = "on_confirmation"; }));
  EXPECT_TRUE(l.give(decide_hold_back, k_id, HoldBack{"正在核实"}, at("2022-09-19"), k_committee));
}

TEST(InterviewEdge, WhenTheCalendarArrivesTheTimesCountFromTheLaterOfGraceAndNow) {
  auto i = opened().only();
  i.grace_until.reset();
  i.blocked = "no calendar";
  const auto unblocked = [&](Instant now) {
    auto d = decide_grace(k_id, i, {}, context(now, k_system));
    EXPECT_TRUE(d) << d.error().detail;
    return *d;
  };
  const auto late = unblocked(at("2022-08-22", 8));
  EXPECT_EQ(late.events.at(0).data["meeting_at"], at("2022-08-25", 9, 30).str());
  EXPECT_EQ(late.deadlines.at(0).at, at("2022-08-22", 8));
  const auto early = unblocked(at("2022-08-17", 8));
  EXPECT_EQ(early.events.at(0).data["meeting_at"], at("2022-08-24", 9, 30).str());
  EXPECT_EQ(early.deadlines.at(0).at, at("2022-08-19"));
  i.issue_mode = "on_confirmation";
  EXPECT_TRUE(unblocked(at("2022-08-17", 8)).deadlines.empty()) << "nothing issues by itself";
}

TEST(InterviewEdge, BlockedIsSaidOnceAndAskedDaily) {
  auto i = opened().only();
  i.grace_until = at("2026-12-31");
  const auto first = decide_grace(k_id, i, {}, context(at("2026-12-31", 8), k_system));
  ASSERT_TRUE(first);
  EXPECT_EQ(first->events.size(), 1U);
  EXPECT_EQ(first->deadlines.at(0).at, at("2027-01-01", 8));
  i.blocked = "no calendar";
  const auto again = decide_grace(k_id, i, {}, context(at("2027-01-01", 8), k_system));
  ASSERT_TRUE(again);
  EXPECT_TRUE(again->events.empty());
}

TEST(InterviewEdge, ABlockIsKeptInTheInterviewWithItsReasonAndItsPlaceInTheStory) {
  auto l = opened();
  l.interviews.at(k_id).grace_until = at("2026-12-31");
  l.grace(at("2026-12-31", 8));
  const auto& i = l.only();
  EXPECT_EQ(l.facts.back(), "interview.blocked");
  EXPECT_EQ(i.state, InterviewState::opened) << "it waits, nothing else";
  EXPECT_NE(i.blocked.find("2027"), std::string::npos) << i.blocked;
  EXPECT_EQ(i.updated_at, at("2026-12-31", 8));
  const auto& last = i.timeline.back();
  EXPECT_EQ(last.what, "blocked");
  EXPECT_EQ(last.at, at("2026-12-31", 8));
  EXPECT_EQ(last.by, "system");
  EXPECT_EQ(last.note, i.blocked);
  EXPECT_EQ(i.grace_until, at("2026-12-31"));
  const auto steps = i.timeline.size();
  l.grace(at("2027-01-01", 8));
  EXPECT_EQ(l.only().timeline.size(), steps) << "said once";
  EXPECT_EQ(l.deadlines.at("grace:" + k_id), at("2027-01-02", 8)) << "asked daily";
  const auto stored = codec::encode(l.only());
  EXPECT_EQ(codec::encode(*codec::decode<Interview>(stored)), stored);
}

TEST(InterviewEdge, ABlockThatIsOverIsNotShownAnyMore) {
  for (const bool issue : {true, false}) {
    auto l = opened();
    l.interviews.at(k_id).blocked = "no calendar";
    const auto done = issue ? l.give(decide_issue, k_id, Issue{}, at("2022-08-17"), k_committee)
                            : l.give(decide_withdraw, k_id, Withdraw{"另行处理"}, at("2022-08-17"), k_committee);
    ASSERT_TRUE(done);
    EXPECT_EQ(l.only().blocked, "");
  }
  auto arrived = opened();  // the calendar is there by now
  arrived.interviews.at(k_id).blocked = "no calendar";
  arrived.interviews.at(k_id).grace_until.reset();
  arrived.grace(at("2022-08-17"));
  EXPECT_EQ(arrived.only().grace_until, at("2022-08-19"));
  EXPECT_EQ(arrived.only().blocked, "");
  auto story = negotiating();
  story.leave("2022-08-17");
  auto left = opened();
  left.interviews.at(k_id).blocked = "no calendar";
  left.project = story.project;
  left.evaluate(at("2022-08-17", 12));
  EXPECT_EQ(left.only().blocked, "");
}

TEST(InterviewEdge, TheTableSaysWhatIsMissingAndWhatIsNext) {
  auto l = opened();
  const auto early = l.give(decide_explanation, k_id, Explain{"说明", {}, {}}, at("2022-08-17"), k_park);
  ASSERT_EQ(code(early), ErrorCode::too_early);
  ASSERT_EQ(early.error().missing.size(), 1U);
  EXPECT_EQ(early.error().missing[0].item, "issue");
  auto i = issued();
  EXPECT_EQ(code(i.give(decide_explanation, k_id, Explain{"说明", {}, "更正"}, at("2022-08-20"), k_park)),
            ErrorCode::wrong_state)
      << "there is nothing to correct";
  const auto explains = [&] {
    const auto next = next_commands(i.only());
    return std::any_of(next.begin(), next.end(),
                       [](const auto* r) { return r->command == InterviewCommand::explanation; });
  };
  EXPECT_TRUE(explains());
  ASSERT_TRUE(i.give(decide_explanation, k_id, Explain{"说明", {}, {}}, at("2022-08-20"), k_park));
  EXPECT_FALSE(explains());
}

TEST(InterviewEdge, NobodysInterviewIsNotThatOfAnActorOfNoEntity) {
  auto l = issued();
  l.interviews.at(k_id).responsible_org.clear();
  EXPECT_EQ(code(l.give(decide_explanation, k_id, Explain{"说明", {}, {}}, at("2022-08-20"), actor(Role::park))),
            ErrorCode::forbidden);
}
}  // namespace
}  // namespace luodi::monitor::test
