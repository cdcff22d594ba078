#pragma once
// HTTP server: Beast behind a strict raw-byte header gate, with deadlines and limits, and no Beast type in this header
// (a Beast translation unit takes 18 s to compile; handlers must not pay for it). One io_context thread.
//
//   http::Server server(io, config, [](http::Request r) -> http::Task<http::Response> { ... });
//   server.start();  ...  co_await server.drain();
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/kernel/error.hpp"

namespace luodi::http {

template <class T>
using Task = boost::asio::awaitable<T>;

using Headers = std::vector<std::pair<std::string, std::string>>;

class Request {
 public:
  Request() = default;
  std::string method;  // upper case
  std::string target;  // as sent: "/v1/projects?limit=5"
  std::string path;    // percent-decoded, always begins with '/'; %2F, %00 and invalid UTF-8 were refused (400)
  std::vector<std::pair<std::string, std::string>> query;  // decoded, in order
  Headers headers;                                         // names in lower case
  std::string body;
  std::string peer;  // numeric address of the connection
  const std::string* header(std::string_view lower_case_name) const;
};

// Stream: server-sent events. The handler pushes text; the server drops a reader that has more than 256 KiB queued.
class EventStream {
 public:
  virtual ~EventStream() = default;
  virtual bool push(std::string chunk) = 0;  // false = the reader is gone
  virtual void close() = 0;
};

class Response {
 public:
  Response() = default;
  Response(int s, std::string type, std::string b) : status(s), content_type(std::move(type)), body(std::move(b)) {}
  int status = 200;
  std::string content_type;
  std::string body;
  Headers headers;
  // Set for a streaming answer: called once after the header is written.
  std::function<void(std::shared_ptr<EventStream>)> stream;
};

using Handler = std::function<Task<Response>(Request)>;

struct ServerConfig {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;  // 0 = any free port
  std::size_t max_header_bytes = 8 * 1024;
  std::function<std::size_t(std::string_view method, std::string_view target)> body_limit;  // bytes; default 64 KiB
  int header_deadline_ms = 10'000;  // from the first byte of a request to the end of its header
  int body_deadline_ms = 30'000;
  int write_deadline_ms = 30'000;
  int idle_deadline_ms = 60'000;  // keep-alive without a request
  std::size_t max_connections = 12'000;
  std::size_t max_connections_per_peer = 4'000;
  int send_buffer_bytes = 0;  // SO_SNDBUF of each connection; 0 = the system decides
  // For counters and logs of what no handler sees. Called on the io thread.
  std::function<void(const Error& error, std::string_view peer)> on_refused;  // a request or connection was refused
  std::function<void(std::string_view what)> on_exception;                    // a handler threw; the client got a 500
};

class Server {
 public:
  Server(boost::asio::io_context& io, ServerConfig config, Handler handler);
  ~Server();
  void start();                // binds and accepts; throws std::system_error when the address is taken
  std::uint16_t port() const;  // the bound port
  Task<void> drain();          // stops accepting, answers what runs (at most 5 s), closes
  std::size_t connections() const;

 private:
  struct Impl;
  std::shared_ptr<Impl> impl_;
};

}  // namespace luodi::http
