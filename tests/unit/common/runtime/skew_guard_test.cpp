#include "common/runtime/skew_guard.hpp"

#include <gtest/gtest.h>

#include <sstream>

#include "tests/unit/common/runtime/loop.hpp"

namespace luodi::runtime {
namespace {

class SkewGuardTest : public ::testing::Test {
 protected:
  std::int64_t wall = 100'000;
  SystemClock clock{[this] { return wall; }};
  Health health;
  Metrics metrics;
  std::ostringstream out;
  Log log{"x", Level::info, out};
  SkewGuard guard{clock, health, metrics, log};
  void SetUp() override { health.started(); }
};

TEST_F(SkewGuardTest, NotReadyUntilMeasured) {
  EXPECT_FALSE(health.ready());
  guard.observe(100'000, Instant::from_ms(100'010), 100'020);
  EXPECT_TRUE(health.ready());
  EXPECT_EQ(clock.offset_ms(), 0);
  EXPECT_EQ(out.str(), "");
}

TEST_F(SkewGuardTest, WarnsFromHalfASecondAndCorrectsTheClock) {
  guard.observe(100'000, Instant::from_ms(100'510), 100'020);
  EXPECT_TRUE(health.ready());
  EXPECT_NE(out.str().find("\"skew_ms\":500"), std::string::npos);
  EXPECT_EQ(clock.now().ms(), 100'500);
}

TEST_F(SkewGuardTest, NotReadyFromFiveSeconds) {
  guard.observe(100'000, Instant::from_ms(95'000), 100'000);
  EXPECT_FALSE(health.ready());
  guard.observe(100'000, Instant::from_ms(95'001), 100'000);
  EXPECT_TRUE(health.ready());
}

TEST_F(SkewGuardTest, ASlowRoundTripSaysNothing) {
  guard.observe(100'000, Instant::from_ms(200'000), 100'501);
  EXPECT_EQ(clock.offset_ms(), 0);
  EXPECT_FALSE(health.ready());
}

TEST_F(SkewGuardTest, RunMeasuresAtOnce) {
  boost::asio::io_context io;
  boost::asio::co_spawn(
      io, guard.run([]() -> bus::Task<Expected<Instant>> { co_return Instant::from_ms(bus::wall_ms() + 2000); }),
      [](std::exception_ptr) {});
  EXPECT_TRUE(run_until(io, [&] { return health.ready(); }));
  EXPECT_NEAR(static_cast<double>(clock.offset_ms()), 2000, 100);
}

}  // namespace
}  // namespace luodi::runtime
