#pragma once
// A real server on an ephemeral loopback port with its io_context on a thread of its own, and a handler with the routes
// that the tests need: /echo, /big?bytes=N, /hold (answers when released), /throw, /bad-field, /events, /empty.
#include <gtest/gtest.h>

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "common/http/server.hpp"
#include "tests/support/http_corpus/raw_client.hpp"

namespace luodi::test {

class ServerFixture : public ::testing::Test {
 protected:
  ServerFixture();
  ~ServerFixture() override;

  // Change config_ before.
  void start();
  // Runs `work` on the io thread and waits for it.
  void on_io(std::function<void()> work);
  // Waits for a condition that is read on the io thread.
  bool eventually(std::function<bool()> condition);
  void release_held();
  // Starts Server::drain; drained() tells when it is over.
  void begin_drain();
  bool drained() const { return drained_; }
  std::uint16_t port() const { return port_; }
  http::Server& server() { return *server_; }

  // A request on a new connection, which must be answered 200.
  void expect_healthy();

  static std::string get(const std::string& target, const std::string& fields = "") {
    return "GET " + target + " HTTP/1.1\r\nHost: luodi.example\r\n" + fields + "\r\n";
  }
  static std::string post(const std::string& body, const std::string& fields = "") {
    return "POST /echo HTTP/1.1\r\nHost: luodi.example\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
           fields + "\r\n" + body;
  }

  http::ServerConfig config_;
  std::vector<std::shared_ptr<http::EventStream>> streams_;  // io thread only
  std::atomic<int> held_{0};
  std::atomic<int> handled_{0};
  std::atomic<int> refused_{0};
  std::atomic<int> exceptions_{0};

 private:
  static http::Task<http::Response> handle(ServerFixture* self, http::Request request);

  boost::asio::io_context io_{1};
  std::unique_ptr<http::Server> server_;
  std::unique_ptr<boost::asio::steady_timer> hold_;
  std::thread thread_;
  std::uint16_t port_ = 0;
  std::atomic<bool> drained_{false};
};

}  // namespace luodi::test
