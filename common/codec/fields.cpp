#include "common/codec/fields.hpp"

#include <array>

#include "common/kernel/bilingual.hpp"
#include "common/kernel/code_point.hpp"

template class nlohmann::basic_json<>;

namespace luodi::codec {

namespace {
constexpr unsigned char k_noncharacters_from = 0xEF;  // the first byte of the lowest one, U+FDD0, in UTF-8

// Somebody asks, and a text says nothing.
bool says_nothing(std::string_view text, const Faults& faults) {
  return faults.origin == Origin::request && !text.empty() && is_blank(text);
}

// Whether the text may be left out is not known here: another rule may ask for it.
void add_blank(std::size_t min, std::size_t max, const Path& at, Faults& faults) {
  faults.add(at, "blank",
             min == 0
                 ? bilingual("请填写至多 {0} 字，不得只含空白 / write up to {0} characters, not only white space", max)
                 : bilingual("不得只含空白，请填写 {0} 至 {1} 字 / not only white space: write {0} to {1} characters",
                             min, max));
}

// The types of JSON in Chinese; a word that is not among them says itself.
std::string_view type_zh(std::string_view type) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 5> words{
      {{"object", "对象"}, {"array", "列表"}, {"string", "文本"}, {"integer", "整数"}, {"boolean", "布尔值"}}};
  for (const auto& [en, zh] : words)
    if (en == type) return zh;
  return type;
}
}  // namespace

std::string pointer_join(const std::string& base, std::string_view token) {
  std::string out = base + "/";
  for (char c : token) {
    if (c == '~')
      out += "~0";
    else if (c == '/')
      out += "~1";
    else
      out += c;
  }
  return out;
}

std::string Path::pointer() const {
  if (parent_ == nullptr) return {};
  if (element_) return parent_->pointer() + "/" + std::to_string(*element_);
  return pointer_join(parent_->pointer(), member_);
}

void expect_type(const Path& at, std::string_view wanted, Faults& faults) {
  faults.add(at, "type", bilingual("类型应为{0} / must be of type {0}", Word{type_zh(wanted), wanted}));
}

namespace detail {
std::string number_bounds(const Range& range, std::int64_t given) {
  return bilingual("应在 {0} 与 {1} 之间，现为 {2} / must lie between {0} and {1}, it is {2}", range.min, range.max,
                   given);
}

std::string fen_bounds(const Range& range, std::int64_t given) {
  return bilingual(
      "应在 {0} 分（{1}）与 {2} 分（{3}）之间，现为 {4} 分（{5}） / must lie between {0} fen ({1}) and "
      "{2} fen ({3}), it is {4} fen ({5})",
      range.min, Fen::of(range.min), range.max, Fen::of(range.max), given, Fen::of(given));
}

std::string count_bounds(const Count& count, std::size_t given) {
  return bilingual(
      "条数应在 {0} 与 {1} 之间，现为 {2} / the number of elements must lie between {0} and {1}, it is {2}", count.min,
      count.max, given);
}
}  // namespace detail

bool text_fits(std::string_view text, std::size_t min, std::size_t max, const Path& at, Faults& faults) {
  std::size_t points = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if ((c & 0xC0U) != 0x80U) ++points;
    const bool ascii_control = (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F;
    // U+0080 to U+009F, in UTF-8 C2 80 to C2 9F: terminals obey them too.
    const bool upper_control = c == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0;
    if (ascii_control || upper_control) {
      faults.add(at, "control_character", "不得含控制字符 / control characters are not allowed");
      return false;
    }
    if (c < k_noncharacters_from || faults.origin != Origin::request) continue;
    if (const auto point = first_code_point(text.substr(i)).value; is_noncharacter(point)) {
      faults.add(
          at, "character",
          bilingual("不得含非字符码位：{0} / noncharacter code points are not allowed: {0}", code_point_text(point)));
      return false;
    }
  }
  if (points >= min && points <= max) {
    if (!says_nothing(text, faults)) return true;
    add_blank(min, max, at, faults);
    return false;
  }
  faults.add(
      at, "length",
      bilingual("字数应在 {0} 与 {1} 之间，现为 {2} / the number of characters must lie between {0} and {1}, it is {2}",
                min, max, points));
  return false;
}

bool name_fits(std::string_view text, std::size_t max, const Path& at, Faults& faults) {
  if (!text_fits(text, 1, max, at, faults)) return false;
  const bool blank = is_blank(text);
  while (!text.empty()) {
    const auto [point, length] = first_code_point(text);
    if (is_unfit_for_name(point)) {
      // Its number, not itself: it would be as harmful in the answer.
      faults.add(at, "character",
                 bilingual("名称不得含控制、私用区或非字符码位：{0} / control, private-use and noncharacter code "
                           "points are not allowed in names: {0}",
                           code_point_text(point)));
      return false;
    }
    text.remove_prefix(length);
  }
  if (blank) add_blank(1, max, at, faults);
  return !blank;
}

}  // namespace luodi::codec
