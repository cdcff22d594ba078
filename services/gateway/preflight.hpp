#pragma once
// Turns an HTTP request, whose route and caller are known, into the message for a service, or says what is wrong with
// its form: query parameters (400), media type (415), JSON syntax and depth (400), If-Match, Idempotency-Key,
// X-Luodi-Min-Sequence (400). What the body means is for the service. Pure.
//
//   auto request = preflight(http_request, match, actor, facts);
//   if (!request) return problem(request.error());
#include <optional>
#include <string>

#include "common/bus/message.hpp"
#include "common/http/server.hpp"
#include "services/gateway/routes.hpp"

namespace luodi::gateway {

class RequestFacts {  // what the gateway knows beside the request itself
 public:
  RequestFacts() = default;
  std::string city;
  std::string traceparent;
  std::string language = "zh";
  std::int64_t deadline_ms = 0;  // wall clock
  std::optional<Instant> now;    // set under a virtual clock
};

Expected<bus::Request> preflight(const http::Request& request, const Match& match, const Actor& actor,
                                 const RequestFacts& facts);

// The body as JSON text for a command of the gateway itself or of a service; "{}" for an empty one.
Expected<std::string> json_body(const http::Request& request);

// The single version of an If-Match field. "*" and lists are refused: a change names the one version that was seen.
Expected<std::optional<std::int64_t>> if_match_version(const std::string* header);

Expected<std::int64_t> sequence_header(const std::string* header);  // absent = 0

}  // namespace luodi::gateway
