// Event streams over real sockets.
#include "common/http/event_stream.hpp"
#include "tests/integration/common/http/server_fixture.hpp"

namespace luodi::test {
namespace {

class Stream : public ServerFixture {
 protected:
  void open(RawClient& client, const std::string& request) {
    client.send(request);
    const RawResponse head = client.read_response(true);
    ASSERT_EQ(head.status, 200);
    ASSERT_EQ(head.headers.at("content-type"), "text/event-stream");
    ASSERT_TRUE(eventually([this] { return !streams_.empty(); }));
  }

  bool push(const std::string& text) {
    bool taken = false;
    on_io([&] { taken = streams_.back()->push(text); });
    return taken;
  }
};

TEST_F(Stream, DeliversInOrderAndEndsWithTheLastChunk) {
  start();
  RawClient client(port());
  open(client, get("/events"));
  for (int i = 0; i < 100; ++i)
    EXPECT_TRUE(push("id: " + std::to_string(i) + "\n\n"));
  EXPECT_TRUE(push(""));
  on_io([this] { streams_.back()->close(); });
  EXPECT_FALSE(push("late"));
  ASSERT_TRUE(client.read_to_end());
  std::string expected;
  for (int i = 0; i < 100; ++i)
    expected += (i < 10 ? "7\r\nid: " : "8\r\nid: ") + std::to_string(i) + "\n\n\r\n";
  EXPECT_EQ(client.received(), expected + "0\r\n\r\n");
}

TEST_F(Stream, IsPlainForHttp10) {
  start();
  RawClient client(port());
  open(client, "GET /events HTTP/1.0\r\nHost: a\r\n\r\n");
  EXPECT_TRUE(push("data: 1\n\n"));
  on_io([this] { streams_.clear(); });  // letting go ends the stream
  ASSERT_TRUE(client.read_to_end());
  EXPECT_EQ(client.received(), "data: 1\n\n");
}

TEST_F(Stream, HeadOpensNoStream) {
  start();
  RawClient client(port());
  client.send("HEAD /events HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(client.read_response(true).status, 200);
  EXPECT_TRUE(client.read_to_end());
  on_io([this] { EXPECT_TRUE(streams_.empty()); });
}

TEST_F(Stream, DropsAReaderThatDoesNotRead) {
  start();
  RawClient client(port(), 4096);
  open(client, get("/events"));
  const std::string event(64 * 1024, 'e');
  int taken = 0;
  while (taken < 1000 && push(event))
    ++taken;
  EXPECT_LT(taken, 1000) << "nothing bounds the queue";
  EXPECT_FALSE(push("x"));
  EXPECT_TRUE(eventually([this] { return server().connections() == 0; }));
  expect_healthy();
}

TEST_F(Stream, NeverQueuesMoreThanItsBound) {
  start();
  RawClient client(port());
  open(client, get("/events"));
  EXPECT_TRUE(push(std::string(http::k_max_stream_queue / 2, 'x')));
  EXPECT_FALSE(push(std::string(http::k_max_stream_queue + 1, 'x')));
}

TEST_F(Stream, GivesUpAReaderThatStopsInTheMiddleOfAWrite) {
  config_.write_deadline_ms = 300;
  config_.send_buffer_bytes = 4096;
  start();
  RawClient client(port(), 4096);
  open(client, get("/events"));
  // More than the socket buffers hold, less than the bound of the queue.
  EXPECT_TRUE(push(std::string(http::k_max_stream_queue - 1, 'w')));
  EXPECT_TRUE(eventually([this] { return server().connections() == 0; }));
  EXPECT_FALSE(push("x"));
}

TEST_F(Stream, NoticesAReaderThatLeaves) {
  start();
  {
    RawClient client(port());
    open(client, get("/events"));
    EXPECT_TRUE(push("data: 1\n\n"));
  }
  EXPECT_TRUE(eventually([this] { return server().connections() == 0; }));
  EXPECT_FALSE(push("data: 2\n\n"));
}

TEST_F(Stream, OutlivesTheIdleDeadline) {
  config_.idle_deadline_ms = 150;
  config_.write_deadline_ms = 150;
  start();
  RawClient client(port());
  open(client, get("/events"));
  EXPECT_TRUE(push("one"));
  EXPECT_FALSE(client.read_until("never", std::chrono::milliseconds(500)));
  EXPECT_TRUE(push("two"));
  EXPECT_TRUE(client.read_until("two"));
}

TEST_F(Stream, ManyReadersGetEveryEvent) {
  start();
  std::vector<std::unique_ptr<RawClient>> clients;
  for (std::size_t i = 0; i < 50; ++i) {
    clients.push_back(std::make_unique<RawClient>(port()));
    open(*clients.back(), get("/events"));
  }
  ASSERT_TRUE(eventually([this] { return streams_.size() == 50; }));
  for (int i = 0; i < 20; ++i) {
    on_io([&] {
      for (auto& stream : streams_)
        EXPECT_TRUE(stream->push("id: " + std::to_string(i) + "\n\n"));
    });
  }
  for (auto& client : clients)
    EXPECT_TRUE(client->read_until("id: 19\n\n"));
}

}  // namespace
}  // namespace luodi::test
