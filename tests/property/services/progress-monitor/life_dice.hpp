#pragma once
// Chance for generated lives: the same seed gives the same numbers everywhere, and days fall on edges more often than
// chance would have it.
//
//   Dice dice(17);
//   const int d = edge_near(today - dice.below(30), dice);
#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <vector>

#include "tests/unit/services/progress-monitor/story.hpp"

namespace luodi::monitor::test {

class Dice {  // splitmix64: the same seed gives the same life everywhere
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  int below(int n) { return static_cast<int>(next() % static_cast<std::uint64_t>(n)); }
  int between(int low, int high) { return low + below(high - low + 1); }
  bool once_in(int n) { return below(n) == 0; }
  template <class T>
  T one_of(std::initializer_list<T> values) {
    return *(values.begin() + below(static_cast<int>(values.size())));
  }

 private:
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15ULL);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
  }
  std::uint64_t state_;
};

inline int number(std::string_view date) {
  return day(date).days();
}

// d or a day near it where rules break: ends of cycles, the leap day, the end of the year, days before and in long
// holidays.
inline int edge_near(int d, Dice& dice) {
  const HalfMonth c = HalfMonth::of(CivilDate::from_days(d));
  switch (dice.below(8)) {
    case 0:
      return c.first_day().days();
    case 1:
      return c.last_day().days();
    case 2:
      return c.last_day().days() + 1;
    case 3: {
      static const std::vector<int> k_named = {number("2024-02-29"), number("2023-12-31"), number("2024-12-31"),
                                               number("2022-09-30"), number("2023-01-20"), number("2024-05-01"),
                                               number("2025-10-08"), number("2026-02-14")};
      const auto near = std::min_element(k_named.begin(), k_named.end(),
                                         [&](int a, int b) { return std::abs(a - d) < std::abs(b - d); });
      return std::abs(*near - d) <= 45 ? *near : d;
    }
    default:
      return d;
  }
}

}  // namespace luodi::monitor::test
