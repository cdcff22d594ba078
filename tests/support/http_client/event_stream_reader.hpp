#pragma once
// EventStreamReader reads server-sent events from a test: one connection, one event at a time, with a limit.
//
//   EventStreamReader events(port, "/v1/events", {{"Authorization", "Bearer " + token}, {"Last-Event-ID", "41"}});
//   ASSERT_EQ(events.status(), 200);
//   auto e = events.next();   // e->id == "42"
#include <optional>
#include <string>

#include "tests/support/http_client/http_client.hpp"

namespace luodi::test {

struct ServerSentEvent {
  std::string id;
  std::string event;
  std::string data;
  std::string comment;  // a ping is a block that holds only a comment
};

class EventStreamReader {
 public:
  EventStreamReader(std::uint16_t port, const std::string& target, HttpHeaders headers = {},
                    std::chrono::milliseconds limit = k_http_limit);
  int status() const { return head_.status; }
  const HttpResponse& head() const { return head_; }  // with the body when the status is not 200
  // The next event, comments left out unless wanted; nullopt at the limit or when the stream ended.
  std::optional<ServerSentEvent> next(std::chrono::milliseconds limit = k_http_limit, bool with_comments = false);
  bool ended() const { return ended_; }

 private:
  bool take_line(std::string& line, std::chrono::steady_clock::time_point end);
  bool more(std::chrono::steady_clock::time_point end);

  Connection connection_;
  HttpResponse head_;
  bool chunked_ = false;
  bool ended_ = false;
  std::string raw_;   // as it came, chunk framing included
  std::string text_;  // without framing
};

}  // namespace luodi::test
