#include "common/kernel/bilingual.hpp"

#include <algorithm>

namespace luodi {

namespace {
constexpr auto k_none = std::string_view::npos;

bool is_ascii(char c) {
  return static_cast<unsigned char>(c) < 0x80;
}

// Within an argument the border would be taken for that of the whole.
std::string without_border(std::string_view text) {
  std::string out;
  for (auto at = text.find(detail::k_twin_border); at != k_none; at = text.find(detail::k_twin_border)) {
    out.append(text.substr(0, at)).append("/");
    text.remove_prefix(at + detail::k_twin_border.size());
  }
  return out.append(text);
}

void fill_half(std::string& out, std::string_view half, const Twin* arguments, bool english) {
  for (std::size_t i = 0; i < half.size(); ++i) {
    if (half[i] != '{') {
      out += half[i];
      continue;
    }
    const Twin& twin = arguments[half[i + 1] - '0'];
    out += without_border(english ? twin.en : twin.zh);
    i += 2;
  }
}
}  // namespace

std::string english_of(std::string_view text) {
  const auto chinese = std::find_if_not(text.begin(), text.end(), is_ascii);
  const auto border = detail::english_at(text);
  if (chinese == text.end() || border == k_none) return std::string(text);
  const std::string_view english = text.substr(border);
  std::string_view shared = text.substr(0, static_cast<std::size_t>(chinese - text.begin()));
  while (shared.ends_with(' '))
    shared.remove_suffix(1);
  if (shared.empty() || english.find(shared) != k_none) return std::string(english);
  return std::string(shared) + " " + std::string(english);
}

Twin twin_of(std::string_view text) {
  const auto border = detail::english_at(text);
  const auto chinese = std::find_if_not(text.begin(), text.end(), is_ascii);
  if (chinese == text.end() || border == k_none) return {std::string(text), std::string(text)};
  return {std::string(text.substr(0, border - detail::k_twin_border.size())), english_of(text)};
}

std::string detail::fill(std::string_view text, const Twin* arguments) {
  const auto border = english_at(text);
  std::string out;
  fill_half(out, text.substr(0, border), arguments, /*english=*/false);
  fill_half(out, text.substr(border), arguments, /*english=*/true);
  return out;
}

}  // namespace luodi
