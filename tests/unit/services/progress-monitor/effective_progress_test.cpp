#include "services/progress-monitor/domain/effective_progress.hpp"

#include "tests/unit/services/progress-monitor/story.hpp"

namespace luodi::monitor::test {
namespace {
using domain::EvidenceKind;
using domain::ProgressKind;

Judgement judge(const Story& s, ProgressKind kind, std::string_view on, std::vector<domain::Evidence> evidence,
                const Actor& who = actor(Role::park, "MY-GX")) {
  return judge_report(s.project, kind, day(on), evidence, who, book());
}

TEST(EffectiveProgress, MilestoneNeedsAnAttachment) {
  const auto s = negotiating();
  EXPECT_FALSE(judge(s, ProgressKind::milestone, "2022-06-20", {}).effective);
  const auto yes = judge(s, ProgressKind::milestone, "2022-06-20", {paper(EvidenceKind::other)});
  EXPECT_TRUE(yes.effective);
  EXPECT_NE(yes.reason().find(" / "), std::string::npos) << "Chinese and English";
}

TEST(EffectiveProgress, AMilestoneOfAClosedHalfMonthNeedsADatedPaperThatCanBeFound) {
  const auto late = [](std::string_view now, std::optional<domain::Evidence> evidence = paper(EvidenceKind::other),
                       ProgressKind kind = ProgressKind::milestone) {
    return judge_late_milestone(kind, day("2022-06-20"), {*evidence}, at(now), book());
  };
  EXPECT_FALSE(late("2022-06-30")) << "its half month is not over";
  const auto no = late("2022-07-01");
  ASSERT_TRUE(no);
  EXPECT_FALSE(no->effective);
  EXPECT_NE(no->reason_zh.find("第六条"), std::string::npos) << no->reason_zh;
  EXPECT_NE(no->reason_en.find("clause 6"), std::string::npos) << no->reason_en;
  auto proof = paper(EvidenceKind::other);
  proof.dated = day("2022-06-20");
  EXPECT_TRUE(late("2022-07-01", proof)) << "nobody finds it again";
  proof.reference = "监理〔2022〕1号";
  EXPECT_FALSE(late("2022-07-01", proof));
  proof.dated.reset();
  EXPECT_TRUE(late("2022-07-01", proof)) << "it does not say of which day it is";
  proof = paper(EvidenceKind::site_photo);
  proof.dated = day("2022-06-20");
  proof.sha256 = std::string(64, 'a');
  EXPECT_FALSE(late("2022-07-01", proof));
  EXPECT_FALSE(late("2022-07-01", paper(EvidenceKind::other), ProgressKind::signed_minutes))
      << "judged by its own rule";
}

TEST(EffectiveProgress, StagesOfOneDayStandInTheOrderOfTheirs) {
  auto s = Story().lead(yi(5), "2022-05-26");
  domain::ReviewDecided review;
  review.verdict = "approved";
  review.decided_on = day("2022-05-26");
  s.tell(review, "2022-05-26").negotiate("2022-05-26").progress("2022-05-26");
  std::string told;
  for (const auto& each : progress_days(s.project, book(), day("2022-05-26")))
    told += each.what_zh + "；";
  EXPECT_EQ(told, "节点完成；阶段变更为信息；阶段变更为研判通过；阶段变更为在谈；")
      << "the newest progress names the stage that the project has";
}

TEST(EffectiveProgress, StatutoryStepNeedsItsDocument) {
  const auto s = negotiating();
  EXPECT_FALSE(judge(s, ProgressKind::statutory_step, "2022-06-20", {}).effective);
  EXPECT_FALSE(judge(s, ProgressKind::statutory_step, "2022-06-20", {paper(EvidenceKind::site_photo)}).effective);
  for (auto kind : {EvidenceKind::approval, EvidenceKind::land_contract, EvidenceKind::project_code,
                    EvidenceKind::construction_permit, EvidenceKind::lease})
    EXPECT_TRUE(judge(s, ProgressKind::statutory_step, "2022-06-20", {paper(kind)}).effective);
}

TEST(EffectiveProgress, NotesVisitsAndCeremoniesNeverCount) {
  const auto s = negotiating();
  for (auto kind : {ProgressKind::note, ProgressKind::visit, ProgressKind::ceremony})
    EXPECT_FALSE(judge(s, kind, "2022-06-20", {paper(EvidenceKind::approval)}).effective);
}

TEST(EffectiveProgress, MinutesCountOnlyWhileNegotiating) {
  auto s = negotiating();
  s.sign("2022-07-01", yi(5));
  EXPECT_TRUE(judge(s, ProgressKind::signed_minutes, "2022-06-30", {paper(EvidenceKind::minutes)}).effective);
  EXPECT_FALSE(judge(s, ProgressKind::signed_minutes, "2022-07-01", {paper(EvidenceKind::minutes)}).effective);
  EXPECT_FALSE(judge(s, ProgressKind::signed_minutes, "2022-06-30", {paper(EvidenceKind::other)}).effective);
}

TEST(EffectiveProgress, MinutesCountAtMostTwoCyclesRunning) {
  auto s = negotiating();
  const std::vector<domain::Evidence> minutes{paper(EvidenceKind::minutes)};
  s.progress("2022-06-20", ProgressKind::signed_minutes);
  EXPECT_TRUE(judge(s, ProgressKind::signed_minutes, "2022-06-25", minutes).effective) << "same cycle";
  EXPECT_TRUE(judge(s, ProgressKind::signed_minutes, "2022-07-05", minutes).effective);
  s.progress("2022-07-05", ProgressKind::signed_minutes);
  EXPECT_FALSE(judge(s, ProgressKind::signed_minutes, "2022-07-20", minutes).effective);
  EXPECT_TRUE(judge(s, ProgressKind::signed_minutes, "2022-08-05", minutes).effective) << "a cycle lies between";
  s.progress("2022-07-10", ProgressKind::milestone);
  EXPECT_TRUE(judge(s, ProgressKind::signed_minutes, "2022-07-20", minutes).effective) << "a deed broke the streak";
}

TEST(EffectiveProgress, LateMinutesMayNotJoinTwoRuns) {
  auto s = negotiating();
  s.progress("2022-06-20", ProgressKind::signed_minutes).progress("2022-07-20", ProgressKind::signed_minutes);
  EXPECT_EQ(moved_days(s.project, book()).back(), day("2022-07-20"));
  EXPECT_TRUE(judge(s, ProgressKind::signed_minutes, "2022-07-05", {paper(EvidenceKind::minutes)}).effective);
  s.progress("2022-07-05", ProgressKind::signed_minutes, true, "2022-07-31");
  EXPECT_EQ(moved_days(s.project, book()).back(), day("2022-07-05")) << "the third cycle running no longer counts";
}

TEST(EffectiveProgress, AProblemIsClosedByAThirdParty) {
  const auto s = negotiating();
  const std::vector<domain::Evidence> photo{paper(EvidenceKind::site_photo)};
  EXPECT_FALSE(judge(s, ProgressKind::problem_closed, "2022-06-20", photo, actor(Role::park, "MY-AX")).effective);
  EXPECT_TRUE(judge(s, ProgressKind::problem_closed, "2022-06-20", photo, actor(Role::bureau)).effective);
  EXPECT_FALSE(judge(s, ProgressKind::problem_closed, "2022-06-20", {}, actor(Role::bureau)).effective);
  EXPECT_FALSE(judge(s, ProgressKind::problem_closed, "2022-06-20", {paper(EvidenceKind::supervision_confirmation)},
                     actor(Role::park, "MY-AX"))
                   .effective)
      << "a paper that a party attaches confirms nothing";
}

TEST(EffectiveProgress, FundsNeedTheGreaterOfMinimumAndRate) {
  auto s = negotiating();
  s.sign("2022-07-01", yi(5));  // 0.5% = 250万, more than 100万
  auto funds = [&](std::int64_t wan) {
    return judge_funds(s.project, Fen::wan(wan), day("2022-07-10"), book())->effective;
  };
  EXPECT_FALSE(funds(249));
  EXPECT_TRUE(funds(250));
  auto small = negotiating();
  small.sign("2022-07-01", yi(1));  // 0.5% = 50万, so 100万 rules
  EXPECT_FALSE(judge_funds(small.project, Fen::of(99'999'999), day("2022-07-10"), book())->effective);
  EXPECT_TRUE(judge_funds(small.project, Fen::wan(100), day("2022-07-10"), book())->effective);
}

TEST(EffectiveProgress, FundsAddUpSinceTheLastCounted) {
  auto s = negotiating();
  s.sign("2022-07-01", yi(5)).funds("2022-07-05", Fen::wan(1000), true).funds("2022-07-10", Fen::wan(150), false);
  EXPECT_FALSE(judge_funds(s.project, Fen::wan(99), day("2022-07-20"), book())->effective);
  EXPECT_TRUE(judge_funds(s.project, Fen::wan(100), day("2022-07-20"), book())->effective);
}

TEST(EffectiveProgress, FundsBeyondInt64AreRefused) {
  auto s = negotiating();
  s.sign("2022-07-01", yi(5)).funds("2022-07-05", Fen::of(INT64_MAX), false);
  const auto judged = judge_funds(s.project, Fen::of(1), day("2022-07-05"), book());
  ASSERT_FALSE(judged);
  EXPECT_EQ(judged.error().code, ErrorCode::amount_overflow);
}

TEST(EffectiveProgress, FundsTakeTheAmountOfTheirDayAndRoundUp) {
  auto s = negotiating();
  s.sign("2022-07-01", Fen::of(50'000'000'001));  // 0.5% is 250,000,000.005 fen
  auto counts = [&](std::int64_t fen, std::string_view on) {
    return judge_funds(s.project, Fen::of(fen), day(on), book())->effective;
  };
  EXPECT_FALSE(counts(250'000'000, "2022-07-10"));
  EXPECT_TRUE(counts(250'000'001, "2022-07-10"));
  s.amend("2022-08-01", yi(10));
  EXPECT_TRUE(counts(250'000'001, "2022-07-31")) << "the amount of the day of the money";
  EXPECT_FALSE(counts(250'000'001, "2022-08-01"));
}

TEST(EffectiveProgress, WithoutAKnownAmountTheMinimumHolds) {
  const auto s = Story().lead(std::nullopt, "2022-05-26").negotiate("2022-06-01");
  EXPECT_TRUE(judge_funds(s.project, Fen::wan(100), day("2022-06-10"), book())->effective);
  EXPECT_FALSE(judge_funds(s.project, Fen::of(99'999'999), day("2022-06-10"), book())->effective);
}

TEST(EffectiveProgress, FundsInACycleAreADeedThatBreaksAStreakOfMinutes) {
  auto s = negotiating();
  const std::vector<domain::Evidence> minutes{paper(EvidenceKind::minutes)};
  s.progress("2022-06-20", ProgressKind::signed_minutes).progress("2022-07-05", ProgressKind::signed_minutes);
  EXPECT_FALSE(judge(s, ProgressKind::signed_minutes, "2022-07-20", minutes).effective);
  s.funds("2022-07-06", Fen::wan(10), false);
  EXPECT_FALSE(judge(s, ProgressKind::signed_minutes, "2022-07-20", minutes).effective) << "they did not count";
  s.funds("2022-07-07", Fen::wan(1000), true);
  EXPECT_TRUE(judge(s, ProgressKind::signed_minutes, "2022-07-20", minutes).effective);
}

TEST(EffectiveProgress, TheIntroducerIsNoThirdPartyEither) {
  auto s = negotiating();
  s.sign("2022-06-10", yi(5)).land("2022-06-11");
  const std::vector<domain::Evidence> photo{paper(EvidenceKind::site_photo)};
  auto by = [&](const Actor& who) {
    return judge(s, ProgressKind::problem_closed, "2022-06-20", photo, who).effective;
  };
  EXPECT_FALSE(by(actor(Role::park, "MY-GX"))) << "the host";
  EXPECT_FALSE(by(actor(Role::park, "MY-AX"))) << "the introducer";
  EXPECT_TRUE(by(actor(Role::park, "MY-JK")));
}

TEST(EffectiveProgress, DaysUntilAreInclusiveAndInOrder) {
  auto s = negotiating();
  s.progress("2022-07-20").funds("2022-07-10", Fen::wan(1000), true).progress("2022-07-15", ProgressKind::visit, false);
  const auto until = progress_days(s.project, book(), day("2022-07-20"));
  ASSERT_EQ(until.size(), 4U) << "lead, negotiation, funds, milestone";
  EXPECT_EQ(until[2].on, day("2022-07-10"));
  EXPECT_NE(until[2].what_en.find("funds"), std::string::npos);
  EXPECT_EQ(until[3].on, day("2022-07-20"));
  EXPECT_EQ(progress_days(s.project, book(), day("2022-07-19")).size(), 3U);
  EXPECT_EQ(progress_days(s.project, book(), day("2022-07-09")).size(), 2U);
  EXPECT_EQ(progress_days(s.project, book(), day("2022-05-25")).size(), 0U);
}

TEST(EffectiveProgress, EveryStageAndKindHasAChineseName) {
  auto s = negotiating();
  domain::PreAssessmentDecided passed;
  passed.verdict = "passed";
  passed.path = "full";
  passed.decided_on = day("2022-06-05");
  s.tell(passed, "2022-06-05").sign("2022-06-10", yi(5)).land("2022-06-11").start("2022-06-12").produce("2022-06-13");
  s.leave("2022-06-14");
  for (auto stage : {domain::Stage::reviewed, domain::Stage::at_capacity, domain::Stage::rejected})
    s.project.reached.push_back({stage, day("2022-06-14"), at("2022-06-14", 9)});
  for (auto kind : {ProgressKind::milestone, ProgressKind::statutory_step, ProgressKind::signed_minutes,
                    ProgressKind::problem_closed, ProgressKind::note, ProgressKind::visit, ProgressKind::ceremony})
    s.progress("2022-06-15", kind);
  for (const auto& progress : progress_days(s.project, book(), day("2022-07-01")))
    EXPECT_GT(static_cast<unsigned char>(progress.what_zh.front()), 0x7F) << progress.what_en;
  for (const auto& entry : s.project.reached)
    EXPECT_GT(static_cast<unsigned char>(word_of(entry.stage).zh.front()), 0x7F);
}

TEST(EffectiveProgress, AnEndOfTheProjectIsNotToldAsProgress) {
  auto s = negotiating();
  s.progress("2022-06-10").leave("2022-06-14");
  EXPECT_EQ(progress_days(s.project, book(), day("2022-07-01")).back().on, day("2022-06-10"));
  EXPECT_EQ(moved_days(s.project, book()).back(), day("2022-06-14")) << "the clock is not touched";
  EXPECT_EQ(s.evaluate("2022-07-01").last_progress, day("2022-06-10"));
  auto refused = Story().lead(yi(5), "2022-05-26");
  domain::ReviewDecided review;
  review.verdict = "rejected";
  review.decided_on = day("2022-06-01");
  refused.tell(review, "2022-06-01");
  EXPECT_EQ(progress_days(refused.project, book(), day("2022-07-01")).back().on, day("2022-05-26"));
}
}  // namespace
}  // namespace luodi::monitor::test
