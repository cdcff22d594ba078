#pragma once
// StallDetector notices when something holds the loop: one thread serves everybody, so 50 ms of computing or blocking
// in one handler are 50 ms for all. It counts every stall and warns at most once a second. One io_context thread.
//
//   StallDetector stalls(log, metrics);
//   tasks.spawn("stall detector", stalls.run());
#include <chrono>

#include "common/bus/bus.hpp"
#include "common/runtime/log.hpp"
#include "common/runtime/metrics.hpp"

namespace luodi::runtime {

inline constexpr std::chrono::milliseconds k_stall_limit{50};
inline constexpr std::chrono::milliseconds k_stall_probe{50};  // a probe every 50 ms costs 20 wake-ups a second

class StallDetector {
 public:
  StallDetector(Log& log, Metrics& metrics);
  bus::Task<void> run();  // until cancelled; the detector must outlive it

 private:
  Log& log_;
  Counter stalls_;
  Gauge longest_;
};

}  // namespace luodi::runtime
