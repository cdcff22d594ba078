#pragma once
// MemoryStore keeps the contract of Store in maps, for tests: same answers as Redis (one contract suite runs on both),
// manual time, and switches for the faults that a service must survive. One thread; calls complete without suspending.
//
//   MemoryStore store("510700");
//   store.faults().lose_reply = 1;        // the next commit stands, but answers Unknown
//   store.advance_ms(60'000);             // terms and leases follow
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "common/store/store.hpp"

namespace luodi::store::memory {

class MemoryStore : public Store {
 public:
  // Each counter says how many coming calls it spoils; it counts down as it strikes.
  struct Faults {
    int lose_reply = 0;                       // commits that stand, yet answer Unknown
    int lose_before = 0;                      // commits that do not stand and answer Unknown
    int conflict = 0;                         // commits that answer Conflict on their first put or guard
    int unavailable = 0;                      // commits that answer Unavailable
    int reads_unavailable = 0;                // any other call: service_unavailable
    int heads_unavailable = 0;                // head() alone: what was committed elsewhere cannot be caught up with
    bool down = false;                        // everything unavailable, ready() false
    std::set<std::string> damaged_jobs = {};  // stand in the queue without a readable record
  };

  // Everything that is stored. Copying it is a snapshot; fail_over_to puts an older one back.
  struct Data {
    struct JobRecord {
      std::int64_t fence = 0;
      std::int64_t attempts = 0;
      std::int64_t due_ms = 0;
      std::string payload;
      bool leased = false;
      std::int64_t lease_until_ms = 0;
    };
    struct Term {
      std::string value;
      std::int64_t until_ms = 0;  // 0 = no term
    };
    struct OutcomeRecord {
      std::string fingerprint;
      std::string response;
      std::int64_t until_ms = 0;
    };
    std::map<std::string, std::map<std::string, StoredState>> states;  // kind, id
    std::vector<StoredEvent> events;
    std::int64_t epoch = 1;
    std::int64_t last_fence = 0;
    std::map<std::string, JobRecord> jobs;
    std::map<std::string, OutcomeRecord> outcomes;
    std::map<std::string, StreamPosition> cursors;
    std::map<std::string, std::map<std::string, std::string>> unique;
    std::map<std::string, std::set<std::string>> members;
    std::map<std::string, std::map<std::string, std::string>> scores;
    std::map<std::string, std::string> secrets;
    std::vector<std::pair<std::string, std::string>> audit;  // leaf, entry
    std::map<std::string, Term> values;
  };

  explicit MemoryStore(std::string city, Instant now = Instant::from_ms(1'700'000'000'000));

  Faults& faults() { return faults_; }
  Instant now() const { return now_; }
  void set_now(Instant now) { now_ = now; }
  void advance_ms(std::int64_t ms) { now_ = now_.plus_ms(ms); }

  const Data& data() const { return data_; }
  // A failover that lost history: the older data are back, in a new epoch, so that sequences are used again.
  void fail_over_to(Data older);
  // Everything as text: equal texts, equal data.
  std::string dump() const;

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
  Task<Expected<std::map<std::string, std::string>>> audit_page(std::int64_t after, std::int64_t count) override;
  Task<Expected<std::vector<std::string>>> kinds() override;
  Task<Expected<std::vector<std::string>>> unique_indexes() override;
  Task<Expected<std::map<std::string, QueuedJob>>> queue() override;
  Task<Expected<void>> set_value(std::string name, std::string value, std::int64_t ttl_ms) override;
  Task<Expected<std::optional<std::string>>> get_value(std::string name) override;
  Task<Expected<Instant>> time() override;
  bool ready() const override { return !faults_.down; }

 private:
  bool read_fails();
  std::optional<CommitResult> refusal(const UnitOfWork& work) const;
  CommitResult write(UnitOfWork work);
  StreamPosition head_position() const;

  std::string city_;
  Instant now_;
  Faults faults_;
  Data data_;
};

}  // namespace luodi::store::memory
