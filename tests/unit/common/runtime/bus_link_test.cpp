#include "common/runtime/bus_link.hpp"

#include <gtest/gtest.h>
#include <zmq.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/unit/common/runtime/loop.hpp"

namespace luodi::runtime {
namespace {

class BusLinkTest : public ::testing::Test {
 protected:
  void SetUp() override {
    char name[] = "/tmp/luodi-link-XXXXXX";
    dir = mkdtemp(name);
  }
  void TearDown() override { std::filesystem::remove_all(dir); }
  ServiceConfig config_of(const std::string& service, const std::string& more = {}) {
    return read_service_config(
        service, ConfigReader::from_text("city = \"510700\"\n[bus.rpc]\nintake = \"ipc://" + dir +
                                         "/rpc\"\n[bus.feed]\nintake = \"ipc://" + dir + "/feed\"\n" + more));
  }
  // One call and one event between two processes' worth of links.
  void exchange(const ServiceConfig& service_config, const ServiceConfig& gateway_config) {
    BusLink service(io, service_config, log, metrics);
    BusLink gateway(io, gateway_config, log, gateway_metrics);
    auto server = service.server();
    server->serve([](bus::Request r) -> bus::Task<bus::Reply> {
      if (r.operation == "throw") throw std::runtime_error("boom");
      co_return bus::Reply(200, std::move(r.body));
    });
    auto publisher = service.publisher();
    auto subscriber = gateway.subscriber();
    int bells = 0;
    subscriber->on_bell([&](std::string) { ++bells; });
    auto client = gateway.client();
    ASSERT_TRUE(run_until(io, [&] {
      publisher->ring("clock");
      return bells > 0 && client->connected("intake");
    }));
    for (const char* operation : {"echo", "throw"}) {
      bus::Request request;
      request.operation = operation;
      request.body = "x";
      std::optional<Expected<bus::Reply>> reply;
      boost::asio::co_spawn(io, client->call("intake", std::move(request)),
                            [&](std::exception_ptr, Expected<bus::Reply> r) { reply = std::move(r); });
      ASSERT_TRUE(run_until(io, [&] { return reply.has_value(); }));
      ASSERT_TRUE(*reply);
    }
    const std::string served = metrics.text();
    EXPECT_NE(served.find("luodi_bus_requests_total{outcome=\"received\"} 2\n"), std::string::npos) << served;
    EXPECT_NE(served.find("luodi_bus_requests_total{outcome=\"fault\"} 1\n"), std::string::npos);
    EXPECT_NE(gateway_metrics.text().find("luodi_bus_calls_total{outcome=\"answered\"} 2\n"), std::string::npos);
    EXPECT_NE(out.str().find("throw: exception: boom"), std::string::npos);
  }
  std::string dir;
  boost::asio::io_context io{1};
  std::ostringstream out;
  Log log{"x", Level::info, out};
  Metrics metrics;
  Metrics gateway_metrics;
};

TEST_F(BusLinkTest, JoinsAServiceAndTheGateway) {
  exchange(config_of("intake"), config_of("gateway"));
  EXPECT_NE(metrics.text().find("received\"} 2\n"), std::string::npos)
      << "the last value stays when the server has gone";
}

TEST_F(BusLinkTest, JoinsThemWithCurveKeysFromFiles) {
  char server_public[41];
  char server_secret[41];
  char client_public[41];
  char client_secret[41];
  ASSERT_EQ(zmq_curve_keypair(server_public, server_secret), 0);
  ASSERT_EQ(zmq_curve_keypair(client_public, client_secret), 0);
  std::ofstream(dir + "/server.key") << server_secret << "\n";
  std::ofstream(dir + "/client.key") << client_secret << "\n";
  // Literal strings: Z85 uses characters that TOML would read as escapes or quotes in others.
  const std::string text(server_public);
  exchange(
      config_of("intake", "[bus.curve]\nserver_secret_key_file = '" + dir + "/server.key'\nallowed_clients = ['" +
                              std::string(client_public) + "']\n"),
      config_of("gateway", "[bus.curve]\nserver_public_key = '" + text + "'\nclient_public_key = '" +
                               std::string(client_public) + "'\nclient_secret_key_file = '" + dir + "/client.key'\n"));
}

TEST_F(BusLinkTest, HalfOfTheKeysIsRefused) {
  const std::string server = "server_public_key = 'x'\n";
  const std::string own = "client_public_key = 'x'\n";
  const std::string file = "client_secret_key_file = '/dev/null'\n";
  for (const std::string& half : {server, own, file, server + own, server + file, own + file}) {
    const auto config = config_of("gateway", "[bus.curve]\n" + half);
    EXPECT_THROW(BusLink(io, config, log, metrics), ConfigError) << half;
  }
}

}  // namespace
}  // namespace luodi::runtime
