// What counts follows from the facts and their dates, in whichever order they were recorded.
#include "common/domain/project_view.hpp"
#include "services/progress-monitor/domain/dispatch_scope.hpp"
#include "services/progress-monitor/domain/effective_progress.hpp"
#include "tests/unit/services/progress-monitor/story.hpp"

namespace luodi::monitor::test {
namespace {
using domain::ProgressKind;

// At 6亿元 the rate asks for 300万.
TEST(RecordingOrder, FundsCountOnTheDayTheirSumIsReached) {
  auto forth = negotiating(yi(6));
  forth.funds("2022-06-20", Fen::wan(200), false).funds("2022-07-10", Fen::wan(200), true);
  auto back = negotiating(yi(6));
  back.funds("2022-07-10", Fen::wan(200), false).funds("2022-06-20", Fen::wan(200), true);
  for (const auto* s : {&forth, &back}) {
    const auto r = s->evaluate("2022-07-16");
    EXPECT_EQ(r.last_progress, day("2022-07-10"));
    EXPECT_EQ(r.idle_cycles, 0);
    EXPECT_EQ(s->evaluate("2022-07-09").last_progress, day("2022-06-01")) << "only the stage change";
  }
}

TEST(RecordingOrder, MinutesCountTwoCyclesRunningFromTheFirst) {
  auto forth = negotiating();
  for (const auto* on : {"2022-06-20", "2022-07-05", "2022-07-20"})
    forth.progress(on, ProgressKind::signed_minutes, std::string_view(on) != "2022-07-20");
  auto back = negotiating();
  for (const auto* on : {"2022-07-20", "2022-07-05", "2022-06-20"})
    back.progress(on, ProgressKind::signed_minutes, std::string_view(on) != "2022-06-20", "2022-07-20");
  for (const auto* s : {&forth, &back}) {
    const auto r = s->evaluate("2022-08-01");
    EXPECT_EQ(r.last_progress, day("2022-07-05"));
    EXPECT_EQ(r.idle_cycles, 1);
  }
}

// Two that count, and no third one of the row however long it is: only a pause or a deed begins another.
TEST(RecordingOrder, MinutesThatAreOneTooManyContinueTheRow) {
  auto s = negotiating();
  const char* days[] = {"2022-06-20", "2022-07-05", "2022-07-20", "2022-08-05", "2022-08-20", "2022-09-05"};
  for (int i = 0; i < 6; ++i)
    s.minutes(days[i], std::to_string(i), i < 2);
  EXPECT_EQ(moved_days(s.project, book()).back(), day("2022-07-05"));
  EXPECT_EQ(s.evaluate("2022-09-16").idle_cycles, 4);
  const auto judged = domain::judged_progress(s.project, book());
  EXPECT_EQ(judged.back().reason, "会议纪要连续第6个周期，最多计2个 / minutes for 6 cycles running, at most 2 count");
  auto paused = s;
  paused.minutes("2022-10-05", "7");
  EXPECT_EQ(moved_days(paused.project, book()).back(), day("2022-10-05")) << "no minutes in 2022-09-H2";
  s.progress("2022-09-10").minutes("2022-09-20", "8");
  EXPECT_EQ(moved_days(s.project, book()).back(), day("2022-09-20")) << "a deed in 2022-09-H1";
}

TEST(RecordingOrder, OneSignedPaperCountsOnceOnItsFirstDay) {
  for (const bool backwards : {false, true}) {
    auto s = negotiating();
    s.minutes(backwards ? "2022-07-20" : "2022-06-20", "纪要〔2022〕3号");
    s.minutes(backwards ? "2022-06-20" : "2022-07-20", "纪要 [2022] 3号");
    EXPECT_EQ(moved_days(s.project, book()).back(), day("2022-06-20"));
    const auto judged = domain::judged_progress(s.project, book());
    const auto& later = judged.at(backwards ? 0 : 1);
    EXPECT_FALSE(later.effective);
    EXPECT_TRUE(later.reason.starts_with("该会议纪要已用于 2022-06-20 的进展，同一份只计一次")) << later.reason;
    s.minutes("2022-08-05", "5");
    EXPECT_EQ(moved_days(s.project, book()).back(), day("2022-08-05"));
    s.minutes("2022-08-20", "6");
    EXPECT_EQ(moved_days(s.project, book()).back(), day("2022-08-20")) << "the paper filed again is in no row";
  }
}

TEST(RecordingOrder, APaperIsKnownByItsNameOrItsDigest) {
  auto s = negotiating();
  auto file = [&](std::string_view on, std::vector<domain::Evidence> papers) {
    domain::ProgressReported e;
    e.kind = ProgressKind::signed_minutes;
    e.occurred_on = day(on);
    e.evidence = std::move(papers);
    e.papers = domain::minutes_marks(e.evidence);
    s.tell(e, on);
    return domain::count_progress(s.project, book()).progress.back().minutes->filed_for;
  };
  auto minutes = [](std::string title, std::string digest) {
    auto out = paper(domain::EvidenceKind::minutes);
    out.title = std::move(title);
    if (!digest.empty()) out.sha256 = digest;
    return out;
  };
  const std::string one(64, 'a');
  EXPECT_EQ(file("2022-06-20", {minutes("第一次会议", one)}), std::nullopt);
  EXPECT_EQ(file("2022-06-20", {minutes("第一次会议", one)}), std::nullopt) << "of one day";
  EXPECT_EQ(file("2022-07-05", {minutes("改名", one)}), day("2022-06-20")) << "the same file";
  EXPECT_EQ(file("2022-07-06", {minutes("改 名", "")}), day("2022-07-05")) << "by the name that it had the second time";
  EXPECT_EQ(file("2022-07-07", {minutes("第一次会议", std::string(64, 'b'))}), day("2022-06-20")) << "scanned again";
  EXPECT_EQ(file("2022-07-08", {minutes("第一次会议", ""), minutes("第二次会议", "")}), std::nullopt)
      << "one new paper is enough";
  EXPECT_EQ(file("2022-07-09", {minutes("第二次会议", ""), minutes("改名", "")}), day("2022-07-08"));
}

// Before the negotiation a paper cannot count: it is free for the day that it belongs to.
TEST(RecordingOrder, APaperFiledWhereItCannotCountIsNotUsed) {
  auto s = negotiating();
  s.minutes("2022-05-30", "1").minutes("2022-06-20", "1");
  EXPECT_EQ(moved_days(s.project, book()).back(), day("2022-06-20"));
}

// Effective or not, by the date of the fact, as a reader of the project sees it.
std::map<std::string, bool> shown(const Story& s) {
  const auto view = domain::project_view({"prj_1", 1, &s.project, nullptr}, book(), day("2022-08-01"),
                                         domain::Reader("zh", actor(Role::bureau)));
  std::map<std::string, bool> out;
  for (const auto& e : view.progress)
    out[e.occurred_on.str()] = e.effective;
  for (const auto& e : view.funds)
    out[e.injected_on.str()] = e.effective;
  return out;
}

TEST(RecordingOrder, TheViewShowsWhatCountsNowTheRecordWhatWasSaid) {
  auto s = negotiating(yi(6));
  s.funds("2022-07-10", Fen::wan(200), false).funds("2022-06-20", Fen::wan(200), true);
  s.progress("2022-07-20", ProgressKind::signed_minutes, false).progress("2022-06-25", ProgressKind::visit, false);
  EXPECT_EQ(shown(s), (std::map<std::string, bool>{
                          {"2022-06-20", false}, {"2022-06-25", false}, {"2022-07-10", true}, {"2022-07-20", true}}));
  EXPECT_FALSE(s.project.funds.at(0).effective);
  EXPECT_TRUE(s.project.funds.at(1).effective);
  const auto funds = domain::judged_funds(s.project, book());
  EXPECT_EQ(funds.at(0).reason,
            "核实到位资金累计400万元，达到300万元 / verified funds of 400万元 since the last counted reach 300万元");
  EXPECT_EQ(
      funds.at(1).reason,
      "核实到位资金累计200万元，不足300万元 / verified funds of 200万元 since the last counted are below 300万元");
}

TEST(RecordingOrder, TheExplanationNamesTheSumOfTheDay) {
  auto s = negotiating(yi(6));
  s.funds("2022-07-10", Fen::wan(200), false).funds("2022-06-20", Fen::wan(200), true);
  const auto r = s.evaluate("2022-07-16");
  ASSERT_EQ(r.lines.back().label, "2022-07-H1");
  EXPECT_EQ(r.lines.back().why_zh, "2022-07-10 核实到位资金累计400万元，达到300万元，清零");
}

TEST(RecordingOrder, FundsOfOneDayAreOneSum) {
  auto s = negotiating(yi(6));
  s.funds("2022-06-20", Fen::wan(299), false).funds("2022-06-20", Fen::wan(2), true);
  s.funds("2022-07-10", Fen::wan(299), false);
  EXPECT_EQ(moved_days(s.project, book()).back(), day("2022-06-20")) << "nothing of the counted day is carried on";
  s.funds("2022-07-11", Fen::wan(1), true);
  EXPECT_EQ(moved_days(s.project, book()).back(), day("2022-07-11"));
}

TEST(RecordingOrder, TheAmountOfTheDayDecidesAlsoWhereItIsCorrectedLater) {
  auto s = negotiating(yi(6));
  s.sign("2022-06-05", yi(6)).funds("2022-07-10", Fen::wan(300), true);
  EXPECT_EQ(moved_days(s.project, book()).back(), day("2022-07-10"));
  s.amend("2022-07-01", yi(8), "2022-07-20");
  EXPECT_EQ(moved_days(s.project, book()).back(), day("2022-06-05")) << "400万 were needed on that day";
}

TEST(RecordingOrder, ASigningRecordedLateEndsTheTimeOfMinutes) {
  auto s = negotiating();
  s.progress("2022-07-05", ProgressKind::signed_minutes);
  EXPECT_EQ(moved_days(s.project, book()).back(), day("2022-07-05"));
  domain::AgreementSigned e;
  e.agreement = "formal";
  e.signed_on = day("2022-07-01");
  e.agreed_amount_fen = yi(5);
  s.tell(e, "2022-07-10");
  EXPECT_EQ(moved_days(s.project, book()).back(), day("2022-07-01"));
}

TEST(RecordingOrder, MinutesWithoutTheirPaperStayOutAndEndTheRow) {
  auto s = negotiating();
  s.progress("2022-06-20", ProgressKind::signed_minutes).progress("2022-07-20", ProgressKind::signed_minutes);
  domain::ProgressReported bare;
  bare.kind = ProgressKind::signed_minutes;
  bare.occurred_on = day("2022-07-05");
  bare.effective = true;
  s.tell(bare, "2022-07-20");
  EXPECT_FALSE(shown(s).at("2022-07-05"));
  EXPECT_TRUE(shown(s).at("2022-07-20")) << "first of a new row";
}

TEST(RecordingOrder, WhatWasKnownThenIsJudgedByWhatWasKnownThen) {
  auto s = negotiating(yi(6));
  s.funds("2022-06-20", Fen::wan(200), false);
  domain::FundsVerified late;
  late.amount_fen = Fen::wan(100);
  late.injected_on = day("2022-06-18");
  late.effective = true;
  s.tell(late, "2022-07-20");
  EXPECT_EQ(moved_days(s.project, book()).back(), day("2022-06-20"));
  EXPECT_EQ(moved_days(known_at(s.project, at("2022-07-20")), book()).back(), day("2022-06-01"));
}

TEST(RecordingOrder, EachFactByThePolicyOfItsDay) {
  auto policies = book().all();
  policies.push_back(policies.front());
  policies.front().effective_to = day("2022-06-30");
  policies.back().id = "later";
  policies.back().effective_from = day("2022-07-01");
  policies.back().applies_to_facts_from.reset();
  policies.back().progress.minutes_streak_max = 1;
  policies.back().progress.funds_min_fen = Fen::wan(500);
  const auto two = *policy::PolicyBook::of(std::move(policies), book().calendar());
  auto s = negotiating(yi(6));
  s.progress("2022-07-05", ProgressKind::signed_minutes).progress("2022-06-20", ProgressKind::signed_minutes);
  EXPECT_EQ(moved_days(s.project, two).back(), day("2022-06-20")) << "one cycle running by the later policy";
  s.funds("2022-06-30", Fen::wan(300), true).funds("2022-07-01", Fen::wan(499), true);
  EXPECT_EQ(moved_days(s.project, two).back(), day("2022-07-05")) << "the funds of 06-30 count and end the row";
  EXPECT_EQ(progress_days(s.project, two, day("2022-07-04")).back().on, day("2022-06-30")) << "499万 do not";
}
}  // namespace
}  // namespace luodi::monitor::test
