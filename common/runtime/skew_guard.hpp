#pragma once
// SkewGuard compares this host's clock with Redis TIME, the clock of the suite, every 30 s. It feeds the offset to the
// SystemClock, warns from 0.5 s and makes the process not ready from 5 s: a host that far off has a broken time service
// and its request deadlines cannot be trusted. A measurement whose round trip took longer than 0.5 s says nothing and
// is left out. One io_context thread.
//
//   SkewGuard guard(clock, health, metrics, log);
//   tasks.spawn("skew guard", guard.run([&] { return store.time(); }));
#include <cstdint>
#include <functional>

#include "common/bus/bus.hpp"
#include "common/runtime/clock.hpp"
#include "common/runtime/health.hpp"
#include "common/runtime/log.hpp"
#include "common/runtime/metrics.hpp"

namespace luodi::runtime {

inline constexpr std::int64_t k_skew_warn_ms = 500;
inline constexpr std::int64_t k_skew_limit_ms = 5000;
inline constexpr std::int64_t k_skew_round_trip_ms = 500;
inline constexpr std::int64_t k_skew_every_ms = 30'000;

class SkewGuard {
 public:
  using Probe = std::function<bus::Task<Expected<Instant>>()>;
  SkewGuard(SystemClock& clock, Health& health, Metrics& metrics, Log& log);
  // One measurement: the remote time was read somewhere between the two local instants.
  void observe(std::int64_t local_before_ms, Instant remote, std::int64_t local_after_ms);
  bus::Task<void> run(Probe probe);  // until cancelled; the guard must outlive it

 private:
  SystemClock& clock_;
  Health& health_;
  Gauge skew_;
  Log& log_;
};

}  // namespace luodi::runtime
