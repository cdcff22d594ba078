#include <gtest/gtest.h>

#include "common/policy/files/policy_files.hpp"
#include "tests/unit/common/policy/policy_samples.hpp"

namespace luodi::policy::test {

namespace {
Policy shipped() {
  auto policy = read_policy(shipped_toml(), "mianyang-2022.toml", schema());
  if (!policy) throw std::runtime_error(policy.error().detail);
  return *policy;
}

void expect_fault(const Policy& policy, const std::string& where) {
  auto checked = check_policy(policy);
  ASSERT_FALSE(checked) << where;
  EXPECT_EQ(checked.error().code, ErrorCode::policy_invalid);
  EXPECT_NE(checked.error().detail.find(where), std::string::npos) << checked.error().detail;
}
}  // namespace

TEST(PolicyCheck, AcceptsTheShippedPolicy) {
  EXPECT_TRUE(check_policy(shipped()));
}

TEST(PolicyCheck, ATransitionReachesBackFromTheFirstDayInForce) {
  auto policy = shipped();
  policy.applies_to_facts_from = policy.effective_from;
  expect_fault(policy, "/applies_to_facts_from");
}

TEST(PolicyCheck, ClausesBelongToThePolicyAndStandOnce) {
  auto policy = shipped();
  policy.clauses[2].id = "other/3";
  expect_fault(policy, "/clauses/2/id");
  policy.clauses[2].id = policy.clauses[1].id;
  expect_fault(policy, "/clauses/2/id");
}

TEST(PolicyCheck, WhatResultsCiteIsThere) {
  auto policy = shipped();
  std::erase_if(policy.clauses, [&](const Clause& clause) { return clause.id == policy.id + "/7"; });
  expect_fault(policy, "/clauses");
}

TEST(PolicyCheck, MeetingsBeginWithinTheirHours) {
  auto policy = shipped();
  policy.interview.meeting_hour = policy.interview.meeting_latest_hour + 1;
  expect_fault(policy, "/interview/meeting_hour");
  policy = shipped();
  policy.interview.meeting_earliest_hour = policy.interview.meeting_hour + 1;
  expect_fault(policy, "/interview/meeting_hour");
}

TEST(PolicyCheck, ChecklistItemsStandOnce) {
  auto policy = shipped();
  policy.pre_assessment[4].id = policy.pre_assessment[0].id;
  expect_fault(policy, "/pre_assessment/4/id");
}

TEST(PolicyCheck, ALineOfTheChecklistIsOwnedBySomebodyWhoCanAnswer) {
  auto policy = shipped();
  policy.pre_assessment[2].owner = "发 展改革部门";  // one of the members in another hand
  policy.pre_assessment[3].owner = "投资促进部门";
  policy.pre_assessment[4].owner = "承载园区";
  EXPECT_TRUE(check_policy(policy));
  for (const auto* nobody : {"市招商局", "FGW", "承载园区管委会"}) {
    policy.pre_assessment[4].owner = nobody;
    expect_fault(policy, "/pre_assessment/4/owner");
    expect_fault(policy, nobody);
  }
  policy = shipped();
  std::erase_if(policy.admission.review_members, [](const ReviewMember& member) { return member.code == "SFJ"; });
  expect_fault(policy, "/pre_assessment/0/owner");  // a member that left the review answers no line
}

TEST(PolicyCheck, AReviewHasMembersEnoughAndEachOnce) {
  auto policy = shipped();
  policy.admission.review_members[3].code = "f g w";  // FGW in another hand
  expect_fault(policy, "/admission/review_members/3/code");
  policy = shipped();
  policy.admission.review_departments = static_cast<int>(policy.admission.review_members.size());
  EXPECT_TRUE(check_policy(policy));
  ++policy.admission.review_departments;
  expect_fault(policy, "/admission/review_departments");
}

TEST(PolicyCheck, TheEnvironmentOfAProjectHangsTogether) {
  auto policy = shipped();
  policy.environment.ticket_set[1].id = policy.environment.ticket_set[0].id;
  expect_fault(policy, "/environment/ticket_set/1/id");
  policy = shipped();
  policy.environment.exit.settlement[2].id = policy.environment.exit.settlement[0].id;
  expect_fault(policy, "/environment/exit/settlement/2/id");
  policy = shipped();
  policy.environment.revisits.open_days = policy.environment.revisits.first_days + 1;
  expect_fault(policy, "/environment/revisits/open_days");
  policy = shipped();
  policy.environment.revisits.problem_at_most = policy.environment.revisits.scale + 1;
  expect_fault(policy, "/environment/revisits/problem_at_most");
}

TEST(PolicyCheck, LadderAscends) {
  auto policy = shipped();
  policy.referral_award.ladder[1].from_fen = policy.referral_award.ladder[0].from_fen;
  expect_fault(policy, "/referral_award/ladder/1/from_fen");
  policy = shipped();
  policy.referral_award.ladder[2].amount_fen = Fen::wan(19);
  expect_fault(policy, "/referral_award/ladder/2/amount_fen");
  policy = shipped();
  policy.referral_award.ladder[0].from_fen = Fen::wan(49'999);
  expect_fault(policy, "/referral_award/ladder/0/from_fen");
}

TEST(PolicyCheck, DatesWarningsVotesAndKeysAreInOrder) {
  auto policy = shipped();
  policy.effective_to = day("2022-05-24");
  expect_fault(policy, "/effective_to");
  policy = shipped();
  policy.interview.yellow_cycles = 4;
  expect_fault(policy, "/interview");
  policy = shipped();
  policy.interview.idle_limit = 5;
  expect_fault(policy, "/interview/idle_limit");
  policy = shipped();
  policy.admission.override_numerator = 4;
  expect_fault(policy, "/admission/override_numerator");
  policy = shipped();
  policy.park_award.rank_keys = {"count", "count"};
  expect_fault(policy, "/park_award/rank_keys");
}

}  // namespace luodi::policy::test
