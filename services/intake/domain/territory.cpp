#include "services/intake/domain/territory.hpp"

#include <algorithm>

#include "common/kernel/region.hpp"

namespace luodi::intake {

Expected<void> check_territory(const std::string& region_code, const Parks& parks, const std::string& pointer) {
  if (find_region(region_code) != nullptr) return {};
  if (std::any_of(parks.begin(), parks.end(), [&](const domain::Park* park) { return park->code == region_code; }))
    return {};
  const Region& city = regions().front();
  Error error(ErrorCode::out_of_territory,
              region_code + " 不是" + std::string(city.name) + "（" + std::string(city.code) +
                  "）的区划、园区或平台代码 / is no division, park or platform code of " + std::string(city.en));
  error.fields.push_back({pointer, "out_of_territory", error.detail});
  return fail(std::move(error));
}

}  // namespace luodi::intake
