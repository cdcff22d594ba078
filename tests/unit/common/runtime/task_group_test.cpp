#include "common/runtime/task_group.hpp"

#include <gtest/gtest.h>

#include <sstream>
#include <stdexcept>

#include "tests/unit/common/runtime/loop.hpp"

namespace luodi::runtime {
namespace {

using namespace std::chrono_literals;

class TaskGroupTest : public ::testing::Test {
 protected:
  boost::asio::io_context io;
  std::ostringstream out;
  Log log{"x", Level::info, out};
  Metrics metrics;
  Health health;
  TaskGroup tasks{io, log, metrics, health};
  void SetUp() override { health.started(); }
  bool stop(std::int64_t limit_ms) {
    std::optional<bool> result;
    boost::asio::co_spawn(io, tasks.stop(limit_ms), [&](std::exception_ptr, bool all) { result = all; });
    EXPECT_TRUE(run_until(io, [&] { return result.has_value(); }));
    return result.value_or(false);
  }
};

Task<void> throw_soon() {
  co_await wait_for(1ms);
  throw std::runtime_error("broken pipe");
}
Task<void> forever() {
  for (;;)
    co_await wait_for(1h);
}
Task<void> deaf(bool* done) {  // ends late: cancellation is switched off
  co_await boost::asio::this_coro::reset_cancellation_state(boost::asio::disable_cancellation());
  co_await wait_for(300ms);
  *done = true;
}

TEST_F(TaskGroupTest, AnExceptionIsLoggedCountedAndMakesTheProcessNotReady) {
  tasks.spawn("consumer", throw_soon());
  ASSERT_TRUE(run_until(io, [&] { return tasks.running() == 0; }));
  EXPECT_NE(out.str().find("\"task\":\"consumer\",\"what\":\"broken pipe\""), std::string::npos) << out.str();
  EXPECT_FALSE(health.ready());
  EXPECT_NE(metrics.text().find("luodi_task_faults_total 1\n"), std::string::npos);
}

TEST_F(TaskGroupTest, StopCancelsAndAwaitsAll) {
  for (int i = 0; i < 3; ++i)
    tasks.spawn("loop", forever());
  EXPECT_EQ(tasks.running(), 3u);
  io.poll();
  EXPECT_TRUE(stop(5000));
  EXPECT_EQ(tasks.running(), 0u);
  EXPECT_TRUE(tasks.stopping());
  EXPECT_EQ(out.str(), "") << "our own cancellation is no fault";
  EXPECT_TRUE(health.ready());
}

TEST_F(TaskGroupTest, StopWithoutTasksReturnsAtOnce) {
  EXPECT_TRUE(stop(60'000));
}

TEST_F(TaskGroupTest, StopNamesWhoDidNotEndInTime) {
  bool done = false;
  tasks.spawn("deaf", deaf(&done));
  io.poll();
  EXPECT_FALSE(stop(20));
  EXPECT_NE(out.str().find("\"task\":\"deaf\""), std::string::npos);
  EXPECT_TRUE(run_until(io, [&] { return done; }));
}

TEST_F(TaskGroupTest, ALambdaIsKeptAliveWithItsCoroutine) {
  std::string seen;
  {
    std::string text(100, 'x');
    tasks.spawn("lambda", [text, &seen]() -> Task<void> {
      co_await wait_for(1ms);
      seen = text;
    });
  }
  ASSERT_TRUE(run_until(io, [&] { return tasks.running() == 0; }));
  EXPECT_EQ(seen, std::string(100, 'x'));
}

}  // namespace
}  // namespace luodi::runtime
