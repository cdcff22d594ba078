#include "common/document/numbering.hpp"

#include <string_view>

namespace luodi::document {

std::string chinese_number(int n) {
  static constexpr std::string_view k_digits[] = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  std::string out;
  if (n >= 20) out += k_digits[n / 10 % 10];
  if (n >= 10) out += "十";
  return out.append(k_digits[n % 10]);
}

std::string Numbering::next(int level) {
  if (level < 1 || level > k_levels) return {};
  const auto at = static_cast<std::size_t>(level - 1);
  const int n = ++last_[at];
  for (std::size_t below = at + 1; below < last_.size(); ++below)
    last_[below] = 0;
  switch (level) {
    case 1:
      return chinese_number(n) + "、";
    case 2:
      return "（" + chinese_number(n) + "）";
    case 3:
      return std::to_string(n) + ".";
    default:
      return "（" + std::to_string(n) + "）";
  }
}

}  // namespace luodi::document
