// Deadlines are true deadlines: a peer that drips bytes gains no time.
#include "tests/integration/common/http/server_fixture.hpp"

namespace luodi::test {
namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

class Deadline : public ServerFixture {
 protected:
  void SetUp() override {
    config_.header_deadline_ms = 400;
    config_.body_deadline_ms = 400;
    config_.write_deadline_ms = 400;
    config_.idle_deadline_ms = 400;
    start();
  }

  // Sends one byte every 20 ms until the server answers or closes; how long that took.
  milliseconds drip(RawClient& client, std::string_view bytes) {
    const auto begin = Clock::now();
    for (const char byte : bytes) {
      if (!client.send(std::string_view(&byte, 1))) break;
      if (client.read_until("\r\n\r\n", milliseconds(20))) break;
    }
    return std::chrono::duration_cast<milliseconds>(Clock::now() - begin);
  }
};

TEST_F(Deadline, ADrippedHeaderIsCutOff) {
  RawClient client(port());
  const auto took = drip(client, get("/echo", "X-A: " + std::string(500, 'a') + "\r\n"));
  EXPECT_EQ(client.read_response().status, 408);
  EXPECT_GE(took, milliseconds(350));
  EXPECT_LE(took, milliseconds(2'000));
  EXPECT_TRUE(client.read_to_end());
  EXPECT_EQ(handled_, 0);
}

TEST_F(Deadline, ADrippedBodyIsCutOff) {
  RawClient client(port());
  client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 500\r\n\r\n");
  const auto took = drip(client, std::string(500, 'b'));
  EXPECT_EQ(client.read_response().status, 408);
  EXPECT_GE(took, milliseconds(350));
  EXPECT_LE(took, milliseconds(2'000));
}

TEST_F(Deadline, DrippedChunksAreCutOff) {
  RawClient client(port());
  client.send("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
  std::string chunks;
  for (int i = 0; i < 100; ++i)
    chunks += "1\r\nc\r\n";
  drip(client, chunks);
  EXPECT_EQ(client.read_response().status, 408);
}

TEST_F(Deadline, AnIdleConnectionIsClosedWithoutAWord) {
  RawClient fresh(port());
  RawClient used(port());
  used.send(get("/echo"));
  EXPECT_EQ(used.read_response().status, 200);
  const auto begin = Clock::now();
  EXPECT_TRUE(fresh.read_to_end());
  EXPECT_TRUE(used.read_to_end());
  EXPECT_GE(Clock::now() - begin, milliseconds(300));
  EXPECT_EQ(fresh.received() + used.received(), "");
}

TEST_F(Deadline, RequestsMoveTheIdleDeadline) {
  RawClient client(port());
  for (int i = 0; i < 12; ++i) {
    client.send(get("/echo"));
    ASSERT_EQ(client.read_response().status, 200) << i;
    EXPECT_FALSE(client.read_until("never", milliseconds(80)));
  }
}

TEST_F(Deadline, AnAnswerNobodyReadsIsGivenUp) {
  RawClient client(port(), 4096);
  client.send(get("/big?bytes=50000000"));
  ASSERT_TRUE(eventually([this] { return handled_ == 1; }));
  EXPECT_TRUE(eventually([this] { return server().connections() == 0; }));
}

TEST_F(Deadline, AHandlerMayTakeLongerThanEveryDeadlineOfThePeer) {
  RawClient client(port());
  client.send(get("/hold"));
  ASSERT_TRUE(eventually([this] { return held_ == 1; }));
  EXPECT_FALSE(client.read_until("never", milliseconds(900)));
  release_held();
  EXPECT_EQ(client.read_response().body, "released");
}

class MixedDeadlines : public ServerFixture {};

TEST_F(MixedDeadlines, AShortOneIsNotHeldBackByALongOne) {
  config_.header_deadline_ms = 200;
  start();
  RawClient idle(port());  // arms the idle deadline of a minute
  ASSERT_TRUE(eventually([this] { return server().connections() == 1; }));
  RawClient slow(port());
  slow.send("GET / HT");
  EXPECT_EQ(slow.read_response(false, milliseconds(2'000)).status, 408);
  idle.send(get("/echo"));
  EXPECT_EQ(idle.read_response().status, 200);
}

TEST_F(Deadline, ManySlowPeersDoNotKeepAFastOneWaiting) {
  std::vector<std::unique_ptr<RawClient>> slow;
  for (int i = 0; i < 300; ++i) {
    slow.push_back(std::make_unique<RawClient>(port()));
    slow.back()->send("GET / HT");
  }
  const auto begin = Clock::now();
  expect_healthy();
  EXPECT_LE(Clock::now() - begin, milliseconds(300));
  for (auto& client : slow)
    EXPECT_EQ(client->read_response().status, 408);
}

}  // namespace
}  // namespace luodi::test
