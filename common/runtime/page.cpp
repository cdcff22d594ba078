#include "common/runtime/page.hpp"

#include <charconv>

#include "common/codec/text.hpp"
#include "common/http/hash.hpp"
#include "common/http/parameter_fault.hpp"

namespace luodi::runtime {

std::string write_cursor(const codec::Json& place) {
  return http::to_base64url(codec::dump(place));
}

Expected<codec::Json> read_cursor(const std::string& cursor) {
  if (const auto bytes = http::from_base64url(cursor))
    if (auto place = codec::parse_json(*bytes)) return place;
  return fail(http::parameter_fault("cursor", "format", "无法识别 / cannot be read"));
}

Expected<std::size_t> read_limit(const Query& query) {
  const auto found = query.find("limit");
  if (found == query.end()) return k_page_default;
  const std::string& text = found->second;
  std::size_t limit = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), limit);
  if (error != std::errc{} || end != text.data() + text.size() || limit < 1 || limit > k_page_largest)
    return fail(http::parameter_fault("limit", "out_of_range", "应在 1 与 500 之间 / must lie between 1 and 500"));
  return limit;
}

bus::Reply list_text_reply(std::string_view items, const Walked& walked) {
  std::string body = "{\"items\":";
  body += items;
  if (!walked.next.empty()) {
    body += ",\"next\":";
    codec::append_text(walked.next, body);
  }
  bus::Reply reply(200, body + "}");
  reply.headers["X-Total-Count"] = std::to_string(walked.total);
  return reply;
}

}  // namespace luodi::runtime
