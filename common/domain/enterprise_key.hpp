#pragma once
// 同一企业: by what two papers are recognised to speak of one enterprise - the same credit code, or the same normalised
// name (common/kernel/name.hpp). A paper without the code is recognised by its name alone. Pure.
//
//   same_enterprise(enterprise_keys("ＡＢＣ（绵阳）公司", std::nullopt), enterprise_keys("abc绵阳公司", uscc)); // true
#include <optional>
#include <string>
#include <vector>

namespace luodi::domain {

// At most two keys; none for a name of nothing but spaces.
std::vector<std::string> enterprise_keys(const std::string& name, const std::optional<std::string>& uscc);
bool same_enterprise(const std::vector<std::string>& a, const std::vector<std::string>& b);

}  // namespace luodi::domain
