#pragma once
// DueWorker does what is due: the kinds of due_jobs.hpp by their rules, and what is to be sent
// ("send:<channel>:<notification>"), which it hands to its lane. A claimed job stays in the queue until the commit that
// does its work, so a crash repeats it and a repeat finds nothing left to do. Jobs of a kind that allows it share a
// commit; messages go out beside, so that a slow receiver delays no deadline. One io_context thread.
//
//   DueWorker worker(io, store, runner, model, world, lanes, clock, log);
//   for (auto& kind : interview_jobs(evaluation)) worker.add(std::move(kind));
//   tasks.spawn("due worker", worker.run());
#include <boost/asio/io_context.hpp>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "common/runtime/clock.hpp"
#include "common/runtime/log.hpp"
#include "common/store/async_event.hpp"
#include "services/progress-monitor/due_jobs.hpp"
#include "services/progress-monitor/send_lanes.hpp"

namespace luodi::monitor {

inline constexpr std::int64_t k_claim_batch = 64;
inline constexpr std::int64_t k_claim_lease_ms = 20'000;  // longer than a wait in a lane and a send; what a crash costs

struct WorkerCounts {
  std::map<std::string, std::int64_t> done;  // jobs, by the prefix of their kind
  std::int64_t repeated = 0;                 // jobs given back after a fault
};

class DueWorker {
 public:
  DueWorker(boost::asio::io_context& io, store::Store& store, MonitorRunner& runner, MonitorModel& model,
            const MonitorWorld& world, SendLanes& lanes, const runtime::Clock& clock, runtime::Log& log);
  void add(JobKind kind);  // before run()

  Task<void> run();   // until stop()
  Task<bool> step();  // claims and does one batch; false = nothing was due
  void poke();        // deadlines were set, or the clock moved
  void stop();
  const WorkerCounts& counts() const { return counts_; }

 private:
  const JobKind* kind_of(const std::string& job) const;
  Task<void> do_all(const JobKind& kind, std::vector<store::Job> jobs);
  Task<bool> do_together(const JobKind& kind, std::vector<store::Job> jobs);
  Task<void> give_back(store::Job job, std::string why);  // after a fault: later again
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
  bool poked_ = false;
  bool saturated_ = false;  // a job went back to the queue
  bool stopping_ = false;
};

}  // namespace luodi::monitor
