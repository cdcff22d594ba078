#pragma once
// Identifiers that sort by age: UUIDv7 (RFC 9562) from the real clock, a 12-bit counter within one millisecond and
// getrandom(2). Within one process later calls give greater values, also when the clock steps back. Thread-safe by
// thread-local state, the order then holds per thread.
//
//   uuid7()          "01903e8a-6d1c-7a30-9f3e-0c5d9be1a001"
//   new_id("prj")    "prj_01903e8a6d1c7a309f3e0c5d9be1a001"
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace luodi::runtime {

using UuidBytes = std::array<std::uint8_t, 16>;

// Uuid7Maker with its clock and randomness given; the free functions use the real ones.
class Uuid7Maker {
 public:
  UuidBytes make(std::int64_t wall_ms, const std::array<std::uint8_t, 10>& random);

 private:
  std::int64_t last_ms_ = -1;
  std::uint16_t counter_ = 0;
};

std::string hex(const UuidBytes& bytes);
std::string uuid_text(const UuidBytes& bytes);  // with dashes
std::string uuid7();
std::string new_id(std::string_view prefix);

}  // namespace luodi::runtime
