// A pass that rested on progress which is taken back afterwards: said once, with what the clock says now.
#include "services/progress-monitor/domain/interview_basis.hpp"

#include "services/progress-monitor/domain/progress_retraction.hpp"
#include "tests/unit/services/progress-monitor/interview_hands.hpp"

namespace luodi::monitor::test {
namespace {
const std::string k_lost = "interview.basis_lost";
const std::string k_restored = "interview.basis_restored";

// Called on 16 August, its notice is out on 19 August, verified on 16 September on what `moved` tells.
struct Passed {
  Story story = negotiating();
  Ledger l{story.project};

  template <class Moved>
  explicit Passed(Moved moved) {
    l.evaluate(at("2022-08-16"));
    l.grace(at("2022-08-19"));
    file_all(l);
    moved(story);
    l.project = story.project;
    EXPECT_TRUE(l.give(decide_verification, k_id, Verify{true, "已复工", {}}, at("2022-09-16", 10), k_bureau));
    look("2022-09-16");
    EXPECT_EQ(told(k_lost), 0);
  }
  void look(std::string_view on) {
    l.project = story.project;
    l.evaluate(at(on, 12));
  }
  void take_back(std::size_t report, std::string_view on) {
    story.tell(taken_back(story.project, story.project.progress.at(report).id, "现场核查未见"), on, "officer");
  }
  std::int64_t told(const std::string& fact) const { return std::count(l.facts.begin(), l.facts.end(), fact); }
  const Interview& interview() const { return l.interviews.at(k_id); }
};
const auto k_reported = [](Story& s) { s.progress("2022-09-12"); };

TEST(InterviewBasis, ProgressThatIsTakenBackLeavesThePassWithoutOne) {
  Passed p(k_reported);
  p.take_back(0, "2022-09-20");
  p.look("2022-09-20");
  EXPECT_EQ(p.told(k_lost), 1);
  const auto& i = p.interview();
  EXPECT_EQ(i.state, InterviewState::closed) << "what was passed stays passed";
  ASSERT_TRUE(i.basis_lost);
  EXPECT_EQ(i.basis_lost->issued_on, day("2022-08-19"));
  EXPECT_EQ(i.basis_lost->passed_on, day("2022-09-16"));
  EXPECT_EQ(i.basis_lost->progress_on, day("2022-09-12"));
  EXPECT_EQ(i.basis_lost->idle_cycles, 6) << "06-H2 to 09-H1";
  EXPECT_EQ(i.basis_lost->light, domain::Light::red);
  EXPECT_EQ(i.basis_lost->last_progress, day("2022-06-01"));
  EXPECT_EQ(i.basis_lost->interview_cycles, 4);
  EXPECT_EQ(i.timeline.back().what, PassBasisLost::fact);
  EXPECT_TRUE(i.timeline.back().note.starts_with("2022-09-12 ")) << i.timeline.back().note;
  const auto facts = p.l.facts;
  p.look("2022-09-20");
  EXPECT_EQ(p.l.facts, facts) << "twice";
  p.look("2022-11-20");
  EXPECT_EQ(p.told(k_lost), 1) << "and for good";
}

TEST(InterviewBasis, FoundLateItIsTheSamePassAndTheSameProgress) {
  Passed p(k_reported);
  p.take_back(0, "2022-09-20");
  p.look("2022-10-20");
  ASSERT_TRUE(p.interview().basis_lost);
  EXPECT_EQ(p.interview().basis_lost->progress_on, day("2022-09-12"));
  EXPECT_EQ(p.interview().basis_lost->passed_on, day("2022-09-16"));
  EXPECT_EQ(p.told(k_lost), 1);
}

TEST(InterviewBasis, WhatHappensInTheInstantOfThePassIsJudgedInItsOrder) {
  Passed p([](Story& s) { s.progress("2022-09-12"); });
  auto& entry = p.story.project.progress.at(0);
  entry.recorded_at = at("2022-09-16", 10);
  p.take_back(0, "2022-09-16");
  entry.retraction->at = at("2022-09-16", 10);
  p.look("2022-09-16");
  EXPECT_EQ(p.told(k_lost), 1);
}

TEST(InterviewBasis, OtherProgressBetweenNoticeAndPassKeepsIt) {
  Passed p([](Story& s) { s.progress("2022-08-19").progress("2022-09-12"); });
  p.take_back(1, "2022-09-20");
  p.look("2022-09-20");
  EXPECT_EQ(p.told(k_lost), 0) << "that of the day of the notice stands";
  p.story.progress("2022-09-18");
  p.take_back(0, "2022-09-21");
  p.look("2022-09-21");
  ASSERT_EQ(p.told(k_lost), 1) << "what came after the pass is none of its own";
  EXPECT_EQ(p.interview().basis_lost->progress_on, day("2022-09-12")) << "the latest that it was given on";
}

TEST(InterviewBasis, FundsThatAreCorrectedAwayWereItsBasis) {
  Passed p([](Story& s) { s.funds("2022-09-12", yi(1), true); });
  domain::FundsCorrected event;
  event.id = p.story.project.funds.front().id;
  event.injected_on = day("2022-09-12");
  event.reason = "误记";
  p.story.tell(event, "2022-09-20");
  p.look("2022-09-20");
  ASSERT_EQ(p.told(k_lost), 1);
  EXPECT_NE(p.interview().basis_lost->progress.find(" / "), std::string::npos) << p.interview().basis_lost->progress;
}

TEST(InterviewBasis, ItComesBackWithOtherEvidenceOfThoseDays) {
  Passed p(k_reported);
  p.take_back(0, "2022-09-20");
  p.look("2022-09-20");
  p.story.progress("2022-09-01", domain::ProgressKind::milestone, true, "2022-09-25");
  p.look("2022-09-25");
  EXPECT_EQ(p.told(k_restored), 1);
  EXPECT_FALSE(p.interview().basis_lost);
  EXPECT_EQ(p.interview().timeline.back().note, "2022-09-01");
  const auto facts = p.l.facts;
  p.look("2022-09-25");
  EXPECT_EQ(p.l.facts, facts) << "twice";
  p.take_back(1, "2022-09-26");
  p.look("2022-09-26");
  EXPECT_EQ(p.told(k_lost), 2) << "lost again is news again";
}

TEST(InterviewBasis, AnExemptionBearsAPassAlone) {
  Passed p([](Story& s) {
    s.progress("2022-09-01").claim("exm_1", "2022-09-H1", 1, "2022-09-02").decide("exm_1", true, 1, "2022-09-03");
  });
  p.take_back(0, "2022-09-20");
  p.look("2022-09-20");
  EXPECT_EQ(p.told(k_lost), 0);
}

TEST(InterviewBasis, AnExemptionThatIsTakenBackLeavesThePassWithoutOne) {
  Passed p([](Story& s) { s.claim("exm_1", "2022-09-H1", 2, "2022-09-02").decide("exm_1", true, 2, "2022-09-03"); });
  const auto correct = [&](bool approved, int cycles, std::string_view on) {
    p.story.tell(domain::ExemptionCorrected{"exm_1", approved, cycles, "重新认定", "公告不含本园区"}, on, "officer");
    p.look(on);
  };
  correct(true, 1, "2022-09-19");
  EXPECT_EQ(p.told(k_lost), 0) << "for fewer cycles it bears the pass as well";
  correct(false, 0, "2022-09-20");
  ASSERT_EQ(p.told(k_lost), 1);
  EXPECT_FALSE(p.interview().basis_lost->progress_on);
  EXPECT_EQ(p.interview().basis_lost->progress, "正当理由（不可抗力） / exemption (force majeure)");
  p.look("2022-09-20");
  EXPECT_EQ(p.told(k_lost), 1) << "twice";
  correct(true, 1, "2022-09-21");
  EXPECT_EQ(p.told(k_restored), 1) << "taking it back was the mistake";
}

TEST(InterviewBasis, APassOfEarlierReleasesThatNeverHadOneLosesNone) {
  Passed p(k_reported);
  p.story.project.progress.clear();  // it passed on nothing
  p.look("2022-09-20");
  EXPECT_EQ(p.told(k_lost), 0);
}

TEST(InterviewBasis, OfAProjectThatHasExitedNothingIsLeftToDo) {
  Passed p(k_reported);
  p.take_back(0, "2022-09-20");
  p.story.leave("2022-09-21");
  p.look("2022-09-21");
  EXPECT_EQ(p.told(k_lost), 0);
}

TEST(InterviewBasis, AnInterviewOfOlderCommitsLoadsAsItWas) {
  const Passed p(k_reported);
  auto stored = codec::encode(p.interview());
  EXPECT_FALSE(stored.contains("basis_lost")) << "left out where there is none";
  const auto read = codec::decode<Interview>(stored);
  ASSERT_TRUE(read);
  EXPECT_EQ(codec::encode(*read), stored);
}

TEST(InterviewBasis, AnExemptionOfTheVeryInstantOfTheNoticeOrOfThePassIsOne) {
  auto story = negotiating();
  story.claim("exm_1", "2022-08-H1", 1, "2022-08-19").decide("exm_1", true, 1, "2022-08-19");
  Ledger l{negotiating().project};
  l.evaluate(at("2022-08-16"));
  l.grace(at("2022-08-19"));
  const Instant passed = at("2022-09-16", 10);
  const auto rests = [&](Instant decided) {
    story.project.exemptions.front().decided_at = decided;
    return basis_of(story.project, l.only(), passed, book()).has_value();
  };
  EXPECT_TRUE(rests(at("2022-08-19"))) << "of the notice";
  EXPECT_FALSE(rests(at("2022-08-19").plus_ms(-1)));
  EXPECT_TRUE(rests(passed));
  EXPECT_FALSE(rests(passed.plus_ms(1)));
}
}  // namespace
}  // namespace luodi::monitor::test
