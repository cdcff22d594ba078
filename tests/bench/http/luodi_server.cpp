// Luodi's own server with a trivial handler, to be measured beside bare_beast: same file, same loop, same wrk command.
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>

#include "common/http/server.hpp"

namespace {

luodi::http::Task<luodi::http::Response> answer_with(const std::string* answer, luodi::http::Request) {
  luodi::http::Response response(200, "application/json", *answer);
  co_return response;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: luodi_server FILE\n", stderr);
    return 2;
  }
  std::ifstream file(argv[1], std::ios::binary);
  const std::string answer{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  boost::asio::io_context io(1);
  boost::asio::signal_set signals(io, SIGINT, SIGTERM);
  signals.async_wait([&io](boost::system::error_code, int) { io.stop(); });
  luodi::http::Server server(io, luodi::http::ServerConfig(), [&answer](luodi::http::Request request) {
    return answer_with(&answer, std::move(request));
  });
  server.start();
  std::printf("%d\n", server.port());
  std::fflush(stdout);
  io.run();
  return 0;
}
