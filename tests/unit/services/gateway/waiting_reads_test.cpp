#include "services/gateway/waiting_reads.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace luodi::gateway {
namespace {

constexpr std::int64_t k_head = 100;

TEST(WaitingReads, OnlyWhatIsNotThereYetWaits) {
  WaitingReads waiting({2, 3, 50});
  std::vector<WaitingReads::Place> places;
  for (std::int64_t wanted : {0, 99, 100}) {
    auto place = waiting.enter("u:a", wanted, k_head);
    ASSERT_TRUE(place);
    places.push_back(std::move(*place));
  }
  EXPECT_EQ(waiting.waiting(), 0U);
  places.push_back(std::move(*waiting.enter("u:a", 101, k_head)));
  EXPECT_EQ(waiting.waiting(), 1U);
}

TEST(WaitingReads, BoundedForEachPrincipalAndInAll) {
  WaitingReads waiting({2, 3, 50});
  std::vector<WaitingReads::Place> places;
  const auto enter = [&](const char* who) {
    auto place = waiting.enter(who, 101, k_head);
    if (!place) {
      EXPECT_EQ(place.error().code, ErrorCode::overloaded);
      return false;
    }
    places.push_back(std::move(*place));
    return true;
  };
  EXPECT_TRUE(enter("u:a"));
  EXPECT_TRUE(enter("u:a"));
  EXPECT_FALSE(enter("u:a"));
  EXPECT_TRUE(enter("u:b"));
  EXPECT_FALSE(enter("u:c")) << "in all";
  EXPECT_EQ(waiting.waiting(), 3U);
  places.clear();
  EXPECT_EQ(waiting.waiting(), 0U);
  EXPECT_TRUE(enter("u:a"));
}

TEST(WaitingReads, FarBeyondTheHeadIsRefusedNamingIt) {
  WaitingReads waiting({2, 3, 50});
  EXPECT_TRUE(waiting.enter("u:a", 150, k_head));
  const auto refused = waiting.enter("u:a", 151, k_head);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::invalid_parameter);
  EXPECT_NE(refused.error().detail.find("当前序号 100 / "), std::string::npos) << refused.error().detail;
  ASSERT_EQ(refused.error().fields.size(), 1U);
  EXPECT_EQ(refused.error().fields[0].pointer, "X-Luodi-Min-Sequence");
  EXPECT_EQ(waiting.waiting(), 0U);
  EXPECT_FALSE(waiting.enter("u:a", INT64_MAX, 0));
}

}  // namespace
}  // namespace luodi::gateway
