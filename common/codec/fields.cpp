#include "common/codec/fields.hpp"

#include <array>

#include "common/kernel/code_point.hpp"

template class nlohmann::basic_json<>;

namespace luodi::codec {

namespace {
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
  faults.add(at, "type", "类型应为" + std::string(type_zh(wanted)) + " / must be of type " + std::string(wanted));
}

namespace detail {
std::string number_bounds(const Range& range) {
  return "应在 " + std::to_string(range.min) + " 与 " + std::to_string(range.max) + " 之间 / must lie between the two";
}

std::string fen_bounds(const Range& range) {
  const auto amount = [](std::int64_t fen) { return std::to_string(fen) + " 分（" + Fen::of(fen).display() + "）"; };
  return "应在 " + amount(range.min) + "与 " + amount(range.max) + "之间 / must lie between " +
         std::to_string(range.min) + " and " + std::to_string(range.max) + " fen; 100 fen are one yuan";
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
  }
  if (points >= min && points <= max) return true;
  faults.add(at, "length",
             "字数应在 " + std::to_string(min) + " 与 " + std::to_string(max) + " 之间，现为 " +
                 std::to_string(points) + " / length out of bounds");
  return false;
}

bool name_fits(std::string_view text, std::size_t max, const Path& at, Faults& faults) {
  if (!text_fits(text, 1, max, at, faults)) return false;
  const bool blank = is_blank(text);
  while (!text.empty()) {
    const auto [point, length] = first_code_point(text);
    if (is_unfit_for_name(point)) {
      // Its number, not itself: it would be as harmful in the answer.
      faults.add(
          at, "character",
          "名称不得含控制、私用区或非字符码位 / control, private-use and noncharacter code points are not allowed in "
          "names: " +
              code_point_text(point));
      return false;
    }
    text.remove_prefix(length);
  }
  if (blank) faults.add(at, "blank", "不得只含空白 / not only white space");
  return !blank;
}

}  // namespace luodi::codec
