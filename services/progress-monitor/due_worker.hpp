#pragma once
// DueWorker does what is due: the kinds of due_jobs.hpp by their rules, and mail ("send:<notification>"). A claimed job
// stays in the queue until the commit that does its work, so a crash repeats it and a repeat finds nothing left to do.
// Jobs of a kind that allows it share a commit; mail goes out beside, at most 2 at a time, so that a slow server delays
// no deadline. One io_context thread.
//
//   DueWorker worker(io, store, runner, model, world, mailer, sender, clock, log);
//   for (auto& kind : interview_jobs(evaluation)) worker.add(std::move(kind));
//   worker.spawn = [&](std::string name, std::function<Task<void>()> body) { tasks.spawn(name, body); };
//   tasks.spawn("due worker", worker.run());
#include <boost/asio/io_context.hpp>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "common/runtime/clock.hpp"
#include "common/runtime/log.hpp"
#include "common/store/async_event.hpp"
#include "services/progress-monitor/domain/mail.hpp"
#include "services/progress-monitor/due_jobs.hpp"
#include "services/progress-monitor/mailer.hpp"

namespace luodi::monitor {

inline constexpr std::int64_t k_claim_batch = 16;
inline constexpr std::int64_t k_claim_lease_ms = 20'000;  // longer than the longest SMTP session; what a crash costs
inline constexpr std::size_t k_sends_at_once = 2;  // threads of the pool: nobody waits there with a lease running

struct WorkerCounts {
  std::map<std::string, std::int64_t> done;  // jobs, by the prefix of their kind
  std::int64_t delivered = 0;
  std::int64_t undelivered = 0;  // attempts that did not deliver
  std::int64_t repeated = 0;     // jobs given back after a fault
};

class DueWorker {
 public:
  DueWorker(boost::asio::io_context& io, store::Store& store, MonitorRunner& runner, MonitorModel& model,
            const MonitorWorld& world, Mailer& mailer, MailSender sender, const runtime::Clock& clock,
            runtime::Log& log);
  void add(JobKind kind);                                                         // before run()
  std::function<void(std::string name, std::function<Task<void>()> body)> spawn;  // sends run beside the loop

  Task<void> run();   // until stop()
  Task<bool> step();  // claims and does one batch; false = nothing was due
  void poke();        // deadlines were set, or the clock moved
  void stop();
  const WorkerCounts& counts() const { return counts_; }
  std::size_t sending() const { return sending_; }

 private:
  const JobKind* kind_of(const std::string& job) const;
  Task<void> do_all(const JobKind& kind, std::vector<store::Job> jobs);
  Task<bool> do_together(const JobKind& kind, std::vector<store::Job> jobs);
  Task<void> begin_send(store::Job job, std::string notification, store::AsyncEvent::Clock::time_point until);
  Task<void> send(store::Job job, std::string notification);
  Task<void> finish(store::Job job);                      // nothing to do any more
  Task<void> give_back(store::Job job, std::string why);  // after a fault: later again
  Task<void> sleep();

  store::Store& store_;
  MonitorRunner& runner_;
  MonitorModel& model_;
  const MonitorWorld& world_;
  Mailer& mailer_;
  MailSender sender_;
  const runtime::Clock& clock_;
  runtime::Log& log_;
  store::AsyncEvent wake_;
  store::AsyncEvent sent_;  // a send ended
  std::vector<JobKind> kinds_;
  WorkerCounts counts_;
  std::size_t sending_ = 0;
  bool poked_ = false;
  bool saturated_ = false;  // a send waits for a free sender
  bool stopping_ = false;
};

}  // namespace luodi::monitor
