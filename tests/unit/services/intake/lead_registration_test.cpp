#include "services/intake/domain/secret_stub.hpp"
#include "tests/unit/services/intake/intake_case.hpp"

namespace luodi::intake::test {

class LeadRegistration : public IntakeCase {
 protected:
  // Another project that is already known, as registered by this organisation.
  void known_lead(const std::string& id, const std::string& owner, const RegisterLead& command) {
    auto& entry = others_.emplace_back();
    entry.id = id;
    domain::LeadRegistered event;
    event.name = command.name;
    event.enterprise = *command.enterprise;
    event.industry_code = *command.industry_code;
    event.group = command.group;
    event.introduced_by = owner;
    event.first_talk = new_protection(owner, civil_date(context_.now), sample_policy().admission);
    domain::EventMeta meta;
    meta.at = context_.now;
    apply(entry.project, event, meta);
    entry.identity = identity_of(entry.project);
  }
  std::vector<KnownLead> known() const {
    std::vector<KnownLead> out;
    for (const auto& other : others_)
      out.push_back({other.id, &other.project, &other.identity});
    return out;
  }
  struct Other {
    std::string id;
    domain::Project project;
    LeadIdentity identity;
  };
  std::vector<Other> others_;
};

TEST_F(LeadRegistration, FirstRegistrationIsProtectedForTheWholeTermAndJudgedAtOnce) {
  ASSERT_TRUE(enter());
  EXPECT_EQ(project_.stage, domain::Stage::lead);
  EXPECT_EQ(project_.introduced_by, "MY-GX");
  ASSERT_TRUE(project_.first_talk);
  EXPECT_EQ(project_.first_talk->owner, "MY-GX");
  EXPECT_EQ(project_.first_talk->until.str(), "2022-11-28");  // 180 days, the first not counted
  EXPECT_EQ(project_.admission->verdict, "admitted");
  EXPECT_EQ(project_.admission->clause, "sample/3");
  EXPECT_EQ(parties_, "MY-GX");
  EXPECT_EQ(project_.uscc_check, "absent");
}

TEST_F(LeadRegistration, AnAmountThatIsNotStatedStaysUnknown) {
  auto command = lead();
  command.agreed_amount_fen.reset();
  ASSERT_TRUE(enter(command));
  EXPECT_FALSE(domain::last_known_amount(project_));
}

TEST_F(LeadRegistration, BureauRegistersInItsOwnName) {
  as(actor(Role::bureau));
  ASSERT_TRUE(enter());
  EXPECT_EQ(project_.introduced_by, "bureau");
  EXPECT_EQ(domain::responsible_org(project_), "MY-GX");  // the bureau is nobody's host
}

TEST_F(LeadRegistration, APartySpeaksInItsOwnNameOnly) {
  auto command = lead();
  command.introduced_by = "MY-JK";
  EXPECT_FALSE(enter(command));
  EXPECT_EQ(refusal(), ErrorCode::forbidden);
  as(actor(Role::bureau));
  EXPECT_TRUE(enter(command));
  EXPECT_EQ(project_.introduced_by, "MY-JK");
}

TEST_F(LeadRegistration, FailingCheckDigitIsFlaggedMalformedCodeIsRefused) {
  auto command = lead();
  command.enterprise->uscc = "91350203M0001QAY9B";  // issued, fails the check digit
  ASSERT_TRUE(enter(command));
  EXPECT_EQ(project_.uscc_check, "bad_check_digit");
  command.enterprise->uscc = "914403001922038216";
  project_ = {};
  ASSERT_TRUE(enter(command));
  EXPECT_EQ(project_.uscc_check, "valid");
  command.enterprise->uscc = "91440300192203821O";
  EXPECT_FALSE(enter(command));
  EXPECT_EQ(pointer(), "/enterprise/uscc");
}

TEST_F(LeadRegistration, WhatIsRequiredIsPointedAt) {
  auto command = lead();
  command.enterprise.reset();
  command.industry_code.reset();
  EXPECT_FALSE(enter(command));
  EXPECT_EQ(refusal(), ErrorCode::invalid_body);
  ASSERT_EQ(error_->fields.size(), 2U);
  EXPECT_EQ(error_->fields[0].pointer, "/enterprise");
  EXPECT_EQ(error_->fields[1].pointer, "/industry_code");
  command = lead();
  command.park_code = "MY-XX";
  EXPECT_FALSE(enter(command));
  EXPECT_EQ(pointer(), "/park_code");
  command = lead();
  for (const char* none : {"99", "3986", "390"}) {
    command.industry_code = none;
    EXPECT_FALSE(enter(command)) << none;
    EXPECT_EQ(pointer(), "/industry_code");
  }
}

TEST_F(LeadRegistration, AnOlderFactIsJudgedByTheFirstVersionWhichSaysSo) {
  at("2022-05-18");
  EXPECT_FALSE(enter());
  EXPECT_EQ(refusal(), ErrorCode::no_policy);
  auto first = sample_policy();
  first.applies_to_facts_from = day("2020-01-01");
  book_ = *policy::PolicyBook::of({first}, WorkingCalendar());
  ASSERT_TRUE(enter());
  ASSERT_EQ(project_.admission->reasons.size(), 2U);
  EXPECT_NE(project_.admission->reasons[0].find("过渡规定"), std::string::npos);
  EXPECT_NE(project_.admission->reasons[0].find("2022-05-25"), std::string::npos);
  EXPECT_EQ(project_.admission->verdict, "admitted");
}

TEST_F(LeadRegistration, TheBureauRecordsALeadThatWasReceivedEarlier) {
  auto command = lead();
  command.received_on = day("2022-05-26");
  EXPECT_FALSE(enter(command));  // a park would choose the rows that judge it
  EXPECT_EQ(refusal(), ErrorCode::forbidden);
  as(actor(Role::bureau));
  ASSERT_TRUE(enter(command));
  EXPECT_EQ(domain::reached_on(project_, domain::Stage::lead), day("2022-05-26"));
  EXPECT_EQ(project_.admission->judged_on, day("2022-05-26"));
  EXPECT_EQ(project_.first_talk->since, day("2022-06-01"));  // server time decides who was first
  command.received_on = day("2022-06-02");
  EXPECT_FALSE(enter(command));
  EXPECT_EQ(refusal(), ErrorCode::in_future);
  EXPECT_EQ(pointer(), "/received_on");
}

TEST_F(LeadRegistration, AnotherCityIsRefusedWithAReason) {
  auto command = lead();
  for (const char* here : {"510704", "510796", "510700", "MY-JK"}) {
    command.region_code = here;
    EXPECT_TRUE(enter(command)) << here;
    EXPECT_EQ(project_.region_code, here);
  }
  command.region_code = "510104";
  EXPECT_FALSE(enter(command));
  EXPECT_EQ(refusal(), ErrorCode::out_of_territory);
  EXPECT_EQ(pointer(), "/region_code");
  EXPECT_NE(error_->detail.find("510104"), std::string::npos);
}

TEST_F(LeadRegistration, NoPolicyNoRegistration) {
  at("2022-05-24");
  EXPECT_FALSE(enter());
  EXPECT_EQ(refusal(), ErrorCode::no_policy);
  at("2022-05-25");
  EXPECT_TRUE(enter());
}

TEST_F(LeadRegistration, SecondOrganisationIsAcceptedFlaggedAndUnprotected) {
  known_lead("prj_0", "MY-JK", lead("别名项目", "甲 科技（绵阳）有限公司"));
  auto command = lead("显示模组项目", "甲科技(绵阳)有限公司");  // same name once normalised
  ASSERT_TRUE(enter(command, known()));
  EXPECT_EQ(project_.suspected_duplicates, std::vector<std::string>{"prj_0"});
  EXPECT_FALSE(project_.first_talk);
}

TEST_F(LeadRegistration, TheLongAndTheShortNameOfOneLegalFormAreOneEnterprise) {
  known_lead("prj_0", "MY-JK", lead("别名项目", "某某科技有限责任公司"));
  EXPECT_TRUE(enter(lead("显示模组项目", "某某科技有限公司"), known()));
  EXPECT_EQ(project_.suspected_duplicates, std::vector<std::string>{"prj_0"});
  project_ = {};
  EXPECT_TRUE(enter(lead("显示模组项目", "某某科技股份有限公司"), known()));
  EXPECT_TRUE(project_.suspected_duplicates.empty()) << "another legal form is another company";
}

TEST_F(LeadRegistration, SameCreditCodeIsSuspectedUnderAnyName) {
  auto first = lead("甲", "旧名有限公司");
  first.enterprise->uscc = "914403001922038216";
  known_lead("prj_0", "MY-JK", first);
  auto second = lead("乙", "新名有限公司");
  second.enterprise->uscc = "914403001922038216";
  ASSERT_TRUE(enter(second, known()));
  EXPECT_EQ(project_.suspected_duplicates.size(), 1U);
}

TEST_F(LeadRegistration, SameGroupAndClassIsSuspectedWithinTheWindowOnly) {
  auto first = lead("甲", "集团一公司");
  first.group = "某集团";
  first.industry_code = "3971";
  known_lead("prj_0", "MY-JK", first);
  auto second = lead("乙", "集团二公司");
  second.group = "某 集团";
  at("2022-11-28");  // last protected day
  ASSERT_TRUE(enter(second, known()));
  EXPECT_EQ(project_.suspected_duplicates.size(), 1U);
  EXPECT_FALSE(project_.first_talk);
  at("2022-11-29");
  project_ = {};
  ASSERT_TRUE(enter(second, known()));
  EXPECT_TRUE(project_.suspected_duplicates.empty());
  at("2022-06-02");
  second.industry_code = "3841";  // another class
  project_ = {};
  ASSERT_TRUE(enter(second, known()));
  EXPECT_TRUE(project_.suspected_duplicates.empty());
}

TEST_F(LeadRegistration, LapsedProtectionIsSuspicionButNoBar) {
  known_lead("prj_0", "MY-JK", lead("别的项目"));
  at("2022-11-29");
  ASSERT_TRUE(enter(lead(), known()));
  EXPECT_EQ(project_.suspected_duplicates.size(), 1U);
  EXPECT_TRUE(project_.first_talk);
}

TEST_F(LeadRegistration, TheSameRegistrationAgainIsRefused) {
  known_lead("prj_0", "MY-GX", lead());
  EXPECT_FALSE(enter(lead("显示模组 项目"), known()));  // same name once normalised
  EXPECT_EQ(refusal(), ErrorCode::duplicate_lead);
  EXPECT_NE(error_->detail.find("prj_0"), std::string::npos);
  ASSERT_TRUE(enter(lead("二期项目"), known()));  // another project of the same enterprise and organisation
  EXPECT_TRUE(project_.first_talk);
  EXPECT_EQ(project_.suspected_duplicates.size(), 1U);
}

TEST_F(LeadRegistration, AnEndedProjectIsNoDuplicate) {
  known_lead("prj_0", "MY-GX", lead());
  others_[0].project.stage = domain::Stage::rejected;
  ASSERT_TRUE(enter(lead(), known()));
  EXPECT_TRUE(project_.suspected_duplicates.empty());
}

TEST_F(LeadRegistration, ConcurrentRegistrationsClaimTheSameSerialNumber) {
  ASSERT_TRUE(enter());
  ASSERT_EQ(last_.claims.size(), 1U);
  const auto first = last_.claims[0];
  known_lead("prj_0", "MY-JK", lead("别名"));
  id_ = "prj_2";
  ASSERT_TRUE(enter(lead(), {}));  // decided without having seen prj_0: the claim must clash with the first
  EXPECT_EQ(last_.claims[0].value, first.value);
  EXPECT_NE(last_.claims[0].owner, first.owner);
  ASSERT_TRUE(enter(lead(), known()));  // having seen it: no clash
  EXPECT_NE(last_.claims[0].value, first.value);
}

TEST_F(LeadRegistration, ForeignAmountIsConvertedHalfUpAndKept) {
  auto command = lead();
  command.agreed_amount_fen.reset();
  StatedAmount stated;
  stated.currency = "USD";
  stated.minor_units = 100'000'000;
  stated.rate_e6 = 6'654'321;
  stated.rate_date = day("2022-06-01");
  stated.rate_source = "CFETS";
  command.amount = stated;
  ASSERT_TRUE(enter(command));
  EXPECT_EQ(domain::last_known_amount(project_)->value(), 665'432'100);
  stated.minor_units = 1;
  stated.rate_e6 = 6'500'000;  // 6.5 fen
  command.amount = stated;
  project_ = {};
  ASSERT_TRUE(enter(command));
  EXPECT_EQ(domain::last_known_amount(project_)->value(), 7);
  stated.currency = "JPY";  // no minor unit: one yen at 0.05 is 5 fen
  stated.rate_e6 = 50'000;
  command.amount = stated;
  project_ = {};
  ASSERT_TRUE(enter(command));
  EXPECT_EQ(domain::last_known_amount(project_)->value(), 5);
}

TEST_F(LeadRegistration, ForeignAmountNeedsItsRate) {
  auto command = lead();
  StatedAmount stated;
  stated.currency = "USD";
  stated.minor_units = 1;
  command.amount = stated;
  EXPECT_FALSE(enter(command));
  EXPECT_EQ(pointer(), "/amount");  // both stated
  command.agreed_amount_fen.reset();
  EXPECT_FALSE(enter(command));
  EXPECT_EQ(error_->fields.size(), 3U);
  stated.rate_e6 = 1;
  stated.rate_date = day("2022-06-02");
  stated.rate_source = "x";
  command.amount = stated;
  EXPECT_FALSE(enter(command));
  EXPECT_EQ(refusal(), ErrorCode::in_future);
  stated.rate_date = day("2022-06-01");  // a cent at a millionth is no fen
  command.amount = stated;
  EXPECT_FALSE(enter(command));
  EXPECT_EQ(pointer(), "/amount/minor_units");
  for (const char* currency : {"usd", "ZZZ", "XAU"}) {
    stated.currency = currency;
    command.amount = stated;
    EXPECT_FALSE(enter(command));
    EXPECT_EQ(pointer(), "/amount/currency") << currency;
  }
  StatedAmount yuan;
  yuan.currency = "CNY";
  yuan.minor_units = 1234;
  command.amount = yuan;
  ASSERT_TRUE(enter(command));
  EXPECT_EQ(domain::last_known_amount(project_)->value(), 1234);
}

TEST_F(LeadRegistration, SecretProjectIsAStub) {
  RegisterLead stub;
  stub.name = "代号长风";
  stub.secret = true;
  stub.park_code = "MY-GX";
  stub.channel = domain::LeadChannel::platform;
  ASSERT_TRUE(enter(stub));
  EXPECT_EQ(project_.enterprise.name, "涉密");
  EXPECT_FALSE(project_.admission);
  EXPECT_TRUE(last_.claims.empty());

  auto told = lead("代号长风");
  told.secret = true;
  told.group = "某集团";
  told.region_code = "510704";
  told.referrer_id = "R1";
  EXPECT_FALSE(enter(told));
  EXPECT_EQ(refusal(), ErrorCode::secret_not_admitted);
  EXPECT_EQ(error_->fields.size(), 6U);  // enterprise, industry, amount, region, referrer, group
  stub.name = "甲科技有限公司项目";
  EXPECT_FALSE(enter(stub));
  EXPECT_EQ(pointer(), "/name");
}

TEST(CodeName, IsShortAndNamesNobody) {
  EXPECT_TRUE(is_code_name("代号一二三四五六七八九十一二三四五六七八"));     // 20 characters
  EXPECT_FALSE(is_code_name("代号一二三四五六七八九十一二三四五六七八九"));  // 21
  EXPECT_FALSE(is_code_name("某集团"));
}

}  // namespace luodi::intake::test
