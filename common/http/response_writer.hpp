#pragma once
// Writes the head of a response: status line, fields, framing. Refuses a field that would split the response
// (CR, LF, NUL), so that no handler can be tricked into header injection. Not thread-safe (one cached Date text).
//
//   ResponseWriter writer;
//   std::string head;
//   if (!writer.write_head(response, framing, head)) -> answer 500 instead
#include <ctime>
#include <string>
#include <string_view>

#include "common/http/server.hpp"

namespace luodi::http {

struct Framing {
  bool keep_alive = true;
  bool http_1_0 = false;
  bool chunked = false;  // a stream to an HTTP/1.1 reader; its length is unknown
};

class ResponseWriter {
 public:
  // Appends the head to `out`. False when a field is not legal; `out` is then unchanged.
  bool write_head(const Response& response, const Framing& framing, std::string& out);

 private:
  std::string_view date();

  std::time_t date_at_ = 0;
  std::string date_;
};

// 1xx, 204 and 304 carry no body.
bool status_has_body(int status);
std::string_view reason_of(int status);

}  // namespace luodi::http
