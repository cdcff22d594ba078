#pragma once
// Breaker keeps a target that is down from being asked again and again: after k_breaker_faults faults in a row it
// opens, for half a minute first, twice as long after each failed probe, ten minutes at most. When the time is over one
// send may go as a probe; what comes of it closes the breaker or opens it anew. Where a target serves many people, a
// fault that came once the recipient was named may be that recipient's alone: those of one mail domain count once,
// and its mail is no probe while another's may be one. Pure: the caller's clock, in ms.
//
//   if (!breaker.admits(now, domain)) return later(breaker.retry_at_ms());
//   ... send ...
//   fault ? breaker.failed(now, domain) : breaker.succeeded();     // "" where the fault is nobody's in particular
#include <algorithm>
#include <cstdint>
#include <set>
#include <string>

namespace luodi::monitor {

inline constexpr int k_breaker_faults = 3;
inline constexpr std::int64_t k_breaker_first_ms = 30'000;
inline constexpr std::int64_t k_breaker_longest_ms = 600'000;

class Breaker {
 public:
  // True = send now; the caller then reports what came of it.
  bool admits(std::int64_t now_ms, const std::string& whom = {}) {
    if (!open_) return true;
    // Whoever had a part in the opening proves nothing; but where nobody else has mail for as long again, it may be he.
    const std::int64_t from_ms = blamed_.contains(whom) ? retry_at_ms_ + k_breaker_first_ms : retry_at_ms_;
    if (now_ms < from_ms || probing_) return false;
    probing_ = true;
    return true;
  }
  void succeeded() { *this = Breaker(); }
  void failed(std::int64_t now_ms, const std::string& whom = {}) {
    const bool anew = whom.empty() || blamed_.insert(whom).second;
    if (anew) ++faults_;
    if (!open_ && faults_ < k_breaker_faults) return;
    if (open_ && !probing_) return;  // a send that began before it opened
    if (!open_)
      pause_ms_ = k_breaker_first_ms;
    else if (anew)  // the same one once more tells nothing new about the target
      pause_ms_ = std::min(pause_ms_ * 2, k_breaker_longest_ms);
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
  std::set<std::string> blamed_;  // mail domains whose faults were counted
  std::int64_t pause_ms_ = 0;
  std::int64_t retry_at_ms_ = 0;
};

}  // namespace luodi::monitor
