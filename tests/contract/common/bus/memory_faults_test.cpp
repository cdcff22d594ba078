// The switches of the memory bus do what they say; service tests build on them.
#include "tests/contract/common/bus/transport.hpp"

namespace luodi::bus {
namespace {

class MemoryFaults : public ::testing::Test {
 protected:
  MemoryTransport bus;
  memory::RpcServer server{bus.hub, "intake"};
  memory::RpcClient client{bus.hub};
  int handled = 0;
  void SetUp() override {
    server.serve([this](Request) -> Task<Reply> {
      ++handled;
      co_return Reply(200, "{}");
    });
  }
};

TEST_F(MemoryFaults, DropsAndDuplicatesTheNextEvents) {
  memory::Publisher publisher(bus.hub);
  memory::Subscriber subscriber(bus.hub, "510700");
  std::vector<std::int64_t> heard;
  subscriber.on_event([&](FeedEvent e) { heard.push_back(e.seq); });
  bus.hub.faults().drop_events = 1;
  bus.hub.faults().duplicate_events = 1;
  for (int i = 1; i <= 3; ++i) {
    FeedEvent event;
    event.city = "510700";
    event.seq = i;
    publisher.publish(std::move(event));
  }
  bus.io.run();
  EXPECT_EQ(heard, (std::vector<std::int64_t>{2, 2, 3}));
}

TEST_F(MemoryFaults, ADelayedReplyComesAfterTheDeadlineAndTheCommandWasExecuted) {
  bus.hub.faults().delay_replies = 1;
  bus.hub.faults().delay_ms = 200;
  const auto late = run(bus.io, client.call("intake", request("x", "", 50)));
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().code, ErrorCode::outcome_unknown);
  EXPECT_EQ(handled, 1);
  EXPECT_TRUE(run_until(bus.io, [&] { return client.stats().late == 1; }));
  EXPECT_TRUE(run(bus.io, client.call("intake", request("x"))));
}

TEST_F(MemoryFaults, ALostReplyIsAnUnknownOutcomeOfAnExecutedCommand) {
  bus.hub.faults().lose_replies = 1;
  const auto lost = run(bus.io, client.call("intake", request("x", "", 50)));
  ASSERT_FALSE(lost);
  EXPECT_EQ(lost.error().code, ErrorCode::outcome_unknown);
  EXPECT_EQ(handled, 1);
}

TEST_F(MemoryFaults, AGonePeerIsUnavailableAndReturns) {
  bus.hub.faults().gone.insert("intake");
  EXPECT_FALSE(client.connected("intake"));
  const auto gone = run(bus.io, client.call("intake", request("x")));
  ASSERT_FALSE(gone);
  EXPECT_EQ(gone.error().code, ErrorCode::service_unavailable);
  bus.hub.faults().gone.clear();
  EXPECT_TRUE(run(bus.io, client.call("intake", request("x"))));
  EXPECT_EQ(handled, 1);
}

}  // namespace
}  // namespace luodi::bus
