#pragma once
// Character classes of RFC 9110, 9112 and 3986, and the two string comparisons that HTTP needs. Pure, no allocation.
#include <array>
#include <cstdint>
#include <string_view>

namespace luodi::http::syntax {

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
constexpr bool is_alpha(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

constexpr int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

constexpr char to_lower(char c) {
  return (c >= 'A' && c <= 'Z') ? static_cast<char>(c + ('a' - 'A')) : c;
}

namespace detail {
enum : std::uint8_t { k_token = 1, k_path = 2, k_query = 4, k_host = 8, k_text = 16 };

constexpr std::array<std::uint8_t, 256> make_classes() {
  std::array<std::uint8_t, 256> table{};
  auto add = [&table](std::string_view chars, std::uint8_t bits) {
    for (const char c : chars) {
      auto& slot = table[static_cast<unsigned char>(c)];
      slot = static_cast<std::uint8_t>(slot | bits);
    }
  };
  for (unsigned c = 0; c < 256; ++c) {
    const char ch = static_cast<char>(static_cast<unsigned char>(c));
    if (is_alpha(ch) || is_digit(ch)) table[c] = k_token | k_path | k_query | k_host;
    // Field values: visible ASCII, space, tab, and obs-text, which older clients send as file names.
    if (c == '\t' || (c >= 0x20 && c != 0x7f)) table[c] = static_cast<std::uint8_t>(table[c] | k_text);
  }
  add("!#$%&'*+-.^_`|~", k_token);
  add("-._~%!$&'()*+,;=:@/", k_path);
  // The second group is not in RFC 3986, but browsers leave it unescaped in a query.
  add("-._~%!$&'()*+,;=:@/?", k_query);
  add("[]{}|^`", k_query);
  // No comma, '@' or '/': a merged or decorated Host has two readings.
  add("-._~", k_host);
  return table;
}
inline constexpr auto k_classes = make_classes();
constexpr bool in_class(char c, std::uint8_t bits) {
  return (k_classes[static_cast<unsigned char>(c)] & bits) != 0;
}
}  // namespace detail

constexpr bool is_token_char(char c) {
  return detail::in_class(c, detail::k_token);
}
constexpr bool is_path_char(char c) {
  return detail::in_class(c, detail::k_path);
}
constexpr bool is_query_char(char c) {
  return detail::in_class(c, detail::k_query);
}
constexpr bool is_host_char(char c) {
  return detail::in_class(c, detail::k_host);
}
constexpr bool is_text_char(char c) {
  return detail::in_class(c, detail::k_text);
}

constexpr bool is_token(std::string_view s) {
  for (const char c : s) {
    if (!is_token_char(c)) return false;
  }
  return !s.empty();
}

// `lower` must already be in lower case.
constexpr bool equals_lower(std::string_view s, std::string_view lower) {
  if (s.size() != lower.size()) return false;
  for (std::size_t i = 0; i < s.size(); ++i) {
    if (to_lower(s[i]) != lower[i]) return false;
  }
  return true;
}

// Removes optional white space (space and tab) from both ends.
constexpr std::string_view trim(std::string_view s) {
  while (!s.empty() && (s.front() == ' ' || s.front() == '\t'))
    s.remove_prefix(1);
  while (!s.empty() && (s.back() == ' ' || s.back() == '\t'))
    s.remove_suffix(1);
  return s;
}

}  // namespace luodi::http::syntax
