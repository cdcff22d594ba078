#include "services/incentive-calculator/domain/referral_register.hpp"

#include <gtest/gtest.h>

#include "tests/unit/services/incentive-calculator/city_samples.hpp"

namespace luodi::incentive::test {

namespace {
domain::Context context_of(Role role, const std::string& now = "2022-05-25T09:00:00+08:00") {
  domain::Context out;
  out.now = at(now);
  out.actor.username = "zhangsan";
  out.actor.roles = {role};
  out.actor.org = "REF-01";
  out.policies = &shipped_book();
  out.fresh_id = "0123";
  return out;
}

RegisterReferral good() {
  RegisterReferral out;
  out.name = "张三";
  out.kind = domain::ReferrerKind::individual;
  out.enterprise.name = "某半导体有限公司";
  out.declarations.no_public_post = true;
  out.declarations.unrelated_to_investor = true;
  out.declarations.information_true = true;
  return out;
}

ErrorCode refusal(const RegisterReferral& command, const domain::Context& context = context_of(Role::referrer)) {
  auto decision = decide_register_referral(command, {}, context);
  EXPECT_FALSE(decision);
  return decision ? ErrorCode::internal : decision.error().code;
}
}  // namespace

TEST(ReferralRegister, RecordsWhoAndWhen) {
  const auto context = context_of(Role::referrer);
  auto decision = decide_register_referral(good(), {}, context);
  ASSERT_TRUE(decision) << decision.error().detail;
  ASSERT_EQ(decision->events.size(), 1U);
  EXPECT_EQ(decision->policy, "mianyang-2022");
  EXPECT_EQ(decision->events[0].subject, "ref_0123");
  EXPECT_EQ(decision->events[0].parties, "ref_0123,REF-01");
  domain::Referral referral;
  ASSERT_TRUE(
      domain::apply_fact(referral, "registered", decision->events[0].data, City::meta("2022-05-25", "zhangsan")));
  EXPECT_EQ(referral.registered_by, "zhangsan");
  ASSERT_EQ(referral.team.size(), 1U);
  EXPECT_EQ(referral.team[0].name, "张三");
  auto stored = codec::decode<domain::Referral>(codec::encode(referral));
  ASSERT_TRUE(stored) << stored.error().detail;
  EXPECT_EQ(codec::encode(*stored), codec::encode(referral));
}

TEST(ReferralRegister, TheSameReferrerRegistersTheSameEnterpriseOnce) {
  const auto context = context_of(Role::referrer);
  domain::Referral before;
  before.registered_by = "zhangsan";
  before.registered_at = at("2022-05-20T09:00:00+08:00");
  const auto refused = decide_register_referral(good(), {{"ref_1", &before}}, context);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::already_exists);
  EXPECT_NE(refused.error().detail.find("于 2022-05-20 由 zhangsan 登记（ref_1）"), std::string::npos)
      << refused.error().detail;
  EXPECT_NE(refused.error().detail.find("on 2022-05-20 by zhangsan as ref_1"), std::string::npos);
  const auto first = decide_register_referral(good(), {}, context);
  ASSERT_TRUE(first);
  ASSERT_EQ(first->claims.size(), 1U);
  EXPECT_EQ(first->claims[0].value, "REF-01/individual:张三/name:某半导体有限公司");

  auto written = good();
  written.name = "张 三";
  written.enterprise.name = "某半导体有限责任公司";
  written.enterprise.uscc = "91510700205412308D";
  const auto keys = referral_keys(written.name, written.kind, written.enterprise);
  EXPECT_EQ(keys.front(), "individual:张三/name:某半导体有限公司");
  EXPECT_EQ(keys.size(), 2U) << "the credit code too";
  auto other = referral_keys("李四", written.kind, written.enterprise);
  EXPECT_NE(other.front(), keys.front());
  other = referral_keys(written.name, domain::ReferrerKind::association, written.enterprise);
  EXPECT_NE(other.front(), keys.front());
}

TEST(ReferralRegister, OwnersAreTheAccountItsOrganisationAndTheReferralsOwn) {
  domain::Referral referral;
  referral.registered_by = "zhangsan";
  referral.org = "REF-01";
  Actor actor;
  actor.username = "lisi";
  EXPECT_FALSE(owns(actor, "ref_0123", referral));
  actor.org = "REF-01";
  EXPECT_TRUE(owns(actor, "ref_0123", referral));
  actor.org = "ref_0123";
  EXPECT_TRUE(owns(actor, "ref_0123", referral));
  actor.org = "";
  actor.username = "zhangsan";
  EXPECT_TRUE(owns(actor, "ref_0123", referral));
  referral.org = "";
  EXPECT_FALSE(owns(Actor(), "ref_0123", referral));
}

