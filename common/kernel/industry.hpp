#pragma once
// Industry is a class of GB/T 4754-2017 (国民经济行业分类): 2 digits (大类), 3 (中类) or 4 (小类). The section letter
// (门类) follows from the first two digits. Many open lists are of the 2011 edition, which numbers 39xx differently, so
// the edition is stated wherever a code is stored. Whether a group or class exists is known to the last digit
// (industry_classes.def); names are kept of sections and divisions. Pure.
//
//   Industry display = *Industry::parse("C3974");          // the letter is optional, and must fit if present
//   Industry::stated("C3986")                              // invalid_body: group 398 has no class 6
//   display.str() == "3974", display.section() == 'C', display.is_industrial()
//   display.covered_by(*Industry::parse("397"), 3)         // admission: a park's prefix of at least 3 digits
#include <compare>
#include <string>
#include <string_view>

#include "common/kernel/expected.hpp"

namespace luodi {

inline constexpr std::string_view k_industry_edition = "2017";

class Industry {
 public:
  Industry() = default;  // no class; every real one comes from parse
  // invalid_body where the form is wrong, the division does not exist, or a letter does not fit the digits.
  static Expected<Industry> parse(std::string_view text);
  // parse, and the group and the class exist too. For what a request states; what was once recorded stays readable.
  static Expected<Industry> stated(std::string_view text);
  const std::string& str() const { return digits_; }  // digits only, "3974"
  std::string with_section() const;                   // "C3974"
  std::size_t level() const { return digits_.size(); }
  char section() const;               // 'A'..'T'; ' ' for no class
  std::string_view division() const;  // name of the division: "计算机、通信和其他电子设备制造业"
  bool is_industrial() const;         // 工业 = B mining, C manufacturing, D utilities
  bool is_manufacturing() const { return section() == 'C'; }
  // Is this class the prefix itself or a part of it, where the prefix has at least min_level digits?
  bool covered_by(const Industry& prefix, std::size_t min_level) const;
  // Do both agree in their first `level` digits (and have that many)? For "same 3-digit class".
  bool same_class(const Industry& other, std::size_t level) const;
  bool empty() const { return digits_.empty(); }
  friend auto operator<=>(const Industry&, const Industry&) = default;

 private:
  explicit Industry(std::string digits) : digits_(std::move(digits)) {}
  std::string digits_;
};

// "制造业" for 'C'; empty for a letter outside A-T.
std::string_view section_title(char section);

}  // namespace luodi
