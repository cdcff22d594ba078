// Requests and answers on one connection: keep-alive, pipelining, HEAD, 100-continue, bodies, handler faults.
#include <nlohmann/json.hpp>

#include "tests/integration/common/http/server_fixture.hpp"
#include "tests/support/http_corpus/http_corpus.hpp"

namespace luodi::test {
namespace {

class Exchange : public ServerFixture {};

TEST_F(Exchange, KeepsTheConnectionInHttp11) {
  start();
  RawClient client(port());
  for (int i = 0; i < 50; ++i) {
    client.send(get("/echo/" + std::to_string(i)));
    const RawResponse response = client.read_response();
    ASSERT_EQ(response.status, 200);
    ASSERT_EQ(response.body, "GET /echo/" + std::to_string(i) + " ");
    ASSERT_EQ(response.headers.count("connection"), 0U);
    ASSERT_EQ(response.headers.at("x-peer"), "127.0.0.1");
  }
}

TEST_F(Exchange, ClosesWhenAskedAndInHttp10) {
  start();
  RawClient asked(port());
  asked.send(get("/echo", "Connection: close\r\n"));
  EXPECT_EQ(asked.read_response().headers.at("connection"), "close");
  EXPECT_TRUE(asked.read_to_end());
  RawClient old(port());
  old.send("GET /echo HTTP/1.0\r\nHost: a\r\n\r\n");
  EXPECT_EQ(old.read_response().headers.at("connection"), "close");
  EXPECT_TRUE(old.read_to_end());
  RawClient kept(port());
  for (int i = 0; i < 2; ++i) {
    kept.send("GET /echo HTTP/1.0\r\nHost: a\r\nConnection: keep-alive\r\n\r\n");
    EXPECT_EQ(kept.read_response().headers.at("connection"), "keep-alive");
  }
}

TEST_F(Exchange, AnswersPipelinedRequestsInOrder) {
  start();
  RawClient client(port());
  std::string requests;
  for (int i = 0; i < 500; ++i) {
    requests += i % 2 == 0 ? get("/echo/" + std::to_string(i)) : post("body " + std::to_string(i));
  }
  client.send(requests);
  for (int i = 0; i < 500; ++i) {
    const RawResponse response = client.read_response();
    ASSERT_EQ(response.body,
              i % 2 == 0 ? "GET /echo/" + std::to_string(i) + " " : "POST /echo body " + std::to_string(i));
  }
}

TEST_F(Exchange, ASlowAnswerHoldsBackTheNext) {
  start();
  RawClient client(port());
  client.send(get("/hold") + get("/echo"));
  ASSERT_TRUE(eventually([this] { return held_ == 1; }));
  EXPECT_EQ(handled_, 1);
  release_held();
  EXPECT_EQ(client.read_response().body, "released");
  EXPECT_EQ(client.read_response().body, "GET /echo ");
}

TEST_F(Exchange, HeadHasTheLengthButNoBody) {
  start();
  RawClient client(port());
  client.send("HEAD /big?bytes=1000 HTTP/1.1\r\nHost: a\r\n\r\n" + get("/echo"));
  const RawResponse head = client.read_response(true);
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.headers.at("content-length"), "1000");
  EXPECT_EQ(client.read_response().body, "GET /echo ");
}

TEST_F(Exchange, NoContentHasNoLength) {
  start();
  RawClient client(port());
  client.send(get("/empty") + get("/echo"));
  const RawResponse empty = client.read_response();
  EXPECT_EQ(empty.status, 204);
  EXPECT_EQ(empty.headers.count("content-length"), 0U);
  EXPECT_EQ(client.read_response().status, 200);
}

TEST_F(Exchange, InvitesABodyThatAsksToBeInvited) {
  start();
  RawClient client(port());
  client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
  const RawResponse invitation = client.read_response(true);
  EXPECT_EQ(invitation.status_line, "HTTP/1.1 100 Continue");
  EXPECT_EQ(handled_, 0);
  client.send("hello");
  EXPECT_EQ(client.read_response().body, "POST /echo hello");
}

TEST_F(Exchange, RefusesATooLargeBodyInsteadOfInvitingIt) {
  start();
  RawClient client(port());
  client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 70000\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.read_response().status, 413);
}

