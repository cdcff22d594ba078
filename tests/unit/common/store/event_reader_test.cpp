#include "common/store/event_reader.hpp"

#include <gtest/gtest.h>

#include "common/store/memory/memory_store.hpp"
#include "tests/support/redis/run_task.hpp"

namespace luodi::store {
namespace {

using memory::MemoryStore;
using std::chrono::milliseconds;
using test::run_task;
using test::run_until;

class EventReaderTest : public ::testing::Test {
 protected:
  // A tick so long that nothing but a bell or a poke can wake the reader, unless a test wants the tick.
  static constexpr milliseconds k_never{3'600'000};

  void append(int events = 1) {
    for (int i = 0; i < events; ++i) {
      UnitOfWork work("510700");
      ++appended_;
      work.append("u-" + std::to_string(appended_), std::to_string(appended_));
      run_task(io_, store_.commit(std::move(work)));
    }
  }
  StoredEvent stored(std::int64_t seq) { return store_.data().events.at(static_cast<std::size_t>(seq) - 1); }
  void start(StreamPosition after = {}, milliseconds tick = k_never) {
    reader_.emplace(
        io_, store_, std::move(after), [this](const StoredEvent& e) { seen_.push_back(e.at.seq); }, tick);
  }
  void run() {
    running_ = true;
    boost::asio::co_spawn(io_, reader_->run(), [this](std::exception_ptr error) {
      running_ = false;
      if (error) std::rethrow_exception(error);
    });
  }
  bool reaches(std::int64_t seq) {
    return run_until(
        io_, [&] { return reader_->position() >= seq; }, milliseconds(5000));
  }
  void TearDown() override {
    if (!reader_) return;
    reader_->stop();
    EXPECT_TRUE(run_until(io_, [&] { return !running_; }));
  }
  void expect_each_once(std::int64_t first, std::int64_t last) {
    ASSERT_EQ(static_cast<std::int64_t>(seen_.size()), last - first + 1);
    for (std::size_t i = 0; i < seen_.size(); ++i)
      ASSERT_EQ(seen_[i], first + static_cast<std::int64_t>(i));
  }

