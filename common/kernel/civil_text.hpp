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

// A deadline as people read it, from its first instant too late: one that ends with a day names that day,
// "2022-08-08（含当日）" and "2022-08-08 (inclusive)", never the midnight after it; any other "2022-08-24 09:30".
std::string until_zh(Instant end);
std::string until_en(Instant end);
std::string minute_text(Instant at);  // "2022-08-24 09:30"

}  // namespace luodi
