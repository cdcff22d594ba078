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
  EXPECT_TRUE(
      error_->next_zh.starts_with("分配给可对接园区：POST /v1/projects/{id}/allocation；联合研判已于 2022-06-01"))
      << error_->next_zh;
  EXPECT_NE(error_->next_zh.find("确须由MY-YX承载的，由投资促进部门办理退出（POST /v1/projects/{id}/exit）"),
            std::string::npos)
      << error_->next_zh;
  EXPECT_TRUE(error_->next_en.starts_with("allocate it to a park that admits it: POST")) << error_->next_en;
  EXPECT_EQ(error_->next_zh.find("提请"), std::string::npos) << "the review is not held again";
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
  EXPECT_TRUE(error_->next_zh.starts_with("分配给可对接园区或已经例外准入的MY-GX：")) << error_->next_zh;
  EXPECT_NE(error_->next_en.find("MY-GX, for which the review's override holds"), std::string::npos) << error_->next_en;
  EXPECT_TRUE(allocate("MY-GX"));
  EXPECT_EQ(project_.admission->verdict, "overridden");
  ASSERT_TRUE(allocate("MY-JK"));
  EXPECT_EQ(project_.admission->verdict, "admitted");
  EXPECT_TRUE(allocate("MY-GX")) << "it holds after another park has hosted it";
  EXPECT_EQ(project_.admission->verdict, "overridden");
}

TEST_F(Allocation, WhereNoParkAdmitsItTheRefusalStillNamesAWay) {
  auto command = lead();
  command.industry_code = "3812";
  command.park_code.reset();
  ASSERT_TRUE(enter(command));
  vote(1, 0);
  ASSERT_TRUE(approve());
  EXPECT_FALSE(allocate("MY-GX"));
  EXPECT_EQ(refusal(), ErrorCode::admission_denied);
  EXPECT_TRUE(error_->next_zh.starts_with("联合研判已于 2022-06-01 作出结论")) << error_->next_zh;
  EXPECT_NE(error_->next_en.find("registers it anew (POST /v1/projects)"), std::string::npos) << error_->next_en;
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
  EXPECT_NE(error_->next_en.find("name that one as host: POST /v1/projects/{id}/allocation"), std::string::npos)
      << error_->next_en;
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