TEST(ReferralRegister, ExcludedKindsEarnNothing) {
  for (auto kind : {domain::ReferrerKind::civil_servant, domain::ReferrerKind::public_institution,
                    domain::ReferrerKind::state_owned, domain::ReferrerKind::public_staff,
                    domain::ReferrerKind::investor, domain::ReferrerKind::related_party}) {
    auto command = good();
    command.kind = kind;
    EXPECT_EQ(refusal(command), ErrorCode::not_eligible);
  }
  for (auto kind :
       {domain::ReferrerKind::association, domain::ReferrerKind::enterprise, domain::ReferrerKind::individual}) {
    auto command = good();
    command.kind = kind;
    EXPECT_TRUE(decide_register_referral(command, {}, context_of(Role::referrer)));
  }
  auto command = good();
  command.team = {{"张三", domain::ReferrerKind::individual, std::nullopt},
                  {"李四", domain::ReferrerKind::civil_servant, std::nullopt}};
  EXPECT_EQ(refusal(command), ErrorCode::not_eligible);
}

TEST(ReferralRegister, EveryDeclarationIsNeeded) {
  auto command = good();
  command.declarations.no_public_post = false;
  EXPECT_EQ(refusal(command), ErrorCode::not_eligible);
  command = good();
  command.declarations.unrelated_to_investor = false;
  EXPECT_EQ(refusal(command), ErrorCode::not_eligible);
  command = good();
  command.declarations.information_true = false;
  EXPECT_EQ(refusal(command), ErrorCode::not_eligible);
}

TEST(ReferralRegister, SharesAreFiledForAllOrNoneAndAddUp) {
  auto command = good();
  command.team = {{"张三", domain::ReferrerKind::individual, 6'000}, {"李四", domain::ReferrerKind::individual, 4'000}};
  EXPECT_TRUE(decide_register_referral(command, {}, context_of(Role::referrer)));
  command.team[1].share_bp = 3'999;
  EXPECT_EQ(refusal(command), ErrorCode::invalid_body);
  command.team[1].share_bp.reset();
  EXPECT_EQ(refusal(command), ErrorCode::invalid_body);
  command.team[0].share_bp.reset();
  EXPECT_TRUE(decide_register_referral(command, {}, context_of(Role::referrer)));
  std::swap(command.team[0], command.team[1]);
  EXPECT_EQ(refusal(command), ErrorCode::invalid_body);
}

TEST(ReferralRegister, NobodyStandsTwiceInATeam) {
  auto command = good();
  command.team = {{"张三", domain::ReferrerKind::individual, std::nullopt},
                  {" 张三", domain::ReferrerKind::individual, std::nullopt}};
  const auto refused = decide_register_referral(command, {}, context_of(Role::referrer));
  ASSERT_FALSE(refused);
  ASSERT_EQ(refused.error().fields.size(), 1U);
  EXPECT_EQ(refused.error().fields[0].pointer, "/team/1");
  command.team[1].name = "张三丰";
  EXPECT_TRUE(decide_register_referral(command, {}, context_of(Role::referrer)));
  command.team[1] = {"张三", domain::ReferrerKind::association,
                     std::nullopt};  // an association may bear a person's name
  EXPECT_TRUE(decide_register_referral(command, {}, context_of(Role::referrer)));
}

TEST(ReferralRegister, OnlyUnderAPolicy) {
  EXPECT_EQ(refusal(good(), context_of(Role::referrer, "2019-12-31T23:59:59+08:00")), ErrorCode::no_policy);
}

TEST(ReferralRegister, AMisspeltExcludedKindIsRefused) {
  EXPECT_TRUE(check_excluded_kinds(shipped_book()));
  auto policy = shipped_policy();
  policy.referral_award.excluded_kinds.push_back("civil_servants");
  auto checked = check_excluded_kinds(book_of(policy));
  ASSERT_FALSE(checked);
  EXPECT_EQ(checked.error().code, ErrorCode::policy_invalid);
  EXPECT_NE(checked.error().detail.find("civil_servants"), std::string::npos);
}

TEST(ReferralRegister, MasksPersonsOnly) {
  EXPECT_EQ(masked_name("张三", domain::ReferrerKind::individual), "张*");
  EXPECT_EQ(masked_name("欧阳娜娜", domain::ReferrerKind::individual), "欧*");
  EXPECT_EQ(masked_name("Zoe", domain::ReferrerKind::individual), "Z*");
  EXPECT_EQ(masked_name("绵阳商会", domain::ReferrerKind::association), "绵阳商会");
  EXPECT_EQ(masked_name("", domain::ReferrerKind::individual), "");
}

}  // namespace luodi::incentive::test
