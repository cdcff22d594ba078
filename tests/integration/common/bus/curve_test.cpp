// CURVE between hosts: who has no listed key does not get in.
#include "common/bus/zmq/curve_gate.hpp"
#include "tests/contract/common/bus/transport.hpp"

namespace luodi::bus {
namespace {

class KeyPair {
 public:
  KeyPair() {
    char p[41];
    char s[41];
    if (zmq_curve_keypair(p, s) != 0) throw std::runtime_error("libzmq without CURVE");
    public_key = p;
    secret_key = s;
  }
  std::string public_key;
  std::string secret_key;
};

class Curve : public ::testing::Test {
 protected:
  TempDir dir;
  KeyPair server_keys;
  KeyPair listed;
  boost::asio::io_context io{1};
  std::shared_ptr<zmq::Context> context = std::make_shared<zmq::Context>();
  zmq::CurveGate gate{io, context, {listed.public_key}};

  zmq::RpcServerConfig server_config() {
    zmq::RpcServerConfig config;
    config.endpoint = "ipc://" + dir.file("intake");
    config.curve.secret_key = server_keys.secret_key;
    return config;
  }
  std::unique_ptr<zmq::RpcClient> client(const zmq::CurveClient* keys) {
    zmq::RpcClientConfig config;
    config.endpoints["intake"] = {"ipc://" + dir.file("intake")};
    if (keys != nullptr) config.curve["intake"] = *keys;
    return std::make_unique<zmq::RpcClient>(io, std::make_shared<zmq::Context>(), config);
  }
  zmq::CurveClient keys_of(const KeyPair& own, const KeyPair& server) {
    zmq::CurveClient keys;
    keys.server_public_key = server.public_key;
    keys.public_key = own.public_key;
    keys.secret_key = own.secret_key;
    return keys;
  }
};

TEST_F(Curve, AListedClientIsServedAndOthersAreNot) {
  zmq::RpcServer server(io, context, server_config());
  server.serve([](Request r) -> Task<Reply> { co_return Reply(200, std::move(r.body)); });
  const KeyPair stranger;
  const KeyPair wrong_server;
  const auto good = keys_of(listed, server_keys);
  const auto unlisted = keys_of(stranger, server_keys);
  const auto misled = keys_of(listed, wrong_server);
  auto plain_client = client(nullptr);
  auto unlisted_client = client(&unlisted);
  auto misled_client = client(&misled);
  ASSERT_TRUE(run_until(io, [&] { return gate.refused() > 0; }));
  auto good_client = client(&good);
  ASSERT_TRUE(run_until(io, [&] { return good_client->connected("intake"); }));
  const auto reply = run(io, good_client->call("intake", request("echo", "secret")));
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->body, "secret");
  EXPECT_FALSE(plain_client->connected("intake"));
  EXPECT_FALSE(unlisted_client->connected("intake"));
  EXPECT_FALSE(misled_client->connected("intake"));
}

TEST_F(Curve, TheFeedIsEncryptedTheSameWay) {
  zmq::PublisherConfig config;
  config.endpoint = "ipc://" + dir.file("feed");
  config.curve.secret_key = server_keys.secret_key;
  zmq::Publisher publisher(io, context, config);
  zmq::SubscriberConfig hears;
  hears.endpoints = {config.endpoint};
  hears.city = "510700";
  zmq::SubscriberConfig deaf = hears;
  hears.curve = keys_of(listed, server_keys);
  zmq::Subscriber subscriber(io, std::make_shared<zmq::Context>(), hears);
  zmq::Subscriber outsider(io, std::make_shared<zmq::Context>(), deaf);
  int heard = 0;
  int overheard = 0;
  subscriber.on_bell([&](std::string) { ++heard; });
  outsider.on_bell([&](std::string) { ++overheard; });
  ASSERT_TRUE(run_until(io, [&] {
    publisher.ring("clock");
    return heard > 20;
  }));
  EXPECT_EQ(overheard, 0);
}

TEST_F(Curve, AServerWithKeysButNoGateDoesNotStart) {
  EXPECT_THROW(zmq::RpcServer(io, std::make_shared<zmq::Context>(), server_config()), std::logic_error);
  auto bad = server_config();
  bad.curve.secret_key = "short";
  EXPECT_THROW(zmq::RpcServer(io, context, bad), std::invalid_argument);
}

}  // namespace
}  // namespace luodi::bus
