#pragma once
// Breaker keeps a target that is down from being asked again and again: after k_breaker_faults faults in a row it
// opens, for half a minute first, twice as long after each failed probe, ten minutes at most. When the time is over one
// send may go as a probe; what comes of it closes the breaker or opens it anew. Where a target serves many people, a
// fault that came once the recipient was named may be that recipient's alone: those of one mail domain count once,
// its mail is no probe while another's may be one, and however many domains have such faults, it opens for them alone.
// Pure: the caller's clock, in ms.
//
//   if (!breaker.admits(now, domain)) return later(breaker.opens_ms(domain));
//   ... send ...
//   fault ? breaker.failed(now, domain) : breaker.succeeded();     // "" where the fault is nobody's in particular
#include <algorithm>
#include <cstdint>
#include <iterator>
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
    if (!holds(whom)) return true;
    if (now_ms < opens_ms(whom) || probing_) return false;
    probing_ = true;
    return true;
  }
  void succeeded() { *this = Breaker(); }
  void failed(std::int64_t now_ms, const std::string& whom = {}) {
    const bool anew = whom.empty() || blamed_.insert(whom).second;
    const bool was_for_all = is_for_all();
    if (whom.empty()) ++faults_;
    const bool opens = open_ ? is_for_all() && !was_for_all : faults_ + std::ssize(blamed_) >= k_breaker_faults;
    if (!opens && (!open_ || !probing_)) return;  // too few, or a send that began before it opened
    if (opens)
      pause_ms_ = k_breaker_first_ms;
    else if (anew && is_for_all())  // the same one once more tells nothing new about the target
      pause_ms_ = std::min(pause_ms_ * 2, k_breaker_longest_ms);
    open_ = true;
    probing_ = false;
    retry_at_ms_ = now_ms + pause_ms_;
  }
  // The probe came to nothing that says anything about the target.
  void abandoned() { probing_ = false; }
  bool open() const { return open_; }
  std::int64_t retry_at_ms() const { return retry_at_ms_; }
  // From when this one's may be the probe; 0 = it is not held at all. Whoever had a part in the opening proves nothing;
  // but where nobody else has mail for as long again, it may be he.
  std::int64_t opens_ms(const std::string& whom = {}) const {
    if (!holds(whom)) return 0;
    return blamed_.contains(whom) ? retry_at_ms_ + k_breaker_first_ms : retry_at_ms_;
  }

 private:
  bool is_for_all() const { return faults_ >= k_breaker_faults; }
  bool holds(const std::string& whom) const { return open_ && (is_for_all() || blamed_.contains(whom)); }
  bool open_ = false;
  bool probing_ = false;
  int faults_ = 0;                // nobody's in particular
  std::set<std::string> blamed_;  // mail domains that had a fault, each counted once
  std::int64_t pause_ms_ = 0;
  std::int64_t retry_at_ms_ = 0;
};

}  // namespace luodi::monitor
