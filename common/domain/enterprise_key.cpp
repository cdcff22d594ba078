#include "common/domain/enterprise_key.hpp"

#include <algorithm>

#include "common/kernel/name.hpp"

namespace luodi::domain {

std::vector<std::string> enterprise_keys(const std::string& name, const std::optional<std::string>& uscc) {
  std::vector<std::string> keys;
  if (auto key = normalise_name(name); !key.empty()) keys.push_back("name:" + key);
  // A code is typed in full width or small letters as easily as a name.
  if (uscc)
    if (auto key = normalise_name(*uscc); !key.empty()) keys.push_back("uscc:" + key);
  return keys;
}

bool same_enterprise(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::any_of(a.begin(), a.end(),
                     [&](const std::string& key) { return std::find(b.begin(), b.end(), key) != b.end(); });
}

}  // namespace luodi::domain
