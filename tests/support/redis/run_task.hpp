#pragma once
// run_task(io, task) runs one coroutine to its end on this thread and returns its value; throws when it takes longer
// than the limit. Everything else on the io_context runs meanwhile.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <exception>
#include <functional>
#include <optional>
#include <stdexcept>
#include <utility>

namespace luodi::test {

inline constexpr std::chrono::seconds k_task_limit{30};

// Turns the loop until done() or the limit.
inline bool run_until(boost::asio::io_context& io, const std::function<bool()>& done,
                      std::chrono::milliseconds limit = k_task_limit) {
  const auto until = std::chrono::steady_clock::now() + limit;
  io.restart();
  while (!done() && std::chrono::steady_clock::now() < until) {
    io.restart();
    io.run_one_for(std::chrono::milliseconds(50));
  }
  return done();
}

template <class T>
T run_task(boost::asio::io_context& io, boost::asio::awaitable<T> task) {
  std::exception_ptr error;
  std::optional<T> value;
  boost::asio::co_spawn(io, std::move(task), [&](std::exception_ptr e, T result) {
    error = e;
    value.emplace(std::move(result));
  });
  if (!run_until(io, [&] { return value.has_value() || error; })) throw std::runtime_error("the task does not end");
  if (error) std::rethrow_exception(error);
  return std::move(*value);
}

inline void run_task(boost::asio::io_context& io, boost::asio::awaitable<void> task) {
  std::exception_ptr error;
  bool done = false;
  boost::asio::co_spawn(io, std::move(task), [&](std::exception_ptr e) {
    error = e;
    done = true;
  });
  if (!run_until(io, [&] { return done; })) throw std::runtime_error("the task does not end");
  if (error) std::rethrow_exception(error);
}

}  // namespace luodi::test
