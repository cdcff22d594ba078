#pragma once
// RateLimiter is one token bucket for each caller: `quota` requests at once, refilled evenly over `window_s`. Callers
// are remembered up to a bound; the one that was seen longest ago is forgotten first (its bucket had refilled).
// Not thread-safe. The clock is passed in.
//
//   auto verdict = limiter.take("u:zhang", now_ms);
//   if (!verdict.allowed) -> 429, Retry-After: verdict.retry_after_s
#include <cstdint>
#include <list>
#include <string>
#include <unordered_map>

namespace luodi::gateway {

struct RateVerdict {
  bool allowed = true;
  std::int64_t remaining = 0;
  std::int64_t reset_s = 0;        // until the bucket is full again
  std::int64_t retry_after_s = 0;  // when refused
};

class RateLimiter {
 public:
  // quota 0 = no limit.
  RateLimiter(std::string name, std::int64_t quota, std::int64_t window_s, std::size_t max_callers = 100'000);
  bool enabled() const { return quota_ > 0; }
  RateVerdict take(const std::string& caller, std::int64_t now_ms);
  // The fields of draft-ietf-httpapi-ratelimit-headers: policy "default";q=100;w=60 and state "default";r=50;t=30.
  const std::string& policy_field() const { return policy_; }
  std::string state_field(const RateVerdict& verdict) const;
  std::size_t callers() const { return index_.size(); }

 private:
  struct Bucket {
    std::string caller;
    double tokens;
    std::int64_t at_ms;
  };
  std::string name_;
  std::int64_t quota_;
  std::int64_t window_s_;
  std::size_t max_callers_;
  std::string policy_;
  std::list<Bucket> buckets_;  // most recently seen first
  std::unordered_map<std::string, std::list<Bucket>::iterator> index_;
};

}  // namespace luodi::gateway
