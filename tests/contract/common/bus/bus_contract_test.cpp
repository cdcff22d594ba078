// What every transport of the bus owes its users.
#include <stdexcept>
#include <vector>

#include "common/bus/envelope.hpp"
#include "tests/contract/common/bus/transport.hpp"

namespace luodi::bus {
namespace {

using namespace std::chrono_literals;

template <class T>
class BusContract : public ::testing::Test {
 protected:
  T bus;

  // A server that answers "<operation>:<body>", "throw" throws, "slow" takes 300 ms, "hang" never ends in time.
  std::unique_ptr<RpcServer> echo_server(DispatcherConfig config = {}) {
    auto server = bus.server("intake", std::move(config));
    server->serve([this](Request r) -> Task<Reply> {
      ++handled;
      if (r.operation == "throw") throw std::runtime_error("boom");
      if (r.operation == "slow") co_await pause(bus.io, 300ms);
      if (r.operation == "hang") co_await pause(bus.io, 3s);
      Reply reply(200, r.operation == "echo" ? std::move(r.body) : r.operation);
      reply.headers["X-City"] = r.city;
      co_return reply;
    });
    return server;
  }
  std::unique_ptr<RpcClient> connected_client() {
    auto client = bus.client();
    EXPECT_TRUE(run_until(bus.io, [&] { return client->connected("intake"); }));
    return client;
  }
  Expected<Reply> call(RpcClient& client, Request r) { return run(bus.io, client.call("intake", std::move(r))); }
  // Starts count calls at once and waits for all of them.
  std::vector<Expected<Reply>> call_many(RpcClient& client, int count, const std::string& operation) {
    std::vector<Expected<Reply>> results(static_cast<std::size_t>(count), fail(ErrorCode::internal));
    int finished = 0;
    for (std::size_t i = 0; i < results.size(); ++i)
      boost::asio::co_spawn(bus.io, client.call("intake", request(operation, std::to_string(i))),
                            [&, i](std::exception_ptr, Expected<Reply> reply) {
                              results[i] = std::move(reply);
                              ++finished;
                            });
    EXPECT_TRUE(run_until(bus.io, [&] { return finished == count; }));
    return results;
  }
  int handled = 0;
};

using Transports = ::testing::Types<MemoryTransport, ZmqTransport>;
TYPED_TEST_SUITE(BusContract, Transports);

TYPED_TEST(BusContract, ACallGetsItsReply) {
  auto server = this->echo_server();
  auto client = this->connected_client();
  const auto reply = this->call(*client, request("echo", "{\"名\":1}"));
  ASSERT_TRUE(reply) << reply.error().detail;
  EXPECT_EQ(reply->status, 200);
  EXPECT_EQ(reply->body, "{\"名\":1}");
  EXPECT_EQ(reply->headers.at("X-City"), "510700");
}

TYPED_TEST(BusContract, AThousandCallsAtOnceGetEachItsOwnReply) {
  auto server = this->echo_server();
  auto client = this->connected_client();
  const auto results = this->call_many(*client, 1000, "echo");
  for (std::size_t i = 0; i < results.size(); ++i) {
    ASSERT_TRUE(results[i]) << i << " " << results[i].error().detail;
    EXPECT_EQ(results[i]->body, std::to_string(i));
  }
}

TYPED_TEST(BusContract, BodiesAreBinarySafe) {
  auto server = this->echo_server();
  auto client = this->connected_client();
  std::string bytes;
  for (int i = 0; i < 70'000; ++i)
    bytes += static_cast<char>(i * 7);
  const auto reply = this->call(*client, request("echo", bytes));
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->body, bytes);
  const auto empty = this->call(*client, request("echo", ""));
  ASSERT_TRUE(empty);
  EXPECT_EQ(empty->body, "");
}

TYPED_TEST(BusContract, ARequestBodyOfOneMebibytePassesAndOneByteMoreIsRefused) {
  auto server = this->echo_server();
  auto client = this->connected_client();
  const auto fits = this->call(*client, request("echo", std::string(k_max_request_body, 'x')));
  ASSERT_TRUE(fits) << fits.error().detail;
  EXPECT_EQ(fits->body.size(), k_max_request_body);
  const auto over = this->call(*client, request("echo", std::string(k_max_request_body + 1, 'x')));
  ASSERT_FALSE(over);
  EXPECT_EQ(over.error().code, ErrorCode::body_too_large);
  EXPECT_TRUE(this->call(*client, request("echo", "still connected")));
  EXPECT_EQ(this->handled, 2);
}

TYPED_TEST(BusContract, NoReplyBeforeTheDeadlineIsAnUnknownOutcome) {
  auto server = this->echo_server();
  auto client = this->connected_client();
  const auto before = std::chrono::steady_clock::now();
  const auto reply = this->call(*client, request("hang", "", 100));
  const auto took = std::chrono::steady_clock::now() - before;
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().code, ErrorCode::outcome_unknown);
  EXPECT_GE(took, 90ms);
  EXPECT_LT(took, 2s);
}

TYPED_TEST(BusContract, ALateReplyIsDroppedAndDisturbsNobody) {
  auto server = this->echo_server();
  auto client = this->connected_client();
  ASSERT_FALSE(this->call(*client, request("slow", "", 50)));
  const auto next = this->call(*client, request("echo", "mine"));
  ASSERT_TRUE(next);
  EXPECT_EQ(next->body, "mine");
  ASSERT_TRUE(run_until(this->bus.io, [&] {
    return dynamic_cast<zmq::RpcClient*>(client.get()) != nullptr
               ? dynamic_cast<zmq::RpcClient&>(*client).stats().late == 1
               : dynamic_cast<memory::RpcClient&>(*client).stats().late == 1;
  }));
}

TYPED_TEST(BusContract, ADeadlineInThePastIsNotSent) {
  auto server = this->echo_server();
  auto client = this->connected_client();
  const auto reply = this->call(*client, request("echo", "", -1));
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().code, ErrorCode::deadline_exceeded);
  EXPECT_EQ(this->handled, 0);
}

