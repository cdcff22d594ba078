// What a stage that was taken back had kept from being counted, or had let an interview pass.
#include "services/progress-monitor/domain/interview_basis.hpp"
#include "tests/unit/services/progress-monitor/interview_hands.hpp"

namespace luodi::monitor::test {
namespace {
TEST(StageReturnInterview, OneMayOpenAtOnceAndCallsWhomTheFactsName) {
  auto s = negotiating();
  s.sign("2022-06-10", yi(5)).land("2022-06-20");
  auto landed = s;
  landed.land("2022-07-20");  // whatever the stage: it counts
  Ledger l(landed.project);
  l.evaluate(at("2022-09-01", 9));
  EXPECT_TRUE(l.interviews.empty());
  landed.go_back("2022-09-01");
  l.project = landed.project;
  l.evaluate(at("2022-09-01", 10));
  ASSERT_EQ(l.interviews.size(), 1U) << "07-H1 to 08-H2";
  EXPECT_EQ(l.only().responsible_org, "MY-AX") << "nothing has landed";
}

// Called on 16 August, its notice is out on 19 August; what the pass of 16 September rests on is the landing alone.
struct PassedOnALanding {
  Story s = negotiating();
  Ledger l{s.sign("2022-06-01", yi(5)).project};
  PassedOnALanding() {
    l.evaluate(at("2022-08-16"));
    l.grace(at("2022-08-19"));
    file_all(l);
    s.land("2022-09-12");
    l.project = s.project;
    EXPECT_TRUE(l.give(decide_verification, k_id, Verify{true, "已落地", {}}, at("2022-09-16", 10), k_bureau));
    look("2022-09-16");
    EXPECT_EQ(told("interview.basis_lost"), 0);
  }
  std::int64_t told(const std::string& fact) const { return std::count(l.facts.begin(), l.facts.end(), fact); }
  void look(std::string_view on) {
    l.project = s.project;
    l.evaluate(at(on, 12));
  }
};

TEST(StageReturnInterview, APassThatRestedOnItLosesItsBasis) {
  PassedOnALanding p;
  p.s.go_back("2022-09-20");
  p.look("2022-09-20");
  EXPECT_EQ(p.told("interview.basis_lost"), 1);
  const auto& lost = p.l.interviews.at(k_id).basis_lost;
  ASSERT_TRUE(lost);
  EXPECT_EQ(lost->progress_on, day("2022-09-12"));
  EXPECT_TRUE(lost->progress.starts_with("阶段变更为落地"));
  p.look("2022-09-20");
  EXPECT_EQ(p.told("interview.basis_lost"), 1) << "once";
  domain::ProjectLanded right;
  right.landed_on = day("2022-09-15");
  p.s.tell(right, "2022-09-25");
  p.look("2022-09-25");
  EXPECT_EQ(p.told("interview.basis_restored"), 1) << "it landed three days later";
}

TEST(StageReturnInterview, InTheInstantOfThePassItCameAfterIt) {
  PassedOnALanding p;
  p.s.go_back("2022-09-16");
  p.s.project.returns.back().returned_at = at("2022-09-16", 10);
  p.look("2022-09-16");
  EXPECT_EQ(p.told("interview.basis_lost"), 1);
}
}  // namespace
}  // namespace luodi::monitor::test
