#pragma once
// The code of an organisation that hosts or introduces projects: parks and offices share one name space. Pure.
#include <algorithm>
#include <string_view>

namespace luodi::intake {

inline constexpr std::string_view k_org_code_form = "只含大写字母、数字和连字符 / capitals, digits and hyphens only";

inline bool is_org_code(std::string_view code) {
  return std::all_of(code.begin(), code.end(),
                     [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'; });
}

}  // namespace luodi::intake
