#include "common/runtime/clock.hpp"

#include <gtest/gtest.h>

namespace luodi::runtime {
namespace {

TEST(SystemClock, FollowsTheOffsetAndNeverGoesBack) {
  std::int64_t wall = 1000;
  SystemClock clock([&] { return wall; });
  EXPECT_EQ(clock.now().ms(), 1000);
  clock.set_offset_ms(500);
  EXPECT_EQ(clock.now().ms(), 1500);
  clock.set_offset_ms(-500);
  EXPECT_EQ(clock.now().ms(), 1500);
  wall = 1900;
  EXPECT_EQ(clock.now().ms(), 1500);
  wall = 2100;
  EXPECT_EQ(clock.now().ms(), 1600);
  EXPECT_FALSE(clock.is_virtual());
}

TEST(VirtualClock, MovesOnlyWhenSetAndOnlyForward) {
  VirtualClock clock(Instant::from_ms(10));
  EXPECT_TRUE(clock.is_virtual());
  EXPECT_TRUE(clock.set(Instant::from_ms(20)));
  EXPECT_FALSE(clock.set(Instant::from_ms(19)));
  EXPECT_EQ(clock.now().ms(), 20);
}

TEST(ManualClock, DoesWhatTheTestSays) {
  ManualClock clock(Instant::from_ms(10));
  clock.advance_ms(5);
  EXPECT_EQ(clock.now().ms(), 15);
  clock.set(Instant::from_ms(1));
  EXPECT_EQ(clock.now().ms(), 1);
}

}  // namespace
}  // namespace luodi::runtime
