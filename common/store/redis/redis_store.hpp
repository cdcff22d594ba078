#pragma once
// RedisStore is Store over a few connections (Lanes), for one city. One commit is one EVALSHA: one round trip.
//
// What is sent again after a lost reply, and why that is safe (each at most once, within the deadline of the call):
//   commit with an idempotency scope: the record written with the effect makes the second run answer Replayed
//     (also when the first run is ours), so a caller sees Committed or Replayed, never two effects;
//   reads: they change nothing.
// Everything else is not repeated: a commit without scope answers Unknown; claim, retry_later and set_value answer
// outcome_unknown (a lost claim frees itself when its lease ends). Commands that were certainly not sent wait for the
// link until the deadline and then answer Unavailable / service_unavailable.
//
//   RedisStore store(io, Keys("510700"), redis::Options::unix_socket(path));
//   store.start();
//   if (!co_await store.wait_ready(Clock::now() + Ms(5000))) ...
//   co_await store.stop();
#include <boost/asio/io_context.hpp>
#include <string>

#include "common/store/keys.hpp"
#include "common/store/redis/lanes.hpp"
#include "common/store/store.hpp"

namespace luodi::store::redis {

class RedisStore final : public Store {
 public:
  RedisStore(boost::asio::io_context& io, Keys keys, const Options& options);

  void start() { lanes_.start(); }
  Task<void> stop() { return lanes_.stop(); }
  Task<bool> wait_ready(Clock::time_point deadline) { return lanes_.wait_ready(deadline); }
  const Lanes& link() const { return lanes_; }  // for health pages and metrics: counters, faults

  Task<CommitResult> commit(UnitOfWork work) override;
  Task<Expected<std::optional<StoredState>>> load(std::string kind, std::string id) override;
  Task<Expected<StatePage>> scan(std::string kind, std::string from, std::int64_t count) override;
  Task<Expected<std::map<std::string, std::string>>> unique_owners(std::string index) override;
  Task<Expected<StreamPosition>> head() override;
  Task<Expected<std::vector<StoredEvent>>> read_events(std::int64_t after, std::int64_t count) override;
  Task<Expected<std::optional<StreamPosition>>> cursor(std::string consumer) override;
  Task<Expected<std::optional<IdempotentOutcome>>> find_outcome(std::string scope) override;
  Task<Expected<std::vector<Job>>> claim(ClaimRequest request) override;
  Task<Expected<bool>> retry_later(Job job, Instant at) override;
  Task<Expected<std::optional<Instant>>> next_due() override;
  Task<Expected<std::optional<std::string>>> secret(std::string name) override;
  // Keys: the entry's number as 16 digits, so that the map keeps their order. Values: "<leaf hash in hex> <entry>".
  Task<Expected<std::map<std::string, std::string>>> audit_page(std::int64_t after, std::int64_t count) override;
  Task<Expected<std::vector<std::string>>> kinds() override;
  Task<Expected<std::vector<std::string>>> unique_indexes() override;
  Task<Expected<std::map<std::string, QueuedJob>>> queue() override;
  Task<Expected<void>> set_value(std::string name, std::string value, std::int64_t ttl_ms) override;
  Task<Expected<std::optional<std::string>>> get_value(std::string name) override;
  Task<Expected<Instant>> time() override;
  bool ready() const override { return lanes_.ready(); }

 private:
  enum class Repeat { once_more, never };
  // The reply of a command, or the error a caller should see. `command` lives in the awaiting frame.
  Task<Expected<Reply>> ask(const Command& command, Repeat repeat);
  // What stands behind the prefix in the names of keys, in no order, each once.
  Task<Expected<std::vector<std::string>>> names(std::string prefix);
  Clock::time_point deadline() const { return Clock::now() + limit_; }

  Keys keys_;
  Ms limit_;
  Lanes lanes_;
};

}  // namespace luodi::store::redis
