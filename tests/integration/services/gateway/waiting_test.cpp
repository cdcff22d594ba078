// Requests that wait for a sequence which is not there: bounded for each user and in all, over real sockets, and nobody
// else is held up by them.
#include <gtest/gtest.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <vector>

#include "tests/integration/services/gateway/harness.hpp"
#include "tests/support/http_client/connection.hpp"
#include "tests/support/process/eventually.hpp"

namespace luodi::test {
namespace {

constexpr const char* k_limits =
    "[limits]\nwaiting_reads = 6\nwaiting_reads_per_user = 4\nsequence_ahead = 1000\nrequest_deadline_ms = 15000\n";

HarnessOptions bounded() {
  HarnessOptions options;
  options.settings = k_limits;
  return options;
}

class Waiting : public testing::Test {
 protected:
  Waiting() : h(bounded()) {
    last = h.commit("project", "prj_1", "MY-GX");
    // A service that waits for the sequence answers nothing meanwhile.
    h.on(Fake::intake, [this](const bus::Request& request) -> std::optional<bus::Reply> {
      if (request.min_sequence > last) return std::nullopt;
      return bus::Reply(200, "{}");
    });
  }

  // Sends a read and leaves the connection open.
  Connection& read(const std::string& user, std::int64_t sequence) {
    auto& connection = *connections.emplace_back(std::make_unique<Connection>("127.0.0.1", h.port()));
    EXPECT_TRUE(connection.send("GET /v1/parks HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer " +
                                h.token(user) + "\r\nX-Luodi-Min-Sequence: " + std::to_string(sequence) + "\r\n\r\n"));
    return connection;
  }
  std::size_t held() const { return h.heard("park.list").size(); }

  Harness h;
  std::int64_t last = 0;
  std::vector<std::unique_ptr<Connection>> connections;
};

TEST_F(Waiting, PastTheBoundOfAUserIts503AndOthersGoOn) {
  for (int i = 0; i < 4; ++i)
    read("park", last + 1);
  ASSERT_TRUE(eventually([&] { return held() == 4; }));
  const auto refused = read("park", last + 1).read_until_closed();
  EXPECT_NE(refused.find("HTTP/1.1 503"), std::string::npos) << refused;
  EXPECT_NE(refused.find("Retry-After: "), std::string::npos) << refused;
  EXPECT_NE(refused.find("X-Luodi-Min-Sequence"), std::string::npos) << refused;
  EXPECT_EQ(h.as("park").get("/v1/parks").status, 200) << "a read that waits for nothing";
  EXPECT_EQ(h.as("bureau").get("/v1/parks").status, 200);
}

TEST_F(Waiting, PastTheBoundInAllEveryWaiterIs503) {
  for (int i = 0; i < 4; ++i)
    read("park", last + 1);
  for (int i = 0; i < 2; ++i)
    read("park2", last + 1);
  ASSERT_TRUE(eventually([&] { return held() == 6; }));
  const auto refused = read("bureau", last + 1).read_until_closed();
  EXPECT_NE(refused.find("HTTP/1.1 503"), std::string::npos) << refused;
  EXPECT_EQ(h.as("bureau").get("/v1/parks").status, 200);
}

TEST_F(Waiting, ASequenceFarBeyondTheHeadIsAnsweredAtOnceNamingTheHead) {
  ASSERT_TRUE(eventually([&] {  // the gateway has seen the event
    const auto answer = read("bureau", last + 1'000'000).read_until_closed();
    return answer.find("HTTP/1.1 400") != std::string::npos &&
           answer.find(": " + std::to_string(last)) != std::string::npos;
  }));
  EXPECT_EQ(held(), 0U);
}

TEST_F(Waiting, ManyConnectionsBeyondTheHeadHoldNobodyUp) {
  for (int i = 0; i < 1'100; ++i)
    read("park", 999'999'999);
  for (int i = 0; i < 5; ++i)
    EXPECT_EQ(h.as("bureau").get("/v1/parks").status, 200);
  EXPECT_EQ(held(), 5U);
}

TEST(WaitingPlaces, AreFreeAgainWithTheAnswer) {
  HarnessOptions options;
  options.settings = "[limits]\nwaiting_reads_per_user = 1\nrequest_deadline_ms = 200\n";
  Harness h(options);
  h.on(Fake::intake, [](const bus::Request&) { return std::optional<bus::Reply>(); });
  const auto last = h.commit("project", "prj_1", "MY-GX");
  for (int round = 0; round < 3; ++round)
    EXPECT_EQ(h.as("park").get("/v1/parks", {{"X-Luodi-Min-Sequence", std::to_string(last + 1)}}).status, 504) << round;
}

}  // namespace
}  // namespace luodi::test
