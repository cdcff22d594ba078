#pragma once
// Sessions: an opaque token of 256 bits for the client, its SHA-256 for us. The token itself is stored nowhere.
//
// Kept in the store under "session:<hash>" (who, until when; absolute limit) and "session-seen:<hash>" (its expiry is
// the idle limit, renewed at most once a minute). Two keys, so that renewing can never revive a session that another
// gateway has just ended. A copy in memory is trusted for one second: a logout counts everywhere within that time, and
// a request costs no store access. While the store cannot be asked, what was last known holds for a minute at most;
// ending a session needs the store, so nothing can be missed before. One io_context thread.
//
//   auto opened = co_await sessions.open("zhang");     // opened->token goes to the client, once
//   if (const std::string* user = sessions.fresh(token)) ...          // no store access
//   auto user = co_await sessions.check(token);                       // nullopt = not (or no longer) valid
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "common/store/store.hpp"

namespace luodi::gateway {

struct SessionLimits {
  std::int64_t idle_ms = 30 * 60 * 1000;          // GB/T 22239 8.1.4.1: leave an unattended session
  std::int64_t absolute_ms = 12LL * 3600 * 1000;  // one working day
  std::int64_t touch_ms = 60 * 1000;              // write the last use at most this often
  std::int64_t trust_ms = 1000;                   // age of a copy in memory that needs no question
  std::int64_t outage_ms = 60 * 1000;             // ... while the store is away
  std::size_t max_copies = 50'000;
};

struct OpenedSession {
  std::string token;
  Instant expires_at;
};

class Sessions {
 public:
  using Clock = std::function<std::int64_t()>;  // wall clock, milliseconds since 1970
  Sessions(store::Store& store, SessionLimits limits, Clock clock);

  store::Task<Expected<OpenedSession>> open(std::string username);
  store::Task<Expected<void>> close(std::string token);
  // User name of a valid session; nullopt = none. Fails with service_unavailable when nobody can tell. An open event
  // stream only looks: it must not keep an unattended session alive.
  enum class Reason { use, look };
  store::Task<Expected<std::optional<std::string>>> check(std::string token, Reason reason = Reason::use);
  // The same without asking, when the copy is fresh and its last use need not be written; else nullptr: call check().
  const std::string* fresh(const std::string& token);
  std::size_t copies() const { return copies_.size(); }

 private:
  struct Copy {
    std::string username;
    std::int64_t expires_ms = 0;  // absolute
    std::int64_t seen_ms = 0;
    std::int64_t touched_ms = 0;  // last use as written
    std::int64_t checked_ms = 0;
  };
  store::Task<Expected<std::optional<Copy>>> load(std::string hash);
  store::Task<Expected<void>> forget(std::string hash);
  void keep(const std::string& hash, Copy copy);

  store::Store& store_;
  SessionLimits limits_;
  Clock clock_;
  std::unordered_map<std::string, Copy> copies_;
};

}  // namespace luodi::gateway
