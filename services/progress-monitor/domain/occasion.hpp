#pragma once
// The catalogue of occasions 通知场合: everything that people are told of, by the name that stands in a message and in
// their preferences. A new kind of announcement gets its line here, or nobody can choose a channel for it. Pure.
//
//   is_occasion("warning_red")       // true
//   find_occasion("warning_red")->title_zh
#include <span>
#include <string_view>

namespace luodi::monitor {

struct Occasion {
  std::string_view id;
  std::string_view title_zh;
  std::string_view title_en;
};
std::span<const Occasion> occasions();
const Occasion* find_occasion(std::string_view id);  // nullptr = there is none
inline bool is_occasion(std::string_view id) {
  return find_occasion(id) != nullptr;
}

}  // namespace luodi::monitor
