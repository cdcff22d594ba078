#pragma once
// AsyncEvent lets coroutines of one io_context thread sleep until something changed. It carries no state of its own:
// test the condition, wait, test again. A notification wakes everyone who waits now and nobody who comes later.
//
//   while (!ready_ && Clock::now() < deadline) co_await changed_.wait_until(deadline);
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <list>
#include <memory>

namespace luodi::store {

class AsyncEvent {
 public:
  using Clock = std::chrono::steady_clock;
  explicit AsyncEvent(boost::asio::io_context& io) : io_(io), waiting_(std::make_shared<Waiting>()) {}

  void notify_all() {
    for (auto* timer : *waiting_)
      timer->cancel();
  }

  boost::asio::awaitable<void> wait_until(Clock::time_point deadline) { return wait(io_, waiting_, deadline); }

 private:
  using Waiting = std::list<boost::asio::steady_timer*>;

  // Leaves the list even when the frame is destroyed while it sleeps (io_context gone before its coroutines ended).
  struct Entry {
    Entry(std::shared_ptr<Waiting> list, boost::asio::steady_timer* timer)
        : list_(std::move(list)), at_(list_->insert(list_->end(), timer)) {}
    ~Entry() { list_->erase(at_); }
    Entry(const Entry&) = delete;
    Entry& operator=(const Entry&) = delete;
    std::shared_ptr<Waiting> list_;
    Waiting::iterator at_;
  };

  static boost::asio::awaitable<void> wait(boost::asio::io_context& io, std::shared_ptr<Waiting> list,
                                           Clock::time_point deadline) {
    boost::asio::steady_timer timer(io, deadline);
    Entry entry(list, &timer);
    boost::system::error_code ignored;  // cancelled = notified, success = deadline: the caller tests its condition
    co_await timer.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, ignored));
  }

  boost::asio::io_context& io_;
  std::shared_ptr<Waiting> waiting_;
};

}  // namespace luodi::store
