// The event stream on a real Redis: epochs, exact ids, and an EventReader that survives restarts and lost history.
#include "common/store/event_reader.hpp"
#include "tests/integration/common/store/fixture.hpp"

namespace luodi::test {
namespace {

using namespace luodi::store;
using redis::Clock;

class StreamTest : public RedisFixture {
 protected:
  void restart() {
    const auto before = store_->link().counters().connects;
    redis_.restart();
    ASSERT_TRUE(run_until(io_, [&] { return store_->link().counters().connects > before; }));
  }
};

TEST_F(StreamTest, IdsAreEpochAndDenseSequence) {
  open_ready();
  commit(event("u-1"));
  commit(event("u-2"));
  EXPECT_EQ(redis_.command({"XRANGE", "{510700}:events", "-", "+"}),
            R"([[1-1, [i, u-1, e, {"type":"x"}]], [1-2, [i, u-2, e, {"type":"x"}]]])");
}

TEST_F(StreamTest, ReadsAcrossEpochsFromEveryPosition) {
  open_ready(Ms(3000));
  std::vector<std::int64_t> epochs;
  std::int64_t total = 0;
  // Epochs with 3, 0, 0, 2 and 1 events: empty ones must not confuse the lookup.
  for (const int events : {3, 0, 0, 2, 1}) {
    if (total > 0) restart();
    for (int i = 0; i < events; ++i) {
      const auto result = commit(event("u-" + std::to_string(++total)));
      ASSERT_TRUE(is<Committed>(result));
      epochs.push_back(std::get<Committed>(result).epoch);
    }
  }
  EXPECT_EQ(epochs, (std::vector<std::int64_t>{1, 1, 1, 4, 4, 5}));
  for (std::int64_t after = 0; after <= total; ++after) {
    const auto page = run_task(io_, store_->read_events(after, 10));
    ASSERT_TRUE(page);
    ASSERT_EQ(static_cast<std::int64_t>(page->size()), total - after) << "after " << after;
    for (std::size_t i = 0; i < page->size(); ++i) {
      const auto& at = (*page)[i].at;
      EXPECT_EQ(at.seq, after + 1 + static_cast<std::int64_t>(i));
      EXPECT_EQ(at.epoch, epochs[static_cast<std::size_t>(at.seq) - 1]);
    }
  }
}

// Epochs 2 to 10 hold no event and begin at the same sequence; as text, 9 sorts behind 10.
TEST_F(StreamTest, EmptyEpochsLeaveNoTrace) {
  open_ready(Ms(3000));
  for (int i = 1; i <= 3; ++i)
    commit(event("a-" + std::to_string(i)));
  for (int i = 0; i < 9; ++i)
    restart();
  for (int i = 4; i <= 6; ++i)
    commit(event("a-" + std::to_string(i)));
  EXPECT_EQ(run_task(io_, store_->head())->epoch, 10);
  EXPECT_EQ(redis_.command({"ZRANGE", "{510700}:epochs", "0", "-1", "WITHSCORES"}), "[1, 0, 10, 3]");
  for (std::int64_t after = 0; after <= 6; ++after) {
    const auto page = run_task(io_, store_->read_events(after, 10));
    ASSERT_TRUE(page);
    ASSERT_EQ(static_cast<std::int64_t>(page->size()), 6 - after) << "after " << after;
  }
}

TEST_F(StreamTest, SecondProcessDoesNotBeginAnotherEpoch) {
  open_ready();
  RedisStore second(io_, Keys("510700"), options(redis_));
  second.start();
  ASSERT_TRUE(run_task(io_, second.wait_ready(Clock::now() + std::chrono::seconds(10))));
  EXPECT_EQ(run_task(io_, second.head())->epoch, 1);
  run_task(io_, second.stop());
}

TEST_F(StreamTest, ReaderSurvivesRestartsWithoutGapOrRepeat) {
  open_ready(Ms(3000));
  std::vector<std::int64_t> seen;
  EventReader reader(
      io_, *store_, {}, [&](const StoredEvent& e) { seen.push_back(e.at.seq); }, Ms(20));
  bool running = true;
  boost::asio::co_spawn(io_, reader.run(), [&](std::exception_ptr) { running = false; });
  std::int64_t last = 0;
  for (int round = 0; round < 3; ++round) {
    for (int i = 0; i < 200; ++i) {
      const auto result = commit(event("u"));
      ASSERT_TRUE(is<Committed>(result));
      last = std::get<Committed>(result).last_seq;
    }
    if (round < 2) restart();
  }
  EXPECT_TRUE(run_task(io_, reader.wait_for(last, Clock::now() + std::chrono::seconds(10))));
  ASSERT_EQ(static_cast<std::int64_t>(seen.size()), last);
  for (std::size_t i = 0; i < seen.size(); ++i)
    ASSERT_EQ(seen[i], static_cast<std::int64_t>(i) + 1);
  EXPECT_EQ(reader.counters().rewinds, 0);
  reader.stop();
  ASSERT_TRUE(run_until(io_, [&] { return !running; }));
}

// Redis comes back without its newest history: the log of acknowledged events was lost with the disk.
TEST_F(StreamTest, ReaderNoticesLostHistory) {
  open_ready(Ms(3000));
  commit(event("a-1"));
  commit(event("a-2"));
  std::optional<StreamPosition> lost;
  int seen = 0;
  EventReader reader(
      io_, *store_, {}, [&](const StoredEvent&) { ++seen; }, Ms(20));
  reader.on_rewind([&](StreamPosition at) -> Task<Expected<StreamPosition>> {
    lost = std::move(at);
    co_return StreamPosition{};
  });
  bool running = true;
  boost::asio::co_spawn(io_, reader.run(), [&](std::exception_ptr) { running = false; });
  ASSERT_TRUE(run_until(io_, [&] { return seen == 2; }));
  redis_.command({"FLUSHALL"});
  commit(event("b-1"));
  commit(event("b-2"));
  commit(event("b-3"));
  ASSERT_TRUE(run_until(io_, [&] { return lost.has_value() && seen == 5; }));
  EXPECT_EQ(lost->event_id, "a-2");
  EXPECT_EQ(reader.stream_position().event_id, "b-3");
  reader.stop();
  ASSERT_TRUE(run_until(io_, [&] { return !running; }));
}

}  // namespace
}  // namespace luodi::test
