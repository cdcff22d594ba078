#include "common/document/words.hpp"

namespace luodi::document {

std::string date_text(CivilDate day) {
  return std::to_string(day.year()) + "年" + std::to_string(day.month()) + "月" + std::to_string(day.day()) + "日";
}

std::string joined(const std::vector<std::string>& names, const std::string& between) {
  std::string out;
  for (std::size_t i = 0; i < names.size(); ++i)
    out += (i > 0 ? between : "") + names[i];
  return out;
}

}  // namespace luodi::document
