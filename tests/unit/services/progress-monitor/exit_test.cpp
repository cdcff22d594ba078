#include <gtest/gtest.h>

#include "services/progress-monitor/domain/project_commands.hpp"
#include "services/progress-monitor/domain/settlement.hpp"
#include "tests/unit/services/progress-monitor/accord.hpp"

namespace luodi::monitor::test {
namespace {
using Kind = ObligationKind;
// Everything that is due between two days, prompt.
void days(Accord& a, std::string_view from, std::string_view to) {
  for (CivilDate d = day(from); d <= day(to); d = d.plus_days(1))
    a.run_due(instant_at(d));
}
Accord with(Kind kind, std::string_view due) {
  auto a = Accord::signed_on("2022-06-10");
  EXPECT_TRUE(a.owe(kind, due));
  return a;
}
const std::string& first_owed(const Accord& a) {
  return a.obligations.begin()->first;
}
domain::SettlementItem item(std::string kind, bool settled, std::int64_t fen, std::string note = {}) {
  domain::SettlementItem i;
  i.kind = std::move(kind);
  i.settled = settled;
  i.amount_fen = Fen::of(fen);
  i.note = std::move(note);
  i.evidence = {paper(domain::EvidenceKind::other)};
  i.evidence[0].reference = "结清〔2022〕8号";
  return i;
}

TEST(ExitCase, CompanyAndDepositAreCalledUponThirtyDaysLate) {
  for (const auto kind : {Kind::company, Kind::deposit}) {
    auto a = with(kind, "2022-07-10");
    a.run_due(at("2022-08-08", 23, 59));
    EXPECT_TRUE(a.exits.empty());
    ASSERT_EQ(a.next_care, at("2022-08-09"));
    a.run_due(at("2022-08-09"));
    const auto& notice = a.only_exit().notice;
    EXPECT_EQ(notice.late_since, day("2022-08-09"));
    EXPECT_EQ(notice.limit_until, day("2022-09-08"));
    EXPECT_EQ(notice.clause, "mianyang-2022/9");
    EXPECT_EQ(notice.explanation.outcome, "2022-09-08");
    EXPECT_EQ(a.only_exit().state, ExitState::limited);
    const auto before = text_of(a.exits);
    days(a, "2022-08-10", "2022-09-08");
    EXPECT_EQ(text_of(a.exits), before) << "one notice";
  }
}

TEST(ExitCase, AStartIsCalledUponSixMonthsLateAtEveryMonthsEnd) {
  const std::pair<const char*, const char*> table[] = {{"2022-08-31", "2023-02-28"},
                                                       {"2023-08-31", "2024-02-29"},
                                                       {"2022-06-30", "2022-12-30"},
                                                       {"2022-12-31", "2023-06-30"},
                                                       {"2024-02-29", "2024-08-29"}};
  for (const auto& [agreed, late] : table) {
    auto a = with(Kind::start, agreed);
    a.run_due(instant_at(day(late).plus_days(-1), 23, 59));
    EXPECT_TRUE(a.exits.empty()) << agreed;
    a.run_due(at(late));
    EXPECT_EQ(a.only_exit().notice.late_since, day(late)) << agreed;
    EXPECT_EQ(a.only_exit().notice.ground, ExitGround::start_late);
  }
}

TEST(ExitCase, OtherObligationsAndThoseOfTheCityAreNoGround) {
  auto a = with(Kind::funds, "2022-07-10");
  const auto of_the_city = a.owe(Kind::company, "2022-07-10");
  ASSERT_TRUE(of_the_city);
  a.obligations.at(*of_the_city).side = ObligationSide::government;  // from before sides were compared with kinds
  days(a, "2022-07-11", "2023-02-01");
  EXPECT_TRUE(a.exits.empty());
}

TEST(ExitCase, ALimitThatEndsOnADayOffMovesOn) {
  auto a = with(Kind::deposit, "2022-08-02");
  a.run_due(at("2022-09-01"));
  EXPECT_EQ(a.only_exit().notice.limit_until, day("2022-10-08")) << "1 to 7 October are days off, Saturday 8 is none";
  a.run_due(at("2022-10-08", 23, 59));
  EXPECT_EQ(a.only_exit().state, ExitState::limited);
  a.run_due(at("2022-10-09"));
  EXPECT_EQ(a.only_exit().state, ExitState::noticed);
  auto year = with(Kind::deposit, "2022-11-01");
  year.run_due(at("2022-12-01"));
  EXPECT_EQ(year.only_exit().notice.limit_until, day("2023-01-03")) << "31 December begins the holiday";
}

TEST(ExitCase, TheLimitCountsFromTheNoticeHoweverLateItIsIssued) {
  auto a = with(Kind::deposit, "2022-07-10");
  a.run_due(at("2022-08-16"));  // a week down
  EXPECT_EQ(a.only_exit().notice.late_since, day("2022-08-09"));
  EXPECT_EQ(a.only_exit().notice.limit_until, day("2022-09-15"));
}

TEST(ExitCase, WithoutACalendarNothingIsGuessed) {
  auto a = with(Kind::deposit, "2026-11-20");
  a.run_due(at("2026-12-20"));
  EXPECT_TRUE(a.exits.empty());
  EXPECT_EQ(a.next_care, at("2026-12-21"));
}

TEST(ExitCase, PerformedWithinTheLimitIsCured) {
  auto a = with(Kind::deposit, "2022-07-10");
  a.run_due(at("2022-08-09"));
  ASSERT_TRUE(a.honour(first_owed(a), "2022-09-08"));
  a.care("2022-09-08");
  EXPECT_EQ(a.only_exit().state, ExitState::cured);
  days(a, "2022-09-09", "2022-10-20");
  EXPECT_EQ(a.only_exit().state, ExitState::cured);
}

TEST(ExitCase, PerformedTooLateIsNotButToldTooLateIs) {
  auto late = with(Kind::deposit, "2022-07-10");
  late.run_due(at("2022-08-09"));
  late.run_due(at("2022-09-09"));
  ASSERT_EQ(late.only_exit().state, ExitState::noticed);
  ASSERT_TRUE(late.honour(first_owed(late), "2022-09-09"));
  late.care("2022-09-10");
  EXPECT_EQ(late.only_exit().state, ExitState::noticed);
  CorrectObligation earlier;  // the slip bears the day before
  earlier.honoured_on = day("2022-09-08");
  ASSERT_TRUE(late.correct(first_owed(late), earlier, "2022-09-20"));
  late.care("2022-09-20");
  EXPECT_EQ(late.only_exit().state, ExitState::cured) << "also after the exit notice";
  CorrectObligation never;
  never.not_honoured = true;
  ASSERT_TRUE(late.correct(first_owed(late), never, "2022-09-21"));
  late.care("2022-09-21");
  EXPECT_EQ(late.only_exit().state, ExitState::limited) << "under its own id, with a limit of its own";
  EXPECT_EQ(late.only_exit().notice.limit_until, day("2022-10-21"));
}

TEST(ExitCase, ACorrectionThatTakesTheCureAwayBringsTheExitNoticeBack) {
  for (const bool told_before : {false, true}) {
    auto a = with(Kind::deposit, "2022-07-10");
    a.run_due(at("2022-08-09"));
    if (told_before) a.run_due(at("2022-09-09"));  // the exit notice went out before anybody told of the performance
    ASSERT_TRUE(a.honour(first_owed(a), "2022-09-08", "2022-09-20"));
    a.care("2022-09-20");
    ASSERT_EQ(a.only_exit().state, ExitState::cured);
    CorrectObligation later;
    later.honoured_on = day("2022-09-12");
    ASSERT_TRUE(a.correct(first_owed(a), later, "2022-09-21"));
    a.care("2022-09-21");
    EXPECT_EQ(a.only_exit().state, ExitState::noticed) << "as if it had been told so at once";
    EXPECT_EQ(a.only_exit().notice.limit_until, day("2022-09-08"));
    ASSERT_TRUE(a.only_exit().exit_notice);
    EXPECT_EQ(a.only_exit().exit_notice->again_on, day("2022-09-21"));
    EXPECT_FALSE(a.only_exit().cured);
    EXPECT_EQ(a.told_of(ExitNoticeIssued::fact), told_before ? 2 : 1);
    const int told = a.told;
    a.care("2022-09-22");
    EXPECT_EQ(a.told, told) << "judged again, nothing is said again";
    later.honoured_on = day("2022-09-07");
    ASSERT_TRUE(a.correct(first_owed(a), later, "2022-09-23"));
    a.care("2022-09-23");
    EXPECT_EQ(a.only_exit().state, ExitState::cured);
    later.honoured_on = day("2022-09-08");
    ASSERT_TRUE(a.correct(first_owed(a), later, "2022-09-24"));
    a.care("2022-09-24");
    EXPECT_EQ(a.only_exit().state, ExitState::cured) << "still within the limit";
  }
}

TEST(ExitCase, AMovedDayTakesTheNoticeBack) {
  auto a = with(Kind::start, "2022-07-10");
  a.run_due(at("2023-01-10"));
  ASSERT_EQ(a.only_exit().state, ExitState::limited);
  CorrectObligation moved;
  moved.due_on = day("2022-10-10");
  ASSERT_TRUE(a.correct(first_owed(a), moved, "2023-01-20"));
  a.care("2023-01-20");
  EXPECT_EQ(a.only_exit().state, ExitState::cured);
  a.run_due(at("2023-04-10"));
  ASSERT_EQ(a.exits.size(), 2U) << "late again, by the new day";
}

// A notice that was issued late stands when the moved day is still late enough on the day of the notice.
TEST(ExitCase, AMovedDayThatWasLateOnTheDayOfTheNoticeTakesNothingBack) {
  const auto moved_to = [](std::string_view due_on) {
    auto a = with(Kind::deposit, "2022-07-10");
    a.run_due(at("2022-08-16"));  // a week down
    CorrectObligation moved;
    moved.due_on = day(due_on);
    EXPECT_TRUE(a.correct(first_owed(a), moved, "2022-08-20"));
    a.care("2022-08-20");
    return a.exits.at(exit_id(first_owed(a), day("2022-07-10"))).state;
  };
  EXPECT_EQ(moved_to("2022-07-17"), ExitState::limited) << "thirty days late on 16 August";
  EXPECT_EQ(moved_to("2022-07-18"), ExitState::cured);
}

TEST(ExitCase, ItsNoticesSayWhatTheyRestOn) {
  auto a = with(Kind::start, "2022-06-30");
  a.run_due(at("2022-12-30"));
  const auto input = [](const policy::Explanation& e, std::string_view name) {
    for (const auto& each : e.inputs)
      if (each.name == name) return each.value;
    return std::string("absent");
  };
  const auto limit = a.only_exit().notice;
  EXPECT_EQ(input(limit.explanation, "policy:environment.exit.start_late"), "6个月 / months: 6");
  EXPECT_EQ(input(limit.explanation, "agreed_on"), "2022-06-30");
  a.run_due(after_last_day(limit.limit_until));
  ASSERT_TRUE(a.only_exit().exit_notice);
  const auto& told = a.only_exit().exit_notice->explanation;
  EXPECT_EQ(input(told, "honoured_on"), "—") << "not at all";
  EXPECT_EQ(input(told, "limit_until"), limit.limit_until.str());

  auto late = with(Kind::deposit, "2022-07-10");
  late.run_due(at("2022-08-09"));
  EXPECT_EQ(input(late.only_exit().notice.explanation, "policy:environment.exit.deposit_late"), "30日 / days: 30");
  ASSERT_TRUE(late.honour(first_owed(late), "2022-09-09", "2022-09-10"));
  late.care("2022-09-10");
  ASSERT_TRUE(late.only_exit().exit_notice);
  EXPECT_EQ(input(late.only_exit().exit_notice->explanation, "honoured_on"), "2022-09-09") << "a day too late";
}

TEST(ExitCase, ItsIdIsThatOfItsObligationAndDay) {
  EXPECT_EQ(exit_id("obl_7", day("2022-07-10")), "ext_7_2022-07-10");
  EXPECT_EQ(exit_id("7", day("2022-07-10")), "ext_7_2022-07-10");
}

TEST(ExitCase, WithoutAPolicyInForceNothingIsJudged) {
  auto a = with(Kind::deposit, "2022-07-10");
  a.obligations.at(first_owed(a)).due_on = day("1990-01-01");
  const auto judged = judge_exit(a.performance(), context(at("1991-01-01"), k_system));
  EXPECT_TRUE(judged.decision.events.empty());
  EXPECT_FALSE(judged.next_at);
}

TEST(ExitCase, OneRunsAtATimeAndAWithdrawnGroundOpensNothingAgain) {
  auto a = with(Kind::deposit, "2022-07-10");
  ASSERT_TRUE(a.owe(Kind::company, "2022-07-12"));
  a.run_due(at("2022-08-15"));
  const auto first = a.only_exit();
  EXPECT_EQ(first.notice.ground, ExitGround::deposit_late) << "the oldest";
  const std::string id = a.exits.begin()->first;
  const auto withdrawn = decide_withdraw_exit({id, &first, &a.story.project}, ExitWithdrawn{"已协商"},
                                              context(at("2022-08-16", 9), k_bureau));
  ASSERT_TRUE(withdrawn);
  a.take(*withdrawn, at("2022-08-16", 9), k_bureau);
  EXPECT_EQ(code(decide_withdraw_exit({id, &a.exits.at(id), &a.story.project}, ExitWithdrawn{"再次"},
                                      context(at("2022-08-16", 9), k_bureau))),
            ErrorCode::wrong_state);
  a.run_due(at("2022-08-17"));
  EXPECT_EQ(a.exits.size(), 2U);
  EXPECT_EQ(a.exits.at(id).state, ExitState::withdrawn);
  EXPECT_EQ(a.exits.at(id).withdrawn_by, "bureauuser");
}

TEST(ExitCase, NothingBeginsAndNoLimitEndsWhileSuspended) {
  auto a = with(Kind::deposit, "2022-07-10");
  a.story.suspend("2022-08-01");
  a.run_due(at("2022-08-20"));
  EXPECT_TRUE(a.exits.empty());
  a.story.resume("2022-08-21");
  a.run_due(at("2022-08-21", 10));
  ASSERT_EQ(a.only_exit().state, ExitState::limited);
  a.story.suspend("2022-09-01");
  a.run_due(at("2022-10-20"));
  EXPECT_EQ(a.only_exit().state, ExitState::limited);
}

TEST(ExitCase, IsCompletedWithTheExit) {
  auto a = with(Kind::deposit, "2022-07-10");
  a.run_due(at("2022-08-09"));
  a.run_due(at("2022-09-09"));
  EXPECT_TRUE(told_to_leave(a.performance().exits));
  a.story.leave("2022-10-10");
  a.care("2022-10-10");
  EXPECT_EQ(a.only_exit().state, ExitState::exited);
  EXPECT_EQ(a.only_exit().exited_on, day("2022-10-10"));
  EXPECT_EQ(a.obligations.begin()->second.state, ObligationState::lapsed);
}

TEST(Exit, AfterARedLightNeedsALeadersApproval) {
  auto s = negotiating();
  Exit c;
  c.reason = "投资方撤回";
  EXPECT_TRUE(decide_exit("prj_1", s.project, {}, c, context(at("2022-08-06"), k_bureau)));
  const auto refused = decide_exit("prj_1", s.project, {day("2022-08-01"), {}}, c, context(at("2022-08-06"), k_bureau));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::gate_not_passed);
  ASSERT_EQ(refused.error().missing.size(), 1U);
  EXPECT_EQ(refused.error().missing[0].item, "exit_approved");
  EXPECT_EQ(refused.error().missing[0].owner.zh, "市领导");
  s.tell(domain::ProjectExitApproved{"会议纪要〔2022〕3号", "同意"}, "2022-08-06");
  const auto allowed = decide_exit("prj_1", s.project, {day("2022-08-01"), {}}, c, context(at("2022-08-06"), k_bureau));
  ASSERT_TRUE(allowed);
  EXPECT_EQ(allowed->events[0].data.at("extra_approval"), "会议纪要〔2022〕3号");
}

TEST(Exit, IsNotApprovedInAdvanceNorByTheApprovalOfAnEarlierRedLight) {
  auto s = negotiating();
  const ApproveExit approval{"会议纪要〔2022〕3号", "同意"};
  const auto early = decide_exit_approval("prj_1", s.project, false, approval, context(at("2022-08-06"), k_bureau));
  ASSERT_EQ(code(early), ErrorCode::wrong_state);
  EXPECT_FALSE(early.error().next_zh.empty());
  const auto given = decide_exit_approval("prj_1", s.project, true, approval, context(at("2022-08-06"), k_bureau));
  ASSERT_TRUE(given);
  s.tell(*codec::decode<domain::ProjectExitApproved>(given->events.at(0).data), "2022-08-06");
  Exit c;
  c.reason = "投资方撤回";
  const auto leave = [&](std::string_view red) {
    return decide_exit("prj_1", s.project, {day(red), {}}, c, context(at("2024-03-06"), k_bureau));
  };
  EXPECT_TRUE(leave("2022-08-01"));
  EXPECT_TRUE(leave("2022-08-06")) << "approved on its first day";
  EXPECT_EQ(code(leave("2024-03-01")), ErrorCode::gate_not_passed) << "another red light, months later";
}

TEST(Exit, SaysWhyAndSoDoesItsApproval) {
  const auto s = negotiating();
  const auto now = context(at("2022-08-06"), k_bureau);
  for (const char* blank : {"", " ", "\u3000\n"}) {
    Exit c;
    c.reason = blank;
    const auto refused = decide_exit("prj_1", s.project, {}, c, now);
    ASSERT_EQ(code(refused), ErrorCode::invalid_body);
    EXPECT_EQ(refused.error().fields.at(0).pointer, "/reason");
    EXPECT_NE(refused.error().detail.find("1 to 1000"), std::string::npos) << refused.error().detail;
    const auto unexplained = decide_exit_approval("prj_1", s.project, true, ApproveExit{"纪要〔2022〕3号", blank}, now);
    ASSERT_EQ(code(unexplained), ErrorCode::invalid_body);
    EXPECT_EQ(unexplained.error().fields.at(0).pointer, "/reason");
  }
}

TEST(Exit, OfASecretProjectIsSettledElsewhere) {
  auto s = Accord::signed_on("2022-06-10").story;
  s.project.secret = true;
  Exit c;
  EXPECT_TRUE(decide_exit("prj_1", s.project, {}, c, context(at("2022-08-06"), k_bureau)));
  c.settlement = {item("land", true, 1)};
  EXPECT_EQ(code(decide_exit("prj_1", s.project, {}, c, context(at("2022-08-06"), k_bureau))),
            ErrorCode::secret_not_admitted);
}

TEST(Exit, OfASignedProjectSettlesOrExplainsEveryKind) {
  const auto s = Accord::signed_on("2022-06-10").story;
  const auto now = context(at("2022-08-06"), k_bureau);
  const auto& kinds = book().all().front().environment.exit.settlement;
  ASSERT_FALSE(kinds.empty());
  Exit c;
  c.reason = "期限内未履约";
  auto refused = decide_exit("prj_1", s.project, {}, c, now);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().missing.size(), kinds.size());
  for (const auto& kind : kinds)
    c.settlement.push_back(item(kind.id, true, 100));
  c.settlement[0].settled = false;
  refused = decide_exit("prj_1", s.project, {}, c, now);
  ASSERT_FALSE(refused);
  ASSERT_EQ(refused.error().missing.size(), 1U) << "open, and nobody says why";
  EXPECT_EQ(refused.error().missing[0].item, kinds[0].id);
  c.settlement[0].note = "诉讼中";
  c.on = day("2022-08-05");
  c.settlement[1].evidence[0].dated = day("2022-08-06");
  const auto late = decide_exit("prj_1", s.project, {}, c, now);
  ASSERT_EQ(code(late), ErrorCode::invalid_body);
  EXPECT_EQ(late.error().fields.at(0).pointer, "/settlement/1/evidence/0/dated");
  c.settlement[1].evidence[0].dated = c.on;
  const auto done = decide_exit("prj_1", s.project, {}, c, now);
  ASSERT_TRUE(done);
  EXPECT_EQ(done->events[0].data.at("open_fen"), 100);
  EXPECT_EQ(done->events[0].data.at("settled_fen"), 100 * static_cast<std::int64_t>(kinds.size() - 1));
  c.settlement.push_back(item(kinds[1].id, true, 1));
  const auto refusal = [&] {
    const auto of = decide_exit("prj_1", s.project, {}, c, now);
    EXPECT_EQ(code(of), ErrorCode::invalid_body);
    return of ? FieldError{} : of.error().fields.at(0);
  };
  const std::string last = "/settlement/" + std::to_string(kinds.size()) + "/kind";
  EXPECT_EQ(refusal().pointer, last);
  EXPECT_NE(refusal().message.find(kinds[1].id + " 重复，已在第 2 行"), std::string::npos) << refusal().message;
  c.settlement.back().kind = "moon";
  EXPECT_EQ(refusal().pointer, last);
  EXPECT_NE(
      refusal().message.find("未列清算事项“moon”，应为其中之一：" + kinds[0].title_zh + "（" + kinds[0].id + "）"),
      std::string::npos)
      << refusal().message;
  c.settlement.pop_back();
  c.settlement[2].kind = "moon";
  EXPECT_EQ(refusal().pointer, "/settlement/2/kind") << "rather than what is missing";
  c.settlement[2].kind = kinds[2].id;
  c.settlement[1].amount_fen = Fen::of(INT64_MAX);
  EXPECT_EQ(code(decide_exit("prj_1", s.project, {}, c, now)), ErrorCode::amount_overflow);
}

