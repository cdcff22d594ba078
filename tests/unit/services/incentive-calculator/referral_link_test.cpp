// Registered before first contact with the enterprise, not only with the project; and one referral for one project of
// that enterprise.
#include "services/incentive-calculator/domain/referral_link.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "services/incentive-calculator/domain/first_contact.hpp"
#include "services/incentive-calculator/domain/referral_award.hpp"
#include "tests/unit/services/incentive-calculator/city_samples.hpp"

namespace luodi::incentive::test {

namespace {
// A lead of the enterprise that nobody referred and that never went on.
ProjectSpec lead(const std::string& id, const std::string& enterprise, const std::string& recorded) {
  ProjectSpec spec;
  spec.id = id;
  spec.enterprise = enterprise;
  spec.recorded = recorded;
  spec.signed_on.clear();
  spec.landed_on.clear();
  return spec;
}

Figures of(const City& city) {
  auto out = compute_referral_award(city.for_year(2022));
  if (!out) throw std::runtime_error(out.error().detail);
  return *out;
}

const policy::Explanation& explanation_of(const Figures& figures, const std::string& subject) {
  for (const auto& excluded : figures.excluded)
    if (excluded.subject == subject) return excluded.explanation;
  throw std::runtime_error(subject + " is not excluded");
}

std::string input_of(const policy::Explanation& explanation, const std::string& name) {
  for (const auto& input : explanation.inputs)
    if (input.name == name) return input.value;
  return "absent";
}

class Referred : public testing::Test {
 protected:
  Referred() {
    city.park("MY-GX");
    city.referral("ref_1", k_alone);  // registered on 2022-05-25, of the enterprise "企业ref_1"
  }
  City city;
};
}  // namespace

TEST_F(Referred, AnotherLeadOfTheEnterpriseBeforeTheReferralIsFirstContact) {
  city.project(lead("prj_old", "企业 ref_1", "2022-05-24"));  // the same name with a space
  city.project(complete("p", "ref_1", yi(10)));
  const auto out = of(city);
  EXPECT_TRUE(out.lines.empty());
  EXPECT_EQ(code_of(out, "p"), "registered_late");
  const auto& why = explanation_of(out, "p");
  EXPECT_EQ(input_of(why, "first_contact_lead"), "prj_old");
  EXPECT_EQ(input_of(why, "first_contact_on"), "2022-05-24");
  EXPECT_NE(why.outcome.find("prj_old"), std::string::npos);
}

TEST_F(Referred, TheLeadMayNameTheLegalFormInFull) {
  city.referral("ref_2", k_alone).enterprise.name = "某某有限公司";
  auto spec = complete("p", "ref_2", yi(10));
  spec.enterprise = "某某有限公司";
  city.project(spec);
  EXPECT_EQ(code_of(of(city), "p"), "");
  city.project(lead("prj_old", "某某有限责任公司", "2022-05-24"));
  EXPECT_EQ(code_of(of(city), "p"), "registered_late");
}

TEST_F(Referred, AnotherLeadAfterTheReferralTakesNothingAway) {
  city.project(lead("prj_next", "企业ref_1", "2022-05-26"));
  city.project(complete("p", "ref_1", yi(10)));
  EXPECT_EQ(of(city).total_fen, Fen::wan(20));
}

TEST_F(Referred, AnotherEnterpriseIsNoContact) {
  city.project(lead("prj_old", "企业ref_10", "2022-05-01"));
  city.project(complete("p", "ref_1", yi(10)));
  EXPECT_EQ(of(city).total_fen, Fen::wan(20));
}

TEST_F(Referred, TheSameCreditCodeUnderAnotherNameIsTheSameEnterprise) {
  city.project(lead("prj_old", "曾用名公司", "2022-05-24")).enterprise.uscc = "91510700205412308d";
  city.project(complete("p", "ref_1", yi(10))).enterprise.uscc = "91510700205412308D";
  EXPECT_EQ(code_of(of(city), "p"), "registered_late");
}

TEST_F(Referred, ARejectedLeadWasAContactToo) {
  auto& old = city.project(lead("prj_old", "企业ref_1", "2022-05-24"));
  old.stage = domain::Stage::rejected;
  city.project(complete("p", "ref_1", yi(10)));
  EXPECT_EQ(code_of(of(city), "p"), "registered_late");
}

TEST_F(Referred, AFactRecordedLateMovesTheContactBack) {
  auto& next = city.project(lead("prj_next", "企业ref_1", "2022-05-27"));
  city.project(complete("p", "ref_1", yi(10)));
  EXPECT_EQ(of(city).total_fen, Fen::wan(20));
  domain::NegotiationStarted late;  // recorded after the referral, happened before it
  late.started_on = day("2022-05-24");
  domain::apply(next, late, City::meta("2022-06-20"));
  EXPECT_EQ(code_of(of(city), "p"), "registered_late");
  late.started_on = day("2022-05-25");
  next.reached.back().on = day("2022-05-25");  // the very day of the referral is not before it
  EXPECT_EQ(of(city).total_fen, Fen::wan(20));
}

TEST_F(Referred, AFrameworkAgreementBeforeTheReferralIsAContact) {
  auto& next = city.project(lead("prj_next", "企业ref_1", "2022-05-27"));
  domain::AgreementSigned framework;
  framework.agreement = "framework";
  framework.signed_on = day("2022-05-20");
  domain::apply(next, framework, City::meta("2022-06-20"));
  city.project(complete("p", "ref_1", yi(10)));
  EXPECT_EQ(code_of(of(city), "p"), "registered_late");
}

TEST_F(Referred, ASecretStubHasNoEnterprise) {
  city.project(lead("prj_old", "企业ref_1", "2022-05-24")).secret = true;
  city.project(complete("p", "ref_1", yi(10)));
  EXPECT_EQ(of(city).total_fen, Fen::wan(20));
}

TEST_F(Referred, ALeadOfAnotherEnterpriseDoesNotUseTheReferralUp) {
  auto theft = complete("a", "ref_1", yi(10));
  theft.enterprise = "不相干的企业";
  theft.recorded = "2022-05-25";
  city.project(theft);
  city.project(complete("b", "ref_1", yi(10)));
  const auto out = of(city);
  EXPECT_EQ(code_of(out, "a"), "other_enterprise");
  EXPECT_EQ(input_of(explanation_of(out, "a"), "same_enterprise"), "否 / no");
  EXPECT_EQ(out.total_fen, Fen::wan(20));
  EXPECT_EQ(out.lines.at(0).subject, "b");
}

TEST_F(Referred, TheReferralIsFreeAgainWhenItsLeadEnds) {
  auto first = lead("a", "企业ref_1", "2022-05-25");
  first.referral = "ref_1";
  auto& rejected = city.project(first);
  auto second = complete("b", "ref_1", yi(10));
  second.exited_on = "2022-07-01";
  second.landed_on.clear();
  city.project(second);
  city.project(complete("c", "ref_1", yi(10)));
  EXPECT_EQ(code_of(of(city), "c"), "referral_used");
  rejected.stage = domain::Stage::rejected;
  const auto out = of(city);
  EXPECT_EQ(code_of(out, "a"), "ended");
  EXPECT_EQ(code_of(out, "b"), "ended");
  EXPECT_EQ(out.lines.at(0).subject, "c");
}

TEST_F(Referred, OfTwoLiveLeadsTheFirstRegisteredHoldsItAndTheOtherIsToldSo) {
  auto later = complete("a-later", "ref_1", yi(10));
  later.recorded = "2022-05-28";
  city.project(later);
  city.project(complete("b-first", "ref_1", yi(10)));
  const auto out = of(city);
  EXPECT_EQ(code_of(out, "a-later"), "referral_used");
  EXPECT_NE(explanation_of(out, "a-later").outcome.find("b-first"), std::string::npos);
  EXPECT_EQ(out.lines.at(0).subject, "b-first");
}

TEST_F(Referred, AReferralThatWasPaidForStaysWhereTheMoneyWent) {
  auto paid = complete("a", "ref_1", yi(10));
  paid.exited_on = "2022-11-01";
  city.project(paid);
  auto next = complete("b", "ref_1", yi(10));
  next.recorded = "2022-11-02";
  city.project(next);
  auto facts = city.for_year(2022);
  EXPECT_EQ(compute_referral_award(facts)->lines.at(0).subject, "b");
  facts.spent.push_back({"referral_award", "a", "start", Fen::wan(10), "awd_1"});
  const auto out = *compute_referral_award(facts);
  EXPECT_TRUE(out.lines.empty());
  EXPECT_EQ(code_of(out, "a"), "ended");
  EXPECT_EQ(code_of(out, "b"), "referral_used");
}

}  // namespace luodi::incentive::test
