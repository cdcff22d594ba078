// The life of an interview after its notice: every step by who owes it, nothing before its time, nothing twice, and
// what a failed rectification leads to.
#include "services/progress-monitor/domain/interview_table.hpp"
#include "tests/unit/services/progress-monitor/interview_hands.hpp"

namespace luodi::monitor::test {
namespace {
ErrorCode code(const Expected<void>& done) {
  return done ? ErrorCode::internal : done.error().code;
}
// Issued on Friday 2022-08-19, meeting on Wednesday the 24th at 09:30.
Ledger issued() {
  Ledger l(negotiating().project);
  l.evaluate(at("2022-08-16"));
  l.grace(at("2022-08-19"));
  return l;
}
Ledger held() {
  auto l = issued();
  EXPECT_TRUE(l.give(decide_minutes, k_id, minutes(), at("2022-08-25", 10), k_committee));
  return l;
}
Ledger reported() {
  auto l = held();
  EXPECT_TRUE(l.give(decide_rectification, k_id, rectify(RectificationKind::plan), at("2022-08-29"), k_park));
  EXPECT_TRUE(l.give(decide_rectification, k_id, rectify(RectificationKind::report), at("2022-09-10"), k_park));
  return l;
}
const StepClock& clock(const Ledger& l, Step step, const std::string& id = k_id) {
  return *clock_of(l.interviews.at(id), step);
}
// The same project, which has moved on a day after its notice.
void move_on(Ledger& l, std::string_view on = "2022-09-12") {
  auto story = negotiating();
  story.progress(on);
  l.project = story.project;
}
Verify verdict(bool passed) {
  Verify v;
  v.passed = passed;
  v.text = passed ? "现场核实已复工" : "现场核实未复工";
  return v;
}

TEST(InterviewLife, FromNoticeToClosedEveryClockIsDone) {
  auto l = issued();
  file_all(l);
  move_on(l);
  ASSERT_TRUE(l.give(decide_verification, k_id, verdict(true), at("2022-09-16"), k_bureau));
  const auto& i = l.only();
  EXPECT_EQ(i.state, InterviewState::closed);
  EXPECT_EQ(i.outcome, k_rectified);
  ASSERT_EQ(i.clocks.size(), 6U);
  for (const auto& c : i.clocks)
    EXPECT_EQ(c.state, ClockState::done) << codec::enum_text(c.step);
  for (const auto& [job, when] : l.deadlines)
    EXPECT_TRUE(job.starts_with("evaluate:")) << job << " still watches an interview that has ended";
}

TEST(InterviewLife, DeadlinesAreThoseOfThePolicy) {
  auto l = held();
  EXPECT_EQ(clock(l, Step::explanation).due_at, at("2022-08-24")) << "the end of the working day before the meeting";
  EXPECT_EQ(clock(l, Step::meeting).due_at, at("2022-08-24", 9, 30));
  EXPECT_EQ(clock(l, Step::minutes).due_at, at("2022-08-30")) << "three working days after Wednesday: Monday";
  EXPECT_EQ(clock(l, Step::minutes).opens_at, at("2022-08-24", 9, 30));
  EXPECT_EQ(clock(l, Step::plan).due_at, at("2022-09-02")) << "five working days after Thursday the 25th";
  EXPECT_EQ(clock(l, Step::report).due_at, at("2022-09-25")) << "thirty calendar days";
  EXPECT_EQ(clock(l, Step::report).remind_at, at("2022-09-23", 9)) << "Friday before Saturday the 24th";
}

TEST(InterviewLife, NothingBeforeItsTime) {
  auto l = issued();
  EXPECT_EQ(code(l.give(decide_minutes, k_id, minutes(), at("2022-08-24", 9, 29), k_committee)), ErrorCode::too_early);
  const auto early = l.give(decide_rectification, k_id, rectify(RectificationKind::report), at("2022-08-25"), k_park);
  ASSERT_EQ(code(early), ErrorCode::too_early);
  ASSERT_EQ(early.error().missing.size(), 2U);
  EXPECT_EQ(early.error().missing[0].item, "minutes");
  EXPECT_EQ(early.error().missing[0].owner.zh, "工作委员会办公室");
  EXPECT_EQ(early.error().missing[1].item, "plan");
  EXPECT_EQ(early.error().missing[1].clause, "mianyang-2022/6");
  auto r = reported();
  move_on(r);
  EXPECT_EQ(code(r.give(decide_verification, k_id, verdict(true), at("2022-09-15", 23, 59), k_bureau)),
            ErrorCode::too_early)
      << "the window opens with the next dispatch cycle";
  EXPECT_TRUE(r.give(decide_verification, k_id, verdict(true), at("2022-09-16"), k_bureau));
}

TEST(InterviewLife, NoVerificationPassesWithoutProgressSinceTheNotice) {
  auto l = reported();  // issued on 2022-08-19
  const auto passes = [&] { return l.give(decide_verification, k_id, verdict(true), at("2022-09-16", 10), k_bureau); };
  const auto refused = passes();
  ASSERT_EQ(code(refused), ErrorCode::gate_not_passed) << "nothing moved";
  ASSERT_EQ(refused.error().missing.size(), 1U);
  EXPECT_EQ(refused.error().missing[0].item, "effective_progress");
  EXPECT_EQ(refused.error().missing[0].clause, "mianyang-2022/6");
  EXPECT_NE(refused.error().detail.find("passed=false"), std::string::npos) << "what to do instead";
  move_on(l, "2022-08-18");
  EXPECT_EQ(code(passes()), ErrorCode::gate_not_passed) << "a day before the notice";
  move_on(l, "2022-09-17");
  EXPECT_EQ(code(passes()), ErrorCode::gate_not_passed) << "a day after the verification";
  auto visited = negotiating();
  visited.progress("2022-09-12", domain::ProgressKind::visit, false);
  l.project = visited.project;
  EXPECT_EQ(code(passes()), ErrorCode::gate_not_passed) << "a visit is no progress";
  for (const auto* on : {"2022-08-19", "2022-09-16"}) {
    auto fresh = reported();
    move_on(fresh, on);
    EXPECT_TRUE(fresh.give(decide_verification, k_id, verdict(true), at("2022-09-16", 10), k_bureau)) << on;
  }
  EXPECT_TRUE(l.give(decide_verification, k_id, verdict(false), at("2022-09-16", 10), k_bureau));
  EXPECT_EQ(l.interviews.size(), 2U) << "what did not move is called a second time";
}

TEST(InterviewLife, AnExemptionApprovedSinceTheNoticeLetsAVerificationPass) {
  const auto verified = [](std::string_view decided, bool approved) {
    auto l = reported();
    auto story = negotiating();
    story.claim("exm_1", "2022-08-H2", 1, "2022-08-17").decide("exm_1", approved, 1, decided);
    l.project = story.project;
    return bool(l.give(decide_verification, k_id, verdict(true), at("2022-09-16"), k_bureau));
  };
  EXPECT_TRUE(verified("2022-08-30", true));
  EXPECT_FALSE(verified("2022-08-30", false));
  EXPECT_FALSE(verified("2022-08-18", true)) << "before the notice: it was issued in spite of it";
}

TEST(InterviewLife, AnExemptionOfOtherCyclesThanTheStallsBearsNoPass) {
  const auto verified = [](std::string_view from, int cycles) {
    auto l = reported();
    auto story = negotiating();
    story.claim("exm_1", from, cycles, "2022-08-20").decide("exm_1", true, cycles, "2022-08-30");
    l.project = story.project;
    return bool(l.give(decide_verification, k_id, verdict(true), at("2022-09-16"), k_bureau));
  };
  EXPECT_FALSE(verified("2022-05-H2", 2)) << "it ends before the stall begins";
  EXPECT_TRUE(verified("2022-06-H1", 2)) << "its first cycle, 06-H2";
  EXPECT_TRUE(verified("2022-09-H2", 1)) << "that of the verification";
  EXPECT_FALSE(verified("2022-10-H1", 1)) << "what is to come excuses nothing";
}

TEST(InterviewLife, OnlyWhoOwesIt) {
  auto l = issued();
  const Explain text{"情况说明", {}, {}};
  EXPECT_EQ(code(l.give(decide_explanation, k_id, text, at("2022-08-22"), k_bureau)), ErrorCode::forbidden);
  EXPECT_EQ(code(l.give(decide_explanation, k_id, text, at("2022-08-22"), actor(Role::park, "MY-GX"))),
            ErrorCode::forbidden)
      << "a party to the project, but not the entity that is interviewed";
  EXPECT_EQ(code(l.give(decide_minutes, k_id, minutes(), at("2022-08-25"), k_park)), ErrorCode::forbidden);
  auto r = reported();
  EXPECT_EQ(code(r.give(decide_verification, k_id, verdict(true), at("2022-09-16"), k_park)), ErrorCode::forbidden);
  EXPECT_EQ(code(r.give(decide_verification, k_id, verdict(true), at("2022-09-16"), actor(Role::bureau, "MY-AX"))),
            ErrorCode::claimant_decides);
}

TEST(InterviewLife, TwiceIsRefusedACorrectionIsOneMorePaper) {
  auto l = held();
  const auto due = clock(l, Step::plan).due_at;
  EXPECT_EQ(code(l.give(decide_minutes, k_id, minutes(), at("2022-08-26"), k_committee)), ErrorCode::already_exists);
  auto again = minutes();
  again.correction = "漏记一项";
  const auto same = l.give(decide_minutes, k_id, again, at("2022-08-26"), k_committee);
  ASSERT_EQ(code(same), ErrorCode::invalid_body) << "it says what is filed";
  EXPECT_EQ(same.error().fields.at(0).code, "unchanged");
  again.excused = {"总工程师"};
  ASSERT_TRUE(l.give(decide_minutes, k_id, again, at("2022-08-26"), k_committee));
  ASSERT_EQ(l.only().papers.size(), 2U) << "the corrected paper stays";
  EXPECT_EQ(l.only().papers[1].correction, "漏记一项");
  EXPECT_EQ(clock(l, Step::plan).due_at, due) << "a correction moves no clock";
  auto plan = rectify(RectificationKind::plan);
  plan.correction = "无";
  EXPECT_EQ(code(l.give(decide_rectification, k_id, plan, at("2022-08-26"), k_park)), ErrorCode::wrong_state)
      << "there is nothing to correct";
  ASSERT_TRUE(l.give(decide_rectification, k_id, rectify(RectificationKind::plan), at("2022-08-26"), k_park));
  EXPECT_EQ(code(l.give(decide_rectification, k_id, plan, at("2022-08-26"), k_park)), ErrorCode::invalid_body);
  plan.evidence = {paper(domain::EvidenceKind::other)};
  EXPECT_TRUE(l.give(decide_rectification, k_id, plan, at("2022-08-26"), k_park)) << "one more paper is a change";
}

TEST(InterviewLife, AfterTheEndNothing) {
  auto l = reported();
  ASSERT_TRUE(l.give(decide_withdraw, k_id, Withdraw{"另行处理"}, at("2022-09-12"), k_committee));
  EXPECT_EQ(code(l.give(decide_verification, k_id, verdict(true), at("2022-09-16"), k_bureau)), ErrorCode::wrong_state);
  EXPECT_EQ(code(l.give(decide_withdraw, k_id, Withdraw{"另行处理"}, at("2022-09-16"), k_committee)),
            ErrorCode::wrong_state);
}

TEST(InterviewLife, AFailedVerificationOpensExactlyOneSecondInterview) {
  auto l = reported();
  ASSERT_TRUE(l.give(decide_verification, k_id, verdict(false), at("2022-09-16", 10), k_bureau));
  const std::string second = k_id + "_2";
  EXPECT_EQ(l.interviews.at(k_id).state, InterviewState::escalated);
  EXPECT_EQ(l.interviews.at(k_id).second_id, second);
  ASSERT_EQ(l.interviews.size(), 2U);
  EXPECT_EQ(l.interviews.at(second).level, 2);
  EXPECT_EQ(l.interviews.at(second).first_id, k_id);
  EXPECT_EQ(l.interviews.at(second).attendees, std::vector<std::string>{"单位主要负责人"});
  EXPECT_EQ(l.interviews.at(second).observers, std::vector<std::string>{"纪检监察机关"});
  EXPECT_EQ(l.interviews.at(second).explanation.rule, "second_interview");
  l.evaluate(at("2022-10-01"));
  EXPECT_EQ(l.interviews.size(), 2U);
  l.grace(at("2022-09-21"));
  EXPECT_EQ(l.interviews.at(second).document_number, "约谈〔2022〕2号");
  EXPECT_NE(l.interviews.at(second).meeting_id, l.interviews.at(k_id).meeting_id);
}

TEST(InterviewLife, StillIdleAtTheEndOfTheWindowOpensTheSecondInterview) {
  auto l = held();
  l.run_due(at("2022-10-31", 12), at("2022-08-25", 10));
  EXPECT_EQ(clock(l, Step::report).state, ClockState::overdue);
  EXPECT_EQ(clock(l, Step::verification).due_at, at("2022-11-01")) << "the two cycles after 24 September, its last day";
  EXPECT_EQ(l.interviews.size(), 1U);
  l.run_due(at("2022-11-01"), at("2022-11-01"));
  ASSERT_EQ(l.interviews.size(), 2U);
  EXPECT_EQ(l.interviews.at(k_id).outcome, k_still_idle);
  EXPECT_EQ(l.interviews.at(k_id + "_2").state, InterviewState::opened);
}

TEST(InterviewLife, WithoutMinutesNoWindowRuns) {
  auto l = issued();
  l.run_due(at("2022-12-31"), at("2022-08-19"));
  EXPECT_EQ(l.interviews.size(), 1U);
  EXPECT_EQ(l.only().state, InterviewState::issued);
  EXPECT_EQ(clock(l, Step::minutes).state, ClockState::overdue);
}

TEST(InterviewLife, WhoMovedOnIsNotCalledASecondTime) {
  auto s = negotiating();
  s.progress("2022-09-20", domain::ProgressKind::milestone, true, "2022-09-20");
  auto l = reported();
  l.project = s.project;
  l.run_due(at("2022-10-16"), at("2022-09-21"));
  EXPECT_EQ(l.interviews.size(), 1U);
  EXPECT_EQ(l.only().state, InterviewState::reported);
  EXPECT_EQ(clock(l, Step::verification).state, ClockState::overdue) << "the bureau still owes its verdict";
}

TEST(InterviewLife, AnExitedProjectsInterviewIsClosedAndItsMeetingCancelled) {
  auto l = issued();
  auto s = negotiating();
  s.leave("2022-08-20");
  l.project = s.project;
  l.evaluate(at("2022-08-20", 12));
  EXPECT_EQ(l.only().state, InterviewState::closed);
  EXPECT_EQ(l.only().outcome, k_project_exited);
  EXPECT_EQ(l.meetings.begin()->second.state, MeetingState::cancelled);
  l.evaluate(at("2022-09-01"));
  EXPECT_EQ(l.interviews.size(), 1U);
}
}  // namespace
}  // namespace luodi::monitor::test
