#include "common/runtime/turns.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace luodi::runtime {

// Leaves the line even when its frame is destroyed while it sleeps (io_context gone before its coroutines ended).
struct Turns::Waiter {
  Waiter(std::list<Waiter*>& of, boost::asio::steady_timer& sleeps) : line(of), timer(sleeps) { line.push_back(this); }
  ~Waiter() {
    if (!let_in) line.remove(this);
  }
  Waiter(const Waiter&) = delete;
  Waiter& operator=(const Waiter&) = delete;
  std::list<Waiter*>& line;
  boost::asio::steady_timer& timer;
  bool let_in = false;
};

Turns::Turn& Turns::Turn::operator=(Turn&& other) noexcept {
  if (this == &other) return *this;
  give_up();
  lines_ = std::move(other.lines_);
  name_ = std::move(other.name_);
  return *this;
}

void Turns::Turn::give_up() {
  if (!lines_) return;
  auto& line = lines_->at(name_);
  if (line.empty()) {
    lines_->erase(name_);
  } else {
    // Handed over before the next one runs: whoever comes in between queues behind it.
    Waiter* next = line.front();
    line.pop_front();
    next->let_in = true;
    next->timer.cancel();
  }
  lines_.reset();
}

boost::asio::awaitable<Turns::Turn> Turns::take(std::string name, Clock::time_point deadline) {
  auto lines = lines_;
  if (lines->try_emplace(name).second) co_return Turn(std::move(lines), std::move(name));
  boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor, deadline);
  Waiter waiter(lines->at(name), timer);
  boost::system::error_code ignored;  // cancelled = let in, success = deadline: the flag says which came first
  co_await timer.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, ignored));
  if (waiter.let_in) co_return Turn(std::move(lines), std::move(name));
  co_return Turn();
}

}  // namespace luodi::runtime
