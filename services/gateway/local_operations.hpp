#pragma once
// The operations that the gateway answers itself: sessions, who am I, accounts, the change feed, the clock, its own
// description and the probes. Identity, routing and the form of the request are settled before; nothing here is a
// business rule. One io_context thread.
//
//   http::Response response = co_await local.run(*match.route, std::move(asked_request));
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "common/bus/bus.hpp"
#include "common/http/server.hpp"
#include "common/runtime/clock.hpp"
#include "common/store/store.hpp"
#include "services/gateway/accounts.hpp"
#include "services/gateway/answers.hpp"
#include "services/gateway/event_hub.hpp"
#include "services/gateway/login.hpp"
#include "services/gateway/rate_limit.hpp"
#include "services/gateway/routes.hpp"
#include "services/gateway/sessions.hpp"

namespace luodi::gateway {

// Moves the virtual clock of the whole suite: stored first, then heard by everybody. Null when time is real.
class ClockSetter {
 public:
  ClockSetter(runtime::VirtualClock& clock, store::Store& store, bus::EventPublisher& publisher)
      : clock_(clock), store_(store), publisher_(publisher) {}
  store::Task<Expected<void>> set(Instant to);  // conflict when it would go back

 private:
  runtime::VirtualClock& clock_;
  store::Store& store_;
  bus::EventPublisher& publisher_;
  bool moving_ = false;
};

class LocalRequest {  // an admitted request with what only HTTP knows
 public:
  LocalRequest(bus::Request r, Asked a) : request(std::move(r)), asked(std::move(a)) {}
  bus::Request request;
  Asked asked;
  std::string token;  // of the session, empty when nobody is signed in
  std::string peer;
  std::optional<std::string> last_event_id;
};

struct LocalParts {  // borrowed; outlive the operations
  Sessions& sessions;
  Login& login;
  AccountDirectory& directory;
  AccountCommands& accounts;
  EventHub& hub;
  RateLimiter& logins;
  const runtime::Clock& clock;
  ClockSetter* clock_setter;                                                   // nullptr: real time
  std::function<std::string()> failed_checks;                                  // by name; empty = ready
  std::function<std::int64_t()> wall;                                          // milliseconds since 1970
  std::function<store::Task<Expected<void>>(std::int64_t sequence)> wait_for;  // read your writes
};

class LocalOperations {
 public:
  explicit LocalOperations(LocalParts parts) : parts_(std::move(parts)) {}
  http::Task<http::Response> run(const Route& route, LocalRequest in);

 private:
  http::Task<http::Response> open_session(LocalRequest in);
  http::Task<http::Response> close_session(LocalRequest in);
  http::Task<http::Response> account(const Route& route, LocalRequest in);
  http::Task<http::Response> changes(LocalRequest in);
  http::Response events(LocalRequest in);
  http::Task<http::Response> set_clock(LocalRequest in);
  http::Response clock() const;
  http::Response me(const LocalRequest& in) const;

  LocalParts parts_;
};

// Whole number of a query parameter; absent = nullopt.
Expected<std::optional<std::int64_t>> whole_number(const bus::Request& request, const std::string& name,
                                                   std::int64_t least, std::int64_t most);

}  // namespace luodi::gateway
