#include "common/runtime/stall_detector.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace luodi::runtime {

namespace asio = boost::asio;
using Steady = std::chrono::steady_clock;

StallDetector::StallDetector(Log& log, Metrics& metrics)
    : log_(log),
      stalls_(metrics.counter("luodi_loop_stalls_total", "Times the event loop was held longer than 50 ms")),
      longest_(metrics.gauge("luodi_loop_longest_stall_seconds", "Longest hold of the event loop since start")) {}

bus::Task<void> StallDetector::run() {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  auto next_warning = Steady::now();
  for (;;) {
    timer.expires_after(k_stall_probe);
    const auto due = timer.expiry();
    co_await timer.async_wait(asio::use_awaitable);
    const auto now = Steady::now();
    const auto late = now - due;
    if (late < k_stall_limit) continue;
    stalls_.add();
    const double seconds = std::chrono::duration<double>(late).count();
    if (seconds > longest_.value()) longest_.set(seconds);
    if (now < next_warning) continue;
    next_warning = now + std::chrono::seconds(1);
    log_.warn("event loop was held", {{"held_ms", std::chrono::duration_cast<std::chrono::milliseconds>(late).count()},
                                      {"limit_ms", k_stall_limit.count()}});
  }
}

}  // namespace luodi::runtime
