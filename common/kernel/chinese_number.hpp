#pragma once
// Whole numbers as official texts write them. Pure.
#include <string>

namespace luodi {

std::string chinese_number(int n);  // 1-99: "一", "十", "十一", "二十", "九十九"

}  // namespace luodi
