#pragma once
// Region is a place with a six-digit code: Mianyang and its nine county-level divisions (GB/T 2260), and codes outside
// that standard which the national project platform gives to parks (510796). Old codes and names lead to the division
// that stands today. Parks themselves (MY-GX, ...) are data, not part of this table. Pure, immutable.
//
//   find_region("510724")->name == "安州区"      // 安县 until 2016
//   find_region_by_name("安县")->code == "510705"
#include <span>
#include <string_view>

namespace luodi {

enum class RegionKind {
  admin,     // 行政区划, GB/T 2260
  park,      // 园区 without a code of its own
  platform,  // 全国投资项目在线审批监管平台 region code of a park
};

struct Region {
  std::string_view code;
  std::string_view name;
  std::string_view en;
  RegionKind kind;
  bool city_district;  // 市辖区: the 30/70 cost split asks for it
};

// All regions that stand today, the city first.
std::span<const Region> regions();
// nullptr for a code or name that is not in the table. Both accept what was valid before 2016.
const Region* find_region(std::string_view code);
const Region* find_region_by_name(std::string_view name);

}  // namespace luodi
