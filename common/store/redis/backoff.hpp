#pragma once
// Backoff says how long to pause before the next attempt: doubling from first to longest, each pause drawn evenly from
// its upper half, so that many clients spread out and none spins. Pure apart from its own generator.
#include <algorithm>
#include <random>

#include "common/store/redis/options.hpp"

namespace luodi::store::redis {

class Backoff {
 public:
  Backoff(Ms first, Ms longest, std::uint64_t seed) : first_(first), longest_(longest), step_(first), random_(seed) {}
  Ms next() {
    const auto most = std::max<Ms::rep>(1, std::min(step_, longest_).count());
    step_ = std::min(step_ * 2, longest_);
    return Ms(std::uniform_int_distribution<Ms::rep>(most - most / 2, most)(random_));
  }
  void reset() { step_ = first_; }

 private:
  Ms first_;
  Ms longest_;
  Ms step_;
  std::mt19937_64 random_;
};

}  // namespace luodi::store::redis
