#pragma once
// Reply is what Redis answered, owned. Answer says what became of a command: answered (perhaps with an error), not
// sent (certainly not executed), or lost (sent, no reply: it may have been executed). Only a lost write is "unknown".
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace luodi::store::redis {

struct Reply {
  enum class Kind { nil, error, status, integer, text, array };
  Kind kind = Kind::nil;
  std::int64_t integer = 0;
  std::string text;  // of text, status and error
  std::vector<Reply> items;

  bool is_error() const { return kind == Kind::error; }
  // The first word of an error: "WRONGTYPE", "NOSCRIPT".
  std::string_view error_code() const {
    return is_error() ? std::string_view(text).substr(0, text.find(' ')) : std::string_view();
  }
};

struct Answer {
  enum class Outcome { answered, not_sent, lost };
  Outcome outcome = Outcome::not_sent;
  Reply reply;
  std::string why;  // of not_sent and lost

  static Answer answered(Reply reply) { return Answer{Outcome::answered, std::move(reply), {}}; }
  static Answer not_sent(std::string why) { return Answer{Outcome::not_sent, {}, std::move(why)}; }
  static Answer lost(std::string why) { return Answer{Outcome::lost, {}, std::move(why)}; }
};

}  // namespace luodi::store::redis
