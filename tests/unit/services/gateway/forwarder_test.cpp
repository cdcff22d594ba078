// What a client is told about a request whose service is gone, silent, slow or too busy.
#include "services/gateway/forwarder.hpp"

#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <deque>

#include "common/bus/bus.hpp"
#include "tests/support/redis/run_task.hpp"

namespace luodi::gateway {
namespace {

class ScriptedRpc : public bus::RpcClient {
 public:
  bus::Task<Expected<bus::Reply>> call(std::string service, bus::Request request) override {
    services.push_back(std::move(service));
    requests.push_back(std::move(request));
    auto next = std::move(answers.front());
    answers.pop_front();
    co_return next;
  }
  bool connected(const std::string&) const override { return another; }
  bool another = true;
  std::deque<Expected<bus::Reply>> answers;
  std::vector<std::string> services;
  std::vector<bus::Request> requests;
};

class ForwarderTest : public testing::Test {
 protected:
  Expected<bus::Reply> ask(bool with_key) {
    bus::Request request;
    request.operation = "project.landing";
    if (with_key) request.idempotency_scope = "scope";
    return test::run_task(io_, forwarder_.ask(Service::progress_monitor, std::move(request)));
  }
  void answer(ErrorCode code) { rpc_.answers.push_back(fail(code)); }
  void answer(int status, std::string body) { rpc_.answers.push_back(bus::Reply(status, std::move(body))); }

