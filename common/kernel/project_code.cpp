#include "common/kernel/project_code.hpp"

#include "common/kernel/bilingual.hpp"
#include "common/kernel/digits.hpp"

namespace luodi {

namespace {
constexpr std::string_view k_shape = "dddd-dddddd-dd-dd-dddddd";
constexpr int k_first_platform_year = 2013;  // not before: 2011 and 2012 must stay free for November and December 2020
constexpr int k_last_old_year = 2020;

bool is_month(int month) {
  return month >= 1 && month <= 12;
}

bool has_shape(std::string_view text) {
  if (text.size() != k_shape.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    if (k_shape[i] == 'd' ? !digit : text[i] != '-') return false;
  }
  return true;
}
}  // namespace

Expected<ProjectCode> ProjectCode::parse(std::string_view text) {
  if (!has_shape(text))
    return fail(ErrorCode::invalid_body,
                "项目代码应为 24 位，形如 2104-510796-04-01-130950 / a project code has 24 digits and looks like "
                "2104-510796-04-01-130950");
  const int time = *read_digits(text, 0, 4);
  const bool old_year = time >= k_first_platform_year && time <= k_last_old_year;
  if (!is_month(time % 100) && !old_year)
    return fail(ErrorCode::invalid_body, bilingual("项目代码的月份应为 01 至 12，现为 {0} / the month of a project "
                                                   "code lies between 01 and 12, this one is {0}",
                                                   text.substr(2, 2)));
  if (text[5] == '0')
    return fail(ErrorCode::invalid_body, "项目代码的区划应为六位行政区划代码 / the region is no six-digit region code");
  return ProjectCode(std::string(text));
}

int ProjectCode::year() const {
  if (text_.empty()) return 0;
  const int time = *read_digits(text_, 0, 4);
  return is_month(time % 100) ? 2000 + time / 100 : time;
}

std::optional<int> ProjectCode::month() const {
  const auto month = read_digits(text_, 2, 2);
  if (!month || !is_month(*month)) return std::nullopt;
  return month;
}

}  // namespace luodi
