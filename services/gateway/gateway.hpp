#pragma once
// Gateway is the path of every request: route (404, 405), identity (401), rate (429), permission (403, deny by
// default), form (400, 415), then an answer from the cache, from the gateway itself or from a service. It knows HTTP,
// identity, limits and routing, and no business rule. One io_context thread; everything in GatewayParts is borrowed.
//
//   Gateway gateway(parts, options);
//   http::Server server(io, config, [&](http::Request r) { return gateway.handle(std::move(r)); });
#include <functional>
#include <map>
#include <string>
#include <utility>

#include "common/http/server.hpp"
#include "common/runtime/clock.hpp"
#include "common/runtime/log.hpp"
#include "common/runtime/metrics.hpp"
#include "services/gateway/accounts.hpp"
#include "services/gateway/answer_cache.hpp"
#include "services/gateway/answers.hpp"
#include "services/gateway/forwarder.hpp"
#include "services/gateway/local_operations.hpp"
#include "services/gateway/rate_limit.hpp"
#include "services/gateway/routes.hpp"
#include "services/gateway/sessions.hpp"
#include "services/gateway/waiting_reads.hpp"

namespace luodi::gateway {

struct GatewayParts {
  std::string city;
  Sessions& sessions;
  AccountDirectory& directory;
  Forwarder& forwarder;
  LocalOperations& local;
  AnswerCache& cache;
  RateLimiter& limiter;
  const runtime::Clock& clock;
  runtime::Metrics& metrics;
  runtime::Log& log;
  std::function<bool()> cache_usable;  // the event reader is up to date
  std::function<std::int64_t()> wall;  // milliseconds since 1970
  WaitingReads& waiting;
  std::function<std::int64_t()> head;  // the last sequence that is known to exist
};

class Gateway {
 public:
  explicit Gateway(GatewayParts parts);
  http::Task<http::Response> handle(http::Request request);

 private:
  struct Caller {
    std::string token;  // as sent; empty = none
    Actor actor;
    bool known = false;
  };
  http::Task<http::Response> answer(const http::Request& request, const Match& match, const Asked& asked);
  static std::string principal_of(const Caller& caller, const http::Request& request);  // whose limits count
  void recognise(Caller& caller, const std::string& username) const;
  http::Task<http::Response> forward(const http::Request& request, const Match& match, const Asked& asked,
                                     bus::Request message, std::string cache_key);
  http::Response from_cache(const CachedAnswer& hit, const http::Request& request) const;
  void note_write(const Match& match, const bus::Reply& reply);
  void count(const Match& match, const http::Request& request, int status, double seconds);
  std::int32_t today() const { return civil_date(parts_.clock.now()).days(); }

  GatewayParts parts_;
  std::map<std::pair<const Route*, int>, runtime::Histogram> durations_;
  runtime::Counter hits_;
  runtime::Counter misses_;
};

// The token of "Authorization: Bearer <token>"; empty when there is none.
std::string bearer_token(const std::string* authorization);

// The Link field of a list that goes on ({"items":[...],"next":"..."}); empty when it does not.
std::string next_link(const http::Request& request, std::string_view body);

}  // namespace luodi::gateway
