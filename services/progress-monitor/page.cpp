#include "services/progress-monitor/page.hpp"

#include <charconv>

#include "common/http/hash.hpp"

namespace luodi::monitor {

namespace {
std::optional<std::string> from_base64url(std::string_view text) {
  constexpr std::string_view k_alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::string bytes;
  std::uint32_t bits = 0;
  int held = 0;
  for (const char c : text) {
    const auto value = k_alphabet.find(c);
    if (value == std::string_view::npos) return std::nullopt;
    bits = bits << 6U | static_cast<std::uint32_t>(value);
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes += static_cast<char>(bits >> static_cast<unsigned>(held) & 255U);
  }
  return bytes;
}
std::optional<std::int64_t> number(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}
}  // namespace

std::string write_cursor(const ByAge& last) {
  return http::to_base64url(std::to_string(last.created_ms) + "," + last.id);
}

Expected<Page> read_page(const std::map<std::string, std::string>& query) {
  Page page;
  if (const auto limit = query.find("limit"); limit != query.end()) {
    const auto value = number(limit->second);
    if (!value || *value < 1 || *value > static_cast<std::int64_t>(k_page_largest))
      return fail(ErrorCode::invalid_parameter, "limit: 应在 1 与 500 之间 / must lie between 1 and 500");
    page.limit = static_cast<std::size_t>(*value);
  }
  if (const auto cursor = query.find("cursor"); cursor != query.end()) {
    const auto bytes = from_base64url(cursor->second);
    const auto comma = bytes ? bytes->find(',') : std::string::npos;
    const auto created = comma == std::string::npos ? std::nullopt : number(bytes->substr(0, comma));
    if (!created) return fail(ErrorCode::invalid_parameter, "cursor: 无法识别 / cannot be read");
    page.after = ByAge{*created, bytes->substr(comma + 1)};
  }
  return page;
}

}  // namespace luodi::monitor