  boost::asio::io_context io_{1};
  MemoryStore store_{"510700"};
  std::optional<EventReader> reader_;
  std::vector<std::int64_t> seen_;
  int appended_ = 0;
  bool running_ = false;
};

TEST_F(EventReaderTest, CatchesUpOverManyPagesAtStart) {
  append(2000);
  start();
  EXPECT_FALSE(reader_->caught_up());
  run();
  ASSERT_TRUE(reaches(2000));
  expect_each_once(1, 2000);
  EXPECT_TRUE(run_until(io_, [&] { return reader_->caught_up(); }));
  EXPECT_EQ(reader_->lag(), 0);
}

TEST_F(EventReaderTest, BellThatFitsIsAppliedWithoutReading) {
  append(3);
  start();
  run();
  ASSERT_TRUE(reaches(3));
  append(1);
  store_.faults().reads_unavailable = 1000;
  reader_->bell(stored(4));
  EXPECT_EQ(reader_->position(), 4);
  EXPECT_EQ(reader_->counters().by_bell, 1);
  reader_->bell(stored(4));
  expect_each_once(1, 4);
}

TEST_F(EventReaderTest, GapMakesItReadTheStream) {
  append(3);
  start();
  run();
  ASSERT_TRUE(reaches(3));
  append(5);
  reader_->bell(stored(8));
  EXPECT_EQ(reader_->position(), 3);
  EXPECT_EQ(reader_->lag(), 5);
  ASSERT_TRUE(reaches(8));
  expect_each_once(1, 8);
}

TEST_F(EventReaderTest, BellsOutOfOrderAreAppliedInOrderWithoutReading) {
  append(3);
  start();
  run();
  ASSERT_TRUE(reaches(3));
  append(4);
  store_.faults().reads_unavailable = 1000;
  reader_->bell(stored(6));
  reader_->bell(stored(5));
  EXPECT_EQ(reader_->position(), 3);
  reader_->bell(stored(4));
  EXPECT_EQ(reader_->position(), 6);
  reader_->bell(stored(7));
  expect_each_once(1, 7);
  EXPECT_EQ(reader_->counters().failures, 0);
}

TEST_F(EventReaderTest, LostBellsCostATick) {
  start({}, milliseconds(20));
  run();
  append(4);
  ASSERT_TRUE(reaches(4));
  append(4);
  ASSERT_TRUE(reaches(8));
  expect_each_once(1, 8);
}

TEST_F(EventReaderTest, FailedReadsAreTriedAgain) {
  append(4);
  store_.faults().reads_unavailable = 3;
  start({}, milliseconds(10));
  run();
  ASSERT_TRUE(reaches(4));
  EXPECT_EQ(reader_->counters().failures, 3);
}

TEST_F(EventReaderTest, WaitForReturnsWhenTheEventIsAppliedAndNotBefore) {
  append(2);
  start();
  run();
  ASSERT_TRUE(reaches(2));
  const auto later = EventReader::Clock::now() + milliseconds(50);
  const auto early = run_task(io_, reader_->wait_for(3, later));
  ASSERT_FALSE(early);
  EXPECT_EQ(early.error().code, ErrorCode::deadline_exceeded);
  append(1);  // no bell: asking pokes the reader
  EXPECT_TRUE(run_task(io_, reader_->wait_for(3, EventReader::Clock::now() + milliseconds(5000))));
  EXPECT_TRUE(run_task(io_, reader_->wait_for(1, EventReader::Clock::now())));
}

TEST_F(EventReaderTest, StopEndsRunAndWaiters) {
  start();
  run();
  std::optional<Expected<void>> answer;
  boost::asio::co_spawn(io_, reader_->wait_for(9, EventReader::Clock::now() + std::chrono::hours(1)),
                        [&](std::exception_ptr, Expected<void> result) { answer.emplace(std::move(result)); });
  run_until(
      io_, [] { return false; }, milliseconds(20));
  reader_->stop();
  EXPECT_TRUE(run_until(io_, [&] { return answer.has_value() && !running_; }));
  EXPECT_FALSE(*answer);
}

TEST_F(EventReaderTest, LostHistoryIsReportedAndRebuilt) {
  append(5);
  const auto snapshot = store_.data();
  append(3);
  start();
  std::optional<StreamPosition> lost;
  reader_->on_rewind([&](StreamPosition at) -> Task<Expected<StreamPosition>> {
    lost = std::move(at);
    seen_.clear();  // the model is rebuilt from nothing
    co_return StreamPosition{};
  });
  run();
  ASSERT_TRUE(reaches(8));
  store_.fail_over_to(snapshot);
  append(5);  // sequences 6..10 again, with other events
  reader_->bell(stored(9));
  ASSERT_TRUE(reaches(10));
  ASSERT_TRUE(lost);
  EXPECT_EQ(lost->seq, 8);
  EXPECT_EQ(lost->event_id, "u-8");
  EXPECT_EQ(reader_->stream_position(), (StreamPosition{2, 10, "u-13"}));
  expect_each_once(1, 10);
  EXPECT_EQ(reader_->counters().rewinds, 1);
}

TEST_F(EventReaderTest, LostHistoryWithoutRebuildStopsTheReader) {
  append(5);
  const auto snapshot = store_.data();
  append(3);
  start();
  run();
  ASSERT_TRUE(reaches(8));
  store_.fail_over_to(snapshot);
  reader_->poke();
  ASSERT_TRUE(run_until(io_, [&] { return !running_; }));
  ASSERT_TRUE(reader_->failed());
  const auto answer = run_task(io_, reader_->wait_for(9, EventReader::Clock::now() + milliseconds(5000)));
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, ErrorCode::service_unavailable);
}

TEST_F(EventReaderTest, RebuildThatEndsOnALostPositionDoesNotSpin) {
  append(2);
  start(StreamPosition{1, 50, "nowhere"});
  int rebuilds = 0;
  reader_->on_rewind([&](StreamPosition) -> Task<Expected<StreamPosition>> {
    ++rebuilds;
    co_return StreamPosition{1, 60, "nowhere either"};
  });
  run();
  run_until(
      io_, [] { return false; }, milliseconds(100));
  EXPECT_EQ(rebuilds, 1);
}

}  // namespace
}  // namespace luodi::store
