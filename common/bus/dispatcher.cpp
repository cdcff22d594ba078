#include "common/bus/dispatcher.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <exception>
#include <utility>

#include "common/bus/envelope.hpp"

namespace luodi::bus {
namespace {
namespace asio = boost::asio;
using Steady = std::chrono::steady_clock;
}  // namespace

struct Dispatcher::Impl : std::enable_shared_from_this<Dispatcher::Impl> {
  Impl(asio::io_context& loop, DispatcherConfig c) : io(loop), config(std::move(c)), idle(loop) {}

  void accept(std::string_view header, std::string body, std::unique_ptr<ReplyTo> to) {
    ++stats.received;
    auto request = decode_request(header, std::move(body));
    if (!request) {
      ++stats.malformed;
      fault(request.error().detail);
      return to->send(fault_reply(request.error().code, "zh", request.error().detail));
    }
    if (request->deadline_ms <= config.wall()) {  // its caller has been told "unknown" and may have asked again
      ++stats.expired;
      return;
    }
    if (draining || running >= config.max_running) {
      ++stats.refused;
      if (!draining) return to->send(fault_reply(ErrorCode::overloaded, request->language));
      auto refusal =
          fault_reply(ErrorCode::service_unavailable, request->language,
                      "服务正在停止，本次请求未执行；请稍后以同一 Idempotency-Key 重试 / the service is stopping and "
                      "has not executed this request; try again in a moment with the same Idempotency-Key");
      refusal.headers[k_not_taken] = "stopping";
      return to->send(std::move(refusal));
    }
    ++running;
    asio::co_spawn(io, answer(shared_from_this(), std::move(to), std::move(*request)), asio::detached);
  }

  // Never throws, so that `detached` has nothing to swallow.
  static Task<void> answer(std::shared_ptr<Impl> self, std::unique_ptr<ReplyTo> to, Request request) {
    const std::string language = request.language;
    const std::string operation = request.operation;
    Reply reply;
    std::string what;
    try {
      reply = co_await self->handler(std::move(request));
      if (reply.body.size() > k_max_reply_body)
        what = "reply of " + std::to_string(reply.body.size()) + " bytes, limit 16 MiB";
    } catch (const std::exception& error) {
      what = std::string("exception: ") + error.what();
    } catch (...) {
      what = "unknown exception";
    }
    if (!what.empty()) {
      ++self->stats.faults;
      self->fault(operation + ": " + what);
      reply = fault_reply(ErrorCode::internal, language);
    }
    to->send(std::move(reply));
    if (--self->running == 0) self->idle.cancel();
  }

  void fault(const std::string& what) {
    if (config.on_fault) config.on_fault(what);
  }

  static Task<void> drain(std::shared_ptr<Impl> self) {
    self->draining = true;
    const auto limit = Steady::now() + std::chrono::milliseconds(self->config.drain_limit_ms);
    self->idle.expires_at(limit);
    while (self->running > 0 && Steady::now() < limit)
      co_await self->idle.async_wait(asio::as_tuple(asio::use_awaitable));
  }

  asio::io_context& io;
  DispatcherConfig config;
  asio::steady_timer idle;
  RpcServer::Handler handler;
  std::size_t running = 0;
  bool draining = false;
  DispatcherStats stats;
};

Dispatcher::Dispatcher(asio::io_context& io, DispatcherConfig config)
    : impl_(std::make_shared<Impl>(io, std::move(config))) {}
Dispatcher::~Dispatcher() = default;
void Dispatcher::serve(RpcServer::Handler handler) {
  impl_->handler = std::move(handler);
}
void Dispatcher::accept(std::string_view header, std::string body, std::unique_ptr<ReplyTo> to) {
  impl_->accept(header, std::move(body), std::move(to));
}
void Dispatcher::malformed(const std::string& what) {
  ++impl_->stats.received;
  ++impl_->stats.malformed;
  impl_->fault(what);
}
Task<void> Dispatcher::drain() {
  return Impl::drain(impl_);
}
std::size_t Dispatcher::running() const {
  return impl_->running;
}
const DispatcherStats& Dispatcher::stats() const {
  return impl_->stats;
}

}  // namespace luodi::bus
