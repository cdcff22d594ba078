#pragma once
// A blocking client on a bare socket for tests that need to choose every byte. Every wait has a limit.
//
//   RawClient client(port);
//   client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
//   RawResponse response = client.read_response();
#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace luodi::test {

struct RawResponse {
  int status = 0;  // 0 = the connection ended, or nothing came within the limit
  std::string status_line;
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;                            // unchunked
};

class RawClient {
 public:
  explicit RawClient(std::uint16_t port, int receive_buffer = 0);
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;
  ~RawClient();

  // False when the peer has closed. `limit` bounds the wait for room in the socket.
  bool send(std::string_view bytes, std::chrono::milliseconds limit = k_limit);
  // head_only: the answer to HEAD, which has a length but no body.
  RawResponse read_response(bool head_only = false, std::chrono::milliseconds limit = k_limit);
  // Waits for the peer to close, reading on. False when it has not within the limit.
  bool read_to_end(std::chrono::milliseconds limit = k_limit);
  // Reads until what was received contains `text`.
  bool read_until(std::string_view text, std::chrono::milliseconds limit = k_limit);
  const std::string& received() const { return received_; }
  void close();

  static constexpr std::chrono::milliseconds k_limit{5'000};

 private:
  using Until = std::chrono::steady_clock::time_point;
  bool receive(Until until);  // false = end or limit
  bool wait(short events, Until until);

  int fd_;
  bool ended_ = false;
  std::string received_;
};

}  // namespace luodi::test
