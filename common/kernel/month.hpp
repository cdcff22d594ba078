#pragma once
// Month is a calendar month in Asia/Shanghai, written "2022-06": what an investment plan has a target for. Pure.
//
//   Month june = *Month::parse("2022-06");
//   june.last_day().str() == "2022-06-30", june.plus(7).str() == "2023-01"
#include <compare>
#include <string>
#include <string_view>

#include "common/kernel/civil.hpp"

namespace luodi {

class Month {
 public:
  Month() = default;  // 1970-01
  static Month of(CivilDate day) { return Month(day.plus_days(1 - day.day())); }
  static Expected<Month> parse(std::string_view text) {  // exactly "YYYY-MM"
    auto first = CivilDate::parse(std::string(text) + "-01");
    if (!first) return fail(ErrorCode::invalid_body, "月份应为 YYYY-MM / a month is YYYY-MM");
    return Month(*first);
  }
  CivilDate first_day() const { return first_; }
  CivilDate last_day() const { return first_.plus_months(1).plus_days(-1); }
  Month plus(int n) const { return Month(first_.plus_months(n)); }
  std::string str() const { return first_.str().substr(0, 7); }
  friend auto operator<=>(const Month&, const Month&) = default;

 private:
  explicit Month(CivilDate first) : first_(first) {}
  CivilDate first_;
};

}  // namespace luodi