TEST_F(Exchange, SaysWhyEvenToASenderInTheMiddleOfItsBody) {
  start();
  RawClient client(port());
  const std::string part(100'000, 'x');
  client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 900000\r\n\r\n" + part);
  const RawResponse response = client.read_response();
  EXPECT_EQ(response.status, 413);
  EXPECT_EQ(nlohmann::json::parse(response.body).at("instance"), "/echo");
  // A server that had closed would reset the connection under the sender, who might then lose the answer.
  for (int i = 0; i < 3; ++i) {
    EXPECT_TRUE(client.send(part));
    EXPECT_FALSE(client.read_until("HTTP", std::chrono::milliseconds(20)));
  }
  client.close();
  expect_healthy();
}

TEST_F(Exchange, BodyLimitDependsOnTheRoute) {
  config_.body_limit = [](std::string_view method, std::string_view target) -> std::size_t {
    return method == "POST" && target == "/echo" ? 10 : 1'000'000;
  };
  start();
  RawClient small(port());
  small.send(post("12345678901"));
  EXPECT_EQ(small.read_response().status, 413);
  RawClient large(port());
  const std::string body(900'000, 'b');
  large.send("PUT /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 900000\r\n\r\n" + body);
  EXPECT_EQ(large.read_response().body, "PUT /echo " + body);
}

TEST_F(Exchange, ReadsChunkedBodiesAndTheRequestBehind) {
  start();
  RawClient client(port());
  const std::string chunked =
      "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x\r\nde\r\n"
      "0\r\nX-Trailer: 1\r\n\r\n";
  client.send(chunked + chunked + get("/echo"));
  for (int i = 0; i < 2; ++i) {
    const RawResponse response = client.read_response();
    EXPECT_EQ(response.body, "POST /echo abcde");
    EXPECT_EQ(response.headers.at("x-fields"), "2");
  }
  EXPECT_EQ(client.read_response().body, "GET /echo ");
}

TEST_F(Exchange, DecodesTheTarget) {
  start();
  RawClient client(port());
  client.send(get("/%E7%BB%B5%E9%98%B3%20x?a=1"));
  EXPECT_EQ(client.read_response().body, "GET /绵阳 x ");
}

TEST_F(Exchange, AThrowingHandlerIsA500AndTheConnectionLives) {
  start();
  RawClient client(port());
  client.send(get("/throw", "Accept-Language: en\r\n") + get("/echo"));
  const RawResponse response = client.read_response();
  EXPECT_EQ(response.status, 500);
  const auto problem = nlohmann::json::parse(response.body);
  EXPECT_EQ(problem.at("code"), "L1599");
  EXPECT_EQ(problem.at("title"), "internal error");
  EXPECT_EQ(response.body.find("a bug in a handler"), std::string::npos);
  EXPECT_EQ(client.read_response().status, 200);
  EXPECT_EQ(exceptions_, 1);
}

TEST_F(Exchange, AFieldThatWouldSplitTheAnswerIsA500) {
  start();
  RawClient client(port());
  client.send(get("/bad-field"));
  const RawResponse response = client.read_response();
  EXPECT_EQ(response.status, 500);
  EXPECT_EQ(response.headers.count("set-cookie"), 0U);
}

TEST_F(Exchange, WritesLargeAnswersWhole) {
  start();
  RawClient client(port());
  client.send(get("/big?bytes=20000000") + get("/echo"));
  EXPECT_EQ(client.read_response().body.size(), 20'000'000U);
  EXPECT_EQ(client.read_response().status, 200);
}

TEST_F(Exchange, PutsALongHeaderTogetherFromPieces) {
  start();
  RawClient client(port());
  const std::string request = get("/echo", "X-Long: " + std::string(4000, 'a') + "\r\nX-Other: 1\r\n");
  for (std::size_t at = 0; at < request.size(); at += 700) {
    client.send(std::string_view(request).substr(at, 700));
    EXPECT_FALSE(at + 700 < request.size() && client.read_until("HTTP", std::chrono::milliseconds(10)));
  }
  EXPECT_EQ(client.read_response().headers.at("x-fields"), "3");
}

TEST_F(Exchange, APeerThatDoesNotReadBlocksNobody) {
  config_.send_buffer_bytes = 4096;
  start();
  RawClient deaf(port(), 4096);
  std::string requests;
  for (int i = 0; i < 50; ++i)
    requests += get("/big?bytes=200000");
  deaf.send(requests);
  for (int i = 0; i < 20; ++i)
    expect_healthy();
}

TEST_F(Exchange, APeerThatLeavesInTheMiddleHarmsNobody) {
  start();
  for (int i = 0; i < 20; ++i) {
    RawClient half(port());
    half.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 50\r\n\r\nhalf");
    RawClient unread(port());
    unread.send(get("/big?bytes=5000000"));
  }
  EXPECT_TRUE(eventually([this] { return server().connections() == 0; }));
  expect_healthy();
}

}  // namespace
}  // namespace luodi::test
