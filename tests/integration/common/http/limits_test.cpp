// Caps, exhausted descriptors, the memory of idle connections, and draining.
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/integration/common/http/server_fixture.hpp"

namespace luodi::test {
namespace {

using std::chrono::milliseconds;

class Limits : public ServerFixture {
 protected:
  // `count` connections that the server has accepted.
  std::vector<std::unique_ptr<RawClient>> connect(std::size_t count) {
    std::vector<std::unique_ptr<RawClient>> clients;
    for (std::size_t i = 0; i < count; ++i)
      clients.push_back(std::make_unique<RawClient>(port()));
    EXPECT_TRUE(eventually([&] { return server().connections() == count; }));
    return clients;
  }

  void expect_turned_away() {
    RawClient client(port());
    const RawResponse response = client.read_response();
    EXPECT_EQ(response.status, 503);
    EXPECT_EQ(response.headers.at("retry-after"), "1");
    EXPECT_EQ(nlohmann::json::parse(response.body).at("code"), "L1502");
    client.close();
  }
};

TEST_F(Limits, AConnectionOverTheCapIsTurnedAwayUntilThereIsRoom) {
  config_.max_connections = 5;
  start();
  auto clients = connect(5);
  expect_turned_away();
  clients.back()->send(get("/echo"));
  EXPECT_EQ(clients.back()->read_response().status, 200) << "those inside are served";
  clients.pop_back();
  EXPECT_TRUE(eventually([this] { return server().connections() == 4; }));
  expect_healthy();
}

TEST_F(Limits, WhoIsRefusedBeforeAnyRouteIsToldTheLimitInTheOwnLanguage) {
  start();
  for (const auto& [field, title] : {std::pair("Accept-Language: en\r\n", "request header fields too large"),
                                     std::pair("Accept-Language: zh\r\n", "请求头过大")}) {
    RawClient client(port());
    client.send("GET /echo HTTP/1.1\r\nHost: a\r\n" + std::string(field) + "X: " + std::string(9'000, 'x'));
    const RawResponse response = client.read_response();
    EXPECT_EQ(response.status, 431);
    const auto problem = nlohmann::json::parse(response.body);
    EXPECT_EQ(problem.at("title"), title);
    EXPECT_NE(problem.at("detail").get<std::string>().find("8192 bytes and 100 fields"), std::string::npos) << problem;
    EXPECT_EQ(response.headers.at("vary"), "Accept-Language");
  }
}

TEST_F(Limits, OnePeerCannotTakeEveryConnection) {
  config_.max_connections_per_peer = 3;
  start();
  auto clients = connect(3);
  expect_turned_away();
}

std::size_t open_descriptors() {
  std::size_t highest = 0;
  for (int fd = 0; fd < 20'000; ++fd) {
    if (::fcntl(fd, F_GETFD) != -1) highest = static_cast<std::size_t>(fd) + 1;
  }
  return highest;
}

TEST_F(Limits, AcceptsAgainAfterRunningOutOfDescriptors) {
  start();
  expect_healthy();
  rlimit before{};
  ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &before), 0);
  // Room for the client's socket, not for the server's: accept fails with EMFILE.
  ASSERT_TRUE(eventually([this] { return server().connections() == 0; }));
  rlimit tight = before;
  tight.rlim_cur = open_descriptors() + 1;
  std::vector<int> fillers;
  ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &tight), 0);
  for (int fd = ::dup(0); fd >= 0; fd = ::dup(0))
    fillers.push_back(fd);
  ::close(fillers.back());
  fillers.pop_back();
  {
    RawClient client(port());
    client.send(get("/echo"));
    EXPECT_FALSE(client.read_until("HTTP", milliseconds(300))) << "the limit must have been hit";
    ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &before), 0);
    EXPECT_EQ(client.read_response().status, 200) << "accepting goes on within 100 ms";
  }
  for (const int fd : fillers)
    ::close(fd);
  expect_healthy();
}

std::size_t resident_bytes() {
  std::ifstream statm("/proc/self/statm");
  std::size_t total = 0;
  std::size_t resident = 0;
  statm >> total >> resident;
  return resident * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

TEST_F(Limits, TwoThousandIdleConnectionsAreCheap) {
  start();
  { auto warm = connect(100); }
  ASSERT_TRUE(eventually([this] { return server().connections() == 0; }));
  const std::size_t before = resident_bytes();
  auto clients = connect(2'000);
  for (auto& client : clients)
    client->send(get("/echo"));
  for (auto& client : clients)
    ASSERT_EQ(client->read_response().status, 200);
  const std::size_t each = (resident_bytes() - before) / clients.size();
  RecordProperty("bytes_per_idle_connection", static_cast<int>(each));
  std::printf("%zu bytes per idle connection, the client's included\n", each);
  // Under the sanitizers every allocation is larger.
  const std::size_t allowed = LUODI_SANITIZED != 0 ? 256U * 1024U : 8U * 1024U;
  EXPECT_LE(each, allowed);
  expect_healthy();
}

class Drain : public ServerFixture {};

TEST_F(Drain, AnswersWhatRunsClosesWhatIsIdleAndAcceptsNothing) {
  start();
  RawClient idle(port());
  RawClient running(port());
  running.send(get("/hold"));
  ASSERT_TRUE(eventually([this] { return held_ == 1 && server().connections() == 2; }));
  begin_drain();
  EXPECT_TRUE(idle.read_to_end(milliseconds(1'000)));
  EXPECT_THROW(RawClient late(port()), std::runtime_error);
  EXPECT_FALSE(drained());
  release_held();
  const RawResponse response = running.read_response();
  EXPECT_EQ(response.body, "released");
  EXPECT_EQ(response.headers.at("connection"), "close");
  EXPECT_TRUE(running.read_to_end());
  running.close();
  EXPECT_TRUE(eventually([this] { return drained(); }));
}

TEST_F(Drain, AnswersARequestThatIsStillArriving) {
  start();
  RawClient client(port());
  client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
  ASSERT_EQ(client.read_response(true).status, 100);
  begin_drain();
  client.send("hello");
  EXPECT_EQ(client.read_response().body, "POST /echo hello");
}

TEST_F(Drain, EndsStreamsProperly) {
  start();
  RawClient client(port());
  client.send(get("/events"));
  ASSERT_TRUE(eventually([this] { return streams_.size() == 1; }));
  on_io([this] { streams_.back()->push("data: last\n\n"); });
  begin_drain();
  EXPECT_TRUE(client.read_to_end());
  EXPECT_NE(client.received().find("data: last\n\n\r\n0\r\n\r\n"), std::string::npos);
  client.close();
  EXPECT_TRUE(eventually([this] { return drained(); }));
}

TEST_F(Drain, CutsWhatDoesNotEnd) {
  start();
  RawClient stuck(port());
  stuck.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
  ASSERT_EQ(stuck.read_response(true).status, 100);
  const auto begin = std::chrono::steady_clock::now();
  begin_drain();
  EXPECT_TRUE(stuck.read_to_end(milliseconds(8'000)));
  EXPECT_GE(std::chrono::steady_clock::now() - begin, milliseconds(4'500));
  EXPECT_TRUE(eventually([this] { return drained(); }));
}

TEST_F(Drain, AnIdleServerIsDrainedAtOnce) {
  start();
  begin_drain();
  EXPECT_TRUE(eventually([this] { return drained(); }));
}

}  // namespace
}  // namespace luodi::test
