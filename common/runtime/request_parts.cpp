#include "common/runtime/request_parts.hpp"

#include <charconv>

#include "common/http/parameter_fault.hpp"
#include "common/kernel/bilingual.hpp"

namespace luodi::runtime {

std::string path_id(const bus::Request& request) {
  const auto found = request.params.find("id");
  return found == request.params.end() ? std::string() : found->second;
}

std::string query_text(const Query& query, const std::string& name) {
  const auto found = query.find(name);
  return found == query.end() ? std::string() : found->second;
}

Expected<std::optional<std::int64_t>> query_number(const Query& query, const std::string& name) {
  const std::string text = query_text(query, name);
  if (text.empty()) return std::optional<std::int64_t>();
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size())
    return fail(
        http::parameter_fault(name, "format", bilingual("应为整数，现为 {0} / must be a whole number, not {0}", text)));
  return std::optional<std::int64_t>(value);
}

std::optional<std::string> lost_plus(const std::string& text) {
  const auto blank = text.rfind(' ');
  if (blank == std::string::npos) return std::nullopt;
  const auto with = [&](const char* sign) { return text.substr(0, blank) + sign + text.substr(blank + 1); };
  if (!Instant::parse(with("+"))) return std::nullopt;
  return bilingual(
      "地址中的 + 读作空格，时区前的 + 须写作 %2B：{0} / a + in an address is read as a blank, so the + "
      "before the zone is sent as %2B: {0}",
      with("%2B"));
}

Expected<void> check_version(const bus::Request& request, std::int64_t version) {
  if (request.dry_run && !request.if_match) return {};
  return check_if_match(request, version);
}

}  // namespace luodi::runtime
