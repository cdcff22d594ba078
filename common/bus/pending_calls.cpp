#include "common/bus/pending_calls.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <optional>
#include <unordered_map>
#include <utility>

namespace luodi::bus {
namespace {

namespace asio = boost::asio;

// Waiter belongs to the table and to the waiting coroutine, whichever lives longer.
struct Waiter {
  explicit Waiter(asio::io_context& io) : timer(io) {}
  asio::steady_timer timer;  // deadline and wake-up in one
  std::optional<Expected<Reply>> result;
};

}  // namespace

struct PendingCalls::Impl {
  explicit Impl(asio::io_context& loop) : io(loop) {}

  static Task<Expected<Reply>> wait(std::shared_ptr<Impl> self, std::uint64_t correlation, std::int64_t limit_ms) {
    const auto it = self->waiting.find(correlation);
    if (it == self->waiting.end()) co_return fail(ErrorCode::outcome_unknown, "bus: client closed");
    const std::shared_ptr<Waiter> waiter = it->second;
    if (!waiter->result) {  // the reply may have come before the wait
      waiter->timer.expires_after(std::chrono::milliseconds(limit_ms));
      co_await waiter->timer.async_wait(asio::as_tuple(asio::use_awaitable));
    }
    self->waiting.erase(correlation);  // from now on its reply is a late one
    if (waiter->result) co_return std::move(*waiter->result);
    ++self->stats.unknown;
    co_return fail(ErrorCode::outcome_unknown, "no reply before the deadline");
  }

  asio::io_context& io;
  std::unordered_map<std::uint64_t, std::shared_ptr<Waiter>> waiting;
  std::uint64_t last = 0;
  RpcClientStats stats;
};

PendingCalls::PendingCalls(asio::io_context& io) : impl_(std::make_shared<Impl>(io)) {}

std::uint64_t PendingCalls::open() {
  impl_->waiting.emplace(++impl_->last, std::make_shared<Waiter>(impl_->io));
  return impl_->last;
}
void PendingCalls::forget(std::uint64_t correlation) {
  impl_->waiting.erase(correlation);
}

Task<Expected<Reply>> PendingCalls::wait(std::uint64_t correlation, std::int64_t limit_ms) {
  return Impl::wait(impl_, correlation, limit_ms);
}

void PendingCalls::complete(std::uint64_t correlation, Expected<Reply> reply) {
  const auto it = impl_->waiting.find(correlation);
  if (it == impl_->waiting.end() || it->second->result) {
    ++impl_->stats.late;
    return;
  }
  if (reply)
    ++impl_->stats.answered;
  else
    ++impl_->stats.malformed;
  it->second->result = std::move(reply);
  it->second->timer.cancel();
}

void PendingCalls::close() {
  for (auto& [correlation, waiter] : impl_->waiting) {
    if (!waiter->result) waiter->result = fail(ErrorCode::outcome_unknown, "bus: client closed");
    waiter->timer.cancel();
  }
}

std::size_t PendingCalls::size() const {
  return impl_->waiting.size();
}
RpcClientStats& PendingCalls::stats() {
  return impl_->stats;
}
const RpcClientStats& PendingCalls::stats() const {
  return impl_->stats;
}

}  // namespace luodi::bus
