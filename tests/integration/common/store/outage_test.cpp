// Outages of Redis: what was acknowledged is there, what is unknown is called unknown, and the store comes back.
#include <set>

#include "tests/integration/common/store/fixture.hpp"

namespace luodi::test {
namespace {

using namespace luodi::store;
using redis::Clock;

class OutageTest : public RedisFixture {
 protected:
  std::set<std::string> stored_events() {
    std::set<std::string> out;
    std::int64_t after = 0;
    for (;;) {
      const auto page = run_task(io_, store_->read_events(after, 500));
      if (!page) throw std::runtime_error(page.error().detail);
      for (const auto& event : *page) {
        EXPECT_EQ(event.at.seq, after + 1) << "sequences stay dense over restarts";
        after = event.at.seq;
        EXPECT_TRUE(out.insert(event.at.event_id).second) << event.at.event_id << " is there twice";
      }
      if (page->size() < 500) return out;
    }
  }
};

TEST_F(OutageTest, KillNineUnderLoadKeepsWhatWasAcknowledged) {
  auto several = options(redis_, Ms(2000));
  several.lanes = 4;
  open(several);
  ASSERT_TRUE(becomes_ready());
  std::set<std::string> acknowledged, attempted;
  int unknown = 0, unavailable = 0, other = 0, running = 0, next = 0;
  bool stop = false;
  // Half of the commits carry an idempotency scope and are therefore sent again by the store itself.
  const auto worker = [&](int number) -> boost::asio::awaitable<void> {
    while (!stop) {
      const auto uuid = "u-" + std::to_string(next++);
      auto work = number % 2 == 0 ? keyed_event(uuid) : event(uuid);
      attempted.insert(uuid);
      const auto result = co_await store_->commit(std::move(work));
      if (is<Committed>(result) || is<Replayed>(result))
        acknowledged.insert(uuid);
      else if (is<Unknown>(result))
        ++unknown;
      else if (is<Unavailable>(result))
        ++unavailable;
      else
        ++other;
    }
    --running;
  };
  for (int i = 0; i < 32; ++i) {
    ++running;
    auto one = [&worker, i]() { return worker(i); };
    boost::asio::co_spawn(io_, one, [](std::exception_ptr error) {
      if (error) std::rethrow_exception(error);
    });
  }
  for (int round = 0; round < 3; ++round) {
    const auto goal = acknowledged.size() + 300;
    ASSERT_TRUE(run_until(io_, [&] { return acknowledged.size() >= goal; })) << store_->link().last_fault();
    redis_.kill9();
    redis_.start();
  }
  const auto goal = acknowledged.size() + 300;
  ASSERT_TRUE(run_until(io_, [&] { return acknowledged.size() >= goal; }));
  stop = true;
  ASSERT_TRUE(run_until(io_, [&] { return running == 0; }));
  const auto stored = stored_events();
  for (const auto& uuid : acknowledged)
    ASSERT_TRUE(stored.count(uuid)) << uuid << " was acknowledged and is lost";
  EXPECT_EQ(other, 0);
  EXPECT_GE(stored.size(), acknowledged.size());
  EXPECT_LE(stored.size(), acknowledged.size() + static_cast<std::size_t>(unknown));
  EXPECT_GE(run_task(io_, store_->head())->epoch, 4) << "each restart begins a new epoch";
  RecordProperty("acknowledged", static_cast<int>(acknowledged.size()));
  RecordProperty("unknown", unknown);
  RecordProperty("unavailable", unavailable);
}

TEST_F(OutageTest, FrozenRedisIsUnknownAtTheDeadlineAndRecovers) {
  open_ready(Ms(250));
  ASSERT_TRUE(is<Committed>(commit(event("before"))));
  redis_.pause();
  const auto begin = Clock::now();
  const auto result = commit(event("during"));
  const auto took = Clock::now() - begin;
  EXPECT_TRUE(is<Unknown>(result));
  EXPECT_GE(took, Ms(250));
  EXPECT_LT(took, Ms(1000));
  // The command still runs in Redis: older than twice the limit, it costs the connection.
  ASSERT_TRUE(run_until(io_, [&] { return store_->link().last_fault().starts_with("oldest command"); }));
  EXPECT_FALSE(store_->ready());
  redis_.resume();
  ASSERT_TRUE(becomes_ready());
  ASSERT_TRUE(is<Committed>(commit(event("after"))));
  const auto stored = stored_events();
  EXPECT_TRUE(stored.count("before"));
  EXPECT_TRUE(stored.count("after"));
  EXPECT_TRUE(stored.count("during")) << "it was sent, and so it stands: unknown is the honest answer";
}

TEST_F(OutageTest, ShortFreezeCostsTimeOnly) {
  open_ready(Ms(3000));
  redis_.pause();
  std::optional<CommitResult> result;
  boost::asio::co_spawn(io_, store_->commit(event("u")),
                        [&](std::exception_ptr, CommitResult r) { result = std::move(r); });
  run_until(
      io_, [] { return false; }, Ms(100));
  EXPECT_FALSE(result);
  redis_.resume();
  ASSERT_TRUE(run_until(io_, [&] { return result.has_value(); }));
  EXPECT_TRUE(is<Committed>(*result));
  EXPECT_EQ(store_->link().counters().connects, 1);
}

// The connection dies after the commit was executed and before its answer arrived.
TEST_F(OutageTest, KeyedCommitWithLostReplyIsRepeatedByItself) {
  open_ready(Ms(5000));
  redis_.pause();
  std::optional<CommitResult> keyed, plain;
  boost::asio::co_spawn(io_, store_->commit(keyed_event("keyed")),
                        [&](std::exception_ptr, CommitResult r) { keyed = std::move(r); });
  boost::asio::co_spawn(io_, store_->commit(event("plain")),
                        [&](std::exception_ptr, CommitResult r) { plain = std::move(r); });
  run_until(
      io_, [&] { return store_->link().in_flight() == 2; }, Ms(1000));
  run_until(
      io_, [] { return false; }, Ms(50));  // let the bytes leave
  redis_.kill9();                          // frozen when it died: nothing was executed
  redis_.start();
  ASSERT_TRUE(run_until(io_, [&] { return keyed && plain; }));
  EXPECT_TRUE(is<Committed>(*keyed) || is<Replayed>(*keyed));
  EXPECT_TRUE(is<Unknown>(*plain));
  const auto stored = stored_events();
  EXPECT_TRUE(stored.count("keyed"));
  EXPECT_FALSE(stored.count("plain"));
}

TEST_F(OutageTest, ReadsAreRepeatedOverAReconnect) {
  open_ready(Ms(5000));
  ASSERT_TRUE(is<Committed>(commit(event("u"))));
  redis_.pause();
  std::optional<Expected<StreamPosition>> head;
  boost::asio::co_spawn(io_, store_->head(),
                        [&](std::exception_ptr, Expected<StreamPosition> r) { head.emplace(std::move(r)); });
  run_until(
      io_, [&] { return store_->link().in_flight() == 1; }, Ms(1000));
  redis_.kill9();
  redis_.start();
  ASSERT_TRUE(run_until(io_, [&] { return head.has_value(); }));
  ASSERT_TRUE(head->has_value()) << head->error().detail;
  EXPECT_EQ((*head)->seq, 1);
}

TEST_F(OutageTest, LostClaimIsUnknownAndFreesItselfWithItsLease) {
  open_ready(Ms(200));
  auto work = event("u");
  work.schedule("j", Instant::from_ms(1));
  ASSERT_TRUE(is<Committed>(commit(std::move(work))));
  redis_.pause();
  ClaimRequest request;
  request.lease_ms = 300;
  const auto lost = run_task(io_, store_->claim(request));
  ASSERT_FALSE(lost);
  EXPECT_EQ(lost.error().code, ErrorCode::outcome_unknown);
  redis_.resume();
  ASSERT_TRUE(becomes_ready());
  const auto until = Clock::now() + std::chrono::seconds(10);
  std::vector<Job> jobs;
  while (jobs.empty() && Clock::now() < until) {
    auto answer = run_task(io_, store_->claim(request));
    if (answer) jobs = std::move(*answer);
    run_until(
        io_, [] { return false; }, Ms(20));
  }
  ASSERT_EQ(jobs.size(), 1u);
  EXPECT_EQ(jobs[0].attempts, 2) << "the lost claim was executed";
}

TEST_F(OutageTest, LoadingRedisIsNotReadyUntilItHasLoaded) {
  // The loader answers clients after every 1024 commands, so there must be some thousands, each slowed down.
  open_ready(Ms(2000));
  constexpr int k_commits = 2000;
  int committed = 0;
  for (int i = 0; i < k_commits; ++i)
    boost::asio::co_spawn(io_, store_->commit(event("u-" + std::to_string(i))),
                          [&](std::exception_ptr, CommitResult result) { committed += is<Committed>(result); });
  ASSERT_TRUE(run_until(io_, [&] { return committed == k_commits; }));
  redis_.kill9();
  ASSERT_TRUE(run_until(io_, [&] { return !store_->ready(); }));
  redis_.set_arguments({"--key-load-delay", "200"});
  redis_.start_without_wait();
  bool loading = false;
  ASSERT_TRUE(run_until(io_, [&] {
    loading = loading || store_->link().last_fault().find("LOADING") != std::string::npos;
    return store_->ready();
  })) << store_->link().last_fault();
  EXPECT_TRUE(loading) << "the handshake never met a loading server: this test tested nothing";
  const auto head = run_task(io_, store_->head());
  ASSERT_TRUE(head) << head.error().detail;
  EXPECT_EQ(head->seq, k_commits);
}

TEST_F(OutageTest, FullMemoryRefusesWithoutWriting) {
  open_ready();
  ASSERT_TRUE(is<Committed>(commit(event("before"))));
  redis_.command({"CONFIG", "SET", "maxmemory", "1"});
  const auto dump = redis_.dump();
  const auto result = commit(keyed_event("during"));
  ASSERT_TRUE(is<Unavailable>(result));
  EXPECT_TRUE(std::get<Unavailable>(result).why.starts_with("OOM"));
  EXPECT_EQ(redis_.dump(), dump);
  redis_.command({"CONFIG", "SET", "maxmemory", "0"});
  EXPECT_TRUE(is<Committed>(commit(keyed_event("during"))));
}

TEST_F(OutageTest, FullMemoryIsKnownWithoutAWriteAndSoIsItsEnd) {
  auto quick = options(redis_);
  quick.limits.role_every = Ms(20);
  open(quick);
  ASSERT_TRUE(becomes_ready());
  ASSERT_TRUE(is<Committed>(commit(event("before"))));
  const auto dump = redis_.dump();
  redis_.command({"CONFIG", "SET", "maxmemory", "1"});
  ASSERT_TRUE(run_until(io_, [&] { return !store_->link().write_fault().empty(); }));
  EXPECT_TRUE(store_->link().write_fault().starts_with("OOM")) << store_->link().write_fault();
  EXPECT_TRUE(store_->ready()) << "reads go on";
  EXPECT_EQ(run_task(io_, store_->head())->seq, 1);
  redis_.command({"CONFIG", "SET", "maxmemory", "0"});
  ASSERT_TRUE(run_until(io_, [&] { return store_->link().write_fault().empty(); }));
  EXPECT_EQ(store_->link().counters().connects, 1) << "over the same connection";
  EXPECT_EQ(redis_.dump(), dump) << "a probe changes nothing";
}

TEST_F(OutageTest, AStoreThatOnlyReadsBeginsNoEpoch) {
  open_ready();
  ASSERT_TRUE(is<Committed>(commit(event("before"))));
  run_task(io_, store_->stop());
  redis_.restart();
  const auto dump = redis_.dump();
  auto reading = options(redis_);
  reading.read_only = true;
  open(reading);
  ASSERT_TRUE(becomes_ready());
  EXPECT_EQ(stored_events().size(), 1U);
  EXPECT_EQ(redis_.dump(), dump);
}

}  // namespace
}  // namespace luodi::test
