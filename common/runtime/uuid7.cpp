#include "common/runtime/uuid7.hpp"

#include <sys/random.h>

#include <cerrno>
#include <chrono>
#include <system_error>

namespace luodi::runtime {
namespace {

constexpr std::uint16_t k_counter_end = 0x1000;  // twelve bits

using Random = std::array<std::uint8_t, 10>;

// Random bytes for many identifiers from one call of the kernel; a command makes four or five.
class RandomPool {
 public:
  Random take() {
    if (next_ == pool_.size()) {
      // Up to 256 bytes come whole once the kernel's pool is initialised; only waiting for that can be interrupted.
      while (getrandom(pool_.data(), sizeof pool_, 0) != static_cast<ssize_t>(sizeof pool_))
        if (errno != EINTR) throw std::system_error(errno, std::generic_category(), "getrandom");
      next_ = 0;
    }
    return pool_[next_++];
  }

 private:
  std::array<Random, 25> pool_;
  std::size_t next_ = pool_.size();
};

UuidBytes next() {
  static thread_local Uuid7Maker maker;
  static thread_local RandomPool random;
  using namespace std::chrono;
  return maker.make(duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count(), random.take());
}

}  // namespace

UuidBytes Uuid7Maker::make(std::int64_t wall_ms, const std::array<std::uint8_t, 10>& random) {
  if (wall_ms > last_ms_) {
    last_ms_ = wall_ms;
    counter_ = static_cast<std::uint16_t>(((random[8] << 8) | random[9]) & 0x7FF);  // half the range stays for counting
  } else if (++counter_ == k_counter_end) {
    ++last_ms_;  // borrowed from the future: order matters more than the exact millisecond
    counter_ = 0;
  }
  UuidBytes bytes;
  for (std::size_t i = 0; i < 6; ++i)
    bytes[i] = static_cast<std::uint8_t>(last_ms_ >> (40 - 8 * i));
  bytes[6] = static_cast<std::uint8_t>(0x70 | (counter_ >> 8));
  bytes[7] = static_cast<std::uint8_t>(counter_ & 0xFF);
  for (std::size_t i = 0; i < 8; ++i)
    bytes[8 + i] = random[i];
  bytes[8] = static_cast<std::uint8_t>(0x80 | (bytes[8] & 0x3F));
  return bytes;
}

std::string hex(const UuidBytes& bytes) {
  static constexpr char k_digits[] = "0123456789abcdef";
  std::string text;
  text.reserve(2 * bytes.size());
  for (const std::uint8_t b : bytes) {
    text += k_digits[b >> 4];
    text += k_digits[b & 0xF];
  }
  return text;
}

std::string uuid_text(const UuidBytes& bytes) {
  std::string text = hex(bytes);
  for (const std::size_t dash : {8u, 13u, 18u, 23u})
    text.insert(dash, 1, '-');
  return text;
}

std::string uuid7() {
  return uuid_text(next());
}

std::string new_id(std::string_view prefix) {
  std::string id(prefix);
  id += '_';
  return id += hex(next());
}

}  // namespace luodi::runtime
