#include "tests/unit/services/intake/joint_review.hpp"

namespace luodi::intake::test {

class Allocation : public JointReview {};

TEST_F(Allocation, RefusesUnknownAndDenyingHosts) {
  ASSERT_TRUE(enter());
  vote(1, 0);
  ASSERT_TRUE(approve());
  EXPECT_FALSE(allocate("MY-XX"));
  EXPECT_EQ(pointer(), "/host");
  EXPECT_FALSE(allocate("MY-YX"));  // cultivated only
  EXPECT_EQ(refusal(), ErrorCode::admission_denied);
  EXPECT_TRUE(allocate("MY-JK", {{"MY-GX", 3}}));
  EXPECT_EQ(project_.host, "MY-JK");
  EXPECT_EQ(project_.admission->park, "MY-JK");
  EXPECT_EQ(project_.allocation->ranking.size(), 3U);
  EXPECT_EQ(project_.allocation->ranking[0].park, "MY-GX");
  EXPECT_EQ(project_.allocation->ranking[0].points, 54);
  EXPECT_EQ(parties_, "MY-JK,MY-GX");
}

TEST_F(Allocation, AnOverrideHoldsForItsParkOnly) {
  enter_denied();
  vote(3, 0);
  ASSERT_TRUE(review(override_decision()));
  EXPECT_FALSE(allocate("MY-YX"));
  EXPECT_EQ(refusal(), ErrorCode::admission_denied);
  EXPECT_TRUE(allocate("MY-GX"));
  EXPECT_EQ(project_.admission->verdict, "overridden");
}

TEST_F(Allocation, ToTheSameParkOnce) {
  ASSERT_TRUE(enter());
  vote(1, 0);
  ASSERT_TRUE(approve());
  at("2022-06-03");
  ASSERT_TRUE(allocate("MY-GX"));
  EXPECT_EQ(project_.allocation->by, "somebody");
  at("2022-06-05");
  EXPECT_FALSE(allocate("MY-GX"));
  EXPECT_EQ(refusal(), ErrorCode::already_exists);
  EXPECT_NE(error_->detail.find("向 MY-GX 的分配已于 2022-06-03 由 somebody 登记"), std::string::npos)
      << error_->detail;
  EXPECT_NE(error_->detail.find("on 2022-06-03 by somebody"), std::string::npos) << error_->detail;
  ASSERT_TRUE(allocate("MY-JK"));
  EXPECT_TRUE(allocate("MY-GX")) << "back again";
}

TEST_F(Allocation, KeepsWhoHostedOrWasAskedForBefore) {
  ASSERT_TRUE(enter());
  vote(1, 0);
  ASSERT_TRUE(approve());
  ASSERT_EQ(project_.host, "MY-GX") << "asked for";
  at("2022-06-03");
  ASSERT_TRUE(allocate("MY-GX"));
  EXPECT_TRUE(project_.former_hosts.empty()) << "the same park";
  at("2022-06-05");
  ASSERT_TRUE(allocate("MY-JK"));
  ASSERT_EQ(project_.former_hosts.size(), 1U);
  EXPECT_EQ(project_.former_hosts[0].host, "MY-GX");
  EXPECT_EQ(project_.former_hosts[0].until.str(), "2022-06-05");
  EXPECT_EQ(project_.former_hosts[0].recorded_at, project_.updated_at);
  EXPECT_EQ(host_on(project_, *CivilDate::parse("2022-06-04")), "MY-GX");
  EXPECT_EQ(host_on(project_, *CivilDate::parse("2022-06-05")), "MY-JK");
}

TEST_F(Allocation, NotBeforeTheReview) {
  ASSERT_TRUE(enter());
  EXPECT_FALSE(allocate());
  EXPECT_EQ(refusal(), ErrorCode::wrong_stage);
  EXPECT_EQ(missing(), std::vector<std::string>{"review_approved"});
}

TEST_F(Allocation, WithoutAParkTheReviewPassesAndTheAllocationJudges) {
  auto command = lead();
  command.park_code.reset();
  ASSERT_TRUE(enter(command));
  EXPECT_EQ(project_.admission->verdict, "no_park");
  vote(1, 0);
  ASSERT_TRUE(approve());
  EXPECT_FALSE(negotiate());
  EXPECT_EQ(missing(), (std::vector<std::string>{"admission_settled", "host_allocated"}));
  ASSERT_TRUE(allocate());
  EXPECT_TRUE(negotiate());
}

}  // namespace luodi::intake::test
