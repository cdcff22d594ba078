// ZMQ_FD is edge-triggered and libzmq swallows edges on send and receive. A port that forgets to look again stalls:
// calls then end by their deadline although the reply has arrived.
#include <cstdio>

#include "tests/contract/common/bus/transport.hpp"
#include "tests/integration/common/bus/echo_process.hpp"

namespace luodi::bus {
namespace {

constexpr int k_calls = 100'000;
constexpr int k_deadline_ms = 5000;

struct Progress {
  int started = 0;
  int answered = 0;
  int failed = 0;
  int workers = 0;
};

Task<void> worker(zmq::RpcClient* client, Progress* progress) {
  while (progress->started < k_calls) {
    const std::string body = std::to_string(++progress->started);
    Request r = request("echo", body, k_deadline_ms);
    const auto reply = co_await client->call("intake", std::move(r));
    ++(reply && reply->body == body ? progress->answered : progress->failed);
  }
  --progress->workers;
}

class WakeUp : public ::testing::TestWithParam<int> {};

TEST_P(WakeUp, NoCallStallsAmongAHundredThousand) {
  TempDir dir;
  const std::string endpoint = "ipc://" + dir.file("intake");
  EchoProcess server(endpoint);
  boost::asio::io_context io{1};
  zmq::RpcClientConfig config;
  config.endpoints["intake"] = {endpoint};
  zmq::RpcClient client(io, std::make_shared<zmq::Context>(), config);
  ASSERT_TRUE(run_until(io, [&] { return client.connected("intake"); }));
  Progress progress;
  progress.workers = GetParam();
  const auto begin = std::chrono::steady_clock::now();
  for (int i = 0; i < GetParam(); ++i)
    boost::asio::co_spawn(io, worker(&client, &progress), [](std::exception_ptr error) { EXPECT_FALSE(error); });
  ASSERT_TRUE(run_until(
      io, [&] { return progress.workers == 0; }, std::chrono::seconds(120)));
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  EXPECT_EQ(progress.failed, 0);
  EXPECT_GE(progress.answered, k_calls);
  EXPECT_EQ(client.stats().late, 0u);
  std::printf("%d in flight: %.0f calls/s\n", GetParam(), progress.answered / took.count());
}
INSTANTIATE_TEST_SUITE_P(InFlight, WakeUp, ::testing::Values(8, 64));

}  // namespace
}  // namespace luodi::bus
