#pragma once
// Breaker keeps a target that is down from being asked again and again: after k_breaker_faults faults in a row it
// opens, for half a minute first, twice as long after each failed probe, ten minutes at most. When the time is over one
// send may go as a probe; what comes of it closes the breaker or opens it anew. Pure: the caller's clock, in ms.
//
//   if (!breaker.admits(now)) return later(breaker.retry_at_ms());
//   ... send ...
//   fault ? breaker.failed(now) : breaker.succeeded();
#include <algorithm>
#include <cstdint>

namespace luodi::monitor {

inline constexpr int k_breaker_faults = 3;
inline constexpr std::int64_t k_breaker_first_ms = 30'000;
inline constexpr std::int64_t k_breaker_longest_ms = 600'000;

class Breaker {
 public:
  // True = send now; the caller then reports what came of it.
  bool admits(std::int64_t now_ms) {
    if (!open_) return true;
    if (now_ms < retry_at_ms_ || probing_) return false;
    probing_ = true;
    return true;
  }
  void succeeded() { *this = Breaker(); }
  void failed(std::int64_t now_ms) {
    ++faults_;
    if (!open_ && faults_ < k_breaker_faults) return;
    if (open_ && !probing_) return;  // a send that began before it opened
    pause_ms_ = open_ ? std::min(pause_ms_ * 2, k_breaker_longest_ms) : k_breaker_first_ms;
    open_ = true;
    probing_ = false;
    retry_at_ms_ = now_ms + pause_ms_;
  }
  // The probe came to nothing that says anything about the target.
  void abandoned() { probing_ = false; }
  bool open() const { return open_; }
  std::int64_t retry_at_ms() const { return retry_at_ms_; }

 private:
  bool open_ = false;
  bool probing_ = false;
  int faults_ = 0;
  std::int64_t pause_ms_ = 0;
  std::int64_t retry_at_ms_ = 0;
};

}  // namespace luodi::monitor
