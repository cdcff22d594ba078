// The raw anchor for the HTTP server: a minimal Boost.Beast coroutine server in the manner of Beast's own example. It
// answers every request with the bytes of one file as JSON, on an ephemeral loopback port that it prints first.
//
//   bare_beast answer.json        then        wrk -t1 -c64 -d5 http://127.0.0.1:PORT/
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using Stream =
    beast::tcp_stream::rebind_executor<asio::use_awaitable_t<>::executor_with_default<asio::any_io_executor>>::other;

asio::awaitable<void> session(Stream stream, const std::string* answer) {
  beast::flat_buffer buffer;
  try {
    while (true) {
      stream.expires_after(std::chrono::seconds(30));
      http::request<http::string_body> request;
      co_await http::async_read(stream, buffer, request);
      http::response<http::string_body> response(http::status::ok, request.version());
      response.set(http::field::content_type, "application/json");
      response.keep_alive(request.keep_alive());
      response.body() = *answer;
      response.prepare_payload();
      const bool keep_alive = response.keep_alive();
      co_await http::async_write(stream, response);
      if (!keep_alive) break;
    }
  } catch (const boost::system::system_error&) {
    co_return;  // the peer has gone
  }
}

asio::awaitable<void> listen(asio::io_context& io, const std::string* answer) {
  using Acceptor = asio::use_awaitable_t<>::as_default_on_t<tcp::acceptor>;
  Acceptor acceptor(io, tcp::endpoint(asio::ip::address_v4::loopback(), 0));
  std::printf("%d\n", acceptor.local_endpoint().port());
  std::fflush(stdout);
  while (true) {
    auto socket = co_await acceptor.async_accept();
    socket.set_option(tcp::no_delay(true));
    asio::co_spawn(io, session(Stream(std::move(socket)), answer), asio::detached);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: bare_beast FILE\n", stderr);
    return 2;
  }
  std::ifstream file(argv[1], std::ios::binary);
  const std::string answer{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  asio::io_context io(1);
  asio::signal_set signals(io, SIGINT, SIGTERM);
  signals.async_wait([&io](boost::system::error_code, int) { io.stop(); });
  asio::co_spawn(io, listen(io, &answer), asio::detached);
  io.run();
  return 0;
}
