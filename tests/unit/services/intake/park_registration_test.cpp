#include "services/intake/domain/park_registration.hpp"

#include "tests/unit/services/intake/intake_case.hpp"

namespace luodi::intake::test {

namespace {
domain::ParkRegistered sample() {
  domain::ParkRegistered out;
  out.code = "MY-GX";
  out.name = "绵阳高新区";
  out.region_code = "510703";
  out.industries = {row("397", domain::IndustryRole::leading, "2022-01-01", "2022-01-01")};
  return out;
}
}  // namespace

TEST(ParkRegistration, RegistersOnce) {
  auto decision = decide_park(sample(), false);
  ASSERT_TRUE(decision);
  EXPECT_EQ(decision->events.at(0).subject, "MY-GX");
  auto again = decide_park(sample(), true);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, ErrorCode::already_exists);
}

TEST(ParkRegistration, PointsAtEveryFault) {
  auto command = sample();
  command.code = "my gx";
  command.industries.push_back(row("00", domain::IndustryRole::leading));
  command.industries.push_back(row("C39", domain::IndustryRole::leading));
  command.industries.push_back(row("384", domain::IndustryRole::leading, "2022-01-02", "2022-01-01"));
  command.industries.push_back(row("3986", domain::IndustryRole::leading));  // 398 has no class 6
  auto decision = decide_park(command, false);
  ASSERT_FALSE(decision);
  std::vector<std::string> pointers;
  for (const auto& fault : decision.error().fields)
    pointers.push_back(fault.pointer);
  EXPECT_EQ(pointers, (std::vector<std::string>{"/code", "/industries/1/prefix", "/industries/2/prefix",
                                                "/industries/3/valid_to", "/industries/4/prefix"}));
}

TEST(ParkRegistration, LiesInThisCity) {
  auto command = sample();
  command.region_code = "510104";
  auto decision = decide_park(command, false);
  ASSERT_FALSE(decision);
  EXPECT_EQ(decision.error().code, ErrorCode::out_of_territory);
}

}  // namespace luodi::intake::test
