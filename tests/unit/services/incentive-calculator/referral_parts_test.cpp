// What a run says about the half that is still missing when the other half was paid by an earlier run: reason, formula
// and amounts over both halves, two years and repeated runs.
#include <gtest/gtest.h>

#include "services/incentive-calculator/domain/referral_award.hpp"
#include "tests/unit/services/incentive-calculator/city_samples.hpp"

namespace luodi::incentive::test {

namespace {
class Parts : public testing::Test {
 protected:
  Parts() {
    city.park("MY-GX");
    city.referral("ref_1", k_alone);
  }
  // The run of a year, approved: what it pays is spent for the runs after it.
  Figures run(int year) {
    auto facts = city.for_year(year);
    facts.spent = spent;
    auto out = *compute_referral_award(facts);
    for (const auto& line : out.lines)
      spent.push_back({"referral_award", line.subject, line.part, line.amount_fen, "awd"});
    return out;
  }
  std::string reason(int year) {
    const auto out = run(year);
    EXPECT_TRUE(out.lines.empty());
    EXPECT_EQ(out.excluded.size(), 1U);
    EXPECT_EQ(out.total_fen, Fen::of(0));
    return out.excluded.empty() ? "" : out.excluded[0].code + "：" + out.excluded[0].explanation.outcome;
  }
  City city;
  std::vector<Spent> spent;
};

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}
}  // namespace

TEST_F(Parts, AfterTheStartPartOnlyProductionIsMissing) {
  auto spec = complete("p", "ref_1", yi(20));
  spec.producing_on = "2023-03-01";
  city.project(spec);
  auto out = run(2022);
  ASSERT_EQ(out.lines.size(), 1U);
  EXPECT_TRUE(
      has(out.lines[0].explanation.formula, "开工比例，向下取整 / ladder(verified fixed investment) × start share"));
  for (int again = 0; again < 2; ++again) {
    const auto text = reason(2022);
    EXPECT_TRUE(has(text, "awaiting_production：")) << text;
    EXPECT_TRUE(has(text, "开工部分已兑付")) << text;
    EXPECT_FALSE(has(text, "尚未开工")) << text;
  }
  out = run(2023);
  ASSERT_EQ(out.lines.size(), 1U);
  EXPECT_EQ(out.lines[0].part, "production");
  EXPECT_EQ(out.lines[0].amount_fen, Fen::wan(15));
  EXPECT_TRUE(has(out.lines[0].explanation.formula, "paid before"));
  EXPECT_TRUE(has(reason(2023), "already_paid："));
  EXPECT_TRUE(has(reason(2022), "already_paid：")) << "a later run of the year before pays nothing again";
}

TEST_F(Parts, AfterTheProductionPartTheStartShareIsMissing) {
  auto spec = complete("p", "ref_1", yi(100));
  spec.verified_fixed = yi(10);  // 10% of the agreed amount
  auto& project = city.project(spec);
  auto out = run(2022);
  ASSERT_EQ(out.lines.size(), 1U);
  EXPECT_EQ(out.lines[0].part, "production");
  EXPECT_TRUE(has(out.lines[0].explanation.formula, "stays open"));
  const auto text = reason(2022);
  EXPECT_TRUE(has(text, "awaiting_start_share：")) << text;
  EXPECT_FALSE(has(text, "投产；")) << text;
  City::verify(project, yi(10), true, "2023-03-01");
  out = run(2023);
  ASSERT_EQ(out.lines.size(), 1U);
  EXPECT_EQ(out.lines[0].part, "start");
  EXPECT_TRUE(has(out.lines[0].explanation.formula, "paid before"));
  EXPECT_EQ(out.lines[0].amount_fen, Fen::wan(20));
  EXPECT_TRUE(has(reason(2023), "already_paid："));
}

TEST_F(Parts, NothingPaidNamesBothMilestonesAndTheLowestStepItself) {
  auto spec = complete("p", "ref_1", yi(20));
  spec.started_on.clear();
  spec.producing_on.clear();
  city.project(spec);
  EXPECT_TRUE(has(reason(2022), "milestone_not_reached："));
  City below;
  below.park("MY-GX");
  below.referral("ref_1", k_alone);
  auto little = complete("p", "ref_1", yi(20));
  little.verified_fixed = Fen::of(yi(5).value() - 1);
  below.project(little);
  city = std::move(below);
  EXPECT_TRUE(has(reason(2022), "nothing_yet："));
}

}  // namespace luodi::incentive::test
