// bus_echo_server <endpoint>: answers every request with its body until it is killed, or drains and ends on SIGTERM.
// For the tests beside it.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <csignal>
#include <cstdio>
#include <exception>

#include "common/bus/zmq/rpc_server.hpp"

int main(int argc, char** argv) {
  using namespace luodi::bus;
  if (argc != 2) {
    std::fputs("usage: bus_echo_server <endpoint>\n", stderr);
    return 2;
  }
  boost::asio::io_context io{1};
  zmq::RpcServerConfig config;
  config.endpoint = argv[1];
  zmq::RpcServer server(io, std::make_shared<zmq::Context>(), config);
  server.serve([](Request request) -> Task<Reply> { co_return Reply(200, std::move(request.body)); });
  boost::asio::signal_set stop(io, SIGTERM);
  stop.async_wait([&](const boost::system::error_code&, int) {
    boost::asio::co_spawn(io, server.drain(), [&](std::exception_ptr) { io.stop(); });
  });
  io.run();
}
