#pragma once
// Connection is one blocking TCP connection to the loopback with a deadline on every step. Tests use it directly for
// raw bytes; HttpClient and EventStreamReader are built on it.
//
//   Connection c("127.0.0.1", port);
//   c.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
//   std::string bytes = c.read_until_closed();
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace luodi::test {

inline constexpr std::chrono::milliseconds k_http_limit{15'000};

class Connection {
 public:
  Connection(const std::string& host, std::uint16_t port);  // open() tells whether it worked
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  bool open() const { return fd_ >= 0; }
  // The peer has closed, or sent something that nobody asked for: not usable for another request.
  bool stale() const;
  bool send(std::string_view bytes);
  void finish_sending();  // half-close
  // Appends what comes; false at the end of the stream, on an error and at the limit (then timed_out()).
  bool read_some(std::string& into, std::chrono::milliseconds limit = k_http_limit);
  std::string read_until_closed(std::chrono::milliseconds limit = k_http_limit);
  bool timed_out() const { return timed_out_; }

 private:
  int fd_ = -1;
  bool timed_out_ = false;
};

}  // namespace luodi::test
