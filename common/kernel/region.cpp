#include "common/kernel/region.hpp"

#include <array>

namespace luodi {

namespace {
constexpr auto k_regions = std::to_array<Region>({
    {"510700", "绵阳市", "Mianyang", RegionKind::admin, false},
    {"510703", "涪城区", "Fucheng District", RegionKind::admin, true},
    {"510704", "游仙区", "Youxian District", RegionKind::admin, true},
    {"510705", "安州区", "Anzhou District", RegionKind::admin, true},
    {"510722", "三台县", "Santai County", RegionKind::admin, false},
    {"510723", "盐亭县", "Yanting County", RegionKind::admin, false},
    {"510725", "梓潼县", "Zitong County", RegionKind::admin, false},
    {"510726", "北川羌族自治县", "Beichuan Qiang Autonomous County", RegionKind::admin, false},
    {"510727", "平武县", "Pingwu County", RegionKind::admin, false},
    {"510781", "江油市", "Jiangyou City", RegionKind::admin, false},
    {"510796", "绵阳经济技术开发区", "Mianyang Economic and Technological Development Zone", RegionKind::platform,
     false},
});

// What old data may carry, and short names in common use.
struct Alias {
  std::string_view code;  // empty: the alias is a name only
  std::string_view name;
  std::string_view today;
};
constexpr auto k_aliases = std::to_array<Alias>({
    {"510724", "安县", "510705"},  // became 安州区 by State Council approval of 2016-03-20
    {"", "北川县", "510726"},
    {"", "经开区", "510796"},
    {"", "绵阳经开区", "510796"},
});

const Region* standing(std::string_view code) {
  for (const auto& region : k_regions)
    if (region.code == code) return &region;
  return nullptr;
}
}  // namespace

std::span<const Region> regions() {
  return k_regions;
}

const Region* find_region(std::string_view code) {
  if (code.empty()) return nullptr;
  for (const auto& alias : k_aliases)
    if (alias.code == code) return standing(alias.today);
  return standing(code);
}

const Region* find_region_by_name(std::string_view name) {
  for (const auto& region : k_regions)
    if (region.name == name) return &region;
  for (const auto& alias : k_aliases)
    if (alias.name == name) return standing(alias.today);
  return nullptr;
}

}  // namespace luodi
