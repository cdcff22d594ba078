#pragma once
// A RedisStore on a real redis-server that the test may stop, kill and restart.
#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <optional>
#include <string>

#include "common/store/redis/redis_store.hpp"
#include "tests/support/redis/redis_server.hpp"
#include "tests/support/redis/run_task.hpp"

namespace luodi::test {

using store::redis::Ms;
using store::redis::RedisStore;

class RedisFixture : public ::testing::Test {
 protected:
  // Short limits keep the tests short; the shape of what happens does not depend on them.
  static store::redis::Options options(const RedisServer& server, Ms command = Ms(400)) {
    auto out = store::redis::Options::unix_socket(server.socket_path());
    out.lanes = 1;  // so that counters tell one story; the contract suite runs on the shipped number
    out.limits.command = command;
    out.limits.connect = Ms(300);
    out.limits.backoff_longest = Ms(100);
    return out;
  }
  void open(store::redis::Options with) {
    store_.emplace(io_, store::Keys("510700"), std::move(with));
    store_->start();
  }
  void open_ready(Ms command = Ms(400)) {
    open(options(redis_, command));
    ASSERT_TRUE(becomes_ready()) << store_->link().last_fault();
  }
  bool becomes_ready() {
    return run_task(io_, store_->wait_ready(store::redis::Clock::now() + std::chrono::seconds(10)));
  }
  void TearDown() override {
    if (redis_.running()) redis_.resume();
    if (store_) run_task(io_, store_->stop());
  }
  static store::UnitOfWork event(std::string uuid) {
    store::UnitOfWork work("510700");
    work.append(std::move(uuid), R"({"type":"x"})");
    return work;
  }
  static store::UnitOfWork keyed_event(const std::string& uuid) {
    auto work = event(uuid);
    store::IdempotentOutcome outcome;
    outcome.scope = "scope-" + uuid;
    outcome.fingerprint = "f";
    outcome.response = "r-" + uuid;
    work.idempotency = std::move(outcome);
    return work;
  }
  store::CommitResult commit(store::UnitOfWork work) { return run_task(io_, store_->commit(std::move(work))); }
  template <class T>
  static bool is(const store::CommitResult& result) {
    return std::holds_alternative<T>(result);
  }

  RedisServer redis_;
  boost::asio::io_context io_{1};
  std::optional<RedisStore> store_;
};

}  // namespace luodi::test
