#include "common/runtime/internal_http.hpp"

#include <gtest/gtest.h>

#include <boost/asio/connect.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <thread>

#include "tests/unit/common/runtime/loop.hpp"

namespace luodi::runtime {
namespace {

using Tcp = boost::asio::ip::tcp;

class InternalHttpTest : public ::testing::Test {
 protected:
  boost::asio::io_context io;
  Health health;
  Metrics metrics;
  InternalHttp internal{io, "127.0.0.1", 0, health, metrics};

  // The whole answer, read by a second thread while this one turns the loop.
  std::string ask(const std::string& method, const std::string& target) {
    std::string answer;
    std::atomic<bool> done = false;
    std::thread client([&] {
      boost::asio::io_context own;
      Tcp::socket socket(own);
      socket.connect({boost::asio::ip::make_address("127.0.0.1"), internal.port()});
      const std::string request = method + " " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
      boost::asio::write(socket, boost::asio::buffer(request));
      boost::system::error_code error;
      boost::asio::read(socket, boost::asio::dynamic_buffer(answer), error);
      done = true;
    });
    EXPECT_TRUE(run_until(io, [&] { return done.load(); }));
    client.join();
    return answer;
  }
};

TEST_F(InternalHttpTest, AnswersTheProbes) {
  EXPECT_EQ(ask("GET", "/livez").rfind("HTTP/1.1 200", 0), 0u);
  EXPECT_EQ(ask("GET", "/startupz").rfind("HTTP/1.1 503", 0), 0u);
  EXPECT_EQ(ask("GET", "/readyz").rfind("HTTP/1.1 503", 0), 0u);
  health.started();
  EXPECT_EQ(ask("GET", "/startupz").rfind("HTTP/1.1 200", 0), 0u);
  EXPECT_EQ(ask("GET", "/readyz").rfind("HTTP/1.1 200", 0), 0u);
  health.set("redis", false, "LOADING");
  const std::string verbose = ask("GET", "/readyz?verbose");
  EXPECT_EQ(verbose.rfind("HTTP/1.1 503", 0), 0u);
  EXPECT_NE(verbose.find("[-]redis failed: LOADING\n"), std::string::npos) << verbose;
  health.set("redis", true);
  health.begin_drain();
  EXPECT_EQ(ask("GET", "/readyz").rfind("HTTP/1.1 503", 0), 0u);
  EXPECT_EQ(ask("GET", "/livez").rfind("HTTP/1.1 200", 0), 0u) << "a lame duck lives";
}

TEST_F(InternalHttpTest, ServesMetricsAndNothingElse) {
  metrics.counter("luodi_x_total", "X").add();
  EXPECT_NE(ask("GET", "/metrics").find("luodi_x_total 1\n"), std::string::npos);
  EXPECT_EQ(ask("GET", "/v1/projects").rfind("HTTP/1.1 404", 0), 0u);
  EXPECT_EQ(ask("POST", "/metrics").rfind("HTTP/1.1 405", 0), 0u);
}

}  // namespace
}  // namespace luodi::runtime
