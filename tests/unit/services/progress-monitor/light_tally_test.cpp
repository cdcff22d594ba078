#include "services/progress-monitor/domain/light_tally.hpp"

#include "tests/unit/services/progress-monitor/story.hpp"

namespace luodi::monitor::test {
namespace {
using domain::Light;

IdleConclusion stands(Light light, bool due = false) {
  IdleConclusion c;
  c.in_scope = true;
  c.light = light;
  c.running = Stall{};
  if (due) c.running->interview = cycle("2022-08-H1");
  return c;
}

TEST(LightTally, CountsEachEntityAndTheCityMostRedFirst) {
  LightTally tally;
  tally.add("MY-AX", stands(Light::red, true));
  tally.add("MY-GX", stands(Light::red));
  tally.add("MY-GX", stands(Light::red, true));
  tally.add("MY-GX", stands(Light::green));
  tally.add("MY-BC", stands(Light::yellow));
  tally.add("MY-AA", stands(Light::green));
  tally.add("MY-AB", stands(Light::none));
  tally.add("MY-ZZ", IdleConclusion{});
  EXPECT_EQ(codec::encode(tally.total()),
            codec::Json({{"in_scope", 7}, {"green", 3}, {"yellow", 1}, {"red", 3}, {"interview_due", 2}}));
  std::string order;
  for (const auto& entity : tally.entities()) {
    order += entity.org + " ";
    EXPECT_EQ(entity.in_scope, entity.green + entity.yellow + entity.red) << entity.org;
  }
  EXPECT_EQ(order, "MY-GX MY-AX MY-BC MY-AA MY-AB ") << "what is out of scope is nobody's";
}
}  // namespace
}  // namespace luodi::monitor::test
