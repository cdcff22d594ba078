#include "services/incentive-calculator/domain/park_award.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/services/incentive-calculator/city_samples.hpp"

namespace luodi::incentive::test {

namespace {
Figures computed(const AwardFacts& facts) {
  auto out = compute_park_award(facts);
  if (!out) throw std::runtime_error(out.error().detail);
  return *out;
}

ProjectSpec landed(const std::string& id, const std::string& park, Fen agreed = yi(60),
                   const std::string& on = "2022-08-01") {
  ProjectSpec spec;
  spec.id = id;
  spec.park = park;
  spec.agreed = agreed;
  spec.landed_on = on;
  return spec;
}

City four_parks() {
  City city;
  for (const auto* code : {"P1", "P2", "P3", "P4"})
    city.park(code);
  return city;
}
}  // namespace

TEST(ParkAward, TopThreeEachReceiveAHundredWan) {
  auto city = four_parks();
  city.project(landed("a1", "P1", yi(50)));
  city.project(landed("b1", "P2", yi(60)));
  city.project(landed("b2", "P2", yi(60)));
  city.project(landed("c1", "P3", yi(70)));
  city.project(landed("d1", "P4", yi(80)));
  const auto out = computed(city.for_year(2022));
  ASSERT_EQ(out.lines.size(), 4U);
  EXPECT_EQ(out.lines[0].subject, "P2");  // two projects beat a larger one
  EXPECT_EQ(out.lines[1].subject, "P4");
  EXPECT_EQ(out.lines[2].subject, "P3");
  EXPECT_EQ(out.lines[3].subject, "P1");
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(out.lines[static_cast<std::size_t>(i)].rank, i + 1);
    EXPECT_EQ(out.lines[static_cast<std::size_t>(i)].amount_fen, Fen::of(100'000'000));
    EXPECT_EQ(out.lines[static_cast<std::size_t>(i)].outcome, LineOutcome::awarded);
  }
  EXPECT_EQ(out.lines[0].explanation.outcome, "第1名，奖励100万元 / rank 1, awarded 100 ten thousand yuan");
  EXPECT_EQ(out.lines[3].explanation.outcome, "第4名，未进入前3名 / rank 4, behind the 3 awarded");
  EXPECT_TRUE(out.lines[0].explanation.steps.at(0).formula.starts_with("落地当日正式协议金额 ≥ 门槛"));
  EXPECT_EQ(out.lines[3].outcome, LineOutcome::not_ranked);
  EXPECT_EQ(out.lines[3].amount_fen, Fen::of(0));
  EXPECT_EQ(out.total_fen, Fen::of(300'000'000));
  EXPECT_EQ(out.policy_id, "mianyang-2022");
  EXPECT_EQ(out.policy_digest.size(), 64U);
  EXPECT_FALSE(out.tie);
}

TEST(ParkAward, FewerThanThreeOnlyThose) {
  auto city = four_parks();
  city.project(landed("a1", "P1"));
  const auto out = computed(city.for_year(2022));
  ASSERT_EQ(out.lines.size(), 1U);
  EXPECT_EQ(out.total_fen, Fen::of(100'000'000));
  EXPECT_EQ(computed(four_parks().for_year(2022)).total_fen, Fen::of(0));
}

