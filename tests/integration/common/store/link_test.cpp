// The link: ready only when everything was answered right, and never silently wrong.
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "tests/integration/common/store/fixture.hpp"

namespace luodi::test {
namespace {

using namespace luodi::store;
using redis::Answer;
using redis::Clock;
using redis::Command;
using redis::Link;

class LinkTest : public RedisFixture {};

TEST_F(LinkTest, NothingListeningIsUnavailableAtTheDeadline) {
  redis_.kill9();
  open(options(redis_, Ms(150)));
  const auto begin = Clock::now();
  EXPECT_TRUE(is<Unavailable>(commit(event("u"))));
  const auto took = Clock::now() - begin;
  EXPECT_GE(took, Ms(150));
  EXPECT_LT(took, Ms(1500));
  EXPECT_FALSE(store_->ready());
  const auto head = run_task(io_, store_->head());
  ASSERT_FALSE(head);
  EXPECT_EQ(head.error().code, ErrorCode::service_unavailable);
}

TEST_F(LinkTest, ConnectsWhenRedisComesUpLater) {
  redis_.kill9();
  open(options(redis_));
  EXPECT_TRUE(is<Unavailable>(commit(event("early"))));
  redis_.start();
  ASSERT_TRUE(becomes_ready());
  EXPECT_TRUE(is<Committed>(commit(event("u"))));
}

TEST_F(LinkTest, FlushedScriptsAreLoadedAgainOnce) {
  open_ready();
  redis_.command({"SCRIPT", "FLUSH"});
  EXPECT_TRUE(is<Committed>(commit(event("u-1"))));
  EXPECT_TRUE(is<Committed>(commit(event("u-2"))));
  EXPECT_EQ(store_->link().counters().reloads, 1);
  EXPECT_EQ(store_->link().counters().connects, 1);
  EXPECT_EQ(run_task(io_, store_->head())->seq, 2);
}

TEST_F(LinkTest, ReplicaIsNotReadyAndADemotedMasterIsLeft) {
  open_ready();
  redis_.command({"REPLICAOF", "127.0.0.1", "1"});  // nothing there: a replica without master
  EXPECT_TRUE(is<Unavailable>(commit(event("u"))));
  ASSERT_TRUE(run_until(io_, [&] { return store_->link().last_fault().find("master wanted") != std::string::npos; }))
      << store_->link().last_fault();
  EXPECT_FALSE(store_->ready());
  redis_.command({"REPLICAOF", "NO", "ONE"});
  ASSERT_TRUE(becomes_ready());
  EXPECT_TRUE(is<Committed>(commit(event("u"))));
}

TEST_F(LinkTest, ADemotionIsNoticedOnEveryLaneWithoutAWrite) {
  auto several = options(redis_);
  several.lanes = 3;
  several.limits.role_every = Ms(50);
  open(several);
  ASSERT_TRUE(becomes_ready());
  redis_.command({"REPLICAOF", "127.0.0.1", "1"});
  ASSERT_TRUE(run_until(io_, [&] { return !store_->ready(); })) << "nobody asked it anything";
  EXPECT_EQ(store_->link().last_fault(), "ROLE: slave, master wanted");
  redis_.command({"REPLICAOF", "NO", "ONE"});
  ASSERT_TRUE(becomes_ready());
  EXPECT_TRUE(is<Committed>(commit(event("u"))));
  EXPECT_EQ(store_->link().counters().lost, 0);
}

TEST_F(LinkTest, PasswordsAreCheckedInTheHandshake) {
  redis_.command({"ACL", "SETUSER", "luodi", "on", ">secret", "~*", "+@all"});
  redis_.command({"ACL", "SETUSER", "default", "off"});
  auto wrong = options(redis_, Ms(200));
  wrong.endpoint.user = "luodi";
  wrong.endpoint.password = "guess";
  open(wrong);
  EXPECT_TRUE(is<Unavailable>(commit(event("u"))));
  EXPECT_NE(store_->link().last_fault().find("AUTH: WRONGPASS"), std::string::npos) << store_->link().last_fault();
  run_task(io_, store_->stop());

  auto right = options(redis_);
  right.endpoint.user = "luodi";
  right.endpoint.password = "secret";
  open(right);
  ASSERT_TRUE(becomes_ready()) << store_->link().last_fault();
  EXPECT_TRUE(is<Committed>(commit(event("u"))));
}

TEST_F(LinkTest, WorksOverNumericTcp) {
  RedisServer::Options with;
  // A port of the kernel's choice would be unknown to us, so one is derived from the process id, below the ephemeral
  // range.
  const auto port = 20000 + static_cast<int>(getpid()) % 10000;
  with.arguments = {"--port", std::to_string(port), "--bind", "127.0.0.1"};
  RedisServer tcp(with);
  redis::Endpoint at;
  at.address = "127.0.0.1";
  at.port = static_cast<std::uint16_t>(port);
  open(redis::Options(at));
  ASSERT_TRUE(becomes_ready()) << store_->link().last_fault();
  EXPECT_TRUE(is<Committed>(commit(event("u"))));
  run_task(io_, store_->stop());
  store_.reset();
}

// A listener that never accepts: the connect itself succeeds or hangs, but no answer ever comes.
TEST_F(LinkTest, SilentServerDoesNotHoldTheHandshake) {
  const std::string path = redis_.dir() + "/silent.sock";
  const int listener = ::socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  path.copy(address.sun_path, sizeof address.sun_path - 1);
  ASSERT_EQ(::bind(listener, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
  ASSERT_EQ(::listen(listener, 64), 0);
  auto silent = options(redis_, Ms(100));
  silent.endpoint.unix_path = path;
  open(silent);
  EXPECT_TRUE(is<Unavailable>(commit(event("u"))));
  ASSERT_TRUE(run_until(io_, [&] { return store_->link().counters().faults >= 2; }));
  EXPECT_NE(store_->link().last_fault().find("ROLE: no answer"), std::string::npos) << store_->link().last_fault();
  run_task(io_, store_->stop());
  ::close(listener);
}

TEST_F(LinkTest, StopAnswersEverythingAndAcceptsNothing) {
  open_ready();
  int answered = 0;
  constexpr int k_commits = 100;
  for (int i = 0; i < k_commits; ++i)
    boost::asio::co_spawn(io_, store_->commit(event("u")),
                          [&](std::exception_ptr, CommitResult result) { answered += is<Committed>(result); });
  io_.restart();
  io_.poll();  // the commands are on their way
  run_task(io_, store_->stop());
  EXPECT_TRUE(run_until(
      io_, [&] { return answered == k_commits; }, std::chrono::seconds(2)))
      << "commands on the way are waited for; answered " << answered;
  EXPECT_TRUE(is<Unavailable>(commit(event("late"))));
  run_task(io_, store_->stop());  // twice is fine
}

TEST_F(LinkTest, DestroyingWithCommandsOnTheWayIsSafe) {
  open_ready();
  int done = 0;
  for (int i = 0; i < 50; ++i)
    boost::asio::co_spawn(io_, store_->commit(event("u")), [&](std::exception_ptr, CommitResult) { ++done; });
  io_.restart();
  io_.poll_one();
  // Stop closes with commands unanswered when Redis does not answer.
  redis_.pause();
  run_task(io_, store_->stop());
  EXPECT_TRUE(run_until(io_, [&] { return done == 50; }));
  redis_.resume();
}

TEST_F(LinkTest, LoopThatDiesFirstLeaksNothing) {
  auto loop = std::make_unique<boost::asio::io_context>(1);
  {
    RedisStore store(*loop, Keys("510700"), options(redis_));
    store.start();
    ASSERT_TRUE(run_task(*loop, store.wait_ready(Clock::now() + std::chrono::seconds(10))));
    redis_.pause();
    boost::asio::co_spawn(*loop, store.commit(event("u")), [](std::exception_ptr, CommitResult) {});
    loop->restart();
    loop->poll();
  }
  loop.reset();  // under the address sanitizer: no leak, no use after free
  redis_.resume();
}

TEST_F(LinkTest, TooManyCommandsAreRefusedUnsent) {
  auto narrow = options(redis_);
  narrow.limits.in_flight = 10;
  open(narrow);
  ASSERT_TRUE(becomes_ready());
  int committed = 0, refused = 0;
  for (int i = 0; i < 30; ++i)
    boost::asio::co_spawn(io_, store_->commit(event("u")), [&](std::exception_ptr, CommitResult result) {
      committed += is<Committed>(result);
      refused += is<Unavailable>(result);
    });
  ASSERT_TRUE(run_until(io_, [&] { return committed + refused == 30; }));
  EXPECT_LE(committed, 10);
  EXPECT_GE(committed, 9) << "one place may be the write probe's";
  EXPECT_EQ(run_task(io_, store_->head())->seq, committed);
}

TEST_F(LinkTest, LanesShareTheLoadAndOneBrokenLaneDoesNotStopTheStore) {
  auto several = options(redis_);
  several.lanes = 3;
  open(several);
  ASSERT_TRUE(becomes_ready());
  EXPECT_EQ(store_->link().counters().connects, 3);
  const auto clients = redis_.command({"CLIENT", "LIST"});  // "id=5 addr=...": oldest first, which is one of ours
  redis_.command({"CLIENT", "KILL", "ID", clients.substr(3, clients.find(' ') - 3)});
  int committed = 0;
  for (int i = 0; i < 60; ++i)
    boost::asio::co_spawn(
        io_, store_->commit(keyed_event("u-" + std::to_string(i))),
        [&](std::exception_ptr, CommitResult result) { committed += is<Committed>(result) || is<Replayed>(result); });
  ASSERT_TRUE(run_until(io_, [&] { return committed == 60; }));
  EXPECT_EQ(run_task(io_, store_->head())->seq, 60);
  ASSERT_TRUE(run_until(io_, [&] { return store_->link().counters().connects == 4; })) << "the broken lane comes back";
}

}  // namespace
}  // namespace luodi::test
