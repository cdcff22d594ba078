#include "common/http/server.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <system_error>

#include "common/http/session.hpp"

namespace luodi::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

constexpr std::chrono::milliseconds k_linger{2'000};        // for the peer of a refused request to read the answer
constexpr std::chrono::milliseconds k_accept_retry{100};    // out of descriptors: closing ones free them
constexpr std::chrono::milliseconds k_drain_limit{5'000};   // then connections are cut
constexpr std::chrono::milliseconds k_unwind_limit{1'000};  // for cut connections to leave their coroutines
constexpr int k_backlog = 4096;
// How many connections over the cap may wait for their 503; beyond that they are dropped without an answer.
constexpr std::size_t k_max_turned_away = 256;

}  // namespace

struct Server::Impl : ServerCore, std::enable_shared_from_this<Impl> {
  Impl(asio::io_context& i, ServerConfig c, Handler h)
      : ServerCore(std::move(c), std::move(h)), io(i), acceptor(i), accept_pause(i), all_gone(i) {
    using ms = std::chrono::milliseconds;
    const Deadlines::Durations durations = {ms(config.idle_deadline_ms), ms(config.header_deadline_ms),
                                            ms(config.body_deadline_ms), ms(config.write_deadline_ms), k_linger};
    deadlines = std::make_shared<Deadlines>(io, durations);
  }

  void listen() {
    const tcp::endpoint endpoint(asio::ip::make_address(config.address), config.port);
    acceptor.open(endpoint.protocol());
    acceptor.set_option(tcp::acceptor::reuse_address(true));
    acceptor.bind(endpoint);
    acceptor.listen(k_backlog);
    bound_port = acceptor.local_endpoint().port();
  }

  void on_session_end() override {
    if (draining && sessions.empty()) all_gone.cancel();
  }

  bool has_room(const std::string& peer) const {
    const auto found = per_peer.find(peer);
    return sessions.size() < config.max_connections &&
           (found == per_peer.end() || found->second < config.max_connections_per_peer);
  }

  void admit(tcp::socket socket) {
    error_code ec;
    const tcp::endpoint remote = socket.remote_endpoint(ec);
    if (ec) return;  // gone already
    std::string peer = remote.address().to_string();
    socket.set_option(tcp::no_delay(true), ec);
    socket.non_blocking(true, ec);
    if (config.send_buffer_bytes > 0) {
      socket.set_option(asio::socket_base::send_buffer_size(config.send_buffer_bytes), ec);
    }
    const bool room = has_room(peer);
    if (!room && turned_away >= k_max_turned_away) return;
    auto session = std::make_shared<Session>(shared_from_this(), std::move(socket), std::move(peer));
    const auto on_end = [self = shared_from_this(), room](std::exception_ptr failure) {
      if (!room) --self->turned_away;
      if (failure && self->config.on_exception) self->config.on_exception("a connection ended by an exception");
    };
    if (room) {
      asio::co_spawn(io, Session::run(std::move(session)), on_end);
    } else {
      ++turned_away;
      asio::co_spawn(io, Session::turn_away(std::move(session)), on_end);
    }
  }

  static Task<void> accept_loop(std::shared_ptr<Impl> self) {
    while (self->acceptor.is_open()) {
      error_code ec;
      tcp::socket socket = co_await self->acceptor.async_accept(error_into(ec));
      if (!ec) {
        self->admit(std::move(socket));
        continue;
      }
      if (ec == asio::error::connection_aborted || !self->acceptor.is_open()) continue;
      // Out of descriptors or memory. Trying again at once would spin, giving up would end the server.
      self->accept_pause.expires_after(k_accept_retry);
      co_await self->accept_pause.async_wait(error_into(ec));
    }
  }

  // Waits until no session is left, at most `limit`.
  static Task<void> wait_until_gone(std::shared_ptr<Impl> self, std::chrono::milliseconds limit) {
    if (self->sessions.empty()) co_return;
    error_code ec;
    self->all_gone.expires_after(limit);
    co_await self->all_gone.async_wait(error_into(ec));
  }

  void stop_accepting() {
    error_code ignored;
    acceptor.close(ignored);
    accept_pause.cancel();
  }

  void cut_all() {
    for (Session* session : sessions)
      session->close();
  }

  asio::io_context& io;
  tcp::acceptor acceptor;
  asio::steady_timer accept_pause;
  asio::steady_timer all_gone;
  std::uint16_t bound_port = 0;
  std::size_t turned_away = 0;
};

Server::Server(asio::io_context& io, ServerConfig config, Handler handler)
    : impl_(std::make_shared<Impl>(io, std::move(config), std::move(handler))) {}

Server::~Server() {
  impl_->draining = true;
  impl_->stop_accepting();
  impl_->deadlines->stop();
  impl_->cut_all();
}

void Server::start() {
  impl_->listen();
  asio::co_spawn(impl_->io, Impl::accept_loop(impl_), [](std::exception_ptr failure) {
    if (failure) std::rethrow_exception(failure);
  });
}

std::uint16_t Server::port() const {
  return impl_->bound_port;
}

std::size_t Server::connections() const {
  return impl_->sessions.size();
}

Task<void> Server::drain() {
  const std::shared_ptr<Impl> impl = impl_;
  impl->draining = true;
  impl->stop_accepting();
  // A copy: a session may leave the set while it is told.
  const std::vector<Session*> sessions(impl->sessions.begin(), impl->sessions.end());
  for (Session* session : sessions) {
    if (impl->sessions.count(session) != 0) session->begin_drain();
  }
  co_await Impl::wait_until_gone(impl, k_drain_limit);
  impl->cut_all();
  co_await Impl::wait_until_gone(impl, k_unwind_limit);
}

}  // namespace luodi::http
