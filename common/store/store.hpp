#pragma once
// Store is the only durable memory: versioned aggregate states, one event stream per city, indexes, one due queue,
// idempotent outcomes. Two implementations pass one contract suite: store::redis (real) and store::memory (tests, with
// fault switches). Every call has a deadline inside; all run on the one io_context thread.
//
// Guarantees: commit is atomic (everything checked before anything is written); sequence numbers are dense; a claimed
// job stays in the queue until a commit completes it with the newest fence.
#include <boost/asio/awaitable.hpp>
#include <map>
#include <string>
#include <vector>

#include "common/kernel/expected.hpp"
#include "common/store/unit_of_work.hpp"

namespace luodi::store {

template <class T>
using Task = boost::asio::awaitable<T>;

struct StoredState {
  std::string id;
  std::int64_t version = 0;
  std::string json;
};
struct StatePage {
  std::vector<StoredState> states;
  std::string next;  // opaque; empty = finished. A state may appear twice over pages, never be missed if unchanged.
};
struct StoredEvent {
  StreamPosition at;
  std::string json;  // as appended, without the sequence
};
struct Job {
  std::string id;
  std::int64_t due_ms = 0;
  std::int64_t fence = 0;     // 0 = its record is damaged: it cannot be done, only told
  std::int64_t attempts = 0;  // claims so far, this one included
  std::string payload;
};
// A job as it stands in the queue: in order when it has its record and either waits until then or is leased.
struct QueuedJob {
  std::optional<std::int64_t> due_ms;    // of its record
  std::optional<std::int64_t> waits_ms;  // until when it waits
  bool leased = false;
  bool in_order() const { return due_ms && leased != waits_ms.has_value() && (leased || due_ms == waits_ms); }
};
struct ClaimRequest {
  std::optional<Instant> now;  // nullopt = Redis TIME; a virtual clock passes its own
  std::int64_t lease_ms =
      30'000;  // always measured in real time, so that a frozen virtual clock frees dead workers' jobs
  std::int64_t limit = 8;
  ClaimRequest() = default;
};

class Store {
 public:
  virtual ~Store() = default;

  virtual Task<CommitResult> commit(UnitOfWork work) = 0;

  virtual Task<Expected<std::optional<StoredState>>> load(std::string kind, std::string id) = 0;
  virtual Task<Expected<StatePage>> scan(std::string kind, std::string from, std::int64_t count) = 0;
  virtual Task<Expected<std::map<std::string, std::string>>> unique_owners(std::string index) = 0;

  virtual Task<Expected<StreamPosition>> head() = 0;  // seq 0 = empty stream
  // Entries with sequence > after, oldest first, at most count.
  virtual Task<Expected<std::vector<StoredEvent>>> read_events(std::int64_t after, std::int64_t count) = 0;
  virtual Task<Expected<std::optional<StreamPosition>>> cursor(std::string consumer) = 0;

  // The stored outcome of an idempotency scope: nullopt when the key is new; .fingerprint tells whether it matches.
  virtual Task<Expected<std::optional<IdempotentOutcome>>> find_outcome(std::string scope) = 0;

  // Claims due jobs (oldest first) and expired leases. Empty when nothing is due.
  virtual Task<Expected<std::vector<Job>>> claim(ClaimRequest request) = 0;
  // Gives a claimed job back for a later time; false = the fence is stale and nothing changed.
  virtual Task<Expected<bool>> retry_later(Job job, Instant at) = 0;
  // Earliest due instant of the queue, if any (for sleeping until then and for metrics).
  virtual Task<Expected<std::optional<Instant>>> next_due() = 0;

  virtual Task<Expected<std::optional<std::string>>> secret(std::string name) = 0;
  virtual Task<Expected<std::map<std::string, std::string>>> audit_page(std::int64_t after, std::int64_t count) = 0;

  // For a check of the whole store, by whoever is in no hurry: which kinds have states, which indexes have values, and
  // every job by its id. Read in several steps; what is written meanwhile may show by half.
  virtual Task<Expected<std::vector<std::string>>> kinds() = 0;
  virtual Task<Expected<std::vector<std::string>>> unique_indexes() = 0;
  virtual Task<Expected<std::map<std::string, QueuedJob>>> queue() = 0;

  // Volatile values (sessions, the virtual clock). ttl_ms 0 = no expiry. Empty value deletes.
  virtual Task<Expected<void>> set_value(std::string name, std::string value, std::int64_t ttl_ms) = 0;
  virtual Task<Expected<std::optional<std::string>>> get_value(std::string name) = 0;

  virtual Task<Expected<Instant>> time() = 0;  // Redis TIME
  virtual bool ready() const = 0;              // link up and checked (AUTH, ROLE master, scripts loaded)
};

}  // namespace luodi::store
