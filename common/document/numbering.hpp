#pragma once
// Level numbers of official documents: 一、 （一） 1. （1）. A deeper level starts anew below each number of the level
// above it. Pure.
//
//   Numbering numbers;
//   numbers.next(1) == "一、";  numbers.next(2) == "（一）";  numbers.next(2) == "（二）";  numbers.next(1) == "二、"
#include <array>
#include <string>

namespace luodi::document {

inline constexpr int k_levels = 4;

class Numbering {
 public:
  std::string next(int level);  // 1 to 4; empty for any other level

 private:
  std::array<int, k_levels> last_{};
};

}  // namespace luodi::document
