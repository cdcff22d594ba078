#include "services/gateway/idempotency.hpp"

#include <algorithm>

#include "common/http/hash.hpp"
#include "common/http/header_fault.hpp"

namespace luodi::gateway {

namespace {
constexpr std::size_t k_longest_key = 255;

void add(std::string& text, std::string_view part) {
  text += std::to_string(part.size());
  text += ':';
  text += part;
}
}  // namespace

Expected<std::string> idempotency_key(const std::string* header) {
  if (!header || header->empty())
    return fail(
        http::header_fault(ErrorCode::idempotency_key_required, "Idempotency-Key", "required",
                           "改变状态的 POST 须带此请求头：1 至 255 个可见 ASCII 字符，每项请求各用一个 / a POST that "
                           "changes state needs this header: 1 to 255 visible ASCII characters, one for each "
                           "request"));
  const bool visible = std::all_of(header->begin(), header->end(), [](char c) { return c > ' ' && c < 0x7F; });
  if (header->size() > k_longest_key || !visible)
    return fail(http::header_fault(ErrorCode::malformed_request, "Idempotency-Key", "format",
                                   "应为 1 至 255 个可见 ASCII 字符 / must be 1 to 255 visible ASCII characters"));
  return *header;
}

std::string idempotency_scope(std::string_view principal, std::string_view method, std::string_view path,
                              std::string_view key) {
  std::string text;
  add(text, principal);
  add(text, method);
  add(text, path);
  add(text, key);
  return http::sha256_hex(text);
}

std::string idempotency_fingerprint(std::string_view body,
                                    const std::vector<std::pair<std::string, std::string>>& query) {
  std::string text;
  add(text, body);
  auto sorted = query;  // the order of parameters means nothing
  std::sort(sorted.begin(), sorted.end());
  for (const auto& [name, value] : sorted) {
    add(text, name);
    add(text, value);
  }
  return http::sha256_hex(text);
}

}  // namespace luodi::gateway
