#pragma once
// TaskGroup owns every background coroutine of a process: it logs what they throw, makes the process not ready when one
// of them died before its time, and at the end cancels and awaits all. asio::detached would swallow all three.
// One io_context thread; destroy before the io_context, after stop().
//
//   tasks.spawn("consumer", consumer.run());                       // an awaitable from a named function
//   tasks.spawn("tick", [this]() -> Task<void> { ... });           // a lambda is kept alive with its coroutine
//   co_await tasks.stop(5000);
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "common/bus/bus.hpp"
#include "common/runtime/health.hpp"
#include "common/runtime/log.hpp"
#include "common/runtime/metrics.hpp"

namespace luodi::runtime {

using bus::Task;

class TaskGroup {
 public:
  TaskGroup(boost::asio::io_context& io, Log& log, Metrics& metrics, Health& health);
  ~TaskGroup();
  void spawn(std::string name, Task<void> task);
  void spawn(std::string name, std::function<Task<void>()> body);
  // Cancels all and waits until they have ended or the limit is over; true = all ended.
  Task<bool> stop(std::int64_t limit_ms);
  bool stopping() const;
  std::size_t running() const;

 private:
  struct Impl;
  std::shared_ptr<Impl> impl_;
};

}  // namespace luodi::runtime
