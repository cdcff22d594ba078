#pragma once
// UnitOfWork collects everything that one decision writes; Store::commit writes it in one atomic script or not at all.
// Not thread-safe; build it, move it into commit once. It is a class with constructors on purpose: g++ 12 frees a
// temporary aggregate passed to a coroutine twice.
//
//   UnitOfWork work("510700");
//   work.put("project", id, /*expected=*/3, /*next=*/4, state_json);
//   work.append(event_json);
//   CommitResult result = co_await store.commit(std::move(work));
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "common/kernel/civil.hpp"

namespace luodi::store {

// State of one aggregate. expected 0 = must not exist yet; next must be expected + (number of its events), > expected.
struct StatePut {
  std::string kind;
  std::string id;
  std::int64_t expected;
  std::int64_t next;
  std::string json;
};
// A version that must still hold although nothing is written there (a decision that read another aggregate).
struct StateGuard {
  std::string kind;
  std::string id;
  std::int64_t expected;
};

// The closed list of index verbs. Names are free text ("account_by_name"); keys are built by the store.
enum class IndexVerb { set_add, set_remove, score_set, score_remove, unique_claim, unique_release };
struct IndexChange {
  IndexVerb verb;
  std::string name;    // index name
  std::string member;  // set member, scored member, or the unique value that is claimed
  std::string
      value;  // score for score_set; owner for unique_claim/unique_release (claiming twice by one owner is fine)
};

enum class DueVerb { schedule, cancel, complete };
struct DueChange {
  DueVerb verb;
  std::string job;         // stable id: "evaluate:prj_...", "grace:int_...", "send:ntf_..."
  std::int64_t at_ms = 0;  // schedule: when (milliseconds since 1970 UTC); re-scheduling moves it and bumps the fence
  std::int64_t fence = 0;  // complete: the token of the claim; an older token makes the whole commit StaleFence
  std::string payload;     // schedule: opaque text handed back with the claim
};

// What a client hears when it repeats the request: stored with the effect, kept at least 72 h.
struct IdempotentOutcome {
  std::string scope;        // hash over principal, method, path and key
  std::string fingerprint;  // hash over the body and what else changes the meaning
  std::string response;     // opaque (status, headers, body)
  std::int64_t ttl_ms = 0;
};

// Position in the event stream. epoch changes when Redis lost its history; seq is dense over all epochs.
struct StreamPosition {
  std::int64_t epoch = 0;
  std::int64_t seq = 0;
  std::string event_id;  // uuid of the event there; guards against reused ids after a failover
  friend bool operator==(const StreamPosition&, const StreamPosition&) = default;
};
struct CursorMove {
  std::string consumer;
  std::int64_t expected_seq = 0;  // 0 = not started
  StreamPosition next;
};

class UnitOfWork {
 public:
  explicit UnitOfWork(std::string of_city) : city(std::move(of_city)) {}
  void put(std::string kind, std::string id, std::int64_t expected, std::int64_t next, std::string json) {
    puts.push_back({std::move(kind), std::move(id), expected, next, std::move(json)});
  }
  void guard(std::string kind, std::string id, std::int64_t expected) {
    guards.push_back({std::move(kind), std::move(id), expected});
  }
  // One CloudEvent as JSON text without its sequence (the script assigns that) and its id (uuid).
  void append(std::string event_id, std::string event_json) {
    events.push_back({std::move(event_id), std::move(event_json)});
  }
  void index(IndexVerb verb, std::string name, std::string member, std::string value = {}) {
    indexes.push_back({verb, std::move(name), std::move(member), std::move(value)});
  }
  void schedule(std::string job, Instant at, std::string payload = {}) {
    due.push_back({DueVerb::schedule, std::move(job), at.ms(), 0, std::move(payload)});
  }
  void cancel(std::string job) { due.push_back({DueVerb::cancel, std::move(job), 0, 0, {}}); }
  // In front of everything else: a unit that finishes a job and schedules it again leaves it scheduled, in whichever
  // order the two were asked for.
  void complete(std::string job, std::int64_t fence) {
    due.insert(due.begin(), {DueVerb::complete, std::move(job), 0, fence, {}});
  }
  // A value outside the event log (a password hash, a session): written in the same step, never in events or audit.
  void secret(std::string name, std::string value) { secrets.push_back({std::move(name), std::move(value)}); }

  struct Event {
    std::string id;
    std::string json;
  };
  struct Secret {
    std::string name;
    std::string value;  // empty = delete
  };
  std::string city;
  std::vector<StatePut> puts;
  std::vector<StateGuard> guards;
  std::vector<IndexChange> indexes;
  std::vector<DueChange> due;
  std::vector<Event> events;
  std::vector<Secret> secrets;
  std::string audit;  // one audit entry (canonical JSON), empty = none; its leaf hash is written beside it
  std::optional<IdempotentOutcome> idempotency;
  std::optional<CursorMove> cursor;
};

// ---- what commit answers ----
struct Committed {
  std::int64_t epoch = 0;
  std::int64_t first_seq = 0;  // 0 when the work held no event
  std::int64_t last_seq = 0;   // always the head of the stream after the commit
};
struct Replayed {
  std::string response;  // the stored outcome of the same request
};
struct KeyReused {};  // same idempotency scope, other fingerprint
struct Conflict {     // a version differs: reload and decide again
  std::string kind;
  std::string id;
  std::int64_t actual = 0;
};
struct Taken {  // a unique value belongs to another owner
  std::string index;
  std::string value;
  std::string owner;
};
struct StaleCursor {
  std::int64_t actual_seq = 0;
};
struct StaleFence {
  std::string job;
};
struct Unknown {  // sent, but no answer: it may or may not stand. Never show this as a failure.
  std::string why;
};
struct Unavailable {  // not sent: certainly nothing was written
  std::string why;
};
using CommitResult =
    std::variant<Committed, Replayed, KeyReused, Conflict, Taken, StaleCursor, StaleFence, Unknown, Unavailable>;

}  // namespace luodi::store