TEST(Exit, EachLineOfTheSettlementRestsOnItsPaperOrOwesNothingForAReason) {
  const auto refused_at = [](const domain::SettlementItem& line) {
    const auto fine = check_settlement({item("support", true, 1), line});
    return fine ? std::string() : fine.error().fields.at(0).pointer;
  };
  const std::string paper_of = "/settlement/1/evidence";
  auto line = item("land", true, 100);
  EXPECT_EQ(refused_at(line), "");
  line.evidence[0].reference = "\u3000";
  EXPECT_EQ(refused_at(line), paper_of) << "a blank is no number";
  line.evidence[0].reference.reset();
  EXPECT_EQ(refused_at(line), paper_of);
  line.evidence[0].sha256 = std::string(64, 'a');
  EXPECT_EQ(refused_at(line), "");
  line.evidence.clear();
  line.note = "已结清";
  EXPECT_EQ(refused_at(line), paper_of) << "a word is no paper";
  line.amount_fen = Fen();
  EXPECT_EQ(refused_at(line), "") << "nothing was owed, and why";
  line.note = " ";
  EXPECT_EQ(refused_at(line), paper_of);
  line.note = "诉讼中";
  line.settled = false;
  EXPECT_EQ(refused_at(line), paper_of) << "what is open has a paper too";
  const auto fine = check_settlement({line});
  EXPECT_NE(
      fine.error().fields.at(0).message.find("清算事项（land）须附材料，并填写文号（reference）或文件摘要（sha256）"),
      std::string::npos)
      << fine.error().fields.at(0).message;
}
}  // namespace
}  // namespace luodi::monitor::test
