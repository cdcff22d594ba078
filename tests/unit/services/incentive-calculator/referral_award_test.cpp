#include "services/incentive-calculator/domain/referral_award.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/services/incentive-calculator/city_samples.hpp"

namespace luodi::incentive::test {

namespace {
Figures computed(const AwardFacts& facts) {
  auto out = compute_referral_award(facts);
  if (!out) throw std::runtime_error(out.error().detail);
  return *out;
}

Figures single(ProjectSpec spec) {
  City city;
  city.park("MY-GX");
  city.referral(spec.referral, k_alone);
  city.project(spec);
  return computed(city.for_year(2022));
}

std::string refusal(const ProjectSpec& spec) {
  const auto out = single(spec);
  EXPECT_TRUE(out.lines.empty());
  return code_of(out, spec.id);
}
}  // namespace

TEST(ReferralAward, GoldenFiguresByVerifiedFixedInvestment) {
  struct Golden {
    std::int64_t hundredths_of_yi;
    std::int64_t wan;
  };
  for (const auto& [amount, wan] : {Golden{499, 0}, Golden{500, 10}, Golden{999, 10}, Golden{1'000, 20},
                                    Golden{1'999, 20}, Golden{2'000, 30}, Golden{30'000, 30}}) {
    auto spec = complete("p", "ref_1", yi(300));
    spec.verified_fixed = yi_hundredths(amount);
    spec.agreed = std::max(spec.verified_fixed, yi(5));
    const auto out = single(spec);
    EXPECT_EQ(out.total_fen, Fen::wan(wan)) << amount;
    EXPECT_EQ(code_of(out, "p"), wan == 0 ? "nothing_yet" : "");
  }
}

TEST(ReferralAward, BoundariesToTheFen) {
  auto spec = complete("p", "ref_1", yi(10));
  spec.verified_fixed = Fen::of(yi(10).value() - 1);
  EXPECT_EQ(single(spec).total_fen, Fen::wan(10));
  spec.verified_fixed = yi(10);
  EXPECT_EQ(single(spec).total_fen, Fen::wan(20));
}

TEST(ReferralAward, OnlyFixedInvestmentClimbsTheLadder) {
  auto spec = complete("p", "ref_1", yi(20));
  spec.verified_fixed = yi(5);
  spec.verified_other = yi(15);
  EXPECT_EQ(single(spec).total_fen, Fen::wan(10));
}

TEST(ReferralAward, HalfAtStartAndHalfAtProduction) {
  auto spec = complete("p", "ref_1", yi(25));
  spec.verified_fixed = yi(5);  // exactly 20% of the agreed amount
  spec.producing_on.clear();
  auto out = single(spec);
  ASSERT_EQ(out.lines.size(), 1U);
  EXPECT_EQ(out.lines[0].part, "start");
  EXPECT_EQ(out.lines[0].amount_fen, Fen::wan(5));
  spec.producing_on = "2022-12-01";
  out = single(spec);
  ASSERT_EQ(out.lines.size(), 2U);
  EXPECT_EQ(out.lines[1].part, "production");
  EXPECT_EQ(out.lines[1].amount_fen, Fen::wan(5));
}

TEST(ReferralAward, StartNeedsTwentyPercentVerified) {
  auto spec = complete("p", "ref_1", Fen::of(yi(25).value() + 1));
  spec.verified_fixed = yi(5);  // one fen short of a fifth
  spec.producing_on.clear();
  EXPECT_EQ(refusal(spec), "milestone_not_reached");
  spec.started_on.clear();
  spec.verified_fixed = yi(20);
  EXPECT_EQ(refusal(spec), "milestone_not_reached");
}

TEST(ReferralAward, ProductionSettlesWhatTheLadderSaysByThen) {
  City city;
  city.park("MY-GX");
  city.referral("ref_1", k_alone);
  city.project(complete("p", "ref_1", yi(20)));
  auto facts = city.for_year(2022);
  facts.spent.push_back({"referral_award", "p", "start", Fen::wan(5), "awd_1"});  // paid when 5亿 were verified
  const auto out = computed(facts);
  ASSERT_EQ(out.lines.size(), 1U);
  EXPECT_EQ(out.lines[0].part, "production");
  EXPECT_EQ(out.lines[0].amount_fen, Fen::wan(25));  // together 30万元
}

TEST(ReferralAward, NothingIsPaidTwiceOrAboveTheCap) {
  City city;
  city.park("MY-GX");
  city.referral("ref_1", k_alone);
  city.project(complete("p", "ref_1", yi(300)));
  auto facts = city.for_year(2022);
  facts.spent.push_back({"referral_award", "p", "start", Fen::wan(15), "awd_1"});
  facts.spent.push_back({"referral_award", "p", "production", Fen::wan(15), "awd_2"});
  const auto out = computed(facts);
  EXPECT_TRUE(out.lines.empty());
  EXPECT_EQ(code_of(out, "p"), "already_paid");
}

TEST(ReferralAward, ProductionWithoutTheStartShareLeavesTheStartPartOpen) {
  City city;
  city.park("MY-GX");
  city.referral("ref_1", k_alone);
  auto spec = complete("p", "ref_1", yi(100));
  spec.verified_fixed = yi(10);  // 10% of the agreed amount
  auto& project = city.project(spec);
  auto out = computed(city.for_year(2022));
  ASSERT_EQ(out.lines.size(), 1U);
  EXPECT_EQ(out.lines[0].part, "production");
  EXPECT_EQ(out.lines[0].amount_fen, Fen::wan(10));
  City::verify(project, yi(10), true, "2023-03-01");
  auto facts = city.for_year(2023);
  facts.spent.push_back({"referral_award", "p", "production", Fen::wan(10), "awd_1"});
  out = computed(facts);
  ASSERT_EQ(out.lines.size(), 1U);
  EXPECT_EQ(out.lines[0].part, "start");
  EXPECT_EQ(out.lines[0].amount_fen, Fen::wan(20));  // 30万元 in all at 20亿
}

TEST(ReferralAward, SignedAndLandedBoth) {
  auto spec = complete("p", "ref_1", yi(10));
  spec.landed_on.clear();
  spec.started_on.clear();
  spec.producing_on.clear();
  EXPECT_EQ(refusal(spec), "not_landed");
  spec.signed_on.clear();
  EXPECT_EQ(refusal(spec), "not_signed");
}

TEST(ReferralAward, OnlyIndustrialProjectsOfFiveYi) {
  auto spec = complete("p", "ref_1", yi(10));
  spec.industry = "5911";  // section G
  EXPECT_EQ(refusal(spec), "not_industrial");
  spec.industry = "zz";
  EXPECT_EQ(refusal(spec), "industry_unknown");
  spec = complete("p", "ref_1", Fen::of(yi(5).value() - 1));
  EXPECT_EQ(refusal(spec), "below_threshold");
  for (const auto* industrial : {"0610", "3974", "4411"}) {
    spec = complete("p", "ref_1", yi(5));
    spec.industry = industrial;
    EXPECT_EQ(single(spec).total_fen, Fen::wan(10)) << industrial;
  }
}

TEST(ReferralAward, RegisteredBeforeFirstContact) {
  City city;
  city.park("MY-GX");
  city.referral("ref_late", k_alone, domain::ReferrerKind::individual, "2022-05-27");
  auto& same = city.referral("ref_same", k_alone, domain::ReferrerKind::individual, "2022-05-26");
  auto late = complete("late", "ref_late", yi(10));
  auto in_time = complete("same", "ref_same", yi(10));
  city.project(late);
  city.project(in_time);
  EXPECT_EQ(same.registered_at, at("2022-05-26T10:00:00+08:00"));
  const auto out = computed(city.for_year(2022));
  EXPECT_EQ(code_of(out, "late"), "registered_late");
  EXPECT_EQ(out.total_fen, Fen::wan(20));  // the same instant is not after
}

TEST(ReferralAward, AFirstTalkBeforeTheRegistrationCountsAsContact) {
  City city;
  city.park("MY-GX");
  city.referral("ref_1", k_alone);
  auto& project = city.project(complete("p", "ref_1", yi(10)));
  project.first_talk->since = day("2022-05-24");
  EXPECT_EQ(code_of(computed(city.for_year(2022)), "p"), "registered_late");
}

TEST(ReferralAward, ExcludedReferrersMembersAndMissingDeclarations) {
  City city;
  city.park("MY-GX");
  city.referral("ref_officer", {{"张三", domain::ReferrerKind::civil_servant, std::nullopt}},
                domain::ReferrerKind::civil_servant);
  city.referral("ref_team",
                {{"商会", domain::ReferrerKind::association, std::nullopt},
                 {"李四", domain::ReferrerKind::public_staff, std::nullopt}},
                domain::ReferrerKind::association);
  city.referral("ref_silent", k_alone).declarations.unrelated_to_investor = false;
  city.project(complete("a", "ref_officer", yi(10)));
  city.project(complete("b", "ref_team", yi(10)));
  city.project(complete("c", "ref_silent", yi(10)));
  city.project(complete("d", "ref_nobody", yi(10)));
  const auto out = computed(city.for_year(2022));
  EXPECT_EQ(code_of(out, "a"), "referrer_excluded");
  EXPECT_EQ(code_of(out, "b"), "referrer_excluded");
  EXPECT_EQ(code_of(out, "c"), "declaration_missing");
  EXPECT_EQ(code_of(out, "d"), "referral_unknown");
  EXPECT_EQ(out.total_fen, Fen::of(0));
}

TEST(ReferralAward, OneReferralOneProject) {
  City city;
  city.park("MY-GX");
  city.referral("ref_1", k_alone);
  auto later = complete("a-later", "ref_1", yi(10));
  later.recorded = "2022-05-28";
  city.project(later);
  city.project(complete("b-first", "ref_1", yi(10)));
  const auto out = computed(city.for_year(2022));
  EXPECT_EQ(code_of(out, "a-later"), "referral_used");
  EXPECT_EQ(out.lines.at(0).subject, "b-first");
}

TEST(ReferralAward, ATeamSharesTheAwardToTheFen) {
  City city;
  city.park("MY-GX");
  city.referral("ref_1",
                {{"商会", domain::ReferrerKind::association, std::nullopt},
                 {"李四", domain::ReferrerKind::individual, std::nullopt},
                 {"王五", domain::ReferrerKind::individual, std::nullopt}},
                domain::ReferrerKind::association);
  auto spec = complete("p", "ref_1", yi(10));
  spec.producing_on.clear();
  city.project(spec);
  const auto out = computed(city.for_year(2022));
  const auto& payees = out.lines.at(0).payees;
  ASSERT_EQ(payees.size(), 3U);
  EXPECT_EQ(payees[0].amount_fen, Fen::of(3'333'334));
  EXPECT_EQ(payees[1].amount_fen, Fen::of(3'333'333));
  EXPECT_EQ(payees[2].amount_fen, Fen::of(3'333'333));
  // A person's name stands where it is masked, never in the published explanation.
  EXPECT_EQ(codec::encode(out.lines[0].explanation).dump().find("李四"), std::string::npos);
}

TEST(ReferralAward, FactsAfterTheDayDoNotCount) {
  auto spec = complete("p", "ref_1", yi(20));
  spec.verified_on = "2023-01-01";
  EXPECT_EQ(refusal(spec), "nothing_yet");
  spec = complete("p", "ref_1", yi(20));
  spec.producing_on = "2023-01-01";
  EXPECT_EQ(single(spec).total_fen, Fen::wan(15));
}

TEST(ReferralAward, AnInvoiceFromBeforeTheStartProvesNoProduction) {
  City city;
  city.park("MY-GX");
  city.referral("ref_1", k_alone);
  auto& project = city.project(complete("p", "ref_1", yi(20)));  // started 2022-09-01, recorded as it was before
  const auto invoiced = [&](const std::string& on) {
    domain::Evidence invoice;
    invoice.kind = domain::EvidenceKind::sales_invoice;
    invoice.title = "首张销售发票";
    invoice.dated = day(on);
    project.production->evidence = {invoice};
  };
  invoiced("2022-08-31");
  auto facts = city.for_year(2022);
  auto out = computed(facts);
  ASSERT_EQ(out.lines.size(), 1U);
  EXPECT_EQ(out.lines[0].part, "start");
  EXPECT_EQ(out.total_fen, Fen::wan(15));
  const auto& proof = out.lines[0].explanation.steps.front();
  EXPECT_EQ(proof.clause, "mianyang-2022/5");
  EXPECT_NE(proof.outcome.find("2022-08-31 开具，早于开工日 2022-09-01"), std::string::npos) << proof.outcome;

  facts.spent.push_back({"referral_award", "p", "start", Fen::wan(15), "awd_1"});
  out = computed(facts);
  EXPECT_TRUE(out.lines.empty());
  ASSERT_EQ(code_of(out, "p"), "invoice_before_start");
  EXPECT_EQ(out.excluded[0].explanation.steps.front().rule, "production_proof") << "with its clause here as well";

  invoiced("2022-09-01");  // the same day
  out = computed(facts);
  EXPECT_EQ(out.total_fen, Fen::wan(15));
  EXPECT_EQ(out.lines.at(0).part, "production");
  EXPECT_EQ(out.lines.at(0).explanation.steps.front().rule, "team_split");
}

TEST(ReferralAward, RulesOfTheDayOfLandingApply) {
  auto early = shipped_policy();
  early.effective_to = day("2022-07-31");
  early.referral_award.ladder = {{yi(5), Fen::wan(7)}};
  auto late = shipped_policy();
  late.id = "later";
  late.effective_from = day("2022-08-01");
  late.applies_to_facts_from.reset();
  auto book = policy::PolicyBook::of({early, late}, shipped_book().calendar());
  ASSERT_TRUE(book);
  City city;
  city.park("MY-GX");
  city.referral("ref_1", k_alone);
  auto spec = complete("p", "ref_1", yi(20));
  spec.landed_on = "2022-07-31";
  city.project(spec);
  auto facts = city.for_year(2022);
  facts.policies = &*book;
  const auto out = computed(facts);
  EXPECT_EQ(out.total_fen, Fen::wan(7));
  EXPECT_EQ(out.lines.at(0).explanation.clause, "mianyang-2022/7");
}

TEST(ReferralAward, SameFactsSameBytesInAnyOrder) {
  City city;
  city.park("MY-GX");
  for (int i = 0; i < 6; ++i) {
    const auto n = std::to_string(i);
    city.referral("ref_" + n, k_alone);
    city.project(complete("p" + n, "ref_" + n, yi(4 + 4 * i)));
  }
  auto facts = city.for_year(2022);
  const auto bytes = bytes_of(computed(facts));
  std::reverse(facts.projects.begin(), facts.projects.end());
  std::reverse(facts.referrals.begin(), facts.referrals.end());
  EXPECT_EQ(bytes_of(computed(facts)), bytes);
}

}  // namespace luodi::incentive::test
