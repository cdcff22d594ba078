#include "common/http/response_writer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace luodi::http {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

std::string head_of(const Response& response, Framing framing = Framing()) {
  ResponseWriter writer;
  std::string head;
  return writer.write_head(response, framing, head) ? head : "refused";
}

TEST(ResponseWriter, WritesStatusFieldsAndLength) {
  Response response(201, "application/json", "{}");
  response.headers.emplace_back("Location", "/v1/projects/p1");
  const std::string head = head_of(response);
  EXPECT_THAT(head, StartsWith("HTTP/1.1 201 Created\r\nDate: "));
  EXPECT_THAT(head, HasSubstr(" GMT\r\n"));
  EXPECT_THAT(head,
              EndsWith("\r\nContent-Type: application/json\r\nLocation: /v1/projects/p1\r\nContent-Length: 2\r\n\r\n"));
}

TEST(ResponseWriter, FramesByVersionAndKind) {
  Framing framing;
  framing.keep_alive = false;
  EXPECT_THAT(head_of(Response(200, "a/b", ""), framing), EndsWith("Content-Length: 0\r\nConnection: close\r\n\r\n"));
  framing.keep_alive = true;
  framing.http_1_0 = true;
  EXPECT_THAT(head_of(Response(200, "a/b", ""), framing), EndsWith("\r\nConnection: keep-alive\r\n\r\n"));
  EXPECT_THAT(head_of(Response(204, "", "")), Not(HasSubstr("Content-Length")));
  EXPECT_THAT(head_of(Response(304, "", "")), Not(HasSubstr("Content-Length")));
  Framing chunked;
  chunked.chunked = true;
  EXPECT_THAT(head_of(Response(200, "text/event-stream", ""), chunked), HasSubstr("Transfer-Encoding: chunked\r\n"));
}

TEST(ResponseWriter, RefusesFieldsThatWouldSplitTheResponse) {
  const auto with = [](std::string name, std::string value) {
    Response response(200, "a/b", "");
    response.headers.emplace_back(std::move(name), std::move(value));
    return head_of(response);
  };
  EXPECT_EQ(with("Location", "/a\r\nSet-Cookie: x=1"), "refused");
  EXPECT_EQ(with("Location", "/a\nX: 1"), "refused");
  EXPECT_EQ(with("Location", std::string("/a\0", 3)), "refused");
  EXPECT_EQ(with("X\r\nY", "1"), "refused");
  EXPECT_EQ(with("", "1"), "refused");
  EXPECT_EQ(with("Content-Length", "7"), "refused");
  EXPECT_EQ(with("transfer-encoding", "chunked"), "refused");
  EXPECT_EQ(head_of(Response(200, "a/b\r\nX: 1", "")), "refused");
  EXPECT_EQ(head_of(Response(99, "", "")), "refused");
  EXPECT_EQ(head_of(Response(600, "", "")), "refused");
  EXPECT_NE(with("X-Title", "绵阳"), "refused");
}

TEST(ResponseWriter, NamesEveryStatusOfTheErrorTable) {
#define ERR(name, status, code, zh, en) EXPECT_FALSE(reason_of(status).empty()) << status;
#include "common/kernel/error.def"
#undef ERR
}

}  // namespace
}  // namespace luodi::http
