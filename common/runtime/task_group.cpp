#include "common/runtime/task_group.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>
#include <chrono>
#include <exception>
#include <list>

namespace luodi::runtime {

namespace asio = boost::asio;

namespace {

struct Running {
  explicit Running(std::string n) : name(std::move(n)) {}
  std::string name;
  asio::cancellation_signal cancel;
};

// Empty when the coroutine ended by itself or by our cancellation.
std::string fault_of(const std::exception_ptr& error, bool stopping) {
  if (!error) return {};
  try {
    std::rethrow_exception(error);
  } catch (const boost::system::system_error& e) {
    if (stopping && e.code() == asio::error::operation_aborted) return {};
    return e.what();
  } catch (const std::exception& e) {
    return e.what()[0] != '\0' ? e.what() : "exception without text";
  } catch (...) {
    return "unknown exception";
  }
}

}  // namespace

struct TaskGroup::Impl : std::enable_shared_from_this<TaskGroup::Impl> {
  Impl(asio::io_context& loop, Log& l, Metrics& m, Health& h)
      : io(loop),
        log(l),
        health(h),
        faults(m.counter("luodi_task_faults_total", "Background tasks that ended by an exception")),
        ended(loop) {}

  template <class Body>
  void spawn(std::string name, Body&& body) {
    const auto entry = tasks.emplace(tasks.end(), std::move(name));
    asio::co_spawn(io, std::forward<Body>(body),
                   asio::bind_cancellation_slot(
                       entry->cancel.slot(),
                       [self = shared_from_this(), entry](std::exception_ptr error) { self->finished(entry, error); }));
  }

  void finished(std::list<Running>::iterator entry, const std::exception_ptr& error) {
    const std::string what = fault_of(error, stopping);
    if (!what.empty()) {
      faults.add();
      log.error("background task ended by an exception", {{"task", entry->name}, {"what", what}});
      health.set("task " + entry->name, false, what);
    }
    tasks.erase(entry);
    if (tasks.empty()) ended.cancel();
  }

  static Task<bool> stop(std::shared_ptr<Impl> self, std::int64_t limit_ms) {
    self->stopping = true;
    // A task may end, and leave the list, while it is being cancelled.
    for (auto it = self->tasks.begin(); it != self->tasks.end();) {
      auto& entry = *it++;
      entry.cancel.emit(asio::cancellation_type::terminal);
    }
    self->ended.expires_after(std::chrono::milliseconds(limit_ms));
    if (!self->tasks.empty()) co_await self->ended.async_wait(asio::as_tuple(asio::use_awaitable));
    for (const auto& entry : self->tasks)
      self->log.warn("background task did not end in time", {{"task", entry.name}, {"limit_ms", limit_ms}});
    co_return self->tasks.empty();
  }

  asio::io_context& io;
  Log& log;
  Health& health;
  Counter faults;
  asio::steady_timer ended;
  std::list<Running> tasks;
  bool stopping = false;
};

TaskGroup::TaskGroup(asio::io_context& io, Log& log, Metrics& metrics, Health& health)
    : impl_(std::make_shared<Impl>(io, log, metrics, health)) {}
TaskGroup::~TaskGroup() = default;
void TaskGroup::spawn(std::string name, Task<void> task) {
  impl_->spawn(std::move(name), std::move(task));
}
void TaskGroup::spawn(std::string name, std::function<Task<void>()> body) {
  impl_->spawn(std::move(name), std::move(body));
}
Task<bool> TaskGroup::stop(std::int64_t limit_ms) {
  return Impl::stop(impl_, limit_ms);
}
bool TaskGroup::stopping() const {
  return impl_->stopping;
}
std::size_t TaskGroup::running() const {
  return impl_->tasks.size();
}

}  // namespace luodi::runtime
