#include "common/runtime/clock.hpp"

#include <algorithm>

namespace luodi::runtime {

Instant SystemClock::now() const {
  latest_ms_ = std::max(latest_ms_, wall_() + offset_ms_);
  return Instant::from_ms(latest_ms_);
}

}  // namespace luodi::runtime
