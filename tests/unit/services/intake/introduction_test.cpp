#include "services/intake/domain/introduction.hpp"

#include "services/intake/domain/office_registration.hpp"
#include "tests/unit/services/intake/intake_case.hpp"

namespace luodi::intake::test {

class Introduction : public IntakeCase {
 protected:
  bool introduced_by(const std::string& code, std::string_view on = "") {
    as(actor(Role::bureau));
    auto command = lead();
    command.introduced_by = code;
    if (!on.empty()) command.received_on = day(on);
    project_ = {};
    return enter(command);
  }
  // A lead of 甲科技有限公司 that names a referral of this enterprise; nullopt = there is no such referral.
  bool referred(std::optional<KnownReferral> referral, std::optional<std::string> uscc = std::nullopt) {
    as(actor(Role::bureau));
    auto command = lead();
    command.referrer_id = "ref_1";
    command.enterprise->uscc = std::move(uscc);
    referral_ = std::move(referral);
    project_ = {};
    return enter(command);
  }
  std::string fault() const { return error_ && !error_->fields.empty() ? error_->fields.front().code : ""; }
};

TEST_F(Introduction, IsByARegisteredParkOrOfficeOrTheBureau) {
  EXPECT_TRUE(introduced_by("MY-JK"));
  EXPECT_TRUE(introduced_by("SZ-OFFICE"));
  EXPECT_TRUE(introduced_by("bureau"));
  for (const char* nobody : {"NO-SUCH-ORG", "a,b", "MY-JK,MY-GX", "REF-DEMO"}) {
    EXPECT_FALSE(introduced_by(nobody)) << nobody;
    EXPECT_EQ(refusal(), ErrorCode::invalid_body);
    EXPECT_EQ(pointer(), "/introduced_by");
    EXPECT_NE(error_->detail.find("/v1/offices"), std::string::npos);
  }
}

TEST_F(Introduction, AnOfficeIntroducesWhileItIsOpen) {
  offices_[0].opened_on = day("2022-05-27");
  offices_[0].closed_on = day("2022-06-01");
  EXPECT_TRUE(introduced_by("SZ-OFFICE"));  // its last day
  EXPECT_TRUE(introduced_by("SZ-OFFICE", "2022-05-27"));
  EXPECT_FALSE(introduced_by("SZ-OFFICE", "2022-05-26"));
  EXPECT_EQ(fault(), "office_closed");
  at("2022-06-02");
  EXPECT_FALSE(introduced_by("SZ-OFFICE"));
  EXPECT_EQ(pointer(), "/introduced_by");
}

TEST_F(Introduction, AnAccountOfAnUnregisteredOrganisationIsToldSo) {
  as(actor(Role::park, "MY-XX"));
  EXPECT_FALSE(enter());
  EXPECT_EQ(fault(), "org_not_found");
}

TEST_F(Introduction, WhoActsForTheCityIsTheBureauWhateverTheOrganisation) {
  as(actor(Role::bureau, "SOME-DEPARTMENT"));
  ASSERT_TRUE(enter());
  EXPECT_EQ(project_.introduced_by, "bureau");
  as(actor(Role::park, "MY-GX"));
  auto command = lead();
  command.introduced_by = "bureau";
  EXPECT_FALSE(enter(command));
  EXPECT_EQ(refusal(), ErrorCode::forbidden);
}

TEST_F(Introduction, AReferralExistsAndIsOfThisEnterprise) {
  EXPECT_FALSE(referred(std::nullopt));
  EXPECT_EQ(pointer(), "/referrer_id");
  EXPECT_EQ(fault(), "referral_not_found");
  const auto made = noon("2022-05-30");
  EXPECT_FALSE(referred(KnownReferral{{"被抢注公司", std::nullopt}, made}));
  EXPECT_EQ(fault(), "other_enterprise");
  EXPECT_TRUE(referred(KnownReferral{{"甲科技 有限公司", std::nullopt}, made}));  // the same, as people type it
  EXPECT_EQ(project_.referrer_id, "ref_1");
  const std::string uscc = "914403001922038216";
  EXPECT_TRUE(referred(KnownReferral{{"旧名称有限公司", uscc}, made}, uscc));
  EXPECT_FALSE(referred(KnownReferral{{"旧名称有限公司", uscc}, made}));
  EXPECT_EQ(fault(), "other_enterprise");
}

TEST_F(Introduction, AReferralIsNotMadeAfterTheLeadWasReceived) {
  const domain::Enterprise same{"甲科技有限公司", std::nullopt};
  EXPECT_FALSE(check_referral("ref_1", KnownReferral{same, noon("2022-06-02")}, same, day("2022-06-01")));
  EXPECT_TRUE(check_referral("ref_1", KnownReferral{same, noon("2022-06-01")}, same, day("2022-06-01")));
}

TEST(OfficeRegistration, PointsAtItsFaultsAndKeepsCodesApart) {
  domain::OfficeRegistered command;
  command.code = "OFFICE-SZ";
  command.name = "驻深圳投资促进中心";
  command.city = "深圳";
  command.opened_on = day("2020-01-01");
  const auto decision = decide_office(command, /*known=*/false);
  ASSERT_TRUE(decision);
  EXPECT_EQ(decision->events[0].kind, "office");
  EXPECT_EQ(decision->events[0].subject, "OFFICE-SZ");
  EXPECT_EQ(decide_office(command, /*known=*/true).error().code, ErrorCode::already_exists);
  command.closed_on = day("2019-12-31");
  command.code = "office,sz";
  const auto refused = decide_office(command, false);
  ASSERT_FALSE(refused);
  ASSERT_EQ(refused.error().fields.size(), 2U);
  EXPECT_EQ(refused.error().fields[0].pointer, "/code");
  EXPECT_EQ(refused.error().fields[1].pointer, "/closed_on");
}

}  // namespace luodi::intake::test
