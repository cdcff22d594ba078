// The answer cache never hands out an answer that an event, a write or the calendar has overtaken.
#include "services/gateway/answer_cache.hpp"

#include <gtest/gtest.h>

namespace luodi::gateway {
namespace {

constexpr std::int32_t k_today = 100;

CachedAnswer answer(std::string body) {
  CachedAnswer out;
  out.body = std::move(body);
  out.etag = "\"1\"";
  return out;
}

class AnswerCacheTest : public testing::Test {
 protected:
  AnswerCacheTest() { cache_.start_at(10); }
  void keep(const std::string& key, const std::string& subject, std::int64_t includes) {
    cache_.put(key, subject, includes, k_today, answer(key));
  }
  bool has(const std::string& key, const std::string& subject, std::int64_t min_sequence = 0) {
    return cache_.find(key, subject, min_sequence, k_today) != nullptr;
  }
  AnswerCache cache_{100'000};
};

TEST_F(AnswerCacheTest, AnswersUntilAnEventOfTheSubject) {
  keep("a", "prj_1", 10);
  ASSERT_TRUE(has("a", "prj_1"));
  EXPECT_EQ(cache_.find("a", "prj_1", 0, k_today)->body, "a");
  cache_.on_event("prj_2", 11);
  EXPECT_TRUE(has("a", "prj_1"));
  cache_.on_event("prj_1", 12);
  EXPECT_FALSE(has("a", "prj_1"));
}

TEST_F(AnswerCacheTest, AListEndsWithAnyEvent) {
  keep("list", "", 10);
  EXPECT_TRUE(has("list", ""));
  cache_.on_event("int_9", 11);
  EXPECT_FALSE(has("list", ""));
}

TEST_F(AnswerCacheTest, AWriteThroughThisGatewayCountsBeforeItsEvent) {
  keep("a", "prj_1", 10);
  cache_.on_write("prj_1", 15);
  EXPECT_FALSE(has("a", "prj_1"));
  EXPECT_EQ(cache_.latest("prj_1"), 15);
  keep("a", "prj_1", 15);  // the service was asked to include 15
  EXPECT_TRUE(has("a", "prj_1"));
  cache_.on_event("prj_1", 15);  // the event itself comes late and changes nothing
  EXPECT_TRUE(has("a", "prj_1"));
}

TEST_F(AnswerCacheTest, AnAnswerOvertakenWhileUnderWayIsNotKept) {
  cache_.on_event("prj_1", 11);
  keep("a", "prj_1", 10);
  EXPECT_EQ(cache_.size(), 0U);
  EXPECT_FALSE(has("a", "prj_1"));
}

TEST_F(AnswerCacheTest, AFreshAnswerMustIncludeTheStartOfTheFeed) {
  EXPECT_EQ(cache_.latest("never-heard-of"), 10);
  keep("a", "prj_1", 9);
  EXPECT_FALSE(has("a", "prj_1"));
}

TEST_F(AnswerCacheTest, HonoursMinSequence) {
  keep("a", "prj_1", 10);
  EXPECT_TRUE(has("a", "prj_1", 10));
  EXPECT_FALSE(has("a", "prj_1", 11));  // nobody here knows yet whether 11 concerns it
  EXPECT_TRUE(has("a", "prj_1", 10));   // and it is still kept for those who do not ask
  cache_.on_event("prj_2", 11);
  EXPECT_TRUE(has("a", "prj_1", 11));
}

TEST_F(AnswerCacheTest, CountsOnItsOwnDayOnly) {
  keep("a", "prj_1", 10);
  EXPECT_EQ(cache_.find("a", "prj_1", 0, k_today + 1), nullptr);
}

TEST_F(AnswerCacheTest, StaysWithinItsBytesAndDropsTheLeastRecentlyUsed) {
  AnswerCache small(3'000);
  small.put("a", "s", 1, k_today, answer(std::string(500, 'x')));
  small.put("b", "s", 1, k_today, answer(std::string(500, 'x')));
  small.put("c", "s", 1, k_today, answer(std::string(500, 'x')));
  ASSERT_NE(small.find("a", "s", 0, k_today), nullptr);
  small.put("d", "s", 1, k_today, answer(std::string(500, 'x')));
  EXPECT_LE(small.bytes(), 3'000U);
  EXPECT_EQ(small.find("b", "s", 0, k_today), nullptr);
  EXPECT_NE(small.find("a", "s", 0, k_today), nullptr);
  EXPECT_NE(small.find("d", "s", 0, k_today), nullptr);
  small.put("e", "s", 1, k_today, answer(std::string(5'000, 'x')));
  EXPECT_EQ(small.find("e", "s", 0, k_today), nullptr);
}

TEST_F(AnswerCacheTest, ClearForgetsAll) {
  keep("a", "prj_1", 10);
  cache_.clear();
  EXPECT_EQ(cache_.size(), 0U);
  EXPECT_EQ(cache_.bytes(), 0U);
  EXPECT_FALSE(has("a", "prj_1"));
}

}  // namespace
}  // namespace luodi::gateway
