#pragma once
// Login checks a user name and password. Five failures lock the name for 30 minutes (423), whether or not such an
// account exists, and an unknown name takes as long as a known one: nobody learns which names are real. Failures are
// counted in the store, so that neither a restart nor a second gateway gives further tries. A right password that comes
// back after the lock was set is refused too: guesses sent side by side gain nothing. One io_context thread.
//
//   auto user = co_await login.check("zhang", "Str0ng-enough");   // bad_credentials, account_locked, overloaded, ...
#include <functional>
#include <string>
#include <unordered_map>

#include "common/store/store.hpp"
#include "services/gateway/password_hasher.hpp"

namespace luodi::gateway {

struct LockoutLimits {
  int failures = 5;
  std::int64_t lock_ms = 30 * 60 * 1000;
  std::size_t max_names = 10'000;  // kept in memory; the store remembers the rest
};

class Login {
 public:
  using Clock = std::function<std::int64_t()>;
  using Active = std::function<bool(const std::string& username)>;  // an account of that name exists, not disabled
  Login(std::string city, store::Store& store, PasswordHasher& hasher, Active active, LockoutLimits limits,
        Clock clock);

  store::Task<Expected<void>> check(std::string username, std::string password);

 private:
  struct Failures {
    int count = 0;
    std::int64_t until_ms = 0;  // when they are forgotten, and the lock ends
  };
  bool locked(const std::string& name) const;
  store::Task<Expected<void>> recall(std::string name);
  store::Task<Expected<void>> count_failure(std::string name);

  std::string city_;
  store::Store& store_;
  PasswordHasher& hasher_;
  Active active_;
  LockoutLimits limits_;
  Clock clock_;
  std::unordered_map<std::string, Failures> failures_;
};

std::string password_secret(const std::string& username);  // name of the secret that holds the hash

}  // namespace luodi::gateway
