#pragma once
// Clock is the only source of "now" for business rules. SystemClock follows Redis TIME once a SkewGuard has measured
// it and never goes back within a process. VirtualClock moves only when it is set (drills); whoever sets it also stores
// it, so that a restart finds the same day. ManualClock is for tests. Deadlines of requests do not use any of these:
// they are real time (bus::wall_ms). One io_context thread.
//
//   const Instant now = clock.now();
#include <cstdint>

#include "common/bus/wall_clock.hpp"
#include "common/kernel/civil.hpp"

namespace luodi::runtime {

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() const = 0;
  virtual bool is_virtual() const { return false; }
};

class SystemClock final : public Clock {
 public:
  explicit SystemClock(bus::WallClock wall = bus::wall_ms) : wall_(std::move(wall)) {}
  Instant now() const override;
  // What has to be added to this host's clock to get the time of Redis.
  void set_offset_ms(std::int64_t offset) { offset_ms_ = offset; }
  std::int64_t offset_ms() const { return offset_ms_; }

 private:
  bus::WallClock wall_;
  std::int64_t offset_ms_ = 0;
  mutable std::int64_t latest_ms_ = 0;
};

class VirtualClock final : public Clock {
 public:
  explicit VirtualClock(Instant start) : now_(start) {}
  Instant now() const override { return now_; }
  bool is_virtual() const override { return true; }
  // False: it would go back, which deadlines already evaluated could not follow.
  bool set(Instant to) {
    if (to < now_) return false;
    now_ = to;
    return true;
  }

 private:
  Instant now_;
};

class ManualClock final : public Clock {
 public:
  explicit ManualClock(Instant start) : now_(start) {}
  Instant now() const override { return now_; }
  void set(Instant to) { now_ = to; }
  void advance_ms(std::int64_t by) { now_ = now_.plus_ms(by); }

 private:
  Instant now_;
};

}  // namespace luodi::runtime
