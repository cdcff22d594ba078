#include "common/kernel/bilingual.hpp"

#include <algorithm>

namespace luodi {

namespace {
constexpr std::string_view k_between = " / ";

bool is_ascii(char c) {
  return static_cast<unsigned char>(c) < 0x80;
}

// A slash within the Chinese ("须以 / 开头") is followed by Chinese.
std::size_t border(std::string_view text) {
  std::size_t at = text.find(k_between);
  while (at != std::string_view::npos && at + k_between.size() < text.size() && !is_ascii(text[at + k_between.size()]))
    at = text.find(k_between, at + 1);
  return at;
}
}  // namespace

std::string english_of(std::string_view text) {
  const auto chinese = std::find_if_not(text.begin(), text.end(), is_ascii);
  const auto at = border(text);
  if (chinese == text.end() || at == std::string_view::npos) return std::string(text);
  const std::string_view english = text.substr(at + k_between.size());
  std::string_view shared = text.substr(0, static_cast<std::size_t>(chinese - text.begin()));
  while (shared.ends_with(' '))
    shared.remove_suffix(1);
  if (shared.empty() || english.find(shared) != std::string_view::npos) return std::string(english);
  return std::string(shared) + " " + std::string(english);
}

}  // namespace luodi
