#include "common/runtime/turns.hpp"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <vector>

namespace luodi::runtime {
namespace {
using boost::asio::awaitable;
constexpr std::chrono::seconds k_patience{30};

struct TurnsTest : testing::Test {
  // Holds the turn over one suspension, and says when it had it.
  awaitable<void> visit(std::string name, int who) {
    auto turn = co_await turns.take(name, Turns::Clock::now() + k_patience);
    EXPECT_TRUE(turn.held());
    EXPECT_EQ(inside, 0) << "one at a time";
    ++inside;
    co_await boost::asio::post(io, boost::asio::use_awaitable);
    --inside;
    order.push_back(who);
  }
  void spawn(std::string name, int who) { boost::asio::co_spawn(io, visit(std::move(name), who), rethrow); }
  static void rethrow(std::exception_ptr fault) {
    if (fault) std::rethrow_exception(fault);
  }

  boost::asio::io_context io{1};
  Turns turns;
  int inside = 0;
  std::vector<int> order;
};

TEST_F(TurnsTest, FirstComeFirstServedOneAtATime) {
  std::vector<int> expected;
  for (int who = 0; who < 12; ++who) {
    spawn("counter", who);
    expected.push_back(who);
  }
  io.run();
  EXPECT_EQ(order, expected);
  EXPECT_TRUE(turns.empty()) << "nothing is left behind";
}

TEST_F(TurnsTest, WhoeverComesWhileOneIsHandedOverQueuesBehindIt) {
  const auto take = [&](Turns::Turn& into) -> awaitable<void> {
    into = co_await turns.take("counter", Turns::Clock::now() + k_patience);
  };
  Turns::Turn first;
  boost::asio::co_spawn(io, take(first), rethrow);
  io.run();
  ASSERT_TRUE(first.held());
  spawn("counter", 1);
  io.restart();
  io.poll();
  first = Turns::Turn();  // hands over; the one who waits has not run yet
  EXPECT_TRUE(turns.is_taken("counter"));
  spawn("counter", 2);
  io.restart();
  io.run();
  EXPECT_EQ(order, (std::vector<int>{1, 2}));
}

TEST_F(TurnsTest, OtherThingsDoNotWait) {
  Turns::Turn held;
  const auto take = [&]() -> awaitable<void> {
    held = co_await turns.take("counter", Turns::Clock::now() + k_patience);
  };
  boost::asio::co_spawn(io, take, rethrow);
  spawn("another", 7);
  io.run();
  EXPECT_TRUE(held.held());
  EXPECT_EQ(order, std::vector<int>{7});
}

TEST_F(TurnsTest, PatienceEnds) {
  Turns::Turn held;
  bool late = false;
  const auto both = [&]() -> awaitable<void> {
    held = co_await turns.take("counter", Turns::Clock::now() + k_patience);
    const auto second = co_await turns.take("counter", Turns::Clock::now());
    late = !second.held();
  };
  boost::asio::co_spawn(io, both, rethrow);
  io.run();
  EXPECT_TRUE(late);
  held = Turns::Turn();
  EXPECT_TRUE(turns.empty()) << "who gave up waits no more";
}

TEST(Turns, FramesThatNeverEndLeaveTheLineInOrder) {
  Turns turns;
  {
    boost::asio::io_context io{1};
    for (int i = 0; i < 3; ++i) {
      const auto hold = [&turns, &io]() -> awaitable<void> {
        const auto turn = co_await turns.take("counter", Turns::Clock::now() + k_patience);
        boost::asio::steady_timer never(io, k_patience);
        co_await never.async_wait(boost::asio::use_awaitable);
      };
      boost::asio::co_spawn(io, hold, boost::asio::detached);
    }
    io.poll();
    EXPECT_TRUE(turns.is_taken("counter"));
  }
  SUCCEED() << "the sanitizers look on";
}
}  // namespace
}  // namespace luodi::runtime
