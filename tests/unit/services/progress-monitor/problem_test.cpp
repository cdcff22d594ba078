#include "tests/unit/services/progress-monitor/trouble.hpp"

namespace luodi::monitor::test {
namespace {
TEST(Problem, IsOwnedByTheBodyOfItsLevelAndDueInWorkingDays) {
  Trouble t;
  ASSERT_TRUE(t.report(k_bureau));
  EXPECT_EQ(t.problem->level, ProblemLevel::project);
  EXPECT_EQ(t.problem->owner, "MY-AX");
  EXPECT_EQ(t.problem->reporter, "bureauuser");
  EXPECT_EQ(t.problem->due_at, at("2022-06-28")) << "five working days after Monday 20 June, to the end of the day";
  EXPECT_EQ(t.jobs.begin()->second, t.problem->due_at);
  Trouble past;
  EXPECT_EQ(code(past.report(k_bureau, day("2022-06-19"))), ErrorCode::invalid_body);
  EXPECT_TRUE(past.report(k_bureau, day("2022-06-20"))) << "today is still possible";
}

TEST(Problem, TheSameOneIsReportedOnceWhileItIsOpen) {
  Trouble t;
  ASSERT_TRUE(t.report(k_reviewer));
  ReportProblem c;
  c.title = "用地指标 未落实";
  const auto again = [&] {
    const std::vector<Concerning<Problem>> known{{t.id, &*t.problem, &t.story.project}};
    return decide_report_problem(t.on(), &known, c, context(at("2022-06-21", 9), k_bureau));
  };
  const auto twice = again();
  ASSERT_EQ(code(twice), ErrorCode::already_exists);
  EXPECT_NE(twice.error().detail.find("于 2022-06-20 由 " + t.problem->reporter + " 登记（" + t.id + "）"),
            std::string::npos)
      << twice.error().detail;
  c.text = "另一块地";
  EXPECT_TRUE(again());
  c.text.clear();
  t.problem->state = ProblemState::closed;
  EXPECT_TRUE(again()) << "it has come back";
}

TEST(Problem, TheSameOneIsClaimedUntilItIsClosedAndAgainWhenItIsReopened) {
  Trouble t;
  ASSERT_TRUE(t.report(k_reviewer));
  ASSERT_EQ(t.last.claims.size(), 1U);
  const auto claim = t.last.claims[0];
  EXPECT_FALSE(claim.release);
  EXPECT_EQ(claim.owner, t.id);
  Trouble other;
  ASSERT_TRUE(other.report(k_park));
  EXPECT_EQ(other.last.claims.at(0).value, claim.value) << "two at once: the store takes one";
  const auto claims = [&](bool release) {
    return t.last.claims.size() == 1 && t.last.claims[0].value == claim.value && t.last.claims[0].owner == t.id &&
           t.last.claims[0].release == release;
  };
  ASSERT_TRUE(t.give(decide_resolve, solved({paper(domain::EvidenceKind::approval)}), at("2022-06-21", 9), k_park));
  EXPECT_TRUE(t.last.claims.empty() && holds_claim(*t.problem)) << "the reporter has the word";
  ASSERT_TRUE(t.give(decide_confirm, ConfirmProblem{}, at("2022-06-22", 9), k_reviewer));
  EXPECT_TRUE(claims(/*release=*/true));
  EXPECT_FALSE(holds_claim(*t.problem));
  ASSERT_TRUE(t.give(decide_reopen, ReopenProblem{"并未解决", {}}, at("2022-07-10", 9), k_reviewer));
  EXPECT_TRUE(claims(/*release=*/false));
  EXPECT_TRUE(holds_claim(*t.problem));
}

TEST(Problem, WhatAVisitOpensStandsBesideItsLike) {
  Trouble t;
  ReportProblem c;
  c.title = "回访满意度低";
  const Instant when = at("2022-06-20", 9);
  ASSERT_TRUE(t.take(decide_report_problem(t.on(), nullptr, c, context(when, k_reviewer)), when, k_reviewer));
  EXPECT_TRUE(t.last.claims.empty());
  EXPECT_FALSE(holds_claim(*t.problem)) << "as those of older commits";
  ASSERT_TRUE(t.give(decide_resolve, solved(), at("2022-06-21", 9), k_park));
  ASSERT_TRUE(t.give(decide_confirm, ConfirmProblem{}, at("2022-06-22", 9), k_reviewer));
  EXPECT_TRUE(t.last.claims.empty());
}

TEST(Problem, WhoSaysThatItIsSolvedDoesNotConfirmIt) {
  Trouble t;
  ASSERT_TRUE(t.report(k_bureau));
  ASSERT_TRUE(t.give(decide_resolve, solved({paper(domain::EvidenceKind::approval)}), at("2022-06-21", 9), k_bureau));
  const auto alone = t.give(decide_confirm, ConfirmProblem{}, at("2022-06-21", 10), k_bureau);
  ASSERT_EQ(code(alone), ErrorCode::claimant_decides);
  EXPECT_NE(alone.error().detail.find("由bureauuser报告解决"), std::string::npos) << alone.error().detail;
  EXPECT_NE(
      alone.error().next_zh.find("由其重开，改由投资促进部门或者工作委员会办公室的其他人员报告解决，再由提出方确认"),
      std::string::npos)
      << alone.error().next_zh;
  {
    // The way that the refusal names.
    auto one = t;
    ReopenProblem again;
    again.reason = "由他人报告";
    ASSERT_TRUE(one.give(decide_reopen, again, at("2022-06-21", 12), k_bureau));
    const Actor office = actor(Role::committee, "", "officeuser");
    ASSERT_TRUE(one.give(decide_resolve, solved(), at("2022-06-21", 13), office));
    EXPECT_TRUE(one.give(decide_confirm, ConfirmProblem{}, at("2022-06-21", 14), k_bureau));
  }
  EXPECT_TRUE(t.story.project.progress.empty());
  EXPECT_TRUE(t.give(decide_confirm, ConfirmProblem{}, at("2022-06-21", 11), actor(Role::bureau, "", "colleague")));
  EXPECT_EQ(t.problem->state, ProblemState::closed);

  Trouble old;  // what does not say who solved it is confirmed as before
  ASSERT_TRUE(old.report(k_bureau));
  ASSERT_TRUE(old.give(decide_resolve, solved(), at("2022-06-21", 9), k_bureau));
  old.problem->resolution->by.reset();
  EXPECT_TRUE(old.give(decide_confirm, ConfirmProblem{}, at("2022-06-21", 10), k_bureau));
}

TEST(Problem, OverdueAtTheHighestLevelIsRecordedOnceForEachDay) {
  Trouble t;
  ReportProblem c;
  c.title = "用地指标未落实";
  c.level = ProblemLevel::city_leader;
  const Instant when = at("2022-06-20", 9);
  ASSERT_TRUE(t.take(decide_report_problem(t.on(), nullptr, c, context(when, k_park)), when, k_park));
  const auto before = t.problem->updated_at;
  t.run_due(at("2022-06-27", 23, 59));
  EXPECT_FALSE(t.problem->overdue_told) << "its last day is not over";
  EXPECT_FALSE(codec::encode(*t.problem).contains("overdue_told"));
  t.run_due(at("2022-06-28"));
  ASSERT_EQ(t.last.events.size(), 1U);
  EXPECT_EQ(t.last.events[0].fact, ProblemOverdue::fact);
  EXPECT_EQ(t.problem->updated_at, before) << "nothing about it has changed: papers stay as they are";
  ASSERT_TRUE(t.give(decide_assign, AssignProblem{"MY-GX", {}, ""}, at("2022-06-29", 9), k_bureau));
  EXPECT_EQ(t.last.events.size(), 1U) << "once: the assignment alone";
  ASSERT_TRUE(
      t.give(decide_assign, AssignProblem{"MY-GX", day("2022-07-05"), "等批复"}, at("2022-06-29", 9), k_bureau));
  // The due job is late; the solution, told after the day, finds what was due before it.
  ASSERT_TRUE(t.give(decide_resolve, solved(), at("2022-07-06", 9), k_bureau));
  ASSERT_EQ(t.last.events.size(), 2U);
  EXPECT_EQ(t.last.events[0].fact, ProblemOverdue::fact);
  EXPECT_EQ(t.problem->overdue_told, at("2022-07-06"));
}

TEST(Problem, OnlyItsReporterClosesIt) {
  Trouble t;
  ASSERT_TRUE(t.report(k_reviewer));
  EXPECT_EQ(code(t.give(decide_confirm, ConfirmProblem{}, at("2022-06-21", 9), k_reviewer)), ErrorCode::wrong_state);
  ASSERT_TRUE(t.give(decide_resolve, solved({paper(domain::EvidenceKind::approval)}), at("2022-06-21", 9), k_park));
  EXPECT_TRUE(t.jobs.empty()) << "nothing escalates while the reporter has the word";
  EXPECT_EQ(code(t.give(decide_confirm, ConfirmProblem{}, at("2022-06-22", 9), k_park)), ErrorCode::forbidden);
  EXPECT_EQ(code(t.give(decide_confirm, ConfirmProblem{}, at("2022-06-22", 9), k_bureau)), ErrorCode::forbidden);
  ASSERT_TRUE(
      t.give(decide_confirm, ConfirmProblem{"属实"}, at("2022-06-22", 9), actor(Role::reviewer, "", "colleague")));
  EXPECT_EQ(t.problem->state, ProblemState::closed);
}

TEST(Problem, ClosedByAThirdPartyItIsProgressOfTheProject) {
  Trouble t;
  ASSERT_TRUE(t.report(k_reviewer));
  ASSERT_TRUE(t.give(decide_resolve, solved({paper(domain::EvidenceKind::site_photo)}), at("2022-06-21", 9), k_park));
  ASSERT_TRUE(t.give(decide_confirm, ConfirmProblem{}, at("2022-06-22", 9), k_reviewer));
  ASSERT_EQ(t.story.project.progress.size(), 1U);
  EXPECT_TRUE(t.story.project.progress[0].effective);
  EXPECT_EQ(t.story.project.progress[0].kind, domain::ProgressKind::problem_closed);

  Trouble own;  // the host closes what it reported itself
  ASSERT_TRUE(own.report(k_park));
  ASSERT_TRUE(own.give(decide_resolve, solved({paper(domain::EvidenceKind::site_photo)}), at("2022-06-21", 9), k_park));
  ASSERT_TRUE(own.give(decide_confirm, ConfirmProblem{}, at("2022-06-22", 9), actor(Role::park, "MY-AX", "colleague")));
  ASSERT_EQ(own.story.project.progress.size(), 1U);
  EXPECT_FALSE(own.story.project.progress[0].effective);
  EXPECT_FALSE(own.story.project.progress[0].reason.empty()) << "what does not count says so";
}

TEST(Problem, ReopenedItIsNoProgressAnyMoreAndClosedAgainItCountsOnce) {
  Trouble t;
  const auto solve = [&](const char* on, const char* confirmed) {
    ASSERT_TRUE(t.give(decide_resolve, solved({paper(domain::EvidenceKind::site_photo)}), at(on, 9), k_park));
    ASSERT_TRUE(t.give(decide_confirm, ConfirmProblem{}, at(confirmed, 9), k_reviewer));
  };
  ASSERT_TRUE(t.report(k_reviewer));
  solve("2022-06-21", "2022-06-22");
  ASSERT_TRUE(t.give(decide_reopen, ReopenProblem{"并未解决", {}}, at("2022-07-10", 9), k_reviewer));
  ASSERT_EQ(t.story.project.progress.size(), 1U) << "it stays in the list";
  EXPECT_FALSE(t.story.project.progress[0].effective);
  EXPECT_NE(t.story.project.progress[0].reason.find("并未解决"), std::string::npos);
  EXPECT_FALSE(t.problem->progress_id);
  solve("2022-07-16", "2022-07-17");
  ASSERT_EQ(t.story.project.progress.size(), 2U);
  EXPECT_FALSE(t.story.project.progress[0].effective);
  EXPECT_TRUE(t.story.project.progress[1].effective);
}

TEST(Problem, WhetherItStoodThenDoesNotDependOnWhatBecameOfIt) {
  Trouble t;
  const auto stood = [&](std::string_view on, int hour = 9) { return stood_at(*t.problem, at(on, hour)); };
  ASSERT_TRUE(t.report(k_reviewer));
  EXPECT_FALSE(stood("2022-06-20")) << "not before its report";
  EXPECT_TRUE(stood("2022-06-20", 10));
  ASSERT_TRUE(t.give(decide_resolve, solved(), at("2022-06-21", 9), k_park));
  EXPECT_TRUE(stood("2022-06-30")) << "the reporter has the word";
  ASSERT_TRUE(t.give(decide_reopen, ReopenProblem{"未解决", {}}, at("2022-06-22", 9), k_reviewer));
  EXPECT_TRUE(t.problem->closings.empty());
  ASSERT_TRUE(t.give(decide_resolve, solved(), at("2022-06-23", 9), k_park));
  ASSERT_TRUE(t.give(decide_confirm, ConfirmProblem{}, at("2022-06-24", 9), k_reviewer));
  EXPECT_TRUE(stood("2022-06-24")) << "closed at that very instant";
  EXPECT_FALSE(stood("2022-06-24", 10));
  ASSERT_TRUE(t.give(decide_reopen, ReopenProblem{"反弹", {}}, at("2022-07-10", 9), k_reviewer));
  EXPECT_TRUE(stood("2022-06-24"));
  EXPECT_FALSE(stood("2022-06-24", 10)) << "as before";
  EXPECT_FALSE(stood("2022-07-10"));
  EXPECT_TRUE(stood("2022-07-10", 10));
}

TEST(Problem, ClimbsOneLevelAtATimeToTheCityLeader) {
  Trouble t;
  ASSERT_TRUE(t.report(k_bureau));
  t.run_due(at("2022-06-27", 23, 59));
  EXPECT_EQ(t.problem->level, ProblemLevel::project) << "its last day is not over";
  t.run_due(at("2022-06-28"));
  EXPECT_EQ(t.problem->level, ProblemLevel::park);
  EXPECT_EQ(t.problem->due_at, at("2022-07-05")) << "five working days after Monday 27 June";
  t.run_due(at("2022-07-05"));
  EXPECT_EQ(t.problem->level, ProblemLevel::bureau);
  EXPECT_EQ(t.problem->owner, "bureau");
  t.run_due(at("2022-07-12"));
  EXPECT_EQ(t.problem->level, ProblemLevel::city_leader);
  EXPECT_FALSE(t.problem->overdue_told);
  t.run_due(at("2022-12-01"));
  EXPECT_EQ(t.problem->escalations.size(), 3U);
  EXPECT_TRUE(is_overdue(*t.problem, at("2022-12-01")));
  EXPECT_EQ(t.problem->overdue_told, t.problem->due_at);
  EXPECT_TRUE(t.jobs.empty());
}

TEST(Problem, ALateRunLeavesTheSameLevels) {
  Trouble prompt;
  Trouble late;
  ASSERT_TRUE(prompt.report(k_bureau));
  ASSERT_TRUE(late.report(k_bureau));
  for (CivilDate d = day("2022-06-20"); d <= day("2022-07-08"); d = d.plus_days(1))
    prompt.run_due(instant_at(d));
  late.run_due(at("2022-07-08"));
  EXPECT_EQ(late.problem->level, prompt.problem->level);
  EXPECT_EQ(late.problem->due_at, prompt.problem->due_at);
  EXPECT_EQ(late.jobs, prompt.jobs);
  ASSERT_EQ(late.problem->escalations.size(), 2U);
}

TEST(Problem, WithoutACalendarItAsksAgainTomorrow) {
  Trouble t;
  ASSERT_TRUE(t.report(k_bureau, day("2026-12-31")));
  t.run_due(at("2027-01-01"));
  EXPECT_EQ(t.problem->level, ProblemLevel::project) << "never a guess";
  EXPECT_EQ(t.jobs.begin()->second, at("2027-01-02"));
}

TEST(Problem, ReopenedItHasANewDayAndEscalatesAgain) {
  Trouble t;
  ASSERT_TRUE(t.report(k_bureau));
  ASSERT_TRUE(t.give(decide_resolve, solved(), at("2022-06-21", 9), k_park));
  ASSERT_TRUE(t.give(decide_confirm, ConfirmProblem{}, at("2022-06-22", 9), k_bureau));
  EXPECT_EQ(code(t.give(decide_reopen, ReopenProblem{"反弹", {}}, at("2022-07-01", 9), k_park)), ErrorCode::forbidden);
  ASSERT_TRUE(t.give(decide_reopen, ReopenProblem{"反弹", {}}, at("2022-07-01", 9), k_bureau));
  EXPECT_EQ(t.problem->state, ProblemState::open);
  EXPECT_EQ(t.problem->reopened, 1);
  EXPECT_EQ(t.problem->due_at, at("2022-07-09"));
  t.run_due(at("2022-07-09"));
  EXPECT_EQ(t.problem->level, ProblemLevel::park);
  EXPECT_EQ(code(t.give(decide_reopen, ReopenProblem{"又", {}}, at("2022-07-10", 9), k_bureau)),
            ErrorCode::wrong_state);
}

TEST(Problem, AnotherDayNeedsAReasonAndAParkKeepsToItsLevel) {
  Trouble t;
  ASSERT_TRUE(t.report(k_bureau));
  EXPECT_TRUE(t.give(decide_assign, AssignProblem{"MY-GX", {}, ""}, at("2022-06-21", 9), k_park));
  EXPECT_EQ(t.problem->owner, "MY-GX");
  EXPECT_EQ(code(t.give(decide_assign, AssignProblem{"MY-GX", day("2022-07-10"), ""}, at("2022-06-21", 9), k_bureau)),
            ErrorCode::invalid_body);
  EXPECT_TRUE(
      t.give(decide_assign, AssignProblem{"MY-GX", day("2022-07-10"), "等批复"}, at("2022-06-21", 9), k_bureau));
  EXPECT_EQ(t.jobs.begin()->second, at("2022-07-11"));
  EXPECT_TRUE(t.give(decide_assign, AssignProblem{"MY-AX", day("2022-07-10"), ""}, at("2022-06-21", 9), k_park))
      << "the day stays";
  ASSERT_TRUE(t.give(decide_escalate, EscalateProblem{"协调不下", {}}, at("2022-06-22", 9), k_park));
  ASSERT_EQ(t.problem->level, ProblemLevel::park);
  const char* another = t.problem->owner == "MY-GX" ? "MY-AX" : "MY-GX";
  EXPECT_TRUE(t.give(decide_assign, AssignProblem{another, {}, ""}, at("2022-06-22", 9), k_park)) << "its own level";
  ASSERT_TRUE(t.give(decide_escalate, EscalateProblem{"协调不下", {}}, at("2022-06-22", 9), k_park));
  EXPECT_EQ(t.problem->level, ProblemLevel::bureau);
  EXPECT_EQ(code(t.give(decide_assign, AssignProblem{"承载园区", {}, ""}, at("2022-06-23", 9), k_park)),
            ErrorCode::forbidden);
  EXPECT_TRUE(t.give(decide_assign, AssignProblem{"自然资源部门", {}, ""}, at("2022-06-23", 9), k_bureau));
  ASSERT_TRUE(t.give(decide_escalate, EscalateProblem{"请示", {}}, at("2022-06-24", 9), k_bureau));
  EXPECT_EQ(t.jobs.begin()->second, t.problem->due_at) << "nobody stands above the city leader, who is told";
  EXPECT_EQ(code(t.give(decide_escalate, EscalateProblem{"请示", {}}, at("2022-06-24", 9), k_bureau)),
            ErrorCode::wrong_state);
}

TEST(Problem, OfAnEndedProjectNeitherBeginsNorClimbs) {
  Trouble t;
  ASSERT_TRUE(t.report(k_bureau));
  t.story.leave("2022-06-25");
  t.run_due(at("2022-08-01"));
  EXPECT_EQ(t.problem->level, ProblemLevel::project);
  EXPECT_EQ(t.problem->state, ProblemState::withdrawn) << "also where only its own job comes round to it";
  Trouble ended;
  ended.story.leave("2022-06-19");
  EXPECT_EQ(code(ended.report(k_bureau)), ErrorCode::wrong_state);
}

Expected<void> end(Trouble& t, std::string_view on) {
  return t.take(withdraw_problem({t.id, &*t.problem, &t.story.project}, context(at(on, 10), k_bureau)), at(on, 10),
                k_bureau);
}
std::vector<ErrorCode> all_commands(Trouble& t, std::string_view on) {
  const auto give = [&](auto rule, const auto& body) { return code(t.give(rule, body, at(on, 12), k_bureau)); };
  return {give(decide_assign, AssignProblem{"ZRZY", {}, ""}), give(decide_resolve, solved()),
          give(decide_confirm, ConfirmProblem{}), give(decide_reopen, ReopenProblem{"反弹", {}}),
          give(decide_escalate, EscalateProblem{"紧急", {}})};
}

TEST(Problem, EndsWithItsProjectAndSaysWhy) {
  const std::vector<ErrorCode> none_may(5, ErrorCode::wrong_state);
  for (const bool said : {false, true}) {  // said to be solved
    Trouble t;
    ASSERT_TRUE(t.report(k_bureau));
    ASSERT_TRUE(end(t, "2022-06-20"));
    EXPECT_TRUE(t.last.events.empty()) << "the project goes on";
    if (said) {
      ASSERT_TRUE(t.give(decide_resolve, solved(), at("2022-06-21", 9), k_park));
    }
    t.story.leave("2022-06-22");
    EXPECT_EQ(all_commands(t, "2022-06-22"), none_may) << "the exit counts, nobody has come round to the problem yet";
    EXPECT_TRUE(stood_at(*t.problem, at("2022-06-23")));
    ASSERT_TRUE(end(t, "2022-06-22"));
    EXPECT_EQ(t.problem->state, ProblemState::withdrawn);
    EXPECT_EQ(t.problem->withdrawn_because, "项目已于 2022-06-22 退出 / the project exited on 2022-06-22");
    EXPECT_TRUE(t.jobs.empty());
    ASSERT_EQ(t.last.claims.size(), 1U);
    EXPECT_TRUE(t.last.claims[0].release && !holds_claim(*t.problem));
    EXPECT_FALSE(stood_at(*t.problem, at("2022-06-23")));
    EXPECT_FALSE(is_overdue(*t.problem, at("2023-01-01")));
    EXPECT_EQ(all_commands(t, "2022-06-23"), none_may);
    ASSERT_TRUE(end(t, "2022-06-23"));
    EXPECT_TRUE(t.last.events.empty()) << "twice";
  }
}

TEST(Problem, WhatItsReporterClosedBeforeStaysClosed) {
  Trouble t;
  ASSERT_TRUE(t.report(k_reviewer));
  ASSERT_TRUE(t.give(decide_resolve, solved(), at("2022-06-21", 9), k_park));
  ASSERT_TRUE(t.give(decide_confirm, ConfirmProblem{}, at("2022-06-21", 10), k_reviewer));
  EXPECT_FALSE(codec::encode(*t.problem).contains("withdrawn_because"));
  t.story.leave("2022-06-22");
  ASSERT_TRUE(end(t, "2022-06-22"));
  EXPECT_EQ(t.problem->state, ProblemState::closed);
  EXPECT_EQ(code(t.give(decide_reopen, ReopenProblem{"反弹", {}}, at("2022-06-23", 9), k_reviewer)),
            ErrorCode::wrong_state);
}
}  // namespace
}  // namespace luodi::monitor::test
