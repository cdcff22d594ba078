#pragma once
// ProjectCode is the code that the national online approval platform (全国投资项目在线审批监管平台) gives to a project:
// YYMM-RRRRRR-DD-TT-XXXXXX (time, region, guiding department, project type, five random digits and a check digit).
// Codes from before November 2020 carry the year instead of YYMM: 2017-510704-39-03-123456. Both are accepted. The two
// forms cannot be confused: a four-digit year of the platform's first years (2013-2020) is no month 01-12 as YYMM, but
// for 2011 and 2012, when there was no platform, and which therefore mean November and December 2020.
// The check digit's algorithm is not published: whether a code exists only the platform can say. Pure.
//
//   ProjectCode code = *ProjectCode::parse("2104-510796-04-01-130950");
//   code.year() == 2021, *code.month() == 4, code.region() == "510796"
#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "common/kernel/expected.hpp"

namespace luodi {

class ProjectCode {
 public:
  ProjectCode() = default;
  static Expected<ProjectCode> parse(std::string_view text);
  const std::string& str() const { return text_; }
  int year() const;
  std::optional<int> month() const;  // nothing in the old form
  bool old_form() const { return !text_.empty() && !month(); }
  std::string_view region() const { return part(5, 6); }
  std::string_view department() const { return part(12, 2); }  // "04" = 发展改革
  std::string_view type() const { return part(15, 2); }        // "01" = 基本建设
  std::string_view serial() const { return part(18, 6); }
  friend auto operator<=>(const ProjectCode&, const ProjectCode&) = default;

 private:
  explicit ProjectCode(std::string text) : text_(std::move(text)) {}
  std::string_view part(std::size_t at, std::size_t width) const {
    return text_.empty() ? std::string_view() : std::string_view(text_).substr(at, width);
  }
  std::string text_;
};

}  // namespace luodi