  boost::asio::io_context io_{1};
  ScriptedRpc rpc_;
  std::int64_t now_ = 1000;
  ForwardLimits limits_ = [] {
    ForwardLimits limits;
    limits.max_in_flight = 1;
    return limits;
  }();
  Forwarder forwarder_{rpc_, limits_, [this] { return now_; }};
};

TEST_F(ForwarderTest, PassesTheAnswerAndSetsTheDeadline) {
  answer(200, "{}");
  EXPECT_EQ(ask(true)->status, 200);
  EXPECT_EQ(rpc_.services.front(), "progress-monitor");
  EXPECT_EQ(rpc_.requests.front().deadline_ms, 3000);
  EXPECT_EQ(forwarder_.in_flight(), 0U);
}

TEST_F(ForwarderTest, WhatWasNotSentIsUnavailable) {
  answer(ErrorCode::service_unavailable);
  EXPECT_EQ(ask(true).error().code, ErrorCode::service_unavailable);
  EXPECT_EQ(rpc_.requests.size(), 1U);
}

TEST_F(ForwarderTest, WhatAServiceThatStopsHasNotTakenIsAskedOfAnotherInstance) {
  bus::Reply not_taken(503, "{}");
  not_taken.headers[bus::k_not_taken] = "stopping";
  rpc_.answers.push_back(not_taken);
  answer(201, "{}");
  EXPECT_EQ(ask(false)->status, 201);
  ASSERT_EQ(rpc_.requests.size(), 2U);
  EXPECT_EQ(rpc_.requests[1].operation, "project.landing");
  EXPECT_EQ(rpc_.requests[1].deadline_ms, 3000);

  rpc_.another = false;
  rpc_.answers.push_back(not_taken);
  const auto alone = ask(true);
  EXPECT_EQ(alone->status, 503);
  EXPECT_EQ(alone->headers.count(bus::k_not_taken), 0U) << "between the processes only";
  EXPECT_EQ(rpc_.requests.size(), 3U);

  rpc_.another = true;
  rpc_.answers.push_back(not_taken);
  answer(ErrorCode::service_unavailable);
  EXPECT_EQ(ask(true)->status, 503);
  EXPECT_EQ(rpc_.requests.size(), 5U);
}

TEST_F(ForwarderTest, ABusyServiceIsNotAskedAgain) {
  answer(503, "{}");
  EXPECT_EQ(ask(true)->status, 503);
  EXPECT_EQ(rpc_.requests.size(), 1U);
}

TEST_F(ForwarderTest, ACommandWithoutReplyIsAskedOnceMoreWithTheSameScope) {
  answer(ErrorCode::outcome_unknown);
  answer(200, "{\"stage\":\"landed\"}");
  EXPECT_EQ(ask(true)->status, 200);
  ASSERT_EQ(rpc_.requests.size(), 2U);
  EXPECT_EQ(rpc_.requests[1].idempotency_scope, "scope");
  EXPECT_EQ(rpc_.requests[1].operation, "project.landing");
}

TEST_F(ForwarderTest, TwoSilencesAreAnUnknownOutcome) {
  answer(ErrorCode::outcome_unknown);
  answer(ErrorCode::outcome_unknown);
  EXPECT_EQ(ask(true).error().code, ErrorCode::outcome_unknown);
  EXPECT_EQ(rpc_.requests.size(), 2U);
}

TEST_F(ForwarderTest, SilenceAndThenAnOutageIsStillUnknown) {
  answer(ErrorCode::outcome_unknown);
  answer(ErrorCode::service_unavailable);
  EXPECT_EQ(ask(true).error().code, ErrorCode::outcome_unknown);
}

TEST_F(ForwarderTest, AFirstAttemptStillAtWorkIsUnknownToo) {
  answer(ErrorCode::outcome_unknown);
  answer(409, R"({"code":"L1205"})");
  EXPECT_EQ(ask(true).error().code, ErrorCode::outcome_unknown);
  answer(ErrorCode::outcome_unknown);
  answer(409, R"({"code":"L1401"})");  // another 409 is the service's answer
  EXPECT_EQ(ask(true)->status, 409);
}

TEST_F(ForwarderTest, ASecondAttemptThatWasNotHeardSaysNothingOfTheFirst) {
  answer(503, R"({"code":"L1503"})");
  EXPECT_EQ(ask(true)->status, 503) << "the first attempt was refused: certainly not done";
  for (const char* refused : {R"({"code":"L1503"})", R"({"code":"L1502"})", "stops"}) {
    answer(ErrorCode::outcome_unknown);
    answer(503, refused);
    EXPECT_EQ(ask(true).error().code, ErrorCode::outcome_unknown) << refused;
  }
}

TEST_F(ForwarderTest, WithoutAKeyNothingIsRepeated) {
  answer(ErrorCode::outcome_unknown);
  EXPECT_EQ(ask(false).error().code, ErrorCode::outcome_unknown);
  EXPECT_EQ(rpc_.requests.size(), 1U);
}

class SilentRpc : public bus::RpcClient {
 public:
  explicit SilentRpc(boost::asio::io_context& io) : timer_(io, std::chrono::steady_clock::time_point::max()) {}
  bus::Task<Expected<bus::Reply>> call(std::string, bus::Request) override {
    ++calls;
    boost::system::error_code ended;
    co_await timer_.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, ended));
    co_return bus::Reply(200, "{}");
  }
  bool connected(const std::string&) const override { return another; }
  bool another = true;
  void release() { timer_.cancel(); }
  int calls = 0;

 private:
  boost::asio::steady_timer timer_;
};

TEST(ForwarderLimit, OneMoreThanTheLimitIsRefusedAtOnce) {
  boost::asio::io_context io{1};
  SilentRpc rpc(io);
  ForwardLimits limits;
  limits.max_in_flight = 2;
  Forwarder forwarder(rpc, limits, [] { return 0; });
  int answered = 0;
  for (int i = 0; i < 2; ++i)
    boost::asio::co_spawn(io, forwarder.ask(Service::intake, bus::Request()),
                          [&](const std::exception_ptr&, const Expected<bus::Reply>&) { ++answered; });
  ASSERT_TRUE(test::run_until(io, [&] { return rpc.calls == 2; }));
  const auto third = test::run_task(io, forwarder.ask(Service::intake, bus::Request()));
  EXPECT_EQ(third.error().code, ErrorCode::overloaded);
  rpc.release();
  ASSERT_TRUE(test::run_until(io, [&] { return answered == 2; }));
  EXPECT_EQ(forwarder.in_flight(), 0U);
}

}  // namespace
}  // namespace luodi::gateway