TEST(ParkAward, ThresholdIsInclusiveToTheFen) {
  auto city = four_parks();
  city.project(landed("at", "P1", Fen::of(500'000'000'000)));
  city.project(landed("below", "P2", Fen::of(499'999'999'999)));
  const auto out = computed(city.for_year(2022));
  ASSERT_EQ(out.lines.size(), 1U);
  EXPECT_EQ(out.lines[0].subject, "P1");
  EXPECT_EQ(code_of(out, "below"), "below_threshold");
}

TEST(ParkAward, SignedAtMostTwentyFourMonthsBefore) {
  auto city = four_parks();
  auto edge = landed("edge", "P1", yi(60), "2024-06-01");
  edge.signed_on = "2022-06-01";
  auto late = landed("late", "P2", yi(60), "2024-06-02");
  late.signed_on = "2022-06-01";
  city.project(edge);
  city.project(late);
  const auto out = computed(city.for_year(2024));
  ASSERT_EQ(out.lines.size(), 1U);
  EXPECT_EQ(out.lines[0].subject, "P1");
  EXPECT_EQ(code_of(out, "late"), "signed_too_early");
}

TEST(ParkAward, CountsTheAmountInForceOnTheDayOfLanding) {
  auto city = four_parks();
  auto& raised_later = city.project(landed("later", "P1", yi(40)));
  domain::AgreementAmended amended;
  amended.effective_on = day("2022-08-02");
  amended.agreed_amount_fen = yi(60);
  amended.reason = "增资";
  domain::apply(raised_later, amended, City::meta("2022-08-02"));
  auto& raised_before = city.project(landed("before", "P2", yi(40)));
  amended.effective_on = day("2022-08-01");
  domain::apply(raised_before, amended, City::meta("2022-08-01"));
  const auto out = computed(city.for_year(2022));
  ASSERT_EQ(out.lines.size(), 1U);
  EXPECT_EQ(out.lines[0].subject, "P2");
  EXPECT_EQ(code_of(out, "later"), "below_threshold");
}

TEST(ParkAward, OnlyProjectsLandedInTheYear) {
  auto city = four_parks();
  city.project(landed("last", "P1", yi(60), "2022-12-31"));
  city.project(landed("next", "P2", yi(60), "2023-01-01"));
  EXPECT_EQ(computed(city.for_year(2022)).lines.size(), 1U);
  EXPECT_TRUE(computed(city.for_year(2022)).excluded.empty());
  EXPECT_EQ(computed(city.for_year(2023)).lines[0].subject, "P2");
}

TEST(ParkAward, CountiesUnknownHostsEndedAndFraudAreOut) {
  City city;
  city.park("P1");
  city.park("C1", domain::HostKind::county);
  city.park("P2");
  city.project(landed("county", "C1"));
  city.project(landed("nowhere", "XX"));
  city.project(landed("fraud", "P2"));
  auto exited = landed("exited", "P1");
  exited.exited_on = "2022-10-01";
  city.project(exited);
  auto facts = city.for_year(2022);
  facts.fraud_findings.push_back({"P2", "绵纪〔2022〕1号"});
  const auto out = computed(facts);
  EXPECT_TRUE(out.lines.empty());
  EXPECT_EQ(code_of(out, "county"), "county");
  EXPECT_EQ(code_of(out, "nowhere"), "no_park");
  EXPECT_EQ(code_of(out, "fraud"), "fraud_finding");
  EXPECT_EQ(code_of(out, "exited"), "ended");
}

TEST(ParkAward, AFrameworkAgreementNeverCounts) {
  auto city = four_parks();
  auto spec = landed("framework", "P1");
  spec.signed_on.clear();
  auto& project = city.project(spec);
  domain::AgreementSigned framework;
  framework.agreement = "framework";
  framework.signed_on = day("2022-06-01");
  framework.agreed_amount_fen = yi(90);
  domain::apply(project, framework, City::meta("2022-06-01"));
  const auto out = computed(city.for_year(2022));
  EXPECT_TRUE(out.lines.empty());
  EXPECT_EQ(code_of(out, "framework"), "amount_unknown");
}

TEST(ParkAward, AProjectCountsOnceEver) {
  auto city = four_parks();
  city.project(landed("a1", "P1"));
  auto facts = city.for_year(2022);
  facts.spent.push_back({"park_award", "a1", "", Fen(), "awd_old"});
  const auto out = computed(facts);
  EXPECT_TRUE(out.lines.empty());
  EXPECT_EQ(code_of(out, "a1"), "already_counted");
  EXPECT_NE(out.excluded[0].explanation.outcome.find("awd_old"), std::string::npos);
}

TEST(ParkAward, KeysDecideOneAfterTheOther) {
  auto city = four_parks();
  city.project(landed("a", "P1", yi(60), "2022-08-02"));
  auto verified = landed("b", "P2", yi(60), "2022-08-03");
  verified.verified_other = yi(1);
  city.project(verified);
  city.project(landed("c", "P3", yi(60), "2022-08-01"));
  city.project(landed("d", "P4", Fen::of(yi(60).value() + 1), "2022-08-09"));
  const auto out = computed(city.for_year(2022));
  EXPECT_EQ(out.lines[0].subject, "P4");  // one fen more agreed
  EXPECT_EQ(out.lines[1].subject, "P2");  // more verified
  EXPECT_EQ(out.lines[2].subject, "P3");  // landed earlier
  EXPECT_EQ(out.lines[0].explanation.outcome, "第1名，奖励100万元 / rank 1, awarded 100 ten thousand yuan");
  EXPECT_EQ(out.lines[3].explanation.outcome, "第4名，未进入前3名 / rank 4, behind the 3 awarded");
  EXPECT_TRUE(out.lines[0].explanation.steps.at(0).formula.starts_with("落地当日正式协议金额 ≥ 门槛"));
  EXPECT_EQ(out.lines[3].outcome, LineOutcome::not_ranked);
}

TEST(ParkAward, AFullTieAtTheCutIsLeftToTheCommittee) {
  auto city = four_parks();
  city.project(landed("a", "P1", yi(90)));
  for (const auto* park : {"P2", "P3", "P4"})
    city.project(landed(std::string("x") + park, park));
  const auto out = computed(city.for_year(2022));
  EXPECT_EQ(out.lines[0].outcome, LineOutcome::awarded);
  for (std::size_t i = 1; i < 4; ++i) {
    EXPECT_EQ(out.lines[i].outcome, LineOutcome::committee_decision);
    EXPECT_EQ(out.lines[i].rank, 2);
    EXPECT_EQ(out.lines[i].amount_fen, Fen::of(0));
  }
  ASSERT_TRUE(out.tie);
  EXPECT_EQ(out.tie->subjects, (std::vector<std::string>{"P2", "P3", "P4"}));
  EXPECT_EQ(out.tie->places, 2);
  EXPECT_EQ(out.tie->each_fen, Fen::of(100'000'000));
  EXPECT_EQ(out.total_fen, Fen::of(100'000'000));
}

TEST(ParkAward, ATieInsideTheAwardedRanksIsNoQuestion) {
  auto city = four_parks();
  city.project(landed("a", "P1"));
  city.project(landed("b", "P2"));
  city.project(landed("c", "P3", yi(55)));
  city.project(landed("d", "P4", yi(51)));
  const auto out = computed(city.for_year(2022));
  EXPECT_FALSE(out.tie);
  EXPECT_EQ(out.lines[0].rank, 1);
  EXPECT_EQ(out.lines[1].rank, 1);
  EXPECT_EQ(out.lines[2].rank, 3);
  EXPECT_EQ(out.lines[3].rank, 4);
  EXPECT_EQ(out.total_fen, Fen::of(300'000'000));
}

TEST(ParkAward, PoolSharesOneSumToTheFen) {
  auto city = four_parks();
  city.project(landed("a", "P1", yi(90)));
  city.project(landed("b", "P2", yi(80)));
  city.project(landed("c", "P3", yi(70)));
  auto policy = shipped_policy();
  policy.park_award.mode = "pool";
  const auto book = book_of(policy);
  auto facts = city.for_year(2022);
  facts.policies = &book;
  const auto out = computed(facts);
  EXPECT_EQ(out.lines[0].amount_fen, Fen::of(33'333'334));
  EXPECT_EQ(out.lines[1].amount_fen, Fen::of(33'333'333));
  EXPECT_EQ(out.lines[2].amount_fen, Fen::of(33'333'333));
  EXPECT_EQ(out.total_fen, Fen::of(100'000'000));
}

TEST(ParkAward, PoolKeepsTheRemainderForTheTiedFirst) {
  auto city = four_parks();
  for (const auto* park : {"P1", "P2", "P3", "P4"})
    city.project(landed(std::string("x") + park, park));
  auto policy = shipped_policy();
  policy.park_award.mode = "pool";
  const auto book = book_of(policy);
  auto facts = city.for_year(2022);
  facts.policies = &book;
  const auto out = computed(facts);
  ASSERT_TRUE(out.tie);
  EXPECT_EQ(out.tie->places, 3);
  EXPECT_EQ(out.tie->each_fen.value() * out.tie->places + out.tie->remainder_fen.value(), 100'000'000);
}

TEST(ParkAward, EachLandingIsJudgedByThePolicyOfItsDay) {
  auto early = shipped_policy();
  early.effective_to = day("2022-09-30");
  early.applies_to_facts_from.reset();
  auto late = shipped_policy();
  late.id = "later";
  late.effective_from = day("2022-10-01");
  late.applies_to_facts_from.reset();
  late.park_award.project_threshold_fen = yi(100);
  auto book = policy::PolicyBook::of({early, late}, shipped_book().calendar());
  ASSERT_TRUE(book);
  auto city = four_parks();
  city.project(landed("under-early", "P1", yi(60), "2022-09-30"));
  city.project(landed("under-late", "P2", yi(60), "2022-10-01"));
  auto before = landed("before", "P3", yi(60), "2022-05-24");
  before.signed_on = "2022-05-01";
  city.project(before);
  auto facts = city.for_year(2022);
  facts.policies = &*book;
  const auto out = computed(facts);
  ASSERT_EQ(out.lines.size(), 1U);
  EXPECT_EQ(out.lines[0].projects, std::vector<std::string>{"under-early"});
  EXPECT_EQ(code_of(out, "under-late"), "below_threshold");
  EXPECT_EQ(code_of(out, "before"), "no_policy");
  EXPECT_EQ(out.policy_id, "later");  // the ranking is a fact of the end of the year
  EXPECT_EQ(out.lines[0].explanation.steps[0].clause, "mianyang-2022/7");
}

TEST(ParkAward, ALandingBeforeTheMeasuresIsJudgedByTheFirstVersionWhichSaysSo) {
  auto city = four_parks();
  auto before = landed("before", "P1", yi(60), "2022-05-24");
  before.signed_on = "2022-05-01";
  city.project(before);
  const auto out = computed(city.for_year(2022));
  ASSERT_EQ(out.lines.size(), 1U);
  const auto& inputs = out.lines[0].explanation.steps.at(0).inputs;
  ASSERT_GE(inputs.size(), 2U);
  EXPECT_EQ(inputs[1].name, "policy:applies_to_facts_from");
  EXPECT_NE(inputs[1].value.find("2022-05-25"), std::string::npos);
}

TEST(ParkAward, EveryLineExplainsItself) {
  auto city = four_parks();
  city.project(landed("a1", "P1"));
  city.project(landed("small", "P1", yi(10)));
  const auto out = computed(city.for_year(2022));
  const auto& line = out.lines.at(0).explanation;
  EXPECT_EQ(line.clause, "mianyang-2022/7");
  EXPECT_FALSE(line.inputs.empty());
  EXPECT_TRUE(line.formula.starts_with("依次按项目个数、协议投资额、")) << line.formula;
  EXPECT_NE(line.formula.find(" / rank by count > agreed_amount > "), std::string::npos) << line.formula;
  EXPECT_NE(line.outcome.find("100万元"), std::string::npos);
  ASSERT_EQ(line.steps.size(), 1U);
  const auto& other = out.excluded.at(0).explanation;
  EXPECT_EQ(other.clause, "mianyang-2022/7");
  EXPECT_NE(other.outcome.find("50亿元"), std::string::npos);
}

TEST(ParkAward, SameFactsSameBytesInAnyOrder) {
  auto city = four_parks();
  for (int i = 0; i < 9; ++i)
    city.project(landed("p" + std::to_string(i), "P" + std::to_string(1 + i % 4), yi(50 + i % 3)));
  auto facts = city.for_year(2022);
  const auto bytes = bytes_of(computed(facts));
  EXPECT_EQ(bytes_of(computed(facts)), bytes);
  std::reverse(facts.projects.begin(), facts.projects.end());
  std::reverse(facts.parks.begin(), facts.parks.end());
  EXPECT_EQ(bytes_of(computed(facts)), bytes);
}

// A transition judges facts; it opens no award for the years before the measures.
TEST(ParkAward, NoPolicyInForceAtTheEndOfTheYearIsAnError) {
  for (const int year : {2019, 2021}) {
    auto out = compute_park_award(four_parks().for_year(year));
    ASSERT_FALSE(out) << year;
    EXPECT_EQ(out.error().code, ErrorCode::no_policy) << year;
  }
  const auto before = compute_park_award(four_parks().for_year(2021));
  EXPECT_EQ(before.error().detail,
            "政策 mianyang-2022 自 2022-05-25 起施行，2021-12-31 尚未施行，该年度不测算奖励 / policy mianyang-2022 is "
            "in force from "
            "2022-05-25 on and was not on 2021-12-31: that year has no award");
  EXPECT_EQ(before.error().next_en, "choose 2022 or a later year");
}

}  // namespace luodi::incentive::test
