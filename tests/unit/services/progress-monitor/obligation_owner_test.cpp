// Who owes an obligation, what takes an honour away, and one that was registered in error.
#include "services/progress-monitor/domain/obligation_owner.hpp"

#include "tests/unit/services/progress-monitor/accord.hpp"

namespace luodi::monitor::test {
namespace {
using Kind = ObligationKind;

struct Owing : testing::Test {
  Accord a = Accord::signed_on("2022-06-10");
  std::string owner_of(Kind kind, ObligationSide side, const std::string& owner) {
    a.obligations.clear();
    const auto owed = a.owe(kind, "2022-12-31", "2022-06-20", {}, side, owner);
    if (!owed) return owed.error().fields.empty() ? "refused" : owed.error().fields[0].pointer;
    const auto& kept = a.obligations.at(*owed);
    return kept.owner + (kept.owner_org ? "/" + *kept.owner_org : "");
  }
  std::string of_city(const std::string& owner) { return owner_of(Kind::land, ObligationSide::government, owner); }
  std::string of_enterprise(const std::string& owner) {
    return owner_of(Kind::deposit, ObligationSide::enterprise, owner);
  }
};

TEST_F(Owing, TheGovernmentSideIsABodyThatHasToDoWithTheProject) {
  EXPECT_EQ(of_city(""), a.story.project.host);
  EXPECT_EQ(of_city("ZRZY"), "自然资源部门/ZRZY") << "its accounts are told";
  EXPECT_EQ(of_city("自然资源部门"), "自然资源部门/ZRZY");
  EXPECT_EQ(of_city("bureau"), "bureau");
  EXPECT_EQ(of_city("安州区"), "MY-AX") << "who introduced it";
  EXPECT_EQ(of_city("MY-JK"), "/owner") << "a park that may not see the project";
  EXPECT_EQ(of_city("某局"), "/owner");
  EXPECT_EQ(of_city("测试企业"), "/owner");
}

TEST_F(Owing, TheOtherSideIsTheEnterpriseOrItsProjectCompany) {
  a.story.project.enterprise.uscc = "91510700MA62474E17";
  EXPECT_EQ(of_enterprise(""), "测试企业");
  EXPECT_EQ(of_enterprise("91510700MA62474E17"), "测试企业");
  EXPECT_EQ(of_enterprise("绵阳项目公司"), "/owner");
  domain::ProjectLanded landed;
  landed.landed_on = day("2022-06-15");
  landed.company.name = "绵阳项目公司";
  a.story.project.landing = landed;
  EXPECT_EQ(of_enterprise("绵阳项目公司"), "绵阳项目公司");
  EXPECT_EQ(of_enterprise("绵阳经开区管委会"), "/owner");
}

TEST_F(Owing, TheLettersAddressTheEnterpriseWhoeverOwes) {
  ASSERT_EQ(of_enterprise(""), "测试企业");
  a.obligations.begin()->second.owner = "绵阳经开区管委会";  // as it was once typed
  a.obligations.begin()->second.due_on = day("2022-07-10");
  a.run_due(at("2022-08-09"));
  ASSERT_TRUE(a.only_exit().notice.letter);
  EXPECT_EQ(a.only_exit().notice.letter->addressee, "测试企业");
}

TEST_F(Owing, AnAmountAboveWhatWasHonouredTakesTheHonourAway) {
  const auto owed = *a.owe(Kind::deposit, "2022-07-10", "2022-06-20", yi(1));
  const auto& obligation = a.obligations.at(owed);
  ASSERT_TRUE(a.honour(owed, "2022-07-01", {}, k_bureau, yi(2)));
  CorrectObligation amount;
  amount.amount_fen = yi(2);
  ASSERT_TRUE(a.correct(owed, amount, "2022-07-02"));
  EXPECT_EQ(obligation.state, ObligationState::honoured) << "no more than was honoured";
  amount.amount_fen = yi(9);
  auto both = amount;
  both.honoured_on = day("2022-06-30");
  const auto refused = a.correct(owed, both, "2022-07-03");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().fields.at(0).code, "too_little");
  ASSERT_TRUE(a.correct(owed, amount, "2022-07-03"));
  EXPECT_EQ(obligation.state, ObligationState::pending);
  EXPECT_FALSE(obligation.honoured_on);
  EXPECT_TRUE(obligation.corrections.back().told.not_honoured) << "the event says so";
  EXPECT_EQ(a.jobs.at(obligation_job(owed)), at("2022-07-11"));
  a.run_due(at("2022-07-11"));
  EXPECT_EQ(obligation.state, ObligationState::breached);
  EXPECT_FALSE(a.honour(owed, "2022-07-12", {}, k_bureau, yi(8)));
  EXPECT_TRUE(a.honour(owed, "2022-07-12", {}, k_bureau, yi(9)));
}

TEST_F(Owing, OneRegisteredInErrorIsWithdrawnAndItsCaseFalls) {
  const auto owed = *a.owe(Kind::deposit, "2022-07-10");
  const auto& obligation = a.obligations.at(owed);
  a.run_due(at("2022-08-09"));
  ASSERT_EQ(a.only_exit().state, ExitState::limited);
  const auto withdraw = [&](const std::string& reason) {
    return a.give(decide_withdraw_obligation, owed, WithdrawObligation{reason}, "2022-08-10", k_bureau);
  };
  EXPECT_EQ(withdraw(" 　").error().fields.at(0).pointer, "/reason");
  ASSERT_TRUE(withdraw("协议没有约定保证金"));
  EXPECT_EQ(obligation.state, ObligationState::withdrawn);
  EXPECT_EQ(obligation.withdrawn_by, "bureauuser");
  EXPECT_EQ(obligation.breached_on, day("2022-07-10")) << "what was told of it stays readable";
  EXPECT_EQ(a.jobs.count(obligation_job(owed)), 0U);
  EXPECT_EQ(code(withdraw("再次")), ErrorCode::wrong_state);
  a.care("2022-08-10");
  EXPECT_EQ(a.only_exit().state, ExitState::withdrawn);
  EXPECT_NE(a.only_exit().withdrawn_because->find("协议没有约定保证金"), std::string::npos);
  a.run_due(at("2023-08-10"));
  EXPECT_EQ(a.exits.size(), 1U) << "it calls upon nobody any more";
  EXPECT_EQ(code(a.honour(owed, "2022-08-11")), ErrorCode::wrong_state);
  CorrectObligation day_of;
  day_of.due_on = day("2023-12-31");
  EXPECT_EQ(code(a.correct(owed, day_of, "2022-08-11")), ErrorCode::wrong_state);
  a.story.leave("2023-08-11");
  a.care("2023-08-11");
  EXPECT_EQ(obligation.state, ObligationState::withdrawn);
}

TEST_F(Owing, TheRightOneMayBeRegisteredInItsPlace) {
  const auto wrong = *a.owe(Kind::deposit, "2022-07-10");
  EXPECT_EQ(code(a.owe(Kind::deposit, "2022-07-10")), ErrorCode::already_exists);
  const auto decision = decide_withdraw_obligation({wrong, &a.obligations.at(wrong), &a.story.project}, {"登记有误"},
                                                   context(at("2022-06-21"), k_bureau));
  ASSERT_TRUE(decision);
  ASSERT_EQ(decision->claims.size(), 1U);
  EXPECT_TRUE(decision->claims[0].release);
  EXPECT_EQ(decision->claims[0].owner, wrong);
  a.take(*decision, at("2022-06-21"), k_bureau);
  EXPECT_TRUE(a.owe(Kind::deposit, "2022-07-10"));
}

TEST_F(Owing, AsItStandsWithoutThemItIsEncodedAsBefore) {
  const auto owed = *a.owe(Kind::deposit, "2022-07-10");
  const auto stored = codec::encode(a.obligations.at(owed));
  for (const char* key : {"owner_org", "withdrawn_because", "withdrawn_by"})
    EXPECT_FALSE(stored.contains(key)) << key;
}
}  // namespace
}  // namespace luodi::monitor::test
