#pragma once
// One suite, two stores. Every test of StoreContract runs on MemoryStore and on a real Redis and must not be able to
// tell them apart, except by now(): manual for the one, the clock of Redis for the other.
#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <functional>
#include <memory>
#include <string>
#include <variant>

#include "common/store/store.hpp"
#include "tests/support/redis/run_task.hpp"

namespace luodi::test {

class Backend {
 public:
  virtual ~Backend() = default;
  virtual store::Store& store() = 0;
  virtual std::string dump() = 0;          // everything that is stored, as text
  virtual void pass_ms(std::int64_t) = 0;  // lets that much real time pass
};

std::unique_ptr<Backend> make_backend(const std::string& name, boost::asio::io_context& io);

inline constexpr const char* k_city = "510700";

class StoreContract : public ::testing::TestWithParam<std::string> {
 protected:
  void SetUp() override { backend_ = make_backend(GetParam(), io_); }
  void TearDown() override { backend_.reset(); }

  store::Store& store() { return backend_->store(); }
  template <class T>
  T run(boost::asio::awaitable<T> task) {
    return run_task(io_, std::move(task));
  }
  // The value of an Expected; a test failure and an exception when it holds an error.
  template <class T>
  T get(boost::asio::awaitable<Expected<T>> task) {
    auto result = run_task(io_, std::move(task));
    if (!result) throw std::runtime_error("unexpected error: " + result.error().detail);
    return std::move(*result);
  }
  store::CommitResult commit(store::UnitOfWork work) { return run(store().commit(std::move(work))); }
  // Commits and expects success.
  store::Committed committed(store::UnitOfWork work) {
    auto result = commit(std::move(work));
    if (auto* done = std::get_if<store::Committed>(&result)) return *done;
    ADD_FAILURE() << "not committed, alternative " << result.index() << why(result);
    return {};
  }
  // Commits and expects alternative T, with nothing written.
  template <class T>
  T refused(store::UnitOfWork work) {
    const auto before = backend_->dump();
    auto result = commit(std::move(work));
    EXPECT_EQ(backend_->dump(), before) << "a refusal must write nothing";
    if (auto* refusal = std::get_if<T>(&result)) return *refusal;
    ADD_FAILURE() << "another outcome, alternative " << result.index() << why(result);
    return {};
  }
  static std::string why(const store::CommitResult& result) {
    if (auto* unknown = std::get_if<store::Unknown>(&result)) return ": " + unknown->why;
    if (auto* unavailable = std::get_if<store::Unavailable>(&result)) return ": " + unavailable->why;
    return {};
  }
  static store::UnitOfWork unit() { return store::UnitOfWork(k_city); }
  static store::IdempotentOutcome outcome(std::string scope, std::string fingerprint, std::string response,
                                          std::int64_t ttl_ms = 60'000) {
    store::IdempotentOutcome out;
    out.scope = std::move(scope);
    out.fingerprint = std::move(fingerprint);
    out.response = std::move(response);
    out.ttl_ms = ttl_ms;
    return out;
  }

  boost::asio::io_context io_{1};
  std::unique_ptr<Backend> backend_;
};

}  // namespace luodi::test