TYPED_TEST(BusContract, TheServerDropsARequestPastItsDeadline) {
  DispatcherConfig config;
  config.wall = [] { return wall_ms() + 60'000; };  // a server that reads the request a minute later
  auto server = this->echo_server(std::move(config));
  auto client = this->connected_client();
  const auto reply = this->call(*client, request("echo", "", 200));
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().code, ErrorCode::outcome_unknown);
  EXPECT_EQ(this->handled, 0);
}

TYPED_TEST(BusContract, AVirtualNowDoesNotMoveTheDeadline) {
  auto server = this->echo_server();
  auto client = this->connected_client();
  Request r = request("echo", "x");
  r.now = Instant::from_ms(0);
  EXPECT_TRUE(this->call(*client, std::move(r)));
  Request late = request("echo", "x", -1);
  late.now = Instant::from_ms(0);
  EXPECT_FALSE(this->call(*client, std::move(late)));
}

TYPED_TEST(BusContract, ARequestWithoutADeadlineGetsTheDefault) {
  auto server = this->echo_server();
  auto client = this->connected_client();
  Request r = request("echo", "x");
  r.deadline_ms = 0;
  EXPECT_TRUE(this->call(*client, std::move(r)));
}

TYPED_TEST(BusContract, AnUnknownOrAbsentServiceIsUnavailableAtOnce) {
  auto server = this->echo_server();
  auto client = this->connected_client();
  for (const char* service : {"absent", "never-heard-of"}) {
    EXPECT_FALSE(client->connected(service));
    const auto before = std::chrono::steady_clock::now();
    const auto reply = run(this->bus.io, client->call(service, request("echo")));
    ASSERT_FALSE(reply);
    EXPECT_EQ(reply.error().code, ErrorCode::service_unavailable);
    EXPECT_LT(std::chrono::steady_clock::now() - before, 1s);
  }
}

TYPED_TEST(BusContract, AThrowingHandlerIsAnsweredWithInternalAndReported) {
  std::string reported;
  DispatcherConfig config;
  config.on_fault = [&](const std::string& what) { reported = what; };
  auto server = this->echo_server(std::move(config));
  auto client = this->connected_client();
  const auto reply = this->call(*client, request("throw"));
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->status, 500);
  EXPECT_NE(reply->body.find("L1599"), std::string::npos);
  EXPECT_EQ(reply->body.find("boom"), std::string::npos) << "inner texts do not leave the service";
  EXPECT_EQ(reported, "throw: exception: boom");
}

TYPED_TEST(BusContract, AboveTheCapTheAnswerIsOverloadedAtOnce) {
  DispatcherConfig config;
  config.max_running = 3;
  auto server = this->echo_server(std::move(config));
  auto client = this->connected_client();
  const auto results = this->call_many(*client, 10, "slow");
  int ok = 0;
  int overloaded = 0;
  for (const auto& result : results) {
    ASSERT_TRUE(result);
    if (result->status == 200) ++ok;
    if (result->status == 503 && result->body.find("L1502") != std::string::npos) ++overloaded;
  }
  EXPECT_EQ(ok, 3);
  EXPECT_EQ(overloaded, 7);
  EXPECT_EQ(this->handled, 3);
}

TYPED_TEST(BusContract, AReplyBeyondItsLimitBecomesInternal) {
  auto server = this->bus.server("intake", {});
  server->serve([](Request) -> Task<Reply> { co_return Reply(200, std::string(k_max_reply_body + 1, 'x')); });
  auto client = this->connected_client();
  const auto reply = this->call(*client, request("export"));
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->status, 500);
}

