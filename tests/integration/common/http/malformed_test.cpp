// The corpus over real sockets: every refusal is a problem document on a connection that is then closed, no bytes after
// a refused request are taken for another one, and the server stays healthy.
#include <nlohmann/json.hpp>

#include "tests/integration/common/http/server_fixture.hpp"
#include "tests/support/http_corpus/http_corpus.hpp"

namespace luodi::test {
namespace {

using http_corpus::k_accepted;
using http_corpus::RawCase;

class Malformed : public ServerFixture {
 protected:
  // What a smuggler would want to be read as a second request.
  const std::string k_smuggled = get("/smuggled");

  void check(const RawCase& c) {
    RawClient client(port());
    client.send(c.bytes);
    const bool head = c.bytes.find("HEAD ") == 0;
    const RawResponse response = client.read_response(head);
    EXPECT_EQ(response.status, c.status) << c.name;
    if (c.status == k_accepted) return;
    EXPECT_EQ(response.headers.at("content-type"), "application/problem+json") << c.name;
    EXPECT_EQ(response.headers.at("connection"), "close") << c.name;
    const auto problem = nlohmann::json::parse(response.body);
    EXPECT_EQ(problem.at("status"), c.status) << c.name;
    EXPECT_EQ(problem.at("trace_id").get<std::string>().size(), 32U) << c.name;
    client.send(k_smuggled);
    EXPECT_TRUE(client.read_to_end()) << c.name << ": the connection must be closed";
    EXPECT_EQ(client.received(), "") << c.name << ": nothing may follow the refusal";
  }
};

TEST_F(Malformed, EveryHeaderCaseIsAnsweredAsTheCorpusSays) {
  start();
  for (const RawCase& c : http_corpus::header_cases()) {
    check(c);
    expect_healthy();
  }
}

TEST_F(Malformed, EveryBodyCaseIsAnsweredAsTheCorpusSays) {
  start();
  for (const RawCase& c : http_corpus::body_cases()) {
    check(c);
    expect_healthy();
  }
}

TEST_F(Malformed, ByteByByteMakesNoDifference) {
  start();
  for (const RawCase& c : http_corpus::body_cases()) {
    if (c.bytes.size() > 300) continue;
    RawClient client(port());
    for (const char byte : c.bytes) {
      if (!client.send(std::string_view(&byte, 1))) break;
    }
    EXPECT_EQ(client.read_response().status, c.status) << c.name;
  }
}

TEST_F(Malformed, RefusalsAreCountedAndReachNoHandler) {
  start();
  RawClient client(port());
  client.send("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n");
  EXPECT_EQ(client.read_response().status, 400);
  EXPECT_EQ(refused_, 1);
  EXPECT_EQ(handled_, 0);
}

TEST_F(Malformed, NoiseNeverStopsTheServer) {
  start();
  unsigned state = 12345;  // a fixed seed: the same noise in every run
  const auto next = [&state] { return state = state * 1664525U + 1013904223U; };
  const std::string base = http_corpus::with_chunks("3\r\nabc\r\n0\r\n\r\n");
  for (int round = 0; round < 400; ++round) {
    std::string bytes = base;
    for (int k = 0; k < 3; ++k)
      bytes[(next() >> 8U) % bytes.size()] = static_cast<char>(next() >> 24U);
    RawClient client(port());
    client.send(bytes);
    client.send(base);  // completes what waits for more
    const RawResponse response = client.read_response();
    const int status = response.status;
    const bool known = status == 200 || status == 400 || status == 413 || status == 414 || status == 417 ||
                       status == 501 || status == 505;
    EXPECT_TRUE(known) << "round " << round << " gave " << status << " " << response.body;
  }
  expect_healthy();
  EXPECT_EQ(exceptions_, 0);
}

}  // namespace
}  // namespace luodi::test
