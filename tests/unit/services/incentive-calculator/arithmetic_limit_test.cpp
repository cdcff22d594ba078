// Amounts near the end of 64 bits, as an old stream may hold them: one project is left out with its reason, everybody
// else is computed as if it were not there.
#include <gtest/gtest.h>

#include "services/incentive-calculator/domain/park_award.hpp"
#include "services/incentive-calculator/domain/referral_award.hpp"
#include "tests/unit/services/incentive-calculator/city_samples.hpp"

namespace luodi::incentive::test {

namespace {
const Fen k_huge = Fen::of(INT64_MAX);

void add_park_projects(City& city) {
  city.park("MY-GX");
  city.park("MY-JK");
  ProjectSpec honest;
  honest.id = "honest";
  city.project(honest);
  honest.id = "other";
  honest.park = "MY-JK";
  city.project(honest);
}
}  // namespace

TEST(ArithmeticLimit, AHugeAgreedAmountPutsOutItsProjectAlone) {
  City without;
  add_park_projects(without);
  City city;
  add_park_projects(city);
  ProjectSpec absurd;
  absurd.id = "absurd";  // first by id: it may not push the honest one out of its park's sum
  absurd.agreed = k_huge;
  city.project(absurd);
  auto out = compute_park_award(city.for_year(2022));
  ASSERT_TRUE(out) << out.error().detail;
  EXPECT_EQ(code_of(*out, "absurd"), "arithmetic_limit");
  EXPECT_EQ(code_of(*out, "honest"), "");
  EXPECT_EQ(codec::encode(out->lines), codec::encode(compute_park_award(without.for_year(2022))->lines));
}

TEST(ArithmeticLimit, FundsThatCannotBeAddedUpPutOutTheirProjectAlone) {
  City city;
  add_park_projects(city);
  ProjectSpec absurd;
  absurd.id = "absurd";
  absurd.verified_fixed = k_huge;
  absurd.verified_other = k_huge;
  city.project(absurd);
  auto out = compute_park_award(city.for_year(2022));
  ASSERT_TRUE(out) << out.error().detail;
  EXPECT_EQ(code_of(*out, "absurd"), "arithmetic_limit");
  EXPECT_EQ(out->lines.size(), 2U);
}

TEST(ArithmeticLimit, TheLargestAmountItselfCounts) {
  City city;
  add_park_projects(city);
  ProjectSpec largest;
  largest.id = "largest";
  largest.agreed = k_largest_amount;
  largest.verified_other = k_largest_amount;
  city.project(largest);
  EXPECT_EQ(code_of(*compute_park_award(city.for_year(2022)), "largest"), "");
}

TEST(ArithmeticLimit, AReferralAwardGoesOnForTheOthers) {
  City city;
  city.park("MY-GX");
  city.referral("ref_1", k_alone);
  city.referral("ref_2", k_alone);
  auto& absurd = city.project(complete("absurd", "ref_1", yi(10)));
  City::verify(absurd, k_huge, true, "2022-09-02");
  city.project(complete("honest", "ref_2", yi(10)));
  auto out = compute_referral_award(city.for_year(2022));
  ASSERT_TRUE(out) << out.error().detail;
  EXPECT_EQ(code_of(*out, "absurd"), "arithmetic_limit");
  EXPECT_EQ(out->total_fen, Fen::wan(20));
}

}  // namespace luodi::incentive::test
