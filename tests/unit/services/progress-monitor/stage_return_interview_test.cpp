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
TEST(StageReturnInterview, APassThatRestedOnItLosesItsBasis) {
  auto s = negotiating();
  s.sign("2022-06-01", yi(5));
  Ledger l(s.project);
  l.evaluate(at("2022-08-16"));
  l.grace(at("2022-08-19"));
  file_all(l);
  s.land("2022-09-12");
  l.project = s.project;
  ASSERT_TRUE(l.give(decide_verification, k_id, Verify{true, "已落地", {}}, at("2022-09-16", 10), k_bureau));
  const auto told = [&](const std::string& fact) { return std::count(l.facts.begin(), l.facts.end(), fact); };
  const auto look = [&](std::string_view on) {
    l.project = s.project;
    l.evaluate(at(on, 12));
  };
  look("2022-09-16");
  ASSERT_EQ(told("interview.basis_lost"), 0);
  s.go_back("2022-09-20");
  look("2022-09-20");
  EXPECT_EQ(told("interview.basis_lost"), 1);
  ASSERT_TRUE(l.interviews.at(k_id).basis_lost);
  EXPECT_EQ(l.interviews.at(k_id).basis_lost->progress_on, day("2022-09-12"));
  EXPECT_TRUE(l.interviews.at(k_id).basis_lost->progress.starts_with("阶段变更为落地"));
  look("2022-09-20");
  EXPECT_EQ(told("interview.basis_lost"), 1) << "once";
  domain::ProjectLanded right;
  right.landed_on = day("2022-09-15");
  s.tell(right, "2022-09-25");
  look("2022-09-25");
  EXPECT_EQ(told("interview.basis_restored"), 1) << "it landed three days later";
}
}  // namespace
}  // namespace luodi::monitor::test
