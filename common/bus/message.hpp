#pragma once
// The two messages of the bus. Request/Reply: the gateway asks a service (DEALER/ROUTER). FeedEvent: everybody hears
// what was committed (PUB/SUB); losing one costs latency only, because every reader catches up from the stream.
// Format with byte examples: common/codec/FORMAT.md. Classes have constructors because g++ 12 frees a temporary
// aggregate passed to a coroutine twice.
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "common/kernel/actor.hpp"
#include "common/kernel/civil.hpp"

namespace luodi::bus {

class Request {
 public:
  Request() = default;
  std::string operation;  // "project.landing"; the gateway's route table names it
  std::string city;       // "510700"
  Actor actor;
  std::map<std::string, std::string> params;  // path parameters: {"id": "prj_..."}
  std::map<std::string, std::string> query;   // decoded query parameters, without dry_run
  std::string body;                           // JSON text, syntax already checked by the gateway; may be empty
  std::string idempotency_scope;              // empty = none
  std::string idempotency_fingerprint;
  std::optional<std::int64_t> if_match;  // version from If-Match
  bool dry_run = false;
  std::int64_t min_sequence = 0;  // X-Luodi-Min-Sequence
  std::int64_t deadline_ms = 0;   // wall clock (milliseconds since 1970 UTC); past it the service drops it
  std::optional<Instant> now;     // set only under a virtual clock
  std::string traceparent;
  std::string language = "zh";  // "zh" or "en"
};

// Header of a reply by a server that stops: the request was not taken, so that another instance may be asked.
inline constexpr const char* k_not_taken = "X-Luodi-Not-Taken";

class Reply {
 public:
  Reply() = default;
  Reply(int s, std::string b) : status(s), body(std::move(b)) {}
  int status = 500;
  std::string body;                            // JSON text (application/json, or problem+json when status >= 400)
  std::string content_type;                    // empty = by the rule above
  std::map<std::string, std::string> headers;  // ETag, Location, X-Luodi-Sequence, Idempotency-Replayed, ...
};

class FeedEvent {
 public:
  FeedEvent() = default;
  std::string city;
  std::int64_t epoch = 0;
  std::int64_t seq = 0;
  std::string event_id;  // uuid; a reader checks by it that the history is still the one it knows
  std::string json;      // CloudEvent without its sequence
};

}  // namespace luodi::bus
