#include "common/kernel/chinese_number.hpp"

#include <string_view>

namespace luodi {

std::string chinese_number(int n) {
  static constexpr std::string_view k_digits[] = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  std::string out;
  if (n >= 20) out += k_digits[n / 10 % 10];
  if (n >= 10) out += "十";
  return out.append(k_digits[n % 10]);
}

}  // namespace luodi
