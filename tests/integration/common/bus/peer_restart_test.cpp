// A service that dies, freezes and comes back: what its callers hear.
#include "tests/contract/common/bus/transport.hpp"
#include "tests/integration/common/bus/echo_process.hpp"

namespace luodi::bus {
namespace {

using namespace std::chrono_literals;

class PeerRestart : public ::testing::Test {
 protected:
  TempDir dir;
  std::string endpoint = "ipc://" + dir.file("intake");
  boost::asio::io_context io{1};
  std::unique_ptr<zmq::RpcClient> client;

  void SetUp() override {
    zmq::RpcClientConfig config;
    config.endpoints["intake"] = {endpoint};
    client = std::make_unique<zmq::RpcClient>(io, std::make_shared<zmq::Context>(), config);
  }
  bool connected(bool wanted) {
    return run_until(io, [&] { return client->connected("intake") == wanted; });
  }
  Expected<Reply> call(std::int64_t limit_ms = 5000) {
    return run(io, client->call("intake", request("echo", "x", limit_ms)));
  }
};

TEST_F(PeerRestart, AKilledPeerIsUnavailableAtOnceAndServesAgainAfterItsRestart) {
  for (int round = 0; round < 3; ++round) {
    EchoProcess server(endpoint);
    ASSERT_TRUE(connected(true));
    ASSERT_TRUE(call());
    server.end(SIGKILL);
    ASSERT_TRUE(connected(false));
    const auto begin = std::chrono::steady_clock::now();
    const auto reply = call();
    ASSERT_FALSE(reply);
    EXPECT_EQ(reply.error().code, ErrorCode::service_unavailable);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, 1s);
  }
}

TEST_F(PeerRestart, NothingThatWasRefusedIsDeliveredLater) {
  for (int i = 0; i < 20; ++i)
    ASSERT_FALSE(call());
  EchoProcess server(endpoint);
  ASSERT_TRUE(connected(true));
  ASSERT_TRUE(call());
  EXPECT_EQ(client->stats().sent, 1u);
  EXPECT_EQ(client->stats().late, 0u) << "a queued request would have been answered now";
}

TEST_F(PeerRestart, CallsInFlightWhenThePeerDiesAreUnknown) {
  EchoProcess server(endpoint);
  ASSERT_TRUE(connected(true));
  server.signal(SIGSTOP);
  std::optional<Expected<Reply>> result;
  Request r = request("echo", "x", 400);
  boost::asio::co_spawn(io, client->call("intake", std::move(r)),
                        [&](std::exception_ptr, Expected<Reply> reply) { result = std::move(reply); });
  run_until(io, [&] { return client->in_flight() == 1; });
  server.end(SIGKILL);
  ASSERT_TRUE(run_until(io, [&] { return result.has_value(); }));
  ASSERT_FALSE(*result);
  EXPECT_EQ(result->error().code, ErrorCode::outcome_unknown);
}

TEST_F(PeerRestart, AFrozenPeerIsNoticedByItsHeartbeat) {
  EchoProcess server(endpoint);
  ASSERT_TRUE(connected(true));
  server.signal(SIGSTOP);
  const auto lost = call(300);
  ASSERT_FALSE(lost);
  EXPECT_EQ(lost.error().code, ErrorCode::outcome_unknown);
  EXPECT_TRUE(connected(false)) << "heartbeat 1 s, limit 3 s";
  server.signal(SIGCONT);
  ASSERT_TRUE(connected(true));
  ASSERT_TRUE(call());
}

TEST_F(PeerRestart, APeerThatWakesUpDropsWhatExpiredWhileItSlept) {
  EchoProcess server(endpoint);
  ASSERT_TRUE(connected(true));
  server.signal(SIGSTOP);
  ASSERT_FALSE(call(200));  // well within the heartbeat: the connection stays and the request waits at the peer
  server.signal(SIGCONT);
  ASSERT_TRUE(call());  // requests are read in order, so the expired one has had its turn
  EXPECT_EQ(client->stats().sent, 2u);
  EXPECT_EQ(client->stats().late, 0u) << "an executed request would have been answered";
}

struct Tally {
  int done = 0, refused = 0, unavailable = 0, unknown = 0;
  int callers = 0;
  bool enough = false;
};

// Calls again and again. Whoever is refused comes back a moment later, as people do.
Task<void> hammer(boost::asio::io_context& io, zmq::RpcClient& client, Tally& tally) {
  ++tally.callers;
  while (!tally.enough) {
    Request r = request("echo", "x", 1500);
    const auto reply = co_await client.call("intake", std::move(r));
    if (reply && reply->status == 200) {
      ++tally.done;
      continue;
    }
    if (reply)
      ++tally.refused;
    else if (reply.error().code == ErrorCode::service_unavailable)
      ++tally.unavailable;
    else
      ++tally.unknown;
    co_await pause(io, 1ms);
  }
  --tally.callers;
}

// Ten stops in a row under load: whoever asks is answered, refused with nothing done, or told that nobody is there.
TEST_F(PeerRestart, APeerThatIsAskedToStopLeavesNoRequestUnanswered) {
  constexpr int k_callers = 32, k_rounds = 10;
  for (int round = 0; round < k_rounds; ++round) {
    EchoProcess server(endpoint);
    ASSERT_TRUE(connected(true)) << "welcomed by the next one, round " << round;
    Tally tally;
    for (int i = 0; i < k_callers; ++i)
      boost::asio::co_spawn(io, hammer(io, *client, tally), [](std::exception_ptr) {});
    ASSERT_TRUE(run_until(io, [&] { return tally.done > 300; }));
    server.signal(SIGTERM);
    ASSERT_TRUE(run_until(io, [&] { return server.ended(); }));
    ASSERT_TRUE(run_until(io, [&] { return tally.unavailable > 0; }));
    tally.enough = true;
    ASSERT_TRUE(run_until(io, [&] { return tally.callers == 0; }));
    EXPECT_EQ(tally.unknown, 0) << "round " << round << ": " << tally.done << " done, " << tally.refused << " refused";
  }
}

TEST_F(PeerRestart, WhoStoppedIsUnavailableAtOnceAndItsSuccessorIsWelcomed) {
  const std::string second = "ipc://" + dir.file("intake2");
  zmq::RpcClientConfig config;
  config.endpoints["intake"] = {endpoint, second};
  client = std::make_unique<zmq::RpcClient>(io, std::make_shared<zmq::Context>(), config);
  EchoProcess one(endpoint);
  EchoProcess two(second);
  ASSERT_TRUE(connected(true));
  Tally tally;
  boost::asio::co_spawn(io, hammer(io, *client, tally), [](std::exception_ptr) {});
  ASSERT_TRUE(run_until(io, [&] { return tally.done > 10; }));
  one.signal(SIGTERM);
  two.signal(SIGTERM);
  ASSERT_TRUE(run_until(io, [&] { return one.ended() && two.ended(); }));
  ASSERT_TRUE(run_until(io, [&] { return tally.unavailable > 0; })) << "refused at once, not at the deadline";
  EchoProcess other(second);
  const int before = tally.done;
  ASSERT_TRUE(run_until(io, [&] { return tally.done > before + 10; }));
  tally.enough = true;
  ASSERT_TRUE(run_until(io, [&] { return tally.callers == 0; }));
}

TEST_F(PeerRestart, WithTwoInstancesACityMovesToTheOneThatLives) {
  const std::string second = "ipc://" + dir.file("intake2");
  zmq::RpcClientConfig config;
  config.endpoints["intake"] = {endpoint, second};
  client = std::make_unique<zmq::RpcClient>(io, std::make_shared<zmq::Context>(), config);
  EchoProcess one(endpoint);
  EchoProcess two(second);
  ASSERT_TRUE(connected(true));
  ASSERT_TRUE(call());
  one.end(SIGKILL);
  ASSERT_TRUE(run_until(io, [&] { return call(500).has_value(); }));
  for (int i = 0; i < 10; ++i)
    EXPECT_TRUE(call());
}

}  // namespace
}  // namespace luodi::bus