TYPED_TEST(BusContract, DrainAnswersWhatRunsAndRefusesTheRest) {
  auto server = this->echo_server();
  auto client = this->connected_client();
  std::optional<Expected<Reply>> running;
  boost::asio::co_spawn(this->bus.io, client->call("intake", request("slow")),
                        [&](std::exception_ptr, Expected<Reply> reply) { running = std::move(reply); });
  ASSERT_TRUE(run_until(this->bus.io, [&] { return this->handled == 1; }));
  bool drained = false;
  boost::asio::co_spawn(this->bus.io, server->drain(), [&](std::exception_ptr) { drained = true; });
  const auto refused = this->call(*client, request("echo"));
  // Said by the server, or by the client that has heard already that it stops.
  if (refused) {
    EXPECT_EQ(refused->status, 503);
    EXPECT_NE(refused->body.find("L1503"), std::string::npos);
    EXPECT_EQ(refused->headers.at("Retry-After"), "1");
    EXPECT_EQ(refused->headers.count(k_not_taken), 1u);
  } else {
    EXPECT_EQ(refused.error().code, ErrorCode::service_unavailable);
  }
  EXPECT_FALSE(drained) << "a request is still running";
  ASSERT_TRUE(run_until(this->bus.io, [&] { return drained && running.has_value(); }));
  ASSERT_TRUE(*running);
  EXPECT_EQ((*running)->status, 200);
  EXPECT_EQ(this->handled, 1);
}

TYPED_TEST(BusContract, DrainGivesUpAtItsLimit) {
  DispatcherConfig config;
  config.drain_limit_ms = 100;
  auto server = this->echo_server(std::move(config));
  auto client = this->connected_client();
  boost::asio::co_spawn(this->bus.io, client->call("intake", request("hang", "", 200)),
                        [](std::exception_ptr, Expected<Reply>) {});
  ASSERT_TRUE(run_until(this->bus.io, [&] { return this->handled == 1; }));
  bool drained = false;
  boost::asio::co_spawn(this->bus.io, server->drain(), [&](std::exception_ptr) { drained = true; });
  EXPECT_TRUE(run_until(
      this->bus.io, [&] { return drained; }, 2s));
}

TYPED_TEST(BusContract, EventsReachTheSubscriberOfTheirCityInOrder) {
  auto publisher = this->bus.publisher();
  auto mine = this->bus.subscriber("510700");
  auto other = this->bus.subscriber("5107");  // a prefix of the topic is not the city
  std::vector<FeedEvent> heard;
  int bells = 0;
  int other_bells = 0;
  int other_events = 0;
  mine->on_event([&](FeedEvent e) { heard.push_back(std::move(e)); });
  mine->on_bell([&](std::string topic) { bells += topic == "clock" ? 1 : 0; });
  other->on_event([&](FeedEvent) { ++other_events; });
  other->on_bell([&](std::string) { ++other_bells; });
  // Subscriptions take a while to reach a publisher: ring until both have heard.
  ASSERT_TRUE(run_until(this->bus.io, [&] {
    publisher->ring("clock");
    return bells > 0 && other_bells > 0;
  }));
  for (int i = 1; i <= 500; ++i) {
    FeedEvent event;
    event.city = "510700";
    event.epoch = 3;
    event.seq = i;
    event.json = std::string("{\"n\":\0}", 7) + std::to_string(i);
    publisher->publish(std::move(event));
  }
  ASSERT_TRUE(run_until(this->bus.io, [&] { return heard.size() == 500; }));
  for (std::size_t i = 0; i < heard.size(); ++i) {
    EXPECT_EQ(heard[i].seq, static_cast<std::int64_t>(i) + 1);
    EXPECT_EQ(heard[i].epoch, 3);
    EXPECT_EQ(heard[i].json, std::string("{\"n\":\0}", 7) + std::to_string(i + 1));
  }
  EXPECT_EQ(other_events, 0);
}

TYPED_TEST(BusContract, PendingCallsEndWhenTheClientGoes) {
  auto server = this->echo_server();
  auto client = this->connected_client();
  std::optional<Expected<Reply>> result;
  boost::asio::co_spawn(this->bus.io, client->call("intake", request("hang")),
                        [&](std::exception_ptr, Expected<Reply> reply) { result = std::move(reply); });
  ASSERT_TRUE(run_until(this->bus.io, [&] { return this->handled == 1; }));
  client.reset();
  ASSERT_TRUE(run_until(
      this->bus.io, [&] { return result.has_value(); }, 1s));
  ASSERT_FALSE(*result);
  EXPECT_EQ(result->error().code, ErrorCode::outcome_unknown);
}

}  // namespace
}  // namespace luodi::bus
