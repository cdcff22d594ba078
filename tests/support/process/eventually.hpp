#pragma once
// Waiting in tests: on a condition, with a limit, never for a fixed time.
//
//   ASSERT_TRUE(eventually([&] { return client.get("/readyz").status == 200; }));
#include <chrono>
#include <thread>

namespace luodi::test {

inline constexpr std::chrono::milliseconds k_wait_limit{10'000};  // generous: a loaded machine must not fail a test
inline constexpr std::chrono::milliseconds k_poll{5};

// True as soon as the condition holds; false when the limit passed first.
template <class Condition>
bool eventually(Condition&& condition, std::chrono::milliseconds limit = k_wait_limit) {
  const auto end = std::chrono::steady_clock::now() + limit;
  while (!condition()) {
    if (std::chrono::steady_clock::now() >= end) return false;
    std::this_thread::sleep_for(k_poll);
  }
  return true;
}

// True when the condition held for the whole span: for "nothing may happen" assertions.
template <class Condition>
bool throughout(Condition&& condition, std::chrono::milliseconds span) {
  return !eventually([&] { return !condition(); }, span);
}

}  // namespace luodi::test
