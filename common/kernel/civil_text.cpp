#include "common/kernel/civil_text.hpp"

#include <array>

#include "common/kernel/digits.hpp"

namespace luodi {

namespace {
std::string month_zh(CivilDate day) {
  return std::to_string(day.year()) + "年" + std::to_string(day.month()) + "月";
}

std::string until(Instant end, std::string_view inclusive) {
  if (end != instant_at(civil_date(end))) return minute_text(end);
  return civil_date(end.plus_ms(-1)).str() + std::string(inclusive);
}
}  // namespace

std::string date_zh(CivilDate day) {
  return month_zh(day) + std::to_string(day.day()) + "日";
}

std::string time_zh(Instant at) {
  const CivilDate day = civil_date(at);
  const std::int64_t minutes = (at.ms() - instant_at(day).ms()) / k_minute_ms;
  std::string out = date_zh(day) + std::to_string(minutes / 60) + "时";
  append_digits(out, minutes % 60, 2);
  return out + "分";
}

std::string cycle_zh(HalfMonth cycle) {
  const CivilDate first = cycle.first_day();
  return month_zh(first) + (first.day() == 1 ? "上半月" : "下半月");
}

std::string until_zh(Instant end) {
  return until(end, "（含当日）");
}
std::string until_en(Instant end) {
  return until(end, " (inclusive)");
}

std::string minute_text(Instant at) {
  const std::string text = at.str();
  return text.substr(0, 10) + " " + text.substr(11, 5);
}

std::string_view weekday_zh(CivilDate day) {
  constexpr std::array<std::string_view, 7> k_names{"星期一", "星期二", "星期三", "星期四",
                                                    "星期五", "星期六", "星期日"};
  return k_names[static_cast<std::size_t>(day.weekday()) - 1];
}

}  // namespace luodi
