#include "services/intake/domain/territory.hpp"

#include <algorithm>

#include "common/kernel/bilingual.hpp"
#include "common/kernel/region.hpp"

namespace luodi::intake {

Expected<void> check_territory(const std::string& region_code, const Parks& parks, const std::string& pointer) {
  if (find_region(region_code) != nullptr) return {};
  if (std::any_of(parks.begin(), parks.end(), [&](const domain::Park* park) { return park->code == region_code; }))
    return {};
  const Region& city = regions().front();
  Error error(
      ErrorCode::out_of_territory,
      bilingual("{0} 不是{1}（{2}）的区划、园区或平台代码 / no division, park or platform code of {1} ({2}): {0}",
                region_code, Word{city.name, city.en}, city.code));
  error.fields.push_back({pointer, "out_of_territory", error.detail});
  return fail(std::move(error));
}

}  // namespace luodi::intake
