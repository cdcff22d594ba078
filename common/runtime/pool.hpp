#pragma once
// Pool runs blocking or heavy work (argon2, PDF, XLSX, files, DNS) on two threads and resumes the caller on the loop.
// What the function throws is thrown from run(). The function and its result belong to the call, so a caller that is
// torn down while the work runs leaves nothing dangling; capture by value. Work that has begun is not cancelled.
// Destroy before the io_context: the destructor waits for running work.
//
//   auto work = [password] { return argon2(password); };
//   const std::string hash = co_await pool.run(work);
#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <exception>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>
#include <variant>

namespace luodi::runtime {

class Pool {
 public:
  explicit Pool(boost::asio::io_context& io, std::size_t threads = 2) : io_(io), threads_(threads) {}
  ~Pool() { threads_.join(); }

  // Takes a named function, never a temporary, and moves from it: g++ 12 destroys a lambda that is written inside a
  // co_await expression twice, captures and all (seen with AddressSanitizer; a plain function does not help).
  template <class F>
  boost::asio::awaitable<std::invoke_result_t<F&>> run(F& named) {
    return await(this, std::make_shared<Job<F>>(std::move(named)));
  }

 private:
  template <class F>
  struct Job {
    using Answer = std::invoke_result_t<F&>;
    explicit Job(F function) : f(std::move(function)) {}
    void work() {
      try {
        if constexpr (std::is_void_v<Answer>)
          f();
        else
          result.emplace(f());
      } catch (...) {
        error = std::current_exception();  // rethrown by run() on the loop
      }
    }
    F f;
    std::optional<std::conditional_t<std::is_void_v<Answer>, std::monostate, Answer>> result;
    std::exception_ptr error;
  };

  template <class J>
  static boost::asio::awaitable<typename J::Answer> await(Pool* self, std::shared_ptr<J> job) {
    co_await self->finish(job);
    if (job->error) std::rethrow_exception(job->error);
    if constexpr (!std::is_void_v<typename J::Answer>) co_return std::move(*job->result);
  }

  template <class J>
  auto finish(std::shared_ptr<J> job) {
    return boost::asio::async_initiate<const boost::asio::use_awaitable_t<>, void()>(
        [this](auto handler, std::shared_ptr<J> j) {
          // The guard keeps the loop running although nothing else may be pending on it.
          auto guard = boost::asio::make_work_guard(io_);
          boost::asio::post(threads_, [this, j, guard, h = std::move(handler)]() mutable {
            j->work();
            boost::asio::post(io_, std::move(h));
          });
        },
        boost::asio::use_awaitable, std::move(job));
  }

  boost::asio::io_context& io_;
  boost::asio::thread_pool threads_;
};

}  // namespace luodi::runtime
