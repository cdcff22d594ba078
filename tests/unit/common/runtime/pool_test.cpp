#include "common/runtime/pool.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <stdexcept>
#include <thread>

#include "tests/unit/common/runtime/loop.hpp"

namespace luodi::runtime {
namespace {

TEST(Pool, WorksElsewhereAndResumesOnTheLoop) {
  boost::asio::io_context io;
  Pool pool(io);
  const auto loop_thread = std::this_thread::get_id();
  std::thread::id work_thread;
  std::thread::id resumed_on;
  std::string result;
  boost::asio::co_spawn(
      io,
      [&]() -> bus::Task<void> {
        auto work = [&work_thread] {
          work_thread = std::this_thread::get_id();
          return std::string("hash");
        };
        result = co_await pool.run(work);
        auto nothing = [] {};
        co_await pool.run(nothing);
        resumed_on = std::this_thread::get_id();
      },
      [](std::exception_ptr error) { EXPECT_FALSE(error); });
  io.run();  // ends only after the work: the loop is kept alive meanwhile
  EXPECT_EQ(result, "hash");
  EXPECT_NE(work_thread, loop_thread);
  EXPECT_EQ(resumed_on, loop_thread);
}

TEST(Pool, AnExceptionReachesTheCaller) {
  boost::asio::io_context io;
  Pool pool(io);
  std::string what;
  boost::asio::co_spawn(
      io,
      [&]() -> bus::Task<void> {
        auto work = []() -> int { throw std::runtime_error("no memory"); };
        co_await pool.run(work);
      },
      [&](std::exception_ptr error) {
        try {
          std::rethrow_exception(error);
        } catch (const std::runtime_error& e) {
          what = e.what();
        }
      });
  io.run();
  EXPECT_EQ(what, "no memory");
}

TEST(Pool, TheLoopTurnsWhileThePoolWorks) {
  boost::asio::io_context io;
  Pool pool(io);
  std::promise<void> release;
  auto released = release.get_future().share();
  bool finished = false;
  boost::asio::co_spawn(
      io,
      [&, released]() -> bus::Task<void> {
        auto work = [released] { released.wait(); };
        co_await pool.run(work);
      },
      [&](std::exception_ptr) { finished = true; });
  int turns = 0;
  ASSERT_TRUE(run_until(io, [&] { return ++turns > 10; }));
  EXPECT_FALSE(finished);
  release.set_value();
  EXPECT_TRUE(run_until(io, [&] { return finished; }));
}

TEST(Pool, ATornDownCallerLeavesTheWorkItsOwnState) {
  std::atomic<bool> worked = false;
  {
    boost::asio::io_context io;
    Pool pool(io);
    std::promise<void> release;
    auto released = release.get_future().share();
    boost::asio::co_spawn(
        io,
        [&pool, &worked, released]() -> bus::Task<void> {
          auto work = [released, &worked, text = std::string(1000, 'x')] {
            released.wait();
            worked = text.size() == 1000;
            return text;
          };
          co_await pool.run(work);
        },
        [](std::exception_ptr) {});
    io.poll();
    release.set_value();
  }
  EXPECT_TRUE(worked);
}

}  // namespace
}  // namespace luodi::runtime
