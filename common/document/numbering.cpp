#include "common/document/numbering.hpp"

#include "common/kernel/chinese_number.hpp"

namespace luodi::document {

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
