#include "services/gateway/rate_limit.hpp"

#include <algorithm>
#include <cmath>

namespace luodi::gateway {

RateLimiter::RateLimiter(std::string name, std::int64_t quota, std::int64_t window_s, std::size_t max_callers)
    : name_(std::move(name)), quota_(quota), window_s_(window_s), max_callers_(max_callers) {
  policy_ = "\"" + name_ + "\";q=" + std::to_string(quota_) + ";w=" + std::to_string(window_s_);
}

RateVerdict RateLimiter::take(const std::string& caller, std::int64_t now_ms) {
  RateVerdict verdict;
  if (!enabled()) return verdict;
  const double full = static_cast<double>(quota_);
  const double per_ms = full / (static_cast<double>(window_s_) * 1000.0);
  auto found = index_.find(caller);
  if (found == index_.end()) {
    buckets_.push_front({caller, full, now_ms});
    found = index_.emplace(caller, buckets_.begin()).first;
    if (index_.size() > max_callers_) {
      index_.erase(buckets_.back().caller);
      buckets_.pop_back();
    }
  } else {
    buckets_.splice(buckets_.begin(), buckets_, found->second);
  }
  Bucket& bucket = *found->second;
  const double elapsed = static_cast<double>(std::max<std::int64_t>(now_ms - bucket.at_ms, 0));
  bucket.tokens = std::min(full, bucket.tokens + elapsed * per_ms);
  bucket.at_ms = now_ms;
  verdict.allowed = bucket.tokens >= 1.0;
  if (verdict.allowed)
    bucket.tokens -= 1.0;
  else
    verdict.retry_after_s = static_cast<std::int64_t>(std::ceil((1.0 - bucket.tokens) / per_ms / 1000.0));
  verdict.remaining = static_cast<std::int64_t>(bucket.tokens);
  verdict.reset_s = static_cast<std::int64_t>(std::ceil((full - bucket.tokens) / per_ms / 1000.0));
  return verdict;
}

std::string RateLimiter::state_field(const RateVerdict& verdict) const {
  return "\"" + name_ + "\";r=" + std::to_string(verdict.remaining) + ";t=" + std::to_string(verdict.reset_s);
}

}  // namespace luodi::gateway
