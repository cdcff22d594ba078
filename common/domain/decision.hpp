#pragma once
// Decision is what a pure decide function answers: the events it raises, the deadlines it sets, the unique values it
// claims. Nothing is written until the command runner commits it as one unit of work.
//
//   Decision d;
//   d.raise<Project>(id.str(), Landed{...}, parties);
//   d.schedule("evaluate:" + id.str(), closes_at);
//   return d;
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/domain/aggregate.hpp"
#include "common/domain/names.hpp"
#include "common/policy/policy_book.hpp"

namespace luodi::domain {

// What a decision may know beside the state: the time, who asks, the policies, fresh ids, what people call codes. No
// clock, no randomness inside.
struct Context {
  Instant now;
  Actor actor;
  const policy::PolicyBook* policies = nullptr;
  std::string fresh_id;          // 32 hex digits, new for each decision; derive several by suffix
  const Names* names = nullptr;  // null: codes and accounts stand for themselves
};

struct RaisedEvent {
  std::string kind;
  std::string subject;
  std::string fact;
  codec::Json data;
  std::string parties;
};
struct Deadline {
  enum class Verb { schedule, cancel } verb;
  std::string job;
  Instant at;
  std::string payload;
};
struct UniqueClaim {
  std::string index;
  std::string value;
  std::string owner;
  bool release = false;
};

class Decision {
 public:
  template <class A, class E>
  void raise(std::string subject, const E& event, std::string parties = {}) {
    events.push_back(
        {std::string(A::kind), std::move(subject), std::string(E::fact), codec::encode(event), std::move(parties)});
  }
  void schedule(std::string job, Instant at, std::string payload = {}) {
    deadlines.push_back({Deadline::Verb::schedule, std::move(job), at, std::move(payload)});
  }
  void cancel(std::string job) { deadlines.push_back({Deadline::Verb::cancel, std::move(job), {}, {}}); }
  void claim(std::string index, std::string value, std::string owner) {
    claims.push_back({std::move(index), std::move(value), std::move(owner), false});
  }
  // Merge another decision behind this one (several rules answering one command).
  void add(Decision other);

  std::vector<RaisedEvent> events;
  std::vector<Deadline> deadlines;
  std::vector<UniqueClaim> claims;
  std::vector<std::pair<std::string, std::string>>
      guards;  // (kind, id) read by the decision: its version must still hold
  std::vector<std::pair<std::string, std::string>> secrets;  // (name, value) outside the event log
  std::string policy;                                        // id of the policy used
};

}  // namespace luodi::domain
