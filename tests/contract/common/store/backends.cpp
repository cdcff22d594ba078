#include "tests/contract/common/store/backends.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "common/store/memory/memory_store.hpp"
#include "common/store/redis/redis_store.hpp"
#include "tests/support/redis/redis_server.hpp"

namespace luodi::test {
namespace {

class MemoryBackend final : public Backend {
 public:
  store::Store& store() override { return store_; }
  std::string dump() override { return store_.dump(); }
  void pass_ms(std::int64_t ms) override { store_.advance_ms(ms); }

 private:
  store::memory::MemoryStore store_{k_city};
};

// One server for the whole program: starting one per test would cost more than the tests.
RedisServer& server() {
  static RedisServer k_server;
  return k_server;
}

class RedisBackend final : public Backend {
 public:
  explicit RedisBackend(boost::asio::io_context& io)
      : io_(io), store_(io, store::Keys(k_city), store::redis::Options::unix_socket(server().socket_path())) {
    server().command({"FLUSHALL"});
    store_.start();
    if (!run_task(io_, store_.wait_ready(store::redis::Clock::now() + std::chrono::seconds(10))))
      throw std::runtime_error("redis is not ready: " + store_.link().last_fault());
  }
  ~RedisBackend() override { run_task(io_, store_.stop()); }
  store::Store& store() override { return store_; }
  std::string dump() override { return server().dump(); }
  void pass_ms(std::int64_t ms) override {
    // The term itself is what is tested, and it runs on the clock of Redis: waiting it out is the condition.
    boost::asio::steady_timer timer(io_, std::chrono::milliseconds(ms + 5));
    run_task(io_, wait(timer));
  }

 private:
  static boost::asio::awaitable<void> wait(boost::asio::steady_timer& timer) {
    co_await timer.async_wait(boost::asio::use_awaitable);
  }
  boost::asio::io_context& io_;
  store::redis::RedisStore store_;
};

}  // namespace

std::unique_ptr<Backend> make_backend(const std::string& name, boost::asio::io_context& io) {
  if (name == "memory") return std::make_unique<MemoryBackend>();
  return std::make_unique<RedisBackend>(io);
}

INSTANTIATE_TEST_SUITE_P(Stores, StoreContract, ::testing::Values("memory", "redis"),
                         [](const auto& param) { return param.param; });

}  // namespace luodi::test
