#pragma once
// Dates as Chinese documents write them: Arabic digits, no leading zeros (GB/T 9704). For display and official letters;
// never parsed back. Pure.
//
//   date_zh(*CivilDate::of(2022, 5, 25)) == "2022年5月25日"
//   cycle_zh(*HalfMonth::parse("2022-05-H2")) == "2022年5月下半月"
#include <string>
#include <string_view>

#include "common/kernel/civil.hpp"

namespace luodi {

std::string date_zh(CivilDate day);
std::string time_zh(Instant at);  // "2022年5月25日9时05分", Asia/Shanghai
std::string cycle_zh(HalfMonth cycle);
std::string_view weekday_zh(CivilDate day);  // "星期三"

}  // namespace luodi
