#include "common/runtime/skew_guard.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <cstdlib>
#include <utility>

namespace luodi::runtime {

namespace asio = boost::asio;

SkewGuard::SkewGuard(SystemClock& clock, Health& health, Metrics& metrics, Log& log)
    : clock_(clock),
      health_(health),
      skew_(metrics.gauge("luodi_clock_skew_seconds", "Redis TIME minus the clock of this host")),
      log_(log) {
  health_.set("skew", false, "not measured yet");
}

void SkewGuard::observe(std::int64_t local_before_ms, Instant remote, std::int64_t local_after_ms) {
  const std::int64_t round_trip = local_after_ms - local_before_ms;
  if (round_trip < 0 || round_trip > k_skew_round_trip_ms) return;
  const std::int64_t skew = remote.ms() - (local_before_ms + round_trip / 2);
  skew_.set(static_cast<double>(skew) / 1000);
  clock_.set_offset_ms(skew);
  const std::string note = std::to_string(skew) + " ms";
  health_.set("skew", std::abs(skew) < k_skew_limit_ms, note);
  if (std::abs(skew) >= k_skew_warn_ms)
    log_.warn("clock of this host differs from Redis TIME",
              {{"skew_ms", skew}, {"warn_ms", k_skew_warn_ms}, {"limit_ms", k_skew_limit_ms}});
}

bus::Task<void> SkewGuard::run(Probe probe) {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  for (;;) {
    const std::int64_t before = bus::wall_ms();
    const auto remote = co_await probe();
    if (remote) observe(before, *remote, bus::wall_ms());
    timer.expires_after(std::chrono::milliseconds(k_skew_every_ms));
    co_await timer.async_wait(asio::use_awaitable);
  }
}

}  // namespace luodi::runtime
