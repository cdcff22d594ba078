#include "common/runtime/page.hpp"

#include "common/codec/text.hpp"
#include "common/http/hash.hpp"
#include "common/http/parameter_fault.hpp"
#include "common/runtime/request_parts.hpp"

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
  const auto limit = query_number(query, "limit");
  if (!limit) return fail(limit.error());
  if (!*limit || **limit < 1 || **limit > static_cast<std::int64_t>(k_page_largest))
    return fail(http::parameter_fault("limit", "out_of_range", "应在 1 与 500 之间 / must lie between 1 and 500"));
  return static_cast<std::size_t>(**limit);
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
