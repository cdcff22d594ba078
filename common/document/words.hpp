#pragma once
// Dates and lists as official documents write them. Pure.
#include <string>
#include <vector>

#include "common/kernel/civil.hpp"

namespace luodi::document {

std::string date_text(CivilDate day);  // "2022年8月19日": Arabic digits, no leading zeros
std::string joined(const std::vector<std::string>& names, const std::string& between);

}  // namespace luodi::document
