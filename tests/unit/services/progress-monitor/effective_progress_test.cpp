#include "services/progress-monitor/domain/effective_progress.hpp"

#include "tests/unit/services/progress-monitor/story.hpp"

namespace luodi::monitor::test {
namespace {
using domain::EvidenceKind;
using domain::ProgressKind;

Judgement judge(const Story& s, ProgressKind kind, std::string_view on, std::vector<domain::Evidence> evidence,
                const Actor& who = actor(Role::park, "MY-GX")) {
  return judge_report(s.project, kind, day(on), evidence, who, book().all().front());
}

TEST(EffectiveProgress, MilestoneNeedsAnAttachment) {
  const auto s = negotiating();
  EXPECT_FALSE(judge(s, ProgressKind::milestone, "2022-06-20", {}).effective);
  const auto yes = judge(s, ProgressKind::milestone, "2022-06-20", {paper(EvidenceKind::other)});
  EXPECT_TRUE(yes.effective);
  EXPECT_NE(yes.reason().find(" / "), std::string::npos) << "Chinese and English";
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
  EXPECT_FALSE(judge(s, ProgressKind::signed_minutes, "2022-07-05", {paper(EvidenceKind::minutes)}).effective);
}

TEST(EffectiveProgress, AProblemIsClosedByAThirdParty) {
  const auto s = negotiating();
  const std::vector<domain::Evidence> photo{paper(EvidenceKind::site_photo)};
  EXPECT_FALSE(judge(s, ProgressKind::problem_closed, "2022-06-20", photo, actor(Role::park, "MY-AX")).effective);
  EXPECT_TRUE(judge(s, ProgressKind::problem_closed, "2022-06-20", photo, actor(Role::bureau)).effective);
  EXPECT_FALSE(judge(s, ProgressKind::problem_closed, "2022-06-20", {}, actor(Role::bureau)).effective);
  EXPECT_TRUE(judge(s, ProgressKind::problem_closed, "2022-06-20", {paper(EvidenceKind::supervision_confirmation)},
                    actor(Role::park, "MY-AX"))
                  .effective);
}

TEST(EffectiveProgress, FundsNeedTheGreaterOfMinimumAndRate) {
  auto s = negotiating();
  s.sign("2022-07-01", yi(5));  // 0.5% = 250万, more than 100万
  auto funds = [&](std::int64_t wan) {
    return judge_funds(s.project, Fen::wan(wan), day("2022-07-10"), book().all().front())->effective;
  };
  EXPECT_FALSE(funds(249));
  EXPECT_TRUE(funds(250));
  auto small = negotiating();
  small.sign("2022-07-01", yi(1));  // 0.5% = 50万, so 100万 rules
  EXPECT_FALSE(judge_funds(small.project, Fen::of(99'999'999), day("2022-07-10"), book().all().front())->effective);
  EXPECT_TRUE(judge_funds(small.project, Fen::wan(100), day("2022-07-10"), book().all().front())->effective);
}

TEST(EffectiveProgress, FundsAddUpSinceTheLastCounted) {
  auto s = negotiating();
  s.sign("2022-07-01", yi(5)).funds("2022-07-05", Fen::wan(1000), true).funds("2022-07-10", Fen::wan(150), false);
  EXPECT_FALSE(judge_funds(s.project, Fen::wan(99), day("2022-07-20"), book().all().front())->effective);
  EXPECT_TRUE(judge_funds(s.project, Fen::wan(100), day("2022-07-20"), book().all().front())->effective);
}

TEST(EffectiveProgress, FundsBeyondInt64AreRefused) {
  auto s = negotiating();
  s.sign("2022-07-01", yi(5)).funds("2022-07-05", Fen::of(INT64_MAX), false);
  const auto judged = judge_funds(s.project, Fen::of(1), day("2022-07-20"), book().all().front());
  ASSERT_FALSE(judged);
  EXPECT_EQ(judged.error().code, ErrorCode::amount_overflow);
}
}  // namespace
}  // namespace luodi::monitor::test
