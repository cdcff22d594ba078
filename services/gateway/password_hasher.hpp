#pragma once
// Password hashes: argon2id (OWASP ASVS app. C: 19 MiB, two passes; about 40 ms) on two threads of their own. At most
// 16 wait; beyond that the answer is `overloaded`, otherwise a flood of logins would take memory and processors from
// everybody. Call from the io_context thread; results come back there.
//
//   auto hash = co_await hasher.hash("Str0ng-enough");
//   auto right = co_await hasher.verify(*hash, "Str0ng-enough");
#include <boost/asio/io_context.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "common/kernel/expected.hpp"
#include "common/runtime/pool.hpp"

namespace luodi::gateway {

struct HashCost {
  unsigned long long passes = 2;
  std::size_t memory_bytes = 19UL * 1024 * 1024;
};

struct Verified {
  bool right = false;
  std::string better;  // a hash with today's cost when the stored one was made with less
};

class PasswordHasher {
 public:
  template <class T>
  using Task = boost::asio::awaitable<T>;
  static constexpr int k_threads = 2;
  static constexpr int k_waiting = 16;

  explicit PasswordHasher(boost::asio::io_context& io, HashCost cost = {});  // throws when libsodium cannot start
  Task<Expected<std::string>> hash(std::string password);
  // An empty hash stands for an unknown user: it takes as long and is never right.
  Task<Expected<Verified>> verify(std::string hash, std::string password);
  int busy() const { return busy_; }

 private:
  std::string hash_now(const std::string& password) const;  // empty when there is no memory for it

  HashCost cost_;
  std::string nobody_;  // hash of a random password
  int busy_ = 0;        // running and waiting
  runtime::Pool pool_;  // its own: a report under way must not delay a sign-in
};

// At least 8 characters of 3 of the 4 classes (GB/T 22239 asks for complexity), at most 128, not the user name itself.
std::optional<Error> check_password(std::string_view password, std::string_view username);

}  // namespace luodi::gateway
