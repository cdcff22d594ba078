#pragma once
// Deadlines on the bus are instants of the real clock, also when the business runs on a virtual one: a drill that
// freezes or leaps its clock must neither keep nor kill requests.
#include <chrono>
#include <cstdint>
#include <functional>

namespace luodi::bus {

using WallClock = std::function<std::int64_t()>;  // milliseconds since 1970 UTC

inline std::int64_t wall_ms() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

}  // namespace luodi::bus
