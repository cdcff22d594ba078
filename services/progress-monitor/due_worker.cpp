#include "services/progress-monitor/due_worker.hpp"

#include <algorithm>
#include <chrono>

#include "services/progress-monitor/consumer.hpp"
#include "services/progress-monitor/job_results.hpp"

namespace luodi::monitor {

using store::Job;

namespace {
constexpr std::string_view k_send = "send:";
constexpr std::int64_t k_fault_pause_ms = 30'000;  // a fault of the rule or of the store: not at once again
constexpr std::size_t k_most_told = 1'000;
std::string after(const std::string& job, std::string_view prefix) {
  return job.substr(prefix.size());
}
}  // namespace

DueWorker::DueWorker(boost::asio::io_context& io, store::Store& store, MonitorRunner& runner, MonitorModel& model,
                     const MonitorWorld& world, SendLanes& lanes, const runtime::Clock& clock, runtime::Log& log)
    : store_(store),
      runner_(runner),
      model_(model),
      world_(world),
      lanes_(lanes),
      clock_(clock),
      log_(log),
      wake_(io) {}

void DueWorker::add(JobKind kind) {
  kinds_.push_back(std::move(kind));
}

void DueWorker::poke() {
  ++pokes_;
  wake_.notify_all();
}

void DueWorker::stop() {
  stopping_ = true;
  wake_.notify_all();
}

Task<void> DueWorker::run() {
  while (!stopping_) {
    const auto heard = pokes_;
    const bool more = co_await step();
    if (!more && !stopping_ && pokes_ == heard) co_await sleep();
  }
}

// Until the next deadline, at most a tick: a deadline that another instance sets rings no bell here.
Task<void> DueWorker::sleep() {
  const auto heard = pokes_;
  auto pause = std::chrono::milliseconds(k_monitor_tick);
  auto next = co_await store_.next_due();
  if (next && *next) {
    const auto until = std::chrono::milliseconds((*next)->ms() - clock_.now().ms());
    // Not less than a moment: what is due but leased to somebody must not spin.
    pause = std::clamp(until, std::chrono::milliseconds(20), pause);
  }
  if (pokes_ != heard || stopping_) co_return;
  co_await wake_.wait_until(store::AsyncEvent::Clock::now() + pause);
}

Task<bool> DueWorker::step() {
  store::ClaimRequest request;
  if (clock_.is_virtual()) request.now = clock_.now();
  request.lease_ms = k_claim_lease_ms;
  request.limit = k_claim_batch;
  auto claimed = co_await store_.claim(request);
  if (!claimed) {
    tell("the due queue cannot be read", claimed.error().detail);
    co_return false;
  }
  put_damaged_aside(*claimed);
  if (claimed->empty()) co_return false;
  bool all = true;
  for (const auto& kind : kinds_) {
    std::vector<Job> jobs;
    for (const auto& job : *claimed)
      if (job.id.starts_with(kind.prefix)) jobs.push_back(job);
    if (jobs.empty()) continue;
    const bool done = co_await do_all(kind, std::move(jobs));
    all = all && done;
  }
  for (auto& job : *claimed) {
    if (job.id.starts_with(k_send)) {
      const bool taken = co_await lanes_.take(job);
      all = all && taken;
    } else if (!kind_of(job.id)) {
      std::string why = "no such kind of job";
      co_await give_back(job, std::move(why));
      all = false;
    }
  }
  co_return all;
}

// A job that is not known any more is told of and left where it stands, for somebody to look at.
void DueWorker::put_damaged_aside(std::vector<Job>& claimed) {
  const auto damaged =
      std::stable_partition(claimed.begin(), claimed.end(), [](const Job& job) { return job.fence != 0; });
  counts_.damaged = claimed.end() - damaged;
  for (auto job = damaged; job != claimed.end(); ++job)
    tell("the record of a due job is damaged", job->id);
  claimed.erase(damaged, claimed.end());
}

// Once: it is the same at every look.
void DueWorker::tell(const std::string& fault, const std::string& what) {
  if (told_.size() >= k_most_told) told_.clear();
  if (told_.insert(fault + " " + what).second) log_.error(fault, {{"what", what}});
}

const JobKind* DueWorker::kind_of(const std::string& job) const {
  for (const auto& kind : kinds_)
    if (job.starts_with(kind.prefix)) return &kind;
  return nullptr;
}

// As many as may share a commit at a time. If one of them stands in the way, each by itself.
Task<bool> DueWorker::do_all(const JobKind& kind, std::vector<Job> jobs) {
  bool all = true;
  for (std::size_t from = 0; from < jobs.size(); from += kind.together) {
    const auto first = jobs.begin() + static_cast<std::ptrdiff_t>(from);
    const auto count = std::min(kind.together, jobs.size() - from);
    std::vector<Job> some(first, first + static_cast<std::ptrdiff_t>(count));
    auto copies = some;
    auto outcome = co_await do_together(kind, std::move(copies));
    all = all && outcome != Together::given_back;
    if (outcome != Together::one_in_the_way) continue;
    for (auto& job : some) {
      std::vector<Job> one{job};
      outcome = co_await do_together(kind, std::move(one));
      all = all && outcome != Together::given_back;
    }
  }
  co_return all;
}

auto DueWorker::do_together(const JobKind& kind, std::vector<Job> jobs) -> Task<Together> {
  const bool strange = kind.known && std::any_of(jobs.begin(), jobs.end(), [&](const Job& job) {
                         return !kind.known(world_, after(job.id, kind.prefix));
                       });
  if (strange) {
    auto reached = co_await model_.catch_up();
    if (!reached && jobs.size() > 1) co_return Together::one_in_the_way;
    if (!reached) {
      // Not seen is not gone: finishing the job would lose the notice.
      std::string why = reached.error().detail;
      co_return co_await give_back(jobs.front(), std::move(why));
    }
  }
  MonitorRunner::Decide decide = [&kind, jobs](const MonitorOverlay& world,
                                               const domain::Context& context) -> Expected<MonitorPlan> {
    MonitorPlan plan(domain::Decision{}, no_reply);
    for (const auto& job : jobs) {
      auto decision = kind.decide(world, after(job.id, kind.prefix), context);
      if (!decision) return fail(decision.error());
      plan.decision.add(std::move(*decision));
      settle(plan, job);
    }
    return plan;
  };
  auto result = co_await runner_.run_internal(std::move(decide));
  if (!stands(result)) {
    if (jobs.size() > 1) co_return Together::one_in_the_way;
    if (overtaken(result)) co_return Together::done;
    std::string why = why_of(result);
    co_return co_await give_back(jobs.front(), std::move(why));
  }
  counts_.done[kind.prefix] += static_cast<std::int64_t>(jobs.size());
  co_return Together::done;
}

auto DueWorker::give_back(Job job, std::string why) -> Task<Together> {
  ++counts_.repeated;
  log_.warn("due work is tried again later", {{"job", job.id}, {"attempts", job.attempts}, {"what", why}});
  // A virtual clock may stand still: then the pause of run() in real time is all there is.
  const Instant later = clock_.is_virtual() ? clock_.now() : clock_.now().plus_ms(k_fault_pause_ms);
  auto given = co_await store_.retry_later(std::move(job), later);
  (void)given;  // a stale fence: somebody else has it; no store: the lease ends by itself
  co_return Together::given_back;
}

}  // namespace luodi::monitor
