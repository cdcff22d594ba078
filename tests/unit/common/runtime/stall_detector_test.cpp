#include "common/runtime/stall_detector.hpp"

#include <gtest/gtest.h>

#include <boost/asio/post.hpp>
#include <sstream>

#include "tests/unit/common/runtime/loop.hpp"

namespace luodi::runtime {
namespace {

TEST(StallDetector, NoticesAHandlerThatHoldsTheLoop) {
  boost::asio::io_context io;
  std::ostringstream out;
  Log log("x", Level::info, out);
  Metrics metrics;
  StallDetector stalls(log, metrics);
  boost::asio::co_spawn(io, stalls.run(), [](std::exception_ptr) {});
  io.poll();
  boost::asio::post(io, [] {
    const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(200);
    while (std::chrono::steady_clock::now() < end) {
    }
  });
  auto count = metrics.counter("luodi_loop_stalls_total", "Times the event loop was held longer than 50 ms");
  ASSERT_TRUE(run_until(io, [&] { return count.value() >= 1; }));
  EXPECT_NE(out.str().find("event loop was held"), std::string::npos);
  EXPECT_GE(metrics.gauge("luodi_loop_longest_stall_seconds", "Longest hold of the event loop since start").value(),
            0.1);
}

}  // namespace
}  // namespace luodi::runtime
