#pragma once
// DueWorker does what is due: the kinds of due_jobs.hpp by their rules, and what is to be sent
// ("send:<channel>:<notification>"), which it hands to its lane. A claimed job stays in the queue until the commit that
// does its work, so a crash repeats it and a repeat finds nothing left to do. Jobs of a kind that allows it share a
// commit; messages go out beside, so that a slow receiver delays no deadline. Several hands work at a time: while the
// store writes what one decided, the next decides. No job is in two hands, and versions keep apart what two jobs share.
// One io_context thread.
//
//   DueWorker worker(io, store, runner, model, world, lanes, clock, log);
//   for (auto& kind : interview_jobs(evaluation)) worker.add(std::move(kind));
//   for (int hand = 0; hand < k_due_hands; ++hand) tasks.spawn("due worker", worker.run());
#include <boost/asio/io_context.hpp>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "common/runtime/clock.hpp"
#include "common/runtime/log.hpp"
#include "common/store/async_event.hpp"
#include "services/progress-monitor/due_jobs.hpp"
#include "services/progress-monitor/send_lanes.hpp"

namespace luodi::monitor {

inline constexpr int k_due_hands = 2;
inline constexpr std::int64_t k_claim_batch = 128;
inline constexpr std::int64_t k_claim_lease_ms = 20'000;  // longer than a wait in a lane and a send; what a crash costs

struct WorkerCounts {
  std::map<std::string, std::int64_t> done;  // jobs, by the prefix of their kind
  std::int64_t repeated = 0;                 // jobs given back after a fault
  std::int64_t damaged = 0;                  // due jobs without a readable record, at the last look
};

class DueWorker {
 public:
  DueWorker(boost::asio::io_context& io, store::Store& store, MonitorRunner& runner, MonitorModel& model,
            const MonitorWorld& world, SendLanes& lanes, const runtime::Clock& clock, runtime::Log& log);
  void add(JobKind kind);  // before run()

  Task<void> run();   // one hand, until stop()
  Task<bool> step();  // claims and does one batch; false = nothing to go on with: none due, or some given back
  void poke();        // deadlines were set, or the clock moved
  void stop();
  const WorkerCounts& counts() const { return counts_; }

 private:
  const JobKind* kind_of(const std::string& job) const;
  Task<bool> do_all(const JobKind& kind, std::vector<store::Job> jobs);  // false = some were given back
  enum class Together { done, given_back, one_in_the_way };
  Task<Together> do_together(const JobKind& kind, std::vector<store::Job> jobs);
  Task<Together> give_back(store::Job job, std::string why);  // after a fault: later again
  void put_damaged_aside(std::vector<store::Job>& claimed);
  void tell(const std::string& fault, const std::string& what);
  Task<void> sleep();

  store::Store& store_;
  MonitorRunner& runner_;
  MonitorModel& model_;
  const MonitorWorld& world_;
  SendLanes& lanes_;
  const runtime::Clock& clock_;
  runtime::Log& log_;
  store::AsyncEvent wake_;
  std::vector<JobKind> kinds_;
  WorkerCounts counts_;
  std::set<std::string> told_;  // faults in the log
  std::int64_t pokes_ = 0;
  bool stopping_ = false;
};

}  // namespace luodi::monitor
