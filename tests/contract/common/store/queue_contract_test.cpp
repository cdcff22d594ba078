// What the due queue promises: a job is handed out when due, stays until finished, and only the newest fence finishes
// it.
#include "tests/contract/common/store/backends.hpp"

namespace luodi::test {
namespace {

using namespace luodi::store;

class Queue : public StoreContract {
 protected:
  void schedule(std::string job, std::int64_t at_ms, std::string payload = {}) {
    auto work = unit();
    work.schedule(std::move(job), Instant::from_ms(at_ms), std::move(payload));
    committed(std::move(work));
  }
  std::vector<Job> claim(std::int64_t now_ms, std::int64_t limit = 8, std::int64_t lease_ms = 30'000) {
    ClaimRequest request;
    request.now = Instant::from_ms(now_ms);
    request.limit = limit;
    request.lease_ms = lease_ms;
    return get(store().claim(request));
  }
  static UnitOfWork finish(const Job& job) {
    auto work = unit();
    work.complete(job.id, job.fence);
    work.append("done-" + job.id, "{}");
    return work;
  }
};

TEST_P(Queue, ShowsEveryJobAsItStands) {
  EXPECT_TRUE(get(store().queue()).empty());
  schedule("held", 100, "a payload with spaces");
  schedule("waiting", 300);
  ASSERT_EQ(claim(200).size(), 1u);
  const auto queue = get(store().queue());
  ASSERT_EQ(queue.size(), 2u);
  EXPECT_EQ(queue.at("waiting").due_ms, 300);
  EXPECT_EQ(queue.at("waiting").waits_ms, 300);
  EXPECT_FALSE(queue.at("waiting").leased);
  EXPECT_EQ(queue.at("held").due_ms, 100);
  EXPECT_FALSE(queue.at("held").waits_ms);
  EXPECT_TRUE(queue.at("held").leased);
  EXPECT_TRUE(queue.at("waiting").in_order() && queue.at("held").in_order());
}

TEST_P(Queue, HandsOutWhatIsDueOldestFirst) {
  schedule("late", 300);
  schedule("early", 100, "p");
  schedule("middle", 200);
  EXPECT_EQ(get(store().next_due()), Instant::from_ms(100));
  EXPECT_TRUE(claim(99).empty());
  const auto first = claim(250);
  ASSERT_EQ(first.size(), 2u);
  EXPECT_EQ(first[0].id, "early");
  EXPECT_EQ(first[0].due_ms, 100);
  EXPECT_EQ(first[0].attempts, 1);
  EXPECT_EQ(first[0].payload, "p");
  EXPECT_EQ(first[1].id, "middle");
  EXPECT_GT(first[0].fence, 0);
  EXPECT_NE(first[0].fence, first[1].fence);
  EXPECT_EQ(get(store().next_due()), Instant::from_ms(300));
  EXPECT_TRUE(claim(250).empty()) << "a leased job is not handed out again";
}

TEST_P(Queue, LimitLeavesTheRest) {
  for (int i = 0; i < 5; ++i)
    schedule("j" + std::to_string(i), i);
  EXPECT_EQ(claim(100, 3).size(), 3u);
  EXPECT_EQ(claim(100, 3).size(), 2u);
}

TEST_P(Queue, RealClockIsUsedWhenNoneIsPassed) {
  const auto now = get(store().time());
  schedule("past", now.ms() - 1000);
  schedule("future", now.ms() + 3'600'000);
  const auto jobs = get(store().claim(ClaimRequest()));
  ASSERT_EQ(jobs.size(), 1u);
  EXPECT_EQ(jobs[0].id, "past");
}

TEST_P(Queue, FinishingNeedsTheNewestFence) {
  schedule("j", 100);
  const auto job = claim(100).at(0);
  auto stale = finish(job);
  stale.due[0].fence = job.fence - 1;
  EXPECT_EQ(refused<StaleFence>(std::move(stale)).job, "j");
  committed(finish(job));
  EXPECT_EQ(refused<StaleFence>(finish(job)).job, "j");
  EXPECT_TRUE(claim(1000).empty());
  EXPECT_FALSE(get(store().next_due()));
}

TEST_P(Queue, ExpiredLeaseIsHandedOutAgainWithANewFence) {
  schedule("j", 100, "p");
  const auto first = claim(100, 8, 40).at(0);
  EXPECT_TRUE(claim(100).empty());
  backend_->pass_ms(40);
  // The virtual clock stands still; the lease ran out in real time.
  const auto again = claim(100);
  ASSERT_EQ(again.size(), 1u);
  EXPECT_EQ(again[0].attempts, 2);
  EXPECT_EQ(again[0].due_ms, 100);
  EXPECT_EQ(again[0].payload, "p");
  EXPECT_GT(again[0].fence, first.fence);
  refused<StaleFence>(finish(first));
  committed(finish(again[0]));
}

TEST_P(Queue, ExpiredAndDueJobsAreHandedOutOldestFirst) {
  schedule("b", 200);
  const auto leased = claim(200, 8, 20);
  ASSERT_EQ(leased.size(), 1u);
  schedule("a", 100);
  schedule("c", 300);
  backend_->pass_ms(20);
  const auto jobs = claim(1000, 2);
  ASSERT_EQ(jobs.size(), 2u);
  EXPECT_EQ(jobs[0].id, "a");
  EXPECT_EQ(jobs[1].id, "b");
}

TEST_P(Queue, ExpiredLeaseStillFinishesWhenNobodyElseClaimed) {
  schedule("j", 100);
  const auto job = claim(100, 8, 20).at(0);
  backend_->pass_ms(20);
  committed(finish(job));
}

TEST_P(Queue, ReschedulingMovesTheJobAndTakesItFromItsHolder) {
  schedule("j", 100, "old");
  const auto held = claim(100).at(0);
  schedule("j", 500, "new");
  refused<StaleFence>(finish(held));
  EXPECT_TRUE(claim(499).empty());
  const auto moved = claim(500);
  ASSERT_EQ(moved.size(), 1u);
  EXPECT_EQ(moved[0].payload, "new");
  EXPECT_EQ(moved[0].attempts, 1) << "a new purpose starts counting again";
  EXPECT_GT(moved[0].fence, held.fence);
}

TEST_P(Queue, ReschedulingEarlierAndLaterKeepsOneEntry) {
  schedule("j", 100);
  schedule("j", 900);
  EXPECT_EQ(get(store().next_due()), Instant::from_ms(900));
  schedule("j", 50);
  EXPECT_EQ(claim(1000).size(), 1u);
}

TEST_P(Queue, CancelRemovesWaitingAndLeasedJobs) {
  schedule("waiting", 100);
  schedule("leased", 50);
  const auto held = claim(60).at(0);
  auto work = unit();
  work.cancel("waiting");
  work.cancel("leased");
  work.cancel("never");
  committed(std::move(work));
  EXPECT_TRUE(claim(1000).empty());
  EXPECT_FALSE(get(store().next_due()));
  refused<StaleFence>(finish(held));
}

// What ended while it was leased must not come back when that lease runs out.
TEST_P(Queue, LeaseEndsWithTheJob) {
  for (const auto* job : {"finished", "cancelled", "moved"})
    schedule(job, 100);
  const auto held = claim(100, 8, 30);
  ASSERT_EQ(held.size(), 3u);
  auto work = unit();
  for (const auto& job : held)
    if (job.id == "finished") work.complete(job.id, job.fence);
  work.cancel("cancelled");
  work.schedule("moved", Instant::from_ms(900));
  committed(std::move(work));
  backend_->pass_ms(30);
  EXPECT_TRUE(claim(899).empty());
  EXPECT_EQ(claim(900).size(), 1u);
}

TEST_P(Queue, FenceNeverRepeatsAfterRemoval) {
  schedule("j", 100);
  const auto first = claim(100).at(0);
  committed(finish(first));
  schedule("j", 100);
  const auto second = claim(100).at(0);
  EXPECT_GT(second.fence, first.fence);
  refused<StaleFence>(finish(first));
}

// In either order: what is scheduled stays, or the work after this one would never be done.
TEST_P(Queue, JobCanFinishAndScheduleItselfInOneUnit) {
  schedule("j", 100);
  auto work = finish(claim(100).at(0));
  work.schedule("j", Instant::from_ms(700));
  committed(std::move(work));
  EXPECT_EQ(get(store().next_due()), Instant::from_ms(700));
  const auto again = claim(700).at(0);

  auto other_order = unit();
  other_order.schedule("j", Instant::from_ms(900), "next");
  other_order.schedule("other", Instant::from_ms(950));
  other_order.complete(again.id, again.fence);
  committed(std::move(other_order));
  EXPECT_EQ(get(store().next_due()), Instant::from_ms(900));
  const auto last = claim(900);
  ASSERT_EQ(last.size(), 1u);
  EXPECT_EQ(last[0].payload, "next");
  EXPECT_EQ(claim(950).size(), 1u);
  refused<StaleFence>(finish(again));
}

TEST_P(Queue, LastChangeOfAJobInOneUnitCounts) {
  auto work = unit();
  work.schedule("gone", Instant::from_ms(100));
  work.cancel("gone");
  work.cancel("kept");
  work.schedule("kept", Instant::from_ms(100), "first");
  work.schedule("kept", Instant::from_ms(200), "second");
  committed(std::move(work));
  EXPECT_EQ(get(store().next_due()), Instant::from_ms(200));
  const auto due = claim(200);
  ASSERT_EQ(due.size(), 1u);
  EXPECT_EQ(due[0].id, "kept");
  EXPECT_EQ(due[0].payload, "second");
}

// More than a script hands to Redis in one call.
TEST_P(Queue, ManyJobsChangeInOneUnit) {
  constexpr std::int64_t k_jobs = 4201;
  const auto name = [](std::int64_t n) { return "job-" + std::to_string(n); };
  auto planned = unit();
  for (std::int64_t n = 0; n < k_jobs; ++n)
    planned.schedule(name(n), Instant::from_ms(n), "payload " + std::to_string(n));
  committed(std::move(planned));
  const auto due = claim(k_jobs, k_jobs + 1);
  ASSERT_EQ(due.size(), static_cast<std::size_t>(k_jobs));
  for (std::int64_t n = 0; n < k_jobs; ++n) {
    EXPECT_EQ(due[static_cast<std::size_t>(n)].id, name(n));
    EXPECT_EQ(due[static_cast<std::size_t>(n)].payload, "payload " + std::to_string(n));
  }
  EXPECT_TRUE(claim(k_jobs, k_jobs + 1).empty());

  auto worked = unit();
  for (const auto& job : due) {
    worked.complete(job.id, job.fence);
    if (job.due_ms % 2 == 0) worked.schedule(job.id, Instant::from_ms(5000 + job.due_ms), "again");
  }
  auto one_too_old = worked;
  one_too_old.due.front().fence -= 1;  // the job finished last stands first
  EXPECT_EQ(refused<StaleFence>(std::move(one_too_old)).job, name(k_jobs - 1));
  committed(std::move(worked));
  const auto again = claim(10'000, k_jobs + 1);
  ASSERT_EQ(again.size(), static_cast<std::size_t>(k_jobs / 2 + 1));
  for (const auto& job : again)
    EXPECT_EQ(job.payload, "again");
  EXPECT_EQ(again.back().due_ms, 5000 + k_jobs - 1);
}

TEST_P(Queue, RetryLaterGivesBackAndOutdatesTheHolder) {
  schedule("j", 100, "p");
  const auto job = claim(100).at(0);
  EXPECT_TRUE(get(store().retry_later(job, Instant::from_ms(400))));
  EXPECT_FALSE(get(store().retry_later(job, Instant::from_ms(500))));
  refused<StaleFence>(finish(job));
  EXPECT_TRUE(claim(399).empty());
  const auto again = claim(400).at(0);
  EXPECT_EQ(again.attempts, 2);
  EXPECT_EQ(again.due_ms, 400);
  EXPECT_EQ(again.payload, "p");
  Job absent = again;
  absent.id = "never";
  EXPECT_FALSE(get(store().retry_later(absent, Instant::from_ms(1))));
}

TEST_P(Queue, TimesBefore1970AreDue) {
  schedule("old", -5000);
  EXPECT_EQ(get(store().next_due()), Instant::from_ms(-5000));
  EXPECT_EQ(claim(-5000).at(0).due_ms, -5000);
}

INSTANTIATE_TEST_SUITE_P(Stores, Queue, ::testing::Values("memory", "redis"),
                         [](const auto& param) { return param.param; });

}  // namespace
}  // namespace luodi::test
