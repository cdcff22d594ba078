#pragma once
// One face for both transports of the bus, so that one suite tests them alike.
#include <gtest/gtest.h>
#include <unistd.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <exception>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "common/bus/bus.hpp"
#include "common/bus/memory/memory_bus.hpp"
#include "common/bus/zmq/feed.hpp"
#include "common/bus/zmq/rpc_client.hpp"
#include "common/bus/zmq/rpc_server.hpp"

namespace luodi::bus {

class TempDir {
 public:
  TempDir() {
    char name[] = "/tmp/luodi-bus-XXXXXX";
    path_ = mkdtemp(name);
  }
  ~TempDir() { std::filesystem::remove_all(path_); }
  std::string file(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

// Runs the loop until the condition holds; false after the limit.
inline bool run_until(boost::asio::io_context& io, const std::function<bool()>& done,
                      std::chrono::milliseconds limit = std::chrono::seconds(20)) {
  const auto end = std::chrono::steady_clock::now() + limit;
  io.restart();
  while (!done()) {
    if (std::chrono::steady_clock::now() > end) return false;
    io.run_one_for(std::chrono::milliseconds(5));
    if (io.stopped()) io.restart();
  }
  return true;
}

template <class T>
T run(boost::asio::io_context& io, Task<T> task) {
  std::optional<T> result;
  std::exception_ptr error;
  bool finished = false;
  boost::asio::co_spawn(io, std::move(task), [&](std::exception_ptr e, T value) {
    error = e;
    result.emplace(std::move(value));
    finished = true;
  });
  if (!run_until(io, [&] { return finished; })) throw std::runtime_error("the coroutine did not end in time");
  if (error) std::rethrow_exception(error);
  return std::move(*result);
}

inline Task<void> pause(boost::asio::io_context& io, std::chrono::milliseconds time) {
  boost::asio::steady_timer timer(io, time);
  co_await timer.async_wait(boost::asio::use_awaitable);
}

class Transport {
 public:
  virtual ~Transport() = default;
  boost::asio::io_context io{1};
  virtual std::unique_ptr<RpcServer> server(const std::string& service, DispatcherConfig config = {}) = 0;
  virtual std::unique_ptr<RpcClient> client() = 0;  // knows "intake" and "absent"
  virtual std::unique_ptr<EventPublisher> publisher() = 0;
  virtual std::unique_ptr<EventSubscriber> subscriber(const std::string& city) = 0;
};

class MemoryTransport final : public Transport {
 public:
  memory::Hub hub{io};
  std::unique_ptr<RpcServer> server(const std::string& service, DispatcherConfig config) override {
    return std::make_unique<memory::RpcServer>(hub, service, std::move(config));
  }
  std::unique_ptr<RpcClient> client() override { return std::make_unique<memory::RpcClient>(hub); }
  std::unique_ptr<EventPublisher> publisher() override { return std::make_unique<memory::Publisher>(hub); }
  std::unique_ptr<EventSubscriber> subscriber(const std::string& city) override {
    return std::make_unique<memory::Subscriber>(hub, city);
  }
};

class ZmqTransport final : public Transport {
 public:
  TempDir dir;
  std::shared_ptr<zmq::Context> context = std::make_shared<zmq::Context>();
  std::string endpoint(const std::string& name) const { return "ipc://" + dir.file(name); }
  std::unique_ptr<RpcServer> server(const std::string& service, DispatcherConfig config) override {
    zmq::RpcServerConfig c;
    c.endpoint = endpoint(service);
    c.dispatch = std::move(config);
    return std::make_unique<zmq::RpcServer>(io, context, std::move(c));
  }
  std::unique_ptr<RpcClient> client() override {
    zmq::RpcClientConfig c;
    c.endpoints["intake"] = {endpoint("intake")};
    c.endpoints["absent"] = {endpoint("absent")};
    return std::make_unique<zmq::RpcClient>(io, context, std::move(c));
  }
  std::unique_ptr<EventPublisher> publisher() override {
    zmq::PublisherConfig c;
    c.endpoint = endpoint("feed");
    return std::make_unique<zmq::Publisher>(io, context, std::move(c));
  }
  std::unique_ptr<EventSubscriber> subscriber(const std::string& city) override {
    zmq::SubscriberConfig c;
    c.endpoints = {endpoint("feed"), endpoint("nobody")};
    c.city = city;
    return std::make_unique<zmq::Subscriber>(io, context, std::move(c));
  }
};

inline Request request(std::string operation, std::string body = {}, std::int64_t limit_ms = 5000) {
  Request r;
  r.operation = std::move(operation);
  r.city = "510700";
  r.body = std::move(body);
  r.deadline_ms = wall_ms() + limit_ms;
  return r;
}

}  // namespace luodi::bus
