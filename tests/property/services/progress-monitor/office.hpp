#pragma once
// Office is one monitor of a little city without a store: the world, its indexes and the joins of the service, changed
// only by decisions. It works when it is told to: hear() is the consumer, run_due() the due worker, give() a command.
// What other services record stands in its world at once, as in a read model, and waits for hear().
//
//   Office office(book());
//   office.record("prj_1", domain::AgreementAmended{...}, now);
//   office.look(now);                                                       // all that a late worker finds to do
//   auto said = office.give(k_bureau, now, [&](const MonitorOverlay& world, const domain::Context& c) { ... });
#include <functional>
#include <map>
#include <set>

#include "services/progress-monitor/care.hpp"
#include "services/progress-monitor/evaluation.hpp"
#include "tests/unit/services/progress-monitor/story.hpp"

namespace luodi::monitor::test {

class Office {
 public:
  using Rule = std::function<Expected<domain::Decision>(const MonitorOverlay&, const domain::Context&)>;
  explicit Office(const policy::PolicyBook& policies);
  Office(const Office&) = delete;

  template <class E>
  void record(const std::string& project, const E& event, Instant now) {
    domain::Decision decision;
    decision.raise<domain::Project>(project, event);
    commit(decision, context_of(elsewhere(), now, ""));
  }
  // A project of 5亿元 that MY-AX has in first talk: registered on 26 May 2022, as other services record it.
  void begin(const std::string& project, CivilDate talks_from, std::optional<CivilDate> signed_on);
  // A command: "done", or how it was refused.
  std::string give(const Actor& who, Instant now, const std::string& fresh_id, const Rule& rule);
  // One on a project, as the service asks it: the rule sees a world in which all is done that is due of the project.
  std::string ask(const Actor& who, Instant now, const std::string& fresh_id, const std::string& project,
                  const Rule& rule);

  void hear(Instant now);
  void run_due(Instant now);  // what is due by now, oldest first
  // Both until nothing is left to do now. The worker may come before the consumer.
  void look(Instant now, bool worker_first = false);
  std::optional<Instant> next_due() const;

  // Facts since the last call: "interview.opened prj or id".
  std::vector<std::string> take_told() { return std::exchange(told_, {}); }
  const std::vector<std::pair<domain::RaisedEvent, Instant>>& log() const { return log_; }
  MonitorOverlay world() const { return MonitorOverlay(world_); }
  const Indexes& indexes() const { return indexes_; }
  const Evaluation& evaluation() const { return evaluation_; }
  template <class A>
  std::map<std::string, A> all() const {  // in the order of their ids
    std::map<std::string, A> out;
    for (const auto& [id, entry] : world_.table<A>().all())
      out.emplace(id, entry.state);
    return out;
  }
  template <class A>
  const A* find(const std::string& id) const {
    const auto* entry = world_.table<A>().find(id);
    return entry ? &entry->state : nullptr;
  }

 private:
  static Actor elsewhere() { return actor(Role::bureau, "", "intake"); }
  static Actor machine() { return actor(Role::bureau, "", "system"); }
  domain::Context context_of(Actor who, Instant now, const std::string& fresh_id) const;
  void commit(const domain::Decision& decision, const domain::Context& context);
  const JobKind* kind_of(const std::string& job) const;

  const policy::PolicyBook& policies_;
  MonitorWorld world_;
  Indexes indexes_;
  Evaluation evaluation_{indexes_};
  Care care_{indexes_};
  std::vector<JobKind> kinds_;
  std::map<std::string, Instant> jobs_;
  std::set<std::string> unheard_;  // projects
  std::vector<std::string> told_;
  std::vector<std::pair<domain::RaisedEvent, Instant>> log_;
};

}  // namespace luodi::monitor::test
